/** Conversations over real sockets with a client that is not ours: what the contract promises to a raw client. */
import { afterEach, describe, expect, test } from 'vitest'
import { closeCodes, errorCodes } from '../../generated/operations.ts'
import { systemClock } from '../../src/clock/system.ts'
import { Refused } from '../../src/index.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import { type Follower, StoreUnavailable } from '../../src/store/store.ts'
import { RawClient } from '../support/raw-client.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

afterEach(stopTestServers)

const secret = 'a-secret-that-is-long-enough-for-hs256'

async function token(claims: Record<string, unknown>): Promise<string> {
  const { SignJWT } = await import('jose')
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))
}
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

describe('a session', () => {
  test('opens with connect, beats, and tells the terms', async () => {
    const server = await startTestServer()
    const alice = await RawClient.open(server.url, { subprotocols: ['pactwire.v1'] })
    expect(alice.socket.protocol).toBe('pactwire.v1')
    const welcome = await alice.request('connect', { user_id: 'alice' })
    expect(welcome).toMatchObject({
      status: 'success',
      user_id: 'alice',
      heartbeat_interval_ms: 30_000,
      channels: [],
      inbox: { channel_id: '@alice', offset: 0, unread: 0 },
    })
    const beat = await alice.request('heartbeat')
    expect(Math.abs(Date.parse(beat.server_time) - Date.now())).toBeLessThan(5000)
    expect((await alice.close()).code).toBe(1005)
  })

  test('answers a request without an id without an id, and in the order of asking', async () => {
    const server = await startTestServer()
    const alice = await RawClient.open(server.url)
    // All at once, as a client does that does not wait.
    alice.send({ type: 'connect', data: { user_id: 'alice' } })
    alice.send({ type: 'join_channel', data: { channel_id: 'room' } })
    alice.send({ type: 'send_message', data: { content: 'hi' } })
    alice.send({ type: 'leave_channel', data: { channel_id: 'room' } })
    alice.send({ type: 'send_message', data: { channel_id: 'room', content: 'too late' } })
    await alice.wait('error')
    expect(alice.frames.map(({ type }) => type).filter((type) => type !== 'new_message')).toEqual([
      'connect_ack',
      'join_channel_ack',
      'send_message_ack',
      'leave_channel_ack',
      'error',
    ])
    for (const frame of alice.frames) expect('id' in frame).toBe(false)
  })

  test('opens by itself with a good token at the upgrade, in the header or in the query', async () => {
    const server = await startTestServer({ jwt_secret: secret })
    const jwt = await token({ sub: 'alice', exp: inSeconds(60) })
    for (const client of [
      await RawClient.open(server.url, { headers: { authorization: `Bearer ${jwt}` } }),
      await RawClient.open(`${server.url}?access_token=${jwt}`),
    ]) {
      const [welcome] = await client.wait('connect_ack')
      expect(welcome).toMatchObject({ data: { user_id: 'alice' } })
      expect(welcome !== undefined && 'id' in welcome).toBe(false)
      expect(await client.refusal('connect', { token: jwt })).toBe('already_connected')
    }
    expect(JSON.stringify(server.log.entries)).not.toContain(jwt)
  })

  test.each([
    ['a bad token', 'nonsense', 'unauthorized'],
    ['no token', undefined, 'unauthorized'],
  ])('is refused with %s: error, then 4401', async (_name, jwt, code) => {
    const server = await startTestServer({ jwt_secret: secret })
    const client = await RawClient.open(server.url)
    expect(await client.refusal('connect', jwt === undefined ? { user_id: 'alice' } : { token: jwt })).toBe(code)
    expect((await client.closed).code).toBe(closeCodes.unauthorized.code)
  })

  test('is refused with an expired token: token_expired, then 4401', async () => {
    const server = await startTestServer({ jwt_secret: secret })
    const client = await RawClient.open(server.url)
    expect(await client.refusal('connect', { token: await token({ sub: 'alice', exp: inSeconds(-60) }) })).toBe(
      'token_expired',
    )
    expect((await client.closed).code).toBe(4401)
  })

  test('is refused when user_id is not the subject of the token', async () => {
    const server = await startTestServer({ jwt_secret: secret })
    const client = await RawClient.open(server.url)
    expect(await client.refusal('connect', { token: await token({ sub: 'alice' }), user_id: 'bob' })).toBe(
      'unauthorized',
    )
    expect((await client.closed).code).toBe(4401)
  })

  test('takes a token of development mode, and refuses any other there', async () => {
    const server = await startTestServer()
    const good = await RawClient.open(server.url)
    const jwt = await server.developmentToken?.('alice')
    expect(await good.request('connect', { token: jwt ?? '' })).toMatchObject({ user_id: 'alice' })
    const bad = await RawClient.open(server.url)
    expect(await bad.refusal('connect', { token: await token({ sub: 'alice' }) })).toBe('unauthorized')
  })

  test('closes with 4408 when connect does not come in time', async () => {
    const server = await startTestServer({ limits: { connect_timeout_ms: 100 } })
    const client = await RawClient.open(server.url)
    expect(await client.refusal('heartbeat')).toBe('not_connected')
    expect((await client.closed).code).toBe(closeCodes.connect_timeout.code)
  })

  test('is refreshed by the same user only, and closes with 4419 when it is not', async () => {
    const server = await startTestServer({ jwt_secret: secret, token_grace_ms: 2500, jwt_clock_tolerance_ms: 0 })
    const client = await RawClient.open(server.url)
    await client.request('connect', { token: await token({ sub: 'alice', exp: inSeconds(2) }) })
    expect(await client.refusal('refresh', { token: await token({ sub: 'mallory', exp: inSeconds(60) }) })).toBe(
      'unauthorized',
    )
    const exp = inSeconds(3)
    expect(await client.request('refresh', { token: await token({ sub: 'alice', exp }) })).toEqual({
      expires_at: new Date(exp * 1000).toISOString(),
    })
    await client.request('join_channel', { channel_id: 'room' })
    await client.until(() => (Date.now() > exp * 1000 ? true : undefined))
    expect(await client.refusal('send_message', { content: 'x' })).toBe('token_expired')
    expect((await client.closed).code).toBe(closeCodes.token_expired.code)
    expect(Date.now()).toBeGreaterThanOrEqual(exp * 1000 + 2500)
  })
})

