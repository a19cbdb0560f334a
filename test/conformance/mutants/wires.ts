/** Wrong WebSocket: what RFC 6455 forbids is taken, and what it allows is not. */
import type { WireFrame } from '../../../src/conformance/wire/frames.ts'
import { closes, type Mutant } from './mutant.ts'

const asIs = ({ opcode, payload, fin }: WireFrame) => ({ opcode, payload, fin })

export const wires: readonly Mutant[] = [
  { name: 'frames that are not masked are taken', caughtBy: ['framing-17'], begin: () => ({ mends: asIs }) },
  { name: 'reserved bits are not looked at', caughtBy: ['framing-18'], begin: () => ({ mends: asIs }) },
  {
    name: 'reserved opcodes are ignored',
    caughtBy: ['framing-19'],
    begin: () => ({ mends: (frame) => ([0, 1, 2, 8, 9, 10].includes(frame.opcode) ? asIs(frame) : undefined) }),
  },
  {
    name: 'control frames of any size and in fragments are taken',
    caughtBy: ['framing-20'],
    begin: () => ({
      mends: (frame) =>
        frame.opcode < 8 ? asIs(frame) : { ...asIs(frame), fin: true, payload: frame.payload.subarray(0, 125) },
    }),
  },
  {
    name: 'a continuation of nothing is a message',
    caughtBy: ['framing-21'],
    begin: () => ({ mends: (frame) => ({ ...asIs(frame), opcode: frame.opcode === 0 ? 1 : frame.opcode, fin: true }) }),
  },
  {
    name: 'fragments are messages',
    caughtBy: ['framing-10', 'framing-11', 'framing-16', 'framing-23'],
    begin: () => ({ mends: (frame) => ({ ...asIs(frame), opcode: frame.opcode === 0 ? 1 : frame.opcode, fin: true }) }),
  },
  {
    name: 'text that is not UTF-8 is made so',
    caughtBy: ['framing-22'],
    begin: () => ({ mends: (frame) => ({ ...asIs(frame), payload: frame.payload.toString('utf8') }) }),
  },
  { name: 'a length beyond everything is waited for', caughtBy: ['framing-27'], begin: () => ({ mends: asIs }) },
  { name: 'a close frame is not answered', caughtBy: ['framing-24'], begin: closes(1000, undefined) },
  {
    name: 'what is no upgrade is not found',
    caughtBy: ['framing-05'],
    begin: () => ({ answers: (answer, { path }) => (path === '/ws' ? { ...answer, status: 404 } : answer) }),
  },
  {
    name: 'any version of WebSocket is taken',
    caughtBy: ['framing-06'],
    begin: () => ({ asksUpgrade: (head) => head.replace(/(sec-websocket-version: )8/i, '$113') }),
  },
  {
    name: 'any key of an upgrade is taken',
    caughtBy: ['framing-07'],
    begin: () => ({ asksUpgrade: (head) => head.replace(/(sec-websocket-key: ).*/i, '$1dGhlIHNhbXBsZSBub25jZQ==') }),
  },
  {
    name: 'Connection is no list',
    caughtBy: ['framing-08'],
    begin: () => ({ asksUpgrade: (head) => head.replace('keep-alive, Upgrade', 'keep-alive') }),
  },
]
