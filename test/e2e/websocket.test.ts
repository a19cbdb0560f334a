/**
 * WebSocket over real sockets, by the ten categories of the Autobahn test suite. That suite wants an echo, which this
 * server is not; so each case is a request that is answered however it is framed, or an offence that ends the connection
 * it was made on, and nothing else. docs/TESTING.md tells what the suite itself says of the transport.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeCodes } from '../../generated/operations.ts'
import { writeFrame } from '../../src/conformance/wire/frames.ts'
import { opcodes } from '../../src/websocket/header.ts'
import { HostilePeer } from '../fuzz/hostile-peer.ts'
import { startTestServer, stopTestServers, type TestServer } from '../support/test-server.ts'

type Act = (peer: HostilePeer) => void | Promise<void>

interface Row {
  readonly name: string
  readonly act: Act
  /** The codes that it may end with; undefined: it does not end. */
  readonly ends?: readonly number[]
}

const maxFrameBytes = 262_144
/** A server may fail a connection without a close frame, which reads as 1006 (RFC 6455, 7.1.7); this one does. */
const failed = [1002, 1006]
const notText = [1007, 1006]

let server: TestServer
let url: URL
let witness: HostilePeer
const peers: HostilePeer[] = []

beforeAll(async () => {
  server = await startTestServer({
    limits: {
      max_frame_bytes: maxFrameBytes,
      requests_per_second: 1e6,
      request_burst: 1e6,
      user_requests_per_second: 1e6,
      user_request_burst: 1e6,
      max_connections_per_address: 2000,
      max_bad_frames: 1000,
    },
  })
  url = new URL(server.url)
  witness = await HostilePeer.as(url, 'witness')
})

afterEach(() => {
  for (const peer of peers.splice(0)) peer.destroy()
})

afterAll(stopTestServers)

let names = 0

/** A heartbeat of exactly so many bytes: blanks between fields mean nothing to JSON. */
function beatOf(size?: number, id = ''): string {
  const text = `{"type":"heartbeat","id":"once-${++names}${id}"`
  return `${text}${' '.repeat(Math.max(0, (size ?? 0) - Buffer.byteLength(text) - 1))}}`
}

const answered = (name: string, act: Act): Row => ({ name, act })
const ending = (name: string, ends: readonly number[], act: Act): Row => ({ name, ends, act })

function pieces(peer: HostilePeer, payload: Uint8Array, size: number, between?: Act): void {
  peer.expectAnswer()
  let opcode: number = opcodes.text
  for (let at = 0; at < payload.length; at += size) {
    peer.frame({ opcode, payload: payload.subarray(at, at + size), fin: at + size >= payload.length })
    void between?.(peer)
    opcode = opcodes.continuation
  }
}

