/** What the policies of channels allow. */
import type { Case } from '../../case.ts'
import { check, has, same, show } from '../../failure.ts'
import { heard } from './heard.ts'

export const policies: readonly Case[] = [
  {
    id: 'channels-20',
    sentence: 'A channel to which only the server sends refuses others with forbidden, and everyone hears the server.',
    reference: 'error-forbidden',
    needs: ['settings', 'api_key'],
    settings: { channels: [{ pattern: '*:news', send: 'server' }] },
    run: async (world) => {
      const room = world.channel('news')
      const peer = await world.member(world.user('alice'), room)
      await peer.refusal('forbidden', 'send_message', { content: 'x' })
      await world.api.ask('post_channel_message', {
        params: { channel_id: room },
        body: { content: 'from the server' },
      })
      await peer.waitForMessages(room, 1)
      same(peer.contents(room), ['from the server'], 'what was heard')
    },
  },
  {
    id: 'channels-21',
    sentence: 'A channel for members refuses others with forbidden, and lets members in until they are none.',
    reference: 'value-channel_policy',
    needs: ['settings', 'api_key', 'users'],
    settings: { channels: [{ pattern: '*:team', join: 'members', send: 'members' }] },
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel('team')
      const [one, two] = [await world.as(user), await world.as(user)]
      await one.refusal('forbidden', 'join_channel', { channel_id: room })
      await one.refusal('forbidden', 'join_channel', { channel_id: room, durable: true })
      await one.refusal('forbidden', 'presence', { channel_id: room })
      await world.api.ask('put_channel_member', { params: { channel_id: room, user_id: user } })
      for (const peer of [one, two]) await peer.wait('join_channel_ack')
      await heard(one, room, 'among us')
      await one.request('leave_channel', { channel_id: room, durable: true })
      // The other connections of the user may not be there either.
      const [left] = await two.wait('leave_channel_ack')
      check(left !== undefined && !('id' in left), 'leave_channel_ack without an id', () => show(left))
      await two.refusal('forbidden', 'join_channel', { channel_id: room })
    },
  },
  {
    id: 'channels-22',
    sentence: 'A channel that keeps nothing acknowledges and delivers, and has no history.',
    reference: 'streams',
    needs: ['settings'],
    settings: { channels: [{ pattern: '*:cursor', durability: 'none' }] },
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel('cursor')
      const [one, two] = [await world.member(user, room), await world.member(user, room)]
      for (const content of ['1', '2', '3']) await one.request('send_message', { content })
      await two.waitForMessages(room, 3)
      same((await two.request('history', { channel_id: room })).messages, [], 'history')
      const { epoch } = one.position(room) ?? { epoch: '' }
      const again = await two.request('join_channel', { channel_id: room, since: { epoch, offset: 1 } })
      has(again, { recovered: false, offset: 3 }, 'join_channel_ack')
    },
  },
]