describe('frames', () => {
  test('that are binary, not JSON, unknown or wrong are refused by name, and cost nothing else', async () => {
    const server = await startTestServer()
    const alice = await RawClient.as(server.url, 'alice')
    alice.raw(new Uint8Array([1, 2, 3]))
    alice.raw('{')
    alice.send({ type: 'fly_to_the_moon' })
    alice.send({ type: 'join_channel', data: { channel_id: 'no spaces' } })
    const errors = await alice.wait('error', 4)
    expect(errors.map(({ data }) => data.code)).toEqual([
      'unsupported_frame',
      'bad_frame',
      'unknown_event',
      'invalid_data',
    ])
    expect(errors[3]?.data.details).toEqual([{ path: 'data.channel_id', message: expect.stringContaining('letters') }])
    await alice.request('heartbeat')
  })

  test('that make no sense too often close the connection with 4400', async () => {
    const server = await startTestServer({ limits: { max_bad_frames: 3 } })
    const alice = await RawClient.as(server.url, 'alice')
    for (let at = 0; at < 4; at++) alice.raw('nonsense')
    expect((await alice.closed).code).toBe(closeCodes.bad_frames.code)
    expect(alice.all('error')).toHaveLength(4)
  })

  test('over the limit close with 1009, and those at the limit do not', async () => {
    const server = await startTestServer({ limits: { max_frame_bytes: 1000 } })
    const alice = await RawClient.as(server.url, 'alice')
    await alice.request('join_channel', { channel_id: 'room' })
    const frame = (size: number) => {
      const empty = JSON.stringify({ type: 'send_message', id: 'x', data: { content: '' } }).length
      return JSON.stringify({ type: 'send_message', id: 'x', data: { content: 'y'.repeat(size - empty) } })
    }
    alice.raw(frame(1000))
    await alice.wait('send_message_ack')
    alice.raw(frame(1001))
    expect((await alice.closed).code).toBe(closeCodes.frame_too_big.code)
  })

  test('that come too fast are refused with a time to wait, and going on closes with 4429', async () => {
    const server = await startTestServer({ limits: { requests_per_second: 1, request_burst: 3, max_refusals: 3 } })
    const alice = await RawClient.as(server.url, 'alice')
    for (let at = 0; at < 10; at++) alice.send({ type: 'heartbeat' })
    expect((await alice.closed).code).toBe(closeCodes.flooding.code)
    const errors = alice.all('error')
    expect(
      errors.every(({ data }) => data.code === 'rate_limited' && data.retryable && (data.retry_after_ms ?? 0) > 0),
    ).toBe(true)
    expect(alice.all('heartbeat_ack')).toHaveLength(2)
  })

  test('that are too many bytes are refused unread, by their id, and taken again when that is paid', async () => {
    const quick = { requests_per_second: 1e6, user_requests_per_second: 1e6, max_refusals: 1e6 }
    const server = await startTestServer({ limits: { bytes_per_second: 20_000, byte_burst: 5000, ...quick } })
    const alice = await RawClient.as(server.url, 'alice')
    await alice.request('join_channel', { channel_id: 'room' })
    const content = 'y'.repeat(12_000)
    for (const id of ['taken', 'too much', 'too much as well'])
      alice.raw(JSON.stringify({ type: 'send_message', data: { content }, id }))
    expect((await alice.wait('send_message_ack')).map(({ id }) => id)).toEqual(['taken'])
    const errors = await alice.wait('error', 2)
    expect(errors.map(({ id, data }) => [id, data.code])).toEqual([
      ['too much', 'rate_limited'],
      ['too much as well', 'rate_limited'],
    ])
    expect(errors[0]?.data.message).toMatch(/Too many bytes: wait \d+ ms/)
    expect(errors[0]?.data.retry_after_ms).toBeGreaterThan(0)
    // Asking costs nothing while it is refused.
    while ((await alice.refusal('send_message', { content })) !== 'none');
  })

  test('that go on being too many bytes close the connection with 4429', async () => {
    const server = await startTestServer({ limits: { bytes_per_second: 100, byte_burst: 5000, max_refusals: 3 } })
    const alice = await RawClient.as(server.url, 'alice')
    for (let at = 0; at < 12; at++) alice.raw(JSON.stringify({ type: 'heartbeat', id: `${at}${'x'.repeat(50_000)}` }))
    expect((await alice.closed).code).toBe(closeCodes.flooding.code)
  })

  test('that are too deep or have too many members are refused, and nothing else comes of it', async () => {
    const server = await startTestServer({ limits: { max_frame_depth: 10, max_frame_members: 40 } })
    const alice = await RawClient.as(server.url, 'alice')
    expect((await alice.wait('connect_ack'))[0]?.data.limits).toMatchObject({
      max_frame_depth: 10,
      max_frame_members: 40,
      bytes_per_second: 1_048_576,
      byte_burst: 1_048_576,
    })
    alice.raw(`{"type":"heartbeat","id":"deep","data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)
    alice.raw(`{"type":"heartbeat","id":"wide","data":{${'"a":1,'.repeat(9999)}"a":1}}`)
    const errors = await alice.wait('error', 2)
    expect(errors.map(({ id, data }) => [id, data.code])).toEqual([
      ['deep', 'bad_frame'],
      ['wide', 'bad_frame'],
    ])
    await alice.request('heartbeat')
  })

  test('of all connections of one user together are limited too', async () => {
    const server = await startTestServer({ limits: { user_requests_per_second: 1, user_request_burst: 4 } })
    const [one, two] = [await RawClient.as(server.url, 'alice'), await RawClient.as(server.url, 'alice')]
    for (const client of [one, two]) for (let at = 0; at < 3; at++) client.send({ type: 'heartbeat' })
    await one.until(() => (one.all('heartbeat_ack').length + one.all('error').length === 3 ? true : undefined))
    await two.until(() => (two.all('heartbeat_ack').length + two.all('error').length === 3 ? true : undefined))
    expect(one.all('heartbeat_ack').length + two.all('heartbeat_ack').length).toBe(4)
  })
})

describe('channels', () => {
  test('carry messages to every member in order, each with its offset', async () => {
    const server = await startTestServer()
    const clients = await Promise.all(['alice', 'bob', 'carol'].map((user) => RawClient.as(server.url, user)))
    for (const client of clients) await client.request('join_channel', { channel_id: 'room' })
    await Promise.all(
      clients.flatMap((client, who) =>
        Array.from({ length: 20 }, (_, at) => client.request('send_message', { content: `${who}:${at}` })),
      ),
    )
    const feeds = await Promise.all(clients.map((client) => client.wait('new_message', 60)))
    for (const feed of feeds) {
      expect(feed.map(({ data }) => data.offset)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1))
      expect(feed).toEqual(feeds[0])
      for (const who of [0, 1, 2]) {
        const own = feed.map(({ data }) => data.content).filter((content) => content.startsWith(`${who}:`))
        expect(own).toEqual(Array.from({ length: 20 }, (_, at) => `${who}:${at}`))
      }
    }
  })

  test('give back what was missed, and say when they cannot', async () => {
    const server = await startTestServer()
    const [alice, bob] = [await RawClient.as(server.url, 'alice'), await RawClient.as(server.url, 'bob')]
    const joined = await alice.request('join_channel', { channel_id: 'room' })
    for (const content of ['1', '2', '3']) await alice.request('send_message', { content })
    const since = { epoch: joined.epoch, offset: 1 }
    expect(await bob.request('join_channel', { channel_id: 'room', since })).toMatchObject({
      recovered: true,
      offset: 3,
      messages: [{ content: '2' }, { content: '3' }],
    })
    expect(
      await bob.request('join_channel', { channel_id: 'room', since: { epoch: 'gone', offset: 1 } }),
    ).toMatchObject({ recovered: false, offset: 3, messages: [] })
    const page = await bob.request('history', { channel_id: 'room', before: 3, limit: 1 })
    expect(page).toMatchObject({ messages: [{ offset: 2 }], has_more: true, offset: 3 })
    expect(await bob.refusal('history', { channel_id: 'elsewhere' })).toBe('not_joined')
    expect(await bob.refusal('leave_channel', { channel_id: 'elsewhere' })).toBe('not_joined')
    expect(await bob.refusal('send_message', { channel_id: 'elsewhere', content: 'x' })).toBe('not_joined')
  })

  test('tell who comes and goes, and who is there', async () => {
    const server = await startTestServer({ presence_debounce_ms: 50 })
    const alice = await RawClient.as(server.url, 'alice')
    await alice.request('join_channel', { channel_id: 'room' })
    const bob = await RawClient.as(server.url, 'bob')
    await bob.request('join_channel', { channel_id: 'room' })
    expect((await alice.wait('user_joined')).map(({ data }) => data.user_id)).toEqual(['bob'])
    expect(await alice.request('presence', { channel_id: 'room' })).toEqual({
      channel_id: 'room',
      count: 2,
      users: [
        { user_id: 'alice', connections: 1 },
        { user_id: 'bob', connections: 1 },
      ],
    })
    bob.socket.terminate()
    expect((await alice.wait('user_left')).map(({ data }) => data.user_id)).toEqual(['bob'])
    expect((await alice.request('presence', { channel_id: 'room' })).count).toBe(1)
  })

  test('obey their policies and the claim of the token', async () => {
    const server = await startTestServer({
      jwt_secret: secret,
      channels: [
        { pattern: 'news', send: 'server' },
        { pattern: 'private', join: 'token', send: 'token' },
      ],
    })
    const plain = await RawClient.open(server.url)
    await plain.request('connect', { token: await token({ sub: 'alice' }) })
    await plain.request('join_channel', { channel_id: 'news' })
    expect(await plain.refusal('send_message', { content: 'x' })).toBe('forbidden')
    expect(await plain.refusal('join_channel', { channel_id: 'private' })).toBe('forbidden')
    const named = await RawClient.open(server.url)
    await named.request('connect', {
      token: await token({ sub: 'bob', pactwire: { join: ['private'], send: ['private'] } }),
    })
    await named.request('join_channel', { channel_id: 'private' })
    await named.request('send_message', { content: 'x' })
    expect(await named.refusal('join_channel', { channel_id: 'news' })).toBe('forbidden')
    expect(await named.refusal('send_direct', { to: 'alice', content: 'x' })).toBe('forbidden')
  })

  test('are limited in number and their messages in size', async () => {
    const server = await startTestServer({
      limits: { max_channels_per_connection: 1 },
      channels: [{ pattern: 'room', max_content_bytes: 5 }],
    })
    const alice = await RawClient.as(server.url, 'alice')
    await alice.request('join_channel', { channel_id: 'room' })
    expect(await alice.refusal('join_channel', { channel_id: 'more' })).toBe('limit_exceeded')
    expect(await alice.refusal('send_message', { content: '123456' })).toBe('limit_exceeded')
  })
})

describe('direct messages', () => {
  test('reach every connection of both, and wait for who is away', async () => {
    const server = await startTestServer()
    const [alice, phone] = [await RawClient.as(server.url, 'alice'), await RawClient.as(server.url, 'alice')]
    const ack = await alice.request('send_direct', { to: 'bob', content: 'psst', client_message_id: 'd1' })
    expect(ack).toMatchObject({ channel_id: '@bob', offset: 1, duplicate: false })
    expect(await phone.request('send_direct', { to: 'bob', content: 'psst', client_message_id: 'd1' })).toEqual({
      ...ack,
      duplicate: true,
    })
    for (const client of [alice, phone])
      expect((await client.wait('direct_message'))[0]?.data).toMatchObject({
        channel_id: '@alice',
        from: 'alice',
        to: 'bob',
        content: 'psst',
      })
    const bob = await RawClient.open(server.url)
    expect((await bob.request('connect', { user_id: 'bob' })).inbox).toMatchObject({ offset: 1, unread: 1 })
    expect((await bob.request('history', { channel_id: '@bob' })).messages).toMatchObject([
      { content: 'psst', channel_id: '@bob' },
    ])
    expect(await bob.refusal('history', { channel_id: '@alice' })).toBe('forbidden')
    const joined = await bob.request('join_channel', { channel_id: '@bob', since: { epoch: ack.epoch, offset: 0 } })
    expect(joined).toMatchObject({ recovered: true, messages: [{ offset: 1 }] })
  })
})

describe('the server', () => {
  test('disconnects a user for good with 4403', async () => {
    const server = await startTestServer({ api_keys: ['an-api-key-for-tests'] })
    const alice = await RawClient.as(server.url, 'alice')
    const answer = await fetch(`${server.http}/api/v1/users/alice/disconnect`, {
      method: 'POST',
      headers: { authorization: 'Bearer an-api-key-for-tests' },
    })
    expect(await answer.json()).toEqual({ user_id: 'alice', connections: 1 })
    expect((await alice.closed).code).toBe(closeCodes.kicked.code)
  })

  test('answers unavailable when its store cannot take more, and internal when it fails, and lives', async () => {
    const failures = [new StoreUnavailable('The store is full.', 250), new Error('boom')]
    class FailingStore extends MemoryStore {
      override async append(...args: Parameters<MemoryStore['append']>) {
        const failure = failures.shift()
        if (failure !== undefined) throw failure
        return super.append(...args)
      }
    }
    const store = new FailingStore({
      clock: systemClock,
      newEpoch: () => 'e',
      window: { ageMs: 1, entries: 1, senders: 1 },
      maxStreams: 10,
    })
    const server = await startTestServer({}, {}, { store })
    const alice = await RawClient.as(server.url, 'alice')
    await alice.request('join_channel', { channel_id: 'room' })
    const full = await alice.ask('send_message', { content: 'secret words' })
    expect(full).toMatchObject({ type: 'error', data: { code: 'unavailable', retryable: true, retry_after_ms: 250 } })
    expect(await alice.refusal('send_message', { content: 'secret words' })).toBe('internal')
    expect(await alice.request('send_message', { content: 'secret words' })).toMatchObject({ offset: 1 })
    expect(JSON.stringify(server.log.entries)).not.toContain('secret words')
    expect(server.log.entries.some(({ level }) => level === 'error')).toBe(true)
  })

  test('closes one connection with 4500 for a bug that it met, and nobody else', async () => {
    let bug = false
    const elapsed = () => {
      if (!bug) return systemClock.elapsed()
      bug = false
      throw new Error('a bug')
    }
    const server = await startTestServer({}, {}, { clock: { ...systemClock, elapsed } })
    const [alice, bob] = [await RawClient.as(server.url, 'alice'), await RawClient.as(server.url, 'bob')]
    bug = true
    alice.send({ type: 'heartbeat' })
    expect((await alice.closed).code).toBe(closeCodes.internal.code)
    await bob.request('heartbeat')
  })

  test('closes with 4509 those who would otherwise go on with a hole in what they have seen', async () => {
    let skip = false
    class LeakyStore extends MemoryStore {
      override follow(follower: Follower) {
        return super.follow((entries) => follower(skip ? [] : entries))
      }
    }
    const store = new LeakyStore({
      clock: systemClock,
      newEpoch: () => 'e',
      window: { ageMs: 1, entries: 1, senders: 1 },
      maxStreams: 10,
    })
    const server = await startTestServer({}, {}, { store })
    const [alice, bob] = [await RawClient.as(server.url, 'alice'), await RawClient.as(server.url, 'bob')]
    for (const client of [alice, bob]) await client.request('join_channel', { channel_id: 'room' })
    skip = true
    await alice.request('send_message', { content: '1' })
    skip = false
    alice.send({ type: 'send_message', data: { content: '2' } })
    for (const client of [alice, bob]) {
      expect((await client.closed).code).toBe(closeCodes.position_lost.code)
      expect(client.all('new_message')).toEqual([])
    }
  })

  test('lets hooks refuse and change', async () => {
    const server = await startTestServer(
      {},
      {
        onConnect: ({ userId }) => {
          if (userId === 'mallory') throw new Refused({ code: 'forbidden', message: 'not you' })
        },
        onJoin: ({ channelId }) => {
          if (channelId === 'closed') throw new Refused({ code: 'forbidden', message: 'not there' })
        },
        onMessage: ({ content }) =>
          content === 'bug' ? Promise.reject(new Error('a bug in a hook')) : content.toUpperCase(),
      },
    )
    const mallory = await RawClient.open(server.url)
    expect(await mallory.refusal('connect', { user_id: 'mallory' })).toBe('forbidden')
    const alice = await RawClient.as(server.url, 'alice')
    expect(await alice.refusal('join_channel', { channel_id: 'closed' })).toBe('forbidden')
    await alice.request('join_channel', { channel_id: 'room' })
    expect(await alice.refusal('send_message', { content: 'bug' })).toBe('internal')
    await alice.request('send_message', { content: 'loud' })
    expect((await alice.wait('new_message'))[0]?.data.content).toBe('LOUD')
  })

  test('says goodbye, answers what was asked, and closes with 1001', async () => {
    const server = await startTestServer()
    const clients = await Promise.all(['alice', 'bob'].map((user) => RawClient.as(server.url, user)))
    for (const client of clients) await client.request('join_channel', { channel_id: 'room' })
    const last = clients.map((client) => client.request('send_message', { content: 'one last word' }))
    const stopped = server.stop('Good night.')
    await Promise.all(last)
    for (const client of clients) {
      expect((await client.wait('going_away'))[0]?.data).toMatchObject({ reason: 'Good night.' })
      expect((await client.closed).code).toBe(closeCodes.going_away.code)
    }
    expect(await stopped).toBe(0)
    await expect(RawClient.open(server.url)).rejects.toThrow()
  })
})

test('every error code and close code of the contract is provoked by a test of this folder', async () => {
  const { readFile, readdir } = await import('node:fs/promises')
  const folder = new URL('./', import.meta.url)
  const texts = await Promise.all(
    (await readdir(folder))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFile(new URL(name, folder), 'utf8')),
  )
  const all = texts.join('\n')
  // `not_found` is of the HTTP API alone, whose tests stand elsewhere.
  for (const code of Object.keys(errorCodes)) if (code !== 'not_found') expect(all, code).toContain(`'${code}'`)
  for (const name of Object.keys(closeCodes)) expect(all, name).toContain(`closeCodes.${name}.code`)
})
