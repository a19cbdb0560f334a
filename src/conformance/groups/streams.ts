/** Offsets, history and retries: what may be relied on while connections hold. */
import type { Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'
import { contentsOf, type Peer } from '../peer.ts'
import type { World } from '../world.ts'

const anchor = 'streams'

/** Says so many things in a channel, without waiting between them; gives the contents. */
async function sayMany(peer: Peer, room: string, count: number, start = ''): Promise<string[]> {
  const contents = Array.from({ length: count }, (_, at) => `${start}${at + 1}`)
  // So many that no usual limit on what is unanswered is met.
  for (let at = 0; at < count; at += 25)
    await Promise.all(
      contents.slice(at, at + 25).map((content) => peer.request('send_message', { channel_id: room, content })),
    )
  return contents
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at)

async function filled(world: World, count: number, room = world.channel()): Promise<{ peer: Peer; room: string }> {
  const peer = await world.member(world.user('alice'), room)
  await sayMany(peer, room, count)
  return { peer, room }
}

export const streams: Group = {
  name: 'streams',
  about: 'offsets in order, history, and retries that are safe',
  cases: [
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
        const [alice, bob] = [
          await world.member(world.user('alice'), room),
          await world.member(world.user('bob'), room),
        ]
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
      id: 'streams-06',
      sentence: 'history is oldest first, and agrees with what was pushed.',
      reference: 'event-history',
      run: async (world) => {
        const { peer, room } = await filled(world, 30)
        const page = await peer.request('history', { channel_id: room })
        has(page, { channel_id: room, offset: 30, has_more: false }, 'history_ack')
        same(page.messages, await peer.waitForMessages(room, 30), 'the messages')
      },
    },
    {
      id: 'streams-07',
      sentence: 'after reads forwards from any place, and has_more says whether more is stored behind it.',
      reference: 'event-history',
      run: async (world) => {
        const { peer, room } = await filled(world, 12)
        for (const after of range(0, 13)) {
          const page = await peer.request('history', { channel_id: room, after, limit: 5 })
          const last = Math.min(after + 5, 12)
          same(
            page.messages.map(({ offset }) => offset),
            range(after + 1, last),
            `the offsets after ${after}`,
          )
          same(page.has_more, last < 12, `has_more after ${after}`)
        }
      },
    },
    {
      id: 'streams-08',
      sentence:
        'before reads the last that stand before a place, and has_more says whether more is stored before them.',
      reference: 'event-history',
      run: async (world) => {
        const { peer, room } = await filled(world, 12)
        for (const before of range(0, 14)) {
          const page = await peer.request('history', { channel_id: room, before, limit: 5 })
          const last = Math.min(Math.max(before - 1, 0), 12)
          const first = Math.max(last - 4, 1)
          same(
            page.messages.map(({ offset }) => offset),
            range(first, last),
            `the offsets before ${before}`,
          )
          same(page.has_more, last > 0 && first > 1, `has_more before ${before}`)
        }
      },
    },
    {
      id: 'streams-09',
      sentence: 'With neither after nor before, history reads the last; 100 of them when no limit is named.',
      reference: 'event-history',
      run: async (world) => {
        const { peer, room } = await filled(world, 105)
        const page = await peer.request('history', { channel_id: room })
        same(
          page.messages.map(({ offset }) => offset),
          range(6, 105),
          'the offsets',
        )
        has(page, { offset: 105, has_more: true }, 'history_ack')
        const last = await peer.request('history', { channel_id: room, limit: 1 })
        same(
          last.messages.map(({ offset }) => offset),
          [105],
          'the last offset',
        )
        const most = await peer.request('history', { channel_id: room, limit: 1000 })
        same(most.messages.length, 105, 'the number of messages')
      },
    },
    {
      id: 'streams-10',
      sentence: 'history with both after and before is refused with invalid_data.',
      reference: 'event-history',
      run: async (world) => {
        const { peer, room } = await filled(world, 1)
        await peer.refusal('invalid_data', 'history', { channel_id: room, after: 0, before: 5 })
      },
    },
    {
      id: 'streams-11',
      sentence: 'history of another epoch returns nothing, and says which epoch it is now.',
      reference: 'event-history',
      run: async (world) => {
        const { peer, room } = await filled(world, 5)
        const { epoch } = peer.position(room) ?? { epoch: '' }
        const page = await peer.request('history', { channel_id: room, after: 0, epoch: 'another' })
        has(page, { messages: [], epoch, offset: 5, has_more: false }, 'history_ack')
        const same_ = await peer.request('history', { channel_id: room, after: 0, epoch })
        same(same_.messages.length, 5, 'the number of messages of the right epoch')
      },
    },
    {
      id: 'streams-12',
      sentence: 'Pages that are read while others write fit together without a gap, and agree with what is pushed.',
      reference: anchor,
      needs: ['users'],
      run: async (world) => {
        const room = world.channel()
        const [writer, reader] = [
          await world.member(world.user('alice'), room),
          await world.member(world.user('bob'), room),
        ]
        const writing = sayMany(writer, room, 120)
        let after = 0
        while (after < 120) {
          const page = await reader.request('history', { channel_id: room, after, limit: 7 })
          const [first] = page.messages
          check(first === undefined || first.offset === after + 1, `history to go on at ${after + 1}`, () =>
            show(first),
          )
          after = page.messages.at(-1)?.offset ?? after
          if (page.messages.length === 0) await reader.waitForMessages(room, Math.min(after + 1, 120))
        }
        await writing
        await reader.waitForMessages(room, 120)
      },
    },
    {
      id: 'streams-13',
      sentence: 'An empty channel has an empty history.',
      reference: 'event-history',
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        for (const question of [{}, { after: 0 }, { before: 10 }]) {
          const page = await peer.request('history', { channel_id: room, ...question })
          has(page, { messages: [], offset: 0, has_more: false }, `history ${show(question)}`)
        }
      },
    },
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
        const acks = await Promise.all(
          peers.flatMap((peer) => range(1, 5).map(() => peer.request('send_message', said))),
        )
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
    {
      id: 'streams-22',
      sentence: 'History that is no longer kept is left out at its old end, and the offsets stay what they are.',
      reference: anchor,
      needs: ['settings'],
      settings: { channels: [{ pattern: '*:short', history_size: 10 }] },
      run: async (world) => {
        const { peer, room } = await filled(world, 30, world.channel('short'))
        const page = await peer.request('history', { channel_id: room, after: 0, limit: 1000 })
        const offsets = page.messages.map(({ offset }) => offset)
        same(offsets.at(-1), 30, 'the last offset')
        check(offsets.length >= 10 && offsets.length < 30, '10 messages, or some more', () => show(offsets))
        same(offsets, range(31 - offsets.length, 30), 'the offsets')
      },
    },
    {
      id: 'streams-23',
      sentence: 'A page that would be too large to deliver is cut, and has_more says so.',
      reference: 'event-history_ack',
      needs: ['settings'],
      settings: { limits: { max_backlog_bytes: 131_072 } },
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        for (let at = 0; at < 12; at++)
          await peer.request('send_message', { channel_id: room, content: 'x'.repeat(20_000) })
        const seen: number[] = []
        for (let more = true; more; ) {
          const page = await peer.request('history', { channel_id: room, after: seen.at(-1) ?? 0, limit: 1000 })
          check(page.messages.length > 0, 'at least one message', 'an empty page')
          seen.push(...page.messages.map(({ offset }) => offset))
          more = page.has_more
        }
        same(seen, range(1, 12), 'the offsets of all pages')
      },
    },
  ],
}
