/** Messages on their way in: their place, their bytes, and what becomes of them. */
import { type Append, type Appended, type Body, type Entry, type Retention, StoreUnavailable } from '../store.ts'
import type { Arena } from './arena.ts'
import type { Database } from './database.ts'
import { encodeEntry, weightOf } from './entries.ts'
import type { Feed, Placed } from './feed.ts'
import type { Heads } from './heads.ts'
import type { HeadWriter } from './head-writer.ts'
import { messageIdOf } from './records.ts'
import type { Receipts, Ticket } from './receipts.ts'
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

const longestText = 255

export class Appending {
  readonly #around: Surroundings

  constructor(around: Surroundings) {
    this.#around = around
  }

  append(append: Append): Promise<Appended> {
    const { heads, receipts } = this.#around
    const { streams: names, body, idempotencyScope: scope } = append
    checkBody(body)
    const ticket =
      scope === undefined || body.clientMessageId === undefined ? undefined : receipts.ticket(names[0], scope, body.clientMessageId)
    const streams = names.map((name) => heads.get(name))
    if (ticket !== undefined) {
      const first = receipts.find(ticket, streams[0]?.stored !== undefined)
      if (first !== undefined) return first
    }
    const answer = new Promise<Appended>((resolve, reject) => {
      this.#take(new Appendage(this.#around, append, streams, ticket, resolve, reject))
    })
    return answer
  }

  #take(appendage: Appendage): void {
    const { feed, writer } = this.#around
    if (appendage.append.durability === 'none' && appendage.streams.every((stream) => stream.pins === 0 && stream.fleeting)) {
      // Nothing is to be stored, and nothing is on its way that it could overtake.
      appendage.place()
      feed.add(appendage, 0)
      feed.flush()
      return
    }
    appendage.pin()
    writer.add(appendage)
  }
}
