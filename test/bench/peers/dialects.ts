/** How each peer is spoken to. The hubs speak a part of Pactwire’s own protocol, so that they get the very same requests. */
import type { Dialect, FrameKind } from '../../../src/bench/dialect.ts'
import { beginningWith, pactwireDialect } from '../../../src/bench/pactwire-dialect.ts'

/** What a hub has: connecting, joining, messages, direct messages. */
const { rejoin: _rejoin, history: _history, position: _position, recovered: _recovered, ...common } = pactwireDialect
const hub: Dialect = { ...common, name: 'hub' }

/** The floor sends on what it got, and nothing else but what lets somebody in. */
const { sendDirect: _sendDirect, ...plain } = common
const floor: Dialect = {
  ...plain,
  name: 'floor',
  answers: false,
  delivery: beginningWith('send_message'),
  kindOf(bytes, start, end) {
    const kind = plain.kindOf(bytes, start, end)
    return kind === 'answer' ? 'delivery' : kind
  },
}

/** Engine.IO’s kind of packet, then Socket.IO’s; an event is answered under the number that it brought. */
const packets = { ping: '2', pong: '3', connect: '40', event: '42', ack: '43', refused: '44' } as const
const numbers = { join: '0', message: '1' } as const

const emit = (number: string, ...event: unknown[]): string => `${packets.event}${number}${JSON.stringify(event)}`

const socketIo: Dialect = {
  name: 'socket.io',
  path: '/socket.io/?EIO=4&transport=websocket',
  headBytes: 3,
  delivery: { at: 0, first: packets.event.charCodeAt(0), second: packets.event.charCodeAt(1) },
  answers: true,
  greet: (user) => [{ say: `${packets.connect}${JSON.stringify({ user })}`, until: 'welcome' }],
  join: (channel) => ({ say: emit(numbers.join, 'join', channel), until: 'joined' }),
  publish: (channel_id, content) => emit(numbers.message, 'message', { channel_id, content }),
  sendDirect: (to, content) => emit(numbers.message, 'direct', { to, content }),
  kindOf(bytes, start, end): FrameKind {
    const packet = bytes.toString('latin1', start, Math.min(end, start + 2))
    if (packet === packets.event) return 'delivery'
    if (packet === packets.ack) return bytes[start + 2] === numbers.join.charCodeAt(0) ? 'joined' : 'answer'
    if (packet === packets.connect) return 'welcome'
    if (packet === packets.refused) return 'error'
    return packet === packets.ping ? 'ping' : 'other'
  },
  refusal: (payload) => payload.slice(0, 200),
  pong: packets.pong,
}

export const dialects = { pactwire: pactwireDialect, hub, floor, 'socket.io': socketIo } as const
export type DialectName = keyof typeof dialects
