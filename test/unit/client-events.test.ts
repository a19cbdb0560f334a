import { describe, expect, it } from 'vitest'
import type { ClientOptions } from '../../src/client/options.ts'
import { eventAt, FakeWorld, limits, messageAt, outcome, sentAt, settled } from '../support/fake-server.ts'

const joined = (options: ClientOptions = {}) => {
  const world = new FakeWorld()
  const client = world.open(options)
  const room = client.channel('room')
  room.join().catch(() => undefined)
  world.socket.joined('room', 5)
  return { world, client, room }
}

const published = (world: FakeWorld) => world.socket.all('publish').map(({ data }) => data)

describe('an event', () => {
  it('is told by its name and among all events, with everything that belongs to it', () => {
    const { world, client, room } = joined()
    const told: unknown[] = []
    room.on('order_updated', ({ payload, user_id, offset, version }) => told.push([payload, user_id, offset, version]))
    room.on('cursor_moved', ({ offset }) => told.push(offset))
    room.on('new_event', ({ event, offset }) => told.push(`${event} ${offset}`))
    client.on('new_event', ({ channel_id }) => told.push(channel_id))
    room.on('new_message', () => told.push('a message'))
    world.socket.event('room', 6, { version: 3 })
    expect(told).toEqual(['room', 'order_updated 6', [{ at: 'e1:6' }, 'bob', 6, 3]])
    world.socket.event('room', 7, { event: 'cursor_moved' })
    expect(told.slice(3)).toEqual(['room', 'cursor_moved 7', 7])
  })

  it('stands in one stream with messages: in order, once, and no hole for those who listen to one kind only', () => {
    const { world, room } = joined()
    const all: string[] = []
    const messages: number[] = []
    room.on('new_message', ({ offset }) => messages.push(offset))
    room.on('new_message', ({ offset }) => all.push(`message ${offset}`))
    room.on('new_event', ({ offset }) => all.push(`event ${offset}`))
    world.socket.push('room', 6)
    world.socket.event('room', 7)
    world.socket.event('room', 7)
    world.socket.push('room', 8)
    expect(world.socket.has('join_channel')).toBe(false)
    expect(messages).toEqual([6, 8])
    // Something is missing now, and what is fetched holds both kinds.
    world.socket.event('room', 11)
    expect(world.socket.pending('join_channel').data.since).toEqual({ epoch: 'e1', offset: 8 })
    world.socket.answer('join_channel', {
      channel_id: 'room',
      message: '',
      epoch: 'e1',
      offset: 11,
      recovered: true,
      messages: [eventAt('room', 9), messageAt('room', 10), eventAt('room', 11)],
    })
    expect(all).toEqual(['message 6', 'event 7', 'message 8', 'event 9', 'message 10', 'event 11'])
    expect(room.position).toEqual({ epoch: 'e1', offset: 11 })
  })

  it('is recovered after a reconnect', () => {
    const { world, room } = joined()
    const told: number[] = []
    room.on('order_updated', ({ offset }) => told.push(offset))
    world.socket.event('room', 6)
    world.reconnect()
    expect(world.socket.pending('join_channel').data.since).toEqual({ epoch: 'e1', offset: 6 })
    world.socket.answer('join_channel', {
      channel_id: 'room',
      message: '',
      epoch: 'e1',
      offset: 7,
      recovered: true,
      messages: [eventAt('room', 7)],
    })
    expect(told).toEqual([6, 7])
  })

  it('comes in a loop among messages, told apart by `event`, and in history', async () => {
    const world = new FakeWorld()
    const room = world.open().channel('mixed')
    const seen: unknown[] = []
    const loop = (async () => {
      for await (const entry of room.messages()) {
        seen.push(entry.event === undefined ? entry.content : entry.payload)
        if (seen.length === 2) return
      }
    })()
    world.socket.joined('mixed', 4)
    world.socket.push('mixed', 5)
    world.socket.push('mixed', 6)
    await loop
    expect(seen).toEqual(['e1:5', { at: 'e1:6' }])
    const page = outcome(room.history())
    const messages = [messageAt('mixed', 2), eventAt('mixed', 3)]
    world.socket.answer('history', { channel_id: 'mixed', epoch: 'e1', offset: 6, messages, has_more: false })
    await settled()
    expect(page.value?.messages.map(({ event }) => event)).toEqual([undefined, 'order_updated'])
  })

  it.each(['state', 'reset', 'new_message', 'user_joined'])(
    'that is called `%s` is not taken for what the channel tells under that name',
    (event) => {
      const { world, room } = joined()
      const told: unknown[] = []
      room.on(event as 'state', (value) => told.push(value))
      room.on('new_event', ({ event }) => told.push(event))
      world.socket.event('room', 6, { event })
      expect(told).toEqual([event])
    },
  )

  it.each(['constructor', 'has_own', 'then', 'message'])('may be called `%s`', (event) => {
    const { world, room } = joined()
    const told: unknown[] = []
    room.on(event, ({ offset }) => told.push(offset))
    world.socket.event('room', 6, { event })
    expect(told).toEqual([6])
  })

  it('whose listener throws is told to the others all the same', () => {
    const { world, client, room } = joined()
    const told: unknown[] = []
    client.on('fault', ({ message }) => told.push(message))
    room.on('new_event', () => {
      throw new Error('boom')
    })
    room.on('order_updated', ({ offset }) => told.push(offset))
    world.socket.event('room', 6)
    world.socket.event('room', 7)
    expect(told).toEqual([expect.stringContaining('boom'), 6, expect.stringContaining('boom'), 7])
  })
})

