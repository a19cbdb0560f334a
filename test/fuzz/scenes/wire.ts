/** WebSocket as it should not be spoken, and as it may be spoken though nobody does. */
import { writeFrame } from '../../../src/conformance/wire/frames.ts'
import { opcodes } from '../../../src/websocket/header.ts'
import type { Dice } from '../dice.ts'
import { damaged } from '../frames.ts'
import type { HostilePeer } from '../hostile-peer.ts'
import { beat, mustEnd, type Scene, type Stage, stillThere } from '../scene.ts'

type Offence = (peer: HostilePeer, dice: Dice) => void

/** A frame of its own is put around bytes that are not UTF-8. */
const notUtf8: readonly (readonly number[])[] = [
  [0x80],
  [0xbf],
  [0xc0, 0xaf],
  [0xc1, 0xbf],
  [0xe0, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xf0, 0x80, 0x80, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0xfe],
  [0xff],
  [0xe2, 0x82],
  [0xf0, 0x9f, 0x98],
]

/** After each of these the connection ends. */
export const offences: Readonly<Record<string, Offence>> = {
  'frames without a mask': (peer, dice) => {
    for (let count = 0; count < 3; count++)
      peer.frame({ opcode: opcodes.text, payload: beat(`unmasked ${dice.below(9)}`), masked: false })
  },
  'reserved bits': (peer, dice) =>
    peer.frame({ opcode: dice.pick([1, 2, 8, 9, 10]), payload: beat('reserved'), reserved: dice.between(1, 7) }),
  'reserved opcodes': (peer, dice) =>
    peer.frame({ opcode: dice.pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload: dice.bytes(dice.below(130)) }),
  'control frames in pieces': (peer, dice) =>
    peer.frame({ opcode: dice.pick([9, 10, 8]), payload: 'piece', fin: false }),
  'control frames that are too long': (peer, dice) =>
    peer.frame({ opcode: dice.pick([9, 10, 8]), payload: dice.bytes(dice.between(126, 1000)) }),
  'a continuation of nothing': (peer, dice) =>
    peer.frame({ opcode: opcodes.continuation, payload: beat('continued'), fin: dice.heads() }),
  'a message inside another': (peer) => {
    peer.frame({ opcode: opcodes.text, payload: '{"type":', fin: false })
    peer.frame({ opcode: opcodes.text, payload: beat('inside') })
  },
  'text that is not UTF-8': (peer, dice) => {
    const payload = Buffer.concat([
      Buffer.from('{"type":"heartbeat","id":"'),
      Buffer.from(dice.pick(notUtf8)),
      Buffer.from('"}'),
    ])
    peer.frame({ opcode: opcodes.text, payload })
  },
  'text that is not UTF-8, in pieces': (peer, dice) => {
    const payload = Buffer.concat([
      Buffer.from('{"type":"heartbeat","id":"'),
      Buffer.from(dice.pick(notUtf8)),
      Buffer.from('"}'),
    ])
    inPieces(peer, payload, dice)
  },
  'lengths that are lies': (peer, dice) =>
    peer.frame({
      opcode: dice.pick([1, 2]),
      payload: 'x',
      claimedLength: dice.pick([2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 53n, 2n ** 40n, 2n ** 32n, 2n ** 31n]),
    }),
  'lengths that are lies, of control frames': (peer, dice) =>
    peer.frame({ opcode: dice.pick([8, 9, 10]), payload: 'x', claimedLength: dice.pick([2n ** 63n, 126n, 65_536n]) }),
  'a message that has no end': (peer) => {
    peer.frame({ opcode: opcodes.text, payload: 'x', fin: false })
    for (let count = 0; count < 60; count++)
      peer.frame({ opcode: opcodes.continuation, payload: 'x'.repeat(10_000), fin: false })
  },
  'a frame that is too large': (peer) => peer.frame({ opcode: opcodes.text, payload: 'x'.repeat(300_000) }),
  'half a close code': (peer) => peer.frame({ opcode: opcodes.close, payload: Buffer.of(3) }),
  'a close code that there is not': (peer, dice) =>
    peer.frame({
      opcode: opcodes.close,
      payload: code(dice.pick([0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535])),
    }),
  'a close reason that is not UTF-8': (peer, dice) =>
    peer.frame({ opcode: opcodes.close, payload: Buffer.concat([code(1000), Buffer.from(dice.pick(notUtf8))]) }),
  'a close frame, and then more': (peer, dice) => {
    peer.frame({ opcode: opcodes.close, payload: code(dice.pick([1000, 1001, 3000, 4999])) })
    peer.frame({ opcode: opcodes.text, payload: beat('after') })
  },
  'something else than WebSocket': (peer) => peer.bytes(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20))),
}

