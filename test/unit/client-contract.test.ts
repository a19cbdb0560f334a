import { describe, expect, expectTypeOf, it } from 'vitest'
import * as contract from '../../generated/operations.ts'
import type { ConnectAck } from '../../generated/types.ts'
import { type Contract, type ContractOptions, connectTo } from '../../src/client/contract.ts'
import { FakeWorld, limits, outcome, settled } from '../support/fake-server.ts'

/** The client for any contract, given ours. */
function open(options: ContractOptions = {}, described: Contract = contract) {
  const world = new FakeWorld()
  // For its sockets; it is closed at once.
  world.client().close()
  const client = connectTo<contract.Operations, contract.Pushes>(described, 'ws://localhost/ws', {
    WebSocket: world.socket.constructor as never,
    surroundings: world.surroundings,
    heartbeat: 'heartbeat',
    greeting: {
      request: 'connect',
      data: () => ({ user_id: 'alice' }),
      welcome: (reply) => {
        const { heartbeat_interval_ms, limits } = reply as ConnectAck['data']
        return { heartbeatMs: heartbeat_interval_ms, allowance: { maxPending: limits.max_pending_requests } }
      },
    },
    ...options,
  })
  return { world, client }
}

describe('the client for any contract', () => {
  it('keeps a connection, asks, and is told', async () => {
    const { world, client } = open()
    const states: string[] = []
    client.on('state', ({ state }) => states.push(state))
    const opened = outcome(client.opened())
    world.socket.welcome({ limits: { ...limits, max_pending_requests: 1 } })
    const asked = outcome(client.request('presence', { channel_id: 'a' }))
    const second = outcome(client.request('heartbeat'))
    expect(world.socket.has('heartbeat')).toBe(false)
    world.socket.answer('presence', { channel_id: 'a', count: 3, users: [] })
    world.socket.refuse('heartbeat', { code: 'internal', retryable: true })
    const told: string[] = []
    client.on('going_away', ({ reason }) => told.push(reason))
    world.socket.say({ type: 'going_away', data: { reason: 'bye', reconnect_after_ms: 0 } })
    world.socket.raw(JSON.stringify({ type: 'invented_later' }))
    await settled()
    expect(opened.done).toBe(true)
    expect(asked.value?.count).toBe(3)
    expect(second.error).toMatchObject({ name: 'RequestError', code: 'internal', retryable: true })
    expect(told).toEqual(['bye'])
    world.socket.drop()
    world.clock.advance(250)
    world.socket.welcome()
    client.close()
    expect(states.filter((state, at) => state !== states[at - 1])).toEqual([
      'connecting',
      'open',
      'waiting',
      'connecting',
      'open',
      'closed',
    ])
    expect(world.clock.pending).toBe(0)
  })

  it('notices a silent server, and goes by the close codes of the contract', () => {
    const silent = open()
    silent.world.socket.welcome()
    silent.world.clock.advance(60_000)
    expect(silent.client.state.state).toBe('waiting')
    const kicked = open()
    kicked.world.socket.welcome()
    kicked.world.socket.drop(contract.closeCodes.kicked.code)
    expect(kicked.client.state).toMatchObject({ state: 'closed', final: true })
  })

  it('comes back or not as the contract says of a code, and as ours does when it says nothing', () => {
    const own = open({}, { ...contract, closeStops: [[4800, 4899]] })
    own.world.socket.welcome()
    own.world.socket.drop(4850)
    expect(own.client.state).toMatchObject({ state: 'closed', code: 4850, final: true })
    const { closeStops: _, ...without } = contract
    const bare = open({}, without)
    bare.world.socket.welcome()
    bare.world.socket.drop(4444)
    expect(bare.client.state).toMatchObject({ state: 'closed', code: 4444, final: true })
  })

  it('stops when the greeting is refused for good', async () => {
    const { world, client } = open()
    world.socket.open()
    world.socket.refuse('connect', { code: 'forbidden', message: 'Not you.' })
    expect(client.state).toMatchObject({ state: 'closed', final: true, reason: 'Not you.' })
    await expect(client.request('heartbeat')).rejects.toMatchObject({ name: 'ClosedError' })
  })

  it('needs no greeting where the contract has none', async () => {
    const { world, client } = open({ greeting: undefined as never, heartbeat: undefined as never })
    world.socket.open()
    await expect(client.opened()).resolves.toBeUndefined()
    client.on('new_message', (message) => expectTypeOf(message).toHaveProperty('offset'))
    // @ts-expect-error: there is no such event
    client.on('new_mesage', () => undefined)
    // @ts-expect-error: the data is required
    expect(() => client.request('presence')).not.toThrow()
  })
})
