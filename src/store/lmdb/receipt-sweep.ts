/**
 * Forgets receipts that are both older than the window and not among the last of their sender in their stream; and of
 * senders who have long been silent, all of them, when there are too many such senders.
 */
import type { SentWindow } from '../sent.ts'
import type { Database } from './database.ts'
import { receiptsOf, subjectOf } from './keys.ts'
import { decodeReceipt } from './records.ts'
import type { StoreTime } from './store-time.ts'
import type { Writer } from './writer.ts'

export interface ReceiptSweepOptions {
  readonly database: Database
  readonly writer: Writer
  readonly time: StoreTime
  readonly window: SentWindow
}

interface Found {
  readonly key: Buffer
  readonly scope: string
  readonly offset: number
  readonly at: number
}

/** All that one sender has said in one stream, as far as it is remembered. */
interface Sender {
  readonly scope: string
  readonly offsets: number[]
  last: number
}

const atOnce = 100
const minuteMs = 60_000

export class ReceiptSweep {
  readonly #options: ReceiptSweepOptions
  /** Silent senders of this round, by how long they have been silent: powers of two, in minutes. */
  #silent: number[] = []
  /** Who has been silent for longer is forgotten. */
  #longest = Number.POSITIVE_INFINITY
  #removals: Buffer[] = []

  constructor(options: ReceiptSweepOptions) {
    this.#options = options
  }

  *stream(name: string): Generator<void> {
    let sender: Sender | undefined
    for (const found of this.#receipts(name)) {
      yield
      if (found === undefined) continue
      if (sender !== undefined && sender.scope !== found.scope) yield* this.#sender(name, sender)
      if (sender?.scope !== found.scope) sender = { scope: found.scope, offsets: [], last: 0 }
      sender.offsets.push(found.offset)
      sender.last = Math.max(sender.last, found.at)
      this.#bound(sender)
    }
    if (sender !== undefined) yield* this.#sender(name, sender)
    this.#remove()
  }

  /** The round is over: how long the senders may be silent whom the next one keeps. */
  finish(): void {
    let count = 0
    this.#longest = Number.POSITIVE_INFINITY
    for (let power = 0; power < this.#silent.length; power++) {
      count += this.#silent[power] ?? 0
      if (count <= this.#options.window.senders) continue
      this.#longest = 2 ** power * minuteMs
      break
    }
    this.#silent = []
  }

  /** Only the highest offsets count; twice as many are kept before the lower half is dropped. */
  #bound(sender: Sender): void {
    const { entries } = this.#options.window
    if (sender.offsets.length < 2 * entries + 100) return
    sender.offsets.sort((a, b) => b - a)
    // One more than is kept, as a sign that there are more.
    sender.offsets.length = entries + 1
  }

  *#sender(stream: string, { scope, offsets, last }: Sender): Generator<void> {
    const { time, window } = this.#options
    const silence = time.now() - last
    if (silence > window.ageMs) {
      const power = Math.max(0, Math.ceil(Math.log2(silence / minuteMs)))
      this.#silent[power] = (this.#silent[power] ?? 0) + 1
    }
    const forgotten = silence > Math.max(window.ageMs, this.#longest)
    if (offsets.length <= window.entries && !forgotten) return
    offsets.sort((a, b) => b - a)
    const oldest = forgotten ? Number.POSITIVE_INFINITY : (offsets[window.entries - 1] ?? 0)
    for (const found of this.#receipts(stream, scope)) {
      yield
      if (found === undefined || found.scope !== scope) continue
      if (found.offset < oldest && time.now() - found.at > window.ageMs) this.#removals.push(found.key)
      if (this.#removals.length >= atOnce) this.#remove()
    }
  }

  /** In the order of their keys; undefined where one is damaged. Begins anew every so often, and holds on to nothing. */
  *#receipts(stream: string, scope?: string): Generator<Found | undefined> {
    const all = receiptsOf(stream, scope)
    let { start } = all
    for (;;) {
      const page: (Found | undefined)[] = []
      let last: Buffer | undefined
      for (const { key, value } of this.#options.database.getRange({ start, end: all.end, limit: atOnce })) {
        last = key
        const subject = subjectOf(key)
        const stored = decodeReceipt(key, value)
        const whole = subject?.kind === 'receipt' && stored !== undefined
        page.push(whole ? { key, scope: subject.scope, offset: stored.receipt.offset, at: stored.at } : undefined)
      }
      yield* page
      if (last === undefined || page.length < atOnce) return
      start = Buffer.concat([last, Buffer.from([0])])
    }
  }

  #remove(): void {
    const removals = this.#removals
    if (removals.length === 0) return
    this.#removals = []
    this.#options.writer.add({
      weight: 0,
      write: (database) => {
        for (const key of removals) database.remove(key)
      },
      committed: () => undefined,
      failed: () => undefined,
      refuse: () => undefined,
    })
  }
}
