/** How fast all connections of one user together may ask; bounded by the users that have asked lately. */
import type { Clock } from '../clock/clock.ts'
import { type Bucket, type BucketLimit, fullBucket, takeOne } from '../protocol/bucket.ts'

/** How many users are remembered: a bucket that is forgotten is full again, so the longest silent go first. */
const remembered = 100_000

export class UserLimits {
  readonly #limit: BucketLimit
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(limit: BucketLimit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  /** 0, or how many milliseconds to wait. */
  take(userId: string): number {
    const elapsed = this.#clock.elapsed()
    const known = this.#buckets.get(userId)
    const { bucket, waitMs } = takeOne(known ?? fullBucket(this.#limit, elapsed), this.#limit, elapsed)
    if (known === undefined && this.#buckets.size >= remembered) {
      const [oldest] = this.#buckets.keys()
      if (oldest !== undefined) this.#buckets.delete(oldest)
    }
    // The order of the map is the order of asking.
    this.#buckets.delete(userId)
    this.#buckets.set(userId, bucket)
    return waitMs
  }
}
