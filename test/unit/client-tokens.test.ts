import { describe, expect, it } from 'vitest'
import { closeCodes } from '../../generated/operations.ts'
import type { PactwireError } from '../../src/client/errors.ts'
import type { TokenAsk } from '../../src/client/options.ts'
import type { Client } from '../../src/client/surface.ts'
import { FakeWorld, settled } from '../support/fake-server.ts'

const serverTime = '2026-01-31T09:30:00.000Z'
const expiring = (ms: number) => ({ expires_at: new Date(Date.parse(serverTime) + ms).toISOString() })

/** Answers when it is told to. */
class Issuer {
  readonly asks: TokenAsk[] = []
  readonly #waiting: { resolve(token: string): void; reject(error: Error): void }[] = []

  readonly getToken = (ask: TokenAsk): Promise<string> => {
    this.asks.push(ask)
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  get reasons(): string[] {
    return this.asks.map(({ reason }) => reason)
  }

  async give(token: string): Promise<void> {
    this.#waiting.shift()?.resolve(token)
    await settled()
  }

  async fail(message: string): Promise<void> {
    this.#waiting.shift()?.reject(new Error(message))
    await settled()
  }
}

function faultsOf(client: Client): PactwireError[] {
  const faults: PactwireError[] = []
  client.on('fault', (fault) => faults.push(fault))
  return faults
}

const tokenOf = (world: FakeWorld) => world.socket.all('connect').at(-1)?.data?.token

describe('a token', () => {
  it('is asked for before the socket is opened, and used again while it is good', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    world.client({ getToken: issuer.getToken })
    expect(world.sockets).toHaveLength(0)
    await issuer.give('t1')
    world.socket.welcome(expiring(600_000))
    expect(tokenOf(world)).toBe('t1')
    world.reconnect(expiring(600_000))
    expect(tokenOf(world)).toBe('t1')
    expect(issuer.reasons).toEqual(['connect'])
  })

  it('is asked for anew on the next connection when it has expired meanwhile', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    world.client({ getToken: issuer.getToken })
    await issuer.give('t1')
    world.socket.welcome(expiring(600_000))
    world.happen('hidden')
    world.socket.drop()
    world.clock.advance(600_000)
    world.happen('visible')
    expect(issuer.reasons).toEqual(['connect', 'connect'])
    await issuer.give('t2')
    world.socket.welcome()
    expect(tokenOf(world)).toBe('t2')
  })

  it('that was given is used first, and only then is one asked for', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    world.client({ token: 't0', getToken: issuer.getToken, userId: 'alice' })
    world.socket.open()
    expect(world.socket.sent[0]?.data).toEqual({ token: 't0', user_id: 'alice' })
    expect(issuer.asks).toHaveLength(0)
  })

  it.each(['unauthorized', 'token_expired'] as const)(
    'that is refused (%s) is asked for once more, then it is over',
    async (code) => {
      const world = new FakeWorld()
      const issuer = new Issuer()
      const client = world.client({ getToken: issuer.getToken })
      await issuer.give('t1')
      world.socket.open()
      world.socket.refuse('connect', { code, message: 'No such key.' })
      world.socket.drop(closeCodes.unauthorized.code)
      expect(client.state.state).toBe('connecting')
      expect(issuer.reasons).toEqual(['connect', 'refused'])
      await issuer.give('t2')
      expect(world.sockets).toHaveLength(2)
      world.socket.open()
      expect(tokenOf(world)).toBe('t2')
      world.socket.refuse('connect', { code, message: 'No such key.' })
      expect(client.state).toMatchObject({ state: 'closed', final: true, reason: 'No such key.', error: { code } })
      await expect(client.opened()).rejects.toMatchObject({ name: 'ClosedError', cause: { code } })
    },
  )

  it('that is refused by nothing but the close code is asked for once more as well', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    const client = world.client({ getToken: issuer.getToken })
    await issuer.give('t1')
    world.socket.open().drop(closeCodes.unauthorized.code)
    expect(issuer.reasons).toEqual(['connect', 'refused'])
    await issuer.give('t2')
    world.socket.open().drop(closeCodes.unauthorized.code, 'again')
    expect(client.state).toEqual({ state: 'closed', code: closeCodes.unauthorized.code, reason: 'again', final: true })
  })

  it('that is refused and cannot be replaced closes the client', () => {
    const world = new FakeWorld()
    const client = world.client({ token: 't' })
    world.socket.open()
    world.socket.refuse('connect', { code: 'unauthorized' })
    expect(client.state).toMatchObject({ state: 'closed', final: true })
    expect(world.sockets).toHaveLength(1)
  })

  it('that expires on an open connection is replaced on the next one, after a wait', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    const client = world.client({ getToken: issuer.getToken })
    await issuer.give('t1')
    world.socket.welcome()
    world.socket.drop(closeCodes.token_expired.code)
    expect(client.state).toMatchObject({ state: 'waiting' })
    world.clock.advance(250)
    expect(issuer.reasons).toEqual(['connect', 'refused'])
  })

  it('that cannot be had is a fault and another attempt later', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    const client = world.client({ getToken: issuer.getToken })
    const faults = faultsOf(client)
    await issuer.fail('the login service is down')
    expect(faults).toMatchObject([{ code: 'token', retryable: true, cause: { message: 'the login service is down' } }])
    expect(client.state).toMatchObject({ state: 'waiting', attempt: 2 })
    world.clock.advance(250)
    await issuer.give('')
    expect(faults).toHaveLength(2)
    expect(client.state).toMatchObject({ state: 'waiting', attempt: 3 })
  })

  it('is never asked for twice at a time, even by attempts that gave up waiting for it', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    const client = world.client({ getToken: issuer.getToken, connectTimeoutMs: 1000 })
    world.clock.advance(1000)
    expect(issuer.asks[0]?.signal.aborted).toBe(true)
    expect(client.state.state).toBe('waiting')
    world.clock.advance(250)
    expect(client.state.state).toBe('connecting')
    expect(issuer.asks).toHaveLength(1)
    await issuer.give('late')
    world.socket.welcome()
    expect(tokenOf(world)).toBe('late')
  })

  it('is no longer wanted when the client is closed', async () => {
    const world = new FakeWorld()
    const issuer = new Issuer()
    const client = world.client({ getToken: issuer.getToken })
    client.close()
    expect(issuer.asks[0]?.signal.aborted).toBe(true)
    await issuer.give('t1')
    expect(world.sockets).toHaveLength(0)
  })
})

