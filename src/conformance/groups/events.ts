/** Events of an application: published, checked by the server, stored among the messages. */
import { fileURLToPath } from 'node:url'
import type { StoredMessage } from '../../../generated/types.ts'
import type { Case, Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'

const anchor = 'event-publish'
/** The schemas that a server is given for these cases. */
const schemas = fileURLToPath(new URL('../events/', import.meta.url))
const ordered = 'conf_ordered'
const payload = { order: 'o-1', lines: [{ sku: 'tea', count: 2 }] }

const settings: NonNullable<Case['settings']> = {
  events: schemas,
  channels: [
    { pattern: '*:none', events: [] },
    { pattern: '*:noted', events: ['conf_noted'] },
    { pattern: '*:server', publish: 'server' },
  ],
}
const usual = { needs: ['settings', 'users', 'api_key'], settings } as const

/** What stands in a stream, in short: the words of a message, the name of an event. */
function kinds(messages: readonly StoredMessage[]): string[] {
  return messages.map((message) => ('event' in message ? `event ${message.event}` : message.content))
}

export const events: Group = {
  name: 'events',
  about: 'events of an application, checked and stored among the messages',
  cases: [
    {
      id: 'events-01',
      sentence: 'An event comes to everyone in the channel, the publisher included, with the version of its schema.',
      reference: 'event-new_event',
      ...usual,
      run: async (world) => {
        const room = world.channel()
        const a = world.user('alice')
        const [alice, bob] = [await world.member(a, room), await world.member(world.user('bob'), room)]
        const ack = await alice.request('publish', {
          channel_id: room,
          event: ordered,
          payload,
          client_message_id: 'c1',
        })
        for (const peer of [alice, bob]) {
          const [pushed] = await peer.wait('new_event')
          has(pushed?.data, { event: ordered, version: 3, payload, user_id: a, client_message_id: 'c1' }, 'new_event')
          const { channel_id, epoch, offset, message_id, timestamp } = ack
          has(pushed?.data, { channel_id, epoch, offset, message_id, timestamp }, 'new_event')
        }
        same(ack.duplicate, false, 'duplicate')
      },
    },
    {
      id: 'events-02',
      sentence:
        'A payload that is not as the schema of the event says is refused with invalid_data, which names the place.',
      reference: anchor,
      ...usual,
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        const wrong: readonly (readonly [unknown, string])[] = [
          [{ order: 'o-1' }, 'data.payload.lines'],
          [{ ...payload, extra: 1 }, 'data.payload.extra'],
          [{ order: '', lines: [] }, 'data.payload.order'],
          [{ order: 'o-1', lines: [{ sku: 'tea', count: 0 }] }, 'data.payload.lines[0].count'],
          [{ order: 'o-1', lines: [{ sku: 'tea', count: 1 }, { count: 1 }] }, 'data.payload.lines[1].sku'],
          [[], 'data.payload'],
          ['x', 'data.payload'],
        ]
        for (const [given, path] of wrong) {
          const data = { channel_id: room, event: ordered, payload: given }
          const { details = [] } = await peer.refusal('invalid_data', 'publish', data)
          check(
            details.some((detail) => detail.path === path),
            `${show(given)} to be refused at ${path}`,
            () => show(details),
          )
        }
        same((await peer.request('history', { channel_id: room })).offset, 0, 'the top of the channel')
      },
    },
    {
      id: 'events-03',
      sentence: 'An event that the channel does not carry is answered with unknown_event.',
      reference: 'error-unknown_event',
      ...usual,
      run: async (world) => {
        const [any, none, noted] = [world.channel(), world.channel('none'), world.channel('noted')]
        const peer = await world.as(world.user('alice'))
        for (const channel_id of [any, none, noted]) await peer.request('join_channel', { channel_id })
        await peer.refusal('unknown_event', 'publish', { channel_id: any, event: 'conf_nothing', payload: {} })
        await peer.refusal('unknown_event', 'publish', { channel_id: any, event: 'constructor', payload: {} })
        await peer.refusal('unknown_event', 'publish', { channel_id: none, event: ordered, payload })
        await peer.refusal('unknown_event', 'publish', { channel_id: noted, event: ordered, payload })
        await peer.request('publish', { channel_id: noted, event: 'conf_noted', payload: {} })
      },
    },
    {
      id: 'events-04',
      sentence:
        'To publish to a channel that was not joined is answered with not_joined, and to one that is not one’s own with forbidden.',
      reference: anchor,
      ...usual,
      run: async (world) => {
        const [room, closed] = [world.channel(), world.channel('server')]
        const peer = await world.member(world.user('alice'), closed)
        await peer.refusal('not_joined', 'publish', { channel_id: room, event: ordered, payload })
        await peer.refusal('forbidden', 'publish', { channel_id: closed, event: ordered, payload })
        await peer.request('send_message', { channel_id: closed, content: 'words are free' })
        await world.api.ask('post_channel_event', { params: { channel_id: closed }, body: { event: ordered, payload } })
        await peer.wait('new_event')
      },
    },
    {
      id: 'events-05',
      sentence: 'Events stand among the messages: the same offsets, the same history, the same recovery.',
      reference: 'value-stored_message',
      ...usual,
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        await peer.request('send_message', { content: 'one' })
        await peer.request('publish', { channel_id: room, event: ordered, payload })
        await peer.request('send_message', { content: 'three' })
        const { epoch } = await peer.request('publish', {
          channel_id: room,
          event: 'conf_noted',
          payload: { text: 'ü' },
        })
        const all = ['one', `event ${ordered}`, 'three', 'event conf_noted']
        const page = await peer.request('history', { channel_id: room })
        same(kinds(page.messages), all, 'the history')
        has(page.messages[3], { offset: 4, payload: { text: 'ü' }, version: 1 }, 'the last of the history')
        const back = await world.as(world.user('bob'))
        const ack = await back.request('join_channel', { channel_id: room, since: { epoch, offset: 1 } })
        same(kinds(ack.messages), all.slice(1), 'what was recovered')
        const read = await world.api.ask('get_channel_messages', { params: { channel_id: room } })
        same(read.messages, page.messages, 'the messages of the HTTP API')
      },
    },
    {
      id: 'events-06',
      sentence: 'A client_message_id makes a retry safe for events too, also against a message of the same id.',
      reference: 'streams',
      ...usual,
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        const said = { channel_id: room, event: ordered, payload, client_message_id: 'the-same' }
        const ack = await peer.request('publish', said)
        same(await peer.request('publish', said), { ...ack, duplicate: true }, 'the second acknowledgement')
        const other = await peer.request('publish', { ...said, payload: { ...payload, order: 'o-2' } })
        same(other, { ...ack, duplicate: true }, 'the acknowledgement of another payload')
        await peer.request('publish', { ...said, client_message_id: 'next' })
        await peer.wait('new_event', 2)
        same((await peer.request('history', { channel_id: room })).offset, 2, 'the top of the channel')
      },
    },
    {
      id: 'events-07',
      sentence: 'The application publishes over HTTP, in nobody’s name or in that of a user, by the same rules.',
      reference: 'route-post_channel_event',
      ...usual,
      run: async (world) => {
        const room = world.channel()
        const b = world.user('bob')
        const peer = await world.member(world.user('alice'), room)
        const route = { params: { channel_id: room } }
        const call = { ...route, headers: { 'idempotency-key': 'k' }, body: { event: ordered, payload } }
        const first = await world.api.ask('post_channel_event', call)
        has(first, { channel_id: room, offset: 1, duplicate: false }, 'the answer')
        same(await world.api.ask('post_channel_event', call), { ...first, duplicate: true }, 'the second answer')
        await world.api.ask('post_channel_event', { ...route, body: { event: ordered, payload, user_id: b } })
        const [one, two] = await peer.wait('new_event', 2)
        has(one?.data, { user_id: undefined, payload, version: 3 }, 'the first')
        has(two?.data, { user_id: b, offset: 2 }, 'the second')
        await world.api.refusal('post_channel_event', 'unknown_event', {
          ...route,
          body: { event: 'conf_nothing', payload },
        })
        const { errors = [] } = await world.api.refusal('post_channel_event', 'invalid_data', {
          ...route,
          body: { event: ordered, payload: { order: 'o-1' } },
        })
        same(
          errors.map(({ path }) => path),
          ['body.payload.lines'],
          'the places',
        )
      },
    },
  ],
}
