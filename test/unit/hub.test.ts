import { describe, expect, test } from 'vitest'
import { itemDefaults } from '../../generated/settings.ts'
import type { ChannelPolicy, JoinChannelAck } from '../../generated/types.ts'
import { noEvents } from '../../src/events/catalogue.ts'
import type { Hub } from '../../src/hub/hub.ts'
import { Refused } from '../../src/protocol/failure.ts'
import type { MemoryStore } from '../../src/store/memory.ts'
import type { Range, Store } from '../../src/store/store.ts'
import { eventsOf } from '../support/events.ts'
import { attachmentOf, contentOf, HubWorld, type RecordingConnection } from '../support/hub-world.ts'

function policy(pattern: string, rest: Partial<ChannelPolicy>): ChannelPolicy {
  return { ...(itemDefaults['channels'] as Omit<ChannelPolicy, 'pattern'>), pattern, ...rest }
}

async function join(
  hub: Hub,
  connection: RecordingConnection,
  data: Parameters<Hub['join']>[1],
): Promise<JoinChannelAck['data']> {
  let answer: JoinChannelAck['data'] | undefined
  await hub.join(attachmentOf(connection), data, (ack) => {
    answer = ack
  })
  if (answer === undefined) throw new Error('join was not answered')
  return answer
}

const room = { channel_id: 'room' }

async function refusal(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    if (error instanceof Refused) return error.failure.code
    throw error
  }
  return 'none'
}

describe('messages', () => {
  test('reach every member, the sender included, with the offset of the acknowledgement', async () => {
    const world = new HubWorld()
    const [alice, bob] = [await world.connect('alice'), await world.connect('bob')]
    for (const one of [alice, bob]) await join(world.hub, one, room)
    const ack = await world.hub.send(attachmentOf(alice), { ...room, content: 'hi', client_message_id: 'c1' })
    for (const one of [alice, bob]) {
      expect(world.framesOf(one, 'new_message').map(({ data }) => data)).toEqual([
        {
          ...room,
          epoch: ack.epoch,
          offset: 1,
          message_id: ack.message_id,
          user_id: 'alice',
          content: 'hi',
          timestamp: ack.timestamp,
          client_message_id: 'c1',
        },
      ])
    }
  })

  test('without a channel go to the one joined last, and back to the one before when that is left', async () => {
    const world = new HubWorld()
    const alice = await world.connect('alice')
    expect(await refusal(world.hub.send(attachmentOf(alice), { content: 'x' }))).toBe('not_joined')
    for (const channel_id of ['one', 'two', 'one']) await join(world.hub, alice, { channel_id })
    expect((await world.hub.send(attachmentOf(alice), { content: 'x' })).channel_id).toBe('one')
    await world.hub.leave(attachmentOf(alice), { channel_id: 'one' })
    expect((await world.hub.send(attachmentOf(alice), { content: 'x' })).channel_id).toBe('two')
  })

  test('with the same client message id are stored once and acknowledged with the first place', async () => {
    const world = new HubWorld()
    const alice = await world.connect('alice')
    await join(world.hub, alice, room)
    const send = () => world.hub.send(attachmentOf(alice), { ...room, content: 'x', client_message_id: 'c1' })
    const first = await send()
    await world.hub.send(attachmentOf(alice), { ...room, content: 'between' })
    world.clock.advance(1000)
    expect(await send()).toEqual({ ...first, duplicate: true })
    expect(world.framesOf(alice, 'new_message')).toHaveLength(2)
  })

  test('that are too large are refused by bytes, not by characters', async () => {
    const world = new HubWorld({ policies: [policy('room', { max_content_bytes: 8 })] })
    const alice = await world.connect('alice')
    await join(world.hub, alice, room)
    expect(await refusal(world.hub.send(attachmentOf(alice), { ...room, content: '€€€' }))).toBe('limit_exceeded')
    expect(await refusal(world.hub.send(attachmentOf(alice), { ...room, content: '12345678' }))).toBe('none')
  })

  test('can be changed or refused by a hook, and stay in order however long it takes', async () => {
    const waits: (() => void)[] = []
    const world = new HubWorld({
      hooks: {
        onMessage: async ({ content }) => {
          if (content === 'no') throw new Refused({ code: 'forbidden', message: 'not this' })
          await new Promise<void>((resolve) => waits.push(resolve))
          return content.toUpperCase()
        },
      },
    })
    const alice = await world.connect('alice')
    await join(world.hub, alice, room)
    const send = (content: string) => world.hub.send(attachmentOf(alice), { ...room, content })
    expect(await refusal(send('no'))).toBe('forbidden')
    const sent = [send('a'), send('b'), send('c')]
    while (waits.length < 1) await Promise.resolve()
    for (let done = 0; done < 3; done++) {
      while (waits.length === 0) await Promise.resolve()
      waits.shift()?.()
      await Promise.resolve()
    }
    await Promise.all(sent)
    expect(world.framesOf(alice, 'new_message').map(({ data }) => data.content)).toEqual(['A', 'B', 'C'])
  })
})

