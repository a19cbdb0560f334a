import { describe, expect, it } from 'vitest'
import { closeCodes, closeStops } from '../../generated/operations.ts'
import { stops } from '../../src/client/close-policy.ts'
import type { ConnectionState } from '../../src/client/state.ts'
import { FakeWorld, heartbeatMs, outcome, settled, welcome } from '../support/fake-server.ts'

function states(world: FakeWorld, options: Parameters<FakeWorld['client']>[0] = {}) {
  const client = world.client(options)
  const seen: ConnectionState[] = [client.state]
  client.on('state', (state) => seen.push(state))
  return { client, seen, names: () => seen.map(({ state }) => state) }
}

describe('connecting', () => {
  it('dials at once, introduces itself, and is open when it is welcomed', async () => {
    const world = new FakeWorld()
    const { client, names } = states(world)
    const opened = outcome(client.opened())
    expect(world.socket.url).toBe('ws://localhost/ws')
    expect(world.socket.protocols).toEqual(['pactwire.v1'])
    world.socket.open()
    expect(world.socket.sent).toEqual([{ type: 'connect', id: '1', data: { user_id: 'alice' } }])
    expect(client.userId).toBeUndefined()
    world.socket.answer('connect', welcome({ user_id: 'alice' }))
    await settled()
    expect(opened.done).toBe(true)
    expect(client.userId).toBe('alice')
    expect(names()).toEqual(['connecting', 'open'])
    expect(client.state).toMatchObject({ userId: 'alice', connectionId: 'c1', limits: { max_pending_requests: 64 } })
  })

  it('takes a connect_ack that comes unasked, and no offence at already_connected', () => {
    const world = new FakeWorld()
    const { client, names } = states(world)
    world.socket.open()
    world.socket.say({ type: 'connect_ack', data: welcome({ user_id: 'alice' }) })
    expect(client.state.state).toBe('open')
    world.socket.refuse('connect', { code: 'already_connected' })
    world.socket.say({ type: 'connect_ack', data: welcome({ user_id: 'alice', connection_id: 'c2' }) })
    expect(names()).toEqual(['connecting', 'open'])
    expect(client.state).toMatchObject({ connectionId: 'c1' })
  })

  it('waits for the connect_ack when already_connected comes first', () => {
    const world = new FakeWorld()
    const { client } = states(world)
    world.socket.open()
    world.socket.refuse('connect', { code: 'already_connected' })
    expect(client.state.state).toBe('connecting')
    world.socket.say({ type: 'connect_ack', data: welcome({ user_id: 'alice' }) })
    expect(client.state.state).toBe('open')
  })

  it('is told of once for each connection, as the one that it is', () => {
    const world = new FakeWorld()
    const { seen } = states(world)
    world.socket.welcome()
    world.reconnect({ connection_id: 'c2' })
    expect(seen.flatMap((state) => (state.state === 'open' ? [state.connectionId] : []))).toEqual(['c1', 'c2'])
  })

  it('tells of the inbox after every connect, when everything is in its place', () => {
    const world = new FakeWorld()
    const client = world.client()
    const seen: unknown[] = []
    client.on('inbox', (inbox) => seen.push([client.state.state, inbox.unread, client.inbox.position]))
    world.socket.welcome({ inbox: { channel_id: '@alice', epoch: 'i1', offset: 7, unread: 2 } })
    expect(seen).toEqual([['open', 2, { epoch: 'i1', offset: 7 }]])
    world.reconnect({ inbox: { channel_id: '@alice', epoch: 'i1', offset: 7, unread: 0 } })
    expect(seen).toHaveLength(2)
  })

  it('gives up an attempt that takes too long, whichever step it hangs in', () => {
    const world = new FakeWorld()
    const { client } = states(world, { connectTimeoutMs: 3000 })
    world.clock.advance(2999)
    expect(client.state.state).toBe('connecting')
    world.clock.advance(1)
    expect(client.state).toMatchObject({ state: 'waiting', attempt: 2, why: 'lost' })
    expect(world.socket.gone).toBe(true)
    world.retry().open()
    world.clock.advance(3000)
    expect(client.state).toMatchObject({ state: 'waiting', attempt: 3 })
  })

  it('survives a constructor that throws', () => {
    const world = new FakeWorld()
    world.unwilling = new Error('The operation is insecure.')
    const { client } = states(world)
    expect(client.state).toMatchObject({ state: 'waiting', why: 'lost' })
    world.unwilling = undefined
    world.again()
    expect(client.state.state).toBe('open')
  })

  it('hears nothing more of a socket that it has let go of', () => {
    const world = new FakeWorld()
    const { client } = states(world, { connectTimeoutMs: 1000 })
    const old = world.socket
    world.clock.advance(1000)
    world.again()
    old.onopen({})
    old.onmessage({ data: JSON.stringify({ type: 'connect_ack', data: welcome({ user_id: 'mallory' }) }) })
    old.onclose({ code: closeCodes.kicked.code, reason: '' })
    expect(client.state).toMatchObject({ state: 'open', userId: 'alice' })
  })

  it('does not become another user', () => {
    const world = new FakeWorld()
    const client = world.open({ token: 't' })
    world.reconnect({ user_id: 'bob' })
    expect(client.state).toMatchObject({ state: 'closed', final: true })
    expect(client.userId).toBe('alice')
  })

  it('says what is wrong when there is no WebSocket', async () => {
    const { ChatClient } = await import('../../src/client/chat.ts')
    const nothing = { WebSocket: null } as unknown as object
    expect(() => new ChatClient('ws://localhost', nothing, undefined)).toThrow(/npm install ws/)
  })

  it.each([
    ['ws://localhost:8080', 'ws://localhost:8080/ws'],
    ['http://localhost:8080/', 'ws://localhost:8080/ws'],
    ['https://example.com/chat?a=b#c', 'wss://example.com/chat?a=b'],
  ])('%s is %s', async (given, url) => {
    const { socketAddress } = await import('../../src/client/address.ts')
    expect(socketAddress(given, '/ws')).toBe(url)
  })

  it.each(['', 'nonsense', 'ftp://localhost/'])('%j is no address', async (given) => {
    const { socketAddress } = await import('../../src/client/address.ts')
    expect(() => socketAddress(given, '/ws')).toThrow(/address/)
  })
})

