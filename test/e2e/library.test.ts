/** The server inside of a program. */
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest'
import * as pactwire from '../../src/index.ts'
import { createMemoryLogger } from '../../src/log/memory.ts'
import { RawClient } from '../support/raw-client.ts'

const { createServer, ConfigError, Refused } = pactwire
const running: pactwire.PactwireServer[] = []

async function start(options: pactwire.ServerOptions = {}): Promise<pactwire.PactwireServer> {
  const server = await createServer({
    log: createMemoryLogger(),
    ...options,
    config: { port: 0, store: 'memory', ...options.config },
  })
  running.push(server)
  return server
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close()
})

describe('the library', () => {
  test('has exactly this surface', () => {
    expect(Object.keys(pactwire).sort()).toEqual([
      'ConfigError',
      'Refused',
      'closeCodes',
      'createServer',
      'errorCodes',
      'operations',
      'protocol',
      'pushes',
    ])
  })

  test('publishes to channels and users, in a name or in none, once for each client message id', async () => {
    const server = await start()
    const alice = await RawClient.as(server.url, 'alice')
    await alice.request('join_channel', { channel_id: 'news' })
    const sent = await server.publish('news', { content: 'one', clientMessageId: 'n1' })
    expect(sent).toMatchObject({ channel_id: 'news', offset: 1, duplicate: false })
    expect(await server.publish('news', { content: 'one', clientMessageId: 'n1' })).toEqual({
      ...sent,
      duplicate: true,
    })
    await server.publish('news', { content: 'two', userId: 'bob' })
    expect(await server.publishDirect('alice', { content: 'psst', userId: 'bob' })).toMatchObject({
      channel_id: '@alice',
      offset: 1,
    })
    const [one, two] = await alice.wait('new_message', 2)
    expect(one?.data).not.toHaveProperty('user_id')
    expect(two?.data.user_id).toBe('bob')
    expect((await alice.wait('direct_message'))[0]?.data).toMatchObject({ from: 'bob', to: 'alice' })
  })

  test('refuses what is too large with the same error that a client would get', async () => {
    const server = await start({ config: { channels: [{ pattern: 'news', max_content_bytes: 3 }] } })
    await expect(server.publish('news', { content: 'four' })).rejects.toThrow(Refused)
  })

  test('disconnects a user, and closes in peace', async () => {
    const server = await start()
    const alice = await RawClient.open(server.url)
    await alice.request('connect', { token: await server.developmentToken('alice') })
    expect(server.disconnect('alice', 'enough')).toBe(1)
    expect(await alice.closed).toEqual({ code: 4403, reason: 'enough' })
    const bob = await RawClient.as(server.url, 'bob')
    const closed = server.close('Good night.')
    expect((await bob.wait('going_away'))[0]?.data.reason).toBe('Good night.')
    await closed
    expect((await bob.closed).code).toBe(1001)
  })

  test('is as strict about its configuration as the command', async () => {
    await expect(start({ config: { host: '0.0.0.0' } })).rejects.toThrow(ConfigError)
    await expect(start({ config: { limits: { max_chanels: 1 } as never } })).rejects.toThrow(/max_chanels/)
  })

  test('types its hooks and its answers', () => {
    expectTypeOf<NonNullable<pactwire.Hooks['onMessage']>>()
      .parameter(0)
      .toHaveProperty('content')
      .toEqualTypeOf<string>()
    expectTypeOf<Awaited<ReturnType<pactwire.PactwireServer['publish']>>>().toEqualTypeOf<pactwire.SentMessage>()
    // @ts-expect-error there is no such setting
    void (() => createServer({ config: { prot: 1 } }))
    // @ts-expect-error content is required
    void ((server: pactwire.PactwireServer) => server.publish('news', {}))
  })
})