describe('recovery', () => {
  /** A store whose reads wait for the test. */
  function held(memory: MemoryStore) {
    const gates: (() => void)[] = []
    const store: Store = Object.create(memory, {
      read: {
        value: async (stream: string, range: Range) => {
          const page = await memory.read(stream, range)
          await new Promise<void>((resolve) => gates.push(resolve))
          return page
        },
      },
    }) as Store
    // The methods of the memory store work on the memory store, whatever they are reached by.
    return {
      gates,
      store: new Proxy(store, {
        get: (target, key) => (key === 'read' ? Reflect.get(target, key) : bound(memory, key)),
      }),
    }
  }
  function bound(memory: MemoryStore, key: string | symbol): unknown {
    const value: unknown = Reflect.get(memory, key)
    return typeof value === 'function' ? value.bind(memory) : value
  }

  test('is exactly what was missed, also what is said while it is being read', async () => {
    let gates: (() => void)[] = []
    const world = new HubWorld({
      store: (memory) => {
        const made = held(memory)
        gates = made.gates
        return made.store
      },
    })
    const [alice, bob] = [await world.connect('alice'), await world.connect('bob')]
    await join(world.hub, alice, room)
    const first = await world.hub.send(attachmentOf(alice), { ...room, content: '1' })
    await world.hub.send(attachmentOf(alice), { ...room, content: '2' })
    const joining = join(world.hub, bob, { ...room, since: { epoch: first.epoch, offset: 1 } })
    while (gates.length === 0) await Promise.resolve()
    // In the window: read, but not attached yet.
    await world.hub.send(attachmentOf(alice), { ...room, content: '3' })
    gates.shift()?.()
    const ack = await joining
    await world.hub.send(attachmentOf(alice), { ...room, content: '4' })
    expect(ack).toMatchObject({ recovered: true, offset: 3 })
    expect(ack.messages.map(contentOf)).toEqual(['2', '3'])
    expect(world.framesOf(bob, 'new_message').map(({ data }) => data.content)).toEqual(['4'])
  })

  test('is refused whole when it cannot be whole: another epoch, a future position, trimmed history, too many', async () => {
    const world = new HubWorld({ limits: { maxRecovery: 3 }, policies: [policy('short', { history_size: 2 })] })
    const alice = await world.connect('alice')
    for (const channel_id of ['room', 'short']) await join(world.hub, alice, { channel_id })
    let epoch = ''
    for (let at = 0; at < 5; at++)
      for (const channel_id of ['room', 'short']) {
        const ack = await world.hub.send(attachmentOf(alice), { channel_id, content: `${at}` })
        if (channel_id === 'room') epoch = ack.epoch
      }
    const bob = await world.connect('bob')
    const shortEpoch = world.hub.channels.get('short')?.top.epoch ?? ''
    for (const [channel_id, since] of [
      ['room', { epoch: 'other', offset: 4 }],
      ['room', { epoch, offset: 6 }],
      ['room', { epoch, offset: 1 }],
      ['short', { epoch: shortEpoch, offset: 2 }],
    ] as const) {
      expect(await join(world.hub, bob, { channel_id, since })).toMatchObject({
        recovered: false,
        messages: [],
        offset: 5,
      })
    }
    expect(await join(world.hub, bob, { channel_id: 'room', since: { epoch, offset: 2 } })).toMatchObject({
      recovered: true,
      offset: 5,
    })
    expect(await join(world.hub, bob, { channel_id: 'short', since: { epoch: shortEpoch, offset: 3 } })).toMatchObject({
      recovered: true,
    })
    expect(await join(world.hub, bob, { channel_id: 'room', since: { epoch, offset: 5 } })).toMatchObject({
      recovered: true,
      messages: [],
    })
    expect(await join(world.hub, bob, { channel_id: 'room' })).toMatchObject({
      recovered: false,
      messages: [],
      epoch,
      offset: 5,
    })
  })
})

