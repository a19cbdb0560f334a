/**
 * Alarms for many, of whom nearly each wants to be woken at another time: one timer for all of them, set to whoever is first.
 * A timer of one’s own takes some 700 bytes in Node for as long as it runs; this takes 16.
 *
 * A heap in two arrays: nobody is due before the one that stands at half the place.
 */
import type { Cancel, Clock } from './clock.ts'

export interface Sleeper {
  /** Its place among the alarms; -1: it has set none. Written by `Alarms` only. */
  alarm: number
  /** May set another alarm, at a later time. */
  wake(): void
}

export class Alarms {
  readonly #clock: Clock
  readonly #times: number[] = []
  readonly #sleepers: Sleeper[] = []
  /** It may ring for nobody, when the one that it was set for has thought better of it. */
  #timer: { readonly at: number; readonly cancel: Cancel } | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Once, after so many milliseconds, and no more at the time that was set before. */
  set(sleeper: Sleeper, milliseconds: number): void {
    this.#remove(sleeper)
    this.#rise(this.#times.length, this.#clock.elapsed() + milliseconds, sleeper)
    this.#setTimer()
  }

  cancel(sleeper: Sleeper): void {
    this.#remove(sleeper)
    if (this.#times.length === 0) this.#setTimer()
  }

  #remove(sleeper: Sleeper): void {
    const place = sleeper.alarm
    if (place === -1) return
    sleeper.alarm = -1
    const at = this.#times.pop()
    const last = this.#sleepers.pop()
    if (at === undefined || last === undefined || last === sleeper) return
    // Who was last takes the place that is free now, and then the one that it belongs to.
    this.#rise(place, at, last)
    if (last.alarm === place) this.#sink(place, at, last)
  }

  #rise(from: number, at: number, sleeper: Sleeper): void {
    let place = from
    while (place > 0) {
      const above = (place - 1) >> 1
      const [time, other] = [this.#times[above], this.#sleepers[above]]
      if (time === undefined || other === undefined || time <= at) break
      this.#put(place, time, other)
      place = above
    }
    this.#put(place, at, sleeper)
  }

  #sink(from: number, at: number, sleeper: Sleeper): void {
    let place = from
    for (;;) {
      const left = 2 * place + 1
      const below = (this.#times[left + 1] ?? Number.POSITIVE_INFINITY) < (this.#times[left] ?? 0) ? left + 1 : left
      const [time, other] = [this.#times[below], this.#sleepers[below]]
      if (time === undefined || other === undefined || time >= at) break
      this.#put(place, time, other)
      place = below
    }
    this.#put(place, at, sleeper)
  }

  #put(place: number, at: number, sleeper: Sleeper): void {
    this.#times[place] = at
    this.#sleepers[place] = sleeper
    sleeper.alarm = place
  }

  #setTimer(): void {
    const first = this.#times[0]
    if (first !== undefined && this.#timer !== undefined && this.#timer.at <= first) return
    this.#timer?.cancel()
    this.#timer = undefined
    if (first === undefined) return
    const cancel = this.#clock.after(Math.max(0, first - this.#clock.elapsed()), () => this.#ring())
    this.#timer = { at: first, cancel }
  }

  #ring(): void {
    this.#timer = undefined
    // A timer can be early by a part of a millisecond: then nobody is due, and it is set again.
    const now = this.#clock.elapsed()
    try {
      for (let at = this.#times[0]; at !== undefined && at <= now; at = this.#times[0]) {
        const due = this.#sleepers[0]
        if (due === undefined) break
        this.#remove(due)
        due.wake()
      }
    } finally {
      this.#setTimer()
    }
  }
}
