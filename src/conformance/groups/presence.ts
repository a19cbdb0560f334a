/** Who is in a channel: users rather than connections, announced once, and missed only after the last connection. */
import type { Group } from '../case.ts'
import { has, same } from '../failure.ts'
import type { Peer } from '../peer.ts'
import type { World } from '../world.ts'

const anchor = 'channels-and-presence'

/** Who was announced, in the words of the frames: `+bob`, `-bob`. */
function announced(peer: Peer): string[] {
  return peer.frames.flatMap((frame) =>
    frame.type === 'user_joined' || frame.type === 'user_left'
      ? [`${frame.type === 'user_joined' ? '+' : '-'}${frame.data.user_id}`]
      : [],
  )
}

/** Something that is announced after all that was done before: another user comes. */
async function marker(watcher: Peer, newcomer: Promise<Peer>, user: string): Promise<void> {
  await newcomer
  await watcher.until(() => (announced(watcher).includes(`+${user}`) ? true : undefined), `user_joined of ${user}`)
}

/** A channel with Alice in it, who was there first, and Bob. */
async function two(world: World) {
  const room = world.channel()
  const b = world.user('bob')
  const alice = await world.member(world.user('alice'), room)
  return { room, b, alice, bob: await world.member(b, room) }
}

const quick = { presence_debounce_ms: 300 } as const

