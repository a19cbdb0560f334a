/** Where messages stand: offsets in order, for everyone, and for good. */
import type { Case } from '../../case.ts'
import { has, same } from '../../failure.ts'
import { filled, range, sayMany } from './filled.ts'

const anchor = 'streams'

export const order: readonly Case[] = [
  {
    id: 'streams-01',
    sentence: 'Messages stand at the offsets 1, 2, 3 and so on of one epoch, and come in this order.',
    reference: anchor,
    run: async (world) => {
      const { peer, room } = await filled(world, 50)
      const messages = await peer.waitForMessages(room, 50)
      same(
        messages.map(({ offset }) => offset),
        range(1, 50),
        'the offsets',
      )
      same(new Set(messages.map(({ epoch }) => epoch)).size, 1, 'the number of epochs')
      same(new Set(messages.map(({ message_id }) => message_id)).size, 50, 'the number of different message ids')
    },
  },
  {
    id: 'streams-02',
    sentence: 'What several say at once comes to all in the same order, none missing and none twice.',
    reference: anchor,
    needs: ['users'],
    run: async (world) => {
      const room = world.channel()
      const peers = await Promise.all(
        ['alice', 'bob', 'carol', 'dave'].map((name) => world.member(world.user(name), room)),
      )
      await Promise.all(peers.map((peer, who) => sayMany(peer, room, 25, `${who}:`)))
      const feeds = await Promise.all(peers.map((peer) => peer.waitForMessages(room, 100)))
      for (const feed of feeds) same(feed, feeds[0], 'what one connection saw')
      same(
        feeds[0]?.map(({ offset }) => offset),
        range(1, 100),
        'the offsets',
      )
    },
  },
  {
    id: 'streams-03',
    sentence: 'What one connection sends stands in the order in which it was sent.',
    reference: 'what-comes-in-which-order',
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      const contents = range(1, 40).map(String)
      peer.texts(
        contents.map((content) => JSON.stringify({ type: 'send_message', data: { channel_id: room, content } })),
      )
      await peer.waitForMessages(room, 40)
      same(peer.contents(room), contents, 'the contents')
    },
  },
  {
    id: 'streams-04',
    sentence: 'The reply and the push of a message tell the same place, id and time.',
    reference: 'event-send_message_ack',
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      const acks = await Promise.all(range(1, 20).map((at) => peer.request('send_message', { content: `${at}` })))
      const messages = await peer.waitForMessages(room, 20)
      for (const ack of acks) {
        const message = messages.find(({ offset }) => offset === ack.offset)
        const { channel_id, epoch, message_id, timestamp } = ack
        has(message, { channel_id, epoch, message_id, timestamp }, `the message at ${ack.offset}`)
      }
    },
  },
  {
    id: 'streams-05',
    sentence: 'What is acknowledged stands in the history at once, for everyone.',
    reference: anchor,
    needs: ['users'],
    run: async (world) => {
      const room = world.channel()
      const [alice, bob] = [await world.member(world.user('alice'), room), await world.member(world.user('bob'), room)]
      for (let at = 1; at <= 10; at++) {
        const ack = await alice.request('send_message', { content: `${at}` })
        const page = await bob.request('history', { channel_id: room, limit: 1 })
        has(
          page.messages[0],
          { offset: ack.offset, message_id: ack.message_id, content: `${at}` },
          'the last of the history',
        )
      }
    },
  },
  {
    id: 'streams-20',
    sentence: 'A refused message takes no offset and leaves no trace.',
    reference: anchor,
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      await peer.request('send_message', { content: '1' })
      await peer.refusal('invalid_data', 'send_message', { content: '', client_message_id: 'c' })
      await peer.refusal('invalid_data', 'send_message', { channel_id: room, client_message_id: 'c' })
      const ack = await peer.request('send_message', { content: '2', client_message_id: 'c' })
      has(ack, { offset: 2, duplicate: false }, 'send_message_ack')
    },
  },
  {
    id: 'streams-21',
    sentence: 'A channel goes on where it was when everyone had left: the same epoch, the next offset.',
    reference: anchor,
    run: async (world) => {
      const user = world.user('alice')
      const { peer, room } = await filled(world, 3)
      const position = peer.position(room)
      await peer.close()
      const back = await world.as(user)
      const ack = await back.request('join_channel', { channel_id: room })
      has(ack, { epoch: position?.epoch, offset: 3 }, 'join_channel_ack')
      same((await back.request('send_message', { content: '4' })).offset, 4, 'the next offset')
    },
  },
]
