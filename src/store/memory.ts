/** A store that forgets everything with the process: for tests, and for servers that need no memory. */
import type { Clock } from '../clock/clock.ts'
import { Sent, type SentWindow } from './sent.ts'
import { answerBytes } from './size.ts'
import {
  type Append,
  type Appended,
  type Entry,
  type Follower,
  type Head,
  type Page,
  type Range,
  type Retention,
  type Store,
  StoreUnavailable,
} from './store.ts'

export interface MemoryStoreOptions {
  readonly clock: Clock
  /** Names the epochs: unlike any other, in this process and all others. */
  readonly newEpoch: () => string
  readonly window: SentWindow
  /** How many streams there may be. None is forgotten: somebody may be in it. */
  readonly maxStreams: number
}

interface Stream {
  readonly epoch: string
  offset: number
  /** Oldest first, without a hole; undefined where nothing was ever kept, as in most inboxes. */
  entries: Entry[] | undefined
}

const nothing: readonly Entry[] = []

export class MemoryStore implements Store {
  readonly #options: MemoryStoreOptions
  readonly #sent: Sent
  readonly #streams = new Map<string, Stream>()
  readonly #members = new Map<string, Set<string>>()
  readonly #memberships = new Map<string, Set<string>>()
  readonly #seen = new Map<string, number>()
  #follower: Follower | undefined
  #retention: (stream: string) => Retention = () => ({ entries: 10_000, ageMs: 0 })

  constructor(options: MemoryStoreOptions) {
    this.#options = options
    this.#sent = new Sent(options.window)
  }

  async append({ streams, body, idempotencyScope, durability }: Append): Promise<Appended> {
    const [first] = streams
    const { clientMessageId } = body
    if (idempotencyScope !== undefined && clientMessageId !== undefined) {
      const receipt = this.#sent.find(idempotencyScope, first, clientMessageId)
      if (receipt !== undefined) return { ...receipt, duplicate: true }
    }
    const head = this.#stream(first)
    const messageId = `${head.epoch}-${head.offset + 1}`
    const entries = streams.map((name): Entry => {
      const stream = this.#stream(name)
      stream.offset++
      // Field by field: a copy by spreading is several times as large and as slow.
      const entry: Entry = {
        stream: name,
        epoch: stream.epoch,
        offset: stream.offset,
        messageId,
        from: body.from,
        to: body.to,
        content: body.content,
        event: body.event,
        time: body.time,
        clientMessageId: body.clientMessageId,
      }
      this.#keep(stream, entry, durability === 'none' ? { entries: 0, ageMs: 0 } : this.#retention(name))
      return entry
    })
    if (idempotencyScope !== undefined && clientMessageId !== undefined) {
      const receipt = { epoch: head.epoch, offset: head.offset, messageId, time: body.time }
      this.#sent.remember(idempotencyScope, first, clientMessageId, receipt, this.#options.clock.elapsed())
    }
    this.#follower?.(entries)
    return { epoch: head.epoch, offset: head.offset, messageId, time: body.time, duplicate: false }
  }