describe('to publish', () => {
  it('sends the event under a name of its own, and resolves with its place', async () => {
    const { world, room } = joined()
    const sent = outcome(room.publish('order_updated', { order_id: 'o-42' }))
    expect(world.socket.pending('publish').data).toEqual({
      channel_id: 'room',
      event: 'order_updated',
      payload: { order_id: 'o-42' },
      client_message_id: 'm1',
    })
    world.socket.answer('publish', sentAt('room', 6))
    await settled()
    expect(sent.value).toEqual(sentAt('room', 6))
  })

  it('waits for connection and channel, in one order with what is sent', () => {
    const world = new FakeWorld()
    const room = world.client().channel('room')
    room.join().catch(() => undefined)
    room.publish('cursor_moved', { x: 1 }).catch(() => undefined)
    room.send('a').catch(() => undefined)
    room.publish('cursor_moved', { x: 2 }, { clientMessageId: 'mine' }).catch(() => undefined)
    world.socket.welcome()
    expect(published(world)).toEqual([])
    world.socket.joined('room', 0)
    const told = world.socket.sent.slice(-3)
    expect(told.map(({ type }) => type)).toEqual(['publish', 'send_message', 'publish'])
    expect(published(world).map((data) => data.client_message_id)).toEqual(['m1', 'mine'])
  })

  it('is tried again under the same name, with what waits behind it, as the payload was when it was published', async () => {
    const { world, room } = joined()
    const payload = { x: 1 }
    const sent = outcome(room.publish('cursor_moved', payload))
    payload.x = 7
    const behind = outcome(room.send('behind'))
    world.socket.refuse('publish', { code: 'unavailable', retryable: true, retry_after_ms: 800 })
    world.socket.answer('send_message', sentAt('room', 6))
    world.socket.drop()
    world.again()
    world.socket.joined('room', 6, { recovered: true, messages: [6] })
    expect(published(world)).toMatchObject([{ payload: { x: 1 }, client_message_id: 'm1' }])
    world.socket.answer('publish', sentAt('room', 7, 'e1', true))
    await settled()
    expect(sent.value).toEqual(sentAt('room', 7, 'e1', true))
    expect(behind.value?.offset).toBe(6)
  })

  it('sends the payload as it was without an outbox too, however long it waits for its turn', async () => {
    const world = new FakeWorld()
    const room = world.open({ outbox: 'off' }, { limits: { ...limits, max_pending_requests: 1 } }).channel('room')
    const payload = { x: 1 }
    const before = outcome(room.send('before'))
    room.publish('cursor_moved', payload).catch(() => undefined)
    payload.x = 7
    world.socket.answer('send_message', sentAt('room', 6))
    await settled()
    expect(before.done).toBe(true)
    expect(published(world)).toMatchObject([{ payload: { x: 1 } }])
  })

  it('that turns up among what was missed is not sent again', async () => {
    const { world, room } = joined()
    const sent = outcome(room.publish('order_updated', {}))
    world.reconnect()
    world.socket.answer('join_channel', {
      channel_id: 'room',
      message: '',
      epoch: 'e1',
      offset: 6,
      recovered: true,
      messages: [{ ...eventAt('room', 6), user_id: 'alice', client_message_id: 'm1' }],
    })
    await settled()
    expect(sent.value).toEqual(sentAt('room', 6, 'e1', true))
    expect(published(world)).toEqual([])
  })

  it('says what is wrong with the payload, and where, and what no event is', async () => {
    const { world, room } = joined()
    const wrong = outcome(room.publish('order_updated', { lines: [{}] }))
    const details = [{ path: 'data.payload.lines[0].sku', message: 'is required' }]
    world.socket.refuse('publish', { code: 'invalid_data', details })
    const unknown = outcome(room.publish('order_udpated', {}))
    world.socket.refuse('publish', { code: 'unknown_event', message: 'did you mean `order_updated`?' })
    await settled()
    expect(wrong.error).toMatchObject({ name: 'RequestError', request: 'publish', code: 'invalid_data', details })
    expect(unknown.error).toMatchObject({ code: 'unknown_event', message: 'did you mean `order_updated`?' })
    expect(published(world)).toHaveLength(2)
  })

  it('is refused where it cannot be written as JSON, with and without an outbox, and holds nothing up', async () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    for (const outbox of [{}, 'off'] as const) {
      const { world, room } = joined({ outbox })
      const bad = outcome(room.publish('order_updated', circle))
      const good = outcome(room.publish('order_updated', {}))
      world.socket.answer('publish', sentAt('room', 6))
      await settled()
      expect(bad.error).toMatchObject({ name: 'UsageError', message: expect.stringContaining('`publish`') })
      expect(good.value?.offset).toBe(6)
    }
  })

  it('can be aborted and bounded, and is rejected when the client is closed', async () => {
    const { world, client, room } = joined()
    world.socket.drop()
    const abort = new AbortController()
    const aborted = outcome(room.publish('a', {}, { signal: abort.signal }))
    const late = outcome(room.publish('a', {}, { timeoutMs: 50 }))
    const closed = outcome(room.publish('a', {}))
    abort.abort()
    world.clock.advance(50)
    client.close()
    await settled()
    expect([aborted.error, late.error, closed.error]).toMatchObject([
      { name: 'AbortedError', outcome: 'not_sent' },
      { name: 'TimeoutError', outcome: 'not_sent' },
      { name: 'ClosedError', outcome: 'not_sent' },
    ])
    expect(world.clock.pending).toBe(0)
  })
})

describe('a validator of one’s own', () => {
  it('is asked besides ours in the development entry', async () => {
    const { connect } = await import('../../src/client/development.ts')
    const world = new FakeWorld()
    world.client()
    const violation = { path: 'data.payload.x', message: 'must be a number' }
    const client = connect('ws://localhost', {
      WebSocket: world.socket.constructor as never,
      surroundings: world.surroundings,
      validator: (frame) =>
        JSON.stringify(frame).includes('"wrong"') ? { reason: 'invalid', event: 'new_event', violation } : undefined,
    })
    world.socket.welcome({ channels: [{ channel_id: 'room', epoch: 'e1', offset: 5 }] })
    const told: unknown[] = []
    client.on('fault', (fault) => told.push('path' in fault && fault.path))
    client.on('new_event', ({ offset }) => told.push(offset))
    world.socket.event('room', 6, { payload: { x: 'wrong' } })
    world.socket.raw(JSON.stringify({ type: 'new_event', data: { ...eventAt('room', 6), version: 0 } }))
    world.socket.event('room', 6)
    expect(told).toEqual(['data.payload.x', 'data.version', 6])
  })
})
