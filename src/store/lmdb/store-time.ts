/**
 * How long the store has been in use, over all its lives. Unlike the time of day it never jumps, so that no receipt is
 * forgotten early because somebody has set the clock.
 */
import type { Clock } from '../../clock/clock.ts'
import type { Database } from './database.ts'
import { timeKey } from './keys.ts'
import { decodeNumber, encodeNumber } from './records.ts'
import type { Writer } from './writer.ts'

export class StoreTime {
  readonly #clock: Clock
  readonly #before: number
  readonly #opened: number

  constructor(clock: Clock, database: Database) {
    this.#clock = clock
    this.#opened = clock.elapsed()
    this.#before = storedTime(database)
  }

  /** Milliseconds. */
  now(): number {
    return this.#before + this.#clock.elapsed() - this.#opened
  }

  /** What is lost with the process makes everything look younger than it is, and so be kept longer. */
  save(writer: Writer): void {
    writer.add({
      weight: 0,
      write: (database) => database.put(timeKey, encodeNumber(timeKey, this.now())),
      committed: () => undefined,
      failed: () => undefined,
      refuse: () => undefined,
    })
  }
}

/** As of the last time that it was saved. */
export function storedTime(database: Database): number {
  const value = database.getBinaryFast(timeKey)
  return value === undefined ? 0 : (decodeNumber(timeKey, value) ?? 0)
}
