/**
 * Answers reads, a bounded number of messages in each turn of the event loop, so that a thousand clients that come back at
 * once hold up nobody. Whoever asks for what somebody else is waiting for gets the same answer.
 */
import { type Page, type Range, StoreUnavailable } from '../store.ts'
import type { Database } from './database.ts'
import type { Heads } from './heads.ts'
import { Reader } from './reader.ts'
import type { Stream } from './stream.ts'
import type { Trimming } from './trimming.ts'

export interface ReadingOptions {
  readonly database: Database
  readonly heads: Heads
  readonly trimming: Trimming
  readonly log: (line: string) => void
  /** How many messages are read in one turn of the loop. */
  readonly maxPerTurn: number
  /** How many different reads may wait. */
  readonly maxWaiting: number
}

export class Reading {
  readonly #options: ReadingOptions
  /** Not begun yet, by what they are to read. */
  readonly #waiting = new Map<string, Reader>()
  #current: Reader | undefined
  #scheduled = false

  constructor(options: ReadingOptions) {
    this.#options = options
  }

  read(name: string, range: Range): Promise<Page> {
    const key = `${range.kind} ${range.offset} ${range.limit} ${range.maxBytes} ${name}`
    const same = this.#waiting.get(key)
    if (same !== undefined) return same.answer
    if (this.#waiting.size >= this.#options.maxWaiting)
      return Promise.reject(new StoreUnavailable('too many reads wait', 250))
    const reader = new Reader(this.#options.heads.get(name), range, (stream, offset) => this.#damaged(stream, offset))
    reader.stream.pins++
    this.#waiting.set(key, reader)
    this.#schedule()
    return reader.answer
  }

  /** Nobody gets an answer any more. */
  close(error: StoreUnavailable): void {
    this.#current?.fail(error)
    for (const reader of this.#waiting.values()) reader.fail(error)
    this.#waiting.clear()
    this.#current = undefined
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#turn()
    })
  }

  #turn(): void {
    let left = this.#options.maxPerTurn
    while (left > 0) {
      this.#current ??= this.#take()
      if (this.#current === undefined) return
      left -= this.#advance(this.#current, left)
    }
    this.#schedule()
  }

  #take(): Reader | undefined {
    const [key, reader] = this.#waiting.entries().next().value ?? []
    if (key === undefined || reader === undefined) return undefined
    this.#waiting.delete(key)
    this.#options.trimming.cut(reader.stream)
    reader.begin()
    return reader
  }

  #advance(reader: Reader, most: number): number {
    try {
      const count = reader.read(this.#options.database, most)
      if (reader.finish()) this.#end(reader)
      return count
    } catch (error) {
      reader.fail(
        new StoreUnavailable(
          `the store could not be read: ${error instanceof Error ? error.message : String(error)}`,
          30_000,
        ),
      )
      this.#end(reader)
      return 1
    }
  }

  #end(reader: Reader): void {
    reader.stream.pins--
    this.#current = undefined
  }

  #damaged(stream: Stream, offset: number): void {
    if (offset < stream.first) return
    this.#options.log(`the stream ${stream.name} is damaged at message ${offset}: it and those before it are not shown`)
    stream.first = offset + 1
  }
}
