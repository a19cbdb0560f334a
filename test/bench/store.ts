/**
 * What the stores cost: CPU of the process (all threads) for each message, alone and in company; reading; and what a steady
 * load does to the event loop. `node --import tsx test/bench/store.ts [folder]`; the folder decides which disk is measured.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { systemClock } from '../../src/clock/system.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import type { Append, Durability, Store } from '../../src/store/store.ts'

const window = { ageMs: 300_000, entries: 1000, senders: 10_000 }
let epochs = 0
const newEpoch = () => `epoch${String(++epochs).padStart(7, '0')}`
const content = 'Hello there, how are you today? This is about as long as what people say to one another in a chat.'
let ids = 0

function message(stream: string, durability: Durability, named: boolean): Append {
  return {
    streams: [stream],
    body: {
      from: 'alice',
      to: undefined,
      content,
      time: systemClock.now(),
      clientMessageId: named ? `c-${String(ids++).padStart(12, '0')}` : undefined,
    },
    idempotencyScope: named ? 'alice' : undefined,
    durability,
  }
}

interface Load {
  readonly durability: Durability
  readonly together: number
  readonly streams: number
  readonly named: boolean
}

async function appendAll(store: Store, { durability, together, streams, named }: Load, total: number): Promise<void> {
  for (let done = 0; done < total; done += together) {
    const answers = []
    for (let at = 0; at < together; at++) {
      answers.push(store.append(message(`room:${(done + at) % streams}`, durability, named)))
    }
    await Promise.all(answers)
  }
}

async function measure(name: string, store: Store, load: Load, total: number): Promise<void> {
  await appendAll(store, load, Math.ceil(total / 4))
  const cpu = process.cpuUsage()
  const from = performance.now()
  await appendAll(store, load, total)
  const { user, system } = process.cpuUsage(cpu)
  const wall = performance.now() - from
  const what = `${name} ${load.durability}, ${load.together} at once, ${load.streams} streams${load.named ? ', with ids' : ''}`
  console.log(
    `${what.padEnd(60)} ${((user + system) / total).toFixed(1).padStart(6)} µs CPU each, ${((wall * 1000) / total).toFixed(1).padStart(7)} µs wall`,
  )
}

async function reads(name: string, store: Store): Promise<void> {
  for (let at = 0; at < 1000; at++)
    await appendAll(store, { durability: 'commit', together: 100, streams: 1, named: false }, at === 0 ? 5000 : 0)
  const range = { kind: 'after', limit: 1000, maxBytes: 10_000_000 } as const
  const rounds = 200
  for (let at = 0; at < 20; at++) await store.read('room:0', { ...range, offset: at })
  const cpu = process.cpuUsage()
  for (let at = 0; at < rounds; at++) await store.read('room:0', { ...range, offset: at * 17 })
  const { user, system } = process.cpuUsage(cpu)
  console.log(`${`${name} read of 1,000`.padEnd(60)} ${((user + system) / rounds / 1000).toFixed(2)} ms CPU each`)
}

async function herd(name: string, store: Store): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const from = performance.now()
  const range = { kind: 'after', limit: 100, maxBytes: 10_000_000 } as const
  await Promise.all(Array.from({ length: 1000 }, (_, at) => store.read('room:0', { ...range, offset: at })))
  delay.disable()
  console.log(
    `${`${name} 1,000 different reads of 100 at once`.padEnd(60)} ${(performance.now() - from).toFixed(0)} ms, loop delay at most ${(delay.max / 1e6).toFixed(1)} ms`,
  )
}

/** So many messages a second, in even portions, whatever the store does. */
async function steady(name: string, store: Store, perSecond: number, seconds: number): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const begun = performance.now()
  let sent = 0
  let stored = 0
  let refused = 0
  let slowest = 0
  const cpu = process.cpuUsage()
  delay.enable()
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(perSecond * seconds, ((performance.now() - begun) / 1000) * perSecond)
      for (; sent < due; sent++) {
        const at = performance.now()
        store.append(message(`room:${sent % 1000}`, 'commit', true)).then(
          () => {
            stored++
            slowest = Math.max(slowest, performance.now() - at)
          },
          () => {
            refused++
          },
        )
      }
      if (sent >= perSecond * seconds && stored + refused >= sent) {
        clearInterval(timer)
        resolve()
      }
    }, 1)
  })
  delay.disable()
  const { user, system } = process.cpuUsage(cpu)
  const wall = performance.now() - begun
  console.log(
    `${`${name} ${perSecond}/s for ${seconds} s`.padEnd(60)} ${stored} stored, ${refused} refused, in ${(wall / 1000).toFixed(1)} s; loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, max ${(delay.max / 1e6).toFixed(1)} ms; slowest answer ${slowest.toFixed(0)} ms; ${((user + system) / sent).toFixed(1)} µs CPU each`,
  )
}

const only = process.argv[3]
const dir = mkdtempSync(join(process.argv[2] ?? tmpdir(), 'pactwire-bench-'))
const lmdb = await openLmdbStore({ dir, clock: systemClock, newEpoch, window, log: console.error })
const memory = new MemoryStore({ clock: systemClock, newEpoch, window, maxStreams: 10_000 })
for (const store of [memory, lmdb]) {
  const name = store === lmdb ? 'lmdb' : 'memory'
  let delivered = 0
  store.follow((entries) => {
    delivered += entries.length
  })
  if (only === undefined || only === 'append') {
    await measure(name, store, { durability: 'none', together: 64, streams: 100, named: false }, 64_000)
    for (const [together, total] of [
      [1, 3000],
      [8, 16_000],
      [64, 64_000],
      [512, 102_400],
    ] as const) {
      await measure(name, store, { durability: 'commit', together, streams: 100, named: false }, total)
    }
    await measure(name, store, { durability: 'commit', together: 64, streams: 100, named: true }, 64_000)
    await measure(name, store, { durability: 'commit', together: 64, streams: 1000, named: true }, 64_000)
    await measure(name, store, { durability: 'fsync', together: 1, streams: 1, named: false }, 500)
    await measure(name, store, { durability: 'fsync', together: 64, streams: 100, named: false }, 32_000)
  }
  if (only === undefined || only === 'read') {
    await reads(name, store)
    await herd(name, store)
  }
  if (only === undefined || only === 'steady') await steady(name, store, 20_000, 5)
  if (delivered === 0) throw new Error('nothing was delivered')
}
await lmdb.close()
console.log(`the file has ${(statSync(join(dir, 'messages.mdb')).size / 1e6).toFixed(0)} MB`)
rmSync(dir, { recursive: true })
