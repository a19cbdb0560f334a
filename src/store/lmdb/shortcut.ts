/**
 * Which transactions the event loop makes itself. To hand one to the thread and back costs more than a small one takes:
 * nothing in it waits for the disk, its pages go to the memory of the system. But while a file is being synced, some file
 * systems let those who write to it wait, and a system that is short of memory does so at any time. Whoever has had to
 * wait leaves it to the thread for a while.
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

export class Shortcut {
  readonly #options: ShortcutOptions
  readonly #usually = new Gate(10, 1000)
  /** Where one sync makes others wait, the next one will as well. */
  readonly #duringSync = new Gate(2, 10_000)

  constructor(options: ShortcutOptions) {
    this.#options = options
  }

  /** Only for what comes alone: several at a time are cheaper on the thread, and the event loop has other things to do. */
  suits(batch: readonly Portion[]): boolean {
    if (batch.length !== 1 || batch[0]?.brief !== true) return false
    const now = this.#options.clock.elapsed()
    return this.#usually.isOpen(now) && (!this.#options.syncing() || this.#duringSync.isOpen(now))
  }

  /** The event loop or the thread makes a transaction. To be called when it has been committed. */
  begin(): () => void {
    const { clock, syncing } = this.#options
    const gate = syncing() ? this.#duringSync : this.#usually
    const from = clock.elapsed()
    return () => gate.took(from, clock.elapsed())
  }
}

/** Shut for a while after two slow ones in a row: a single one may be slow because somebody else had the processor. */
class Gate {
  readonly #slowMs: number
  readonly #shutMs: number
  #slow = 0
  #opens = Number.NEGATIVE_INFINITY

  constructor(slowMs: number, shutMs: number) {
    this.#slowMs = slowMs
    this.#shutMs = shutMs
  }

  isOpen(now: number): boolean {
    return now >= this.#opens
  }

  took(from: number, to: number): void {
    this.#slow = to - from < this.#slowMs ? 0 : this.#slow + 1
    if (this.#slow >= 2) this.#opens = to + this.#shutMs
  }
}
