/** Takes in the lines of an export, one after another, into a database that nobody else uses. */
import { StoreError } from '../error.ts'
import type { Body } from '../store.ts'
import { Arena } from './arena.ts'
import { seedOf } from './checksum.ts'
import type { Database } from './database.ts'
import { encodeEntry } from './entries.ts'
import { isCount, isEvent, isEventSchema, isOffset, isTime, parseLine } from './export-line.ts'
import {
  type ExportedEvent,
  type ExportedMessage,
  type ExportedReceipt,
  type ExportedStream,
  type ExportKind,
  type ExportLine,
  exportFormat,
  exportKinds,
} from './exporting.ts'
import {
  checkName,
  entryPrefix,
  headKey,
  longestId,
  maxOffset,
  memberKey,
  membershipKey,
  receiptKey,
  receiptsOf,
  seenKey,
} from './keys.ts'
import { encodeHead, encodeNumber, encodeReceipt, seal } from './records.ts'
import { storedTime } from './store-time.ts'

export interface ImporterOptions {
  readonly dir: string
  /** What the lines come from, for messages about them. */
  readonly source: string
  readonly lines: AsyncIterable<string>
  readonly includes: (stream: string) => boolean
  /** Streams that are there already are passed over, instead of ending the import. */
  readonly skipExisting: boolean
  /** Streams go on in their epoch: right only if the store that was exported is never used again. */
  readonly keepEpochs: boolean
  readonly progress: (lines: number) => void
  /**
   * Takes the schemas of events before anything else is written; rejects when they cannot be taken, and then nothing is. What
   * it has taken survives a loss of power.
   */
  readonly takeEvents?: (events: readonly ExportedEvent[]) => Promise<void>
}

export interface Imported {
  streams: number
  messages: number
  receipts: number
  members: number
  skipped: number
}

/** About as much as one transaction takes. */
const batchBytes = 2 * 1024 * 1024
const batchPuts = 2000
/** No server has so many. */
const mostEvents = 100_000
const firstWithSchemas = 3

