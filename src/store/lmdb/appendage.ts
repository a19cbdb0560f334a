/** One message on its way in: its place, its bytes, and what becomes of them. */
import type { Append, Appended, Entry, Retention, StoreUnavailable } from '../store.ts'
import type { Arena } from './arena.ts'
import type { Database } from './database.ts'
import { encodeEntry, weightOf } from './entries.ts'
import type { Feed, Placed } from './feed.ts'
import type { HeadWriter } from './head-writer.ts'
import type { Heads } from './heads.ts'
import type { Receipts, Ticket } from './receipts.ts'
import { messageIdOf } from './records.ts'
import type { Stream } from './stream.ts'
import type { Trimming } from './trimming.ts'
import type { Work, Writer } from './writer.ts'

export interface Surroundings {
  readonly heads: Heads
  readonly headWriter: HeadWriter
  readonly receipts: Receipts
  readonly feed: Feed
  readonly writer: Writer
  readonly arena: Arena
  readonly trimming: Trimming
  readonly retentionOf: (stream: string) => Retention
}

/** A message that the event loop may write itself when it comes alone: it goes into a few pages. */
const briefBytes = 8192

export class Appendage implements Work, Placed {
  readonly answer: Promise<Appended>
  /** Pinned, until it is settled. */
  readonly streams: readonly Stream[]
  readonly weight: number
  readonly brief: boolean
  readonly entries: Entry[] = []
  wantsSync = false
  #kept: readonly boolean[] | undefined
  readonly #around: Surroundings
  readonly #order: Append
  readonly #ticket: Ticket | undefined
  #resolve: (answer: Appended) => void = () => undefined
  #reject: (error: StoreUnavailable) => void = () => undefined

  constructor(around: Surroundings, order: Append, streams: readonly Stream[], ticket: Ticket | undefined) {
    this.#around = around
    this.#order = order
    this.#ticket = ticket
    this.streams = streams
    this.weight = weightOf(order.body) * streams.length
    this.brief = this.weight <= briefBytes
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** Through memory only. */
  pass(): void {
    this.#expect()
    for (const stream of this.streams) this.#place(stream)
    this.committed(0)
    this.#around.feed.flush()
  }

  /** Into the next transaction. Until it is settled, the same message waits for it. */
  send(): void {
    this.#expect()
    this.#around.writer.add(this)
  }

  write(database: Database): void {
    const { durability } = this.#order
    for (const stream of this.streams) {
      if (this.#around.headWriter.wantsSync(stream, durability)) this.wantsSync = true
      const entry = this.#place(stream)
      this.#store(database, stream, entry)
    }
    if (this.#ticket !== undefined && durability !== 'none')
      this.#around.receipts.write(database, this.#ticket, this.#receipt())
  }

  committed(transaction: number): void {
    const { headWriter, feed, trimming } = this.#around
    for (let at = 0; at < this.streams.length; at++) {
      const stream = this.streams[at]
      const entry = this.entries[at]
      if (stream === undefined || entry === undefined) continue
      stream.committed = entry.offset
      stream.leaky = this.#order.durability === 'none'
      headWriter.committed(stream)
      if (this.#isKept(stream)) trimming.appended(stream)
      else stream.skip(entry.offset)
    }
    feed.add(this, transaction)
  }

  failed(error: StoreUnavailable): void {
    for (const stream of this.streams) {
      // Nobody has seen the offsets that were given since: they are given again.
      stream.assigned = stream.committed
      this.#around.headWriter.failed(stream)
    }
    this.refuse(error)
  }

  release(): void {
    const receipt = this.#receipt()
    if (this.#ticket !== undefined && this.#order.durability === 'none')
      this.#around.receipts.remember(this.#ticket, receipt)
    this.#settle()
    this.#resolve({ ...receipt, duplicate: false })
  }

  refuse(error: StoreUnavailable): void {
    this.#settle()
    this.#reject(error)
  }

  #expect(): void {
    if (this.#ticket !== undefined) this.#around.receipts.expect(this.#ticket, this.answer)
  }

  #settle(): void {
    for (const stream of this.streams) stream.pins--
    if (this.#ticket !== undefined) this.#around.receipts.settled(this.#ticket)
  }

  #place(stream: Stream): Entry {
    stream.assigned++
    const { from, to, content, event, time, clientMessageId } = this.#order.body
    const messageId = this.entries[0]?.messageId ?? messageIdOf(stream.epoch, stream.assigned)
    const entry = {
      from,
      to,
      content,
      event,
      time,
      clientMessageId,
      stream: stream.name,
      epoch: stream.epoch,
      offset: stream.assigned,
      messageId,
    }
    this.entries.push(entry)
    return entry
  }

  #store(database: Database, stream: Stream, entry: Entry): void {
    const { headWriter, arena } = this.#around
    const { durability } = this.#order
    const { offset } = entry
    headWriter.prepare(database, stream, durability, this.#isKept(stream) ? undefined : offset + 1)
    if (this.#isKept(stream)) {
      database.put({ prefix: stream.prefix, offset }, encodeEntry(arena, stream.place(offset), entry, entry.messageId))
    }
  }

  /** Asked once: what was decided for the disk is what is said in memory. */
  #isKept(stream: Stream): boolean {
    this.#kept ??= this.streams.map(
      ({ name }) => this.#order.durability !== 'none' && this.#around.retentionOf(name).entries > 0,
    )
    return this.#kept[this.streams.indexOf(stream)] === true
  }

  #receipt(): Omit<Appended, 'duplicate'> {
    const [first] = this.entries
    if (first === undefined) throw new Error('a message was acknowledged before it had a place')
    return { epoch: first.epoch, offset: first.offset, messageId: first.messageId, time: first.time }
  }
}
