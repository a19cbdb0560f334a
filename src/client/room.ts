/** A channel: whether the application wants to be in it, and what follows from that on each connection. */
import type { ErrorCode, Position, PresenceAck, SentMessage } from '../../generated/types.ts'
import type { ChannelEntry } from './entries.ts'
import { AbortedError, ConnectionLostError, type PactwireError, RequestError } from './errors.ts'
import { Feed, type Hub } from './feed.ts'
import { Listeners } from './listeners.ts'
import { done, failed, type QueueEnd } from './message-queue.ts'
import type { RequestOptions } from './options.ts'
import type { Lane, Saying } from './outbox.ts'
import { type Answer, pending, type Settle } from './pending.ts'
import type {
  Channel,
  ChannelEvents,
  ChannelState,
  HistoryOptions,
  HistoryPage,
  Joined,
  JoinOptions,
  LeaveOptions,
  MessagesOptions,
  ReplyData,
  RequestArguments,
  RequestName,
  SendOptions,
  Told,
  Unsubscribe,
} from './surface.ts'

/** What a channel needs of the client. */
export interface RoomHub extends Hub {
  readonly connected: boolean
  history<M>(channelId: string | undefined, options: HistoryOptions): Promise<HistoryPage<M>>
  request<E extends RequestName>(name: E, ...rest: RequestArguments<E>): Promise<ReplyData<E>>
  /** `body`: the fields that say what. */
  say(lane: Lane, request: Saying['request'], body: object, options: SendOptions | undefined): Promise<SentMessage>
  /** The client is closed: why, for what cannot be done any more. */
  closed(what: string): PactwireError | undefined
  delivered(kind: EntryKind, entry: ChannelEntry): void
  threw(event: string, cause: unknown): void
  /** What waits for the channel may go. */
  ready(): void
  /** Whether the channel has to be kept when nobody holds it. */
  keep(room: Room, inUse: boolean): void
}

/** How entries of either kind are told. */
export type EntryKind = 'new_message' | 'new_event'

/** What listeners of a channel are told under these names is never an event of the application of the same name. */
const own: ReadonlySet<string> = new Set<keyof ChannelEvents>([
  'new_message',
  'new_event',
  'user_joined',
  'user_left',
  'state',
  'reset',
])

const notJoined: ErrorCode = 'not_joined'
const join = 'join_channel' satisfies RequestName

interface Call {
  readonly durable: boolean
  readonly settle: Settle<Joined>
}

export class Room implements Channel {
  readonly id: string
  readonly #hub: RoomHub
  readonly #feed: Feed<ChannelEntry>
  readonly #listeners: Listeners<ChannelEvents>
  readonly #calls = new Set<Call>()
  readonly #lane: Lane
  /** Who wants this user in the channel: `server`, when it has joined us unasked. */
  #wanted: 'nobody' | 'application' | 'server' = 'nobody'
  /** Whether the server has ever let us in since it was wanted: then it stays wanted. */
  #held = false
  #state: ChannelState = { state: 'left', by: 'application' }

