/** When the store lets what comes wait for company, and when it does not. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import type { Store } from '../../src/store/store.ts'
import { newEpoch, newFolder, said, smallWindow } from '../support/store-worlds.ts'

let clock: ManualClock
let store: Store
let stored: string[]

const settled = (count: number) => vi.waitFor(() => expect(stored.length).toBeGreaterThanOrEqual(count), 10_000)

/** Long enough for what is let through to get on its way to the disk. */
const aWhile = async (): Promise<void> => {
  for (let turn = 0; turn < 2000; turn++) await new Promise((done) => setImmediate(done))
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
afterEach(() => store.close())

test('after a transaction of several the next one waits a moment, and takes all that came', async () => {
  for (const content of ['a', 'b', 'c', 'd']) say(content)
  await settled(4)
  expect(stored).toEqual(['a', 'b', 'c', 'd'])
  say('e')
  clock.advance(2)
  say('f')
  await aWhile()
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

test('what waits when the store is closed is stored at once', async () => {
  for (const content of ['a', 'b', 'c', 'd']) say(content)
  await settled(4)
  say('last')
  await store.close()
  expect(stored.at(-1)).toBe('last')
})

test('a full transaction does not wait for more', async () => {
  for (let count = 0; count < 4; count++) say(`${count}`)
  await settled(4)
  for (let count = 0; count < 20; count++) say(`more ${count}`)
  await settled(24)
  expect(stored).toHaveLength(24)
})
