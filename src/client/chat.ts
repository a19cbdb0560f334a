/** The client of this protocol, on top of the generic wire: who connects, channels, the inbox, what is to be sent. */
import { closeStops, protocol, pushes, replies } from '../../generated/operations.ts'
import type {
  ConnectAck,
  DirectMessageRecord,
  GoingAway,
  JoinChannelAck,
  LeaveChannelAck,
  SentMessage,
  UserJoined,
} from '../../generated/types.ts'
import { socketAddress } from './address.ts'
import { type Backoff, backoffMs } from './backoff.ts'
import { surroundings as browser, world } from './browser.ts'
import type { ChannelEntry } from './entries.ts'
import { ListenerError, type PactwireError, RequestError, UsageError } from './errors.ts'
import type { Frame } from './frame.ts'
import { Greeter, type GreeterHub } from './greeter.ts'
import { OwnInbox } from './inbox.ts'
import type { Life, Occasion } from './life.ts'
import { Listeners } from './listeners.ts'
import { done, failed, type QueueEnd } from './message-queue.ts'
import type { ClientOptions, RequestOptions } from './options.ts'
import { type Lane, Outbox, type Saying } from './outbox.ts'
import { pending } from './pending.ts'
import { type Ask, jsonOf } from './requests.ts'
import type { EntryKind, Room, RoomHub } from './room.ts'
import { Rooms } from './rooms.ts'
import { sameState, shown } from './shown.ts'
import type { ConnectionState } from './state.ts'
import type {
  Channel,
  Client,
  ClientEvents,
  Direct,
  HistoryOptions,
  HistoryPage,
  InboxStream,
  ReplyData,
  RequestArguments,
  RequestName,
  SendOptions,
  Unsubscribe,
} from './surface.ts'
import type { Surroundings } from './surroundings.ts'
import type { Validator } from './validator.ts'
import { type Dialect, Wire } from './wire.ts'

const known: ReadonlySet<string> = new Set(pushes)
const usual: Backoff = { minDelayMs: 500, maxDelayMs: 20_000 }
/** The shortest pause before something that failed is asked again. */
const pauseMs = 100

export class ChatClient implements Client, Dialect, RoomHub, GreeterHub {
  readonly surroundings: Surroundings
  readonly requestTimeoutMs: number
  readonly inbox: InboxStream
  readonly #wire: Wire
  readonly #greeter: Greeter
  readonly #rooms: Rooms
  readonly #inbox: OwnInbox
  readonly #outbox: Outbox | undefined
  readonly #listeners: Listeners<ClientEvents>
  readonly #backoff: Backoff
  #welcome: ConnectAck['data'] | undefined
  #state: ConnectionState
  #userId: string | undefined

