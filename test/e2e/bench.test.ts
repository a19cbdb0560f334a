/** The bench against real servers, with tiny numbers: whether it works, not how fast anything is. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { World } from '../../src/bench/crowd.ts'
import type { FanoutPlan, Plan } from '../../src/bench/plan.ts'
import { runPlan } from '../../src/bench/run.ts'
import { warmUp } from '../../src/bench/warm-up.ts'
import { bench } from '../../src/cli/bench.ts'
import { dialects } from '../bench/peers/dialects.ts'
import { type Peer, peers, storedPrefix } from '../bench/peers/peers.ts'
import { type ServerUnderTest, startServer } from '../bench/server-process.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

const tiny: FanoutPlan = {
  ...{ kind: 'fanout', rooms: 1, members: 5, senders: 1, address: 'channel', contentBytes: 60 },
  ...{ pace: { kind: 'open', perSecond: 50 }, warmupSeconds: 0, seconds: 0.2 },
}

/** All start at once, because each takes a second or two. */
const there = peers.filter((peer) => peer.missing?.() === undefined)
const servers = new Map<string, ServerUnderTest>()

function worldOf(peer: Peer): World {
  const server = servers.get(peer.name)
  if (server === undefined) throw new Error(`${peer.name} did not start`)
  return {
    target: { url: `ws://127.0.0.1:${server.port}` },
    dialect: dialects[peer.dialect],
    ...{ opening: 10, pid: server.pid, prefix: storedPrefix, tell: () => undefined },
  }
}

beforeAll(async () => {
  const setup = { dataDir: undefined, tls: undefined, from: 'sources' } as const
  await Promise.all(
    there.map(async (peer) => {
      servers.set(peer.name, await startServer(peer.start(setup), undefined))
    }),
  )
}, 60_000)
afterAll(() => Promise.all([...servers.values()].map((server) => server.stop())))

describe.each(there)('$name', (peer) => {
  const run = (plan: Plan) => runPlan(plan, worldOf(peer))

  it('delivers every message to every member, and each is timed', async () => {
    const { figures, problems } = await run(tiny)
    expect(problems).toEqual([])
    expect(figures.messages).toBeGreaterThan(0)
    expect(figures.p99).toBeGreaterThan(0)
    expect(figures.cpu_per_delivery).toBeGreaterThanOrEqual(0)
  })

  it('gives a sender its own message back, and answers if it is said to', async () => {
    const until = dialects[peer.dialect].answers ? 'answer' : 'delivery'
    const { figures, problems } = await run({ ...tiny, senders: 2, pace: { kind: 'closed', inFlight: 4, until } })
    expect(problems.filter((problem) => !problem.includes('the generator was the limit'))).toEqual([])
    expect(figures.messages).toBeGreaterThan(20)
    expect(figures.answer_p50 !== undefined).toBe(until === 'answer')
  })

  it('can be talked warm, and has delivered everything then', async () => {
    expect(await warmUp({ comers: 5, messages: 60, missed: 7 }, worldOf(peer))).toMatchObject({ missing: 0, lost: [] })
  })

  it.runIf(peer.abilities.includes('direct'))('takes direct messages to both sides', async () => {
    const { figures, problems } = await run({ ...tiny, rooms: 2, members: 2, address: 'direct' })
    expect(problems).toEqual([])
    expect(figures.p50).toBeGreaterThan(0)
  })
})

describe('what only some can', () => {
  const pactwire = peers.find(({ name }) => name === 'pactwire')
  if (pactwire === undefined) throw new Error('there is no pactwire')

  it('weighs idle connections', async () => {
    const plan = { kind: 'idle', connections: 20, early: 5, perRoom: 10, seconds: 0.1 } as const
    const { figures, problems } = await runPlan(plan, worldOf(pactwire))
    expect(problems).toEqual([])
    expect(figures.connect_all).toBeGreaterThan(0)
    expect(figures.per_connection).toBeDefined()
  })

  it('recovers every message in a storm', async () => {
    const live = { members: 3, perSecond: 50 }
    const crowd = { kind: 'storm', clients: 20, comers: 'back', rooms: 4 } as const
    const plan: Plan = { ...crowd, missed: 7, contentBytes: 60, live, quietSeconds: 0.1 }
    const { figures, problems } = await runPlan(plan, worldOf(pactwire))
    expect(problems).toEqual([])
    expect(figures.recovered).toBe(100)
  })

  it('reads history beside live traffic', async () => {
    const live = { members: 3, perSecond: 50 }
    const plan: Plan = {
      ...{ kind: 'history', readers: 2, stored: 30, limit: 20, contentBytes: 60, live, warmupSeconds: 0, seconds: 0.3 },
    }
    const { figures, problems } = await runPlan(plan, worldOf(pactwire))
    expect(problems.filter((problem) => !problem.includes('the generator was saturated'))).toEqual([])
    expect(figures.pages).toBeGreaterThan(0)
    expect(figures.page_p50).toBeGreaterThan(0)
  })
})

describe('pactwire bench', () => {
  afterEach(stopTestServers)

  const run = async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
    return { status: await bench.run(args, terminal), out: out.join(''), err: err.join('') }
  }

  it('loads a server and tells how it did', async () => {
    const { url } = await startTestServer()
    const args = ['--url', url, '--members', '5', '--rate', '20', '--seconds', '1', '--json', '-']
    const { out, err } = await run(...args)
    expect(err).toContain('opening 5 connections\n')
    const { problems, figures, plan } = JSON.parse(out)
    expect({ problems, members: plan.members }).toEqual({ problems: [], members: 5 })
    expect(figures.deliveries).toBeGreaterThan(50)
  })

  it('tells whose fault it was when requests are refused', async () => {
    const { url } = await startTestServer({ limits: { requests_per_second: 1, request_burst: 5 } })
    const { status, out } = await run('--url', url, '--members', '4', '--rate', '200', '--seconds', '1')
    expect(status).toBe(1)
    expect(out).toMatch(/not to be believed: \d+ requests were refused: rate_limited/)
  })

  it('cannot be used without a token where one is needed', async () => {
    const { url } = await startTestServer({ jwt_secret: 'a secret of more than thirty-two characters' })
    const { status, err } = await run('--url', url, '--members', '2', '--seconds', '1')
    expect(status).toBe(1)
    expect(err).toMatch(/pactwire bench: refused: unauthorized\n$/)
  })
})

describe('the page', () => {
  it('is not hand-made where the bench writes', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/PERFORMANCE.md'), 'utf8')
    for (const [, name] of page.matchAll(/<!-- bench:(\S+) -->/g)) expect(page).toContain(`<!-- /bench:${name} -->`)
  })
})
