/** What becomes of the store when a transaction fails: it says so, refuses for a while, and tries again by itself. */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Cancel, Clock } from '../../clock/clock.ts'
import { StoreUnavailable } from '../store.ts'
import type { Database } from './database.ts'
import { probeKey } from './keys.ts'
import { seal } from './records.ts'

export interface FailingOptions {
  readonly database: Database
  readonly clock: Clock
  readonly path: string
  readonly log: (line: string) => void
  /** Time to try again. */
  readonly probe: () => void
}

const retryMs = 1000
/** A disk that has not answered for so long counts as gone, until it does. */
const patienceMs = 10_000
/** Less than this is as good as nothing. */
const littleSpace = 1024 * 1024

type Condition =
  | { readonly is: 'well' }
  /** It may work again. */
  | { readonly is: 'failing'; readonly reason: string; readonly cancel: Cancel }
  | { readonly is: 'broken'; readonly reason: string }

export class Failing {
  readonly #options: FailingOptions
  #condition: Condition = { is: 'well' }
  #begun: number | undefined

  constructor(options: FailingOptions) {
    this.#options = options
  }

  get refusal(): StoreUnavailable | undefined {
    return this.#condition.is === 'well'
      ? undefined
      : new StoreUnavailable(this.#condition.reason, this.#condition.is === 'failing' ? retryMs : 30_000)
  }

  get health(): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
    if (this.#condition.is !== 'well') return { ok: false, reason: this.#condition.reason }
    const waiting = this.#begun === undefined ? 0 : this.#options.clock.elapsed() - this.#begun
    if (waiting > patienceMs)
      return {
        ok: false,
        reason: `${this.#options.path}: the disk has not answered for ${Math.round(waiting / 1000)} seconds`,
      }
    return { ok: true }
  }

  get broken(): boolean {
    return this.#condition.is === 'broken'
  }

  begun(): void {
    this.#begun = this.#options.clock.elapsed()
  }

  succeeded(): void {
    this.#begun = undefined
    if (this.#condition.is !== 'failing') return
    this.#condition.cancel()
    this.#condition = { is: 'well' }
    this.#options.log(`${this.#options.path}: can be written to again`)
  }

  failed(error: unknown): StoreUnavailable {
    this.#begun = undefined
    // The reason proper comes as a promise of its own, which would end the process if nobody took it.
    if (error instanceof Error && 'commitError' in error) Promise.resolve(error.commitError).catch(() => undefined)
    if (this.#condition.is === 'broken') return new StoreUnavailable(this.#condition.reason)
    const { path, clock, log, probe } = this.#options
    const reason = `${path}: could not be written to: ${this.#cause()}`
    if (this.#condition.is === 'failing') this.#condition.cancel()
    else log(reason)
    if (!this.#usable()) {
      this.break(`${path}: could not be written to, and has to be opened again; restart the server`)
      return new StoreUnavailable(reason)
    }
    this.#condition = { is: 'failing', reason, cancel: clock.after(retryMs, probe) }
    return new StoreUnavailable(reason, retryMs)
  }

  stop(): void {
    if (this.#condition.is === 'failing') this.#condition.cancel()
    this.#condition = { is: 'broken', reason: 'the store is closed' }
  }

  break(reason: string): void {
    if (this.#condition.is === 'broken') return
    if (this.#condition.is === 'failing') this.#condition.cancel()
    this.#condition = { is: 'broken', reason }
    this.#options.log(reason)
  }

  /** The least that takes a transaction. */
  write(database: Database): void {
    database.put(probeKey, seal(probeKey))
  }

  /** LMDB says no more than that it could not write. */
  #cause(): string {
    try {
      const { bavail, bsize } = statfsSync(dirname(this.#options.path))
      if (bavail * bsize < littleSpace) return 'no space is left on the disk'
    } catch {
      // Then that is not known either.
    }
    return 'the disk refuses'
  }

  /** After some failures LMDB takes no transaction any more, and a thread that begins one would hang. */
  #usable(): boolean {
    try {
      this.#options.database.transactionSync(() => undefined)
      return true
    } catch {
      return false
    }
  }
}
