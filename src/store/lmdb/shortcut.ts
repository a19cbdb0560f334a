/**
 * Which transactions the event loop makes itself. To hand one to the thread and back costs more than a small one takes:
 * nothing in it waits for the disk, its pages go to the memory of the system. But while that memory is being written to
 * the disk, and as long as transactions have been slow, even that may have to wait; then it is the thread that waits.
 */
import type { Clock } from '../../clock/clock.ts'

export interface ShortcutOptions {
  readonly clock: Clock
  /** What has been committed is being written to the disk now. */
  readonly syncing: () => boolean
}

/** What goes into a transaction, as far as that says how long it takes. */
export interface Portion {
  /** Few rows and few bytes. */
  readonly brief?: boolean
}

/** A transaction that takes so long has waited for something. */
const slowMs = 10
/** For how long the thread is trusted alone after that. */
const restMs = 1000

export class Shortcut {
  readonly #options: ShortcutOptions
  #closedUntil = Number.NEGATIVE_INFINITY

  constructor(options: ShortcutOptions) {
    this.#options = options
  }

  /** Only for what comes alone: several at a time are cheaper on the thread, and the event loop has other things to do. */
  suits(batch: readonly Portion[]): boolean {
    const [first] = batch
    return (
      batch.length === 1 &&
      first?.brief === true &&
      !this.#options.syncing() &&
      this.#options.clock.elapsed() >= this.#closedUntil
    )
  }

  /** A transaction of either kind has ended. */
  took(ms: number): void {
    if (ms >= slowMs) this.#closedUntil = this.#options.clock.elapsed() + restMs
  }
}