export class Importer {
  readonly #options: ImporterOptions
  readonly #database: Database
  readonly #generation: number
  readonly #arena = new Arena()
  /** See `StoreTime`. */
  readonly #now: number
  readonly #imported: Imported = { streams: 0, messages: 0, receipts: 0, members: 0, skipped: 0 }
  readonly #counts: Record<ExportKind, number> = {
    event_schema: 0,
    message: 0,
    receipt: 0,
    stream: 0,
    member: 0,
    seen: 0,
  }
  #puts: (() => void)[] = []
  #bytes = 0
  #line = 0
  #format = exportFormat
  #stream: Incoming | undefined
  /** Undefined when they have been taken. */
  #events: ExportedEvent[] | undefined = []

  constructor(options: ImporterOptions, database: Database, generation: number) {
    this.#options = options
    this.#database = database
    this.#generation = generation
    this.#now = storedTime(database)
  }

  async run(): Promise<Imported> {
    let ended = false
    let broken: StoreError | undefined
    for await (const text of this.#options.lines) {
      if (broken !== undefined) throw broken
      this.#line++
      if (text === '') continue
      if (ended) throw this.#wrong('comes after the last line of an export')
      const line = parseLine(text)
      if (line === undefined) {
        // The last one may only have been cut off.
        broken = this.#wrong('is not a line of an export')
        continue
      }
      if (this.#line === 1) this.#checkFirst(line)
      else if ('event_schema' in line) this.#event(line.event_schema)
      else {
        await this.#takeEvents()
        this.#try(line)
      }
      ended = 'end' in line
      if (this.#bytes > batchBytes || this.#puts.length > batchPuts) await this.#flush()
    }
    if (!ended) {
      throw new StoreError(
        `${this.#options.source}: ends early, ${broken === undefined ? 'after' : 'within'} line ${this.#line}: the export was interrupted, and what comes after is missing`,
      )
    }
    await this.#flush()
    return this.#imported
  }

  #event(event: ExportedEvent): void {
    this.#counts.event_schema++
    if (this.#events === undefined) throw this.#wrong('has a schema behind the messages, where none belongs')
    if (!isEventSchema(event) || this.#events.length >= mostEvents) throw this.#wrong('is not the schema of an event')
    this.#events.push(event)
  }

  async #takeEvents(): Promise<void> {
    const events = this.#events ?? []
    this.#events = undefined
    if (events.length > 0) await this.#options.takeEvents?.(events)
  }

  async #flush(): Promise<void> {
    const puts = this.#puts
    if (puts.length === 0) return
    this.#puts = []
    this.#bytes = 0
    this.#options.progress(this.#line)
    try {
      await this.#database.batch(() => {
        for (const put of puts) put()
      })
    } catch (error) {
      if (error instanceof Error && 'commitError' in error) Promise.resolve(error.commitError).catch(() => undefined)
      throw new StoreError(
        `${this.#options.dir}: could not be written to; is there space left on the disk? What was imported so far stays`,
      )
    }
    this.#arena.reset()
  }

  /** Whatever a line holds, it is said which one it was. */
  #try(line: ExportLine): void {
    try {
      this.#take(line)
    } catch (error) {
      if (error instanceof RangeError) throw this.#wrong(`cannot be taken in: ${error.message}`)
      if (error instanceof TypeError) throw this.#wrong('is not a line of an export')
      throw error
    }
  }

  #take(line: ExportLine): void {
    for (const kind of exportKinds) if (kind in line) this.#counts[kind]++
    if ('message' in line) this.#message(line.message)
    else if ('receipt' in line) this.#receipt(line.receipt)
    else if ('stream' in line) this.#end(line.stream)
    else if ('member' in line) this.#member(line.member)
    else if ('seen' in line) this.#seen(line.seen)
    else if ('end' in line) this.#checkEnd(line.end)
    else throw this.#wrong('is of a kind that this version does not know')
  }

  #message({ stream, offset, message_id, from, to, client_message_id, time, content, event }: ExportedMessage): void {
    const incoming = this.#incoming(stream)
    if (incoming === undefined) return
    const texts = [from, to, client_message_id].every(
      (text) => text === undefined || (typeof text === 'string' && text.length <= longestId),
    )
    const right =
      isOffset(offset) &&
      typeof message_id === 'string' &&
      message_id.length <= 255 &&
      isTime(time) &&
      typeof content === 'string' &&
      (event === undefined || isEvent(event, content))
    if (!texts || !right || offset <= incoming.last) throw this.#wrong('is not a message that could follow')
    if (incoming.last > 0 && offset !== incoming.last + 1) incoming.moved = true
    if (incoming.moved && this.#options.keepEpochs) {
      throw this.#wrong(
        `follows message ${incoming.last} of the stream ${stream}; with a hole it cannot go on in its epoch: leave out --keep-epochs`,
      )
    }
    incoming.first ??= offset
    incoming.last = offset
    // In a new epoch what lies around a hole may move together.
    const place = incoming.moved ? incoming.newest + 1 : offset
    incoming.newest = place
    const body: Body = { from, to, content, event, time, clientMessageId: client_message_id }
    this.#put(content.length + 200, () => {
      const value = encodeEntry(
        this.#arena,
        { stream, epoch: '', offset: place, seed: incoming.seed },
        body,
        message_id,
      )
      this.#database.put({ prefix: incoming.prefix, offset: place }, value)
    })
    this.#imported.messages++
  }

  #receipt({ stream, scope, id, epoch, offset, time }: ExportedReceipt): void {
    if (this.#incoming(stream) === undefined) return
    const right =
      [scope, id, epoch].every((text) => typeof text === 'string' && text.length <= longestId) &&
      isOffset(offset) &&
      Number.isFinite(time)
    if (!right) throw this.#wrong('is not a receipt')
    checkName(scope, 'the scope of a receipt')
    const key = receiptKey(stream, scope, id)
    // As young as can be: how old it is in the time of this store nobody knows.
    const value = encodeReceipt(key, { receipt: { epoch, offset, messageId: '', time }, at: this.#now })
    this.#put(value.length, () => this.#database.put(key, value))
    this.#imported.receipts++
  }

  /** The stream itself comes last: without it, what came before belongs to nothing, and is taken in again another time. */
  #end({ name, epoch, durability, ended, base, first, created }: ExportedStream): void {
    const incoming = this.#incoming(name)
    this.#stream = undefined
    if (incoming === undefined) return
    const right =
      typeof epoch === 'string' && epoch.length <= 200 && isCount(base) && isCount(first) && Number.isFinite(created)
    if (!right || (durability !== 'commit' && durability !== 'fsync')) throw this.#wrong('is not a stream')
    const { keepEpochs } = this.#options
    const key = headKey(name)
    const head = {
      epoch,
      // A generation that never was: whoever reads it begins a new epoch.
      generation: keepEpochs ? this.#generation : 0,
      level: keepEpochs ? durability : ('commit' as const),
      ended: ended === true,
      base: incoming.moved ? incoming.newest : base,
      first: incoming.moved ? Math.min(first, incoming.first ?? first) : first,
      created,
    }
    const value = encodeHead(key, head)
    this.#put(value.length, () => this.#database.put(key, value))
    this.#imported.streams++
  }

  #member({ channel, user }: { readonly channel: string; readonly user: string }): void {
    if (typeof channel !== 'string' || typeof user !== 'string') throw this.#wrong('is not a member')
    if (!this.#options.includes(channel)) return
    checkName(channel, 'the name of a channel')
    checkName(user, 'the name of a user')
    const keys = [memberKey(channel, user), membershipKey(user, channel)]
    this.#put(200, () => {
      for (const key of keys) this.#database.put(key, seal(key))
    })
    this.#imported.members++
  }

  #seen({ user, offset }: { readonly user: string; readonly offset: number }): void {
    if (typeof user !== 'string' || !isCount(offset)) throw this.#wrong('does not say what has been seen')
    checkName(user, 'the name of a user')
    const key = seenKey(user)
    if (!this.#options.includes(`@${user}`) || this.#database.getBinaryFast(key) !== undefined) return
    this.#put(100, () => this.#database.put(key, encodeNumber(key, offset)))
  }

  /** Undefined: this stream is passed over. */
  #incoming(name: string): Incoming | undefined {
    if (typeof name !== 'string') throw this.#wrong('names no stream')
    if (this.#stream?.name !== name) {
      if (this.#stream !== undefined && this.#stream.newest > 0)
        throw this.#wrong(`comes before the end of the stream ${this.#stream.name}`)
      checkName(name, 'the name of a stream')
      this.#stream = {
        name,
        seed: seedOf(name),
        prefix: entryPrefix(name),
        first: undefined,
        last: 0,
        newest: 0,
        moved: false,
        wanted: this.#wants(name),
      }
      if (this.#stream.wanted) this.#clear(this.#stream)
    }
    return this.#stream.wanted ? this.#stream : undefined
  }

  #wants(name: string): boolean {
    if (!this.#options.includes(name)) return false
    if (this.#database.getBinaryFast(headKey(name)) === undefined) return true
    if (!this.#options.skipExisting) {
      throw this.#wrong(
        `belongs to the stream ${name}, which is in ${this.#options.dir} already; name an empty folder, or pass over what is there with --skip-existing`,
      )
    }
    this.#imported.skipped++
    return false
  }

  /** What an import has left behind that was interrupted: messages and receipts without a stream. */
  #clear({ name, prefix }: Incoming): void {
    const messages = { start: { prefix, offset: 0 }, end: { prefix, offset: maxOffset } }
    for (const range of [messages, receiptsOf(name)]) {
      for (const { key } of this.#database.getRange(range)) this.#put(0, () => this.#database.remove(key))
    }
  }

  #put(bytes: number, put: () => void): void {
    this.#bytes += bytes
    this.#puts.push(put)
  }

  #checkFirst(line: ExportLine): void {
    if (!('pactwire_store' in line)) throw this.#wrong('is not the first line of an export')
    // What came before has less in it, and nothing else.
    if (!(line.pactwire_store >= 1 && line.pactwire_store <= exportFormat)) {
      throw this.#wrong(
        `says that the export has format ${line.pactwire_store}; this version reads format ${exportFormat}`,
      )
    }
    this.#format = line.pactwire_store
  }

  #checkEnd(counts: Readonly<Record<ExportKind, number>>): void {
    for (const kind of exportKinds) {
      // Before there were any, nobody counted them.
      const uncounted = kind === 'event_schema' && this.#format < firstWithSchemas
      const [said, came] = [uncounted ? 0 : counts[kind], this.#counts[kind]]
      if (said !== came) throw this.#wrong(`says that ${said} lines are of the kind ${kind}, and ${came} came`)
    }
  }

  #wrong(what: string): StoreError {
    return new StoreError(`${this.#options.source}: line ${this.#line} ${what}`)
  }
}

interface Incoming {
  readonly name: string
  readonly seed: number
  readonly prefix: Buffer
  readonly wanted: boolean
  first: number | undefined
  /** The offset of its last message as it came, and as it is here. */
  last: number
  newest: number
  /** There was a hole, so that what came after it has lower offsets than it had. */
  moved: boolean
}
