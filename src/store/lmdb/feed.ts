/**
 * Hands out what has been stored: all of one transaction in one call, in the order of offsets within each stream, and
 * only then the acknowledgements. What has to survive a loss of power waits for the sync, and so does everything behind
 * it in the same streams.
 */
import type { Entry, Follower, StoreUnavailable } from '../store.ts'
import type { Stream } from './stream.ts'

/** A message whose place is known. */
export interface Placed {
  readonly streams: readonly Stream[]
  readonly entries: readonly Entry[]
  /** It counts as stored only after a sync. */
  readonly wantsSync: boolean
  /** It may be seen, and its sender be told so. */
  release(): void
  /** It will never be. */
  refuse(error: StoreUnavailable): void
}

interface Held {
  readonly placed: Placed
  readonly transaction: number
}

export class Feed {
  readonly #log: (line: string) => void
  #follower: Follower | undefined
  #ready: Placed[] = []
  #held: Held[] = []
  #delivering = false
  /** Why nothing will be synced any more. */
  #lost: StoreUnavailable | undefined

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  follow(follower: Follower): () => void {
    if (this.#follower !== undefined) throw new Error('the store is followed already')
    this.#follower = follower
    return () => {
      if (this.#follower === follower) this.#follower = undefined
    }
  }

  get waitsForSync(): boolean {
    return this.#held.length > 0
  }

  /** Committed; `flush` hands it out. */
  add(placed: Placed, transaction: number): void {
    if (!placed.wantsSync && placed.streams.every(({ held }) => held === 0)) {
      this.#ready.push(placed)
      return
    }
    for (const stream of placed.streams) stream.held++
    if (this.#lost !== undefined) {
      refuseForEver(placed, this.#lost)
      return
    }
    this.#held.push({ placed, transaction })
  }

  /** Everything up to this transaction has been synced. */
  synced(transaction: number): void {
    const end = this.#held.findIndex((held) => held.transaction > transaction)
    const free = this.#held.splice(0, end === -1 ? this.#held.length : end)
    for (const { placed } of free) {
      for (const stream of placed.streams) stream.held--
      this.#ready.push(placed)
    }
    this.flush()
  }

  /** Nothing will ever be synced again. Their streams stay held: what comes behind them would come after a hole. */
  lost(error: StoreUnavailable): void {
    this.#lost = error
    for (const { placed } of this.#held.splice(0)) refuseForEver(placed, error)
  }

  flush(): void {
    // What the follower itself says comes after what it is being told.
    if (this.#delivering) return
    this.#delivering = true
    try {
      while (this.#ready.length > 0) this.#deliver(this.#ready.splice(0))
    } finally {
      this.#delivering = false
    }
  }

  #deliver(ready: readonly Placed[]): void {
    const entries: Entry[] = []
    for (const { streams, entries: own } of ready) {
      for (let at = 0; at < own.length; at++) {
        const entry = own[at]
        const stream = streams[at]
        if (entry === undefined || stream === undefined) continue
        stream.shown = entry.offset
        entries.push(entry)
      }
    }
    try {
      this.#follower?.(entries)
    } catch (error) {
      this.#log(
        `whoever follows the store failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
    }
    for (const placed of ready) placed.release()
  }
}

/** Its streams stay in memory: read from the disk again, they would show it. */
function refuseForEver(placed: Placed, error: StoreUnavailable): void {
  for (const stream of placed.streams) stream.pins++
  placed.refuse(error)
}
