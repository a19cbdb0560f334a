/** When the store lets what comes wait for company, and when it does not. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import type { Store } from '../../src/store/store.ts'
import { newEpoch, newFolder, said, smallWindow } from '../support/store-worlds.ts'

let clock: ManualClock
let store: Store
let stored: string[]

/** Whoever is let through is on its way within some turns of the event loop; a test that is wrong takes longer. */
const settled = async (count: number): Promise<void> => {
  for (let turn = 0; turn < 2000 && stored.length < count; turn++) await new Promise((done) => setImmediate(done))
}

const say = (content: string): void => {
  void store.append(said('room', content)).then(() => stored.push(content))
}

beforeEach(async () => {
  clock = new ManualClock()
  stored = []
  const limits = { gatherMs: 3, maxBatch: 20 }
  store = await openLmdbStore({ dir: await newFolder(), clock, newEpoch, window: smallWindow, limits })
})
afterEach(async () => {
  const closed = store.close()
  clock.advance(3)
  await closed
})

test('after a transaction of several the next one waits a moment, and takes all that came', async () => {
  for (const content of ['a', 'b', 'c', 'd']) say(content)
  await settled(4)
  expect(stored).toEqual(['a', 'b', 'c', 'd'])
  say('e')
  clock.advance(2)
  say('f')
  await settled(5)
  expect(stored).toHaveLength(4)
  clock.advance(1)
  await settled(6)
  expect(stored).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
})

test('what comes alone never waits, nor what comes later than that', async () => {
  for (let count = 1; count <= 5; count++) {
    say(`${count}`)
    await settled(count)
    expect(stored).toHaveLength(count)
  }
  for (const content of ['a', 'b', 'c', 'd']) say(content)
  await settled(9)
  clock.advance(3)
  say('late')
  await settled(10)
  expect(stored.at(-1)).toBe('late')
})

test('a full transaction does not wait for more', async () => {
  for (let count = 0; count < 4; count++) say(`${count}`)
  await settled(4)
  for (let count = 0; count < 20; count++) say(`more ${count}`)
  await settled(24)
  expect(stored).toHaveLength(24)
})
