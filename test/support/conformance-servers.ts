/** Servers for the conformance suite, of every kind that its cases order: in this process, or as a process of their own. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/clock/system.ts'
import type { Faults, Order, Serve, Served, Users } from '../../src/conformance/target.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import { type Append, type Follower, StoreUnavailable } from '../../src/store/store.ts'
import { ServerProcess } from './process.ts'
import { startTestServer } from './test-server.ts'

const secret = 'the-shared-secret-of-the-conformance-tests'
const apiKey = 'the-api-key-of-the-conformance-tests'
const development: Users = { kind: 'development' }
const authenticated: Users = { kind: 'secret', secret }

/** As operators have it, where the server has to end and to start again: as a process of its own, with its store on disk. */
export const serveForTests: Serve = (order) => (order.control ? serveProcess(order) : serveHere(order))

function configOf({ settings, authentication }: Order) {
  return { api_keys: [apiKey], ...(authentication ? { jwt_secret: secret } : {}), ...settings }
}

export interface HereOptions {
  /** Whether what was stored is there after a restart. */
  readonly forgets?: boolean
}

/** In this process; a restart is quick, and `kill` is as gentle as `stop`. */
export async function serveHere(order: Order, { forgets = false }: HereOptions = {}): Promise<Served> {
  let bugs = 0
  const clock = {
    ...systemClock,
    elapsed: () => {
      // Only a frame is to meet the bug, and not whatever else looks at the clock first.
      if (bugs === 0 || !(new Error().stack ?? '').includes('GatewayConnection.text')) return systemClock.elapsed()
      bugs--
      throw new Error('a bug, as ordered')
    },
  }
  let store = new OrderlyStore(forgets)
  const parts = () => (order.faults ? { store, clock } : order.control ? { store } : {})
  const port = order.control ? await freePort() : 0
  let server = await startTestServer({ ...configOf(order), port }, {}, parts())
  const stop = async (): Promise<void> => {
    await server.stop('The server is stopped, as ordered.')
  }
  const faults: Faults = {
    failNextSend: () => store.fail(new Error('a failure, as ordered')),
    refuseNextSend: () => store.fail(new StoreUnavailable('The store takes nothing, as ordered.', 250)),
    loseNextDelivery: () => store.lose(),
    breakNextFrame: () => {
      bugs = 1
    },
  }
  const start = async (): Promise<void> => {
    if (forgets) store = new OrderlyStore(forgets)
    server = await startTestServer({ ...configOf(order), port }, {}, parts())
  }
  return {
    url: server.url,
    users: order.authentication ? authenticated : development,
    apiKey,
    faults: order.faults ? faults : undefined,
    control: order.control ? { kill: stop, stop, start } : undefined,
    end: stop,
  }
}

/** Fails as it is ordered to, and outlives the server. */
class OrderlyStore extends MemoryStore {
  #failure: Error | undefined
  #losing = false

  constructor(forgets: boolean) {
    super({
      clock: systemClock,
      // A store that forgets is at its worst when it does not even know that it has forgotten.
      newEpoch: () => (forgets ? 'always-the-same' : randomUUID()),
      window: { ageMs: 300_000, entries: 1000, senders: 1000 },
      maxStreams: 10_000,
    })
  }

  fail(failure: Error): void {
    this.#failure = failure
  }

  lose(): void {
    this.#losing = true
  }

  override async close(): Promise<void> {}

  override async append(append: Append) {
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure
    return super.append(append)
  }

  override follow(follower: Follower) {
    return super.follow((entries) => {
      const lost = this.#losing
      this.#losing = false
      follower(lost ? [] : entries)
    })
  }
}

/** Below those that the system gives to clients, so that none of these takes it while the server is down. */
async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  return free ? port : freePort()
}

async function serveProcess(order: Order): Promise<Served> {
  const dir = await mkdtemp(join(tmpdir(), 'pactwire-conformance-'))
  const config = join(dir, 'pactwire.json')
  await writeFile(config, JSON.stringify({ data_dir: join(dir, 'data'), ...configOf(order) }))
  const start = (at: number) => ServerProcess.serve(['--config', config], {}, { port: at })
  const port = await freePort()
  let running = await start(port)
  return {
    url: `ws://127.0.0.1:${port}/ws`,
    users: order.authentication ? authenticated : development,
    apiKey,
    control: {
      kill: async () => {
        await running.end('SIGKILL')
      },
      stop: async () => {
        await running.end('SIGTERM')
      },
      start: async () => {
        running = await start(port)
      },
    },
    end: async () => {
      await running.end('SIGKILL')
      await rm(dir, { recursive: true, force: true })
    },
  }
}