describe('a refresh', () => {
  async function opened(lifeMs: number, random = 0.5) {
    const world = new FakeWorld()
    world.random = random
    const issuer = new Issuer()
    const client = world.client({ getToken: issuer.getToken })
    await issuer.give('t1')
    world.socket.welcome(expiring(lifeMs))
    const keepAlive = (ms: number): void => {
      for (let left = ms; left > 0; left -= 20_000) {
        world.clock.advance(Math.min(left, 20_000))
        if (world.socket.has('heartbeat')) world.socket.answer('heartbeat', { server_time: serverTime })
      }
    }
    return { world, issuer, client, keepAlive, faults: faultsOf(client) }
  }

  it('comes some time before the token expires, by the clock of the server', async () => {
    const { world, issuer, keepAlive } = await opened(600_000)
    // The clock of this machine is years away from the server's, and is set in between.
    world.clock.jump(123_456_789)
    keepAlive(524_000)
    expect(issuer.asks).toHaveLength(1)
    keepAlive(1000)
    expect(issuer.reasons).toEqual(['connect', 'refresh'])
    await issuer.give('t2')
    expect(world.socket.pending('refresh').data).toEqual({ token: 't2' })
    world.socket.answer('refresh', expiring(525_000 + 600_000))
    keepAlive(524_000)
    expect(issuer.asks).toHaveLength(2)
    keepAlive(1000)
    expect(issuer.asks).toHaveLength(3)
  })

  it('does not come at the same moment for everybody', async () => {
    const early = await opened(600_000, 0.99)
    early.keepAlive(511_000)
    expect(early.issuer.asks).toHaveLength(2)
    const late = await opened(600_000, 0)
    late.keepAlive(539_000)
    expect(late.issuer.asks).toHaveLength(1)
  })

  it('of a token for months is not at once', async () => {
    const { issuer, keepAlive } = await opened(90 * 86_400_000)
    keepAlive(60_000)
    expect(issuer.asks).toHaveLength(1)
  })

  it('that fails is a fault, and tried again, ever more patiently', async () => {
    const { issuer, keepAlive, faults, client } = await opened(600_000)
    keepAlive(525_000)
    await issuer.fail('down')
    expect(faults).toMatchObject([{ code: 'token' }])
    keepAlive(1000)
    expect(issuer.asks).toHaveLength(3)
    await issuer.fail('down')
    keepAlive(1000)
    expect(issuer.asks).toHaveLength(3)
    keepAlive(1000)
    expect(issuer.asks).toHaveLength(4)
    expect(client.state.state).toBe('open')
  })

  it('whose token is refused asks for another at once, and then with patience', async () => {
    const { world, issuer, keepAlive, faults } = await opened(600_000)
    keepAlive(525_000)
    await issuer.give('t2')
    world.socket.refuse('refresh', { code: 'unauthorized' })
    expect(issuer.reasons).toEqual(['connect', 'refresh', 'refused'])
    await issuer.give('t3')
    world.socket.refuse('refresh', { code: 'unauthorized' })
    expect(issuer.asks).toHaveLength(3)
    expect(faults).toMatchObject([{ code: 'unauthorized' }])
    keepAlive(2000)
    expect(issuer.asks).toHaveLength(4)
  })

  it('that brings the same token again does not go round in circles', async () => {
    const { world, issuer, keepAlive } = await opened(600_000)
    keepAlive(525_000)
    for (let second = 0; second < 16; second++) {
      await issuer.give('t1')
      if (world.socket.has('refresh')) world.socket.answer('refresh', expiring(600_000))
      keepAlive(1000)
    }
    // After 1, 2, 4 and 8 seconds.
    expect(issuer.asks).toHaveLength(6)
  })

  it('is nobody’s business when the connection is gone', async () => {
    const { world, issuer, keepAlive } = await opened(600_000)
    keepAlive(525_000)
    world.socket.drop()
    expect(issuer.asks[1]?.signal.aborted).toBe(true)
    await issuer.give('t2')
    world.again(expiring(600_000))
    expect(tokenOf(world)).toBe('t2')
  })

  it('comes at once when the server says that the token has expired', async () => {
    const { world, issuer, client } = await opened(600_000)
    const room = client.channel('room')
    const joined = room.join()
    world.socket.refuse('join_channel', { code: 'token_expired' })
    expect(issuer.reasons).toEqual(['connect', 'refresh'])
    await issuer.give('t2')
    world.socket.answer('refresh', expiring(600_000))
    world.clock.advance(250)
    world.socket.joined('room', 0)
    await expect(joined).resolves.toMatchObject({ recovered: false })
  })
})
