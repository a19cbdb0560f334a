/** A clock that stands still until it is told to move: for tests. */
import type { Clock } from './clock.ts'

interface Alarm {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

export class ManualClock implements Clock {
  #elapsed = 0
  #offset: number
  #order = 0
  #alarms: Alarm[] = []

  constructor(start = 1_700_000_000_000) {
    this.#offset = start
  }

  now(): number {
    return this.#offset + this.#elapsed
  }

  elapsed(): number {
    return this.#elapsed
  }

  after(milliseconds: number, run: () => void): () => void {
    const alarm = { at: this.#elapsed + milliseconds, order: this.#order++, run }
    this.#alarms.push(alarm)
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm)
    }
  }

  /** Lets time pass; what falls due runs at its own moment, in order. */
  advance(milliseconds: number): void {
    const until = this.#elapsed + milliseconds
    for (;;) {
      const next = this.#alarms.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0]
      if (next === undefined) break
      this.#alarms = this.#alarms.filter((alarm) => alarm !== next)
      this.#elapsed = next.at
      next.run()
    }
    this.#elapsed = until
  }

  /** The wall clock is set by somebody; no time passes. */
  jump(milliseconds: number): void {
    this.#offset += milliseconds
  }

  get pending(): number {
    return this.#alarms.length
  }
}
