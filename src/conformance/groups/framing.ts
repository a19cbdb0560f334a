/** WebSocket itself: what RFC 6455 demands of an endpoint, as far as a client can see it. */
import { protocol } from '../../../generated/operations.ts'
import { opcodes } from '../../websocket/header.ts'
import type { Group } from '../case.ts'
import { check, fail, same } from '../failure.ts'
import type { Peer } from '../peer.ts'
import type { World } from '../world.ts'

const { subprotocol } = protocol

/** The server fails the connection (RFC 6455, 7.1.7): with or without a close frame, and without having done anything. */
async function failsFor(world: World, offend: (peer: Peer) => void, codes: readonly number[] = [1002]): Promise<void> {
  const peer = await world.as(world.user('offender'))
  const before = peer.frames.length
  offend(peer)
  const { code } = await peer.end()
  check(
    code === 1006 || codes.includes(code),
    `the connection to be closed with ${codes.join(' or ')}, or without a code`,
    `it was closed with ${code}`,
  )
  same(peer.frames.slice(before), [], 'what was answered to the bad frame')
}

const beat = (id: string): string => JSON.stringify({ type: 'heartbeat', id })

export const framing: Group = {
  name: 'framing',
  about: 'the upgrade and the frames of RFC 6455',
  cases: [
    {
      id: 'framing-01',
      sentence: 'The upgrade is answered with 101, Upgrade, Connection and the Sec-WebSocket-Accept of the key.',
      reference: 'transport',
      run: async (world) => {
        const answer = await world.upgrade()
        world.over(answer, 'somebody')
        same(answer.headers.get('upgrade')?.toLowerCase(), 'websocket', 'the header Upgrade')
        same(answer.headers.get('connection')?.toLowerCase(), 'upgrade', 'the header Connection')
      },
    },
    {
      id: 'framing-02',
      sentence: 'The subprotocol that is offered is chosen, also among others that are not known.',
      reference: 'transport',
      run: async (world) => {
        for (const subprotocols of [[subprotocol], ['something.v9', subprotocol], [subprotocol, 'something.v9']]) {
          const answer = await world.upgrade({ subprotocols })
          world.over(answer, 'somebody')
          same(answer.headers.get('sec-websocket-protocol'), subprotocol, `Sec-WebSocket-Protocol for ${subprotocols}`)
        }
      },
    },
    {
      id: 'framing-03',
      sentence: 'To offer no subprotocol is fine, and then none is chosen.',
      reference: 'transport',
      run: async (world) => {
        const answer = await world.upgrade()
        const peer = world.over(answer, 'somebody')
        same(answer.headers.get('sec-websocket-protocol'), undefined, 'Sec-WebSocket-Protocol')
        await world.connect(peer, world.user('alice'))
      },
    },
    {
      id: 'framing-04',
      sentence: 'To offer only unknown subprotocols is answered with 400.',
      reference: 'transport',
      run: async (world) => {
        for (const subprotocols of [['something.v9'], ['pactwire.v0', 'PACTWIRE.V1']])
          same((await world.upgrade({ subprotocols })).status, 400, `the status for ${subprotocols}`)
      },
    },
    {
      id: 'framing-05',
      sentence: 'A request for the WebSocket that is no upgrade is answered with 426.',
      reference: 'transport',
      run: async (world) => {
        const plain = { Upgrade: null, Connection: null, 'Sec-WebSocket-Key': null, 'Sec-WebSocket-Version': null }
        same((await world.upgrade({ headers: plain })).status, 426, 'the status')
      },
    },
    {
      id: 'framing-06',
      sentence: 'Another version of WebSocket than 13 is answered with 426, which names 13.',
      reference: 'transport',
      run: async (world) => {
        const answer = await world.upgrade({ headers: { 'Sec-WebSocket-Version': '8' } })
        same(answer.status, 426, 'the status')
        same(answer.headers.get('sec-websocket-version'), '13', 'the header Sec-WebSocket-Version')
      },
    },
    {
      id: 'framing-07',
      sentence: 'An upgrade whose key is missing or malformed is answered with 400.',
      reference: 'transport',
      run: async (world) => {
        for (const key of [null, '', 'short', '!'.repeat(24)])
          same(
            (await world.upgrade({ headers: { 'Sec-WebSocket-Key': key } })).status,
            400,
            `the status for the key ${key}`,
          )
      },
    },
    {
      id: 'framing-08',
      sentence: 'Names of headers and tokens of the upgrade are read as HTTP has them: in any case, and in lists.',
      reference: 'transport',
      run: async (world) => {
        await world.peer({ headers: { Upgrade: 'WebSocket', Connection: 'keep-alive, Upgrade' } })
        await world.peer({ headers: { Upgrade: null, Connection: null, UPGRADE: 'websocket', connection: 'UPGRADE' } })
      },
    },
    {
      id: 'framing-09',
      sentence: 'A page whose Origin is not allowed is answered with 403; one that is allowed gets in.',
      reference: 'transport',
      settings: { allowed_origins: ['https://app.example'] },
      run: async (world) => {
        const stranger = await world.upgrade({ headers: { Origin: 'https://elsewhere.invalid' } })
        if (stranger.status === 101) world.skip('the server allows pages of every origin')
        same(stranger.status, 403, 'the status for another origin')
        same((await world.upgrade({ headers: { Origin: 'null' } })).status, 403, 'the status for the origin null')
        const allowed = await world.upgrade({ headers: { Origin: 'https://app.example' } })
        if (allowed.status === 101) world.over(allowed, 'the page')
      },
    },
    {
      id: 'framing-10',
      sentence: 'A message in fragments is one frame of the protocol, with control frames between them.',
      reference: 'transport',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const text = beat('whole')
        peer.expectAnswerTo(text)
        peer.frame({ opcode: opcodes.text, payload: text.slice(0, 5), fin: false })
        peer.frame({ opcode: opcodes.ping, payload: 'between' })
        peer.frame({ opcode: opcodes.continuation, payload: text.slice(5, 11), fin: false })
        peer.frame({ opcode: opcodes.continuation, payload: text.slice(11) })
        await peer.answerTo('whole')
        await peer.until(() => peer.pongs[0], 'a pong')
      },
    },
    {
      id: 'framing-11',
      sentence: 'Fragments may be of one byte and of none.',
      reference: 'transport',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const text = beat('byte by byte, 𝄞')
        peer.expectAnswerTo(text)
        peer.frame({ opcode: opcodes.text, fin: false })
        for (const byte of Buffer.from(text)) {
          peer.frame({ opcode: opcodes.continuation, payload: Uint8Array.of(byte), fin: false })
          peer.frame({ opcode: opcodes.continuation, fin: false })
        }
        peer.frame({ opcode: opcodes.continuation })
        await peer.answerTo('byte by byte, 𝄞')
      },
    },
    {
      id: 'framing-12',
      sentence: 'Many frames in one packet, and one frame in many packets, are the same to the server.',
      reference: 'transport',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const ids = Array.from({ length: 30 }, (_, at) => `packed-${at}`)
        peer.texts(ids.map(beat))
        for (const id of ids) await peer.answerTo(id)
        const slow = Buffer.from(beat('slow'))
        peer.expectAnswerTo(slow.toString())
        // The header says nothing of a key but zeros, so that the payload stands as it is.
        peer.bytes(Buffer.of(0x81, 0x80 | slow.length, 0, 0, 0, 0), '(a header)')
        for (const byte of slow) {
          peer.bytes(Uint8Array.of(byte), '(a byte)')
          await new Promise((resolve) => setImmediate(resolve))
        }
        await peer.answerTo('slow')
      },
    },
    {
      id: 'framing-13',
      sentence: 'A ping is answered by a pong with the same payload, also before connect.',
      reference: 'transport',
      run: async (world) => {
        const peer = await world.peer()
        for (const payload of ['', 'x', 'y'.repeat(125)]) {
          const before = peer.pongs.length
          peer.frame({ opcode: opcodes.ping, payload })
          const pong = await peer.until(() => peer.pongs[before], 'a pong')
          same(String(pong), payload, 'the payload of the pong')
        }
      },
    },
    {
      id: 'framing-14',
      sentence: 'A pong that nobody asked for is ignored.',
      reference: 'transport',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        peer.frame({ opcode: opcodes.pong, payload: 'unasked' })
        await peer.fence()
      },
    },
    {
      id: 'framing-15',
      sentence: 'A binary frame is answered with unsupported_frame, and the connection goes on.',
      reference: 'error-unsupported_frame',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        peer.binary(Uint8Array.of(0, 1, 2, 255))
        const [error] = await peer.wait('error')
        same(error?.data.code, 'unsupported_frame', 'the code')
        peer.binary(Buffer.from(beat('binary')))
        await peer.wait('error', 2)
        await peer.fence()
      },
    },
    {
      id: 'framing-16',
      sentence: 'A binary message in fragments is refused once, as one.',
      reference: 'error-unsupported_frame',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        peer.frame({ opcode: opcodes.binary, payload: 'a', fin: false })
        peer.frame({ opcode: opcodes.continuation, payload: 'b', fin: false })
        peer.frame({ opcode: opcodes.continuation, payload: 'c' })
        await peer.wait('error')
        await peer.fence()
        same(
          peer.all('error').map(({ data }) => data.code),
          ['unsupported_frame'],
          'the errors',
        )
      },
    },
    {
      id: 'framing-17',
      sentence: 'Frames of a client that are not masked fail the connection.',
      reference: 'transport',
      run: (world) =>
        failsFor(
          world,
          (peer) => {
            // Some servers find out only by what follows, as it does not fit any more.
            for (let at = 0; at < 3; at++)
              peer.frame({ opcode: opcodes.text, payload: beat(`unmasked-${at}`), masked: false })
          },
          [1002, 1007],
        ),
    },
    {
      id: 'framing-18',
      sentence: 'A reserved bit fails the connection, as no extension was negotiated.',
      reference: 'transport',
      run: async (world) => {
        for (const reserved of [1, 2, 4])
          await failsFor(world, (peer) => peer.frame({ opcode: opcodes.text, payload: beat('reserved'), reserved }))
      },
    },
    {
      id: 'framing-19',
      sentence: 'A reserved opcode fails the connection.',
      reference: 'transport',
      run: async (world) => {
        for (const opcode of [3, 7, 11, 15]) await failsFor(world, (peer) => peer.frame({ opcode, payload: 'x' }))
      },
    },
    {
      id: 'framing-20',
      sentence: 'A control frame that is fragmented, or longer than 125 bytes, fails the connection.',
      reference: 'transport',
      run: async (world) => {
        await failsFor(world, (peer) => peer.frame({ opcode: opcodes.ping, payload: 'x', fin: false }))
        await failsFor(world, (peer) => peer.frame({ opcode: opcodes.ping, payload: 'x'.repeat(126) }))
      },
    },
    {
      id: 'framing-21',
      sentence: 'A continuation of nothing, and a message in the middle of another, fail the connection.',
      reference: 'transport',
      run: async (world) => {
        await failsFor(world, (peer) => peer.frame({ opcode: opcodes.continuation, payload: beat('nothing') }))
        await failsFor(world, (peer) => {
          peer.frame({ opcode: opcodes.text, payload: '{"type":', fin: false })
          peer.frame({ opcode: opcodes.text, payload: beat('inside') })
        })
      },
    },
    {
      id: 'framing-22',
      sentence: 'Text that is not UTF-8 fails the connection: a stray byte, an overlong form, half a surrogate pair.',
      reference: 'transport',
      run: async (world) => {
        for (const bytes of [[0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]]) {
          const payload = Buffer.concat([
            Buffer.from('{"type":"heartbeat","id":"'),
            Buffer.from(bytes),
            Buffer.from('"}'),
          ])
          await failsFor(world, (peer) => peer.frame({ opcode: opcodes.text, payload }), [1007])
        }
      },
    },
    {
      id: 'framing-23',
      sentence: 'A character may be split between two fragments.',
      reference: 'transport',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const text = beat('clef 𝄞')
        const bytes = Buffer.from(text)
        const middle = bytes.indexOf(0xf0) + 2
        peer.expectAnswerTo(text)
        peer.frame({ opcode: opcodes.text, payload: bytes.subarray(0, middle), fin: false })
        peer.frame({ opcode: opcodes.continuation, payload: bytes.subarray(middle) })
        await peer.answerTo('clef 𝄞')
      },
    },
    {
      id: 'framing-24',
      sentence: 'A close frame is answered by one with the same code or with none, and the connection ends.',
      reference: 'transport',
      run: async (world) => {
        for (const code of [1000, 1001, 3000, 4999]) {
          const peer = await world.as(world.user('alice'))
          const answer = (await peer.close(code)).code
          check([code, 1005].includes(answer), `a close frame with ${code}, or with no code`, `${answer} came`)
        }
      },
    },
    {
      id: 'framing-25',
      sentence: 'A close frame with no good code, or with half of one, ends the connection.',
      reference: 'transport',
      run: async (world) => {
        for (const payload of [Buffer.of(3), Buffer.of(0, 0), Buffer.of(3, 0xed), Buffer.of(0x13, 0x88)]) {
          const peer = await world.as(world.user('alice'))
          peer.frame({ opcode: opcodes.close, payload })
          await peer.end()
        }
      },
    },
    {
      id: 'framing-26',
      sentence: 'What comes after the close frame of a client is not carried out.',
      reference: 'transport',
      run: async (world) => {
        const room = world.channel()
        const [alice, watcher] = [
          await world.member(world.user('alice'), room),
          await world.member(world.user('alice'), room),
        ]
        alice.sayClose(1000)
        alice.frame({
          opcode: opcodes.text,
          payload: JSON.stringify({ type: 'send_message', data: { channel_id: room, content: 'too late' } }),
        })
        await alice.end()
        await watcher.request('send_message', { channel_id: room, content: 'after' })
        await watcher.waitForMessages(room, 1)
        same(watcher.contents(room), ['after'], 'the messages of the channel')
      },
    },
    {
      id: 'framing-27',
      sentence: 'A frame that says to be longer than anything is not waited for.',
      reference: 'transport',
      run: async (world) => {
        for (const claimedLength of [2n ** 63n, 2n ** 63n - 1n, 2n ** 40n])
          await failsFor(
            world,
            (peer) => peer.frame({ opcode: opcodes.text, payload: 'x', claimedLength }),
            [1002, 1009],
          )
        await (await world.as(world.user('alice'))).fence()
      },
    },
    {
      id: 'framing-28',
      sentence: 'A client that ends its side of the connection is let go.',
      reference: 'transport',
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        peer.halfClose()
        const { code } = await peer.end()
        if (![1000, 1005, 1006].includes(code))
          fail('the connection to end without blame', `it was closed with ${code}`)
      },
    },
  ],
}
