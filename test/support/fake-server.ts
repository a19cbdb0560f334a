/**
 * A server that says what a test tells it to, in whatever order, to a client whose clock stands still until the test moves
 * it. What the client sends is checked against the schemas; so is what the test says, unless it says it `raw`.
 */
import type { ChannelEvent, ChannelMessage, ClientFrame, ConnectAck, ServerFrame } from '../../generated/types.ts'
import { refuseRequest, refuseServerFrame } from '../../generated/validators.js'
import { connect } from '../../src/client/index.ts'
import type { ClientOptions } from '../../src/client/options.ts'
import type { Client } from '../../src/client/surface.ts'
import type { Happening, Surroundings } from '../../src/client/surroundings.ts'
import { ManualClock } from '../../src/clock/manual.ts'

export type RequestName = ClientFrame['type']
type Request<T extends RequestName> = Extract<ClientFrame, { type: T }>
type Handler = (event: Record<string, unknown>) => void

export const limits: ConnectAck['data']['limits'] = {
  max_frame_bytes: 1000,
  max_content_bytes: 800,
  max_channels: 100,
  max_pending_requests: 64,
  requests_per_second: 1000,
  request_burst: 1000,
}

export const heartbeatMs = 30_000

/** Lets everything that follows from what has happened happen. */
export async function settled(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}

export class FakeSocket {
  readonly url: string
  readonly protocols: string | string[]
  readonly sent: ClientFrame[] = []
  readyState = 0
  onopen: Handler = () => undefined
  onmessage: Handler = () => undefined
  onclose: Handler = () => undefined
  onerror: Handler = () => undefined
  /** With which code the client closed it. */
  closedWith: number | undefined
  terminated = false
  readonly #answered = new Set<string | undefined>()
  readonly #userId: () => string

  constructor(url: string, protocols: string | string[], userId: () => string) {
    this.url = url
    this.protocols = protocols
    this.#userId = userId
  }

  // ---- the client calls these ----

  send(text: string): void {
    if (this.readyState !== 1) throw new Error('the socket is not open')
    const frame: unknown = JSON.parse(text)
    const refusal = refuseRequest(frame)
    if (refusal !== undefined)
      throw new Error(`the client sent what is no request: ${text}: ${JSON.stringify(refusal)}`)
    this.sent.push(frame as ClientFrame)
  }

  close(code?: number): void {
    this.closedWith = code ?? 1005
    this.readyState = 2
  }

  terminate(): void {
    this.terminated = true
    this.readyState = 3
  }

  // ---- the test calls these ----

  get gone(): boolean {
    return this.readyState >= 2
  }

  open(): this {
    this.readyState = 1
    this.onopen({})
    return this
  }

