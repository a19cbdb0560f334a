/** Token buckets: a burst after a silence, a rate in the long run, and a time to wait that is right. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bucket, fullBucket, takeMany, takeOne } from '../../src/protocol/bucket.ts'

const limits = fc.record({ perSecond: fc.integer({ min: 1, max: 5000 }), burst: fc.integer({ min: 1, max: 5000 }) })
/** Milliseconds that pass, and how much is asked for then. */
const asks = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 9000 })), { maxLength: 60 })

describe('taking many', () => {
  test('gives as much as the burst at once, also in one piece that is larger, and owes the rest', () => {
    const limit = { perSecond: 100, burst: 1000 }
    const first = takeMany(fullBucket, limit, 5000, 0)
    expect(first).toEqual({ bucket: 50_000, waitMs: 0 })
    expect(takeMany(first.bucket, limit, 1, 1000)).toEqual({ bucket: first.bucket, waitMs: 39_001 })
    expect(takeMany(first.bucket, limit, 1, 40_001).waitMs).toBe(0)
  })

  test('never gives more than the burst, the rate and one piece more', () => {
    fc.assert(
      fc.property(limits, asks, (limit, program) => {
        let bucket: Bucket = fullBucket
        let [elapsed, given, last] = [0, 0, 0]
        for (const [passed, many] of program) {
          elapsed += passed
          const taken = takeMany(bucket, limit, many, elapsed)
          bucket = taken.bucket
          if (taken.waitMs > 0) continue
          given += many
          last = many
          expect(given - last).toBeLessThan(limit.burst + (limit.perSecond * elapsed) / 1000 + 0.001)
        }
      }),
    )
  })

  test('gives after exactly the time that it tells, and not before', () => {
    fc.assert(
      fc.property(limits, asks, (limit, program) => {
        let bucket: Bucket = fullBucket
        let elapsed = 0
        for (const [passed, many] of program) {
          elapsed += passed
          const { bucket: after, waitMs } = takeMany(bucket, limit, many, elapsed)
          bucket = after
          if (waitMs === 0) continue
          expect(takeMany(bucket, limit, many, elapsed + waitMs).waitMs).toBe(0)
          expect(waitMs === 1 || takeMany(bucket, limit, many, elapsed + waitMs - 1.001).waitMs > 0).toBe(true)
        }
      }),
    )
  })

  test('costs nothing when it is refused, and a clock that stands still gives nothing', () => {
    const limit = { perSecond: 10, burst: 5 }
    const { bucket } = takeMany(fullBucket, limit, 5, 0)
    let again = takeMany(bucket, limit, 1000, 0)
    for (let at = 0; at < 100; at++) again = takeMany(again.bucket, limit, 1000, 0)
    expect(again).toEqual({ bucket, waitMs: 1 })
  })
})

test('taking one gives whole ones only', () => {
  const limit = { perSecond: 1, burst: 2 }
  let { bucket } = takeOne(fullBucket, limit, 0)
  bucket = takeOne(bucket, limit, 0).bucket
  expect(takeOne(bucket, limit, 400).waitMs).toBe(600)
  expect(takeOne(bucket, limit, 1000).waitMs).toBe(0)
})

test('taking one gives as many as the burst at once, whatever the rate and the hour, and one more when it says', () => {
  const at = fc.double({ min: 0, max: 1e9, noNaN: true })
  const rate = fc.double({ min: 0.01, max: 5000, noNaN: true })
  fc.assert(
    fc.property(rate, fc.integer({ min: 1, max: 500 }), at, (perSecond, burst, elapsed) => {
      let bucket: Bucket = fullBucket
      for (let count = 0; count < burst; count++) {
        const taken = takeOne(bucket, { perSecond, burst }, elapsed)
        expect(taken.waitMs).toBe(0)
        bucket = taken.bucket
      }
      const { waitMs } = takeOne(bucket, { perSecond, burst }, elapsed)
      expect(Math.abs(waitMs - 1000 / perSecond)).toBeLessThan(1.001)
      expect(takeOne(bucket, { perSecond, burst }, elapsed + waitMs).waitMs).toBe(0)
    }),
  )
})
