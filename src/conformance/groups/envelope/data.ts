/** The data of a request: fields that are unknown, missing, of the wrong kind or beyond their bounds. */
import { operations } from '../../../../generated/operations.ts'
import type { Case } from '../../case.ts'
import { requestNames } from '../../contract.ts'
import { check, same, show } from '../../failure.ts'
import type { Peer, RequestName } from '../../peer.ts'

const anchor = 'the-envelope'

/** Refused with `invalid_data`, and the place is named. */
async function invalidAt(peer: Peer, type: RequestName, data: unknown, path: string): Promise<void> {
  const { details = [] } = await peer.refusal('invalid_data', type, data)
  check(
    details.some((detail) => detail.path === path),
    `${type} with ${show(data)} to be refused at ${path}`,
    () => `the details are ${show(details)}`,
  )
}

export const data: readonly Case[] = [
  {
    id: 'envelope-09',
    sentence: 'A field that the contract does not have is refused with invalid_data, which names it.',
    reference: anchor,
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
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
      const peer = await world.as(world.user('alice'))
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
      const peer = await world.as(world.user('alice'))
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
      const peer = await world.as(world.user('alice'))
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
      const peer = await world.as(world.user('alice'))
      for (const type of requestNames) {
        if (operations[type].data === 'required') await invalidAt(peer, type, undefined, 'data')
      }
    },
  },
  {
    id: 'envelope-14',
    sentence: 'A field that is required and missing is refused with invalid_data, which names it.',
    reference: 'error-invalid_data',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
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
      const peer = await world.as(world.user('alice'))
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
      const peer = await world.as(world.user('alice'))
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
      for (const limit of [0, 1001, -1]) await invalidAt(peer, 'history', { channel_id: longest, limit }, 'data.limit')
      for (const after of [-1, 2 ** 53]) await invalidAt(peer, 'history', { channel_id: longest, after }, 'data.after')
    },
  },
  {
    id: 'envelope-17',
    sentence: 'Numbers that JSON can write and nobody can mean are refused, and do no harm.',
    reference: 'error-invalid_data',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      for (const number of ['1e400', '-1', '1e-400000', '9007199254740993', '0.5']) {
        const id = peer.nextId()
        peer.text(`{"type":"history","id":"${id}","data":{"channel_id":"a","limit":${number}}}`)
        await peer.refused('invalid_data', id, number)
      }
      await peer.fence()
    },
  },
]