/** Byte by byte into the socket, each a packet if the system cares. */
async function dribble(peer: HostilePeer, bytes: Buffer, size = 1): Promise<void> {
  peer.expectAnswer()
  for (let at = 0; at < bytes.length; at += size) {
    peer.bytes(bytes.subarray(at, at + size))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const text = (payload: string | Uint8Array): Buffer => writeFrame({ opcode: opcodes.text, payload })

const sizes = [0, 125, 126, 127, 128, 65_535, 65_536]
const framing: readonly Row[] = [
  answered('1.1.1 an empty text', (peer) => peer.text('')),
  ...sizes.slice(1).map((size) => answered(`1.1 a text of ${size} bytes`, (peer) => peer.text(beatOf(size)))),
  answered('1.1.8 a text of 65,536 bytes, 997 at a time', (peer) => dribble(peer, text(beatOf(65_536)), 997)),
  ...sizes.map((size) =>
    answered(`1.2 a binary frame of ${size} bytes`, (peer) => peer.binary(Buffer.alloc(size, 0xfe))),
  ),
]

const ping =
  (payload: string | Uint8Array): Act =>
  (peer) =>
    peer.frame({ opcode: opcodes.ping, payload })
const pong =
  (payload: string): Act =>
  (peer) =>
    peer.frame({ opcode: opcodes.pong, payload })
/** As many pongs as pings. */
const ponged =
  (count: number, act: Act): Act =>
  async (peer) => {
    await act(peer)
    await peer.ponged(count)
    expect(peer.pongs).toBe(count)
  }
const pings: readonly Row[] = [
  answered('2.1 a ping of nothing', ponged(1, ping(''))),
  answered('2.2 a ping with text', ponged(1, ping('Hello, world!'))),
  answered('2.3 a ping with what is no text', ponged(1, ping(Buffer.of(0, 255, 254, 253, 0)))),
  answered('2.4 a ping of 125 bytes', ponged(1, ping('x'.repeat(125)))),
  ending('2.5 a ping of 126 bytes', failed, ping('x'.repeat(126))),
  answered(
    '2.6 a ping of 125 bytes, byte by byte',
    ponged(1, async (peer) => {
      const bytes = writeFrame({ opcode: opcodes.ping, payload: 'y'.repeat(125) })
      for (const byte of bytes) peer.bytes(Buffer.of(byte))
    }),
  ),
  answered('2.7 a pong that nobody asked for', pong('')),
  answered('2.8 a pong with text', pong('unasked')),
  answered(
    '2.9 a pong, then a ping',
    ponged(1, (peer) => {
      void pong('unasked')(peer)
      void ping('asked')(peer)
    }),
  ),
  answered(
    '2.10 ten pings',
    ponged(10, (peer) => {
      for (let count = 0; count < 10; count++) void ping(`${count}`)(peer)
    }),
  ),
]

const reserved: readonly Row[] = [1, 2, 3, 4, 5, 6, 7].flatMap((bits) =>
  [opcodes.text, opcodes.binary, opcodes.ping, opcodes.pong, opcodes.close].map((opcode) =>
    ending(`3.${bits} reserved bits ${bits} in a frame of opcode ${opcode}`, [...failed, 1005], (peer) =>
      peer.frame({ opcode, payload: opcode === opcodes.close ? '' : 'x', reserved: bits }),
    ),
  ),
)

const reservedOpcodes: readonly Row[] = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].flatMap((opcode) =>
  ['', 'reserved', 'x'.repeat(126)].map((payload) =>
    ending(`4 opcode ${opcode} with ${payload.length} bytes`, failed, (peer) => peer.frame({ opcode, payload })),
  ),
)

const fragments: readonly Row[] = [
  ending('5.1 a ping in fragments', failed, (peer) => {
    peer.frame({ opcode: opcodes.ping, payload: 'a', fin: false })
    peer.frame({ opcode: opcodes.continuation, payload: 'b' })
  }),
  ending('5.2 a pong in fragments', failed, (peer) => {
    peer.frame({ opcode: opcodes.pong, payload: 'a', fin: false })
    peer.frame({ opcode: opcodes.continuation, payload: 'b' })
  }),
  ...[1, 2, 7, 1000].map((size) =>
    answered(`5.3 a text in fragments of ${size} bytes`, (peer) => pieces(peer, Buffer.from(beatOf(200)), size)),
  ),
  ...[1, 7].map((size) =>
    answered(`5.6 a text in fragments of ${size} bytes with pings between`, (peer) =>
      pieces(peer, Buffer.from(beatOf(60)), size, ping('between')),
    ),
  ),
  answered('5.8 a text in fragments, byte by byte, with a ping between', async (peer) => {
    const bytes = Buffer.from(beatOf())
    const frames = Buffer.concat([
      writeFrame({ opcode: opcodes.text, payload: bytes.subarray(0, 9), fin: false }),
      writeFrame({ opcode: opcodes.ping, payload: 'between' }),
      writeFrame({ opcode: opcodes.continuation, payload: bytes.subarray(9) }),
    ])
    await dribble(peer, frames)
  }),
  ...[true, false].map((fin) =>
    ending(`5.9 a continuation of nothing, fin ${fin}`, failed, (peer) => {
      peer.frame({ opcode: opcodes.continuation, payload: 'x', fin })
      peer.frame({ opcode: opcodes.text, payload: beatOf() })
    }),
  ),
  ending('5.15 a message that has ended, continued', failed, (peer) => {
    peer.frame({ opcode: opcodes.text, payload: 'a', fin: false })
    peer.frame({ opcode: opcodes.continuation, payload: 'b' })
    peer.frame({ opcode: opcodes.continuation, payload: 'c' })
  }),
  ending('5.18 a text inside a text', failed, (peer) => {
    peer.frame({ opcode: opcodes.text, payload: 'a', fin: false })
    peer.frame({ opcode: opcodes.text, payload: 'b' })
  }),
  answered('5.19 fragments of nothing, before, between and after', (peer) => {
    peer.expectAnswer()
    peer.frame({ opcode: opcodes.text, fin: false })
    peer.frame({ opcode: opcodes.continuation, fin: false })
    peer.frame({ opcode: opcodes.continuation, payload: beatOf(), fin: false })
    peer.frame({ opcode: opcodes.continuation })
  }),
]

const good: readonly string[] = [
  'κόσμε',
  'é',
  '€',
  '𝄞',
  '\u07ff',
  '\u0800',
  '\uffff',
  '\u{10000}',
  '\u{10ffff}',
  '\ufffe',
]
const bad: Readonly<Record<string, readonly number[]>> = {
  'a continuation by itself': [0x80],
  'the last continuation by itself': [0xbf],
  'two continuations': [0x80, 0xbf],
  'a beginning of two by itself': [0xc2, 0x20],
  'a beginning of three by itself': [0xe0, 0x20],
  'a beginning of four by itself': [0xf0, 0x20],
  'two bytes of three': [0xe2, 0x82],
  'three bytes of four': [0xf0, 0x9f, 0x98],
  'a slash in two bytes': [0xc0, 0xaf],
  'a slash in three bytes': [0xe0, 0x80, 0xaf],
  'a slash in four bytes': [0xf0, 0x80, 0x80, 0xaf],
  'a NUL in two bytes': [0xc0, 0x80],
  'the first half of a pair': [0xed, 0xa0, 0x80],
  'the second half of a pair': [0xed, 0xbf, 0xbf],
  'a pair in six bytes': [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80],
  'a sign beyond the last': [0xf4, 0x90, 0x80, 0x80],
  'five bytes': [0xf8, 0x88, 0x80, 0x80, 0x80],
  'six bytes': [0xfc, 0x84, 0x80, 0x80, 0x80, 0x80],
  '0xfe': [0xfe],
  '0xff': [0xff],
}
const around = (bytes: readonly number[]): Buffer =>
  Buffer.concat([Buffer.from('{"type":"heartbeat","id":"'), Buffer.from(bytes), Buffer.from('"}')])

const utf8: readonly Row[] = [
  ...good.map((sign) =>
    answered(`6 text with U+${sign.codePointAt(0)?.toString(16)}`, (peer) => peer.text(beatOf(0, sign))),
  ),
  ...good.map((sign) =>
    answered(`6 text with U+${sign.codePointAt(0)?.toString(16)}, byte by byte in fragments`, (peer) =>
      pieces(peer, Buffer.from(beatOf(0, sign)), 1),
    ),
  ),
  ...Object.entries(bad).flatMap(([name, bytes]) => [
    ending(`6 ${name}`, notText, (peer) => peer.frame({ opcode: opcodes.text, payload: around(bytes) })),
    ending(`6 ${name}, in fragments`, notText, (peer) => pieces(peer, around(bytes), 1)),
    ending(`6 ${name} at the end`, notText, (peer) =>
      peer.frame({ opcode: opcodes.text, payload: Buffer.from(bytes) }),
    ),
  ]),
]

const code = (number: number, reason: string | Uint8Array = ''): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(number)
  return Buffer.concat([bytes, Buffer.from(reason)])
}
const closing =
  (payload: Uint8Array): Act =>
  (peer) =>
    peer.frame({ opcode: opcodes.close, payload })