  constructor(url: string | URL, options: ClientOptions, validator: Validator | undefined) {
    const { WebSocket = world.WebSocket, reconnect = {}, outbox = {} } = options
    const { requestTimeoutMs = 10_000, connectTimeoutMs = 10_000 } = options
    if (typeof WebSocket !== 'function')
      throw new UsageError('There is no WebSocket here: `npm install ws`, and pass `{ WebSocket }` from it.')
    this.requestTimeoutMs = requestTimeoutMs
    this.surroundings = { ...browser, ...options.surroundings }
    this.#listeners = new Listeners((event, cause) => this.threw(event, cause))
    this.#backoff = { ...usual, ...(reconnect === 'off' ? {} : reconnect) }
    this.#greeter = new Greeter(options, connectTimeoutMs, this)
    this.#rooms = new Rooms(this)
    this.#inbox = new OwnInbox(this)
    this.inbox = this.#inbox
    if (outbox !== 'off')
      this.#outbox = new Outbox(this, {
        max: outbox.max ?? 100,
        underWay: () => this.#welcome?.limits.max_pending_requests ?? 0,
      })
    this.#wire = new Wire(
      {
        url: socketAddress(url, protocol.path),
        descriptors: { subprotocol: protocol.subprotocol, replies, closeStops },
        WebSocket,
        surroundings: this.surroundings,
        policy: {
          connectTimeoutMs,
          reconnect: reconnect === 'off' ? 'off' : this.#backoff,
          renewable: this.#greeter.tokens.renewable,
        },
        validator,
      },
      this,
    )
    this.#state = shown(this.#wire.life, undefined)
    this.#wire.start(false)
  }

  // ---- for the application ----

  get state(): ConnectionState {
    return this.#state
  }

  get userId(): string | undefined {
    return this.#userId
  }

  get connected(): boolean {
    return this.#wire.life.state === 'open'
  }

  on<E extends keyof ClientEvents>(event: E, listener: (value: ClientEvents[E]) => void): Unsubscribe {
    return this.#listeners.on(event, listener)
  }

  async request<E extends RequestName>(name: E, ...[data, options]: RequestArguments<E>): Promise<ReplyData<E>> {
    const ask = { timeoutMs: this.requestTimeoutMs, ...options, name, data, patient: true }
    return this.asked<ReplyData<E>>(ask, (reply) => this.#noted(name, reply))
  }

  channel(channelId: string): Channel {
    return this.#rooms.get(channelId)
  }

  direct(userId: string): Direct {
    const lane: Lane = {
      key: `@${userId}`,
      address: { to: userId },
      // What was missed comes first: it may show that a message need not be sent again.
      ready: () => this.#inbox.settled,
    }
    return {
      userId,
      send: (content, options) => this.say(lane, 'send_direct', { content }, options),
    }
  }

  opened(options: RequestOptions = {}): Promise<void> {
    return pending<void>(
      'connect',
      options,
      this.surroundings,
      () => 'unknown',
      (settle) => {
        const look = (): void => {
          const { state } = this.#state
          const closed = state === 'closed' && this.closed('connect')
          if (closed) settle({ ok: false, error: closed })
          else if (state === 'open') settle({ ok: true, data: undefined })
        }
        look()
        return this.#listeners.on('state', look)
      },
    )
  }

  connect(): void {
    this.#wire.start(true)
  }

  close(): void {
    this.#wire.stop()
  }

  // ---- for its parts ----

  ask(ask: Ask): () => void {
    return this.#wire.ask(ask)
  }

  /** `heard` is called in the turn of the answer: what comes next on the wire may go by it. */
  asked<T>(ask: Omit<Ask, 'settled'>, heard?: (data: unknown) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.ask({
        ...ask,
        settled: (answer) => {
          if (answer.ok) {
            // First, so that an answer that nobody can make sense of does not leave a promise open.
            resolve(answer.data as T)
            heard?.(answer.data)
          } else reject(answer.error)
        },
      })
    })
  }

  retryAfterMs(error: PactwireError, failures: number): number | undefined {
    const waitMs = Math.max(pauseMs, backoffMs(failures, this.#backoff, this.surroundings.random()))
    if (error instanceof RequestError) {
      if (error.code === 'token_expired' && this.#greeter.tokens.renewable) {
        this.#greeter.tokens.expired()
        return waitMs
      }
      if (error.retryable) return Math.max(waitMs, error.retryAfterMs ?? 0)
    }
    return error.retryable ? waitMs : undefined
  }

  closed(what: string): PactwireError | undefined {
    return this.#wire.life.state === 'closed' ? this.#wire.closedError(what, 'not_sent') : undefined
  }

  async say(
    lane: Lane,
    request: Saying['request'],
    body: object,
    { clientMessageId = this.surroundings.newId(), ...options }: SendOptions = {},
  ): Promise<SentMessage> {
    const closed = this.closed(request)
    if (closed !== undefined) throw closed
    // As it is now: it may be sent later and again, and must be the same each time, whatever becomes of the object.
    const text = jsonOf(request, { ...lane.address, ...body, client_message_id: clientMessageId })
    const data: unknown = JSON.parse(text)
    if (this.#outbox !== undefined) return this.#outbox.say({ lane, request, data, clientMessageId }, options)
    return this.asked({ timeoutMs: this.requestTimeoutMs, ...options, name: request, data })
  }

  async history<M>(
    channelId: string | undefined,
    { signal, timeoutMs, ...query }: HistoryOptions,
  ): Promise<HistoryPage<M>> {
    const options = { timeoutMs: timeoutMs ?? this.requestTimeoutMs, ...(signal === undefined ? {} : { signal }) }
    if (channelId === undefined) await this.opened(options)
    const channel_id = channelId ?? this.#inbox.id ?? ''
    const page = await this.request('history', { channel_id, ...query }, options)
    return page as typeof page & HistoryPage<M>
  }

  delivered(kind: EntryKind, entry: ChannelEntry): void {
    if (entry.user_id === this.#userId) this.#outbox?.confirm(entry.channel_id, entry)
    this.#listeners.emit(kind, entry as never)
  }

  directed(message: DirectMessageRecord): void {
    if (message.from === this.#userId) this.#outbox?.confirm(`@${message.to}`, message)
    this.#listeners.emit('direct_message', message)
  }

  threw(event: string, cause: unknown): void {
    // Who listens to faults and throws cannot be helped.
    if (event !== 'fault') this.fault(new ListenerError(event, cause))
  }

  fault(error: PactwireError): void {
    this.#listeners.emit('fault', error)
  }

  ready(): void {
    this.#outbox?.pump()
  }

  keep(room: Room, inUse: boolean): void {
    this.#rooms.keep(room, inUse)
  }

  // ---- the dialect: what is said on a new connection, and what comes unasked ----

  prepare(occasion: Occasion, signal: AbortSignal, done: (error?: PactwireError) => void): void {
    this.#greeter.prepare(occasion, signal, done)
  }

  greet(): void {
    this.#greeter.greet()
  }

  probe(): void {
    this.#wire.now({ name: 'heartbeat', settled: () => undefined })
  }

  push({ type, data }: Frame): void {
    switch (type) {
      case 'new_message':
      case 'new_event':
        this.#rooms.find((data as ChannelEntry).channel_id)?.message(data as ChannelEntry)
        return
      case 'direct_message':
        this.#inbox.message(data as DirectMessageRecord)
        return
      case 'connect_ack':
        this.welcomed(data as ConnectAck['data'])
        return
      case 'join_channel_ack':
      case 'leave_channel_ack':
        this.#noted(type === 'join_channel_ack' ? 'join_channel' : 'leave_channel', data)
        return
    }
    if (!known.has(type)) return
    if (type === 'going_away') this.#wire.goingAway((data as GoingAway['data']).reconnect_after_ms)
    if (type === 'user_joined' || type === 'user_left') {
      const news = data as UserJoined['data']
      this.#rooms.find(news.channel_id)?.news(type, news)
    }
    this.#listeners.emit(type as keyof ClientEvents, data as never)
  }

  changed(life: Life): void {
    const state = shown(life, this.#welcome)
    if (sameState(state, this.#state)) return
    this.#state = state
    this.#listeners.emit('state', state)
    if (state.state === 'open' && this.#welcome !== undefined) this.#listeners.emit('inbox', this.#welcome.inbox)
  }

  dropped(): void {
    this.#welcome = undefined
    this.#greeter.tokens.rest()
    this.#outbox?.lost()
    this.#inbox.dropped()
    for (const room of this.#rooms.all()) room.dropped()
  }

  ended(): void {
    this.#greeter.tokens.rest()
    const life = this.#wire.life
    const error = this.#wire.closedError
    // A loop that the application itself has ended is done; one that the server has ended has failed.
    const own = life.state === 'closed' && life.code === undefined && life.error === undefined && life.final
    const loops: QueueEnd = own ? done : failed(error('messages', 'not_sent'))
    this.#outbox?.end(error)
    const unjoined = error('join_channel', 'not_sent')
    this.#inbox.ended(unjoined, loops)
    for (const room of this.#rooms.all()) room.ended(unjoined, loops)
  }

  now(ask: Ask): void {
    this.#wire.now(ask)
  }

  refused(error: PactwireError, renew: boolean, retryAfterMs: number | undefined): void {
    if (this.#wire.life.state === 'connecting') this.#wire.refused(error, renew, retryAfterMs)
  }

  cured(closeCode: number): boolean {
    return this.#greeter.cured(closeCode)
  }

  welcomed(welcome: ConnectAck['data']): void {
    if (this.#wire.life.state !== 'connecting') return
    const { limits, user_id, heartbeat_interval_ms, channels, inbox, expires_at, server_time } = welcome
    if (this.#userId !== undefined && this.#userId !== user_id) {
      const message = `The token is now for ${user_id}, not ${this.#userId}: make another client for another user.`
      this.#wire.refused(new UsageError(message), false)
      return
    }
    this.#userId = user_id
    this.#wire.welcomed(heartbeat_interval_ms, {
      maxPending: limits.max_pending_requests,
      maxFrameBytes: limits.max_frame_bytes,
      rate: { perSecond: limits.requests_per_second, burst: limits.request_burst },
    })
    if (!this.connected) return
    this.#greeter.tokens.accepted(expires_at, server_time)
    this.#inbox.connected(inbox)
    const listed = new Map(channels.map((channel) => [channel.channel_id, channel]))
    for (const room of this.#rooms.all()) if (!listed.has(room.id)) room.connected(undefined)
    for (const [id, position] of listed) if (this.connected) this.#rooms.get(id).connected(position)
    // A listener may have closed the client in the middle of it.
    if (!this.connected) return
    this.#wire.flow()
    this.#welcome = welcome
    this.#outbox?.open()
    // Told last, so that whoever hears of it finds everything in its place.
    this.changed(this.#wire.life)
  }

  /** A reply, or an unasked one, that says where this connection is. */
  #noted(name: string, data: unknown): void {
    if (name === 'join_channel') {
      const ack = data as JoinChannelAck['data']
      if (ack.channel_id !== this.#inbox.id) this.#rooms.get(ack.channel_id).attached(ack)
    } else if (name === 'leave_channel') this.#rooms.find((data as LeaveChannelAck['data']).channel_id)?.removed()
  }
}
