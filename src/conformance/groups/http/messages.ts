/** Messages posted and read over HTTP, and retries of both. */
import type { Case } from '../../case.ts'
import { has, same, show } from '../../failure.ts'

const anchor = 'the-http-api'

export const messages: readonly Case[] = [
  {
    id: 'http-05',
    sentence: 'A message that is posted comes to everyone in the channel, in nobody’s name or in that of a user.',
    reference: 'route-post_channel_message',
    needs: ['api_key', 'users'],
    run: async (world) => {
      const room = world.channel()
      const b = world.user('bob')
      const alice = await world.member(world.user('alice'), room)
      const first = await world.api.ask('post_channel_message', {
        params: { channel_id: room },
        body: { content: 'one' },
      })
      has(first, { channel_id: room, offset: 1, duplicate: false }, 'the answer')
      await world.api.ask('post_channel_message', {
        params: { channel_id: room },
        body: { content: 'two', user_id: b },
      })
      const [one, two] = await alice.waitForMessages(room, 2)
      has(one, { content: 'one', user_id: undefined, message_id: first.message_id }, 'the first')
      has(two, { content: 'two', user_id: b, offset: 2 }, 'the second')
    },
  },
  {
    id: 'http-06',
    sentence: 'An Idempotency-Key makes a retry safe: the message is stored once, and the first answer comes again.',
    reference: anchor,
    needs: ['api_key'],
    run: async (world) => {
      const room = world.channel()
      const alice = await world.member(world.user('alice'), room)
      const call = {
        params: { channel_id: room },
        headers: { 'idempotency-key': 'the-same' },
        body: { content: 'once' },
      }
      const first = await world.api.ask('post_channel_message', call)
      same(first.duplicate, false, 'duplicate')
      same(await world.api.ask('post_channel_message', call), { ...first, duplicate: true }, 'the second answer')
      await world.api.ask('post_channel_message', { params: call.params, body: { content: 'next' } })
      const [message] = await alice.waitForMessages(room, 2)
      same(alice.contents(room), ['once', 'next'], 'what was heard')
      same(message?.client_message_id, 'the-same', 'client_message_id')
    },
  },
  {
    id: 'http-07',
    sentence: 'client_message_id in the body does the same, and the header wins when both are given.',
    reference: 'route-post_channel_message',
    needs: ['api_key'],
    run: async (world) => {
      const route = { params: { channel_id: world.channel() } }
      const first = await world.api.ask('post_channel_message', {
        ...route,
        body: { content: 'x', client_message_id: 'c' },
      })
      const again = await world.api.ask('post_channel_message', {
        ...route,
        body: { content: 'x', client_message_id: 'c' },
      })
      same(again, { ...first, duplicate: true }, 'the second answer')
      const header = await world.api.ask('post_channel_message', {
        ...route,
        headers: { 'idempotency-key': 'h' },
        body: { content: 'y', client_message_id: 'c' },
      })
      same(header.duplicate, false, 'duplicate, with another key in the header')
    },
  },
  {
    id: 'http-08',
    sentence: 'The same id is a duplicate whether the user sent it or the application did in the name of the user.',
    reference: anchor,
    needs: ['api_key', 'users'],
    run: async (world) => {
      const room = world.channel()
      const a = world.user('alice')
      const alice = await world.member(a, room)
      const ack = await alice.request('send_message', { content: 'x', client_message_id: 'shared' })
      const route = { params: { channel_id: room }, headers: { 'idempotency-key': 'shared' } }
      const mine = await world.api.ask('post_channel_message', { ...route, body: { content: 'x', user_id: a } })
      same(mine, { ...ack, duplicate: true }, 'the answer in the name of alice')
      const nobodys = await world.api.ask('post_channel_message', { ...route, body: { content: 'x' } })
      same(nobodys.duplicate, false, 'duplicate in nobody’s name')
    },
  },
  {
    id: 'http-09',
    sentence: 'An Idempotency-Key holds for direct messages too.',
    reference: 'route-post_user_message',
    needs: ['api_key', 'users'],
    run: async (world) => {
      const b = world.user('bob')
      const call = { params: { user_id: b }, headers: { 'idempotency-key': 'k' }, body: { content: 'once' } }
      const first = await world.api.ask('post_user_message', call)
      same(await world.api.ask('post_user_message', call), { ...first, duplicate: true }, 'the second answer')
      same(world.terms(await world.as(b)).inbox.offset, 1, 'the top of the inbox')
    },
  },
  {
    id: 'http-10',
    sentence: 'Messages are read by the same rules as with history, and are the same.',
    reference: 'route-get_channel_messages',
    needs: ['api_key'],
    run: async (world) => {
      const room = world.channel()
      const alice = await world.member(world.user('alice'), room)
      for (let at = 1; at <= 7; at++) await alice.request('send_message', { content: `${at}` })
      for (const query of [
        {},
        { after: 2 },
        { after: 2, limit: 3 },
        { before: 5 },
        { before: 5, limit: 2 },
        { limit: 1 },
        { after: 7 },
      ]) {
        const page = await world.api.ask('get_channel_messages', { params: { channel_id: room }, query })
        same(page, await alice.request('history', { channel_id: room, ...query }), `the page for ${show(query)}`)
      }
      const { epoch } = alice.position(room) ?? { epoch: '' }
      const query = { after: 0, epoch: `${epoch}x` }
      const other = await world.api.ask('get_channel_messages', { params: { channel_id: room }, query })
      has(other, { messages: [], epoch, offset: 7 }, 'the page of another epoch')
      const both = { params: { channel_id: room }, query: { after: 1, before: 5 } }
      await world.api.refusal('get_channel_messages', 'invalid_data', both)
    },
  },
  {
    id: 'http-23',
    sentence: 'What the socket says and what the HTTP API says of a stream is the same, at the same moment.',
    reference: anchor,
    needs: ['api_key', 'users'],
    run: async (world) => {
      const room = world.channel()
      const alice = await world.member(world.user('alice'), room)
      const calls = Array.from({ length: 10 }, (_, at) =>
        world.api.ask('post_channel_message', { params: { channel_id: room }, body: { content: `http ${at}` } }),
      )
      const asked = Array.from({ length: 10 }, (_, at) => alice.request('send_message', { content: `socket ${at}` }))
      const places = [...(await Promise.all(calls)), ...(await Promise.all(asked))].map(({ offset }) => offset)
      same(
        places.sort((a, b) => a - b),
        Array.from({ length: 20 }, (_, at) => at + 1),
        'the offsets of all answers',
      )
      const page = await world.api.ask('get_channel_messages', { params: { channel_id: room } })
      same(page.messages, await alice.waitForMessages(room, 20), 'the messages')
    },
  },
]