describe('coming back', () => {
  it('waits a random part of a bound that doubles, up to the largest', () => {
    const world = new FakeWorld()
    const { client } = states(world)
    const waits: unknown[] = []
    for (let attempt = 1; attempt <= 8; attempt++) {
      world.socket.drop()
      waits.push(client.state.state === 'waiting' ? client.state.delayMs : client.state)
      world.retry()
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  })

  it('does not come a moment early', () => {
    const world = new FakeWorld()
    world.client()
    world.socket.drop()
    world.clock.advance(249)
    expect(world.sockets).toHaveLength(1)
    world.clock.advance(1)
    expect(world.sockets).toHaveLength(2)
  })

  it('counts anew only after a connection that has held for a while', () => {
    const world = new FakeWorld()
    const { client } = states(world)
    world.socket.drop()
    world.again()
    world.socket.drop()
    expect(client.state).toMatchObject({ attempt: 3, delayMs: 500 })
    world.again()
    // Kept alive, it has held for an interval.
    world.clock.advance(heartbeatMs)
    world.socket.drop()
    expect(client.state).toMatchObject({ attempt: 1, delayMs: 250 })
  })

  it.each(Object.entries(closeCodes))('does as the contract says of %s', (_name, { code, policy }) => {
    const world = new FakeWorld()
    const client = world.open()
    world.socket.drop(code, 'why')
    if (policy === 'resume') expect(client.state).toMatchObject({ state: 'waiting' })
    else expect(client.state).toEqual({ state: 'closed', code, reason: 'why', final: true })
  })

  it.each([
    [4444, 'closed'],
    [4000, 'closed'],
    [4499, 'closed'],
    [4500, 'waiting'],
    [4999, 'waiting'],
    [1000, 'waiting'],
    [1005, 'waiting'],
    [1011, 'waiting'],
    [3000, 'waiting'],
  ])('takes the unknown code %i by its range: %s', (code, state) => {
    const world = new FakeWorld()
    const client = world.open()
    world.socket.drop(code)
    expect(client.state.state).toBe(state)
  })

  it('stops after the first and the last code of a range, and after none beside it', () => {
    expect([3999, 4000, 4499, 4500, 0].filter((code) => stops(code, closeStops))).toEqual([4000, 4499])
    expect(stops(4000, [])).toBe(false)
  })

  it('waits as long as going_away asks', () => {
    const world = new FakeWorld()
    const client = world.open()
    const told: unknown[] = []
    client.on('going_away', (data) => told.push(data))
    world.socket.say({ type: 'going_away', data: { reason: 'update', reconnect_after_ms: 7000 } })
    expect(client.state.state).toBe('open')
    world.clock.advance(1000)
    world.socket.drop(closeCodes.going_away.code)
    expect(client.state).toMatchObject({ state: 'waiting', why: 'asked', delayMs: 6000 })
    expect(told).toEqual([{ reason: 'update', reconnect_after_ms: 7000 }])
    world.happen('online')
    world.clock.advance(5999)
    expect(world.sockets).toHaveLength(1)
    world.clock.advance(1)
    expect(world.sockets).toHaveLength(2)
  })

  it('waits as long as a refusal that can pass asks, and stops at one that cannot', () => {
    const world = new FakeWorld()
    const { client } = states(world)
    world.socket.open()
    world.socket.refuse('connect', { code: 'unavailable', retryable: true, retry_after_ms: 9000 })
    expect(world.socket.closedWith).toBe(1000)
    expect(client.state).toMatchObject({ state: 'waiting', why: 'asked', delayMs: 9000 })
    world.clock.advance(9000)
    world.socket.open()
    world.socket.refuse('connect', { code: 'forbidden', message: 'Not you.' })
    expect(client.state).toMatchObject({
      state: 'closed',
      final: true,
      reason: 'Not you.',
      error: { code: 'forbidden' },
    })
  })

  it('comes at once when the machine is online again', () => {
    const world = new FakeWorld()
    const client = world.open()
    world.happen('offline')
    expect(client.state.state).toBe('open')
    world.socket.drop()
    expect(client.state).toMatchObject({ state: 'waiting', why: 'offline' })
    world.happen('online')
    expect(client.state.state).toBe('connecting')
    expect(world.sockets).toHaveLength(2)
  })

  it('does not trust a machine that says it is offline: it tries all the same', () => {
    const world = new FakeWorld()
    world.online = false
    world.client()
    world.socket.drop()
    world.again()
  })

  it('does not connect while nobody sees the page, keeps what it has, and comes at once when it is seen', () => {
    const world = new FakeWorld()
    const client = world.open()
    world.happen('hidden')
    expect(client.state.state).toBe('open')
    world.socket.drop()
    expect(client.state).toMatchObject({ state: 'waiting', why: 'hidden', delayMs: undefined })
    world.clock.advance(3_600_000)
    world.happen('online')
    expect(world.sockets).toHaveLength(1)
    world.happen('visible')
    expect(client.state.state).toBe('connecting')
  })

  it('waits with a page that is hidden when its wait is over', () => {
    const world = new FakeWorld()
    const client = world.client()
    world.socket.drop()
    world.happen('hidden')
    expect(client.state).toMatchObject({ why: 'lost' })
    world.clock.advance(250)
    expect(client.state).toMatchObject({ state: 'waiting', why: 'hidden' })
    world.happen('visible')
    expect(client.state.state).toBe('connecting')
  })

  it('keeps to what the server asked for, also when the page is seen again', () => {
    const world = new FakeWorld()
    const client = world.open()
    world.socket.say({ type: 'going_away', data: { reason: '', reconnect_after_ms: 5000 } })
    world.happen('hidden')
    world.socket.drop(closeCodes.going_away.code)
    world.clock.advance(2000)
    world.happen('visible')
    expect(client.state).toMatchObject({ state: 'waiting', why: 'asked', delayMs: 3000 })
    world.clock.advance(3000)
    expect(client.state.state).toBe('connecting')
  })

  it('begins on a hidden page only when the application insists', () => {
    const world = new FakeWorld()
    world.hidden = true
    const client = world.client()
    expect(client.state).toMatchObject({ state: 'waiting', why: 'hidden', attempt: 1 })
    client.connect()
    expect(client.state.state).toBe('connecting')
  })

  it('stays away when told not to reconnect, until it is asked to', async () => {
    const world = new FakeWorld()
    const client = world.open({ reconnect: 'off' })
    world.socket.drop(1006, 'gone')
    expect(client.state).toEqual({ state: 'closed', code: 1006, reason: 'gone', final: false })
    expect(outcome(client.opened())).toMatchObject({ done: false })
    client.connect()
    expect(client.state).toMatchObject({ state: 'connecting', attempt: 1 })
    world.socket.welcome()
    await expect(client.opened()).resolves.toBeUndefined()
  })

  it('comes at once when the application says so', () => {
    const world = new FakeWorld()
    const client = world.client()
    world.socket.drop()
    client.connect()
    expect(world.sockets).toHaveLength(2)
    client.connect()
    expect(world.sockets).toHaveLength(2)
  })
})

describe('a silent server', () => {
  it('is asked for a sign of life after one interval, and given up after another', () => {
    const world = new FakeWorld()
    const client = world.open()
    world.clock.advance(heartbeatMs)
    expect(world.socket.all('heartbeat')).toHaveLength(1)
    world.clock.advance(heartbeatMs - 1)
    expect(client.state.state).toBe('open')
    world.clock.advance(1)
    expect(client.state.state).toBe('waiting')
    expect(world.sockets[0]?.terminated).toBe(true)
  })

  it('is not suspected while anything comes from it', () => {
    const world = new FakeWorld()
    const client = world.open()
    for (let at = 0; at < 10; at++) {
      world.clock.advance(heartbeatMs - 1000)
      world.socket.say({
        type: 'user_left',
        data: { channel_id: 'x', user_id: 'bob', timestamp: '2026-01-31T09:30:00.000Z' },
      })
    }
    expect(world.socket.all('heartbeat')).toHaveLength(0)
    for (let at = 0; at < 5; at++) {
      world.clock.advance(heartbeatMs)
      world.socket.answer('heartbeat', { server_time: '2026-01-31T09:30:00.000Z' })
    }
    expect(client.state.state).toBe('open')
    expect(world.socket.all('heartbeat')).toHaveLength(5)
  })

  it('is asked at once when the page wakes up, and has less time to answer', () => {
    const world = new FakeWorld()
    const client = world.open()
    world.clock.advance(1000)
    world.happen('visible')
    world.happen('online')
    expect(world.socket.all('heartbeat')).toHaveLength(1)
    world.clock.advance(5000)
    expect(client.state.state).toBe('waiting')
  })
})

describe('closing', () => {
  it('closes the socket, and leaves nothing behind', async () => {
    const world = new FakeWorld()
    const { client, names } = states(world)
    world.socket.welcome()
    const request = outcome(client.request('heartbeat'))
    const opened = outcome(client.opened())
    client.close()
    await settled()
    expect(world.socket.closedWith).toBe(1000)
    expect(client.state).toMatchObject({ state: 'closed', code: undefined, final: true })
    expect(request.error).toMatchObject({ name: 'ClosedError', outcome: 'unknown' })
    expect(opened.done).toBe(true)
    expect(world.clock.pending).toBe(0)
    expect(world.watchers).toBe(0)
    client.close()
    expect(names()).toEqual(['connecting', 'open', 'closed'])
  })

  it('rejects what still waits, in every state', async () => {
    for (const prepare of [
      (world: FakeWorld) => world.client(),
      (world: FakeWorld) => {
        const client = world.client()
        world.socket.drop()
        return client
      },
    ]) {
      const world = new FakeWorld()
      const client = prepare(world)
      const pending = [
        client.opened(),
        client.request('heartbeat'),
        client.channel('a').join(),
        client.channel('a').send('x'),
        client.direct('bob').send('x'),
        client.inbox.resume({ epoch: 'i1', offset: 1 }),
        client.channel('a').leave({ durable: true }),
      ].map((promise: Promise<unknown>) => outcome(promise))
      client.close()
      await settled()
      for (const { error } of pending.slice(0, -1))
        expect(error).toMatchObject({ name: expect.stringMatching(/ClosedError|AbortedError/) })
      expect(pending.at(-1)?.error).toMatchObject({ name: 'ClosedError', outcome: 'not_sent' })
      expect(world.clock.pending).toBe(0)
    }
  })

  it('can be called from a listener in the middle of things', () => {
    const world = new FakeWorld()
    const client = world.client()
    client.on('state', ({ state }) => state === 'open' && client.close())
    world.socket.welcome()
    expect(client.state.state).toBe('closed')
    expect(world.clock.pending).toBe(0)
  })

  it('can be taken back', () => {
    const world = new FakeWorld()
    const client = world.open()
    client.close()
    client.connect()
    world.socket.welcome()
    expect(client.state.state).toBe('open')
  })
})
