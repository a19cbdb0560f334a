/** Durable membership, by socket and by HTTP. */
import type { Case } from '../../case.ts'
import { check, has, same, show } from '../../failure.ts'
import type { Peer } from '../../peer.ts'
import type { World } from '../../world.ts'
import { heard } from './heard.ts'

const anchor = 'channels-and-presence'

/** A connection of a user who has connected before, and what it found itself in. */
async function back(world: World, user: string): Promise<{ peer: Peer; channels: readonly string[] }> {
  const peer = await world.as(user)
  return { peer, channels: world.terms(peer).channels.map(({ channel_id }) => channel_id) }
}

export const membership: readonly Case[] = [
  {
    id: 'channels-14',
    sentence:
      'durable: true makes the user a member: each later connection is joined as it opens, and finds it in channels.',
    reference: anchor,
    needs: ['users'],
    run: async (world) => {
      const user = world.user('alice')
      const [room, plain] = [world.channel('durable'), world.channel('plain')]
      const first = await world.member(user, plain)
      const joined = await first.request('join_channel', { channel_id: room, durable: true })
      await heard(first, room, 'one')
      await first.close()
      const { peer, channels: found } = await back(world, user)
      same(found, [room], 'channels')
      has(world.terms(peer).channels[0], { epoch: joined.epoch, offset: 1 }, 'the position')
      await heard(peer, room, 'two')
      same(peer.contents(room), ['two'], 'what came without joining')
    },
  },
  {
    id: 'channels-15',
    sentence: 'leave_channel with durable: true ends the membership, on all connections to come.',
    reference: 'event-leave_channel',
    needs: ['users'],
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const peer = await world.as(user)
      await peer.request('join_channel', { channel_id: room, durable: true })
      await peer.request('leave_channel', { channel_id: room, durable: true })
      await peer.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
      same((await back(world, user)).channels, [], 'channels')
    },
  },
  {
    id: 'channels-16',
    sentence: 'Leaving without durable leaves the membership as it is; it can be ended later.',
    reference: anchor,
    needs: ['users'],
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const peer = await world.as(user)
      await peer.request('join_channel', { channel_id: room, durable: true })
      await peer.request('leave_channel', { channel_id: room })
      same((await back(world, user)).channels, [room], 'channels')
      await peer.request('leave_channel', { channel_id: room, durable: true })
      same((await back(world, user)).channels, [], 'channels after leaving durably')
    },
  },
  {
    id: 'channels-17',
    sentence: 'A membership that the application makes joins open connections at once: join_channel_ack comes unasked.',
    reference: 'route-put_channel_member',
    needs: ['users', 'api_key'],
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const peers = [await world.as(user), await world.as(user)]
      const member = await world.api.ask('put_channel_member', { params: { channel_id: room, user_id: user } })
      same(member, { channel_id: room, user_id: user, online: true }, 'the member')
      for (const peer of peers) {
        const [ack] = await peer.wait('join_channel_ack')
        check(ack !== undefined && !('id' in ack), 'join_channel_ack without an id', () => show(ack))
        has(ack.data, { channel_id: room, recovered: false, messages: [] }, 'join_channel_ack')
      }
      const [one, two] = peers
      await one?.request('send_message', { channel_id: room, content: 'joined' })
      await two?.waitForMessages(room, 1)
      same((await back(world, user)).channels, [room], 'channels of a later connection')
    },
  },
  {
    id: 'channels-18',
    sentence: 'A membership that the application ends is left at once: leave_channel_ack comes unasked.',
    reference: 'route-delete_channel_member',
    needs: ['users', 'api_key'],
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const params = { channel_id: room, user_id: user }
      const peer = await world.as(user)
      await peer.request('join_channel', { channel_id: room, durable: true })
      await world.api.ask('delete_channel_member', { params })
      const [ack] = await peer.wait('leave_channel_ack')
      check(ack !== undefined && !('id' in ack), 'leave_channel_ack without an id', () => show(ack))
      await peer.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
      same((await back(world, user)).channels, [], 'channels of a later connection')
      // Ending what is not is no error.
      await world.api.ask('delete_channel_member', { params })
    },
  },
  {
    id: 'channels-19',
    sentence: 'A membership of a user who is away is there when they come.',
    reference: 'route-put_channel_member',
    needs: ['users', 'api_key'],
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const member = await world.api.ask('put_channel_member', { params: { channel_id: room, user_id: user } })
      same(member.online, false, 'online')
      const { peer, channels: found } = await back(world, user)
      same(found, [room], 'channels')
      await heard(peer, room, 'x')
    },
  },
]
