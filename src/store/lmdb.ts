/**
 * The store of one server, on its own disk. What each file here does stands at its head; how the data look and why they
 * can be relied on is told in docs/STORE.md.
 */
import type { FileHandle } from 'node:fs/promises'
import type { Clock } from '../clock/clock.ts'
import { Ages } from './lmdb/ages.ts'
import type { Surroundings } from './lmdb/appendage.ts'
import { append } from './lmdb/appending.ts'
import { Arena } from './lmdb/arena.ts'
import { readBootId } from './lmdb/boot.ts'
import { Feed } from './lmdb/feed.ts'
import { type Folder, folderAt, format, prepareFolder, writeDescription } from './lmdb/folder.ts'
import { HeadWriter } from './lmdb/head-writer.ts'
import { Heads } from './lmdb/heads.ts'
import { listStreams } from './lmdb/listing.ts'
import { type Lock, takeLock } from './lmdb/lock.ts'
import { Membership } from './lmdb/membership.ts'
import { newestOf, type OpenFiles, openFiles } from './lmdb/opening.ts'
import { Reading } from './lmdb/reading.ts'
import { Receipts } from './lmdb/receipts.ts'
import { StoreTime } from './lmdb/store-time.ts'
import { Sweeping } from './lmdb/sweeping.ts'
import { type Disk, realDisk } from './lmdb/synced.ts'
import { Syncing } from './lmdb/syncing.ts'
import { Trimming } from './lmdb/trimming.ts'
import { Writer, type WriterLimits } from './lmdb/writer.ts'
import type { SentWindow } from './sent.ts'
import {
  type Append,
  type Appended,
  type Follower,
  type Head,
  type Page,
  type Range,
  type Retention,
  type Store,
  StoreUnavailable,
} from './store.ts'

export interface LmdbLimits extends WriterLimits {
  /** How many streams are in memory; of streams that are not stored, the longest unused begins a new epoch beyond this. */
  readonly maxStreams: number
  readonly maxFleetingStreams: number
  /** How many messages are read in one turn of the event loop; how many different reads may wait. */
  readonly maxReadsPerTurn: number
  readonly maxWaitingReads: number
  /** How often what was committed is synced, at the latest; how much may be unsynced before new messages wait for it. */
  readonly syncIntervalMs: number
  readonly maxUnsyncedTransactions: number
  readonly maxUnsyncedBytes: number
  /** A database up to this size is looked through as a whole when it is opened. */
  readonly checkBytes: number
}

export interface LmdbStoreOptions {
  /** The folder; made when there is none. */
  readonly dir: string
  readonly clock: Clock
  /** Names the epochs: unlike any other, in this process and all others. */
  readonly newEpoch: () => string
  readonly window: SentWindow
  /** What an operator should know, a line at a time. */
  readonly log?: (line: string) => void
  readonly limits?: Partial<LmdbLimits>
  /** For tests: how files are synced, and which run of the machine this is. */
  readonly disk?: Disk
  readonly boot?: string
}

const mebibyte = 1024 * 1024

export const defaultLimits: LmdbLimits = {
  maxPending: 20_000,
  maxPendingBytes: 64 * mebibyte,
  maxBatch: 512,
  maxBatchBytes: 4 * mebibyte,
  gatherMs: 3,
  maxStreams: 100_000,
  maxFleetingStreams: 100_000,
  maxReadsPerTurn: 1000,
  maxWaitingReads: 10_000,
  syncIntervalMs: 100,
  maxUnsyncedTransactions: 256,
  maxUnsyncedBytes: 256 * mebibyte,
  checkBytes: 256 * mebibyte,
}

/** Rejects with a StoreError that names the file and says what to do. */
export async function openLmdbStore(options: LmdbStoreOptions): Promise<Store> {
  const { dir, disk = realDisk, log = () => undefined } = options
  const limits = { ...defaultLimits, ...options.limits }
  const folder = folderAt(dir)
  await prepareFolder(folder)
  const lock = await takeLock(folder.dir)
  try {
    const boot = options.boot ?? (await readBootId())
    const files = await openFiles({ folder, boot, disk, log, checkBytes: limits.checkBytes })
    return new LmdbStore({ ...options, log, disk, limits, folder, lock, files, syncAll: boot === undefined })
  } catch (error) {
    await lock.release()
    throw error
  }
}

