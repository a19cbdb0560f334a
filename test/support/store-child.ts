/**
 * A process that stores messages as fast as it can until it is killed:
 * `node --import tsx test/support/store-child.ts FOLDER ROUND FACTS ENOUGH`. Into the file FACTS it writes a line for each
 * message that was shown, and one for each that was acknowledged, before anything else can happen; on its output it says
 * `ready`, and `enough` after so many acknowledgements.
 */
import { openSync, writeSync } from 'node:fs'
import { systemClock } from '../../src/clock/system.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import type { Durability } from '../../src/store/store.ts'
import { said } from './store-worlds.ts'

const [dir = '', round = '0', facts = '', enough = '1'] = process.argv.slice(2)
const file = openSync(facts, 'w')
const note = (fact: unknown): void => {
  writeSync(file, `${JSON.stringify(fact)}\n`)
}
let epochs = 0
const store = await openLmdbStore({
  dir,
  clock: systemClock,
  newEpoch: () => `round${round}-${++epochs}`,
  window: { ageMs: 300_000, entries: 1000, senders: 1000 },
  log: (line) => writeSync(2, `${line}\n`),
})
store.setRetention((stream) => ({ entries: stream === 'short' ? 50 : 100_000, ageMs: 0 }))
store.follow((entries) => {
  for (const entry of entries) note({ shown: entry })
})

let stored = 0
const durabilities: readonly Durability[] = ['commit', 'commit', 'commit', 'fsync', 'none']

async function talk(speaker: number): Promise<never> {
  for (let count = 0; ; count++) {
    const durability = durabilities[speaker % durabilities.length] ?? 'commit'
    const streams =
      speaker % 3 === 0 ? ([`${durability}-${speaker}`, 'short'] as const) : ([`${durability}-${speaker}`] as const)
    const content = `${round}/${speaker}/${count}${'x'.repeat((count * 37) % 3000)}`
    const order = said(durability === 'none' ? streams[0] : streams, content, {
      durability,
      id: `${round}-${count}`,
      scope: `speaker${speaker}`,
    })
    const answer = await store.append(order)
    note({ stored: { order, answer } })
    if (durability !== 'none' && ++stored === Number(enough)) console.log('enough')
    // What is not stored is acknowledged at once: nobody else would ever have a turn.
    if (durability === 'none') await new Promise((resolve) => setImmediate(resolve))
  }
}

console.log('ready')
await Promise.all(Array.from({ length: 20 }, (_, speaker) => talk(speaker)))
