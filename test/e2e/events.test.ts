/** Events of an application, over real sockets: published, checked, delivered, stored, recovered. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { ChannelEvent, ErrorFrame, StoredMessage } from '../../generated/types.ts'
import { connect } from '../../src/client/development.ts'
import type { GivenConfig } from '../../src/config/resolve.ts'
import type { Hooks } from '../../src/hub/hooks.ts'
import { createServer, Refused } from '../../src/index.ts'
import { createMemoryLogger } from '../../src/log/memory.ts'
import { EventsFolder, removeEventsFolders } from '../support/events.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts'

afterEach(stopTestServers)
afterAll(removeEventsFolders)

const key = 'a-key-that-is-long-enough'
const shipped = { order_id: 'o-42', status: 'shipped', lines: [{ sku: 'AB-1', quantity: 2 }] }
const orders = { channel_id: 'orders:42' }

async function start(config: GivenConfig = {}, hooks: Hooks = {}): Promise<TestServer> {
  const { dir } = await EventsFolder.with()
  return startTestServer({ events: dir, api_keys: [key], ...config }, hooks)
}

async function joined(server: TestServer, user: string, channel_id = orders.channel_id): Promise<RawClient> {
  const client = await RawClient.as(server.url, user)
  await client.request('join_channel', { channel_id })
  return client
}

async function refused(client: RawClient, data: Parameters<typeof client.request<'publish'>>[1]) {
  const frame = await client.ask('publish', data)
  if (frame.type !== 'error') throw new Error('it was not refused')
  const { code, message, details } = (frame as ErrorFrame).data
  return { code, message, details }
}

function post(server: TestServer, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${server.http}/api/v1/channels/orders:42/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}

const kindOf = (message: StoredMessage) => ('event' in message ? message.event : 'words')

describe('an event', () => {
  test('reaches everybody in the channel, the publisher too, as it was published', async () => {
    const server = await start()
    const [alice, bob] = await Promise.all([joined(server, 'alice'), joined(server, 'bob')])
    const ack = await alice.request('publish', { ...orders, event: 'order_updated', payload: shipped })
    expect(ack).toMatchObject({ ...orders, offset: 1, duplicate: false })
    for (const client of [alice, bob]) {
      const [push] = await client.wait('new_event')
      expect(push?.data).toEqual({
        ...orders,
        epoch: ack.epoch,
        offset: 1,
        message_id: ack.message_id,
        event: 'order_updated',
        version: 1,
        payload: shipped,
        user_id: 'alice',
        timestamp: ack.timestamp,
      })
    }
  })

  test('says in which version of its schema it was written', async () => {
    const server = await start()
    const alice = await joined(server, 'alice')
    await alice.request('publish', { ...orders, event: 'cursor_moved', payload: { x: 1.5, y: -2 } })
    expect((await alice.wait('new_event'))[0]?.data.version).toBe(3)
  })

  test('stands in one sequence with the messages: live, in history and in a recovery', async () => {
    const server = await start()
    const alice = await joined(server, 'alice')
    const start0 = (await alice.request('join_channel', orders)).epoch
    const kinds = ['words', 'order_updated', 'order_updated', 'words', 'cursor_moved', 'words']
    for (const [at, kind] of kinds.entries()) {
      if (kind === 'words') await alice.request('send_message', { ...orders, content: `m${at}` })
      else if (kind === 'order_updated') await alice.request('publish', { ...orders, event: kind, payload: shipped })
      else await alice.request('publish', { ...orders, event: kind, payload: { x: at, y: at } })
    }
    const live = await alice.until(() => {
      const pushed = alice.frames.flatMap((frame) =>
        frame.type === 'new_message' || frame.type === 'new_event' ? [frame.data] : [],
      )
      return pushed.length === kinds.length ? pushed : undefined
    })
    expect(live.map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5, 6])
    expect(live.map(kindOf)).toEqual(kinds)

    const { messages } = await alice.request('history', { ...orders, after: 0 })
    expect(messages).toEqual(live)

    const bob = await RawClient.as(server.url, 'bob')
    const back = await bob.request('join_channel', { ...orders, since: { epoch: start0, offset: 1 } })
    expect(back).toMatchObject({ recovered: true, offset: 6 })
    expect(back.messages).toEqual(live.slice(1))

    const answer = await fetch(`${server.http}/api/v1/channels/orders:42/messages?after=0`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(((await answer.json()) as { messages: unknown }).messages).toEqual(live)
  })

  test('is stored once however often it is sent, and shares its names with messages', async () => {
    const server = await start()
    const alice = await joined(server, 'alice')
    const publication = { ...orders, event: 'order_updated', payload: shipped, client_message_id: 'c-1' }
    const first = await alice.request('publish', publication)
    expect(await alice.request('publish', publication)).toEqual({ ...first, duplicate: true })
    const words = await alice.request('send_message', { ...orders, content: 'x', client_message_id: 'c-1' })
    expect(words).toEqual({ ...first, duplicate: true })
    const { messages } = await alice.request('history', { ...orders, after: 0 })
    expect(messages).toHaveLength(1)
    expect((messages[0] as ChannelEvent).client_message_id).toBe('c-1')
  })

  test('may hold whatever JSON holds, and comes back the same', async () => {
    const folder = await EventsFolder.with({
      'note.json': { type: 'object', properties: { any: {} }, 'x-pactwire': { kind: 'event' } },
    })
    const server = await startTestServer({ events: folder.dir })
    const alice = await joined(server, 'alice')
    const payload = {
      any: ['grüße', '你好', '\u2028 "quotes" \\ \u0000', -0.5, 1e-7, null, true, { constructor: 1, toString: [] }, []],
      'a key with "quotes" and \n breaks': '',
    }
    await alice.request('publish', { ...orders, event: 'note', payload })
    expect((await alice.wait('new_event'))[0]?.data.payload).toEqual(payload)
    const { messages } = await alice.request('history', { ...orders, after: 0 })
    expect((messages[0] as ChannelEvent).payload).toEqual(payload)
  })
})

describe('what is refused', () => {
  test('a payload that is not as its schema says, with the event and the place; nothing is stored or delivered', async () => {
    const server = await start()
    const [alice, bob] = await Promise.all([joined(server, 'alice'), joined(server, 'bob')])
    const wrong = {
      ...shipped,
      lines: [
        { sku: 'AB-1', quantity: 1 },
        { sku: 'nonsense', quantity: 1 },
      ],
    }
    expect(await refused(alice, { ...orders, event: 'order_updated', payload: wrong })).toEqual({
      code: 'invalid_data',
      message: 'order_updated: payload.lines[1].sku must be two letters, a dash and a number',
      details: [{ path: 'data.payload.lines[1].sku', message: 'must be two letters, a dash and a number' }],
    })
    for (const [payload, path] of [
      [{}, 'data.payload.order_id'],
      [{ ...shipped, status: 'lost' }, 'data.payload.status'],
      [{ ...shipped, extra: 1 }, 'data.payload.extra'],
      [{ ...shipped, lines: [{ sku: 'AB-1' }] }, 'data.payload.lines[0].quantity'],
    ] as const) {
      const { code, details } = await refused(alice, { ...orders, event: 'order_updated', payload })
      expect(code).toBe('invalid_data')
      expect(details?.[0]?.path).toBe(path)
    }
    await alice.request('send_message', { ...orders, content: 'the only one' })
    expect((await bob.wait('new_message'))[0]?.data.offset).toBe(1)
    expect(bob.all('new_event')).toEqual([])
    expect((await alice.request('history', { ...orders, after: 0 })).messages.map(kindOf)).toEqual(['words'])
  })

  test('what no payload may be, whatever its schema says', async () => {
    const folder = await EventsFolder.with({ 'note.json': { type: 'object', 'x-pactwire': { kind: 'event' } } })
    const server = await startTestServer({ events: folder.dir })
    const alice = await joined(server, 'alice')
    const ask = async (payload: string) => {
      const id = `r${payload.length}`
      alice.raw(`{"type":"publish","id":"${id}","data":{"channel_id":"orders:42","event":"note","payload":${payload}}}`)
      const frame = await alice.until(() => alice.frames.find((one) => 'id' in one && one.id === id))
      return frame.type === 'error' ? (frame.data.details?.[0] ?? frame.data.code) : frame.type
    }
    const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
    expect(await ask(nested(32))).toBe('publish_ack')
    expect((await ask(nested(33))) as { message: string }).toMatchObject({
      message: 'must not be nested more than 32 levels deep',
    })
    // No frame may be so deep, whatever it holds.
    expect(await ask(nested(30_000))).toBe('bad_frame')
    expect(await ask('{"a":[{"__proto__":{"admin":true}}]}')).toEqual({
      path: 'data.payload.a[0].__proto__',
      message: 'is not a name that a field may have',
    })
    expect(await ask('{"big":{"number":1e999}}')).toMatchObject({ path: 'data.payload.big.number' })
    expect(await ask('[]')).toMatchObject({ path: 'data.payload', message: 'must be an object' })
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
  })

  test('an event that there is not, with the one that was meant', async () => {
    const server = await start()
    const alice = await joined(server, 'alice')
    expect(await refused(alice, { ...orders, event: 'order_updatd', payload: shipped })).toEqual({
      code: 'unknown_event',
      message: 'This channel carries no event `order_updatd`; did you mean `order_updated`?',
      details: [{ path: 'data.event', message: 'is not the name of an event of this channel' }],
    })
    expect((await refused(alice, { ...orders, event: 'constructor', payload: {} })).code).toBe('unknown_event')
    expect((await refused(alice, { ...orders, event: '__proto__', payload: {} })).code).toBe('invalid_data')
  })

  test('any event, by a server that was given none', async () => {
    const server = await startTestServer()
    const alice = await joined(server, 'alice')
    expect(await refused(alice, { ...orders, event: 'order_updated', payload: {} })).toMatchObject({
      code: 'unknown_event',
      message: 'This server has no events of its own.',
    })
  })

  test('an event that the channel does not carry, and a publisher whom it does not allow', async () => {
    const server = await start({
      channels: [
        { pattern: 'orders:*', events: ['order_updated'], publish: 'server' },
        { pattern: 'board:*', events: ['cursor_moved'], send: 'server', publish: 'anyone' },
        { pattern: 'words:*', events: [] },
      ],
    })
    const alice = await joined(server, 'alice')
    expect((await refused(alice, { ...orders, event: 'order_updated', payload: shipped })).code).toBe('forbidden')
    await alice.request('send_message', { ...orders, content: 'words are allowed' })
    expect((await post(server, { event: 'order_updated', payload: shipped })).status).toBe(201)
    expect((await post(server, { event: 'cursor_moved', payload: { x: 1, y: 1 } })).status).toBe(400)

    for (const channel_id of ['board:1', 'words:1']) await alice.request('join_channel', { channel_id })
    await alice.request('publish', { channel_id: 'board:1', event: 'cursor_moved', payload: { x: 1, y: 1 } })
    expect(await alice.refusal('send_message', { channel_id: 'board:1', content: 'x' })).toBe('forbidden')
    expect((await refused(alice, { channel_id: 'board:1', event: 'order_updated', payload: shipped })).code).toBe(
      'unknown_event',
    )
    expect((await refused(alice, { channel_id: 'words:1', event: 'cursor_moved', payload: {} })).code).toBe(
      'unknown_event',
    )
  })

  test('a publisher who has not joined, and a payload that is too large', async () => {
    const server = await start({ channels: [{ pattern: 'orders:*', max_content_bytes: 60 }] })
    const alice = await RawClient.as(server.url, 'alice')
    const short = { order_id: 'o-42', status: 'paid' }
    expect((await refused(alice, { ...orders, event: 'order_updated', payload: short })).code).toBe('not_joined')
    await alice.request('join_channel', orders)
    await alice.request('publish', { ...orders, event: 'order_updated', payload: short })
    expect(await refused(alice, { ...orders, event: 'order_updated', payload: shipped })).toEqual({
      code: 'limit_exceeded',
      message: 'The payload may have 60 bytes of UTF-8 in this channel.',
      details: [{ path: 'data.payload', message: 'must be at most 60 bytes' }],
    })
  })
})

describe('the HTTP API', () => {
  test('publishes in the name of nobody or of a user, once for each key', async () => {
    const server = await start()
    const alice = await joined(server, 'alice')
    const first = await post(server, { event: 'order_updated', payload: shipped }, { 'idempotency-key': 'k-1' })
    expect(first.status).toBe(201)
    const sent = (await first.json()) as object
    expect(sent).toMatchObject({ ...orders, offset: 1, duplicate: false })
    const again = await post(server, { event: 'order_updated', payload: shipped }, { 'idempotency-key': 'k-1' })
    expect(await again.json()).toEqual({ ...sent, duplicate: true })
    await post(server, { event: 'cursor_moved', payload: { x: 0, y: 0 }, user_id: 'carol' })
    const [nobody, carol] = await alice.wait('new_event', 2)
    expect(nobody?.data).not.toHaveProperty('user_id')
    expect(carol?.data.user_id).toBe('carol')
  })

  test('refuses as a connection is refused, with the place in the body', async () => {
    const server = await start()
    const wrong = await post(server, { event: 'order_updated', payload: { ...shipped, status: 1 } })
    expect(wrong.status).toBe(422)
    expect(await wrong.json()).toMatchObject({
      code: 'invalid_data',
      detail: expect.stringMatching(/^order_updated: payload\.status must be one of /),
      errors: [{ path: 'body.payload.status' }],
    })
    const unknown = await post(server, { event: 'nothing', payload: {} })
    expect(unknown.status).toBe(400)
    expect(await unknown.json()).toMatchObject({ code: 'unknown_event', errors: [{ path: 'body.event' }] })
    expect((await post(server, { event: 'order_updated' })).status).toBe(422)
  })
})

describe('a program that runs the server', () => {
  test('publishes, and is held to the schema too', async () => {
    const { dir } = await EventsFolder.with()
    const config = { port: 0, store: 'memory' as const, events: dir, log_level: 'silent' as const }
    const server = await createServer({ config, log: createMemoryLogger() })
    try {
      const ack = await server.publishEvent('orders:42', { event: 'order_updated', payload: shipped, userId: 'alice' })
      expect(ack).toMatchObject({ ...orders, offset: 1 })
      const wrong = { event: 'order_updated', payload: { ...shipped, status: new Date(0) } }
      await expect(server.publishEvent('orders:42', wrong)).rejects.toThrow(
        'order_updated: payload.status must be one of',
      )
      const circle: Record<string, unknown> = {}
      circle['circle'] = circle
      await expect(server.publishEvent('orders:42', { event: 'order_updated', payload: circle })).rejects.toThrow(
        'cannot be written as JSON',
      )
    } finally {
      await server.close()
    }
  })

  test('has its say before an event is stored, and its word is checked as well', async () => {
    const server = await start(
      {},
      {
        onEvent: ({ payload, userId }) => {
          if (payload['order_id'] === 'secret') throw new Refused({ code: 'forbidden', message: 'Not this one.' })
          if (payload['order_id'] === 'broken') return { ...payload, order_id: 7 }
          return userId === 'bob' ? { ...payload, status: 'paid' } : undefined
        },
      },
    )
    const [alice, bob] = await Promise.all([joined(server, 'alice'), joined(server, 'bob')])
    const publication = (order_id: string) => ({
      ...orders,
      event: 'order_updated',
      payload: { ...shipped, order_id },
    })
    await alice.request('publish', publication('o-1'))
    await bob.request('publish', publication('o-2'))
    const pushed = await alice.wait('new_event', 2)
    expect(pushed.map(({ data }) => data.payload['status'])).toEqual(['shipped', 'paid'])
    expect((await refused(alice, publication('secret'))).code).toBe('forbidden')
    // Nothing that the client could do about.
    expect((await refused(alice, publication('broken'))).code).toBe('internal')
  })
})

test('the SDK hands events over in their places among the messages, and keeps count', async () => {
  const server = await start()
  const client = connect(server.url, { WebSocket, userId: 'alice' })
  try {
    const channel = client.channel(orders.channel_id)
    const came: string[] = []
    channel.on('new_message', ({ content }) => came.push(content))
    channel.on('new_event', ({ event, payload }) => came.push(`${event} ${String(payload['status'])}`))
    channel.on('reset', () => came.push('reset'))
    await channel.join()
    await channel.send('before')
    expect((await post(server, { event: 'order_updated', payload: shipped })).status).toBe(201)
    await channel.send('after')
    await expect.poll(() => channel.position?.offset).toBe(3)
    expect(came).toEqual(['before', 'order_updated shipped', 'after'])
  } finally {
    await client.close()
  }
})
