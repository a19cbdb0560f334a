/** One read, carried on over as many turns of the event loop as it takes. */
import { answerBytes } from '../size.ts'
import type { Entry, Head, Page, Range } from '../store.ts'
import type { Database } from './database.ts'
import { decodeEntry } from './entries.ts'
import { offsetOf } from './keys.ts'
import type { Stream } from './stream.ts'

/** Up to this message something is missing or not what was written: what lies before cannot be shown without a hole. */
export type Damage = (stream: Stream, offset: number) => void

/** So many bytes take as long as one more message. */
const costBytes = 2048

export class Reader {
  readonly answer: Promise<Page>
  readonly stream: Stream
  readonly #range: Range
  readonly #damage: Damage
  #found: Entry[] = []
  #bytes = 0
  /** What this turn has taken. */
  #cost = 0
  #head: Head
  /** The next one to be read, and how far it may go. */
  #next = 0
  #done = false
  #resolve: (page: Page) => void = () => undefined
  #reject: (error: unknown) => void = () => undefined

  constructor(stream: Stream, range: Range, damage: Damage) {
    this.stream = stream
    this.#range = range
    this.#damage = damage
    this.#head = stream.head
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Fixes what is to be seen. */
  begin(): void {
    this.#head = this.stream.head
    const { kind, offset } = this.#range
    this.#next = kind === 'after' ? Math.max(offset + 1, this.stream.first) : Math.min(offset - 1, this.#head.offset)
  }

  /** Reads so many messages at most, of which long ones count more than once; the result is how many it were. */
  read(database: Database, most: number): number {
    this.#cost = 0
    if (this.#range.kind === 'after') this.#forwards(database, most)
    else this.#backwards(database, most)
    return Math.max(1, this.#cost)
  }

  /** Whether there is nothing more to read; then the answer is given. */
  finish(): boolean {
    if (!this.#done && this.#found.length < this.#range.limit) return false
    const entries = this.#range.kind === 'after' ? this.#found : this.#found.reverse()
    const [oldest, newest] = [entries[0], entries.at(-1)]
    const first = Math.min(this.stream.first, oldest?.offset ?? this.#head.offset + 1)
    const end =
      this.#range.kind === 'after'
        ? (newest?.offset ?? this.#head.offset) < this.#head.offset
        : (oldest?.offset ?? first) > first
    this.#resolve({ head: this.#head, entries, more: end, first })
    return true
  }

  fail(error: unknown): void {
    this.#reject(error)
  }

  #forwards(database: Database, most: number): void {
    const { stream } = this
    const last = Math.min(this.#head.offset, this.#next + Math.min(most, this.#range.limit - this.#found.length) - 1)
    // What comes next was trimmed meanwhile: what there is has no hole, and ends here.
    if (last < this.#next || (this.#found.length > 0 && this.#next < stream.first)) {
      this.#done = true
      return
    }
    const { prefix } = stream
    for (const { key, value } of database.getRange({
      start: { prefix, offset: this.#next },
      end: { prefix, offset: last + 1 },
    })) {
      const entry =
        offsetOf(key) === this.#next ? decodeEntry(value, value.length, stream.place(this.#next)) : undefined
      if (entry === undefined) break
      if (!this.#take(entry)) return
      this.#next++
      if (this.#cost >= most) break
    }
    if (this.#next <= last && this.#cost < most) this.#skip(database)
    if (this.#next > this.#head.offset) this.#done = true
  }

  /** The next message is not there, or damaged: only what comes after it can be shown. Many may be missing at once. */
  #skip(database: Database): void {
    const { prefix } = this.stream
    const end = this.#head.offset + 1
    let next = end
    for (const { key } of database.getRange({
      start: { prefix, offset: this.#next },
      end: { prefix, offset: end },
      limit: 1,
    }))
      next = Math.max(this.#next + 1, offsetOf(key))
    this.#damage(this.stream, next - 1)
    this.#next = next
    this.#found = []
    this.#bytes = 0
  }

  #backwards(database: Database, most: number): void {
    const { stream } = this
    const last = Math.max(stream.first, this.#next - Math.min(most, this.#range.limit - this.#found.length) + 1)
    if (last > this.#next) {
      this.#done = true
      return
    }
    const { prefix } = stream
    for (const { key, value } of database.getRange({
      start: { prefix, offset: this.#next },
      end: { prefix, offset: last - 1 },
      reverse: true,
    })) {
      const entry =
        offsetOf(key) === this.#next ? decodeEntry(value, value.length, stream.place(this.#next)) : undefined
      if (entry === undefined) break
      if (!this.#take(entry)) return
      this.#next--
      if (this.#cost >= most) break
    }
    if (this.#next >= last && this.#cost < most) {
      this.#damage(stream, this.#next)
      this.#done = true
    }
    if (this.#next < stream.first) this.#done = true
  }

  /** False: it would be too much. */
  #take(entry: Entry): boolean {
    const bytes = answerBytes(entry)
    this.#bytes += bytes
    this.#cost += 1 + Math.floor(bytes / costBytes)
    if (this.#found.length > 0 && this.#bytes > this.#range.maxBytes) {
      this.#done = true
      return false
    }
    this.#found.push(entry)
    return true
  }
}