describe('direct messages', () => {
  test('go to all connections of both, each with the offset in its own inbox', async () => {
    const world = new HubWorld()
    const [alice, phone, bob] = [await world.connect('alice'), await world.connect('alice'), await world.connect('bob')]
    const ack = await world.hub.sendDirect(attachmentOf(alice), { to: 'bob', content: 'psst' })
    expect(ack).toMatchObject({ channel_id: '@bob', offset: 1, duplicate: false })
    for (const [one, channel_id] of [
      [alice, '@alice'],
      [phone, '@alice'],
      [bob, '@bob'],
    ] as const) {
      expect(world.framesOf(one, 'direct_message').map(({ data }) => data)).toMatchObject([
        { channel_id, from: 'alice', to: 'bob', content: 'psst', offset: 1, message_id: ack.message_id },
      ])
    }
  })

  test('make the inbox a topic when the first one comes, and reach connections from before and after', async () => {
    const world = new HubWorld()
    const [alice, bob] = [await world.connect('alice'), await world.connect('bob')]
    expect([...bob.topics]).toEqual([])
    await world.hub.sendDirect(attachmentOf(alice), { to: 'bob', content: '1' })
    const later = await world.connect('bob')
    expect([[...bob.topics], [...later.topics]]).toEqual([['@bob'], ['@bob']])
    await world.hub.sendDirect(attachmentOf(alice), { to: 'bob', content: '2' })
    const contents = (connection: RecordingConnection) =>
      world.framesOf(connection, 'direct_message').map(({ data }) => data.content)
    expect([contents(bob), contents(later)]).toEqual([['1', '2'], ['2']])
  })

  test('to oneself come once', async () => {
    const world = new HubWorld()
    const alice = await world.connect('alice')
    await world.hub.sendDirect(attachmentOf(alice), { to: 'alice', content: 'note' })
    expect(world.framesOf(alice, 'direct_message')).toHaveLength(1)
  })

  test('wait for a user who is away, and are unread until they have been fetched', async () => {
    const world = new HubWorld()
    const alice = await world.connect('alice')
    for (const content of ['1', '2', '3']) await world.hub.sendDirect(attachmentOf(alice), { to: 'bob', content })
    let bob = await world.connect('bob')
    expect(bob.welcome?.inbox).toMatchObject({ channel_id: '@bob', offset: 3, unread: 3 })
    world.drop(bob)
    bob = await world.connect('bob')
    expect(bob.welcome?.inbox.unread).toBe(3)
    const { messages } = await world.hub.history(attachmentOf(bob), { channel_id: '@bob', after: 0 })
    expect(messages.map(contentOf)).toEqual(['1', '2', '3'])
    await world.hub.sendDirect(attachmentOf(alice), { to: 'bob', content: '4' })
    world.drop(bob)
    bob = await world.connect('bob')
    expect(bob.welcome?.inbox).toMatchObject({ offset: 4, unread: 0 })
  })

  test('an inbox is nobody else’s to read or join', async () => {
    const world = new HubWorld()
    const mallory = attachmentOf(await world.connect('mallory'))
    expect(await refusal(world.hub.history(mallory, { channel_id: '@alice' }))).toBe('forbidden')
    expect(await refusal(world.hub.join(mallory, { channel_id: '@alice' }, () => undefined))).toBe('forbidden')
    expect(await refusal(() => world.hub.presence(mallory, { channel_id: '@alice' }))).toBe('forbidden')
  })
})

