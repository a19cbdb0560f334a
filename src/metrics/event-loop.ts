/**
 * How late the event loop is: what a timer waits beyond its time, counted for ever in buckets, so that any number of
 * readers, each at a pace of its own, get the figures of their own interval and take nothing from one another.
 */
import type { Cancel, Clock } from '../clock/clock.ts'
import { Histogram } from './meter.ts'

const everyMs = 20

export class EventLoopDelay {
  /** In milliseconds. A loop with nothing to do is about one late, because that is how exact timers are. */
  readonly histogram = new Histogram([1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500])
  readonly #clock: Clock
  #cancel: Cancel

  constructor(clock: Clock) {
    this.#clock = clock
    this.#cancel = this.#next()
  }

  close(): void {
    this.#cancel()
  }

  #next(): Cancel {
    const due = this.#clock.elapsed() + everyMs
    return this.#clock.after(everyMs, () => {
      this.histogram.observe(Math.max(0, this.#clock.elapsed() - due))
      this.#cancel = this.#next()
    })
  }
}
