/** Who is let in: counted to the last one, also when people leave while they are being let in. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Authenticator } from '../../src/auth/auth.ts'
import { Gateway, type GatewayLimits, type Ticket } from '../../src/gateway/gateway.ts'
import { UserLimits } from '../../src/gateway/user-limits.ts'
import type { BucketLimit } from '../../src/protocol/bucket.ts'
import { jsonCodec } from '../../src/protocol/codec.ts'
import type { Admission, Peer, Upgrade } from '../../src/transport/transport.ts'
import { HubWorld } from '../support/hub-world.ts'

const authenticator: Authenticator = {
  mode: 'jwt',
  authenticate: async ({ token, userId }) => {
    const id = userId ?? token ?? ''
    if (id === 'bad') return { ok: false, code: 'unauthorized', message: 'no', reason: 'no' }
    if (id === 'later') return { ok: false, code: 'unavailable', message: 'later', reason: 'later' }
    return { ok: true, principal: { userId: id, expiresAt: undefined, rights: undefined } }
  },
  close: () => undefined,
}

class FakePeer implements Peer {
  readonly address: string
  readonly frames: string[] = []
  closed: number | undefined
  constructor(address: string) {
    this.address = address
  }
  send(frame: string | Uint8Array) {
    if (this.closed === undefined) this.frames.push(Buffer.from(frame).toString())
    return 'sent' as const
  }
  subscribe(): void {}
  unsubscribe(): void {}
  close(code: number): void {
    this.closed ??= code
  }
  backlog(): number {
    return 7
  }
}

function build(limits: Partial<GatewayLimits> = {}, userRequests: BucketLimit = { perSecond: 1000, burst: 1000 }) {
  const world = new HubWorld()
  const { clock, meter, log, hub } = world
  let ids = 0
  const gateway = new Gateway({
    surroundings: {
      hub,
      authenticator,
      clock,
      log,
      meter,
      codec: jsonCodec,
      policy: {
        connectTimeoutMs: 1000,
        tokenGraceMs: 1000,
        requests: { perSecond: 100, burst: 100 },
        badFrames: { perSecond: 1, burst: 10 },
        maxRefusals: 10,
        maxPending: 10,
      },
      bytes: { perSecond: 1e6, burst: 1e6 },
      userLimits: new UserLimits(userRequests, clock),
      terms: {
        heartbeat_interval_ms: 30_000,
        limits: {
          max_frame_bytes: 1,
          max_content_bytes: 1,
          max_channels: 1,
          max_pending_requests: 1,
          requests_per_second: 1,
          request_burst: 1,
        },
      },
    },
    limits: {
      maxConnections: 100,
      maxConnectionsPerAddress: 100,
      maxOpeningConnections: 100,
      maxOpeningConnectionsPerAddress: 100,
      ...limits,
    },
    originAllowed: (origin) => origin === 'https://app.example',
    newId: () => `c${++ids}`,
  })
  return { gateway, clock, meter, hub }
}

const upgrade = (rest: Partial<Upgrade> = {}): Upgrade => ({
  address: '10.0.0.1',
  origin: undefined,
  host: 'rt.example',
  token: undefined,
  subprotocols: [],
  ...rest,
})
const statusOf = (admission: Admission<Ticket>) => (admission.admit ? 101 : admission.answer.status)

describe('admission', () => {
  test.each<readonly [string, Partial<Upgrade>, number]>([
    ['a plain upgrade', {}, 101],
    ['the right subprotocol among others', { subprotocols: ['chat', 'pactwire.v1'] }, 101],
    ['only unknown subprotocols', { subprotocols: ['chat'] }, 400],
    ['an origin that is allowed', { origin: 'https://app.example' }, 101],
    ['an origin that is not', { origin: 'https://evil.example' }, 403],
    ['a good token', { token: 'alice' }, 101],
    ['a bad token', { token: 'bad' }, 401],
    ['a token that cannot be checked now', { token: 'later' }, 503],
  ])('%s', async (_name, rest, status) => {
    const { gateway } = build()
    expect(statusOf(await gateway.upgrade(upgrade(rest)))).toBe(status)
  })

  test('ends when the server drains, is full, or has too many that have not connected', async () => {
    const full = build({ maxConnections: 1 })
    expect(statusOf(await full.gateway.upgrade(upgrade()))).toBe(101)
    const refused = await full.gateway.upgrade(upgrade())
    expect(refused).toMatchObject({
      admit: false,
      answer: { status: 503, headers: { 'retry-after': expect.stringMatching(/^\d+$/) } },
    })

    const opening = build({ maxOpeningConnections: 1 })
    const peer = new FakePeer('10.0.0.1')
    opening.gateway.open(peer, { address: peer.address, principal: undefined })
    expect(opening.gateway.opening).toBe(1)

    const draining = build()
    draining.gateway.drain()
    expect(statusOf(await draining.gateway.upgrade(upgrade()))).toBe(503)
  })

  test('leaves room for others when one address opens more than its share', async () => {
    const { gateway } = build({ maxOpeningConnectionsPerAddress: 2 })
    const tickets: Ticket[] = []
    for (let at = 0; at < 2; at++) {
      const admission = await gateway.upgrade(upgrade())
      if (admission.admit) tickets.push(admission.context)
    }
    expect(statusOf(await gateway.upgrade(upgrade()))).toBe(503)
    expect(statusOf(await gateway.upgrade(upgrade({ address: '10.0.0.2' })))).toBe(101)
    const peer = new FakePeer('10.0.0.1')
    gateway.open(peer, tickets[0] ?? { address: '10.0.0.1', principal: undefined })
    expect(statusOf(await gateway.upgrade(upgrade()))).toBe(503)
    gateway.text(peer, '{"type":"connect","data":{"user_id":"alice"}}')
    while (gateway.opening > 0) await Promise.resolve()
    expect(statusOf(await gateway.upgrade(upgrade()))).toBe(101)
  })

  test('makes room when one has connected, and when one that has not is closed', async () => {
    const { gateway, clock } = build({ maxOpeningConnections: 1 })
    const enter = async (): Promise<FakePeer | number> => {
      const admission = await gateway.upgrade(upgrade())
      if (!admission.admit) return admission.answer.status
      const peer = new FakePeer('10.0.0.1')
      gateway.open(peer, admission.context)
      return peer
    }
    const first = await enter()
    expect(await enter()).toBe(503)
    if (typeof first === 'number') throw new Error('the first was refused')
    gateway.text(first, '{"type":"connect","data":{"user_id":"alice"}}')
    while (gateway.opening > 0) await Promise.resolve()
    const second = await enter()
    if (typeof second === 'number') throw new Error('the second was refused')
    clock.advance(1000)
    expect(second.closed).toBe(4408)
    gateway.closed(second, 1006)
    expect(await enter()).toBeInstanceOf(FakePeer)
  })
})

test('what a user has asked for is held against the next connection too', async () => {
  const { gateway, clock } = build({}, { perSecond: 1, burst: 2 })
  const connect = async (): Promise<FakePeer> => {
    const peer = new FakePeer('10.0.0.1')
    gateway.open(peer, { address: peer.address, principal: undefined })
    gateway.text(peer, '{"type":"connect","data":{"user_id":"alice"}}')
    while (gateway.opening > 0) await Promise.resolve()
    peer.frames.length = 0
    return peer
  }
  const beat = (peer: FakePeer): string | undefined => {
    gateway.text(peer, '{"type":"heartbeat"}')
    return /"code":"(\w+)"/.exec(peer.frames.at(-1) ?? '')?.[1]
  }
  const first = await connect()
  expect([beat(first), beat(first), beat(first)]).toEqual([undefined, undefined, 'rate_limited'])
  gateway.closed(first, 1006)
  const second = await connect()
  expect(beat(second)).toBe('rate_limited')
  clock.advance(1000)
  expect(beat(second)).toBeUndefined()
})

type Doing = { readonly do: 'ask' | 'askWithToken' | 'askBadly' | 'open' | 'abandon' | 'close'; readonly who: number }

test('the counts are right after any coming and going', async () => {
  const doings: fc.Arbitrary<Doing> = fc.record({
    do: fc.constantFrom('ask', 'ask', 'askWithToken', 'askBadly', 'open', 'open', 'abandon', 'close'),
    who: fc.nat(3),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(doings, { maxLength: 60 }), async (program) => {
      const limits = { maxConnections: 6, maxConnectionsPerAddress: 3, maxOpeningConnectionsPerAddress: 100 }
      const { gateway, meter } = build(limits)
      const admitted: Ticket[] = []
      const open: FakePeer[] = []
      const count = (address: string) => [...admitted, ...open].filter((one) => one.address === address).length
      for (const { do: doing, who } of program) {
        const address = `10.0.0.${who}`
        if (doing === 'ask' || doing === 'askWithToken' || doing === 'askBadly') {
          const room =
            admitted.length + open.length < limits.maxConnections && count(address) < limits.maxConnectionsPerAddress
          const token = doing === 'ask' ? undefined : doing === 'askBadly' ? 'bad' : 'alice'
          const admission = await gateway.upgrade(upgrade({ address, token }))
          expect(statusOf(admission)).toBe(!room ? 503 : token === 'bad' ? 401 : 101)
          if (admission.admit) admitted.push(admission.context)
        } else if (doing === 'open' || doing === 'abandon') {
          const ticket = admitted.shift()
          if (ticket === undefined) continue
          if (doing === 'abandon') {
            gateway.abandoned(ticket)
            continue
          }
          const peer = new FakePeer(ticket.address)
          gateway.open(peer, ticket)
          open.push(peer)
        } else {
          const peer = open.splice(who % Math.max(1, open.length), 1)[0]
          if (peer !== undefined) gateway.closed(peer, 1006)
        }
        expect(gateway.size).toBe(open.length)
        expect(meter.connections).toBe(open.length)
        expect(gateway.backlogBytes).toBe(7 * open.length)
      }
    }),
  )
})