describe('membership', () => {
  test('that is durable joins every later connection, until it is left durably', async () => {
    const world = new HubWorld()
    let alice = await world.connect('alice')
    await join(world.hub, alice, { ...room, durable: true })
    world.drop(alice)
    alice = await world.connect('alice')
    expect(alice.welcome?.channels).toMatchObject([{ channel_id: 'room' }])
    expect(world.hub.whoIsIn('room').count).toBe(1)
    await world.hub.leave(attachmentOf(alice), { ...room })
    world.drop(alice)
    alice = await world.connect('alice')
    expect(alice.welcome?.channels).toHaveLength(1)
    await world.hub.leave(attachmentOf(alice), { ...room, durable: true })
    world.drop(alice)
    expect((await world.connect('alice')).welcome?.channels).toEqual([])
  })

  test('given by the server joins at once, and taken by the server ends at once', async () => {
    const world = new HubWorld({ policies: [policy('club', { join: 'members', send: 'members' })] })
    const [alice, bob] = [await world.connect('alice'), await world.connect('bob')]
    expect(
      await refusal(world.hub.join(attachmentOf(alice), { channel_id: 'club', durable: true }, () => undefined)),
    ).toBe('forbidden')
    await world.hub.addMember('club', 'alice')
    expect(world.framesOf(alice, 'join_channel_ack')).toMatchObject([
      { data: { channel_id: 'club', recovered: false } },
    ])
    expect(await refusal(world.hub.send(attachmentOf(alice), { channel_id: 'club', content: 'x' }))).toBe('none')
    expect(await refusal(world.hub.join(attachmentOf(bob), { channel_id: 'club' }, () => undefined))).toBe('forbidden')
    await world.hub.removeMember('club', 'alice')
    expect(await refusal(world.hub.send(attachmentOf(alice), { channel_id: 'club', content: 'x' }))).toBe('not_joined')
    expect(world.hub.whoIsIn('club').count).toBe(0)
  })
})

describe('what changes while somebody waits', () => {
  const clubs = [policy('club*', { join: 'members', send: 'members' })]

  test('a membership that ends while its bearer is joining does not let them in', async () => {
    let go: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => {
      go = resolve
    })
    const world = new HubWorld({ policies: clubs, hooks: { onJoin: () => waiting } })
    const alice = await world.connect('alice')
    await world.hub.addMember('club', 'alice')
    await world.hub.leave(attachmentOf(alice), { channel_id: 'club' })
    const joining = refusal(join(world.hub, alice, { channel_id: 'club' }))
    await world.hub.removeMember('club', 'alice')
    go()
    expect(await joining).toBe('forbidden')
    expect(world.hub.whoIsIn('club').count).toBe(0)
  })

  test('a membership that begins or ends while its bearer is connecting is as it is in the end', async () => {
    const world = new HubWorld({ policies: clubs })
    await world.hub.addMember('club:old', 'alice')
    const arriving = world.connect('alice')
    await world.hub.removeMember('club:old', 'alice')
    await world.hub.addMember('club:new', 'alice')
    const alice = await arriving
    expect([...attachmentOf(alice).channels].map(({ id }) => id)).toEqual(['club:new'])
    expect(world.hub.whoIsIn('club:new').count).toBe(1)
  })

  test('who is told to go while arriving does not arrive', async () => {
    const world = new HubWorld()
    const arriving = world.connect('alice')
    expect(world.hub.disconnect('alice', 'gone')).toBe(1)
    expect((await arriving).ended).toBe('kicked')
    expect(world.hub.users).toBe(0)
  })

  test('a membership does not open what the token closes', async () => {
    const world = new HubWorld()
    const rooms = ['room:*']
    const alice = await world.connect('alice', {
      join: rooms,
      send: rooms,
      publish: rooms,
      history: rooms,
      presence: rooms,
    })
    await world.hub.addMember('secret', 'alice')
    expect([...attachmentOf(alice).channels].map(({ id }) => id)).toEqual([])
  })

  test('a membership that is ended on one connection ends on the others too', async () => {
    const world = new HubWorld({ policies: clubs })
    const [one, two] = [await world.connect('alice'), await world.connect('alice')]
    await world.hub.addMember('club', 'alice')
    await world.hub.leave(attachmentOf(one), { channel_id: 'club', durable: true })
    expect(world.framesOf(two, 'leave_channel_ack')).toHaveLength(1)
    expect(world.hub.whoIsIn('club').count).toBe(0)
  })
})

