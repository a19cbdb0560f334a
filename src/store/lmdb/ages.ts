/** Which message of a stream is the first that is young enough. */
import type { Database } from './database.ts'
import { timeOf } from './entries.ts'
import type { Stream } from './stream.ts'

export class Ages {
  readonly #database: Database
  readonly #now: () => number

  constructor(database: Database, now: () => number) {
    this.#database = database
    this.#now = now
  }

  /** Moves the beginning of a stream up to there. */
  cut(stream: Stream, ageMs: number): void {
    const limit = this.#now() - ageMs
    if (stream.first > stream.shown || this.#isYoung(stream, stream.first, limit)) return
    // Messages come in the order of time: halve what is left until the first young one is found.
    let old = stream.first
    let young = stream.shown + 1
    while (young - old > 1) {
      const middle = Math.floor((old + young) / 2)
      if (this.#isYoung(stream, middle, limit)) young = middle
      else old = middle
    }
    stream.first = young
  }

  /** A damaged message counts as old: it cannot be shown, nor can those before it without a hole. */
  #isYoung(stream: Stream, offset: number, limit: number): boolean {
    if (stream.dated?.offset !== offset) stream.dated = { offset, time: this.#timeOf(stream, offset) }
    const { time } = stream.dated
    return time !== undefined && time >= limit
  }

  #timeOf({ prefix, seed }: Stream, offset: number): number | undefined {
    const value = this.#database.getBinaryFast({ prefix, offset })
    return value === undefined ? undefined : timeOf(value, value.length, { seed, offset })
  }
}
