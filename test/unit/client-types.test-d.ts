import { describe, expectTypeOf, it } from 'vitest'
import { WebSocket as WsWebSocket } from 'ws'
import type { ErrorFrame } from '../../generated/types.ts'
import {
  type ChannelEntry,
  type ChannelMessage,
  type Client,
  type ConnectionState,
  connect,
  type DirectMessageRecord,
  type EventOf,
  type Joined,
  type Position,
  type Reset,
  type SentMessage,
} from '../../src/client/index.ts'
import type { Socket, WebSocketConstructor } from '../../src/client/socket.ts'

declare const client: ReturnType<typeof connect>

describe('requests', () => {
  it('are known by name, with their data and their answers', () => {
    expectTypeOf(client.request('presence', { channel_id: 'a' }))
      .resolves.toHaveProperty('count')
      .toEqualTypeOf<number>()
    expectTypeOf(client.request('heartbeat')).resolves.toEqualTypeOf<{ server_time: string }>()
    expectTypeOf(client.request('heartbeat', undefined, { timeoutMs: 5 })).resolves.toHaveProperty('server_time')
    expectTypeOf(client.request('history', { channel_id: 'a', limit: 3 })).resolves.toHaveProperty('has_more')
  })

  it('do not compile when they are not of the contract', () => {
    // @ts-expect-error: there is no such request
    client.request('precence', { channel_id: 'a' })
    // @ts-expect-error: a push is no request
    client.request('new_message', {})
    // @ts-expect-error: the data is required
    client.request('presence')
    // @ts-expect-error: the field is misspelt
    client.request('presence', { channelId: 'a' })
    // @ts-expect-error: the field has another type
    client.request('history', { channel_id: 'a', limit: 'all' })
    // @ts-expect-error: there is no such field in the answer
    client.request('presence', { channel_id: 'a' }).then(({ counts }) => counts)
  })
})

describe('events', () => {
  it('are known by name, with their data', () => {
    client.on('new_message', (message) => expectTypeOf(message).toEqualTypeOf<ChannelMessage>())
    client.on('direct_message', (message) => expectTypeOf(message).toEqualTypeOf<DirectMessageRecord>())
    client.on('going_away', ({ reconnect_after_ms }) => expectTypeOf(reconnect_after_ms).toEqualTypeOf<number>())
    client.on('error', (data) => expectTypeOf(data).toEqualTypeOf<ErrorFrame['data']>())
    client.on('state', (state) => expectTypeOf(state).toEqualTypeOf<ConnectionState>())
    expectTypeOf(client.on('fault', ({ retryable }) => retryable)).toEqualTypeOf<() => void>()
  })

  it('do not compile when they are not of the contract', () => {
    // @ts-expect-error: there is no such event
    client.on('new_mesage', () => undefined)
    // @ts-expect-error: a reply is no event
    client.on('presence_ack', () => undefined)
    // @ts-expect-error: there is no such field
    client.on('new_message', ({ text }) => text)
    // @ts-expect-error: a channel is told of its own events only
    client.channel('a').on('direct_message', () => undefined)
  })
})

describe('channels', () => {
  const room = client.channel('a')

  it('have typed answers', () => {
    expectTypeOf(room.join({ since: { epoch: 'e', offset: 1 }, durable: true })).resolves.toEqualTypeOf<Joined>()
    expectTypeOf(room.send('hi', { clientMessageId: 'c' })).resolves.toEqualTypeOf<SentMessage>()
    expectTypeOf(client.direct('bob').send('hi')).resolves.toEqualTypeOf<SentMessage>()
    expectTypeOf(room.history({ before: 3 }))
      .resolves.toHaveProperty('messages')
      .toEqualTypeOf<ChannelEntry[]>()
    expectTypeOf(room.position).toEqualTypeOf<Position | undefined>()
    room.on('reset', (reset) => expectTypeOf(reset).toEqualTypeOf<Reset>())
    ;async () => {
      for await (const message of room.messages({ since: { epoch: 'e', offset: 1 } }))
        expectTypeOf(message).toEqualTypeOf<ChannelEntry>()
      for await (const message of client.inbox.messages()) expectTypeOf(message).toEqualTypeOf<DirectMessageRecord>()
    }
  })

  it('do not compile when misused', () => {
    // @ts-expect-error: a position has an epoch
    room.join({ since: 7 })
    // @ts-expect-error: a content is text
    room.send({ content: 'hi' })
    // @ts-expect-error: a channel does not resume, it joins
    room.resume({ epoch: 'e', offset: 1 })
  })
})

