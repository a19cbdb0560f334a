/** History, read in either direction, page by page. */
import type { Case } from '../../case.ts'
import { check, has, same, show } from '../../failure.ts'
import { filled, range, sayMany } from './filled.ts'

const anchor = 'streams'

export const history: readonly Case[] = [
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
    sentence: 'before reads the last that stand before a place, and has_more says whether more is stored before them.',
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
        check(first === undefined || first.offset === after + 1, `history to go on at ${after + 1}`, () => show(first))
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
]
