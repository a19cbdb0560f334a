/** What happens at each limit, and beyond it. The limits that hold are those that connect_ack tells. */
import { closeCodes, peerCloses } from '../../../generated/operations.ts'
import type { ServerFrame } from '../../../generated/types.ts'
import { opcodes } from '../../websocket/header.ts'
import type { Group } from '../case.ts'
import { check, has, same, show } from '../failure.ts'
import type { Peer } from '../peer.ts'
import type { World } from '../world.ts'

const anchor = 'limits'

/** A request of exactly so many bytes, which is refused as `unknown_event` when it is read. */
function frameOf(bytes: number, id: string): string {
  const empty = JSON.stringify({ type: '', id })
  return JSON.stringify({ type: 'x'.repeat(bytes - empty.length), id })
}

/** Sends requests until one is refused for coming too fast; gives how many there were. */
async function flood(peer: Peer, most: number): Promise<{ refused: number; ids: readonly string[] }> {
  const ids = Array.from({ length: most }, (_, at) => `f${at}`)
  for (let at = 0; at < most; at += 100)
    peer.texts(ids.slice(at, at + 100).map((id) => JSON.stringify({ type: 'heartbeat', id })))
  let refused = 0
  for (const id of ids) {
    const frame = await peer.answerTo(id)
    if (frame.type === 'error') {
      const { data } = frame as Extract<typeof frame, { type: 'error' }>
      check(data.code === 'rate_limited', 'rate_limited', () => show(data))
      check((data.retry_after_ms ?? 0) > 0, 'a time to wait', () => show(data))
      refused++
    }
  }
  return { refused, ids }
}

/** More than this in one case is too much for a server that others use. */
const mostRequests = 2000

function burstOf(world: World, peer: Peer): number {
  const { request_burst: burst } = world.terms(peer).limits
  return burst <= mostRequests ? burst : world.skip(`request_burst is ${burst}: the case would be a flood`)
}

const slow = { limits: { requests_per_second: 20, request_burst: 20, max_refusals: 10 } } as const

