/**
 * A token bucket: so many at once after a silence, so many a second in the long run. Pure; time is handed in, in
 * milliseconds of a clock that begins at 0 or later and never goes backwards.
 */
export interface BucketLimit {
  readonly perSecond: number
  readonly burst: number
}

/**
 * When it is full again. What is in it at any moment follows from that, so that it takes no more than one number: there are
 * three for each connection.
 */
export type Bucket = number

/** Nothing was ever taken from it. */
export const fullBucket: Bucket = 0

export interface Taken {
  readonly bucket: Bucket
  /** 0: it was taken. Otherwise nothing was, and after so many milliseconds it can be. */
  readonly waitMs: number
}

/** The sums of fractions of a millisecond are right to less than this. */
const rounding = 0.001

export function takeOne(bucket: Bucket, { perSecond, burst }: BucketLimit, elapsed: number): Taken {
  const each = 1000 / perSecond
  const next = Math.max(bucket, elapsed) + each
  // Until then there is less than one in it.
  const early = next - burst * each - elapsed
  return early > rounding ? { bucket, waitMs: Math.ceil(early) } : { bucket: next, waitMs: 0 }
}

/**
 * Takes so many where there is anything at all: what is missing is owed, and nothing more is given until it is paid. So
 * nothing is ever too large for a bucket, and in the long run it gives no more than `perSecond`.
 */
export function takeMany(bucket: Bucket, { perSecond, burst }: BucketLimit, many: number, elapsed: number): Taken {
  const each = 1000 / perSecond
  const now = Math.max(bucket, elapsed)
  // Until then there is nothing in it.
  const early = now - burst * each - elapsed
  return early >= 0 ? { bucket, waitMs: Math.floor(early) + 1 } : { bucket: now + many * each, waitMs: 0 }
}
