/** Pactwire’s own protocol. Requests are made once and kept as bytes; of what comes, two bytes of the type tell the kind. */

import { protocol } from '../../generated/operations.ts'
import type { ClientFrame, ErrorFrame, JoinChannelAck, ServerFrame } from '../../generated/types.ts'
import type { Dialect, FrameKind, Position } from './dialect.ts'
import type { Telltale } from './frames.ts'

const prefix = '{"type":"'
const typeAt = prefix.length

/** What is not named is of no interest to a load generator. */
const kinds: Partial<Record<ServerFrame['type'], FrameKind>> = {
  new_message: 'delivery',
  direct_message: 'delivery',
  send_message_ack: 'answer',
  send_direct_ack: 'answer',
  connect_ack: 'welcome',
  join_channel_ack: 'joined',
  history_ack: 'page',
  error: 'error',
}

/** By the first two bytes of the type: no two of these begin alike and mean different things. */
const byPair: FrameKind[] = Array.from({ length: 65_536 }, () => 'other')
for (const [type, kind] of Object.entries(kinds)) byPair[(type.charCodeAt(0) << 8) | type.charCodeAt(1)] = kind

/** The type of a frame that begins with this; a direct message begins otherwise, and is not only counted. */
export function beginningWith(type: string): Telltale {
  return { at: typeAt, first: type.charCodeAt(0), second: type.charCodeAt(1) }
}

export const pactwireDialect: Dialect = {
  name: 'pactwire',
  path: protocol.path,
  headBytes: typeAt + 2,
  delivery: beginningWith('new_message'),
  answers: true,
  greet(user, token) {
    const data = token === undefined ? { user_id: user } : { token }
    return [{ say: write({ type: 'connect', id: 'c', data }), until: 'welcome' }]
  },
  join: (channel) => ({
    say: write({ type: 'join_channel', id: 'j', data: { channel_id: channel } }),
    until: 'joined',
  }),
  publish: (channel, content) => write({ type: 'send_message', id: 'm', data: { channel_id: channel, content } }),
  sendDirect: (to, content) => write({ type: 'send_direct', id: 'm', data: { to, content } }),
  rejoin: (channel, since) => ({
    say: write({ type: 'join_channel', id: 'j', data: { channel_id: channel, since } }),
    until: 'joined',
  }),
  history: (channel, limit) => ({
    say: write({ type: 'history', id: 'h', data: { channel_id: channel, limit } }),
    until: 'page',
  }),
  position(answer): Position {
    const { epoch, offset } = (JSON.parse(answer) as JoinChannelAck).data
    return { epoch, offset }
  },
  recovered: (answer) => answer.includes('"recovered":true'),
  kindOf(bytes, start, end) {
    if (end - start < typeAt + 2) return 'other'
    return byPair[((bytes[start + typeAt] ?? 0) << 8) | (bytes[start + typeAt + 1] ?? 0)] ?? 'other'
  },
  refusal: (payload) => (JSON.parse(payload) as ErrorFrame).data.code,
}

function write(frame: ClientFrame): string {
  return JSON.stringify(frame)
}
