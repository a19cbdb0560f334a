/** The shape of frames: ids, types, data, and how each wrong shape is refused. */
import { operations, protocol, pushes } from '../../../generated/operations.ts'
import type { Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'
import type { Peer, RequestName } from '../peer.ts'
import type { World } from '../world.ts'

const anchor = 'the-envelope'
const requests = Object.keys(operations) as RequestName[]

const alice = (world: World): Promise<Peer> => world.as(world.user('alice'))

/** Refused with `invalid_data`, and the place is named. */
async function invalidAt(peer: Peer, type: RequestName, data: unknown, path: string): Promise<void> {
  const { details = [] } = await peer.refusal('invalid_data', type, data)
  check(
    details.some((detail) => detail.path === path),
    `${type} with ${show(data)} to be refused at ${path}`,
    () => `the details are ${show(details)}`,
  )
}

/** Each text is refused as a bad frame. The connection forgives only so many, so each few have one of their own. */
async function badFrames(world: World, texts: readonly string[]): Promise<void> {
  for (let at = 0; at < texts.length; at += 5) {
    const peer = await alice(world)
    for (const text of texts.slice(at, at + 5)) await peer.refusalOf(text, 'bad_frame')
    await peer.fence()
  }
}

export const envelope: Group = {
  name: 'envelope',
  about: 'the shape of frames, ids, and one answer to each request',
  cases: [
    {
      id: 'envelope-01',
      sentence: 'The answer repeats the id of the request, which has 1 to 64 characters of any sort.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        for (const id of ['1', 'x'.repeat(64), '𝄞'.repeat(64), ' ', '"\\\n\u0000', 'é́'])
          await peer.answerTo(peer.begin('heartbeat', undefined, id))
      },
    },
    {
      id: 'envelope-02',
      sentence: 'An id that is empty, too long or no text is answered with bad_frame.',
      reference: 'error-bad_frame',
      run: (world) =>
        badFrames(
          world,
          ['', 'x'.repeat(65), '𝄞'.repeat(65), 5, null, true, {}, ['1']].map((id) =>
            JSON.stringify({ type: 'heartbeat', id }),
          ),
        ),
    },
    {
      id: 'envelope-03',
      sentence: 'A request without an id is answered without one, whether it is done or refused.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        const room = world.channel()
        peer.say({ type: 'heartbeat' })
        const [beat] = await peer.wait('heartbeat_ack')
        check(beat !== undefined && !('id' in beat), 'no id', () => show(beat))
        peer.say({ type: 'join_channel', data: { channel_id: room } })
        await peer.wait('join_channel_ack')
        peer.say({ type: 'presence', data: {} })
        const [error] = await peer.wait('error')
        check(error !== undefined && !('id' in error), 'no id', () => show(error))
      },
    },
    {
      id: 'envelope-04',
      sentence: 'What is not one JSON object is answered with bad_frame, and the connection goes on.',
      reference: 'error-bad_frame',
      run: (world) =>
        badFrames(world, [
          '',
          '{',
          '}',
          'null',
          'true',
          '5',
          '"heartbeat"',
          '[]',
          '[{"type":"heartbeat"}]',
          "{'type':'x'}",
        ]),
    },
    {
      id: 'envelope-05',
      sentence: 'Two objects in one frame, or something behind the object, are no JSON.',
      reference: 'error-bad_frame',
      run: (world) =>
        badFrames(world, [
          '{"type":"heartbeat"}{"type":"heartbeat"}',
          '{"type":"heartbeat"},',
          '{"type":"heartbeat"}\u0000',
        ]),
    },
    {
      id: 'envelope-06',
      sentence: 'A frame without a type, or with one that is no text, is answered with bad_frame.',
      reference: 'error-bad_frame',
      run: (world) =>
        badFrames(world, [
          '{}',
          '{"data":{}}',
          '{"type":5}',
          '{"type":null}',
          '{"type":["heartbeat"]}',
          '{"Type":"heartbeat"}',
        ]),
    },
    {
      id: 'envelope-07',
      sentence: 'A type that is none is answered with unknown_event, with the id.',
      reference: 'error-unknown_event',
      run: async (world) => {
        const peer = await alice(world)
        for (const type of ['fly', '', 'HEARTBEAT', ' heartbeat', '__proto__', 'constructor', 'x'.repeat(5000)]) {
          const id = peer.nextId()
          peer.say({ type, id, data: {} })
          await peer.refused('unknown_event', id, show(type))
        }
      },
    },
    {
      id: 'envelope-08',
      sentence: 'What only the server says is no request.',
      reference: 'error-unknown_event',
      run: async (world) => {
        const peer = await alice(world)
        for (const type of [...pushes, ...Object.values(operations).map(({ reply }) => reply)]) {
          const id = peer.nextId()
          peer.say({ type, id })
          await peer.refused('unknown_event', id, type)
        }
      },
    },
    {
      id: 'envelope-09',
      sentence: 'A field that the contract does not have is refused with invalid_data, which names it.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        const room = world.channel()
        await peer.request('join_channel', { channel_id: room })
        await invalidAt(peer, 'heartbeat', { extra: 1 }, 'data.extra')
        await invalidAt(peer, 'join_channel', { channel_id: room, extra: null }, 'data.extra')
        await invalidAt(
          peer,
          'join_channel',
          { channel_id: room, since: { epoch: 'e', offset: 1, extra: 1 } },
          'data.since.extra',
        )
        await invalidAt(peer, 'send_message', { channel_id: room, content: 'x', user_id: 'mallory' }, 'data.user_id')
        await peer.fence()
        same(peer.messages(room), [], 'the messages')
      },
    },
    {
      id: 'envelope-10',
      sentence: 'A field beside type, id and data is refused with invalid_data.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        for (const extra of ['extra', 'token', '__proto__', 'constructor', 'toString']) {
          const id = peer.nextId()
          peer.text(`{"type":"heartbeat","id":"${id}","${extra}":{"polluted":true}}`)
          await peer.refused('invalid_data', id, extra)
        }
        await peer.fence()
      },
    },
    {
      id: 'envelope-11',
      sentence: 'Data that is null, a list or no object is refused with invalid_data.',
      reference: 'error-invalid_data',
      run: async (world) => {
        const peer = await alice(world)
        for (const data of [null, [], 'x', 5, true]) {
          await invalidAt(peer, 'heartbeat', data, 'data')
          await invalidAt(peer, 'join_channel', data, 'data')
        }
      },
    },
    {
      id: 'envelope-12',
      sentence: 'Data may be left out where every field of it is optional, and may be empty there.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        peer.text('{"type":"heartbeat"}')
        peer.text('{"type":"heartbeat","data":{}}')
        peer.text(' {\n"id" : "spaced",\t"type":"heartbeat" }\r\n')
        await peer.wait('heartbeat_ack', 3)
      },
    },
    {
      id: 'envelope-13',
      sentence: 'Data that is required and missing is refused with invalid_data, for each request.',
      reference: 'error-invalid_data',
      run: async (world) => {
        const peer = await alice(world)
        for (const type of requests) {
          if (operations[type].data === 'required') await invalidAt(peer, type, undefined, 'data')
        }
      },
    },
    {
      id: 'envelope-14',
      sentence: 'A field that is required and missing is refused with invalid_data, which names it.',
      reference: 'error-invalid_data',
      run: async (world) => {
        const peer = await alice(world)
        await invalidAt(peer, 'join_channel', {}, 'data.channel_id')
        await invalidAt(peer, 'leave_channel', {}, 'data.channel_id')
        await invalidAt(peer, 'send_message', {}, 'data.content')
        await invalidAt(peer, 'send_direct', { content: 'x' }, 'data.to')
        await invalidAt(peer, 'history', { limit: 1 }, 'data.channel_id')
        await invalidAt(peer, 'presence', {}, 'data.channel_id')
        await invalidAt(peer, 'refresh', {}, 'data.token')
        await invalidAt(peer, 'join_channel', { channel_id: 'a', since: { epoch: 'e' } }, 'data.since.offset')
      },
    },
    {
      id: 'envelope-15',
      sentence: 'A field of the wrong kind is refused with invalid_data; an optional one is never null.',
      reference: 'error-invalid_data',
      run: async (world) => {
        const peer = await alice(world)
        await invalidAt(peer, 'send_message', { content: 5 }, 'data.content')
        await invalidAt(peer, 'send_message', { content: 'x', channel_id: null }, 'data.channel_id')
        await invalidAt(peer, 'send_message', { content: 'x', client_message_id: null }, 'data.client_message_id')
        await invalidAt(peer, 'join_channel', { channel_id: 'a', durable: 'yes' }, 'data.durable')
        await invalidAt(peer, 'join_channel', { channel_id: 'a', since: null }, 'data.since')
        await invalidAt(peer, 'history', { channel_id: 'a', limit: '5' }, 'data.limit')
        await invalidAt(peer, 'history', { channel_id: 'a', after: 1.5 }, 'data.after')
        await invalidAt(peer, 'presence', { channel_id: ['a'] }, 'data.channel_id')
      },
    },
    {
      id: 'envelope-16',
      sentence: 'A value beyond its bounds is refused with invalid_data, and one at the bound is taken.',
      reference: 'error-invalid_data',
      run: async (world) => {
        const peer = await alice(world)
        const longest = world.channel().padEnd(128, 'x')
        await peer.request('join_channel', { channel_id: longest })
        await invalidAt(peer, 'join_channel', { channel_id: `${longest}x` }, 'data.channel_id')
        await invalidAt(peer, 'join_channel', { channel_id: '' }, 'data.channel_id')
        for (const bad of ['no space', 'slash/', 'ünï', 'a\n', '#a', 'a*'])
          await invalidAt(peer, 'join_channel', { channel_id: bad }, 'data.channel_id')
        await invalidAt(peer, 'send_message', { content: '' }, 'data.content')
        await peer.request('send_message', { content: 'x', client_message_id: 'y'.repeat(128) })
        await invalidAt(
          peer,
          'send_message',
          { content: 'x', client_message_id: 'y'.repeat(129) },
          'data.client_message_id',
        )
        await invalidAt(peer, 'send_message', { content: 'x', client_message_id: '' }, 'data.client_message_id')
        for (const limit of [0, 1001, -1])
          await invalidAt(peer, 'history', { channel_id: longest, limit }, 'data.limit')
        for (const after of [-1, 2 ** 53])
          await invalidAt(peer, 'history', { channel_id: longest, after }, 'data.after')
      },
    },
    {
      id: 'envelope-17',
      sentence: 'Numbers that JSON can write and nobody can mean are refused, and do no harm.',
      reference: 'error-invalid_data',
      run: async (world) => {
        const peer = await alice(world)
        for (const number of ['1e400', '-1', '1e-400000', '9007199254740993', '0.5']) {
          const id = peer.nextId()
          peer.text(`{"type":"history","id":"${id}","data":{"channel_id":"a","limit":${number}}}`)
          await peer.refused('invalid_data', id, number)
        }
        await peer.fence()
      },
    },
    {
      id: 'envelope-18',
      sentence: 'Every request gets exactly one answer, also when many are sent without waiting.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        const room = world.channel()
        const texts = Array.from({ length: 40 }, (_, at) => {
          const id = `p${at}`
          if (at % 4 === 0) return JSON.stringify({ type: 'heartbeat', id })
          if (at % 4 === 1) return JSON.stringify({ type: 'join_channel', id, data: { channel_id: room } })
          if (at % 4 === 2) return JSON.stringify({ type: 'send_message', id, data: { content: `${at}` } })
          return JSON.stringify({ type: 'nothing', id })
        })
        peer.texts(texts)
        for (const at of texts.keys()) await peer.answerTo(`p${at}`)
        // A second answer would have come before this one.
        await peer.fence()
      },
    },
    {
      id: 'envelope-19',
      sentence: 'Requests that share an id are answered once each.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        peer.texts(Array.from({ length: 5 }, () => JSON.stringify({ type: 'heartbeat', id: 'again' })))
        await peer.wait('heartbeat_ack', 5)
        await peer.fence()
        same(peer.all('heartbeat_ack').length, 6, 'the number of answers, the last heartbeat’s included')
      },
    },
    {
      id: 'envelope-20',
      sentence:
        'Requests take effect in the order in which they were sent: connect, join and send may leave in one go.',
      reference: 'what-comes-in-which-order',
      run: async (world) => {
        const user = world.user('alice')
        const room = world.channel()
        const peer = await world.peer()
        const say = (id: string, type: string, data: unknown) => JSON.stringify({ type, id, data })
        peer.texts([
          say('a', 'connect', await world.credentials(user)),
          say('b', 'join_channel', { channel_id: room }),
          say('c', 'send_message', { content: 'in' }),
          say('d', 'leave_channel', { channel_id: room }),
          say('e', 'send_message', { channel_id: room, content: 'out' }),
        ])
        for (const id of ['a', 'b', 'c', 'd']) {
          const { type } = await peer.answerTo(id)
          check(type !== 'error', `${id} to be done`, `it was refused`)
        }
        await peer.refused('not_joined', 'e', 'the message after leaving')
      },
    },
    {
      id: 'envelope-21',
      sentence: 'Pushes have no id, whatever the id of the request that caused them.',
      reference: anchor,
      run: async (world) => {
        const room = world.channel()
        const peer = await world.member(world.user('alice'), room)
        peer.say({ type: 'send_message', id: 'mine', data: { content: 'x' } })
        await peer.answerTo('mine')
        const [message] = await peer.wait('new_message')
        check(message !== undefined && !('id' in message), 'new_message without an id', () => show(message))
      },
    },
    {
      id: 'envelope-22',
      sentence: 'An error says by its code whether trying again helps, in words what is wrong, and does no harm.',
      reference: 'event-error',
      run: async (world) => {
        const peer = await alice(world)
        const error = await peer.refusal('not_joined', 'send_message', { channel_id: world.channel(), content: 'x' })
        has(error, { code: 'not_joined', retryable: false }, 'the error')
        check(error.message.length > 10, 'a message for a person', () => show(error.message))
        await peer.fence()
      },
    },
    {
      id: 'envelope-23',
      sentence: 'JSON that is deep, wide or full of repeated keys is answered like any other, and the server goes on.',
      reference: anchor,
      run: async (world) => {
        const peer = await alice(world)
        const most = world.terms(peer).limits.max_frame_bytes
        const depth = Math.min(20_000, Math.floor((most - 100) / 2))
        const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`
        const wide = Array.from({ length: Math.min(2000, Math.floor(most / 20)) }, (_, at) => `"k${at}":0`).join(',')
        for (const [id, data] of [
          ['deep', deep],
          ['wide', `{${wide}}`],
        ] as const) {
          peer.text(`{"type":"heartbeat","id":"${id}","data":${data}}`)
          await peer.refused('invalid_data', id, `${id} data`)
        }
        peer.text('{"type":"fly","type":"heartbeat","id":"twice","id":"twice"}')
        await peer.answerTo('twice')
        await peer.fence()
      },
    },
    {
      id: 'envelope-24',
      sentence: 'The protocol names itself and its version, and the server shows the schema of every event.',
      reference: 'route-get_schema',
      run: async (world) => {
        same(protocol.subprotocol, 'pactwire.v1', 'the subprotocol')
        for (const file of [...requests, ...pushes].map((name) => `${name}.json`)) {
          const answer = await world.api.send('get_schema', { params: { file } })
          same(answer.status, 200, `the status of ${file}`)
          has(answer.json, { $id: file }, file)
        }
        await world.api.refusal('get_schema', 'not_found', { params: { file: 'no_such_event.json' } })
      },
    },
  ],
}
