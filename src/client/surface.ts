/** What an application holds in its hands: the client, its channels, its inbox. */
import type { Operations, Pushes } from '../../generated/operations.ts'
import type {
  ChannelMessage,
  DirectMessageRecord,
  HistoryAck,
  Inbox,
  Position,
  PresenceAck,
  SentMessage,
  UserJoined,
  UserLeft,
} from '../../generated/types.ts'
import type { AnyEvents, ChannelEntry, EventEntry, EventName, EventOf, Tellable } from './entries.ts'
import type { PactwireError } from './errors.ts'
import type { RequestOptions } from './options.ts'
import type { ConnectionState } from './state.ts'

export type Unsubscribe = () => void

/** Every push of the contract with its data, and what the client tells of itself. */
export type ClientEvents<Events = AnyEvents> = { [E in Exclude<keyof Pushes, 'new_event'>]: Pushes[E]['data'] } & {
  new_event: EventEntry<Events>
  state: ConnectionState
  /** What `connect_ack` told, after every connect. */
  inbox: Inbox
  /** What there is no request to be told by: an invalid frame, a listener that threw, a refresh that failed. */
  fault: PactwireError
}

export type RequestName = keyof Operations
export type RequestData<E extends RequestName> = Operations[E]['request']['data']
export type ReplyData<E extends RequestName> = Operations[E]['reply']['data']

/** The data may be left out where the contract says so. */
export type RequestArguments<E extends RequestName> =
  undefined extends RequestData<E>
    ? [data?: RequestData<E>, options?: RequestOptions]
    : [data: RequestData<E>, options?: RequestOptions]

/** `Events`: the payload of each event of the application by its name. */
export interface Client<Events = AnyEvents> {
  readonly state: ConnectionState
  /** Known from the first `connect_ack` on. */
  readonly userId: string | undefined
  on<E extends keyof ClientEvents>(event: E, listener: (value: ClientEvents<Events>[E]) => void): Unsubscribe
  /** Any request of the contract. Waits for a connection; is not sent a second time when that breaks. */
  request<E extends RequestName>(name: E, ...rest: RequestArguments<E>): Promise<ReplyData<E>>
  /** The same object for the same id, for as long as anybody uses it. */
  channel(channelId: string): Channel<Events>
  direct(userId: string): Direct
  /** The user’s own inbox; always open, and resumed after every reconnect. */
  readonly inbox: InboxStream
  /** Resolves when the client is open, rejects when it is closed for good. */
  opened(options?: RequestOptions): Promise<void>
  /** Again after `closed`, or at once while `waiting`. */
  connect(): void
  /** For good: what is pending is rejected with a `ClosedError`. */
  close(): void
}

/** Why an application has to load anew what it shows. */
export type ResetReason =
  /** The server no longer has what was missed, or it is too much. */
  | 'not_recovered'
  /** The stream has begun another life. */
  | 'new_epoch'
  /** The server left something out, and did not make up for it when asked. */
  | 'gap'

export interface Reset {
  /** The last message that the application was handed. */
  readonly had: Position | undefined
  /** Where the live feed goes on. */
  readonly top: Position
  readonly why: ResetReason
}

export interface HistoryOptions extends RequestOptions {
  readonly before?: number
  readonly after?: number
  readonly epoch?: string
  readonly limit?: number
}

/** What a server holds of a stream, oldest first. */
export type HistoryPage<M> = Omit<HistoryAck['data'], 'messages'> & { messages: M[] }

export interface MessagesOptions {
  /** Begin after this position; without, with the next message. */
  readonly since?: Position
  /** How many messages may wait for the loop: 1,000. */
  readonly buffer?: number
  readonly signal?: AbortSignal
}

export interface Joined {
  readonly position: Position
  /** Whether everything since the position that was asked for has been handed over. */
  readonly recovered: boolean
}

/** What channels and inboxes have in common. Each message comes once and in order, or `reset` says that it cannot. */
interface MessageStream<M> {
  /** The id of the stream; of an inbox, undefined until it is known whose it is. */
  readonly id: string | undefined
  /** The position of the last message handed to the application, or where its live feed began. */
  readonly position: Position | undefined
  history(options?: HistoryOptions): Promise<HistoryPage<M>>
  /** Every message in a loop. Throws `MessagesLostError` when the loop is too slow or the stream was reset. */
  messages(options?: MessagesOptions): AsyncIterableIterator<M>
}

export interface InboxEvents {
  direct_message: DirectMessageRecord
  reset: Reset
}

export interface InboxStream extends MessageStream<DirectMessageRecord> {
  on<E extends keyof InboxEvents>(event: E, listener: (value: InboxEvents[E]) => void): Unsubscribe
  /** Begins after a position that was kept from before, instead of with what comes next. */
  resume(since: Position, options?: RequestOptions): Promise<Joined>
}

export type ChannelState =
  /** `server`: it was in the channel, and the server took it out. */
  | { readonly state: 'left'; readonly by: 'application' | 'server' }
  /** Wanted, and not there yet or not there again. */
  | { readonly state: 'joining' }
  | { readonly state: 'joined' }
  | { readonly state: 'refused'; readonly error: PactwireError }

export interface ChannelEvents<Events = AnyEvents> {
  new_message: ChannelMessage
  /** Every event of the application; each also comes under its own name. */
  new_event: EventEntry<Events>
  user_joined: UserJoined['data']
  user_left: UserLeft['data']
  state: ChannelState
  reset: Reset
}

/** What a channel tells its listeners, and events of the application by their names. */
export type Told<Name, Events = AnyEvents> = Name extends keyof ChannelEvents
  ? ChannelEvents<Events>[Name]
  : Name extends EventName<Events>
    ? EventOf<Name, Events[Name]>
    : never

export interface JoinOptions extends RequestOptions {
  /** Where the application stands. Of no meaning when the channel is joined already. */
  readonly since?: Position
  /** Makes the user a member, who is joined by the server on each later connect. */
  readonly durable?: boolean
}

export interface LeaveOptions extends RequestOptions {
  /** Ends the membership of the user as well. */
  readonly durable?: boolean
}

export interface SendOptions extends RequestOptions {
  /** A new one when left out. Sent again under the same one, a message is stored once. */
  readonly clientMessageId?: string
}

export interface Channel<Events = AnyEvents> extends MessageStream<ChannelEntry<Events>> {
  readonly id: string
  readonly state: ChannelState
  /** An event of the application that is called like one of `ChannelEvents` is told as `new_event` only. */
  on<Name extends keyof ChannelEvents | EventName<Events>>(
    event: Name & Tellable<Name, ChannelEvents>,
    listener: (value: Told<Name, Events>) => void,
  ): Unsubscribe
  /** Wanted from now on, over reconnects, until `leave`, or until a signal or a timeout ends the first attempt. */
  join(options?: JoinOptions): Promise<Joined>
  leave(options?: LeaveOptions): Promise<void>
  /** Kept until it is acknowledged, over reconnects; `signal` and `timeoutMs` bound that. */
  send(content: string, options?: SendOptions): Promise<SentMessage>
  /** The same for an event of the application: in one order with what is sent. */
  publish<Name extends EventName<Events>>(
    event: Name,
    payload: Events[Name],
    options?: SendOptions,
  ): Promise<SentMessage>
  presence(options?: RequestOptions): Promise<PresenceAck['data']>
}

export interface Direct {
  readonly userId: string
  /** As `send` of a channel. The place is that in the inbox of the recipient, or, found in one’s own, that: `channel_id` tells. */
  send(content: string, options?: SendOptions): Promise<SentMessage>
}
