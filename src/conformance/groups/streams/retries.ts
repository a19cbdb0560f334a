/** Messages that are sent again with the same `client_message_id`. */
import type { Case } from '../../case.ts'
import { same } from '../../failure.ts'
import { contentsOf, type Peer } from '../../peer.ts'
import { range } from './filled.ts'

const anchor = 'streams'

export const retries: readonly Case[] = [
  {
    id: 'streams-14',
    sentence: 'The same client_message_id is stored once, and acknowledged again with the first id and offset.',
    reference: anchor,
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      const said = { channel_id: room, content: 'once', client_message_id: 'the-same' }
      const ack = await peer.request('send_message', said)
      same(ack.duplicate, false, 'duplicate')
      await peer.request('send_message', { channel_id: room, content: 'between' })
      for (let at = 0; at < 3; at++)
        same(await peer.request('send_message', said), { ...ack, duplicate: true }, 'the acknowledgement again')
      await peer.request('send_message', { channel_id: room, content: 'last' })
      await peer.waitForMessages(room, 3)
      same(peer.contents(room), ['once', 'between', 'last'], 'what was pushed')
      const page = await peer.request('history', { channel_id: room })
      same(contentsOf(page.messages), ['once', 'between', 'last'], 'the history')
    },
  },
  {
    id: 'streams-15',
    sentence: 'It is a duplicate on another connection of the user too, and after reconnecting.',
    reference: anchor,
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const said = { channel_id: room, content: 'x', client_message_id: 'the-same' }
      const [one, two] = [await world.member(user, room), await world.member(user, room)]
      const ack = await one.request('send_message', said)
      same(await two.request('send_message', said), { ...ack, duplicate: true }, 'on another connection')
      await one.close()
      await two.close()
      const three = await world.member(user, room)
      same(await three.request('send_message', said), { ...ack, duplicate: true }, 'after reconnecting')
    },
  },
  {
    id: 'streams-16',
    sentence: 'With another content it is a duplicate as well: the first content stands.',
    reference: anchor,
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      const ack = await peer.request('send_message', { content: 'first', client_message_id: 'the-same' })
      const again = await peer.request('send_message', { content: 'second', client_message_id: 'the-same' })
      same(again, { ...ack, duplicate: true }, 'the second acknowledgement')
      const page = await peer.request('history', { channel_id: room })
      same(contentsOf(page.messages), ['first'], 'the history')
    },
  },
  {
    id: 'streams-17',
    sentence: 'The same id of another user, or in another channel, is another message.',
    reference: anchor,
    needs: ['users'],
    run: async (world) => {
      const [one, two] = [world.channel('one'), world.channel('two')]
      const [alice, bob] = [await world.member(world.user('alice'), one), await world.member(world.user('bob'), one)]
      await alice.request('join_channel', { channel_id: two })
      const said = { content: 'x', client_message_id: 'the-same' }
      same((await alice.request('send_message', { ...said, channel_id: one })).duplicate, false, 'the first')
      same((await bob.request('send_message', { ...said, channel_id: one })).duplicate, false, 'of another user')
      same((await alice.request('send_message', { ...said, channel_id: two })).duplicate, false, 'in another channel')
      const direct = await alice.request('send_direct', { ...said, to: world.user('bob') })
      same(direct.duplicate, false, 'as a direct message')
    },
  },
  {
    id: 'streams-18',
    sentence: 'Sent many times at once, it is stored once, and one of the acknowledgements is no duplicate.',
    reference: anchor,
    run: async (world) => {
      const user = world.user('alice')
      const room = world.channel()
      const peers = await Promise.all(range(1, 4).map(() => world.member(user, room)))
      const said = { channel_id: room, content: 'x', client_message_id: 'the-same' }
      const acks = await Promise.all(peers.flatMap((peer) => range(1, 5).map(() => peer.request('send_message', said))))
      same(acks.filter(({ duplicate }) => !duplicate).length, 1, 'how many were no duplicates')
      same(new Set(acks.map(({ message_id }) => message_id)).size, 1, 'the number of different ids')
      const page = await (peers[0] as Peer).request('history', { channel_id: room })
      same(page.messages.length, 1, 'the number of messages')
    },
  },
  {
    id: 'streams-19',
    sentence: 'The latest 1,000 ids of a user in a channel are remembered.',
    reference: anchor,
    needs: ['settings'],
    settings: {
      limits: {
        requests_per_second: 100_000,
        request_burst: 100_000,
        user_requests_per_second: 100_000,
        user_request_burst: 100_000,
      },
    },
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      const say = (at: number) =>
        peer.request('send_message', { channel_id: room, content: `${at}`, client_message_id: `c${at}` })
      const first = await say(1)
      for (let at = 2; at <= 1000; at += 40) await Promise.all(range(at, Math.min(at + 39, 1000)).map(say))
      same(await say(1), { ...first, duplicate: true }, 'the acknowledgement of the first after 999 others')
    },
  },
]
