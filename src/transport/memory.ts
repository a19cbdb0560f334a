/** The transport without sockets: the same port, in one process, in an order that does not depend on time. */
import type { Clock } from '../clock/clock.ts'
import { plain } from './handshake.ts'
import { connectClient, type MemoryClient } from './memory-client.ts'
import type { Link, LinkHouse } from './memory-link.ts'
import { Topics } from './topics.ts'
import type {
  Admission,
  HttpAnswer,
  HttpHandler,
  Listening,
  PeerHandlers,
  Transport,
  TransportLimits,
  Upgrade,
} from './transport.ts'

export type { MemoryClient } from './memory-client.ts'
export type { Goodbye } from './memory-link.ts'

export interface MemoryOptions<C> {
  readonly limits: TransportLimits
  readonly handlers: PeerHandlers<C>
  readonly http: HttpHandler
  /** Ends the wait of a goodbye for a client that has paused; without one it waits until the client reads. */
  readonly clock?: Clock
  readonly closeLimitMs?: number
}

export interface MemoryRequest {
  readonly method?: string
  readonly path: string
  readonly query?: string
  readonly address?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface MemoryTransport extends Transport {
  /** Asks to be let in. With `leave`, the client goes away when it is aborted before the answer has come. */
  connect(upgrade?: Partial<Upgrade>, leave?: AbortSignal): Promise<MemoryClient | HttpAnswer>
  request(request: MemoryRequest): Promise<HttpAnswer>
}

export function createMemoryTransport<C>(options: MemoryOptions<C>): MemoryTransport {
  return new InMemory(options)
}

class InMemory<C> implements MemoryTransport {
  readonly #options: MemoryOptions<C>
  readonly #house: LinkHouse
  readonly #topics = new Topics<Link>()
  readonly #links = new Set<Link>()
  #isListening = false

  constructor(options: MemoryOptions<C>) {
    this.#options = options
    const { limits, handlers, clock, closeLimitMs = 10_000 } = options
    const forget = (link: Link): unknown => this.#links.delete(link)
    this.#house = { limits, topics: this.#topics, handlers, clock, closeLimitMs, forget }
  }

  publish(topic: string, frame: string): void {
    for (const link of this.#topics.members(topic)) link.send(frame)
  }

  async listen(): Promise<Listening> {
    this.#isListening = true
    return { address: 'memory', port: 0 }
  }

  stopListening(): void {
    this.#isListening = false
  }

  destroy(): void {
    this.#isListening = false
    for (const link of [...this.#links]) link.breakOff()
  }

  async connect(upgrade: Partial<Upgrade> = {}, leave?: AbortSignal): Promise<MemoryClient | HttpAnswer> {
    this.#knock()
    leave?.throwIfAborted()
    const { handlers } = this.#options
    const asked: Upgrade = {
      address: '127.0.0.1',
      origin: undefined,
      host: undefined,
      token: undefined,
      subprotocols: [],
      ...upgrade,
    }
    const admission = await this.#unless(leave, Promise.resolve(handlers.upgrade(asked)))
    if (!admission.admit) return admission.answer
    if (!this.#isListening) {
      handlers.abandoned(admission.context)
      return plain(503, 'The server is stopping.', { 'Retry-After': '1' })
    }
    const { link, client } = connectClient(this.#house)
    this.#links.add(link)
    handlers.open(link, admission.context)
    return client
  }

  async request({
    method = 'GET',
    path,
    query = '',
    address = '127.0.0.1',
    headers = {},
    body,
  }: MemoryRequest): Promise<HttpAnswer> {
    this.#knock()
    const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const bytes = Buffer.from(body ?? '')
    const answer = await this.#options.http({
      method,
      path,
      query,
      address,
      header: (name) => lower.get(name),
      body: async () => (bytes.length > this.#options.limits.maxHttpBodyBytes ? 'too_large' : bytes),
    })
    return method === 'HEAD' ? { ...answer, body: '' } : answer
  }

  #knock(): void {
    if (!this.#isListening) throw new Error('connection refused: the transport in memory is not listening')
  }

  /** Waits for the answer as long as the client does; an admission that comes too late is counted back. */
  async #unless(leave: AbortSignal | undefined, pending: Promise<Admission<C>>): Promise<Admission<C>> {
    if (leave === undefined) return await pending
    const left = new Promise<never>((_, fail) => {
      leave.addEventListener('abort', () => fail(new Error('the client left before it was let in')), { once: true })
    })
    try {
      return await Promise.race([pending, left])
    } catch (error) {
      if (leave.aborted) {
        void pending.then((admission) => {
          if (admission.admit) this.#options.handlers.abandoned(admission.context)
        })
      }
      throw error
    }
  }
}
