/**
 * When to send. An open pace goes by the clock and by nothing else: message k is due at k / rate, and its latency counts
 * from then even if it left later, so that a server that stalls cannot make the generator ask less of it. A closed pace
 * sends as soon as something comes back, and finds out how much the server can do.
 */

export type Pace =
  | { readonly kind: 'open'; readonly perSecond: number }
  /** `until`: a message is in flight until it has been answered, or until it has come back to its own sender. */
  | { readonly kind: 'closed'; readonly inFlight: number; readonly until: 'answer' | 'delivery' }

/** The schedule of an open pace; times are microseconds since its beginning. */
export class Schedule {
  readonly #gap: number
  #next = 0

  constructor(perSecond: number) {
    if (!(perSecond > 0)) throw new RangeError('a pace has to be more than nothing')
    this.#gap = 1_000_000 / perSecond
  }

  /** How many messages have been given out. */
  get given(): number {
    return this.#next
  }

  /** When the next message is due. */
  get dueAt(): number {
    return this.#next * this.#gap
  }

  /** The next message if it is due by now: when it was meant to leave. */
  take(now: number): number | undefined {
    const due = this.dueAt
    if (due > now) return undefined
    this.#next++
    return due
  }
}
