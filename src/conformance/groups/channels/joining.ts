/** Who is in a channel: joining, leaving, and what does not come to others. */
import type { Case } from '../../case.ts'
import { has, same } from '../../failure.ts'
import { heard } from './heard.ts'

const anchor = 'channels-and-presence'

export const joining: readonly Case[] = [
  {
    id: 'channels-01',
    sentence: 'A channel exists as soon as somebody joins it: the reply tells an epoch and the offset 0.',
    reference: anchor,
    run: async (world) => {
      const room = world.channel()
      const peer = await world.as(world.user('alice'))
      const ack = await peer.request('join_channel', { channel_id: room })
      has(ack, { channel_id: room, offset: 0, recovered: false, messages: [] }, 'join_channel_ack')
    },
  },
  {
    id: 'channels-06',
    sentence: 'After leave_channel_ack no more of the channel’s messages come.',
    reference: 'event-leave_channel',
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const [leaver, stayer] = [await world.member(user, room), await world.member(user, room)]
      await heard(stayer, room, 'before')
      await leaver.waitForMessages(room, 1)
      await leaver.request('leave_channel', { channel_id: room })
      await heard(stayer, room, 'after')
      await leaver.fence()
      same(leaver.contents(room), ['before'], 'what the one who left heard')
      await leaver.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
    },
  },
  {
    id: 'channels-07',
    sentence: 'To leave what was not joined is answered with not_joined.',
    reference: 'error-not_joined',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      await peer.refusal('not_joined', 'leave_channel', { channel_id: world.channel() })
      await peer.refusal('not_joined', 'leave_channel', { channel_id: world.channel(), durable: true })
    },
  },
  {
    id: 'channels-08',
    sentence: 'Joining again what is joined already is no error, and messages still come once.',
    reference: 'event-join_channel',
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      for (let at = 0; at < 3; at++) await peer.request('join_channel', { channel_id: room })
      await heard(peer, room, 'once')
      await peer.fence()
      same(peer.contents(room), ['once'], 'what was heard')
      await peer.request('leave_channel', { channel_id: room })
      await peer.refusal('not_joined', 'leave_channel', { channel_id: room })
    },
  },
  {
    id: 'channels-09',
    sentence: 'To join is a matter of one connection: another one of the same user hears nothing.',
    reference: anchor,
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const [inside, outside] = [await world.member(user, room), await world.as(user)]
      await heard(inside, room, 'x')
      await outside.fence()
      same(outside.messages(room), [], 'what the other connection heard')
      await outside.refusal('not_joined', 'send_message', { channel_id: room, content: 'x' })
    },
  },
  {
    id: 'channels-10',
    sentence: 'Two channels do not mix, however alike their names.',
    reference: anchor,
    run: async (world) => {
      const user = world.user('alice')
      const names = ['a', 'a:', 'a:b', 'A', 'a.'].map((name) => world.channel(name))
      const peers = await Promise.all(names.map((name) => world.member(user, name)))
      for (const [at, name] of names.entries())
        await peers[at]?.request('send_message', { channel_id: name, content: name })
      for (const [at, name] of names.entries()) {
        await peers[at]?.waitForMessages(name, 1)
        await peers[at]?.fence()
        same(
          peers[at]?.all('new_message').map(({ data }) => data.content),
          [name],
          'what was heard',
        )
      }
    },
  },
  {
    id: 'channels-13',
    sentence: 'The history of a channel that was not joined is not shown.',
    reference: 'error-not_joined',
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      await heard(await world.member(user, room), room, 'x')
      const peer = await world.as(user)
      await peer.refusal('not_joined', 'history', { channel_id: room })
      await peer.request('join_channel', { channel_id: room })
      same((await peer.request('history', { channel_id: room })).messages.length, 1, 'the number of messages')
    },
  },
  {
    id: 'channels-23',
    sentence: 'A refused join changes nothing: the connection is in no channel, and hears nothing of it.',
    reference: 'error-forbidden',
    needs: ['users'],
    run: async (world) => {
      const [alice, bob] = [world.user('alice'), world.user('bob')]
      const peer = await world.as(alice)
      await peer.refusal('forbidden', 'join_channel', { channel_id: `@${bob}` })
      await peer.refusal('not_joined', 'send_message', { content: 'x' })
      const sender = await world.as(bob)
      await sender.request('send_direct', { to: bob, content: 'a note to myself' })
      await sender.waitForMessages(`@${bob}`, 1)
      await peer.fence()
      same(peer.messages(`@${bob}`), [], 'what was heard of the inbox of another')
    },
  },
]
