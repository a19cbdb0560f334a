/** How large a frame, a content or a body may be, and how deep. */
import { closeCodes, peerCloses } from '../../../../generated/operations.ts'
import { opcodes } from '../../../websocket/header.ts'
import type { Case } from '../../case.ts'
import { check, has, same } from '../../failure.ts'
import { frameOf } from './frame-of.ts'

export const sizes: readonly Case[] = [
  {
    id: 'limits-01',
    sentence: 'A frame as large as the limit is taken, and a larger one closes the connection with 1009.',
    reference: 'close-1009',
    settings: { limits: { max_frame_bytes: 2000 } },
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const most = world.terms(peer).limits.max_frame_bytes
      peer.text(frameOf(most, 'fits'))
      await peer.refused('unknown_event', 'fits', 'the largest frame')
      peer.frame({ opcode: opcodes.text, payload: frameOf(most + 1, 'too much') })
      await peer.closedAs('frame_too_big')
    },
  },
  {
    id: 'limits-02',
    sentence: 'The size of a frame is counted in bytes, not in characters.',
    reference: 'value-limits',
    settings: { limits: { max_frame_bytes: 2000 } },
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const most = world.terms(peer).limits.max_frame_bytes
      const text = JSON.stringify({ type: 'ü'.repeat(Math.floor(most / 2)) })
      check(text.length < most && Buffer.byteLength(text) > most, 'a frame of few characters', `${text.length}`)
      peer.frame({ opcode: opcodes.text, payload: text })
      await peer.closedAs('frame_too_big')
    },
  },
  {
    id: 'limits-03',
    sentence: 'Fragments count together.',
    reference: 'close-1009',
    settings: { limits: { max_frame_bytes: 2000 } },
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const most = world.terms(peer).limits.max_frame_bytes
      const half = 'x'.repeat(Math.ceil(most / 2) + 10)
      peer.frame({ opcode: opcodes.text, payload: half, fin: false })
      peer.frame({ opcode: opcodes.continuation, payload: half })
      await peer.closedAs('frame_too_big')
    },
  },
  {
    id: 'limits-04',
    sentence:
      'A frame that is larger still by more than 128 KiB is cut off without a close frame, or closed with 1009.',
    reference: 'transport',
    settings: { limits: { max_frame_bytes: 2000 } },
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const most = world.terms(peer).limits.max_frame_bytes
      peer.frame({ opcode: opcodes.text, payload: 'x'.repeat(most + 200 * 1024) })
      const { code } = await peer.end()
      const allowed: readonly number[] = [peerCloses.lost, closeCodes.frame_too_big.code]
      check(allowed.includes(code), allowed.join(' or '), `${code}`)
    },
  },
  {
    id: 'limits-05',
    sentence: 'The limit on frames holds before connect as well.',
    reference: 'close-1009',
    settings: { limits: { max_frame_bytes: 2000 } },
    run: async (world) => {
      const most = world.terms(await world.as(world.user('alice'))).limits.max_frame_bytes
      const peer = await world.peer()
      peer.frame({ opcode: opcodes.text, payload: frameOf(most + 1, 'x') })
      await peer.closedAs('frame_too_big')
    },
  },
  {
    id: 'limits-12',
    sentence:
      'A content that is larger than the policy of the channel allows is refused with limit_exceeded, in bytes.',
    reference: 'value-channel_policy',
    needs: ['settings', 'api_key'],
    settings: { channels: [{ pattern: '*:small', max_content_bytes: 10 }] },
    run: async (world) => {
      const room = world.channel('small')
      const peer = await world.member(world.user('alice'), room)
      await peer.request('send_message', { content: 'x'.repeat(10) })
      await peer.refusal('limit_exceeded', 'send_message', { content: 'x'.repeat(11) })
      await peer.request('send_message', { content: 'ü'.repeat(5) })
      await peer.refusal('limit_exceeded', 'send_message', { content: 'ü'.repeat(6) })
      await world.api.refusal('post_channel_message', 'limit_exceeded', {
        params: { channel_id: room },
        body: { content: 'x'.repeat(11) },
      })
      same((await peer.request('history', { channel_id: room })).messages.length, 2, 'the number of messages')
    },
  },
  {
    id: 'limits-18',
    sentence:
      'connect_ack tells limits that hold: contents up to max_content_bytes are taken where the frame has room.',
    reference: 'value-limits',
    run: async (world) => {
      const room = world.channel()
      const peer = await world.member(world.user('alice'), room)
      const { max_frame_bytes: frame, max_content_bytes: most } = world.terms(peer).limits
      const empty = JSON.stringify({
        type: 'send_message',
        id: 'r100',
        data: { channel_id: room, content: '' },
      }).length
      const content = 'x'.repeat(Math.min(most, frame - empty))
      await peer.request('send_message', { channel_id: room, content })
      const [message] = await peer.waitForMessages(room, 1)
      same(message?.content.length, content.length, 'the length of the content')
    },
  },
  {
    id: 'limits-20',
    sentence: 'A body of the HTTP API that is larger than the limit is refused with limit_exceeded.',
    reference: 'setting-limits.max_http_body_bytes',
    needs: ['settings', 'api_key'],
    settings: { limits: { max_http_body_bytes: 1000 } },
    run: async (world) => {
      const params = { channel_id: world.channel() }
      await world.api.refusal('post_channel_message', 'limit_exceeded', {
        params,
        body: { content: 'x'.repeat(1000) },
      })
      has(
        await world.api.ask('post_channel_message', { params, body: { content: 'x'.repeat(900) } }),
        { offset: 1 },
        'the answer',
      )
    },
  },
  {
    id: 'limits-22',
    sentence: 'A frame of max_frame_depth levels is read, and one with more is refused with bad_frame and its id.',
    reference: 'value-limits',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const { max_frame_depth: most } = world.terms(peer).limits
      if (most === undefined) return world.skip('connect_ack does not tell max_frame_depth')
      const deep = (levels: number, id: string): string =>
        `{"type":"no_such_event","data":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)},"id":"${id}"}`
      peer.text(deep(most, 'deep'))
      await peer.refused('unknown_event', 'deep', 'a frame of as many levels as may be')
      peer.text(deep(most + 1, 'deeper'))
      await peer.refused('bad_frame', 'deeper', 'a frame of one level more')
    },
  },
  {
    id: 'limits-23',
    sentence: 'A frame of max_frame_members members is read, and one with more is refused with bad_frame and its id.',
    reference: 'value-limits',
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const { max_frame_members: most, max_frame_bytes: bytes } = world.terms(peer).limits
      if (most === undefined) return world.skip('connect_ack does not tell max_frame_members')
      const wide = (members: number, id: string): string =>
        `{"type":"no_such_event","data":{${Array.from({ length: members - 3 }, (_, at) => `"${at}":1`).join(',')}},"id":"${id}"}`
      if (wide(most + 1, 'wider').length > bytes) return world.skip('no frame has room for so many members')
      peer.text(wide(most, 'wide'))
      await peer.refused('unknown_event', 'wide', 'a frame of as many members as may be')
      peer.text(wide(most + 1, 'wider'))
      await peer.refused('bad_frame', 'wider', 'a frame of one member more')
    },
  },
]
