/**
 * Goes through the whole store again and again, a little at a time, and clears away what has become too old: messages of
 * streams that nobody writes to any more, receipts, and streams in which nothing was ever said.
 */
import type { Cancel, Clock } from '../../clock/clock.ts'
import type { SentWindow } from '../sent.ts'
import type { Retention } from '../store.ts'
import type { Database } from './database.ts'
import type { Heads } from './heads.ts'
import { after, headKey, subjectOf, tables } from './keys.ts'
import { ReceiptSweep } from './receipt-sweep.ts'
import { decodeHead } from './records.ts'
import type { StoreTime } from './store-time.ts'
import type { Trimming } from './trimming.ts'
import type { Writer } from './writer.ts'

export interface SweepingOptions {
  readonly database: Database
  readonly clock: Clock
  readonly time: StoreTime
  readonly heads: Heads
  readonly trimming: Trimming
  readonly writer: Writer
  readonly window: SentWindow
  readonly retentionOf: (stream: string) => Retention
  readonly log: (line: string) => void
}

/** A step reads about so many entries, well under a millisecond, every so often; a round rests before the next one. */
const perStep = 200
const stepMs = 50
const restMs = 60_000
const streamsAtOnce = 50
/** A stream that was asked for, and in which nothing was said, is forgotten after a day. */
const emptyMs = 86_400_000

export class Sweeping {
  readonly #options: SweepingOptions
  readonly #receipts: ReceiptSweep
  #round: Iterator<void> | undefined
  #cancel: Cancel

  constructor(options: SweepingOptions) {
    this.#options = options
    this.#receipts = new ReceiptSweep(options)
    this.#cancel = options.clock.after(restMs, () => this.#step())
  }

  stop(): void {
    this.#cancel()
    this.#round = undefined
  }

  #step(): void {
    const { clock, log } = this.#options
    this.#round ??= this.#sweep()
    try {
      for (let done = 0; done < perStep; done++) {
        if (this.#round.next().done !== true) continue
        this.#round = undefined
        break
      }
    } catch (error) {
      this.#round = undefined
      log(`clearing away what is too old failed: ${error instanceof Error ? error.message : String(error)}`)
    }
    this.#cancel = clock.after(this.#round === undefined ? restMs : stepMs, () => this.#step())
  }

  /** Every `yield` is a chance to rest. */
  *#sweep(): Generator<void> {
    const { writer, time } = this.#options
    let name = ''
    for (;;) {
      const names = this.#namesAfter(name)
      for (const each of names) {
        yield
        this.#trim(each)
        yield* this.#receipts.stream(each)
        this.#forget(each)
      }
      const last = names.at(-1)
      if (last === undefined) break
      name = last
    }
    this.#receipts.finish()
    time.save(writer)
  }

  #namesAfter(name: string): string[] {
    const start = Buffer.concat([headKey(name), Buffer.from([0])])
    const names: string[] = []
    for (const { key } of this.#options.database.getRange({
      start,
      end: after(Buffer.from([tables.heads])),
      limit: streamsAtOnce,
    })) {
      const subject = subjectOf(key)
      if (subject?.kind === 'head') names.push(subject.stream)
    }
    return names
  }

  #trim(name: string): void {
    const { heads, trimming, retentionOf } = this.#options
    const { ageMs } = retentionOf(name)
    // What is written to is trimmed then, so that only age is left to look for.
    if (ageMs > 0 || heads.known(name) !== undefined) trimming.trim(heads.get(name))
  }

  #forget(name: string): void {
    const { database, heads, clock, writer } = this.#options
    const key = headKey(name)
    const isForgotten = (): boolean => {
      const value = heads.known(name) === undefined ? database.getBinaryFast(key) : undefined
      const head = value === undefined ? undefined : decodeHead(key, value)
      return head !== undefined && head.base === 0 && clock.now() - head.created > emptyMs
    }
    if (!isForgotten() || !heads.isEmpty(name)) return
    writer.add({
      weight: 0,
      write: () => {
        if (heads.known(name) === undefined) database.remove(key)
      },
      committed: () => undefined,
      failed: () => undefined,
      refuse: () => undefined,
    })
  }
}