/** An echo of the code, or none (1005), or no close frame at all. */
const goodbye = (number: number): readonly number[] => [number, 1005, 1006]

const closes: readonly Row[] = [
  ending('7.1.1 a request, then a close', goodbye(1000), (peer) => {
    peer.text(beatOf())
    return closing(code(1000))(peer)
  }),
  ending('7.1.2 two closes', goodbye(1000), (peer) => {
    void closing(code(1000))(peer)
    return closing(code(1000))(peer)
  }),
  ending('7.1.3 a ping after the close', goodbye(1000), (peer) => {
    void closing(code(1000))(peer)
    return ping('after')(peer)
  }),
  ending('7.1.4 a text after the close', goodbye(1000), (peer) => {
    void closing(code(1000))(peer)
    peer.frame({ opcode: opcodes.text, payload: beatOf() })
  }),
  ending('7.1.5 a close in the middle of a message', goodbye(1000), (peer) => {
    peer.frame({ opcode: opcodes.text, payload: 'begun', fin: false })
    return closing(code(1000))(peer)
  }),
  ending('7.3.1 a close without a code', [1000, 1005, 1006], closing(Buffer.alloc(0))),
  ending('7.3.2 a close with half a code', [...failed, 1005], closing(Buffer.of(3))),
  ending('7.3.4 a close with a reason', goodbye(1000), closing(code(1000, 'Goodbye!'))),
  ending('7.3.5 a close with the longest reason', goodbye(1000), closing(code(1000, 'x'.repeat(123)))),
  ending('7.3.6 a close with a reason that is too long', failed, closing(code(1000, 'x'.repeat(124)))),
  ending(
    '7.5.1 a close with a reason that is not UTF-8',
    [...notText, 1002, 1005],
    closing(code(1000, Buffer.of(0xce, 0xba, 0xed, 0xa0))),
  ),
  ...[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999].map((number) =>
    ending(`7.7 a close with ${number}`, goodbye(number), closing(code(number))),
  ),
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535].map((number) =>
    ending(`7.9 a close with ${number}, which is not to be sent`, [...failed, 1005], closing(code(number))),
  ),
]

