import { describe, expect, it } from 'vitest'
import { readQuery } from '../../src/http/arguments.ts'
import { HttpWorld } from '../support/http-world.ts'

const messages = '/api/v1/channels/room:1/messages'
const disconnect = '/api/v1/users/bob/disconnect'
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a query', () => {
  it('has numbers where the contract has them, and text elsewhere', () => {
    expect(readQuery('after=3&epoch=7&limit=0&x', ['after', 'limit'])).toEqual({
      after: 3,
      epoch: '7',
      limit: 0,
      x: '',
    })
  })

  it.each(['1.5', '1e3', '0x10', '', ' 1', '+1', '01', '-0', 'NaN', 'Infinity'])('leaves %j as text', (text) => {
    expect(readQuery(`limit=${encodeURIComponent(text)}`, ['limit'])).toEqual({ limit: text })
  })

  it('keeps a plus as a plus, because ids may have one', () => {
    expect(readQuery('after=a+b&prefix=c%2Bd', [])).toEqual({ after: 'a+b', prefix: 'c+d' })
  })

  it.each([
    ['limit=abc', 'query.limit'],
    ['limit=0', 'query.limit'],
    ['limit=1001', 'query.limit'],
    ['limit=1&limit=2', 'query.limit'],
    [`limit=${'9'.repeat(400)}`, 'query.limit'],
    ['after=-1', 'query.after'],
    ['after=1&before=2', 'query'],
    ['page=1', 'query.page'],
    ['__proto__=1', 'query.__proto__'],
    ['epoch=', 'query.epoch'],
  ])('%j is refused where it is wrong', async (query, path) => {
    const { problem } = await new HttpWorld().fail('GET', `${messages}?${query}`)
    expect(problem).toMatchObject({ status: 422, code: 'invalid_data', errors: [{ path }] })
  })

  it('is refused where a route takes none', async () => {
    const { problem } = await new HttpWorld().fail('GET', '/api/v1/stats?verbose=1')
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'query' }] })
  })

  it('does not disturb what is open: a page may add one against its cache', async () => {
    expect((await new HttpWorld().call('GET', '/openapi.json?v=2', { key: null })).status).toBe(200)
  })

  it('whose encoding is broken cannot be read', async () => {
    const { problem } = await new HttpWorld().fail('GET', `${messages}?epoch=%ff`)
    expect(problem).toMatchObject({ status: 400, code: 'bad_frame' })
  })
})

describe('a body', () => {
  it.each([['application/json'], ['application/json; charset=utf-8'], ['Application/JSON'], [undefined]])(
    'is read when its type is %j',
    async (type) => {
      const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type }
      const body = bytes('{"content":"Grüße 👋"}')
      await new HttpWorld().succeed('post_channel_message', messages, { bytes: body, headers })
    },
  )

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'text/json', ''])(
    'is refused when its type is %j',
    async (type) => {
      const world = new HttpWorld()
      const sent = { bytes: bytes('{"content":"x"}'), headers: { 'content-type': type } }
      const { problem } = await world.fail('POST', messages, sent)
      expect(problem).toMatchObject({ status: 415, code: 'unsupported_frame' })
      expect(world.meter.messages).toBe(0)
    },
  )

  it.each([
    ['no JSON', bytes('{"content":')],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['only spaces', bytes('  ')],
  ])('that is %s cannot be read', async (_, body) => {
    const { problem } = await new HttpWorld().fail('POST', messages, { bytes: body })
    expect(problem).toMatchObject({ status: 400, code: 'bad_frame' })
  })

  it('that is too large is refused', async () => {
    const { problem } = await new HttpWorld().fail('POST', messages, { bytes: 'too_large' })
    expect(problem).toMatchObject({ status: 413, code: 'limit_exceeded' })
  })

  it.each([
    [[], 'body'],
    ['text', 'body'],
    [null, 'body'],
    [{}, 'body.content'],
    [{ content: '' }, 'body.content'],
    [{ content: 1 }, 'body.content'],
    [{ content: 'x', user_id: 'a b' }, 'body.user_id'],
    [{ content: 'x', extra: 1 }, 'body.extra'],
    [{ content: 'x', client_message_id: '' }, 'body.client_message_id'],
  ])('%j is refused where it is wrong', async (json, path) => {
    const world = new HttpWorld()
    const { problem } = await world.fail('POST', messages, { json })
    expect(problem).toMatchObject({ status: 422, code: 'invalid_data', errors: [{ path }] })
    expect(world.meter.messages).toBe(0)
  })

  it('may be left out where every field may', async () => {
    const world = new HttpWorld()
    await world.succeed('post_user_disconnect', disconnect)
    await world.succeed('post_user_disconnect', disconnect, { json: {} })
    const { problem } = await world.fail('POST', messages)
    expect(problem).toMatchObject({ status: 422, errors: [{ path: 'body', message: 'is required' }] })
  })

  it('is not looked at before the key', async () => {
    const world = new HttpWorld()
    const { problem } = await world.fail('POST', messages, { key: null, bytes: bytes('no JSON') })
    expect(problem.status).toBe(401)
  })
})

describe('a header', () => {
  it('that the route knows is held to the contract', async () => {
    for (const value of ['', 'k'.repeat(129)]) {
      const sent = { json: { content: 'x' }, headers: { 'idempotency-key': value } }
      const { problem } = await new HttpWorld().fail('POST', messages, sent)
      expect(problem).toMatchObject({ status: 422, errors: [{ path: 'headers.idempotency-key' }] })
    }
  })

  it('that the route does not know is ignored', async () => {
    const sent = { headers: { 'idempotency-key': '', 'x-request-id': '1' } }
    await new HttpWorld().succeed('post_user_disconnect', disconnect, sent)
  })
})
