import { describe, expect, it } from 'vitest'
import { refuse } from '../../src/protocol/failure.ts'
import { StoreUnavailable } from '../../src/store/store.ts'
import { HttpWorld, type Sent } from '../support/http-world.ts'

const messages = '/api/v1/channels/room:1/messages'
const direct = '/api/v1/users/bob/messages'

const say = (world: HttpWorld, content: string, sent: Sent = {}) =>
  world.succeed('post_channel_message', messages, { json: { content }, ...sent })

describe('a message to a channel', () => {
  it('is stored and reaches who is in the channel', async () => {
    const world = new HttpWorld()
    const bob = await world.connect('bob')
    await world.hub.addMember('room:1', 'bob')
    const sent = { json: { content: 'Hello', user_id: 'alice', client_message_id: 'c-1' } }
    const { json, headers } = await world.succeed('post_channel_message', messages, sent)
    expect(json).toMatchObject({ channel_id: 'room:1', offset: 1, duplicate: false })
    expect(headers['cache-control']).toBe('no-store')
    expect(world.framesOf(bob, 'new_message').map(({ data }) => data)).toEqual([
      {
        channel_id: 'room:1',
        epoch: json['epoch'],
        offset: 1,
        message_id: json['message_id'],
        user_id: 'alice',
        content: 'Hello',
        timestamp: json['timestamp'],
        client_message_id: 'c-1',
      },
    ])
  })

  it('may be in nobody’s name', async () => {
    const world = new HttpWorld()
    await say(world, 'Hello')
    const { json } = await world.succeed('get_channel_messages', messages)
    expect(json['messages']).toMatchObject([{ content: 'Hello' }])
    expect(JSON.stringify(json)).not.toContain('user_id')
  })

  it.each([
    ['an Idempotency-Key', { json: { content: 'x' }, headers: { 'idempotency-key': 'k1' } }],
    ['a client_message_id', { json: { content: 'x', client_message_id: 'k1' } }],
  ])('with %s is taken once', async (_, sent) => {
    const world = new HttpWorld()
    const first = await world.succeed('post_channel_message', messages, sent)
    world.clock.advance(1000)
    const again = await world.succeed('post_channel_message', messages, sent)
    expect(again.json).toEqual({ ...first.json, duplicate: true })
    const { json } = await world.succeed('get_channel_messages', messages)
    expect(json['messages']).toHaveLength(1)
  })

  it('is named by the header when the body names it otherwise', async () => {
    const world = new HttpWorld()
    const post = (header: string, inBody: string) =>
      say(world, 'x', { json: { content: 'x', client_message_id: inBody }, headers: { 'idempotency-key': header } })
    await post('one', 'two')
    expect((await post('one', 'three')).json['duplicate']).toBe(true)
    expect((await post('two', 'one')).json['duplicate']).toBe(false)
    expect((await say(world, 'x', { headers: { 'idempotency-key': 'one' } })).json['duplicate']).toBe(true)
  })

  it('with the same key in another channel is another message', async () => {
    const world = new HttpWorld()
    const sent = { json: { content: 'x' }, headers: { 'idempotency-key': 'k1' } }
    await world.succeed('post_channel_message', messages, sent)
    const other = await world.succeed('post_channel_message', '/api/v1/channels/room:2/messages', sent)
    expect(other.json['duplicate']).toBe(false)
  })
})

