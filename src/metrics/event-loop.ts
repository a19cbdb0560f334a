/** How late the event loop is: what a timer waits beyond its time. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export interface Delay {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

const resolutionMs = 10

export class EventLoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: resolutionMs })

  constructor() {
    this.#histogram.enable()
  }

  /** In seconds, since it was last asked. */
  take(): Delay {
    const histogram = this.#histogram
    const delay = {
      p50: secondsLate(histogram.percentile(50)),
      p99: secondsLate(histogram.percentile(99)),
      max: secondsLate(histogram.max),
    }
    histogram.reset()
    return delay
  }

  close(): void {
    this.#histogram.disable()
  }
}

/** Node measures from one run of its timer to the next, so that a loop that is never late shows the interval. */
export function secondsLate(nanoseconds: number): number {
  return Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000)
}
