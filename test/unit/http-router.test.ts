import { describe, expect, it } from 'vitest'
import { routes } from '../../generated/operations.ts'
import { isApiRoute, routeNames } from '../../src/http/routes.ts'
import { anything, eventsOf } from '../support/events.ts'
import { exampleOf, HttpWorld } from '../support/http-world.ts'

describe('every route of the contract', () => {
  it.each(routeNames)('%s answers its own example as the contract says', async (name) => {
    const world = new HttpWorld({ events: eventsOf({ order_updated: anything }) })
    await world.succeed('put_channel_member', '/api/v1/channels/room:1/members/alice')
    const { target, sent } = exampleOf(name)
    const { headers } = await world.succeed(name, target, sent)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it.each(routeNames.filter(isApiRoute))('%s is closed to whoever has no key', async (name) => {
    const world = new HttpWorld()
    const { target, sent } = exampleOf(name)
    for (const key of [null, 'a-key-that-is-not-configured']) {
      const { problem } = await world.fail(routes[name].method, target, { ...sent, key })
      expect(problem).toMatchObject({ status: 401, code: 'unauthorized' })
    }
    expect(world.meter.messages).toBe(0)
  })

  it.each(routeNames.filter((name) => !isApiRoute(name)))('%s needs no key', async (name) => {
    const { target } = exampleOf(name)
    expect((await new HttpWorld().call('GET', target, { key: null })).status).toBe(200)
  })
})

describe('a path', () => {
  it.each([
    '/index.html',
    '',
    '/api/v1',
    '/livez/',
    '//livez',
    '/api/v1/channels/a',
    '/api/v1/channels/a/messages/',
    '/api/v1/channels/a/b/messages',
    '/__proto__',
    '/schema/constructor',
    '/schema/nothing.json',
    '/schema/..%2Fopenapi.json',
    '/schema/',
  ])('%j is not there', async (path) => {
    const { problem } = await new HttpWorld().fail('GET', path)
    expect(problem).toMatchObject({ status: 404, code: 'not_found', retryable: false })
  })

  it.each(['/api/v1/channels/%E0%A4%A/messages', '/%', '/schema/%ff.json'])('%j cannot be read', async (path) => {
    const { problem } = await new HttpWorld().fail('GET', path)
    expect(problem).toMatchObject({ status: 400, code: 'bad_frame' })
  })

  it('is decoded part by part', async () => {
    const world = new HttpWorld()
    const { json } = await world.succeed('get_channel_presence', '/api/v1/ch%61nnels/a%40b%3Ac/presence')
    expect(json['channel_id']).toBe('a@b:c')
    const { problem } = await world.fail('GET', '/api/v1/channels/a%2Fb/presence')
    expect(problem.errors?.[0]?.path).toBe('params.channel_id')
  })

  it.each([
    ['/api/v1/channels/@bob/presence', 'params.channel_id'],
    ['/api/v1/channels//presence', 'params.channel_id'],
    [`/api/v1/channels/${'a'.repeat(129)}/presence`, 'params.channel_id'],
    ['/api/v1/channels/a/members/b%20c', 'params.user_id'],
    ['/api/v1/channels/a%00/presence', 'params.channel_id'],
  ])('%j names what is wrong in it', async (path, place) => {
    const { problem } = await new HttpWorld().fail('GET', path)
    expect(problem).toMatchObject({ status: 422, code: 'invalid_data', errors: [{ path: place }] })
    expect(problem.detail).toContain(place)
  })
})

describe('a method', () => {
  it('that a path does not take is refused, with those that it takes', async () => {
    const answer = await new HttpWorld().fail('DELETE', '/api/v1/channels/a/messages', { key: null })
    expect(answer.problem).toMatchObject({ status: 405, code: 'not_found' })
    expect(answer.headers['allow']?.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'POST'])
  })

  it.each(['get', 'PATCH', 'CONNECT', 'TRACE', 'constructor'])('%s is not known', async (method) => {
    expect((await new HttpWorld().call(method, '/livez')).status).toBe(405)
  })

  it('HEAD answers like GET; the body is left out by the transport, which tells its length', async () => {
    const world = new HttpWorld()
    const [get, head] = [await world.call('GET', '/api/v1/channels'), await world.call('HEAD', '/api/v1/channels')]
    expect(head).toEqual(get)
    expect((await world.call('HEAD', '/api/v1/stats', { key: null })).status).toBe(401)
    expect((await world.call('HEAD', '/api/v1/users/bob/disconnect')).status).toBe(405)
  })

  it('OPTIONS tells what there is, and lets no page of another origin in', async () => {
    const { status, headers, text } = await new HttpWorld().call('OPTIONS', '/api/v1/channels/a/members/b', {
      key: null,
    })
    expect({ status, text }).toEqual({ status: 200, text: `${headers['allow']}\n` })
    expect(headers['allow']?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT'])
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

it('counts every answer by route and status, and no path', async () => {
  const world = new HttpWorld()
  await world.call('GET', '/livez')
  await world.call('GET', '/api/v1/stats', { key: null })
  await world.call('GET', '/nowhere-at-all')
  await world.call('PATCH', '/livez')
  expect([...world.httpMeter.counts()]).toEqual([
    { route: 'get_livez', status: '200', requests: 1 },
    { route: 'get_stats', status: '401', requests: 1 },
    { route: 'none', status: '404', requests: 1 },
    { route: 'none', status: '405', requests: 1 },
  ])
})