/** What is allowed is answered, however odd. */
export const oddities: Readonly<Record<string, Offence>> = {
  'fragments of one byte and of none': (peer, dice) => {
    peer.expectAnswer()
    peer.frame({ opcode: opcodes.text, fin: false })
    for (const byte of Buffer.from(beat('bytes 𝄞'))) {
      peer.frame({ opcode: opcodes.continuation, payload: Buffer.of(byte), fin: false })
      if (dice.heads(0.3)) peer.frame({ opcode: opcodes.continuation, fin: false })
      if (dice.heads(0.1)) peer.frame({ opcode: dice.pick([9, 10]), payload: dice.bytes(dice.below(126)) })
    }
    peer.frame({ opcode: opcodes.continuation })
  },
  'characters that are split between fragments': (peer, dice) => {
    peer.expectAnswer()
    inPieces(peer, Buffer.from(beat('clef 𝄞 and é')), dice)
  },
  'a frame that comes in pieces of packets': (peer, dice) => {
    peer.expectAnswer()
    const bytes = writeFrame({ opcode: opcodes.text, payload: beat('packets') })
    for (let at = 0; at < bytes.length; ) {
      const size = dice.between(1, 9)
      peer.bytes(bytes.subarray(at, at + size))
      at += size
    }
  },
  'many frames in one packet': (peer, dice) => {
    const texts = Array.from({ length: dice.between(2, 30) }, (_, at) => beat(`packet ${at}`))
    for (const _ of texts) peer.expectAnswer()
    peer.bytes(Buffer.concat(texts.map((payload) => writeFrame({ opcode: opcodes.text, payload }))))
  },
  'lengths in more bytes than they need': (peer) => {
    const payload = beat('long')
    peer.expectAnswer()
    peer.frame({ opcode: opcodes.text, payload, claimedLength: BigInt(Buffer.byteLength(payload)) })
  },
  'pings and pongs': (peer, dice) => {
    for (let count = dice.between(1, 30); count > 0; count--)
      peer.frame({ opcode: dice.pick([9, 10]), payload: dice.bytes(dice.below(126)) })
  },
  'messages of nothing': (peer) => peer.text(''),
}

function inPieces(peer: HostilePeer, payload: Buffer, dice: Dice): void {
  let opcode: number = opcodes.text
  for (let at = 0; at < payload.length; opcode = opcodes.continuation) {
    const size = dice.between(0, 3)
    peer.frame({ opcode, payload: payload.subarray(at, at + size), fin: false })
    at += size
  }
  peer.frame({ opcode })
}

function code(number: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(number)
  return bytes
}

async function warmUp(stage: Stage): Promise<HostilePeer> {
  const { dice } = stage
  const peer = dice.heads(0.8) ? await stage.guest() : await stage.stranger()
  for (let count = dice.below(5); count > 0; count--) peer.text(beat(`before ${count}`))
  if (dice.heads()) await peer.settled()
  return peer
}

const offending: Scene = {
  name: 'WebSocket offences',
  weight: 12,
  play: async (stage) => {
    const [name, offend] = stage.dice.pick(Object.entries(offences))
    const peer = await warmUp(stage)
    offend(peer, stage.dice)
    await mustEnd(peer, name)
    if (peer.problem !== undefined) peer.problem = `${name}: ${peer.problem}`
  },
}

const odd: Scene = {
  name: 'WebSocket oddities',
  weight: 8,
  play: async (stage) => {
    const peer = await warmUp(stage)
    for (let count = stage.dice.between(1, 3); count > 0; count--) {
      stage.dice.pick(Object.values(oddities))(peer, stage.dice)
      await peer.settled()
    }
    await stillThere(peer)
  },
}

/** Good frames with bits turned over. What becomes of them nobody can say; that the server lives, one can. */
const noise: Scene = {
  name: 'noise',
  weight: 12,
  play: async (stage) => {
    const { dice } = stage
    const peer = await stage.stranger()
    for (let count = dice.between(1, 30); count > 0 && !peer.isOver; count--) {
      const bytes = dice.heads(0.9)
        ? writeFrame({ opcode: opcodes.text, payload: damaged(dice, stage.samples) })
        : dice.bytes(dice.below(64))
      for (let flips = dice.below(3); flips > 0 && bytes.length > 0; flips--) {
        const at = dice.heads() ? dice.below(Math.min(14, bytes.length)) : dice.below(bytes.length)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8))
      }
      // Whatever that was, nobody counts the answers to it.
      peer.expectAnswer()
      peer.bytes(bytes)
    }
    peer.destroy()
    await peer.ended()
  },
}

export const wireScenes: readonly Scene[] = [offending, odd, noise]
