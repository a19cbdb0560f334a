/** Takes in what `export` has written, stream by stream; what is there already is left as it is. */
import { StoreError } from '../error.ts'
import type { Body } from '../store.ts'
import { Arena } from './arena.ts'
import { readBootId } from './boot.ts'
import { seedOf } from './checksum.ts'
import { type Database, openDatabase } from './database.ts'
import { encodeEntry } from './entries.ts'
import {
  type ExportedMessage,
  type ExportedReceipt,
  type ExportedStream,
  type ExportKind,
  type ExportLine,
  exportFormat,
  exportKinds,
} from './exporting.ts'
import { folderAt, format, prepareFolder, writeDescription } from './folder.ts'
import { checkName, entryPrefix, headKey, maxOffset, memberKey, membershipKey, receiptKey, seenKey } from './keys.ts'
import { takeLock } from './lock.ts'
import { newestOf, openFiles } from './opening.ts'
import { encodeHead, encodeNumber, encodeReceipt, seal } from './records.ts'
import { realDisk } from './synced.ts'

export interface ImportOptions {
  readonly dir: string
  /** What the lines come from, for messages about them. */
  readonly source: string
  readonly lines: AsyncIterable<string>
  readonly includes: (stream: string) => boolean
  /** Streams that are there already are passed over, instead of ending the import. */
  readonly skipExisting: boolean
  /** Streams go on in their epoch: right only if the store that was exported is never used again. */
  readonly keepEpochs: boolean
  readonly checkBytes: number
  readonly log: (line: string) => void
  readonly progress: (lines: number) => void
}

export interface Imported {
  streams: number
  messages: number
  receipts: number
  members: number
  skipped: number
}

export async function importLines(options: ImportOptions): Promise<Imported> {
  const folder = folderAt(options.dir)
  const { log, checkBytes } = options
  await prepareFolder(folder)
  const lock = await takeLock(folder.dir)
  try {
    const files = await openFiles({ folder, boot: await readBootId(), disk: realDisk, log, checkBytes })
    const database = openDatabase(folder.messages)
    const importer = new Importer(options, database, files.generation)
    try {
      return await importer.run()
    } finally {
      await importer.flush()
      const meta = newestOf(files.messages, folder.messages)
      await database.close()
      await files.messages.datasync()
      await files.synced.write(meta)
      await files.messages.close()
      await files.synced.close()
      const { generation, fsyncGeneration } = files
      await writeDescription(folder, {
        format,
        state: 'clean',
        transaction: meta.transaction,
        generation,
        fsyncGeneration,
      })
    }
  } finally {
    await lock.release()
  }
}

/** About as much as one transaction takes. */
const batchBytes = 2 * 1024 * 1024
const batchPuts = 2000

class Importer {
  readonly #options: ImportOptions
  readonly #database: Database
  readonly #generation: number
  readonly #arena = new Arena()
  readonly #imported: Imported = { streams: 0, messages: 0, receipts: 0, members: 0, skipped: 0 }
  readonly #counts: Record<ExportKind, number> = { message: 0, receipt: 0, stream: 0, member: 0, seen: 0 }
  #puts: (() => void)[] = []
  #bytes = 0
  #line = 0
  #stream: Incoming | undefined

  constructor(options: ImportOptions, database: Database, generation: number) {
    this.#options = options
    this.#database = database
    this.#generation = generation
  }

  async run(): Promise<Imported> {
    let ended = false
    for await (const text of this.#options.lines) {
      this.#line++
      if (text === '') continue
      if (ended) throw this.#wrong('comes after the last line of an export')
      const line = this.#parse(text)
      if (this.#line === 1) this.#checkFirst(line)
      else if ('end' in line) {
        this.#checkEnd(line.end)
        ended = true
      } else this.#take(line)
      if (this.#bytes > batchBytes || this.#puts.length > batchPuts) await this.flush()
    }
    if (!ended) {
      throw new StoreError(
        `${this.#options.source}: ends early, after line ${this.#line}: the export was interrupted, and what comes after is missing`,
      )
    }
    return this.#imported
  }

  async flush(): Promise<void> {
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

  #take(line: ExportLine): void {
    for (const kind of exportKinds) if (kind in line) this.#counts[kind]++
    if ('message' in line) this.#message(line.message)
    else if ('receipt' in line) this.#receipt(line.receipt)
    else if ('stream' in line) this.#end(line.stream)
    else if ('member' in line) this.#member(line.member)
    else if ('seen' in line) this.#seen(line.seen)
    else throw this.#wrong('is of a kind that this version does not know')
  }

  #message({ stream, offset, message_id, from, to, client_message_id, time, content }: ExportedMessage): void {
    const incoming = this.#incoming(stream)
    if (incoming === undefined) return
    const texts = [from, to, client_message_id].every(
      (text) => text === undefined || (typeof text === 'string' && text.length <= 255),
    )
    const right =
      isOffset(offset) &&
      typeof message_id === 'string' &&
      message_id.length <= 255 &&
      Number.isFinite(time) &&
      typeof content === 'string'
    if (!texts || !right || offset <= incoming.newest) throw this.#wrong('is not a message that could follow')
    if (incoming.newest > 0 && offset !== incoming.newest + 1) incoming.moved = true
    if (incoming.moved && this.#options.keepEpochs) {
      throw this.#wrong(
        `follows message ${incoming.newest} of the stream ${stream}; with a hole it cannot go on in its epoch: leave out --keep-epochs`,
      )
    }
    incoming.first ??= offset
    // In a new epoch what lies around a hole may move together.
    const place = incoming.moved ? incoming.newest + 1 : offset
    incoming.newest = place
    const body: Body = { from, to, content, time, clientMessageId: client_message_id }
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
      [scope, id, epoch].every((text) => typeof text === 'string' && text.length <= 200) &&
      isOffset(offset) &&
      Number.isFinite(time)
    if (!right) throw this.#wrong('is not a receipt')
    checkName(scope, 'the scope of a receipt')
    const key = receiptKey(stream, scope, id)
    // As old as can be: it stays as long as those say that come after it.
    const value = encodeReceipt(key, { receipt: { epoch, offset, messageId: '', time }, at: 0 })
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
        newest: 0,
        moved: false,
        wanted: this.#wants(name),
      }
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

  #put(bytes: number, put: () => void): void {
    this.#bytes += bytes
    this.#puts.push(put)
  }

  #parse(text: string): ExportLine {
    try {
      const line: unknown = JSON.parse(text)
      if (typeof line === 'object' && line !== null) return line as ExportLine
    } catch {
      // Said below.
    }
    throw this.#wrong('is not a line of an export')
  }

  #checkFirst(line: ExportLine): void {
    if (!('pactwire_store' in line)) throw this.#wrong('is not the first line of an export')
    if (line.pactwire_store !== exportFormat) {
      throw this.#wrong(
        `says that the export has format ${line.pactwire_store}; this version reads format ${exportFormat}`,
      )
    }
  }

  #checkEnd(counts: Readonly<Record<ExportKind, number>>): void {
    for (const kind of exportKinds) {
      const [said, came] = [counts[kind], this.#counts[kind]]
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
  newest: number
  /** There was a hole, so that what came after it has lower offsets than it had. */
  moved: boolean
}

function isOffset(value: unknown): value is number {
  return isCount(value) && value >= 1 && value < maxOffset
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
