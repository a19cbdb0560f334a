/** How fast a user may ask: with all connections together, and after going away and coming back as before. */
import { expect, test } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { type Account, UserLimits } from '../../src/gateway/user-limits.ts'
import { fullBucket } from '../../src/protocol/bucket.ts'

const limit = { perSecond: 10, burst: 3 }
const user = (id: string): Account => ({ id, requests: fullBucket })

/** As many as are given at once. */
function askAll(limits: UserLimits, account: Account): number {
  let given = 0
  while (limits.take(account) === 0) given++
  return given
}

test('gives the burst, and then no faster than the rate', () => {
  const clock = new ManualClock()
  const limits = new UserLimits(limit, clock)
  const alice = user('alice')
  expect(askAll(limits, alice)).toBe(3)
  expect(limits.take(alice)).toBe(100)
  clock.advance(200)
  expect(askAll(limits, alice)).toBe(2)
  expect(askAll(limits, user('bob'))).toBe(3)
})

test('gives nothing new to who goes and comes back', () => {
  const clock = new ManualClock()
  const limits = new UserLimits(limit, clock)
  const before = user('alice')
  askAll(limits, before)
  limits.went(before)
  clock.advance(100)
  const after = user('alice')
  limits.came(after)
  expect(askAll(limits, after)).toBe(1)
})

test('forgives nothing because one of several connections has gone', () => {
  const limits = new UserLimits(limit, new ManualClock())
  const alice = user('alice')
  limits.take(alice)
  limits.went(alice)
  askAll(limits, alice)
  limits.came(alice)
  expect(askAll(limits, alice)).toBe(0)
})

test('remembers nobody for longer than it takes to fill two buckets', () => {
  const clock = new ManualClock()
  const limits = new UserLimits(limit, clock)
  const leave = (id: string): void => {
    const account = user(id)
    limits.take(account)
    limits.went(account)
  }
  leave('alice')
  leave('bob')
  clock.advance(300)
  leave('carol')
  expect(limits.remembered).toBe(3)
  clock.advance(300)
  leave('dave')
  expect(limits.remembered).toBe(2)
  limits.went(user('erin'))
  expect(limits.remembered).toBe(2)
})

test('remembers the last of many, and not all of them', () => {
  const limits = new UserLimits(limit, new ManualClock(), 2)
  const names = ['a', 'b', 'c', 'd', 'e']
  for (const id of names) {
    const account = user(id)
    askAll(limits, account)
    limits.went(account)
  }
  const given = names.map((id) => {
    const account = user(id)
    limits.came(account)
    return askAll(limits, account)
  })
  expect(given).toEqual([3, 3, 0, 0, 0])
})
