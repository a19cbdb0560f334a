/** Both adapters behind one door, so that one suite can ask the same of each. */
import type { Clock } from '../../../src/clock/clock.ts'
import { systemClock } from '../../../src/clock/system.ts'
import { createMemoryTransport, type MemoryClient } from '../../../src/transport/memory.ts'
import type { HttpAnswer, HttpHandler, Transport, TransportLimits } from '../../../src/transport/transport.ts'
import { createUwsTransport, type UwsOptions } from '../../../src/transport/uws.ts'
import { type Hooks, Recorder } from './recorder.ts'
import { connectWs } from './ws-client.ts'

export const limits: TransportLimits = {
  maxFrameBytes: 65_536,
  maxBacklogBytes: 65_536,
  maxHttpBodyBytes: 65_536,
  heartbeatIntervalMs: 25_000,
}

export interface RigOptions {
  readonly hooks?: Hooks
  readonly http?: HttpHandler
  readonly limits?: Partial<TransportLimits>
  readonly clock?: Clock
}

export interface Asking {
  readonly token?: string
  readonly origin?: string
  readonly subprotocols?: readonly string[]
}

export interface Rig {
  readonly transport: Transport
  readonly recorder: Recorder
  readonly port: number
  /** What `onFault` was called with. */
  readonly faults: unknown[]
  ask(asking?: Asking): Promise<MemoryClient | { readonly status: number; readonly headers: object }>
  connect(asking?: Asking): Promise<MemoryClient>
}

export const notFound: HttpAnswer = { status: 404, headers: {}, body: 'nothing here' }

export type Adapter = 'memory' | 'uws'

export async function startRig(adapter: Adapter, options: RigOptions = {}): Promise<Rig> {
  return adapter === 'memory' ? startMemory(options) : startUws(options)
}

async function startMemory(options: RigOptions): Promise<Rig> {
  const recorder = new Recorder(options.hooks)
  const transport = createMemoryTransport({
    limits: { ...limits, ...options.limits },
    handlers: recorder,
    http: options.http ?? (async () => notFound),
    clock: options.clock ?? systemClock,
  })
  const { port } = await transport.listen()
  const ask: Rig['ask'] = (asking) => transport.connect(asking)
  return { transport, recorder, port, faults: [], ask, connect: connector(ask) }
}

export async function startUws(
  options: RigOptions & { readonly uws?: Partial<UwsOptions<number>> } = {},
): Promise<Rig> {
  const recorder = new Recorder(options.hooks)
  const faults: unknown[] = []
  const transport = await createUwsTransport<number>({
    host: '127.0.0.1',
    port: 0,
    path: '/ws',
    limits: { ...limits, ...options.limits },
    handlers: recorder,
    http: options.http ?? (async () => notFound),
    trustedProxies: () => false,
    clock: options.clock ?? systemClock,
    onFault: (error) => faults.push(error),
    ...options.uws,
  })
  const { port } = await transport.listen()
  const scheme = options.uws?.tls === undefined ? 'ws' : 'wss'
  const ask: Rig['ask'] = (asking = {}) => {
    const headers: Record<string, string> = {}
    if (asking.token !== undefined) headers['authorization'] = `Bearer ${asking.token}`
    if (asking.origin !== undefined) headers['origin'] = asking.origin
    return connectWs(`${scheme}://127.0.0.1:${port}/ws`, { headers, protocols: asking.subprotocols ?? [] })
  }
  return { transport, recorder, port, faults, ask, connect: connector(ask) }
}

function connector(ask: Rig['ask']): Rig['connect'] {
  return async (asking) => {
    const client = await ask(asking)
    if ('status' in client) throw new Error(`not let in: ${client.status}`)
    return client
  }
}

/** One turn of the event loop. */
export const turn = (): Promise<void> => new Promise((done) => setImmediate(done))
