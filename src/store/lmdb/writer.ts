/**
 * One transaction after another. What is asked for while one is on its way is in the next, as far as it fits; the event
 * loop never waits for the disk. What waits has a bound, and so has what a loss of power would take along.
 */
import { type Cancel, type Clock, finestWaitMs } from '../../clock/clock.ts'
import { StoreUnavailable } from '../store.ts'
import type { Database } from './database.ts'
import { Failing } from './failing.ts'
import { type Portion, Shortcut } from './shortcut.ts'

/** A piece of a transaction. */
export interface Work extends Portion {
  /** About how many bytes it brings. */
  readonly weight: number
  /** Puts what is to be put; must not throw. */
  write(database: Database): void
  /** It is stored, and survives the death of the process. */
  committed(transaction: number): void
  /** It was written, and nothing of it is stored. */
  failed(error: StoreUnavailable): void
  /** It was never written. What was written of the same streams before may still be on its way. */
  refuse(error: StoreUnavailable): void
}

export interface WriterLimits {
  /** How much may wait. */
  readonly maxPending: number
  readonly maxPendingBytes: number
  /** How much is in one transaction. */
  readonly maxBatch: number
  readonly maxBatchBytes: number
  /** How long after a transaction of several the next one waits for more to come, counted from its beginning. */
  readonly gatherMs: number
}

/** A transaction costs about as much as storing so many messages: with fewer in it, nobody is asked to wait. */
const several = 4

export interface WriterOptions {
  readonly database: Database
  readonly clock: Clock
  readonly limits: WriterLimits
  readonly path: string
  readonly log: (line: string) => void
  /** All of one transaction have been told that they are committed, or that they failed. */
  readonly settled: (bytes: number, committed: boolean) => void
  /** Nobody writes now. False: nobody is to write yet. */
  readonly gap: () => boolean
  /** What has been committed is being written to the disk now. */
  readonly syncing: () => boolean
}

export class Writer {
  readonly #options: WriterOptions
  readonly #failing: Failing
  readonly #shortcut: Shortcut
  #queue: Work[] = []
  #taken = 0
  #pendingBytes = 0
  #inFlight: Work[] | undefined
  /** Whether the next transaction begins with the next turn of the event loop, or waits for more to come. */
  #start: 'soon' | { readonly cancel: Cancel } | undefined
  #transactions = 0
  /** Until then, more may come. */
  #gathersUntil = Number.NEGATIVE_INFINITY
  #idle: (() => void)[] = []

  constructor(options: WriterOptions) {
    this.#options = options
    this.#failing = new Failing({ ...options, probe: () => this.#probe() })
    this.#shortcut = new Shortcut(options)
  }

