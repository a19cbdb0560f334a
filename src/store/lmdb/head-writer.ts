/** Keeps what the disk says of a stream in step with what is said of it in memory. */
import type { Durability } from '../store.ts'
import type { Database } from './database.ts'
import type { Heads } from './heads.ts'
import { encodeHead, type StoredHead } from './records.ts'
import type { Stream } from './stream.ts'
import type { Writer } from './writer.ts'

export class HeadWriter {
  readonly #heads: Heads
  readonly #generation: number
  readonly #syncAll: boolean

  constructor(heads: Heads, generation: number, syncAll: boolean) {
    this.#heads = heads
    this.#generation = generation
    this.#syncAll = syncAll
  }

  /**
   * Beside a message of this durability: says what the disk has to say when it may be seen. Where the message itself is
   * not kept, `cut` is where what is kept may begin again.
   */
  prepare(database: Database, stream: Stream, durability: Durability, cut: number | undefined): void {
    const current = stream.storing ?? stream.stored
    const ended = durability === 'none'
    // Of a stream that the disk does not know, it need not know that it has ended.
    if (ended && current === undefined) return
    const level = durability === 'fsync' ? 'fsync' : 'commit'
    // Without the message the head alone says how far the offsets have been given; once it has ended, nothing does.
    const moved = cut !== undefined && !ended
    if (current !== undefined && current.ended === ended && current.level === level && !moved) return
    this.put(database, stream, { ended, level, first: Math.max(stream.first, current?.first ?? 1, cut ?? 1) })
  }

  /** A loss of power before the next sync would bring back a head that vouches for more than there is. */
  wantsSync(stream: Stream, durability: Durability): boolean {
    return durability === 'fsync' || stream.stored?.level === 'fsync' || (this.#syncAll && durability !== 'none')
  }

  put(database: Database, stream: Stream, change: Partial<StoredHead> = {}): void {
    const current = stream.storing ?? stream.stored
    stream.storing = {
      epoch: stream.epoch,
      generation: this.#generation,
      level: current?.level ?? 'commit',
      ended: current?.ended ?? false,
      base: stream.assigned,
      first: Math.max(stream.first, current?.first ?? 1),
      created: stream.created,
      ...change,
    }
    const { headKey } = stream
    database.put(headKey, encodeHead(headKey, stream.storing))
  }

  committed(stream: Stream): void {
    if (stream.storing === undefined) return
    stream.stored = stream.storing
    stream.onDisk = true
    stream.storing = undefined
    this.#heads.placed(stream)
  }

  failed(stream: Stream): void {
    stream.storing = undefined
  }

  /** A stream that has just begun keeps its epoch. Nobody waits for it: should it be lost, nothing was said in it. */
  persist(stream: Stream, writer: Writer): void {
    if (stream.stored !== undefined || stream.leaky || stream.pins > 0) return
    stream.pins++
    writer.add({
      weight: 200,
      brief: true,
      write: (database) => {
        if (stream.stored === undefined && stream.storing === undefined && !stream.leaky) this.put(database, stream)
      },
      committed: () => {
        stream.pins--
        this.committed(stream)
      },
      failed: () => {
        stream.pins--
        this.failed(stream)
      },
      refuse: () => {
        stream.pins--
      },
    })
  }
}
