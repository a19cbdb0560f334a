/**
 * The port to what is kept: streams of messages with their positions, idempotency, durable membership. What each method
 * promises stands at the method; a suite in the tests holds every implementation to it.
 */

/** What survives what: nothing is kept; the death of the process; the loss of power. */
export type Durability = 'none' | 'commit' | 'fsync'

/** Why something could not be kept or read now. Nothing was stored, and trying again may help. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
  readonly retryAfterMs: number
  constructor(message: string, retryAfterMs = 1000) {
    super(message)
    this.retryAfterMs = retryAfterMs
  }
}

/** Which event a body is, and in which version of its schema the payload was written. */
export interface EventMark {
  readonly name: string
  readonly version: number
}

/** A message as it is said, before it has a place. */
export interface Body {
  readonly from: string | undefined
  /** Set in a direct message. */
  readonly to: string | undefined
  /** Words; of an event, its payload as JSON. */
  readonly content: string
  /** Set in an event of the application; what is not set is words. */
  readonly event?: EventMark | undefined
  /** Milliseconds since 1970. */
  readonly time: number
  readonly clientMessageId: string | undefined
}

/** A message at its place in a stream. */
export interface Entry extends Body {
  readonly stream: string
  readonly epoch: string
  readonly offset: number
  readonly messageId: string
}

export interface Head {
  readonly epoch: string
  /** The last offset that was given; 0 in a stream without messages. */
  readonly offset: number
}

export interface Append {
  /** The first is the one whose place is acknowledged; the others get the same message, in the same transaction. */
  readonly streams: readonly [string, ...string[]]
  readonly body: Body
  /** Who says it: idempotency is by this, the first stream and the client’s message id. Undefined: not idempotent. */
  readonly idempotencyScope: string | undefined
  readonly durability: Durability
}

export interface Appended {
  readonly epoch: string
  readonly offset: number
  readonly messageId: string
  readonly time: number
  readonly duplicate: boolean
}

/** Which part of a stream; entries come oldest first in every case. */
export type Range =
  | { readonly kind: 'after'; readonly offset: number; readonly limit: number; readonly maxBytes: number }
  | { readonly kind: 'before'; readonly offset: number; readonly limit: number; readonly maxBytes: number }

export interface Page {
  readonly head: Head
  readonly entries: readonly Entry[]
  /** Whether more is kept in the direction of the range. */
  readonly more: boolean
  /** The first offset that is still kept; `head.offset + 1` when nothing is. */
  readonly first: number
}

/** How much of a stream is kept. 0 in `entries` keeps nothing; 0 in `ageMs` keeps for ever. */
export interface Retention {
  readonly entries: number
  readonly ageMs: number
}

/** The first has been stored at this level and can be read; called in the order of offsets within each stream. */
export type Follower = (entries: readonly Entry[]) => void

export interface Store {
  /**
   * Gives the message the next offset of each stream and resolves when it is kept as demanded. Within the idempotency
   * window the same scope, first stream and client message id is stored once and resolves with the first place again.
   * Rejects with StoreUnavailable when it cannot take it now; then nothing was stored.
   */
  append(append: Append): Promise<Appended>
  /** The position of a stream; a stream that nobody knows begins an epoch here, and keeps it. */
  head(stream: string): Promise<Head>
  /**
   * Never a part of what lies in the range: from the first that is asked for, without a hole, up to a limit.
   * Sees everything that any follower has been shown before the call.
   */
  read(stream: string, range: Range): Promise<Page>
  /** Every entry of every stream from now on, once, after it is kept as demanded. One follower only; returns how to stop. */
  follow(follower: Follower): () => void
  /** How much is kept of streams, by their name; asked when something is appended or trimmed. */
  setRetention(retention: (stream: string) => Retention): void
  /** Channels that have been written to or asked for, by name, inboxes excepted. */
  streams(options: {
    readonly after: string | undefined
    readonly prefix: string | undefined
    readonly limit: number
  }): Promise<readonly ({ readonly stream: string } & Head)[]>
  /** True when this changed something. */
  addMember(channel: string, user: string): Promise<boolean>
  /** True when this changed something. */
  removeMember(channel: string, user: string): Promise<boolean>
  isMember(channel: string, user: string): Promise<boolean>
  members(
    channel: string,
    options: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly string[]>
  memberships(user: string): Promise<readonly string[]>
  /** Up to where the inbox of a user has been handed to a connection of theirs: what lies after is unread. */
  seen(user: string): Promise<number>
  markSeen(user: string, offset: number): Promise<void>
  /** Whether it can take anything: for `/readyz`. */
  health(): { readonly ok: true } | { readonly ok: false; readonly reason: string }
  /** Keeps what was taken, then lets go of everything. */
  close(): Promise<void>
}