describe('coming and going', () => {
  test('is told once per user, and a reconnection is not told at all', async () => {
    const world = new HubWorld()
    const watcher = await world.connect('watcher')
    await join(world.hub, watcher, room)
    const told = () => watcher.frames.splice(0).map(({ type }) => type)
    const [one, two] = [await world.connect('alice'), await world.connect('alice')]
    await join(world.hub, one, room)
    await join(world.hub, two, room)
    expect(told()).toEqual(['user_joined'])
    world.drop(one)
    world.drop(two)
    expect(world.hub.whoIsIn('room').users.map(({ user_id }) => user_id)).toEqual(['watcher'])
    world.clock.advance(1999)
    const three = await world.connect('alice')
    await join(world.hub, three, room)
    world.clock.advance(5000)
    expect(told()).toEqual([])
    world.drop(three)
    world.clock.advance(2000)
    expect(told()).toEqual(['user_left'])
  })

  test('is told at once when it is meant', async () => {
    const world = new HubWorld()
    const [watcher, alice] = [await world.connect('watcher'), await world.connect('alice')]
    for (const one of [watcher, alice]) await join(world.hub, one, room)
    await world.hub.leave(attachmentOf(alice), room)
    expect(world.framesOf(watcher, 'user_left')).toHaveLength(1)
  })

  test('is told no longer above the number of users that the policy names, nor where it is switched off', async () => {
    const world = new HubWorld({
      policies: [policy('room', { announce_max_users: 2 }), policy('quiet', { announce: false })],
    })
    const watcher = await world.connect('watcher')
    for (const channel_id of ['room', 'quiet']) await join(world.hub, watcher, { channel_id })
    for (const user of ['a', 'b', 'c']) {
      const one = await world.connect(user)
      for (const channel_id of ['room', 'quiet']) await join(world.hub, one, { channel_id })
    }
    expect(
      watcher.frames.map((frame) =>
        'data' in frame && frame.data !== undefined && 'user_id' in frame.data ? frame.data.user_id : '',
      ),
    ).toEqual(['a'])
  })
})

describe('a crowd', () => {
  test('is let in by turns, and who comes alone at once', async () => {
    const world = new HubWorld({ limits: { recoveredPerTurn: 20 } })
    let arrived = 0
    const turn = () => new Promise<void>((done) => setImmediate(done))
    const come = (user: string) => world.connect(user).then(() => arrived++)
    const all = ['a', 'b', 'c', 'd', 'e'].map(come)
    const seen: number[] = []
    while (arrived < 5 && seen.length < 20) {
      await turn()
      seen.push(arrived)
    }
    await Promise.all(all)
    // Two before anything else, two in each turn.
    expect(seen).toEqual([4, 5])
    await turn()
    await come('f')
    expect(arrived).toBe(6)
  })
})

describe('rights', () => {
  test('a new token that allows less takes away what it does not allow', async () => {
    const world = new HubWorld()
    const alice = await world.connect('alice')
    for (const channel_id of ['room', 'other']) await join(world.hub, alice, { channel_id })
    const only = ['other']
    world.hub.renew(attachmentOf(alice), {
      userId: 'alice',
      expiresAt: undefined,
      rights: { join: only, send: only, publish: only, history: only, presence: only },
    })
    expect([...attachmentOf(alice).channels].map(({ id }) => id)).toEqual(['other'])
    expect(await refusal(world.hub.join(attachmentOf(alice), room, () => undefined))).toBe('forbidden')
    expect(await refusal(world.hub.sendDirect(attachmentOf(alice), { to: 'bob', content: 'x' }))).toBe('forbidden')
  })

  test('limits are refusals that name them', async () => {
    const world = new HubWorld({
      limits: { maxChannelsPerConnection: 1, maxConnectionsPerUser: 1, maxMembershipsPerUser: 1 },
    })
    const alice = await world.connect('alice')
    await join(world.hub, alice, { ...room, durable: true })
    expect(await refusal(join(world.hub, alice, { channel_id: 'other' }))).toBe('limit_exceeded')
    expect(await refusal(join(world.hub, alice, room))).toBe('none')
    expect(await refusal(world.connect('alice'))).toBe('limit_exceeded')
    expect(await refusal(world.hub.addMember('other', 'alice'))).toBe('limit_exceeded')
  })
})

