/** Which transactions the event loop makes itself, and when it leaves them to the thread. */
import { beforeEach, describe, expect, test } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { Shortcut } from '../../src/store/lmdb/shortcut.ts'

const small = { brief: true }
const large = { brief: false }

describe('the event loop makes a transaction itself', () => {
  let clock: ManualClock
  let syncing: boolean
  let shortcut: Shortcut

  beforeEach(() => {
    clock = new ManualClock()
    syncing = false
    shortcut = new Shortcut({ clock, syncing: () => syncing })
  })

  const transaction = (ms: number): void => {
    const ended = shortcut.begin()
    clock.advance(ms)
    ended()
  }

  test('only of one small thing that came alone', () => {
    expect(shortcut.suits([small])).toBe(true)
    expect(shortcut.suits([large])).toBe(false)
    expect(shortcut.suits([{}])).toBe(false)
    expect(shortcut.suits([small, small])).toBe(false)
  })

  test('not for a second after two in a row that had to wait, whoever made them', () => {
    transaction(10)
    expect(shortcut.suits([small])).toBe(true)
    transaction(9)
    transaction(10)
    expect(shortcut.suits([small])).toBe(true)
    transaction(10)
    expect(shortcut.suits([small])).toBe(false)
    clock.advance(999)
    expect(shortcut.suits([small])).toBe(false)
    transaction(10)
    clock.advance(999)
    expect(shortcut.suits([small])).toBe(false)
    clock.advance(1)
    expect(shortcut.suits([small])).toBe(true)
  })

  test('not during syncs for ten seconds after two in a row that waited for one', () => {
    syncing = true
    transaction(1)
    transaction(1)
    expect(shortcut.suits([small])).toBe(true)
    transaction(2)
    transaction(2)
    expect(shortcut.suits([small])).toBe(false)
    syncing = false
    expect(shortcut.suits([small])).toBe(true)
    syncing = true
    clock.advance(9999)
    expect(shortcut.suits([small])).toBe(false)
    clock.advance(1)
    expect(shortcut.suits([small])).toBe(true)
  })
})
