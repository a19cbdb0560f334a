/**
 * A channel or an inbox that somebody is attached to, or is about to be. It knows how far the stream has been handed out
 * (`top`): whoever is subscribed has had everything up to there pushed, and nothing after it.
 */
import type { ChannelPolicy } from '../../generated/types.ts'
import { countOf, each, type Few, minus, plus } from '../sets/few.ts'
import type { Entry, Head } from '../store/store.ts'
import type { Batch } from './batch.ts'
import type { Connection } from './connection.ts'
import type { Crowd } from './crowd.ts'
import { isInbox } from './frames.ts'

/** Somebody in the channel, as far as the channel cares. */
export interface Attached {
  readonly connection: Connection
}

export type Received = 'next' | 'old' | 'lost'

export class Channel {
  readonly id: string
  readonly policy: ChannelPolicy
  readonly crowd: Crowd
  /** Why it is kept although nobody is attached: somebody is on the way in. */
  pins = 0
  /** While its position is being read. */
  loading: Promise<void> | undefined
  /** What waits for company; there once the channel has been busy. */
  batch: Batch | undefined
  #attachments: Few<Attached>
  /** The top, in two fields: undefined until it was read. */
  #epoch: string | undefined
  #offset = 0
  /** What was handed out while the position was not known yet. */
  #early: Head | undefined
  /** Few channels have any, and not for long. */
  #bridges: Set<Entry[]> | undefined
  /** Whether those who are attached are subscribed: to an inbox not before something comes. */
  #isTopic: boolean

  constructor(id: string, policy: ChannelPolicy, crowd: Crowd) {
    this.id = id
    this.policy = policy
    this.crowd = crowd
    // Nothing ever comes to most inboxes, and a topic takes the transport 500 bytes.
    this.#isTopic = !isInbox(id)
  }

  get attachments(): Iterable<Attached> {
    return each(this.#attachments)
  }

  /** How many are attached. */
  get listeners(): number {
    return countOf(this.#attachments)
  }

  attach(attachment: Attached): void {
    this.#attachments = plus(this.#attachments, attachment)
    if (this.#isTopic) attachment.connection.subscribe(this.id)
  }

  detach(attachment: Attached): void {
    this.#attachments = minus(this.#attachments, attachment)
  }

  /** What to publish under, to reach all who are attached. */
  topic(): string {
    if (!this.#isTopic) {
      this.#isTopic = true
      for (const { connection } of this.attachments) connection.subscribe(this.id)
    }
    return this.id
  }

  get loaded(): boolean {
    return this.#epoch !== undefined
  }

  get top(): Head {
    if (this.#epoch === undefined) throw new Error('a channel was used before its position was read')
    return { epoch: this.#epoch, offset: this.#offset }
  }

  /** The store has said where the stream stands; what was handed out meanwhile may be further on. */
  load(head: Head): void {
    const early = this.#early
    const ahead = early !== undefined && early.epoch === head.epoch && early.offset > head.offset
    this.#epoch = head.epoch
    this.#offset = ahead ? early.offset : head.offset
    this.#early = undefined
  }

  /** The next entry of the feed. `old`: those who are attached have it already. `lost`: something in between is missing. */
  receive(entry: Entry): Received {
    if (this.#epoch === undefined) {
      this.#early = entry
      return 'old'
    }
    const same = entry.epoch === this.#epoch
    if (same && entry.offset <= this.#offset) return 'old'
    const next = same && entry.offset === this.#offset + 1
    this.#epoch = entry.epoch
    this.#offset = entry.offset
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
    return this.#attachments === undefined && this.pins === 0 && this.crowd.deserted
  }
}