describe('events of the application', () => {
  interface Events {
    order_updated: { lines: { sku: string }[] }
    cursor_moved: { x: number }
  }
  const orders = connect<Events>('ws://localhost').channel('orders')

  it('are told with what they carry, by their name, among all, and in a loop', () => {
    orders.on('order_updated', ({ payload, version, event }) => {
      expectTypeOf(payload.lines[0]?.sku).toEqualTypeOf<string | undefined>()
      expectTypeOf(version).toEqualTypeOf<number>()
      expectTypeOf(event).toEqualTypeOf<'order_updated'>()
    })
    orders.on('new_event', (entry) => {
      if (entry.event === 'cursor_moved') expectTypeOf(entry.payload.x).toEqualTypeOf<number>()
    })
    connect<Events>('ws://localhost').on('new_event', (entry) => {
      expectTypeOf(entry.event).toEqualTypeOf<'order_updated' | 'cursor_moved'>()
    })
    orders.on('new_message', (message) => expectTypeOf(message).toEqualTypeOf<ChannelMessage>())
    expectTypeOf(
      orders.publish('cursor_moved', { x: 1 }, { clientMessageId: 'c' }),
    ).resolves.toEqualTypeOf<SentMessage>()
    ;async () => {
      for await (const entry of orders.messages()) {
        if (entry.event === undefined) expectTypeOf(entry.content).toEqualTypeOf<string>()
        else if (entry.event === 'order_updated') expectTypeOf(entry.payload.lines).toEqualTypeOf<{ sku: string }[]>()
        else expectTypeOf(entry).toEqualTypeOf<EventOf<'cursor_moved', { x: number }>>()
      }
    }
  })

  it('do not compile with a wrong name or field', () => {
    // @ts-expect-error: there is no such event
    orders.on('order_udpated', () => undefined)
    // @ts-expect-error: there is no such field
    orders.on('order_updated', ({ payload }) => payload.line)
    // @ts-expect-error: there is no such event
    orders.publish('order_udpated', { lines: [] })
    // @ts-expect-error: the payload of another event
    orders.publish('order_updated', { x: 1 })
    // @ts-expect-error: a field of another type
    orders.publish('cursor_moved', { x: 'left' })
    // @ts-expect-error: a field that the event does not have
    orders.publish('cursor_moved', { x: 1, y: 2 })
  })

  it('of which nothing is known have any name and any payload', () => {
    const any = client.channel('a')
    any.on('whatever', ({ payload }) => expectTypeOf(payload).toEqualTypeOf<Record<string, unknown>>())
    any.publish('whatever', { x: 1 })
    // @ts-expect-error: a payload is an object
    any.publish('whatever', 7)
    // @ts-expect-error: the name of a request
    any.on('send_message', () => undefined)
  })

  it('go with the client to whoever takes a client of some events', () => {
    const taken = <E>(of: Client<E>): Client<E> => of
    expectTypeOf(taken(connect<Events>('ws://localhost'))).toEqualTypeOf<Client<Events>>()
    // @ts-expect-error: who takes a client of any events might publish what is none of these
    const any: Client = connect<Events>('ws://localhost')
    void any
  })
})

describe('states', () => {
  it('are told apart by name', () => {
    const { state } = client
    if (state.state === 'open') expectTypeOf(state.userId).toEqualTypeOf<string>()
    if (state.state === 'waiting') expectTypeOf(state.delayMs).toEqualTypeOf<number | undefined>()
    if (state.state === 'closed') expectTypeOf(state.final).toEqualTypeOf<boolean>()
    // @ts-expect-error: only an open connection has an id
    if (state.state === 'waiting') state.connectionId
    // @ts-expect-error: there is no such state
    if (state.state === 'connected') state
  })
})

describe('options', () => {
  it('take the WebSocket of the ws package, and one as browsers have it', () => {
    expectTypeOf(WsWebSocket).toExtend<WebSocketConstructor>()
    interface BrowserSocket {
      readonly readyState: number
      onopen: ((this: BrowserSocket, event: { type: string }) => unknown) | null
      onmessage: ((this: BrowserSocket, event: { data: unknown; origin: string }) => unknown) | null
      onclose: ((this: BrowserSocket, event: { code: number; reason: string; wasClean: boolean }) => unknown) | null
      onerror: ((this: BrowserSocket, event: { type: string }) => unknown) | null
      send(data: string | ArrayBufferLike): void
      close(code?: number, reason?: string): void
    }
    expectTypeOf<BrowserSocket>().toExtend<Socket>()
    expectTypeOf<
      new (
        url: string | URL,
        protocols?: string | string[],
      ) => BrowserSocket
    >().toExtend<WebSocketConstructor>()
  })

  it('do not compile when misspelt or mistyped', () => {
    connect('ws://localhost', { outbox: 'off', reconnect: { minDelayMs: 1 }, getToken: ({ reason }) => reason })
    connect(new URL('ws://localhost'), { getToken: async ({ signal }) => String(signal.aborted) })
    // @ts-expect-error: it is `userId`
    connect('ws://localhost', { user_id: 'alice' })
    // @ts-expect-error: a token is text
    connect('ws://localhost', { getToken: async () => 7 })
    // @ts-expect-error: there is no such reason
    connect('ws://localhost', { getToken: ({ reason }) => (reason === 'expired' ? 'a' : 'b') })
  })
})