describe('an event of the application', () => {
  const events = eventsOf({
    happened: (payload) =>
      (payload as { bad?: unknown }).bad === undefined ? undefined : { path: 'bad', message: 'is not good' },
    broken: () => {
      throw new TypeError('a bug in the validator')
    },
  })

  test('is pushed and kept as it was, and counts as a message', async () => {
    const world = new HubWorld({ events })
    const [alice, bob] = [await world.connect('alice'), await world.connect('bob')]
    for (const each of [alice, bob]) await world.hub.join(attachmentOf(each), { channel_id: 'room' }, () => undefined)
    const data = { channel_id: 'room', event: 'happened', payload: { what: ['it', { did: true }] } }
    expect(await world.hub.publish(attachmentOf(alice), data)).toMatchObject({ offset: 1, duplicate: false })
    const [push] = world.framesOf(bob, 'new_event')
    expect(push?.data).toMatchObject({ ...data, version: 1, user_id: 'alice', offset: 1 })
    expect((await world.hub.readHistory({ channel_id: 'room' })).messages).toEqual([push?.data])
    expect(world.meter.messages).toBe(1)
    expect(world.meter.deliveries).toBe(2)
  })

  test('that is wrong, unknown, or meets a bug of its validator is stored nowhere', async () => {
    const world = new HubWorld({ events })
    const alice = await world.connect('alice')
    await world.hub.join(attachmentOf(alice), { channel_id: 'room' }, () => undefined)
    const publish = (event: string, payload: Record<string, unknown> = {}) =>
      world.hub.publish(attachmentOf(alice), { channel_id: 'room', event, payload })
    await expect(publish('happened', { bad: 1 })).rejects.toMatchObject({
      failure: { code: 'invalid_data', details: [{ path: 'data.payload.bad', message: 'is not good' }] },
    })
    await expect(publish('happend')).rejects.toThrow('did you mean `happened`?')
    await expect(publish('broken')).rejects.toThrow(TypeError)
    expect(await world.hub.readHistory({ channel_id: 'room' })).toMatchObject({ offset: 0, messages: [] })
  })

  test('is of the catalogue that holds when it comes: one that was taken away is unknown at once', async () => {
    let current = events.current
    const world = new HubWorld({
      events: {
        get current() {
          return current
        },
      },
    })
    const alice = await world.connect('alice')
    await world.hub.join(attachmentOf(alice), { channel_id: 'room' }, () => undefined)
    const data = { channel_id: 'room', event: 'happened', payload: {} }
    await world.hub.publish(attachmentOf(alice), data)
    current = noEvents.current
    await expect(world.hub.publish(attachmentOf(alice), data)).rejects.toThrow('This server has no events of its own.')
    expect((await world.hub.readHistory({ channel_id: 'room' })).messages).toHaveLength(1)
  })

  test('is judged by one catalogue, also when another takes its place while a hook takes its time', async () => {
    let current = events.current
    let go = (): void => undefined
    const world = new HubWorld({
      events: {
        get current() {
          return current
        },
      },
      hooks: {
        onEvent: () =>
          new Promise((resolve) => {
            go = () => resolve(undefined)
          }),
      },
    })
    const alice = await world.connect('alice')
    await world.hub.join(attachmentOf(alice), { channel_id: 'room' }, () => undefined)
    const published = world.hub.publish(attachmentOf(alice), { channel_id: 'room', event: 'happened', payload: {} })
    current = noEvents.current
    go()
    expect(await published).toMatchObject({ offset: 1 })
  })
})
