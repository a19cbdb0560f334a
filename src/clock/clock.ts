/** Time as a port, so that tests own it. `now` is the wall clock and may jump; `after` counts time that has passed. */
export type Cancel = () => void

/** Timers are no finer than this; what would wait for less does not wait. */
export const finestWaitMs = 1

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds that never go backwards, from an arbitrary start. */
  elapsed(): number
  /** Runs once after so many milliseconds; any length is allowed, and 0 is the next turn of the event loop. */
  after(milliseconds: number, run: () => void): Cancel
}
