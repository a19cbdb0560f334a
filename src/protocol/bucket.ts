/** A token bucket: so many at once after a silence, so many a second in the long run. Pure; time is handed in. */
export interface BucketLimit {
  readonly perSecond: number
  readonly burst: number
}

export interface Bucket {
  readonly tokens: number
  /** When `tokens` was right, in milliseconds of a clock that never goes backwards. */
  readonly at: number
}

const full = new WeakMap<BucketLimit, Bucket>()

/** One for all who have taken nothing yet: what is full stays full, whatever the time is. */
export function fullBucket(limit: BucketLimit): Bucket {
  const known = full.get(limit)
  if (known !== undefined) return known
  const made = { tokens: limit.burst, at: 0 }
  full.set(limit, made)
  return made
}

export interface Taken {
  readonly bucket: Bucket
  /** 0: it was taken. Otherwise nothing was, and after so many milliseconds it can be. */
  readonly waitMs: number
}

function refilled(bucket: Bucket, limit: BucketLimit, elapsed: number): number {
  return Math.min(limit.burst, bucket.tokens + (Math.max(0, elapsed - bucket.at) * limit.perSecond) / 1000)
}

export function takeOne(bucket: Bucket, limit: BucketLimit, elapsed: number): Taken {
  const tokens = refilled(bucket, limit, elapsed)
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: elapsed }, waitMs: 0 }
  return { bucket: { tokens, at: elapsed }, waitMs: Math.max(1, Math.ceil(((1 - tokens) * 1000) / limit.perSecond)) }
}

/**
 * Takes so many where there is anything at all: what is missing is owed, and nothing more is given until it is paid. So
 * nothing is ever too large for a bucket, and in the long run it gives no more than `perSecond`.
 */
export function takeMany(bucket: Bucket, limit: BucketLimit, many: number, elapsed: number): Taken {
  const tokens = refilled(bucket, limit, elapsed)
  if (tokens > 0) return { bucket: { tokens: tokens - many, at: elapsed }, waitMs: 0 }
  return { bucket: { tokens, at: elapsed }, waitMs: Math.floor((-tokens * 1000) / limit.perSecond) + 1 }
}
