/** A stream as long as it is in use: what the disk has of it, and what is on its way there. */
import type { Head } from '../store.ts'
import { seedOf } from './checksum.ts'
import type { EntryPlace } from './entries.ts'
import { entryPrefix, headKey } from './keys.ts'
import type { StoredHead } from './records.ts'

export interface StreamStart {
  readonly epoch: string
  /** The last offset. */
  readonly offset: number
  readonly first: number
  /** The oldest message that takes room. */
  readonly oldest: number
  readonly created: number
  /** What stands on the disk and may go on standing there; undefined: nothing does. */
  readonly stored: StoredHead | undefined
  /** Whether the disk may have anything of it: messages or receipts, if only of an earlier epoch. */
  readonly onDisk: boolean
}

export class Stream {
  readonly name: string
  readonly seed: number
  readonly epoch: string
  readonly created: number
  /** The last offset that was given; that a transaction has taken; that may be seen. */
  assigned: number
  committed: number
  shown: number
  /** Messages before this one are gone for readers. */
  first: number
  oldest: number
  stored: StoredHead | undefined
  onDisk: boolean
  /** What the transaction in flight will have stored. */
  storing: StoredHead | undefined
  /** Why it must stay in memory: what is on its way. */
  pins = 0
  /** How many of its messages wait for a sync. */
  held = 0
  /** Offsets were given since the disk was last told that are not stored. */
  leaky = false
  trimming = false
  /** When the message was said whose age was looked at last: mostly that is the first, and it is looked at again. */
  dated: { readonly offset: number; readonly time: number | undefined } | undefined
  usedAgain = true
  #prefix: Buffer | undefined

  constructor(name: string, start: StreamStart) {
    this.name = name
    this.seed = seedOf(name)
    this.epoch = start.epoch
    this.created = start.created
    this.assigned = start.offset
    this.committed = start.offset
    this.shown = start.offset
    this.first = start.first
    this.oldest = start.oldest
    this.stored = start.stored
    this.onDisk = start.onDisk
  }

  /** Made when it is asked for: most streams are only looked at, and bytes are dear to keep. */
  get headKey(): Buffer {
    return headKey(this.name)
  }

  /** The same, and kept from the first message on. */
  get prefix(): Buffer {
    this.#prefix ??= entryPrefix(this.name)
    return this.#prefix
  }

  place(offset: number): EntryPlace {
    return { stream: this.name, epoch: this.epoch, offset, seed: this.seed }
  }

  /** An offset was given to a message that is not kept: whatever came before it is cut off. */
  skip(offset: number): void {
    this.first = Math.max(this.first, offset + 1)
    if (this.oldest === offset) this.oldest = offset + 1
  }

  get head(): Head {
    return { epoch: this.epoch, offset: this.shown }
  }

  /** Its place is in memory alone: forgetting it begins a new epoch. */
  get fleeting(): boolean {
    return this.stored === undefined || this.stored.ended
  }
}
