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

export function fullBucket(limit: BucketLimit, elapsed: number): Bucket {
  return { tokens: limit.burst, at: elapsed }
}

export interface Taken {
  readonly bucket: Bucket
  /** 0: one was taken. Otherwise none was, and after so many milliseconds there will be one. */
  readonly waitMs: number
}

export function takeOne(bucket: Bucket, limit: BucketLimit, elapsed: number): Taken {
  const tokens = Math.min(limit.burst, bucket.tokens + (Math.max(0, elapsed - bucket.at) * limit.perSecond) / 1000)
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: elapsed }, waitMs: 0 }
  return { bucket: { tokens, at: elapsed }, waitMs: Math.max(1, Math.ceil(((1 - tokens) * 1000) / limit.perSecond)) }
}
