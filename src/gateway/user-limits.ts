/**
 * How fast all connections of one user together may ask. What they have used stands with the user for as long as one of the
 * connections is there, and is remembered afterwards for whoever comes back too soon for it to be forgiven.
 */
import type { Clock } from '../clock/clock.ts'
import { type Bucket, type BucketLimit, fullBucket, takeOne } from '../protocol/bucket.ts'

/** A user with at least one connection. */
export interface Account {
  readonly id: string
  requests: Bucket
}

/** How many are remembered at least who have gone, the last of them. */
const usually = 50_000

export class UserLimits {
  readonly #limit: BucketLimit
  readonly #clock: Clock
  readonly #generation: number
  /** Those who went before their bucket was full again, in two generations: when one is over, the one before is forgotten. */
  #young = new Map<string, Bucket>()
  #old = new Map<string, Bucket>()
  #over = 0

  constructor(limit: BucketLimit, clock: Clock, generation = usually) {
    this.#limit = limit
    this.#clock = clock
    this.#generation = generation
  }

  /** 0, or how many milliseconds to wait. */
  take(account: Account): number {
    const { bucket, waitMs } = takeOne(account.requests, this.#limit, this.#clock.elapsed())
    account.requests = bucket
    return waitMs
  }

  /** A connection of the user has come. */
  came(account: Account): void {
    const left = this.#young.get(account.id) ?? this.#old.get(account.id) ?? fullBucket
    // Another connection of the user may have been here all the time.
    account.requests = Math.max(account.requests, left)
  }

  /** A connection of the user has gone, maybe the last. */
  went(account: Account): void {
    const elapsed = this.#clock.elapsed()
    if (account.requests <= elapsed) return
    if (elapsed >= this.#over || this.#young.size >= this.#generation) {
      this.#old = this.#young
      this.#young = new Map()
      // As long as an empty bucket takes to fill: who went in one generation has a full one when the next has ended too.
      this.#over = elapsed + (this.#limit.burst * 1000) / this.#limit.perSecond
    }
    this.#young.set(account.id, account.requests)
  }

  /** How many are remembered who have gone. */
  get remembered(): number {
    return this.#young.size + this.#old.size
  }
}