export const presence: Group = {
  name: 'presence',
  about: 'who is there, who comes and who goes',
  cases: [
    {
      id: 'presence-01',
      sentence: 'A user who comes is announced to those who are there.',
      reference: 'event-user_joined',
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const b = world.user('bob')
        const alice = await world.member(world.user('alice'), room)
        await world.member(b, room)
        const [joined] = await alice.wait('user_joined')
        has(joined?.data, { channel_id: room, user_id: b }, 'user_joined')
      },
    },
    {
      id: 'presence-02',
      sentence: 'A user is announced once, whatever the number of their connections, and however often they join.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const [b, c] = [world.user('bob'), world.user('carol')]
        const alice = await world.member(world.user('alice'), room)
        const bob = await world.member(b, room)
        await world.member(b, room)
        await bob.request('join_channel', { channel_id: room })
        await marker(alice, world.member(c, room), c)
        same(announced(alice), [`+${b}`, `+${c}`], 'what was announced')
      },
    },
    {
      id: 'presence-03',
      sentence: 'presence counts users, and tells the connections of each, in the order in which they came.',
      reference: 'event-presence_ack',
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const users = ['zoe', 'bob', 'alice'].map((name) => world.user(name))
        const peers: Peer[] = []
        for (const user of users) peers.push(await world.member(user, room))
        await world.member(users[1] ?? '', room)
        same(
          await peers[0]?.request('presence', { channel_id: room }),
          {
            channel_id: room,
            count: 3,
            users: users.map((user_id, at) => ({ user_id, connections: at === 1 ? 2 : 1 })),
          },
          'presence_ack',
        )
      },
    },
    {
      id: 'presence-04',
      sentence: 'In a channel in which nobody is, presence counts nobody.',
      reference: 'event-presence',
      run: async (world) => {
        const room = world.channel()
        const peer = await world.as(world.user('alice'))
        same(
          await peer.request('presence', { channel_id: room }),
          { channel_id: room, count: 0, users: [] },
          'presence_ack',
        )
      },
    },
    {
      id: 'presence-05',
      sentence: 'A user is missed only after the last of their connections has left.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const [b, c] = [world.user('bob'), world.user('carol')]
        const alice = await world.member(world.user('alice'), room)
        const [one, two] = [await world.member(b, room), await world.member(b, room)]
        await one.request('leave_channel', { channel_id: room })
        const before = await alice.request('presence', { channel_id: room })
        has(before.users[1], { user_id: b, connections: 1 }, 'bob')
        await marker(alice, world.member(c, room), c)
        await two.request('leave_channel', { channel_id: room })
        await alice.wait('user_left')
        same(announced(alice), [`+${b}`, `+${c}`, `-${b}`], 'what was announced')
      },
    },
    {
      id: 'presence-06',
      sentence: 'A connection that has closed has left: the user is missed once, and no longer counted.',
      reference: anchor,
      needs: ['users'],
      settings: quick,
      run: async (world) => {
        const { room, b, alice, bob } = await two(world)
        await bob.close()
        await alice.wait('user_left')
        same((await alice.request('presence', { channel_id: room })).count, 1, 'how many are there')
        same(announced(alice), [`+${b}`, `-${b}`], 'what was announced')
      },
    },
    {
      id: 'presence-07',
      sentence: 'A connection that breaks without a word has left as well.',
      reference: anchor,
      needs: ['users'],
      settings: quick,
      run: async (world) => {
        const { room, alice, bob } = await two(world)
        bob.cut()
        await alice.wait('user_left')
        const who = await alice.request('presence', { channel_id: room })
        same(
          who.users.map(({ user_id }) => user_id),
          [world.user('alice')],
          'who is there',
        )
      },
    },
    {
      id: 'presence-08',
      sentence: 'A user who is back at once was never gone: neither going nor coming is announced.',
      reference: anchor,
      needs: ['users', 'settings'],
      settings: { presence_debounce_ms: 60_000 },
      run: async (world) => {
        const room = world.channel()
        const [b, c] = [world.user('bob'), world.user('carol')]
        const alice = await world.member(world.user('alice'), room)
        for (let at = 0; at < 3; at++) await (await world.member(b, room)).close()
        await world.member(b, room)
        await marker(alice, world.member(c, room), c)
        same(announced(alice), [`+${b}`, `+${c}`], 'what was announced')
        const who = await alice.request('presence', { channel_id: room })
        has(
          who.users.find(({ user_id }) => user_id === b),
          { connections: 1 },
          'bob',
        )
      },
    },
    {
      id: 'presence-09',
      sentence: 'Who comes back after having been missed is announced again.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const { room, b, alice, bob } = await two(world)
        await bob.request('leave_channel', { channel_id: room })
        await alice.wait('user_left')
        await bob.request('join_channel', { channel_id: room })
        await alice.wait('user_joined', 2)
        same(announced(alice), [`+${b}`, `-${b}`, `+${b}`], 'what was announced')
      },
    },
    {
      id: 'presence-10',
      sentence: 'A durable member is there, and announced, as soon as they connect.',
      reference: anchor,
      needs: ['users', 'api_key'],
      run: async (world) => {
        const room = world.channel()
        const b = world.user('bob')
        const alice = await world.member(world.user('alice'), room)
        await world.api.ask('put_channel_member', { params: { channel_id: room, user_id: b } })
        same((await alice.request('presence', { channel_id: room })).count, 1, 'how many are there before')
        await world.as(b)
        const [joined] = await alice.wait('user_joined')
        has(joined?.data, { user_id: b }, 'user_joined')
        same((await alice.request('presence', { channel_id: room })).count, 2, 'how many are there')
      },
    },
    {
      id: 'presence-11',
      sentence: 'A user who was disconnected by the application is missed at once.',
      reference: anchor,
      needs: ['users', 'api_key'],
      run: async (world) => {
        const room = world.channel()
        const b = world.user('bob')
        const alice = await world.member(world.user('alice'), room)
        const bob = [await world.member(b, room), await world.member(b, room)]
        await world.api.ask('post_user_disconnect', { params: { user_id: b } })
        for (const peer of bob) await peer.closedAs('kicked')
        await alice.wait('user_left')
        same((await alice.request('presence', { channel_id: room })).count, 1, 'how many are there')
      },
    },
    {
      id: 'presence-12',
      sentence: 'The HTTP API tells the same as the socket.',
      reference: 'route-get_channel_presence',
      needs: ['users', 'api_key'],
      run: async (world) => {
        const room = world.channel()
        const alice = await world.member(world.user('alice'), room)
        await world.member(world.user('bob'), room)
        same(
          await world.api.ask('get_channel_presence', { params: { channel_id: room } }),
          await alice.request('presence', { channel_id: room }),
          'the answer',
        )
      },
    },
    {
      id: 'presence-13',
      sentence: 'Where the policy says so, nobody may ask who is there, and nobody is announced.',
      reference: 'value-channel_policy',
      needs: ['users', 'settings'],
      settings: { channels: [{ pattern: '*:secret', presence: false, announce: false }] },
      run: async (world) => {
        const room = world.channel('secret')
        const alice = await world.member(world.user('alice'), room)
        await alice.refusal('forbidden', 'presence', { channel_id: room })
        const bob = await world.member(world.user('bob'), room)
        await bob.request('send_message', { content: 'here' })
        await bob.request('leave_channel', { channel_id: room })
        await alice.waitForMessages(room, 1)
        await alice.fence()
        same(announced(alice), [], 'what was announced')
      },
    },
    {
      id: 'presence-14',
      sentence: 'Above a number of users the announcements stop, and presence answers as before.',
      reference: anchor,
      needs: ['users', 'settings'],
      settings: { channels: [{ pattern: '*:crowd', announce_max_users: 2 }], limits: { max_presence_users: 2 } },
      run: async (world) => {
        const room = world.channel('crowd')
        const users = ['alice', 'bob', 'carol', 'dave'].map((name) => world.user(name))
        const peers: Peer[] = []
        for (const user of users) peers.push(await world.member(user, room))
        const [alice] = peers
        const who = await alice?.request('presence', { channel_id: room })
        same(who?.count, 4, 'how many are there')
        same(
          who?.users.map(({ user_id }) => user_id),
          users.slice(0, 2),
          'who is listed',
        )
        same(alice === undefined ? [] : announced(alice), [`+${users[1]}`], 'what was announced')
      },
    },
    {
      id: 'presence-15',
      sentence: 'Nobody outside of a channel is told who comes and goes in it.',
      reference: 'event-user_joined',
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const [b, c] = [world.user('bob'), world.user('carol')]
        const outside = await world.member(world.user('alice'), world.channel('elsewhere'))
        const inside = await world.member(b, room)
        const carol = await world.member(c, room)
        await carol.request('leave_channel', { channel_id: room })
        await inside.wait('user_left')
        await outside.fence()
        same(announced(outside), [], 'what was announced outside')
      },
    },
    {
      id: 'presence-16',
      sentence: 'Presence is a matter of each channel: to leave one is to stay in the others.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const [one, two] = [world.channel('one'), world.channel('two')]
        const alice = await world.member(world.user('alice'), one)
        await alice.request('join_channel', { channel_id: two })
        const bob = await world.member(world.user('bob'), one)
        await bob.request('join_channel', { channel_id: two })
        await bob.request('leave_channel', { channel_id: one })
        const [left] = await alice.wait('user_left')
        has(left?.data, { channel_id: one }, 'user_left')
        same((await alice.request('presence', { channel_id: one })).count, 1, 'how many are in the first')
        same((await alice.request('presence', { channel_id: two })).count, 2, 'how many are in the second')
      },
    },
  ],
}