const tooBig = closeCodes.frame_too_big.code
const limits: readonly Row[] = [
  ...[65_536, 131_072, maxFrameBytes].flatMap((size) => [
    answered(`9.1 a text of ${size} bytes`, (peer) => peer.text(beatOf(size))),
    answered(`9.3 a text of ${size} bytes in fragments of 256`, (peer) => pieces(peer, Buffer.from(beatOf(size)), 256)),
    answered(`9.5 a text of ${size} bytes, 4,096 at a time`, (peer) => dribble(peer, text(beatOf(size)), 4096)),
  ]),
  answered('9.7 a thousand texts, one after another', async (peer) => {
    for (let count = 0; count < 1000; count++) {
      peer.text(beatOf())
      if (count % 50 === 49) await peer.settled()
    }
  }),
  ending('9 a text of one byte too many', [tooBig], (peer) =>
    peer.frame({ opcode: opcodes.text, payload: beatOf(maxFrameBytes + 1) }),
  ),
  ending('9 a text of one byte too many, in fragments', [tooBig], (peer) => {
    const half = Buffer.from(beatOf(maxFrameBytes + 1))
    peer.frame({ opcode: opcodes.text, payload: half.subarray(0, 100_000), fin: false })
    peer.frame({ opcode: opcodes.continuation, payload: half.subarray(100_000) })
  }),
  ending('9 a binary frame of one byte too many', [tooBig], (peer) =>
    peer.frame({ opcode: opcodes.binary, payload: Buffer.alloc(maxFrameBytes + 1) }),
  ),
  ...[2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 62n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n].map((claimedLength) =>
    ending(`9 a frame that says to have ${claimedLength} bytes`, [tooBig, ...failed], (peer) =>
      peer.frame({ opcode: opcodes.text, payload: 'x', claimedLength }),
    ),
  ),
  ending('9 fragments without end', [tooBig, 1006], async (peer) => {
    peer.frame({ opcode: opcodes.text, payload: 'x', fin: false })
    for (let count = 0; count < 100 && !peer.isOver; count++)
      peer.frame({ opcode: opcodes.continuation, payload: 'x'.repeat(8000), fin: false })
  }),
]

const others: readonly Row[] = [
  answered('10.1 65,536 bytes in fragments of 1,300', (peer) => pieces(peer, Buffer.from(beatOf(65_536)), 1300)),
  ending('frames without a mask', failed, (peer) => {
    for (let count = 0; count < 3; count++) peer.frame({ opcode: opcodes.text, payload: beatOf(), masked: false })
  }),
]

const categories = {
  '1 framing': framing,
  '2 pings and pongs': pings,
  '3 reserved bits': reserved,
  '4 opcodes': reservedOpcodes,
  '5 fragmentation': fragments,
  '6 UTF-8': utf8,
  '7 the closing handshake': closes,
  '9 limits': limits,
  '10 others': others,
}

describe.each(Object.entries(categories))('%s', (_, rows) => {
  test.each(rows)('$name', async ({ act, ends }) => {
    const peer = await HostilePeer.as(url, `somebody-${++names}`)
    peers.push(peer)
    await act(peer)
    if (ends === undefined) {
      peer.text(beatOf())
      await peer.settled()
      expect(peer.isOver, `closed with ${peer.closeCode}`).toBe(false)
      expect(peer.owed).toBe(0)
    } else {
      await peer.ended()
      expect(ends).toContain(peer.closeCode)
    }
    expect(peer.problem).toBeUndefined()
    witness.text(beatOf())
    await witness.settled()
    expect([witness.isOver, witness.owed, witness.problem]).toEqual([false, 0, undefined])
    expect(server.log.entries.filter(({ level }) => level === 'error')).toEqual([])
  })
})