  constructor(id: string, hub: RoomHub) {
    this.id = id
    this.#hub = hub
    this.#listeners = new Listeners(
      (event, cause) => hub.threw(event, cause),
      () => this.#keep(),
    )
    this.#feed = new Feed<ChannelEntry>(id, hub, {
      deliver: (entry) => {
        const { event } = entry
        const kind = event === undefined ? 'new_message' : 'new_event'
        hub.delivered(kind, entry)
        this.#listeners.emit(kind, entry as never)
        if (event !== undefined && !own.has(event)) this.#listeners.emit(event as 'new_event', entry as never)
      },
      reset: (reset) => this.#listeners.emit('reset', reset),
      live: (recovered, asked) => this.#live(recovered, asked.durable),
      refused: (error) => this.#refused(error),
      durable: () => [...this.#calls].some(({ durable }) => durable),
    })
    this.#lane = {
      key: id,
      address: { channel_id: id },
      // Who is not in the channel may try: the server says what it thinks of it.
      ready: () => this.#wanted === 'nobody' || this.#state.state === 'joined',
    }
  }

  get state(): ChannelState {
    return this.#state
  }

  get position(): Position | undefined {
    return this.#feed.position
  }

  on<Name extends string>(event: Name, listener: (value: Told<Name>) => void): Unsubscribe {
    return this.#listeners.on(event as 'new_event', listener as (value: unknown) => void)
  }

  async join(options: JoinOptions = {}): Promise<Joined> {
    const { since, durable = false } = options
    const closed = this.#hub.closed(join)
    if (closed !== undefined) throw closed
    const outcome = () => (this.#feed.joining ? 'unknown' : 'not_sent')
    return pending<Joined>(join, options, this.#hub.surroundings, outcome, (settle) => {
      const call: Call = { durable, settle }
      this.#calls.add(call)
      if (since !== undefined && this.#wanted !== 'application') this.#feed.rewind(since)
      this.#wanted = 'application'
      this.#pursue()
      return () => {
        this.#calls.delete(call)
        this.#giveUp()
      }
    })
  }

  async leave({ durable = false, ...options }: LeaveOptions = {}): Promise<void> {
    const present = this.#feed.live || this.#feed.joining
    this.#leave({ state: 'left', by: 'application' }, done)
    this.#fail(new AbortedError(join, 'unknown', 'left'))
    // What waited for the channel was said before: it goes first.
    this.#hub.ready()
    // A connection that has closed has left.
    if (!present && !durable) return
    try {
      await this.#hub.asked({
        timeoutMs: this.#hub.requestTimeoutMs,
        ...options,
        name: 'leave_channel',
        data: { channel_id: this.id, ...(durable ? { durable } : {}) },
        urgent: true,
        patient: durable,
      })
    } catch (error) {
      if (!isOut(error, durable)) throw error
    }
  }

  send(content: string, options?: SendOptions): Promise<SentMessage> {
    return this.#hub.say(this.#lane, 'send_message', { content }, options)
  }

  publish(event: string, payload: object, options?: SendOptions): Promise<SentMessage> {
    return this.#hub.say(this.#lane, 'publish', { event, payload }, options)
  }

  history(options: HistoryOptions = {}): Promise<HistoryPage<ChannelEntry>> {
    return this.#hub.history(this.id, options)
  }

  presence(options?: RequestOptions): Promise<PresenceAck['data']> {
    return this.#hub.request('presence', { channel_id: this.id }, options)
  }

  messages(options: MessagesOptions = {}): AsyncIterableIterator<ChannelEntry> {
    const queue = this.#feed.messages(options)
    const since = this.#wanted === 'nobody' && options.since !== undefined ? { since: options.since } : {}
    if (this.#wanted !== 'application' && options.signal?.aborted !== true)
      this.join(since).catch((error) => queue.end(failed(error)))
    return queue
  }

  // ---- what the client tells of ----

  /** A connection is open. `listed`: the server has joined us already, and its live feed begins after this. */
  connected(listed: Position | undefined): void {
    if (listed !== undefined) this.attached(listed)
    else if (this.#wanted === 'server') this.removed()
    else this.#pursue()
  }

  /** The server has joined us, unasked or at somebody else’s request. */
  attached(top: Position): void {
    if (this.#wanted === 'nobody') this.#wanted = 'server'
    this.#keep()
    this.#feed.attached(top)
  }

  /** The server has taken us out. What is still being asked will be answered by itself. */
  removed(): void {
    if (this.#wanted === 'nobody' || this.#feed.joining) return
    this.#leave({ state: 'left', by: 'server' }, done)
  }

  message(entry: ChannelEntry): void {
    this.#feed.message(entry)
  }

  news<E extends 'user_joined' | 'user_left'>(event: E, data: ChannelEvents[E]): void {
    if (this.#state.state === 'joined') this.#listeners.emit(event, data)
  }

  dropped(): void {
    this.#feed.off()
    if (this.#wanted !== 'nobody') this.#become({ state: 'joining' })
  }

  ended(error: PactwireError, loops: QueueEnd): void {
    this.#feed.off()
    this.#feed.end(loops)
    this.#fail(error)
  }

  // ---- being in it ----

  #pursue(failures = 1): void {
    if (this.#wanted === 'nobody') return
    if (this.#state.state !== 'joined') this.#become({ state: 'joining' })
    if (!this.#hub.connected || this.#feed.joining) return
    if (!this.#feed.live) this.#feed.join()
    else if ([...this.#calls].some(({ durable }) => durable)) this.#makeDurable(failures)
    else this.#settleCalls(true)
  }

  /** In the channel already: the feed goes on while the membership is made. */
  #makeDurable(failures: number): void {
    const calls = [...this.#calls].filter(({ durable }) => durable)
    this.#hub.ask({
      name: join,
      data: { channel_id: this.id, durable: true, ...(this.position === undefined ? {} : { since: this.position }) },
      urgent: true,
      timeoutMs: this.#hub.requestTimeoutMs,
      settled: (answer: Answer) => {
        if (answer.ok) {
          this.#settleCalls(true, (call) => calls.includes(call))
          return
        }
        // A lost connection is followed by another, and with it by another try.
        if (answer.error instanceof ConnectionLostError) return
        const retryMs = this.#hub.retryAfterMs(answer.error, failures)
        if (retryMs !== undefined) this.#hub.surroundings.after(retryMs, () => this.#pursue(failures + 1))
        else this.#fail(answer.error, calls)
      },
    })
    this.#settleCalls(true, ({ durable }) => !durable)
  }

  #live(recovered: boolean, durable: boolean): void {
    this.#held = true
    this.#become({ state: 'joined' })
    this.#settleCalls(recovered, (call) => durable || !call.durable)
    if (this.#calls.size > 0) this.#pursue()
    this.#hub.ready()
  }

  #settleCalls(recovered: boolean, which: (call: Call) => boolean = () => true): void {
    const { position } = this
    if (position === undefined) return
    for (const call of [...this.#calls]) if (which(call)) call.settle({ ok: true, data: { position, recovered } })
  }

  #fail(error: PactwireError, calls: Iterable<Call> = this.#calls): void {
    for (const call of [...calls]) call.settle({ ok: false, error })
  }

  #refused(error: PactwireError): void {
    this.#leave({ state: 'refused', error }, failed(error))
    this.#fail(error)
    this.#hub.ready()
  }

  /** The last call that waited for a first join is gone: nobody wants it any more. */
  #giveUp(): void {
    if (this.#calls.size > 0 || this.#held || this.#wanted !== 'application' || this.#feed.read) return
    this.leave().catch(() => undefined)
  }

  #leave(state: ChannelState, loops: QueueEnd): void {
    this.#wanted = 'nobody'
    this.#held = false
    this.#feed.forget()
    this.#feed.end(loops)
    this.#become(state)
  }

  #become(state: ChannelState): void {
    const { state: before } = this.#state
    this.#state = state
    this.#keep()
    if (before !== state.state || state.state === 'refused') this.#listeners.emit('state', state)
  }

  #keep(): void {
    this.#hub.keep(this, this.#wanted !== 'nobody' || !this.#listeners.empty || this.#feed.read)
  }
}

/** Whether a leave that failed has left all the same. */
function isOut(error: unknown, durable: boolean): boolean {
  if (error instanceof RequestError) return error.code === notJoined
  return !durable && error instanceof ConnectionLostError
}