export const limits: Group = {
  name: 'limits',
  about: 'sizes, rates and numbers, and what happens beyond them',
  cases: [
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
      id: 'limits-06',
      sentence: 'Too many requests are refused with rate_limited and a time to wait; after it they are taken again.',
      reference: 'error-rate_limited',
      needs: ['users'],
      settings: { limits: { ...slow.limits, max_refusals: 1000 } },
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const burst = burstOf(world, peer)
        const { refused } = await flood(peer, burst + 30)
        check(refused > 0, 'some of the requests to be refused', 'none was')
        // Waits as long as it is told.
        await peer.fence()
      },
    },
    {
      id: 'limits-07',
      sentence: 'As many requests as request_burst may come at once after a silence.',
      reference: 'value-limits',
      needs: ['users'],
      settings: slow,
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const burst = burstOf(world, peer)
        // connect was one of them.
        const pending = world.terms(peer).limits.max_pending_requests
        const { refused } = await flood(peer, Math.min(burst - 1, pending))
        same(refused, 0, 'how many were refused')
      },
    },
    {
      id: 'limits-08',
      sentence: 'To go on regardless of rate_limited closes the connection with 4429.',
      reference: 'close-4429',
      needs: ['users'],
      settings: slow,
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        burstOf(world, peer)
        const texts = Array.from({ length: 100 }, () => JSON.stringify({ type: 'heartbeat' }))
        for (let sent = 0; !peer.isClosed; sent += texts.length) {
          check(sent < mostRequests * 2, 'the connection to be closed', `${sent} requests were sent`)
          peer.texts(texts)
          await new Promise((resolve) => setTimeout(resolve, 10))
        }
        await peer.closedAs('flooding')
        check(
          peer.all('error').every(({ data }) => data.code === 'rate_limited'),
          'rate_limited before',
          () => show(peer.all('error').at(-1)),
        )
      },
    },
    {
      id: 'limits-09',
      sentence: 'Too many frames that cannot be understood close the connection with 4400.',
      reference: 'close-4400',
      run: async (world) => {
        for (const connected of [true, false]) {
          const peer = connected ? await world.as(world.user('alice')) : await world.peer()
          for (let sent = 0; !peer.isClosed; sent++) {
            check(sent < 1000, 'the connection to be closed', `${sent} bad frames were sent`)
            const before = peer.all('error').length
            if (sent % 2 === 0) peer.text('nonsense')
            else peer.binary(Buffer.from('nonsense'))
            await peer.until(() => (peer.isClosed ? true : peer.all('error')[before]), 'an error, or the end')
          }
          await peer.closedAs('bad_frames')
        }
      },
    },
    {
      id: 'limits-10',
      sentence:
        'A connection may join max_channels channels; one more is refused with limit_exceeded, until another is left.',
      reference: 'error-limit_exceeded',
      settings: { limits: { max_channels_per_connection: 3 } },
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const most = world.terms(peer).limits.max_channels
        if (most > 500) world.skip(`max_channels is ${most}`)
        for (let at = 0; at < most; at++) await peer.request('join_channel', { channel_id: world.channel(`${at}`) })
        await peer.refusal('limit_exceeded', 'join_channel', { channel_id: world.channel('more') })
        await peer.request('join_channel', { channel_id: world.channel('0') })
        await peer.request('leave_channel', { channel_id: world.channel('1') })
        await peer.request('join_channel', { channel_id: world.channel('more') })
      },
    },
    {
      id: 'limits-11',
      sentence: 'However many requests are unanswered at once, each is answered: done, or refused with rate_limited.',
      reference: anchor,
      needs: ['users'],
      settings: { limits: { max_pending_requests: 5 } },
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const { max_pending_requests: most } = world.terms(peer).limits
        if (most > 500) world.skip(`max_pending_requests is ${most}`)
        const room = world.channel()
        const ids = Array.from({ length: most + 20 }, (_, at) => `p${at}`)
        peer.texts(ids.map((id) => JSON.stringify({ type: 'join_channel', id, data: { channel_id: room } })))
        for (const id of ids) {
          const frame = await peer.answerTo(id)
          if (frame.type === 'error') await peer.refused('rate_limited', id, 'a request beyond the limit')
        }
        await peer.fence()
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
      id: 'limits-13',
      sentence:
        'More connections of one user than the limit are refused with limit_exceeded; when one closes, there is room.',
      reference: 'setting-limits.max_connections_per_user',
      needs: ['settings'],
      settings: { limits: { max_connections_per_user: 2 } },
      run: async (world) => {
        const user = world.user('alice')
        const [one] = [await world.as(user), await world.as(user)]
        const more = await world.peer({ name: 'one too many' })
        await more.refusal('limit_exceeded', 'connect', await world.credentials(user))
        await one.close()
        await eventually(
          world,
          async () => (await more.ask('connect', await world.credentials(user))).type === 'connect_ack',
        )
      },
    },
    {
      id: 'limits-14',
      sentence: 'A server that is full answers upgrades with 503 and Retry-After.',
      reference: 'transport',
      needs: ['settings'],
      settings: { limits: { max_connections: 2 } },
      run: async (world) => {
        const one = await world.as(world.user('alice'))
        await world.as(world.user('alice'))
        const full = await world.upgrade()
        same(full.status, 503, 'the status')
        check(/^\d+$/.test(full.headers.get('retry-after') ?? ''), 'Retry-After', () => show([...full.headers]))
        await one.close()
        await eventually(world, async () => (await world.upgrade()).status === 101)
      },
    },
    {
      id: 'limits-15',
      sentence: 'What all connections of one user ask together is limited too, and that of others is not.',
      reference: 'setting-limits.user_requests_per_second',
      needs: ['settings', 'users'],
      settings: { limits: { user_requests_per_second: 1, user_request_burst: 20, max_refusals: 1000 } },
      run: async (world) => {
        const user = world.user('alice')
        const peers = [await world.as(user), await world.as(user), await world.as(user)]
        const bob = await world.as(world.user('bob'))
        let refused = 0
        for (const peer of peers) refused += (await flood(peer, 15)).refused
        check(refused >= 15, 'those beyond the limit to be refused', `${refused} were`)
        await bob.fence()
      },
    },
    {
      id: 'limits-16',
      sentence: 'More durable memberships of one user than the limit are refused with limit_exceeded.',
      reference: 'setting-limits.max_memberships_per_user',
      needs: ['settings', 'users', 'api_key'],
      settings: { limits: { max_memberships_per_user: 2 } },
      run: async (world) => {
        const user = world.user('alice')
        const peer = await world.as(user)
        for (const name of ['1', '2'])
          await peer.request('join_channel', { channel_id: world.channel(name), durable: true })
        await peer.refusal('limit_exceeded', 'join_channel', { channel_id: world.channel('3'), durable: true })
        await world.api.refusal('put_channel_member', 'limit_exceeded', {
          params: { channel_id: world.channel('3'), user_id: user },
        })
        await peer.request('join_channel', { channel_id: world.channel('3') })
      },
    },
    {
      id: 'limits-17',
      sentence: 'More channels than the server will have in use are refused with unavailable.',
      reference: 'setting-limits.max_channels',
      needs: ['settings'],
      settings: { limits: { max_channels: 6 } },
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const codes: string[] = []
        for (let at = 0; at < 10; at++) {
          const frame = await peer.ask('join_channel', { channel_id: world.channel(`${at}`) })
          if (frame.type === 'error') await peer.refused('unavailable', frame.id ?? '', 'a channel too many')
          codes.push(frame.type)
        }
        check(codes.includes('error') && codes[0] !== 'error', 'the last of them to be refused', () => show(codes))
        await peer.fence()
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
      id: 'limits-19',
      sentence: 'Connections that have not connected yet are limited, with 503 and Retry-After for more.',
      reference: 'setting-limits.max_opening_connections',
      needs: ['settings'],
      settings: { limits: { max_opening_connections: 3 } },
      run: async (world) => {
        const waiting = [await world.peer(), await world.peer(), await world.peer()]
        const full = await world.upgrade()
        same(full.status, 503, 'the status')
        check(/^\d+$/.test(full.headers.get('retry-after') ?? ''), 'Retry-After', () => show([...full.headers]))
        await world.connect(waiting[0] as Peer, world.user('alice'))
        same((await world.upgrade()).status, 101, 'the status when one of them has connected')
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
      id: 'limits-21',
      sentence:
        'Too many bytes are refused with rate_limited and the id of the request; after a while they are taken again.',
      reference: 'setting-limits.bytes_per_second',
      needs: ['settings'],
      settings: { limits: { bytes_per_second: 2000, byte_burst: 8000, max_refusals: 1000 } },
      run: async (world) => {
        const peer = await world.as(world.user('alice'))
        const { bytes_per_second: perSecond = 0, byte_burst: burst = 0 } = world.terms(peer).limits
        same([perSecond, burst], [2000, 8000], 'the limits that connect_ack tells')
        const begun = performance.now()
        const ids = Array.from({ length: 20 }, (_, at) => `bytes ${at}`)
        peer.texts(ids.map((id) => frameOf(1000, id)))
        const codes: string[] = []
        for (const id of ids) codes.push(codeOf(await peer.answerTo(id)))
        const taken = codes.filter((code) => code === 'unknown_event').length
        check(
          codes.every((code) => code === 'unknown_event' || code === 'rate_limited'),
          'nothing but rate_limited beyond the limit',
          () => show(codes),
        )
        // The last frame that is taken may be owed in part; connect has taken a little.
        const most = (burst + (perSecond * (performance.now() - begun)) / 1000) / 1000 + 1
        check(
          taken >= 7 && taken <= most,
          `7 to ${Math.floor(most)} of 20 frames of 1000 bytes to be taken`,
          `${taken}`,
        )
        await peer.fence()
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
  ],
}

function codeOf(frame: ServerFrame): string {
  return frame.type === 'error' ? frame.data.code : frame.type
}

/** Asks again until it is so: what a server frees when a connection ends, it may free a moment later. */
async function eventually(world: World, ask: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + world.patienceMs
  while (!(await ask())) {
    check(performance.now() < deadline, 'room for one more when another has closed', 'there was none')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
