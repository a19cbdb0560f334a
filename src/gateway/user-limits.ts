/** How fast all connections of one user together may ask; bounded by the users that have asked lately. */
import type { Clock } from '../clock/clock.ts'
import { type Bucket, type BucketLimit, fullBucket, takeOne } from '../protocol/bucket.ts'
import { RecentMap } from '../sets/recent-map.ts'

/** How many users are remembered at least: the longest silent are forgotten, whose bucket is full again anyway. */
const remembered = 50_000

/** A bucket of its own, which is written over: there are many, and each request takes from one. */
type Account = { -readonly [Part in keyof Bucket]: Bucket[Part] }

export class UserLimits {
  readonly #limit: BucketLimit
  readonly #clock: Clock
  readonly #accounts: RecentMap<Account>

  constructor(limit: BucketLimit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
    this.#accounts = new RecentMap(remembered, () => ({ ...fullBucket(limit) }))
  }

  /** 0, or how many milliseconds to wait. */
  take(userId: string): number {
    const account = this.#accounts.get(userId)
    const { bucket, waitMs } = takeOne(account, this.#limit, this.#clock.elapsed())
    account.tokens = bucket.tokens
    account.at = bucket.at
    return waitMs
  }
}
