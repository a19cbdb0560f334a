/** WebSocket frames of the conformance suite: read as they were written, and every breach of RFC 6455 is seen. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FrameReader, type FrameToWrite, WireProblem, writeFrame } from '../../src/conformance/wire/frames.ts'
import { MessageReader, type WireMessage } from '../../src/conformance/wire/messages.ts'
import { opcodes } from '../../src/websocket/header.ts'

function read(bytes: Uint8Array, sizes: readonly number[] = []): ReturnType<FrameReader['push']> {
  const reader = new FrameReader()
  const frames: ReturnType<FrameReader['push']> = []
  let at = 0
  for (const size of [...sizes, bytes.length]) {
    frames.push(...reader.push(Buffer.from(bytes.subarray(at, at + size))))
    at += size
  }
  return frames
}

describe('a frame', () => {
  test('is read as it was written, masked or not, in whatever pieces it comes', () => {
    const order = fc.record({
      opcode: fc.integer({ min: 0, max: 15 }),
      fin: fc.boolean(),
      reserved: fc.integer({ min: 0, max: 7 }),
      masked: fc.boolean(),
      payload: fc
        .oneof(fc.nat(140), fc.integer({ min: 65_530, max: 65_540 }))
        .map((length) => Buffer.from(Array.from({ length }, (_, at) => (at * 7) & 0xff))),
    })
    fc.assert(
      fc.property(
        fc.array(order, { maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 }),
        (orders, sizes) => {
          const frames = read(Buffer.concat(orders.map(writeFrame)), sizes)
          expect(frames.map(({ payload, ...rest }) => ({ ...rest, payload: payload.toString('latin1') }))).toEqual(
            orders.map(({ payload, ...rest }) => ({ ...rest, payload: payload.toString('latin1') })),
          )
        },
      ),
      { numRuns: 100 },
    )
  })

  test.each([0, 125, 126, 65_535, 65_536])('of %i bytes has the length that RFC 6455 writes', (length) => {
    const bytes = writeFrame({ opcode: opcodes.text, payload: 'x'.repeat(length), masked: false })
    expect(bytes.length - length).toBe(length < 126 ? 2 : length < 65_536 ? 4 : 10)
  })

  test('that lies about its length says so in eight bytes', () => {
    const bytes = writeFrame({ opcode: opcodes.text, payload: 'x', claimedLength: 2n ** 63n })
    expect(bytes.readBigUInt64BE(2)).toBe(2n ** 63n)
    expect(() => read(bytes)).toThrow(WireProblem)
  })
})

function messages(...orders: FrameToWrite[]): (WireMessage | undefined)[] {
  const reader = new MessageReader()
  return read(Buffer.concat(orders.map((order) => writeFrame({ masked: false, ...order })))).map((frame) =>
    reader.take(frame),
  )
}

const half = Buffer.from('é').subarray(0, 1)

describe('the messages of a server', () => {
  test('are put together from fragments, with control frames between them', () => {
    expect(
      messages(
        { opcode: opcodes.text, payload: half, fin: false },
        { opcode: opcodes.ping, payload: 'p' },
        { opcode: opcodes.continuation, payload: Buffer.from('é').subarray(1) },
        { opcode: opcodes.binary, payload: 'b' },
        { opcode: opcodes.close, payload: Buffer.from([0x03, 0xe8, 0x62, 0x79, 0x65]) },
      ).filter((message) => message !== undefined),
    ).toEqual([
      { kind: 'ping', payload: Buffer.from('p') },
      { kind: 'text', text: 'é' },
      { kind: 'binary', bytes: Buffer.from('b') },
      { kind: 'close', code: 1000, reason: 'bye' },
    ])
  })

  const breaches: readonly (readonly [string, readonly FrameToWrite[], RegExp])[] = [
    ['a mask', [{ opcode: 1, payload: 'x', masked: true }], /masked/],
    ['a reserved bit', [{ opcode: 1, payload: 'x', reserved: 4 }], /reserved bit/],
    ['a reserved opcode', [{ opcode: 3 }], /opcode 3/],
    ['a reserved control opcode', [{ opcode: 11 }], /opcode 11/],
    ['a control frame in fragments', [{ opcode: 9, fin: false }], /fragmented/],
    ['a control frame that is too long', [{ opcode: 10, payload: 'x'.repeat(126) }], /126 bytes/],
    ['a continuation of nothing', [{ opcode: 0 }], /no message had begun/],
    ['a message in a message', [{ opcode: 1, fin: false }, { opcode: 2 }], /in the middle/],
    ['text that is not UTF-8', [{ opcode: 1, payload: half }], /UTF-8/],
    ['a close frame of one byte', [{ opcode: 8, payload: 'x' }], /one byte/],
    ['a close code that cannot be sent', [{ opcode: 8, payload: Buffer.from([0x03, 0xee]) }], /1006/],
    ['a close code that is none', [{ opcode: 8, payload: Buffer.from([0x13, 0x88]) }], /5000/],
    ['a reason that is not UTF-8', [{ opcode: 8, payload: Buffer.from([0x03, 0xe8, 0xff]) }], /UTF-8/],
    ['a frame behind the close frame', [{ opcode: 8 }, { opcode: 1, payload: 'x' }], /after the close/],
  ]

  test.each(breaches)('may not have %s', (_name, orders, problem) => {
    expect(() => messages(...orders)).toThrow(problem)
  })
})