  async head(name: string): Promise<Head> {
    return headOf(this.#stream(name))
  }

  async read(name: string, range: Range): Promise<Page> {
    const stream = this.#stream(name)
    this.#trim(stream, this.#retention(name))
    const entries = stream.entries ?? nothing
    const first = entries[0]?.offset ?? stream.offset + 1
    const taken = range.kind === 'after' ? forwards(entries, range) : backwards(entries, range)
    const more =
      range.kind === 'after'
        ? (taken.at(-1) ?? { offset: range.offset }).offset < stream.offset && taken.length > 0
        : taken.length > 0 && (taken[0]?.offset ?? 0) > first
    return { head: headOf(stream), entries: taken, more, first }
  }

  follow(follower: Follower): () => void {
    if (this.#follower !== undefined) throw new Error('the store is followed already')
    this.#follower = follower
    return () => {
      this.#follower = undefined
    }
  }

  setRetention(retention: (stream: string) => Retention): void {
    this.#retention = retention
  }

  async streams({ after, prefix, limit }: { after: string | undefined; prefix: string | undefined; limit: number }) {
    const names = [...this.#streams.keys()].filter(
      (name) =>
        !name.startsWith('@') &&
        (after === undefined || name > after) &&
        (prefix === undefined || name.startsWith(prefix)),
    )
    return names
      .sort()
      .slice(0, limit)
      .map((stream) => ({ stream, ...headOf(this.#stream(stream)) }))
  }

  async addMember(channel: string, user: string): Promise<boolean> {
    const added = addTo(this.#members, channel, user)
    addTo(this.#memberships, user, channel)
    return added
  }

  async removeMember(channel: string, user: string): Promise<boolean> {
    removeFrom(this.#memberships, user, channel)
    return removeFrom(this.#members, channel, user)
  }

  async isMember(channel: string, user: string): Promise<boolean> {
    return this.#members.get(channel)?.has(user) === true
  }

  async members(channel: string, { after, limit }: { after: string | undefined; limit: number }): Promise<string[]> {
    const users = [...(this.#members.get(channel) ?? [])].filter((user) => after === undefined || user > after)
    return users.sort().slice(0, limit)
  }

  async memberships(user: string): Promise<string[]> {
    return [...(this.#memberships.get(user) ?? [])].sort()
  }

  async seen(user: string): Promise<number> {
    return this.#seen.get(user) ?? 0
  }

  async markSeen(user: string, offset: number): Promise<void> {
    this.#seen.set(user, offset)
  }

  health(): { readonly ok: true } {
    return { ok: true }
  }

  async close(): Promise<void> {
    this.#follower = undefined
  }

  #stream(name: string): Stream {
    const known = this.#streams.get(name)
    if (known !== undefined) return known
    if (this.#streams.size >= this.#options.maxStreams) {
      throw new StoreUnavailable('There are too many channels and inboxes; no new one can be made.', 60_000)
    }
    const made = { epoch: this.#options.newEpoch(), offset: 0, entries: undefined }
    this.#streams.set(name, made)
    return made
  }

  #keep(stream: Stream, entry: Entry, retention: Retention): void {
    if (retention.entries === 0) {
      stream.entries = undefined
      return
    }
    stream.entries ??= []
    stream.entries.push(entry)
    // Shifting an array costs its length: let it grow by a quarter before it is cut.
    if (stream.entries.length > retention.entries * 1.25) stream.entries = stream.entries.slice(-retention.entries)
  }

  #trim(stream: Stream, { entries: most, ageMs }: Retention): void {
    const { entries } = stream
    if (entries === undefined) return
    const surplus = Math.max(0, entries.length - most)
    const oldest = ageMs === 0 ? Number.NEGATIVE_INFINITY : this.#options.clock.now() - ageMs
    const young = entries.findIndex(({ time }, index) => index >= surplus && time >= oldest)
    const cut = young === -1 ? entries.length : young
    if (cut > 0) stream.entries = entries.slice(cut)
  }
}

function headOf({ epoch, offset }: Stream): Head {
  return { epoch, offset }
}

function forwards(entries: readonly Entry[], { offset, limit, maxBytes }: Range): Entry[] {
  const first = entries[0]?.offset ?? 0
  const start = Math.max(0, offset + 1 - first)
  const taken: Entry[] = []
  let bytes = 0
  for (let at = start; at < entries.length && taken.length < limit; at++) {
    const entry = entries[at]
    if (entry === undefined) break
    bytes += answerBytes(entry)
    if (taken.length > 0 && bytes > maxBytes) break
    taken.push(entry)
  }
  return taken
}

function backwards(entries: readonly Entry[], { offset, limit, maxBytes }: Range): Entry[] {
  const first = entries[0]?.offset ?? 0
  const end = Math.min(entries.length, Math.max(0, offset - first))
  const taken: Entry[] = []
  let bytes = 0
  for (let at = end - 1; at >= 0 && taken.length < limit; at--) {
    const entry = entries[at]
    if (entry === undefined) break
    bytes += answerBytes(entry)
    if (taken.length > 0 && bytes > maxBytes) break
    taken.push(entry)
  }
  return taken.reverse()
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): boolean {
  const set = sets.get(key) ?? new Set()
  sets.set(key, set)
  if (set.has(value)) return false
  set.add(value)
  return true
}

function removeFrom(sets: Map<string, Set<string>>, key: string, value: string): boolean {
  const set = sets.get(key)
  if (set === undefined || !set.delete(value)) return false
  if (set.size === 0) sets.delete(key)
  return true
}