describe('a message that is not taken', () => {
  const post = async (onMessage: () => never, content = 'a word in confidence') => {
    const world = new HttpWorld({ hooks: { onMessage } })
    return { world, ...(await world.fail('POST', messages, { json: { content } })) }
  }

  it('because it is too long for the channel, names the field of the body', async () => {
    const { problem } = await new HttpWorld().fail('POST', messages, { json: { content: 'x'.repeat(1_000_000) } })
    expect(problem).toMatchObject({ status: 413, code: 'limit_exceeded', errors: [{ path: 'body.content' }] })
  })

  it('because a hook refuses, has the hook’s words', async () => {
    const { problem, world } = await post(() => refuse('forbidden', 'Not on Sundays.'))
    expect(problem).toMatchObject({ status: 403, code: 'forbidden', detail: 'Not on Sundays.', retryable: false })
    expect(world.log.entries).toEqual([])
  })

  it('because there were too many, says when to come back', async () => {
    const { problem, headers } = await post(() => refuse('rate_limited', 'Slowly.', { retryAfterMs: 2500 }))
    expect(problem).toMatchObject({ status: 429, retry_after_ms: 2500 })
    expect(headers['retry-after']).toBe('3')
  })

  it('because the store cannot, says when to come back', async () => {
    const { problem, headers, world } = await post(() => {
      throw new StoreUnavailable('The disk is full.', 7000)
    })
    expect(problem).toMatchObject({ status: 503, code: 'unavailable', retryable: true, retry_after_ms: 7000 })
    expect(headers['retry-after']).toBe('7')
    expect(world.log.entries).toEqual([])
  })

  it('because something broke, is told so without the reason; the log has the reason without the message', async () => {
    const { problem, world } = await post(() => {
      throw new TypeError('the cat sat on the database')
    })
    expect(problem).toMatchObject({ status: 500, code: 'internal', retryable: true })
    expect(JSON.stringify(problem)).not.toContain('cat')
    expect(world.log.entries).toHaveLength(1)
    expect(world.log.entries[0]).toMatchObject({ level: 'error', fields: { route: 'post_channel_message' } })
    expect(world.log.entries[0]?.fields['error']).toContain('the cat sat on the database')
    expect(JSON.stringify(world.log.entries)).not.toContain('a word in confidence')
  })

  it('because something that is no error was thrown, is told the same', async () => {
    const { problem } = await post(() => {
      throw undefined
    })
    expect(problem.status).toBe(500)
  })
})

describe('the messages of a channel', () => {
  const offsets = (json: Record<string, unknown>) =>
    (json['messages'] as { offset: number }[]).map(({ offset }) => offset)
  const filled = async () => {
    const world = new HttpWorld()
    for (let count = 1; count <= 5; count++) await say(world, `message ${count}`)
    return world
  }

  it.each([
    ['', [1, 2, 3, 4, 5], false],
    ['?limit=2', [4, 5], true],
    ['?after=0&limit=2', [1, 2], true],
    ['?after=3', [4, 5], false],
    ['?after=5', [], false],
    ['?before=3', [1, 2], false],
    ['?before=4&limit=2', [2, 3], true],
  ])('are read with %j', async (query, expected, more) => {
    const world = await filled()
    const { json } = await world.succeed('get_channel_messages', messages + query)
    expect(offsets(json)).toEqual(expected)
    expect(json).toMatchObject({ channel_id: 'room:1', offset: 5, has_more: more })
    expect(json).not.toHaveProperty('page')
  })

  it('of another epoch are not mixed with those of this one', async () => {
    const world = await filled()
    const { json } = await world.succeed('get_channel_messages', `${messages}?after=1&epoch=another`)
    expect(json).toMatchObject({ messages: [], has_more: false, offset: 5 })
    const same = await world.succeed('get_channel_messages', `${messages}?after=1&epoch=${String(json['epoch'])}`)
    expect(offsets(same.json)).toEqual([2, 3, 4, 5])
  })
})

describe('a direct message', () => {
  it('stands in the inbox of the recipient, and of the sender when there is one', async () => {
    const world = new HttpWorld()
    const [alice, bob] = [await world.connect('alice'), await world.connect('bob')]
    const { json } = await world.succeed('post_user_message', direct, { json: { content: 'Lunch?', from: 'alice' } })
    expect(json).toMatchObject({ channel_id: '@bob', offset: 1, duplicate: false })
    expect(world.framesOf(bob, 'direct_message')[0]?.data).toMatchObject({
      channel_id: '@bob',
      from: 'alice',
      to: 'bob',
    })
    expect(world.framesOf(alice, 'direct_message')[0]?.data).toMatchObject({ channel_id: '@alice', to: 'bob' })
  })

  it('reaches somebody who is not there, and is taken once', async () => {
    const world = new HttpWorld()
    const sent = { json: { content: 'x' }, headers: { 'idempotency-key': 'order-42' } }
    await world.succeed('post_user_message', direct, sent)
    expect((await world.succeed('post_user_message', direct, sent)).json['duplicate']).toBe(true)
    const bob = await world.connect('bob')
    expect(bob.welcome?.inbox).toMatchObject({ offset: 1, unread: 1 })
  })

  it.each([
    ['/api/v1/users/b%20b/messages', { content: 'x' }, 'params.user_id'],
    [direct, { content: 'x', user_id: 'alice' }, 'body.user_id'],
    [direct, { content: 'x', from: '' }, 'body.from'],
  ])('to %j with %j is refused', async (target, json, path) => {
    const { problem } = await new HttpWorld().fail('POST', target, { json })
    expect(problem).toMatchObject({ status: 422, code: 'invalid_data', errors: [{ path }] })
  })
})
