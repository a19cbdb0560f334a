/**
 * A channel or an inbox that somebody is attached to, or is about to be. It knows how far the stream has been handed out
 * (`top`): whoever is subscribed has had everything up to there pushed, and nothing after it.
 */
import type { ChannelPolicy } from '../../generated/types.ts'
import { CompactSet } from '../sets/compact-set.ts'
import type { Entry, Head } from '../store/store.ts'
import type { Batch } from './batch.ts'
import type { Connection } from './connection.ts'
import type { Crowd } from './crowd.ts'

/** Somebody in the channel, as far as the channel cares. */
export interface Attached {
  readonly connection: Connection
}

export type Received = 'next' | 'old' | 'lost'

export class Channel {
  readonly id: string
  readonly policy: ChannelPolicy
  readonly crowd: Crowd
  readonly attachments = new CompactSet<Attached>()
  /** Why it is kept although nobody is attached: somebody is on the way in. */
  pins = 0
  /** What waits for company; there once the channel has been busy. */
  batch: Batch | undefined
  #top: Head | undefined
  /** What was handed out while the position was not known yet. */
  #early: Head | undefined
  /** Few channels have any, and not for long. */
  #bridges: Set<Entry[]> | undefined

  constructor(id: string, policy: ChannelPolicy, crowd: Crowd) {
    this.id = id
    this.policy = policy
    this.crowd = crowd
  }

  get loaded(): boolean {
    return this.#top !== undefined
  }

  get top(): Head {
    if (this.#top === undefined) throw new Error('a channel was used before its position was read')
    return this.#top
  }

  /** The store has said where the stream stands; what was handed out meanwhile may be further on. */
  load(head: Head): void {
    const early = this.#early
    this.#top = early !== undefined && early.epoch === head.epoch && early.offset > head.offset ? early : head
    this.#early = undefined
  }

  /** The next entry of the feed. `old`: those who are attached have it already. `lost`: something in between is missing. */
  receive(entry: Entry): Received {
    if (this.#top === undefined) {
      this.#early = entry
      return 'old'
    }
    const { epoch, offset } = this.#top
    if (entry.epoch === epoch && entry.offset <= offset) return 'old'
    const next = entry.epoch === epoch && entry.offset === offset + 1
    this.#top = { epoch: entry.epoch, offset: entry.offset }
    if (!next) return 'lost'
    for (const bridge of this.#bridges ?? []) bridge.push(entry)
    return 'next'
  }

  /** Collects what is handed out from now on, for somebody who is reading what came before. */
  bridge(): { readonly entries: readonly Entry[]; readonly close: () => void } {
    const entries: Entry[] = []
    this.#bridges ??= new Set()
    this.#bridges.add(entries)
    const close = (): void => {
      this.#bridges?.delete(entries)
      if (this.#bridges?.size === 0) this.#bridges = undefined
    }
    return { entries, close }
  }

  get idle(): boolean {
    return this.attachments.size === 0 && this.pins === 0 && this.crowd.deserted
  }
}