interface Parts extends LmdbStoreOptions {
  readonly log: (line: string) => void
  readonly disk: Disk
  readonly limits: LmdbLimits
  readonly folder: Folder
  readonly lock: Lock
  readonly files: OpenFiles
  /** The system cannot tell whether it has lost power: then nothing may depend on that. */
  readonly syncAll: boolean
}

class LmdbStore implements Store {
  readonly #parts: Parts
  readonly #heads: Heads
  readonly #feed: Feed
  readonly #writer: Writer
  readonly #syncing: Syncing
  readonly #membership: Membership
  readonly #reading: Reading
  readonly #sweeping: Sweeping
  readonly #time: StoreTime
  readonly #around: Surroundings
  #retention: (stream: string) => Retention = () => ({ entries: 10_000, ageMs: 0 })
  #closing: Promise<void> | undefined
  #distrusted: Promise<void> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    const { clock, folder, files, limits, log, newEpoch, window } = parts
    const { database } = files
    const retentionOf = (stream: string): Retention => this.#retention(stream)
    const arena = new Arena()
    this.#feed = new Feed(log)
    this.#heads = new Heads({
      database,
      newEpoch,
      now: () => clock.now(),
      log,
      generations: { commit: files.generation, fsync: files.fsyncGeneration },
      maxStreams: limits.maxStreams,
      maxFleeting: limits.maxFleetingStreams,
    })
    this.#writer = new Writer({
      database,
      clock,
      limits,
      path: folder.messages,
      log,
      settled: (bytes, committed) => {
        arena.reset()
        if (committed) this.#syncing.add(bytes, this.#feed.waitsForSync)
        this.#feed.flush()
      },
      gap: () => this.#gap(),
      syncing: () => this.#syncing.running,
    })
    this.#syncing = this.#newSyncing(files.messages)
    const headWriter = new HeadWriter(this.#heads, files.generation, parts.syncAll)
    const trimming = new Trimming({
      writer: this.#writer,
      headWriter,
      ages: new Ages(database, () => clock.now()),
      retentionOf,
    })
    this.#time = new StoreTime(clock, database)
    const receipts = new Receipts({ database, clock, time: this.#time, window })
    this.#around = {
      heads: this.#heads,
      headWriter,
      receipts,
      feed: this.#feed,
      writer: this.#writer,
      arena,
      trimming,
      retentionOf,
    }
    this.#membership = new Membership(database, this.#writer)
    this.#reading = new Reading({
      database,
      heads: this.#heads,
      trimming,
      log,
      maxPerTurn: limits.maxReadsPerTurn,
      maxWaiting: limits.maxWaitingReads,
    })
    this.#sweeping = new Sweeping({
      database,
      clock,
      time: this.#time,
      heads: this.#heads,
      trimming,
      writer: this.#writer,
      window,
      retentionOf,
      log,
    })
  }

  append(order: Append): Promise<Appended> {
    if (this.#closing !== undefined) return Promise.reject(closed())
    try {
      return append(this.#around, order)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  async head(name: string): Promise<Head> {
    this.#mustBeOpen()
    const stream = this.#heads.get(name)
    this.#around.headWriter.persist(stream, this.#writer)
    return stream.head
  }

  async read(name: string, range: Range): Promise<Page> {
    this.#mustBeOpen()
    this.#around.headWriter.persist(this.#heads.get(name), this.#writer)
    return this.#reading.read(name, range)
  }

  follow(follower: Follower): () => void {
    return this.#feed.follow(follower)
  }

  setRetention(retention: (stream: string) => Retention): void {
    this.#retention = retention
  }

  async streams(options: {
    readonly after: string | undefined
    readonly prefix: string | undefined
    readonly limit: number
  }) {
    this.#mustBeOpen()
    return listStreams(this.#parts.files.database, this.#heads, options, () => this.#mustBeOpen())
  }

  async addMember(channel: string, user: string): Promise<boolean> {
    this.#mustBeOpen()
    return this.#membership.change({ channel, user, member: true })
  }

  async removeMember(channel: string, user: string): Promise<boolean> {
    this.#mustBeOpen()
    return this.#membership.change({ channel, user, member: false })
  }

  async isMember(channel: string, user: string): Promise<boolean> {
    this.#mustBeOpen()
    return this.#membership.isMember(channel, user)
  }

  async members(
    channel: string,
    options: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly string[]> {
    this.#mustBeOpen()
    return this.#membership.members(channel, options)
  }

  async memberships(user: string): Promise<readonly string[]> {
    this.#mustBeOpen()
    return this.#membership.memberships(user)
  }

  async seen(user: string): Promise<number> {
    this.#mustBeOpen()
    return this.#membership.seen(user)
  }

  async markSeen(user: string, offset: number): Promise<void> {
    this.#mustBeOpen()
    return this.#membership.markSeen(user, offset)
  }

  health(): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
    return this.#closing === undefined ? this.#writer.health() : { ok: false, reason: 'the store is closed' }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { files, folder, lock, log } = this.#parts
    this.#reading.close(closed())
    this.#sweeping.stop()
    this.#time.save(this.#writer)
    await this.#writer.drained()
    this.#writer.stop()
    const whole = await this.#syncing.finish()
    this.#feed.lost(closed())
    await this.#distrusted
    try {
      const { transaction } = newestOf(files.messages, folder.messages)
      await files.database.close()
      await files.messages.close()
      await files.synced.close()
      const { generation, fsyncGeneration } = files
      if (whole) await writeDescription(folder, { format, state: 'clean', transaction, generation, fsyncGeneration })
    } catch (error) {
      // Nothing is lost by that: the next start looks closer.
      log(`${folder.dir}: was not left in order: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      await lock.release()
    }
  }

  #mustBeOpen(): void {
    if (this.#closing !== undefined) throw closed()
  }

  #newSyncing(messages: FileHandle): Syncing {
    const { clock, disk, files, folder, limits } = this.#parts
    return new Syncing({
      clock,
      database: files.database,
      messages,
      synced: files.synced,
      disk,
      newestMeta: () => newestOf(messages, folder.messages),
      intervalMs: limits.syncIntervalMs,
      maxUnsynced: limits.maxUnsyncedTransactions,
      onDue: () => this.#writer.rest(),
      onSynced: (transaction) => {
        this.#feed.synced(transaction)
        this.#writer.schedule()
      },
      onFailure: (error) => {
        const cause = error instanceof Error ? error.message : String(error)
        this.#writer.break(
          `${folder.messages}: could not be synced (${cause}), so that what is on the disk is unknown; restart the server`,
        )
        this.#feed.lost(new StoreUnavailable('the disk failed'))
        this.#distrusted = this.#distrust()
      },
    })
  }

  /** The next start is not to rely on what the system still has of a file that it could not write to the disk. */
  async #distrust(): Promise<void> {
    const { files, folder, log } = this.#parts
    const { generation, fsyncGeneration } = files
    try {
      await writeDescription(folder, { format, state: 'open', boot: null, generation, fsyncGeneration })
    } catch (error) {
      log(error instanceof Error ? error.message : String(error))
    }
  }

  /** Nobody writes: a moment to fix what is to be synced. False: nobody is to write until that is done. */
  #gap(): boolean {
    const much = this.#syncing.unsyncedBytes >= this.#parts.limits.maxUnsyncedBytes
    if (much) this.#syncing.hurry()
    if (this.#syncing.due) this.#syncing.begin()
    return !much
  }
}

function closed(): StoreUnavailable {
  return new StoreUnavailable('the store is closed', 5000)
}