  /** Why nothing can be taken now; undefined: it can. */
  #refusal(weight: number): StoreUnavailable | undefined {
    const { maxPending, maxPendingBytes } = this.#options.limits
    const failing = this.#failing.refusal
    if (failing !== undefined) return failing
    if (this.pending >= maxPending || this.#pendingBytes + weight > maxPendingBytes) {
      return new StoreUnavailable('too much waits to be stored', 250)
    }
    return undefined
  }

  get pending(): number {
    return this.#queue.length - this.#taken + (this.#inFlight?.length ?? 0)
  }

  health() {
    return this.#failing.health
  }

  /** Nothing can ever be written again. */
  break(reason: string): void {
    this.#failing.break(reason)
    this.#refuseAll()
  }

  /** Into the next transaction, or refused at once. */
  add(work: Work): void {
    const refusal = this.#refusal(work.weight)
    if (refusal === undefined) this.#enqueue(work)
    else work.refuse(refusal)
  }

  #enqueue(work: Work): void {
    this.#queue.push(work)
    this.#pendingBytes += work.weight
    this.schedule()
  }

  schedule(): void {
    if (this.#inFlight !== undefined || this.#start === 'soon') return
    const { clock, limits } = this.#options
    const isFull = this.#queue.length - this.#taken >= limits.maxBatch
    // Nothing more comes when somebody waits for the end; and a timer would not keep a process alive that ends.
    const waitMs = isFull || this.#idle.length > 0 ? 0 : this.#gathersUntil - clock.elapsed()
    const begin = (): void => {
      this.#start = undefined
      this.#next()
    }
    if (waitMs >= finestWaitMs) {
      this.#start ??= { cancel: clock.after(waitMs, begin) }
      return
    }
    this.#start?.cancel()
    this.#start = 'soon'
    // What this turn of the loop brings is in the same transaction.
    setImmediate(begin)
  }

  /** If nobody writes now, says so. */
  rest(): void {
    if (this.#inFlight === undefined) this.#options.gap()
  }

  /** Nothing is taken any more. */
  stop(): void {
    this.#failing.stop()
  }

  /** Resolves when nothing waits any more. */
  drained(): Promise<void> {
    if (this.pending === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#idle.push(resolve)
      this.schedule()
    })
  }

  #next(): void {
    if (this.#inFlight !== undefined || this.#failing.broken || !this.#options.gap()) return
    const batch = this.#take()
    if (batch.length === 0) return
    const { database, clock, limits } = this.#options
    this.#inFlight = batch
    this.#gathersUntil = batch.length < several ? Number.NEGATIVE_INFINITY : clock.elapsed() + limits.gatherMs
    this.#failing.begun()
    const bytes = batch.reduce((sum, { weight }) => sum + weight, 0)
    const ended = this.#shortcut.begin()
    const write = (): void => {
      for (const work of batch) work.write(database)
    }
    const committed = (): void => {
      ended()
      this.#committed(batch, bytes)
    }
    if (!this.#shortcut.suits(batch)) {
      database.batch(write).then(committed, (error: unknown) => this.#failed(batch, bytes, error))
      return
    }
    try {
      database.transactionSync(write)
    } catch (error) {
      this.#failed(batch, bytes, error)
      return
    }
    committed()
  }

  #take(): Work[] {
    const { maxBatch, maxBatchBytes } = this.#options.limits
    let bytes = 0
    let end = this.#taken
    for (; end < this.#queue.length && end - this.#taken < maxBatch; end++) {
      bytes += this.#queue[end]?.weight ?? 0
      if (bytes > maxBatchBytes && end > this.#taken) break
    }
    const batch = this.#queue.slice(this.#taken, end)
    this.#taken = end
    // Taking from the front of an array costs its length: it is cut when half of it is gone.
    if (this.#taken * 2 >= this.#queue.length) {
      this.#queue = this.#queue.slice(this.#taken)
      this.#taken = 0
    }
    return batch
  }

  #committed(batch: Work[], bytes: number): void {
    this.#transactions++
    this.#inFlight = undefined
    this.#pendingBytes -= bytes
    this.#failing.succeeded()
    for (const work of batch) work.committed(this.#transactions)
    this.#options.settled(bytes, true)
    this.#continue()
  }

  #failed(batch: Work[], bytes: number, error: unknown): void {
    this.#inFlight = undefined
    this.#pendingBytes -= bytes
    const refusal = this.#failing.failed(error)
    for (const work of batch) work.failed(refusal)
    this.#options.settled(bytes, false)
    // What waits would fail as well; it is told so at once, and may come again.
    this.#refuseAll()
    this.#continue()
  }

  #refuseAll(): void {
    const refusal = this.#failing.refusal
    if (refusal === undefined) return
    const waiting = this.#queue.slice(this.#taken)
    this.#queue = []
    this.#taken = 0
    for (const work of waiting) {
      this.#pendingBytes -= work.weight
      work.refuse(refusal)
    }
  }

  #continue(): void {
    this.#options.gap()
    if (this.#queue.length > this.#taken) this.schedule()
    else if (this.#inFlight === undefined) for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** Tries whether it works again; nobody has to ask for it. */
  #probe(): void {
    this.#enqueue({
      weight: 0,
      write: (database) => this.#failing.write(database),
      committed: () => undefined,
      failed: () => undefined,
      refuse: () => undefined,
    })
  }
}
