/** What a client can be told when it is made. */
import type { WebSocketConstructor } from './socket.ts'
import type { Surroundings } from './surroundings.ts'
import type { Validator } from './validator.ts'

/** `connect` needs a token; `refresh`: the one in use expires soon; `refused`: the server did not take the last one. */
export interface TokenAsk {
  readonly reason: 'connect' | 'refresh' | 'refused'
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal
}

export interface ClientOptions {
  /** A token to begin with. */
  readonly token?: string
  /** Asked for a token when one is needed; never twice at a time. */
  readonly getToken?: (ask: TokenAsk) => string | Promise<string>
  /** Who this is: enough for a server in development mode; with a token, checked against it. */
  readonly userId?: string
  /** The constructor of WebSockets where there is no global one: `ws` in Node 20. */
  readonly WebSocket?: WebSocketConstructor
  /** How long a request may take, its waiting for a connection included: 10,000. */
  readonly requestTimeoutMs?: number
  /** How long each step of connecting may take: 10,000. */
  readonly connectTimeoutMs?: number
  /** How many sends may wait: 100. `off`: nothing is sent later or again, and a send without a connection is refused. */
  readonly outbox?: { readonly max?: number } | 'off'
  /** The bounds of the waits between attempts: from 500 to 20,000. `off`: a lost connection stays lost until `connect()`. */
  readonly reconnect?: { readonly minDelayMs?: number; readonly maxDelayMs?: number } | 'off'
  /**
   * Looks at each frame of the server. In development builds the frames are held against the contract in any case, unless
   * it is `off`; with `refuseEvents` of `pactwire generate --events`, payloads are held against their schemas too.
   */
  readonly validator?: Validator | 'off'
  /** For tests. */
  readonly surroundings?: Partial<Surroundings>
}

export interface RequestOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}
