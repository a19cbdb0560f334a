/** What is said in a channel, and where it goes when no channel is named. */
import type { Case } from '../../case.ts'
import { has, same } from '../../failure.ts'
import { contentsOf } from '../../peer.ts'
import { heard } from './heard.ts'

const anchor = 'channels-and-presence'

export const talking: readonly Case[] = [
  {
    id: 'channels-02',
    sentence: 'A message comes to every connection in the channel, the sender included, and is the same for all.',
    reference: 'event-new_message',
    needs: ['users'],
    run: async (world) => {
      const room = world.channel()
      const users = ['alice', 'bob', 'carol'].map((name) => world.user(name))
      const peers = await Promise.all(users.map((user) => world.member(user, room)))
      const [alice] = peers
      const ack = await alice?.request('send_message', {
        channel_id: room,
        content: 'hello',
        client_message_id: 'c1',
      })
      for (const peer of peers) {
        const [message] = await peer.waitForMessages(room, 1)
        const { channel_id, epoch, offset, message_id, timestamp } = message ?? {}
        has(ack, { channel_id, epoch, offset, message_id, timestamp, duplicate: false }, 'send_message_ack')
        has(message, { user_id: users[0], content: 'hello', client_message_id: 'c1' }, 'new_message')
      }
    },
  },
  {
    id: 'channels-03',
    sentence:
      'To send to a channel that the connection has not joined is answered with not_joined, and nobody hears it.',
    reference: 'error-not_joined',
    needs: ['users'],
    run: async (world) => {
      const room = world.channel()
      const bob = await world.member(world.user('bob'), room)
      const alice = await world.as(world.user('alice'))
      await alice.refusal('not_joined', 'send_message', { channel_id: room, content: 'from outside' })
      await heard(bob, room, 'inside')
      same(bob.contents(room), ['inside'], 'what was heard')
    },
  },
  {
    id: 'channels-04',
    sentence: 'send_message without a channel, on a connection that has joined none, is answered with not_joined.',
    reference: 'error-not_joined',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      await peer.refusal('not_joined', 'send_message', { content: 'x' })
      await peer.request('join_channel', { channel_id: world.channel() })
      await peer.request('leave_channel', { channel_id: world.channel() })
      await peer.refusal('not_joined', 'send_message', { content: 'x' })
    },
  },
  {
    id: 'channels-05',
    sentence:
      'send_message without a channel goes to the one that was joined last; joining again counts, and leaving too.',
    reference: anchor,
    run: async (world) => {
      const [one, two] = [world.channel('one'), world.channel('two')]
      const peer = await world.member(world.user('alice'), one)
      await peer.request('join_channel', { channel_id: two })
      same((await peer.request('send_message', { content: 'x' })).channel_id, two, 'the channel')
      await peer.request('join_channel', { channel_id: one })
      same((await peer.request('send_message', { content: 'x' })).channel_id, one, 'the channel after joining again')
      await peer.request('leave_channel', { channel_id: one })
      same((await peer.request('send_message', { content: 'x' })).channel_id, two, 'the channel after leaving')
    },
  },
  {
    id: 'channels-11',
    sentence: 'Content comes back as it was sent: any characters, up to a large part of a frame.',
    reference: 'value-content',
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      const long = 'ü'.repeat(Math.min(10_000, Math.floor(world.terms(peer).limits.max_frame_bytes / 4)))
      const contents = [
        ' ',
        '\u0000\u0001\u001f\u007f',
        '"\\/\b\f\n\r\t',
        '𝄞 👩‍👩‍👧 é́ שלום',
        '\u2028\u2029\ufeff',
        '</script>',
        '{"type":"error"}',
        long,
      ]
      for (const content of contents) await peer.request('send_message', { channel_id: room, content })
      await peer.waitForMessages(room, contents.length)
      same(peer.contents(room), contents, 'the contents')
      const page = await peer.request('history', { channel_id: room })
      same(contentsOf(page.messages), contents, 'the contents in history')
    },
  },
  {
    id: 'channels-12',
    sentence: 'Half a surrogate pair in a content is taken or refused, and never breaks a connection that it comes to.',
    reference: 'value-content',
    run: async (world) => {
      const room = world.channel()
      const user = world.user('alice')
      const [speaker, listener] = [await world.member(user, room), await world.member(user, room)]
      const id = speaker.nextId()
      speaker.text(`{"type":"send_message","id":"${id}","data":{"content":"half \\ud800 a pair"}}`)
      await speaker.answerTo(id)
      await heard(speaker, room, 'after')
      await listener.until(() => (listener.contents(room).includes('after') ? true : undefined), 'the next message')
    },
  },
]
