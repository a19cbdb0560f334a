/** How much may come in a while, and what becomes of those who go on. */
import type { ServerFrame } from '../../../../generated/types.ts'
import type { Case } from '../../case.ts'
import { check, same, show } from '../../failure.ts'
import type { Peer } from '../../peer.ts'
import type { World } from '../../world.ts'
import { frameOf } from './frame-of.ts'

const anchor = 'limits'

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

export const rates: readonly Case[] = [
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
      check(taken >= 7 && taken <= most, `7 to ${Math.floor(most)} of 20 frames of 1000 bytes to be taken`, `${taken}`)
      await peer.fence()
    },
  },
]

function codeOf(frame: ServerFrame): string {
  return frame.type === 'error' ? frame.data.code : frame.type
}
