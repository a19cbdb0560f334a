/**
 * Brings what has been committed onto the disk, off the event loop: soon when somebody waits for it, and otherwise every so
 * often and after so many transactions: their old pages cannot be used again before that, and each one that is free costs
 * every transaction a little. What a sync covers is fixed in the gap between two transactions, when nobody writes.
 */
import type { FileHandle } from 'node:fs/promises'
import type { Cancel, Clock } from '../../clock/clock.ts'
import type { Database, Snapshot } from './database.ts'
import type { Meta } from './meta.ts'
import type { Disk, SyncedFile } from './synced.ts'

/** So many transactions fit into any sync; what they bring is not looked at. */
const unmeasured = 16

export interface SyncingOptions {
  readonly clock: Clock
  readonly database: Database
  readonly messages: FileHandle
  readonly synced: SyncedFile
  readonly disk: Disk
  readonly newestMeta: () => Meta
  readonly intervalMs: number
  readonly maxUnsynced: number
  /** It is time: `begin` is to be called as soon as nobody writes. */
  readonly onDue: () => void
  /** Everything up to this count of transactions is on the disk. */
  readonly onSynced: (transactions: number) => void
  /** What is on the disk is not known any more, and never will be. */
  readonly onFailure: (error: unknown) => void
}

export class Syncing {
  readonly #options: SyncingOptions
  #pin: Snapshot
  /** How many transactions were committed, and how many of them have been synced. */
  #committed = 0
  /** Up to which transaction the newest sync goes, whether or not it has ended. */
  #begun = 0
  #synced = 0
  /** Of the messages in what has not been synced; and how far the file has grown beyond what has been. */
  #messageBytes = 0
  #grownBytes = 0
  #syncedEnd: number
  #running: Promise<void> | undefined
  #failed = false
  #due: 'no' | 'sometime' | 'now' = 'no'
  #cancel: Cancel | undefined

  constructor(options: SyncingOptions) {
    this.#options = options
    // What the last run synced, or the opening did.
    this.#pin = options.database.useReadTransaction()
    this.#syncedEnd = endOf(options.newestMeta())
  }

  /**
   * How much would be lost together with the power, or how much the file has grown by it if that is more: each transaction
   * writes some pages anew, however short its messages are, and what is not synced holds on to the old ones.
   */
  get unsyncedBytes(): number {
    return Math.max(this.#messageBytes, this.#grownBytes)
  }

  /** A transaction was committed, and nobody writes. */
  add(bytes: number, wanted: boolean): void {
    this.#committed++
    this.#messageBytes += bytes
    // To look costs a little, and there is something to see only where a sync takes its time.
    if (this.running && this.#committed - this.#begun >= unmeasured) this.#measure()
    if (wanted || this.#committed - this.#begun >= this.#options.maxUnsynced) this.#due = 'now'
    else if (this.#due === 'no') {
      this.#due = 'sometime'
      this.#cancel = this.#options.clock.after(this.#options.intervalMs, () => {
        this.#due = 'now'
        this.#options.onDue()
      })
    }
  }

  #measure(): void {
    try {
      this.#grownBytes = endOf(this.#options.newestMeta()) - this.#syncedEnd
    } catch {
      // A file that cannot be read is what the sync will find.
    }
  }

  /** Somebody waits for it. */
  hurry(): void {
    this.#due = 'now'
  }

  get running(): boolean {
    return this.#running !== undefined
  }

  get due(): boolean {
    return this.#due === 'now' && this.#running === undefined && !this.#failed
  }

  /** Nobody is writing. */
  begin(): void {
    this.#running = this.#sync().finally(() => {
      this.#running = undefined
      if (this.due) this.#options.onDue()
    })
  }

  /** Nobody will write any more. Resolves to whether everything is on the disk. */
  async finish(): Promise<boolean> {
    while (this.#running !== undefined) await this.#running
    if (!this.#failed && this.#synced < this.#committed) await this.#sync()
    this.#cancel?.()
    this.#pin.done()
    return !this.#failed
  }

  async #sync(): Promise<void> {
    const { database, messages, synced, disk, newestMeta, onSynced, onFailure } = this.#options
    this.#cancel?.()
    this.#due = 'no'
    const transactions = this.#committed
    this.#begun = transactions
    const bytes = this.#messageBytes
    // First the pin, then the page: the pin may be older than what is written down, never newer.
    const pin = database.useReadTransaction()
    const meta = newestMeta()
    try {
      await disk.datasync(messages, 'messages')
      await synced.write(meta)
    } catch (error) {
      // The system may have forgotten what it could not write: a second try would succeed and prove nothing.
      this.#failed = true
      pin.done()
      onFailure(error)
      return
    }
    this.#pin.done()
    this.#pin = pin
    this.#synced = transactions
    this.#messageBytes -= bytes
    this.#syncedEnd = endOf(meta)
    this.#grownBytes = 0
    onSynced(transactions)
  }
}

function endOf({ lastPage, pageSize }: Meta): number {
  return (lastPage + 1) * pageSize
}
