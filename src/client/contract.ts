/**
 * A client for any contract that the generator has written, driven by its descriptors: a connection that is kept, typed
 * requests, typed pushes. What a contract means beyond that, whoever wrote it builds on top.
 */
import { closeStops } from '../../generated/operations.ts'
import type { Backoff } from './backoff.ts'
import { surroundings as browser, world } from './browser.ts'
import type { CloseStops } from './close-policy.ts'
import { ListenerError, type PactwireError, UsageError } from './errors.ts'
import type { Frame } from './frame.ts'
import type { Life } from './life.ts'
import { Listeners } from './listeners.ts'
import type { RequestOptions } from './options.ts'
import { pending } from './pending.ts'
import type { Allowance, Replies } from './requests.ts'
import type { WebSocketConstructor } from './socket.ts'
import type { Unsubscribe } from './surface.ts'
import type { Surroundings } from './surroundings.ts'
import type { Validator } from './validator.ts'
import { type Dialect, Wire } from './wire.ts'

/** The generated module `operations.ts`, as a value: `import * as contract from './generated/operations.ts'`. */
export interface Contract {
  readonly protocol: { readonly subprotocol: string | null }
  readonly replies: Replies
  readonly pushes: readonly string[]
  /** As those of Pactwire when the contract lists no close codes. */
  readonly closeStops?: CloseStops
}

/** The generated interface `Operations`. */
type OperationTypes<O> = { [E in keyof O]: { request: { data?: unknown }; reply: { data?: unknown } } }
/** The generated interface `Pushes`. */
type PushTypes<P> = { [E in keyof P]: { data?: unknown } }

type Arguments<D> = undefined extends D ? [data?: D, options?: RequestOptions] : [data: D, options?: RequestOptions]

export interface ContractOptions {
  readonly WebSocket?: WebSocketConstructor
  readonly requestTimeoutMs?: number
  readonly connectTimeoutMs?: number
  readonly reconnect?: Backoff | 'off'
  readonly validator?: Validator
  readonly surroundings?: Partial<Surroundings>
  /** The request that opens a connection, if the contract has one, and what its answer says of silence and limits. */
  readonly greeting?: {
    readonly request: string
    data(): unknown
    welcome?(reply: unknown): { readonly heartbeatMs?: number; readonly allowance?: Partial<Allowance> }
  }
  /** The request to ask a silent server with. */
  readonly heartbeat?: string
}

export interface ContractClient<O extends OperationTypes<O>, P extends PushTypes<P>> {
  readonly state: Life
  on<E extends keyof P>(event: E, listener: (data: P[E]['data']) => void): Unsubscribe
  on(event: 'state', listener: (state: Life) => void): Unsubscribe
  on(event: 'fault', listener: (error: PactwireError) => void): Unsubscribe
  request<E extends keyof O & string>(
    name: E,
    ...rest: Arguments<O[E]['request']['data']>
  ): Promise<O[E]['reply']['data']>
  opened(options?: RequestOptions): Promise<void>
  connect(): void
  close(): void
}

const unlimited: Allowance = {
  maxPending: 1000,
  maxFrameBytes: Number.MAX_SAFE_INTEGER,
  rate: { perSecond: 1e6, burst: 1e6 },
}

/** Begins to connect at once. */
export function connectTo<O extends OperationTypes<O>, P extends PushTypes<P>>(
  contract: Contract,
  url: string,
  options: ContractOptions = {},
): ContractClient<O, P> {
  const { WebSocket = world.WebSocket, requestTimeoutMs = 10_000, connectTimeoutMs = 10_000, greeting } = options
  if (WebSocket === undefined) throw new UsageError('There is no WebSocket here: pass one as `WebSocket`.')
  const surroundings = { ...browser, ...options.surroundings }
  const listeners = new Listeners<Record<string, unknown>>((event, cause) => {
    if (event !== 'fault') listeners.emit('fault', new ListenerError(event, cause))
  })
  const known = new Set(contract.pushes)
  const nothing = (): void => undefined

  const welcomed = (reply: unknown): void => {
    const { heartbeatMs, allowance } = greeting?.welcome?.(reply) ?? {}
    wire.welcomed(options.heartbeat === undefined ? undefined : heartbeatMs, { ...unlimited, ...allowance })
    wire.flow()
  }
  const dialect: Dialect = {
    prepare: (_occasion, _signal, done) => done(),
    greet: () => {
      if (greeting === undefined) welcomed(undefined)
      else
        wire.now({
          name: greeting.request,
          data: greeting.data(),
          settled: (answer) => {
            if (answer.ok) welcomed(answer.data)
            else if (wire.life.state === 'connecting') wire.refused(answer.error, false)
          },
        })
    },
    probe: () => {
      if (options.heartbeat !== undefined) wire.now({ name: options.heartbeat, settled: nothing })
    },
    push: ({ type, data }: Frame) => {
      if (known.has(type)) listeners.emit(type, data)
    },
    changed: (life) => listeners.emit('state', life),
    dropped: nothing,
    ended: nothing,
    fault: (error) => listeners.emit('fault', error),
    cured: () => false,
  }
  const wire = new Wire(
    {
      url,
      descriptors: {
        subprotocol: contract.protocol.subprotocol,
        replies: contract.replies,
        closeStops: contract.closeStops ?? closeStops,
      },
      WebSocket,
      surroundings,
      policy: {
        connectTimeoutMs,
        reconnect: options.reconnect ?? { minDelayMs: 500, maxDelayMs: 20_000 },
        renewable: false,
      },
      validator: options.validator,
    },
    dialect,
  )
  wire.start(false)

  return {
    get state() {
      return wire.life
    },
    on: (event: string, listener: (value: never) => void) => listeners.on(event, listener as (value: unknown) => void),
    request: (name, ...[data, rest]) =>
      new Promise((resolve, reject) => {
        wire.ask({
          timeoutMs: requestTimeoutMs,
          ...rest,
          name,
          data,
          patient: true,
          settled: (answer) =>
            answer.ok ? resolve(answer.data as O[typeof name]['reply']['data']) : reject(answer.error),
        })
      }),
    opened: (rest = {}) =>
      pending<void>(
        'connect',
        rest,
        surroundings,
        () => 'unknown',
        (settle) => {
          const look = (): void => {
            if (wire.life.state === 'open') settle({ ok: true, data: undefined })
            else if (wire.life.state === 'closed') settle({ ok: false, error: wire.closedError('connect', 'not_sent') })
          }
          look()
          return listeners.on('state', look)
        },
      ),
    connect: () => wire.start(true),
    close: () => wire.stop(),
  }
}