  /** Opened, and welcomed in answer to `connect`. */
  welcome(data: Partial<ConnectAck['data']> = {}): this {
    this.open()
    this.answer('connect', welcome({ user_id: this.#userId(), ...data }))
    return this
  }

  say(frame: ServerFrame): void {
    const refusal = refuseServerFrame(frame)
    if (refusal !== undefined) throw new Error(`the test says what is no frame: ${JSON.stringify(refusal)}`)
    this.raw(JSON.stringify(frame))
  }

  raw(data: unknown): void {
    this.onmessage({ data })
  }

  drop(code = 1006, reason = ''): void {
    this.readyState = 3
    this.onclose({ code, reason })
  }

  all<T extends RequestName>(type: T): Request<T>[] {
    return this.sent.filter((frame): frame is Request<T> => frame.type === type)
  }

  /** The oldest request of a type that has not been answered. */
  pending<T extends RequestName>(type: T): Request<T> {
    const found = this.all(type).find(({ id }) => !this.#answered.has(id))
    if (found === undefined)
      throw new Error(`no ${type} waits for an answer; sent: ${this.sent.map((frame) => frame.type).join(', ')}`)
    return found
  }

  has(type: RequestName): boolean {
    return this.all(type).some(({ id }) => !this.#answered.has(id))
  }

  answer<T extends RequestName>(
    type: T,
    data: Extract<ServerFrame, { type: `${T}_ack` }>['data'],
    request: { id?: string } = this.pending(type),
  ): void {
    this.#answered.add(request.id)
    this.say({ type: `${type}_ack`, ...(request.id === undefined ? {} : { id: request.id }), data } as ServerFrame)
  }

  refuse(
    type: RequestName,
    data: Partial<Extract<ServerFrame, { type: 'error' }>['data']>,
    request: { id?: string } = this.pending(type),
  ): void {
    this.#answered.add(request.id)
    const rest = { code: 'internal', message: 'No.', retryable: false, ...data } as const
    this.say({ type: 'error', ...(request.id === undefined ? {} : { id: request.id }), data: rest })
  }

  /** Answers a join as a server does whose channel stands at `offset`. */
  joined(
    channelId: string,
    offset: number,
    {
      epoch = 'e1',
      recovered = false,
      messages = [] as number[],
    }: { epoch?: string; recovered?: boolean; messages?: number[] } = {},
  ): void {
    const request = this.all('join_channel').find(
      (frame) => frame.data.channel_id === channelId && !this.#answered.has(frame.id),
    )
    if (request === undefined) throw new Error(`no join of ${channelId} waits for an answer`)
    const contents = messages.map((at) =>
      channelId.startsWith('@') ? directAt(channelId, at, epoch) : entryAt(channelId, at, epoch),
    )
    this.answer(
      'join_channel',
      { channel_id: channelId, message: '', epoch, offset, recovered, messages: contents },
      request,
    )
  }

  push(channelId: string, offset: number, epoch = 'e1'): void {
    const entry = entryAt(channelId, offset, epoch)
    this.say('event' in entry ? { type: 'new_event', data: entry } : { type: 'new_message', data: entry })
  }

  event(channelId: string, offset: number, fields: Partial<ChannelEvent> = {}): void {
    this.say({ type: 'new_event', data: { ...eventAt(channelId, offset), ...fields } })
  }

  direct(inbox: string, offset: number, epoch = 'i1'): void {
    this.say({ type: 'direct_message', data: directAt(inbox, offset, epoch) })
  }
}

export function welcome(data: Partial<ConnectAck['data']> & { user_id: string }): ConnectAck['data'] {
  return {
    status: 'success',
    message: 'Connected.',
    connection_id: 'c1',
    server_time: '2026-01-31T09:30:00.000Z',
    heartbeat_interval_ms: heartbeatMs,
    limits,
    channels: [],
    inbox: { channel_id: `@${data.user_id}`, epoch: 'i1', offset: 0, unread: 0 },
    ...data,
  }
}

const timestamp = '2026-01-31T09:30:00.000Z'

export function messageAt(channel_id: string, offset: number, epoch = 'e1') {
  return {
    channel_id,
    epoch,
    offset,
    message_id: `${epoch}-${offset}`,
    user_id: 'bob',
    content: `${epoch}:${offset}`,
    timestamp,
  }
}

export function eventAt(channel_id: string, offset: number, epoch = 'e1'): ChannelEvent {
  return {
    channel_id,
    epoch,
    offset,
    message_id: `${epoch}-${offset}`,
    event: 'order_updated',
    version: 1,
    payload: { at: `${epoch}:${offset}` },
    user_id: 'bob',
    timestamp,
  }
}

/** What stands at a place of a channel: a message; in `mixed` an event at every third place. */
export function entryAt(channelId: string, offset: number, epoch = 'e1'): ChannelMessage | ChannelEvent {
  return channelId === 'mixed' && offset % 3 === 0
    ? eventAt(channelId, offset, epoch)
    : messageAt(channelId, offset, epoch)
}

export function directAt(channel_id: string, offset: number, epoch = 'i1') {
  return {
    channel_id,
    epoch,
    offset,
    message_id: `${epoch}-${offset}`,
    from: 'bob',
    to: channel_id.slice(1),
    content: `${epoch}:${offset}`,
    timestamp,
  }
}

export function sentAt(channel_id: string, offset: number, epoch = 'e1', duplicate = false) {
  return { channel_id, message_id: `${epoch}-${offset}`, epoch, offset, timestamp, duplicate }
}

export class FakeWorld {
  readonly clock = new ManualClock()
  readonly sockets: FakeSocket[] = []
  readonly clients: Client[] = []
  /** What `random` gives: waits are this part of their bound. */
  random = 0.5
  online = true
  hidden = false
  /** Thrown by the constructor of sockets, when set. */
  unwilling: Error | undefined
  #ids = 0
  readonly #watchers = new Set<(happening: Happening) => void>()

  get surroundings(): Surroundings {
    const { clock } = this
    return {
      elapsed: () => clock.elapsed(),
      after: (ms, run) => clock.after(ms, run),
      random: () => this.random,
      newId: () => `m${++this.#ids}`,
      online: () => this.online,
      hidden: () => this.hidden,
      watch: (listener) => {
        this.#watchers.add(listener)
        return () => this.#watchers.delete(listener)
      },
    }
  }

  get watchers(): number {
    return this.#watchers.size
  }

  /** The one that the client uses now. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1)
    if (socket === undefined) throw new Error('the client has not tried to connect')
    return socket
  }

  happen(happening: Happening): void {
    if (happening === 'online' || happening === 'offline') this.online = happening === 'online'
    else this.hidden = happening === 'hidden'
    for (const watcher of [...this.#watchers]) watcher(happening)
  }

  client(options: ClientOptions = {}): Client {
    const world = this
    class WebSocket extends FakeSocket {
      constructor(url: string, protocols: string | string[] = []) {
        if (world.unwilling !== undefined) throw world.unwilling
        super(url, protocols, () => options.userId ?? 'alice')
        world.sockets.push(this)
      }
    }
    const client = connect('ws://localhost/ws', {
      WebSocket,
      surroundings: this.surroundings,
      ...(options.token === undefined && options.getToken === undefined ? { userId: 'alice' } : {}),
      ...options,
    })
    this.clients.push(client)
    return client
  }

  /** A client that is open. */
  open(options: ClientOptions = {}, data: Partial<ConnectAck['data']> = {}): Client {
    const client = this.client(options)
    this.socket.welcome(data)
    return client
  }

  /** The connection breaks, time passes, and the next one is welcomed. */
  reconnect(data: Partial<ConnectAck['data']> = {}, code = 1006): FakeSocket {
    this.socket.drop(code)
    return this.again(data)
  }

  /** After a lost connection: waits exactly until the next attempt. */
  retry(): FakeSocket {
    const before = this.sockets.length
    const state = this.clients.at(-1)?.state
    this.clock.advance(state?.state === 'waiting' ? (state.delayMs ?? 0) : 0)
    if (this.sockets.length === before) throw new Error(`the client did not come back: ${JSON.stringify(state)}`)
    return this.socket
  }

  again(data: Partial<ConnectAck['data']> = {}): FakeSocket {
    return this.retry().welcome(data)
  }
}

/** What becomes of a promise, to be looked at: its value, its error, or that it is pending. */
export function outcome<T>(promise: Promise<T>): { value?: T; error?: unknown; done: boolean } {
  const seen: { value?: T; error?: unknown; done: boolean } = { done: false }
  promise.then(
    (value) => Object.assign(seen, { value, done: true }),
    (error: unknown) => Object.assign(seen, { error, done: true }),
  )
  return seen
}
