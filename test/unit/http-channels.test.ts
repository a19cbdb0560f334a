import { describe, expect, it } from 'vitest'
import type { ChannelPage, MemberPage } from '../../generated/types.ts'
import type { MemoryStore } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/store.ts'
import { HttpWorld } from '../support/http-world.ts'
import { attachmentOf } from '../support/hub-world.ts'

const write = (world: HttpWorld, channel: string) =>
  world.succeed('post_channel_message', `/api/v1/channels/${channel}/messages`, { json: { content: 'x' } })

async function join(world: HttpWorld, user: string, channel: string): Promise<void> {
  const connection = await world.connect(user)
  await world.hub.join(attachmentOf(connection), { channel_id: channel }, () => undefined)
}

async function channels(world: HttpWorld, query = ''): Promise<ChannelPage> {
  const { json } = await world.succeed('get_channels', `/api/v1/channels${query}`)
  return json as unknown as ChannelPage
}

const ids = (page: ChannelPage) => page.channels.map(({ channel_id: id }) => id)

/** A store that knows of no channel, though it keeps them: what is listed is what somebody is in. */
function forgetful(memory: MemoryStore): Store {
  return new Proxy<Store>(memory, {
    get: (target, name) => {
      if (name === 'streams') return async () => []
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

describe('the list of channels', () => {
  it('has what was written to and what somebody is in, by id, and no inboxes', async () => {
    const world = new HttpWorld()
    await write(world, 'b')
    await write(world, 'b')
    await join(world, 'alice', 'c')
    await join(world, 'alice', 'b')
    await join(world, 'bob', 'b')
    await join(world, 'bob', 'a')
    const { channels: list } = await channels(world)
    expect(list).toMatchObject([
      { channel_id: 'a', offset: 0, connections: 1, users: 1 },
      { channel_id: 'b', offset: 2, connections: 3 - 1, users: 2 },
      { channel_id: 'c', offset: 0, connections: 1, users: 1 },
    ])
  })

  it('counts users once and their connections each', async () => {
    const world = new HttpWorld()
    await join(world, 'alice', 'a')
    await join(world, 'alice', 'a')
    expect((await channels(world)).channels).toMatchObject([{ connections: 2, users: 1 }])
  })

  it('is empty at first', async () => {
    expect(await channels(new HttpWorld())).toEqual({ channels: [] })
  })

  it('comes in pages, each beginning after the last', async () => {
    const world = new HttpWorld()
    for (const id of ['e', 'a', 'd', 'b', 'c']) await write(world, id)
    const seen: string[][] = []
    let page = await channels(world, '?limit=2')
    for (; page.next !== undefined; page = await channels(world, `?limit=2&after=${page.next}`)) seen.push(ids(page))
    expect([...seen, ids(page)]).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  })

  it('has no next page when the last is just full', async () => {
    const world = new HttpWorld()
    for (const id of ['a', 'b']) await write(world, id)
    expect(await channels(world, '?limit=2')).not.toHaveProperty('next')
    expect((await channels(world, '?limit=1')).next).toBe('a')
  })

  it('can be of a prefix', async () => {
    const world = new HttpWorld()
    for (const id of ['room:1', 'room:2', 'shop:1', 'roo']) await write(world, id)
    expect(ids(await channels(world, '?prefix=room:'))).toEqual(['room:1', 'room:2'])
    expect(ids(await channels(world, '?prefix=room:&after=room:1'))).toEqual(['room:2'])
  })

  it('has the channels that somebody is in even when the store has forgotten them', async () => {
    const world = new HttpWorld({ store: forgetful })
    for (const id of ['c', 'a', 'b']) await join(world, 'alice', id)
    expect(await channels(world, '?limit=2')).toMatchObject({
      channels: [{ channel_id: 'a' }, { channel_id: 'b' }],
      next: 'b',
    })
    expect(ids(await channels(world, '?limit=2&after=b'))).toEqual(['c'])
    expect(ids(await channels(world, '?prefix=b'))).toEqual(['b'])
  })

  it('lists each channel once when the store’s page is full and others are only live', async () => {
    const world = new HttpWorld({
      store: (memory) =>
        new Proxy<Store>(memory, {
          get: (target, name) => {
            const value: unknown = Reflect.get(target, name)
            if (typeof value !== 'function') return value
            if (name !== 'streams') return value.bind(target)
            return async (options: Parameters<Store['streams']>[0]) =>
              (await memory.streams({ ...options, limit: 1000 }))
                .filter(({ stream }) => stream !== 'b' && stream !== 'f')
                .slice(0, options.limit)
          },
        }),
    })
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await join(world, 'alice', id)
    const seen: string[] = []
    let page = await channels(world, '?limit=2')
    for (; page.next !== undefined; page = await channels(world, `?limit=2&after=${page.next}`)) seen.push(...ids(page))
    expect([...seen, ...ids(page)]).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })
})

describe('who is in a channel', () => {
  it('is told in the order of coming', async () => {
    const world = new HttpWorld()
    await join(world, 'bob', 'room:1')
    await join(world, 'alice', 'room:1')
    await join(world, 'bob', 'room:1')
    const { json } = await world.succeed('get_channel_presence', '/api/v1/channels/room:1/presence')
    expect(json).toEqual({
      channel_id: 'room:1',
      count: 2,
      users: [
        { user_id: 'bob', connections: 2 },
        { user_id: 'alice', connections: 1 },
      ],
    })
  })

  it('is nobody in a channel that nobody knows', async () => {
    const { json } = await new HttpWorld().succeed('get_channel_presence', '/api/v1/channels/empty/presence')
    expect(json).toEqual({ channel_id: 'empty', count: 0, users: [] })
  })
})

describe('durable members', () => {
  const member = (user: string) => `/api/v1/channels/room:1/members/${user}`
  const list = async (world: HttpWorld, query = '') => {
    const { json } = await world.succeed('get_channel_members', `/api/v1/channels/room:1/members${query}`)
    return json as unknown as MemberPage
  }

  it('are joined at once when they are there, and listed with whether they are', async () => {
    const world = new HttpWorld()
    const bob = await world.connect('bob')
    expect((await world.succeed('put_channel_member', member('bob'))).json).toEqual({
      channel_id: 'room:1',
      user_id: 'bob',
      online: true,
    })
    await world.succeed('put_channel_member', member('alice'))
    expect(bob.topics.has('room:1')).toBe(true)
    expect(world.framesOf(bob, 'join_channel_ack')).toHaveLength(1)
    expect((await list(world)).members).toEqual([
      { channel_id: 'room:1', user_id: 'alice', online: false },
      { channel_id: 'room:1', user_id: 'bob', online: true },
    ])
    expect((await world.succeed('get_channel_member', member('alice'))).json['online']).toBe(false)
  })

  it('are the same when they are made twice', async () => {
    const world = new HttpWorld()
    const bob = await world.connect('bob')
    await world.succeed('put_channel_member', member('bob'))
    await world.succeed('put_channel_member', member('bob'))
    expect(world.framesOf(bob, 'join_channel_ack')).toHaveLength(1)
    expect((await list(world)).members).toHaveLength(1)
  })

  it('leave at once, and ending what is not is no error', async () => {
    const world = new HttpWorld()
    const bob = await world.connect('bob')
    await world.succeed('put_channel_member', member('bob'))
    for (let count = 0; count < 2; count++) {
      const { text, headers } = await world.succeed('delete_channel_member', member('bob'))
      expect(text).toBe('')
      expect(headers).not.toHaveProperty('content-type')
    }
    expect(bob.topics.has('room:1')).toBe(false)
    expect((await list(world)).members).toEqual([])
  })

  it('that are none are not there', async () => {
    const { problem } = await new HttpWorld().fail('GET', member('carol'))
    expect(problem).toMatchObject({ status: 404, code: 'not_found', retryable: false })
    expect(problem.detail).toContain('carol')
  })

  it('are bounded by the memberships of a user', async () => {
    const world = new HttpWorld({ limits: { maxMembershipsPerUser: 1 } })
    await world.succeed('put_channel_member', member('bob'))
    const { problem } = await world.fail('PUT', '/api/v1/channels/room:2/members/bob')
    expect(problem).toMatchObject({ status: 413, code: 'limit_exceeded' })
  })

  it('come in pages', async () => {
    const world = new HttpWorld()
    for (const user of ['c', 'a', 'b']) await world.succeed('put_channel_member', member(user))
    const first = await list(world, '?limit=2')
    expect(first.next).toBe('b')
    const rest = await list(world, '?limit=2&after=b')
    expect(rest.members.map(({ user_id: id }) => id)).toEqual(['c'])
    expect(rest).not.toHaveProperty('next')
  })
})
