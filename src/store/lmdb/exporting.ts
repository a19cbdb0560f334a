/**
 * A store as lines of JSON: a first line that says what this is; the schemas of events of an application; for each stream its messages, its receipts, and then the
 * stream itself; members, and how far inboxes have been seen; a last line with how many there were of each.
 */
import { StoreError } from '../error.ts'
import { seedOf } from './checksum.ts'
import type { Complain } from './contents.ts'
import { decodeEntry } from './entries.ts'
import { decodeHead, decodeNumber, decodeReceipt, type StoredHead } from './records.ts'
import { type Progress, records, type View } from './viewing.ts'

/** 2: messages may be events of an application. 3: their schemas come along. */
export const exportFormat = 3

export interface ExportOptions {
  /** What is recorded of the events of an application. */
  readonly events: readonly ExportedEvent[]
  /** Which streams. */
  readonly includes: (stream: string) => boolean
  /** Goes on when something is damaged, and leaves it out. */
  readonly salvage: boolean
  readonly complain: Complain
  readonly progress: Progress
  readonly now: () => number
}

export type ExportLine =
  | { readonly pactwire_store: number; readonly exported_at: string }
  | { readonly event_schema: ExportedEvent }
  | { readonly message: ExportedMessage }
  | { readonly receipt: ExportedReceipt }
  | { readonly stream: ExportedStream }
  | { readonly member: { readonly channel: string; readonly user: string } }
  | { readonly seen: { readonly user: string; readonly offset: number } }
  | { readonly end: Readonly<Record<ExportKind, number>> & { readonly damaged: number } }

export const exportKinds = ['event_schema', 'message', 'receipt', 'stream', 'member', 'seen'] as const
export type ExportKind = (typeof exportKinds)[number]

/** A version of an event of an application: its schema and those that it refers to, by name. */
export interface ExportedEvent {
  readonly name: string
  readonly version: number
  readonly schemas: Readonly<Record<string, object>>
}

export interface ExportedMessage {
  readonly stream: string
  readonly offset: number
  readonly message_id: string
  readonly from?: string
  readonly to?: string
  readonly client_message_id?: string
  /** Milliseconds since 1970. */
  readonly time: number
  readonly content: string
  /** Set in an event of the application: the content is its payload as JSON. */
  readonly event?: { readonly name: string; readonly version: number }
}

export interface ExportedReceipt {
  readonly stream: string
  readonly scope: string
  readonly id: string
  readonly epoch: string
  readonly offset: number
  readonly time: number
}

export interface ExportedStream {
  readonly name: string
  readonly epoch: string
  readonly durability: 'commit' | 'fsync'
  /** Its last messages were not stored, so that the epoch cannot go on. */
  readonly ended: boolean
  /** The last offset, unless a message has a higher one. */
  readonly base: number
  readonly first: number
  readonly created: number
}

export async function* exportLines(view: View, options: ExportOptions): AsyncGenerator<ExportLine> {
  const counts = {
    event_schema: options.events.length,
    message: 0,
    receipt: 0,
    stream: 0,
    member: 0,
    seen: 0,
    damaged: 0,
  }
  yield { pactwire_store: exportFormat, exported_at: new Date(options.now()).toISOString() }
  for (const event of options.events) yield { event_schema: event }
  for await (const line of lines(view, options, () => counts.damaged++)) {
    for (const kind of exportKinds) if (kind in line) counts[kind]++
    yield line
  }
  yield { end: counts }
}

async function* lines(view: View, options: ExportOptions, damaged: () => void): AsyncGenerator<ExportLine> {
  const { includes, salvage, progress } = options
  const complain: Complain = (line) => {
    damaged()
    if (!salvage) throw new StoreError(`${line}; restore the folder from a backup, or save what is left with --salvage`)
    options.complain(line)
  }
  // Streams and their messages lie apart, both in the order of names: two walks, side by side. The second one complains.
  const heads = new Heads(view, includes)
  let stream = ''
  let first = 1
  for await (const { subject, key, value } of records(
    view,
    ['entry', 'receipt', 'member', 'seen'],
    complain,
    progress,
  )) {
    if (subject.kind === 'entry' || subject.kind === 'receipt') {
      if (subject.stream !== stream) {
        yield* heads.before(subject.stream)
        first = await heads.beginningOf(subject.stream)
      }
      stream = subject.stream
      if (!includes(stream)) continue
      if (subject.kind === 'receipt') yield* receipt(subject, key, value)
      // What lies before the beginning has only not been cleared away yet, and there may be a hole behind it.
      else if (subject.offset >= first) yield* message(stream, subject.offset, value)
      continue
    }
    yield* heads.before(undefined)
    if (subject.kind === 'member') {
      if (includes(subject.channel)) yield { member: { channel: subject.channel, user: subject.user } }
    } else if (includes(`@${subject.user}`)) {
      const offset = decodeNumber(key, value)
      if (offset !== undefined) yield { seen: { user: subject.user, offset } }
    }
  }
  yield* heads.before(undefined)
}

/** The streams in the order of their names, each when its turn has come. */
class Heads {
  readonly #heads: AsyncGenerator<readonly [name: string, head: StoredHead]>
  #next: Promise<IteratorResult<readonly [name: string, head: StoredHead]>> | undefined

  constructor(view: View, includes: (stream: string) => boolean) {
    this.#heads = headsOf(view, includes)
  }

  /** Those before a name; undefined: all that are left. */
  async *before(end: string | undefined): AsyncGenerator<ExportLine> {
    for (;;) {
      const { done, value } = await this.#peek()
      if (done === true || (end !== undefined && Buffer.compare(Buffer.from(value[0]), Buffer.from(end)) >= 0)) return
      this.#next = undefined
      const [name, { epoch, level: durability, ended, base, first, created }] = value
      yield { stream: { name, epoch, durability, ended, base, first, created } }
    }
  }

  /** Of a stream before which there is none left. */
  async beginningOf(stream: string): Promise<number> {
    const { done, value } = await this.#peek()
    return done !== true && value[0] === stream ? value[1].first : 1
  }

  #peek(): Promise<IteratorResult<readonly [name: string, head: StoredHead]>> {
    this.#next ??= this.#heads.next()
    return this.#next
  }
}

async function* headsOf(
  view: View,
  includes: (stream: string) => boolean,
): AsyncGenerator<readonly [string, StoredHead]> {
  for await (const { subject, key, value } of records(view, ['head', 'entry'], () => undefined)) {
    if (subject.kind === 'entry') return
    const head = includes(subject.stream) ? decodeHead(key, value) : undefined
    if (head !== undefined) yield [subject.stream, head]
  }
}

function* message(stream: string, offset: number, value: Buffer): Generator<ExportLine> {
  const entry = decodeEntry(value, value.length, { stream, epoch: '', offset, seed: seedOf(stream) })
  if (entry === undefined) return
  const { messageId, from, to, clientMessageId, time, content, event } = entry
  yield {
    message: {
      stream,
      offset,
      message_id: messageId,
      ...(from === undefined ? undefined : { from }),
      ...(to === undefined ? undefined : { to }),
      ...(clientMessageId === undefined ? undefined : { client_message_id: clientMessageId }),
      time,
      content,
      ...(event === undefined ? undefined : { event }),
    },
  }
}

function* receipt(
  { stream, scope, id }: { readonly stream: string; readonly scope: string; readonly id: string },
  key: Buffer,
  value: Buffer,
): Generator<ExportLine> {
  const stored = decodeReceipt(key, value)
  if (stored === undefined) return
  const { epoch, offset, time } = stored.receipt
  yield { receipt: { stream, scope, id, epoch, offset, time } }
}
