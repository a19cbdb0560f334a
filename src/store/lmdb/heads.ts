/**
 * The streams in use. A stream that is asked for is read from the disk, or begins; the longest unused is forgotten when
 * there are too many. What cannot be vouched for begins a new epoch here, and keeps what is left of its messages.
 */
import type { Database } from './database.ts'
import { timeOf } from './entries.ts'
import { checkName, type EntryKey, maxOffset, offsetOf } from './keys.ts'
import { decodeHead, type StoredHead } from './records.ts'
import { Stream, type StreamStart } from './stream.ts'
import { StreamsInUse } from './streams-in-use.ts'

export interface Generations {
  readonly commit: number
  readonly fsync: number
}

export interface HeadsOptions {
  readonly database: Database
  readonly newEpoch: () => string
  readonly now: () => number
  readonly log: (line: string) => void
  readonly generations: Generations
  /** How many streams are in memory; and how many of those that are nowhere else. */
  readonly maxStreams: number
  readonly maxFleeting: number
}

const blank: StreamStart = { epoch: '', offset: 0, first: 1, oldest: 1, created: 0, stored: undefined, onDisk: false }

export class Heads {
  readonly #options: HeadsOptions
  readonly #streams: StreamsInUse
  readonly #fleeting: StreamsInUse

  constructor(options: HeadsOptions) {
    this.#options = options
    this.#streams = new StreamsInUse(options.maxStreams)
    this.#fleeting = new StreamsInUse(options.maxFleeting)
  }

  get(name: string): Stream {
    const known = this.#streams.get(name) ?? this.#fleeting.get(name)
    if (known !== undefined) {
      known.usedAgain = true
      return known
    }
    checkName(name, 'the name of a stream')
    const stream = this.#read(name)
    // Before it has a place of its own: nobody has had the time to pin it.
    this.#streams.makeRoom()
    this.#fleeting.makeRoom()
    this.#place(stream)
    return stream
  }

  /** To be kept in memory until it is let go of: otherwise the next one that is asked for may push it out. */
  pin(name: string): Stream {
    const stream = this.get(name)
    stream.pins++
    return stream
  }

  /** If it is in use. */
  known(name: string): Stream | undefined {
    return this.#streams.get(name) ?? this.#fleeting.get(name)
  }

  /** Whether the disk has no message of it. */
  isEmpty(name: string): boolean {
    return this.#edge(new Stream(name, blank), 'first') === undefined
  }

  /** Those that a look at the disk would not find. */
  fleeting(): Iterable<Stream> {
    return this.#fleeting.all()
  }

  /** Its state on the disk has changed. */
  placed(stream: Stream): void {
    if (!stream.fleeting === this.#streams.has(stream.name)) return
    this.#streams.remove(stream.name)
    this.#fleeting.remove(stream.name)
    this.#place(stream)
  }

  #place(stream: Stream): void {
    const streams = stream.fleeting ? this.#fleeting : this.#streams
    streams.add(stream)
  }

  #read(name: string): Stream {
    const { now, newEpoch } = this.#options
    // Its keys are needed to look, and a stream that is read anew costs no more than this.
    const probe = new Stream(name, { ...blank, created: now() })
    const { stored, problem } = this.#storedHead(probe)
    const oldest = this.#edge(probe, 'first')
    const newest = oldest === undefined ? undefined : this.#edge(probe, 'last')
    if (oldest === undefined && stored === undefined && problem === undefined)
      return new Stream(name, { ...blank, created: now(), epoch: newEpoch() })
    const offset = Math.max(stored?.base ?? 0, newest ?? 0)
    const whole = problem === undefined && stored !== undefined && this.#whole(probe, newest)
    const kept = {
      offset,
      first: Math.max(stored?.first ?? 1, oldest ?? offset + 1),
      oldest: oldest ?? offset + 1,
      created: stored?.created ?? now(),
      onDisk: true,
    }
    if (whole && this.#vouched(stored)) return new Stream(name, { ...kept, epoch: stored.epoch, stored })
    if (!whole) this.#options.log(`the stream ${name} is damaged${problem ?? ''}: it begins a new epoch`)
    return new Stream(name, { ...kept, epoch: newEpoch(), stored: undefined })
  }

  #vouched({ ended, level, generation }: StoredHead): boolean {
    const { commit, fsync } = this.#options.generations
    return !ended && generation >= (level === 'fsync' ? fsync : commit)
  }

  #storedHead(stream: Stream): { readonly stored: StoredHead | undefined; readonly problem: string | undefined } {
    const { headKey } = stream
    const value = this.#options.database.getBinaryFast(headKey)
    if (value === undefined) return { stored: undefined, problem: undefined }
    const stored = decodeHead(headKey, value)
    return { stored, problem: stored === undefined ? ' (its head has a wrong checksum)' : undefined }
  }

  /** The offset of the oldest or the newest message on the disk. */
  #edge({ prefix }: Stream, which: 'first' | 'last'): number | undefined {
    const low: EntryKey = { prefix, offset: 0 }
    const high: EntryKey = { prefix, offset: maxOffset }
    const range =
      which === 'first' ? { start: low, end: high, limit: 1 } : { start: high, end: low, reverse: true, limit: 1 }
    for (const { key } of this.#options.database.getRange(range)) return offsetOf(key)
    return undefined
  }

  /** The last message says that the stream goes so far: it has to be what was written. */
  #whole({ prefix, seed }: Stream, newest: number | undefined): boolean {
    if (newest === undefined) return true
    const value = this.#options.database.getBinaryFast({ prefix, offset: newest })
    return value !== undefined && timeOf(value, value.length, { seed, offset: newest }) !== undefined
  }
}
