/** The server under test, and what the suite is given to reach it with. */
import type { Config } from '../../generated/types.ts'

/** How users prove who they are. */
export type Users =
  /** They say so: the server is in development mode. */
  | { readonly kind: 'development' }
  /** There is one token, so there is one user. */
  | { readonly kind: 'one'; readonly token: string }
  /** Something outside makes a token for a user. */
  | { readonly kind: 'tokens'; readonly tokenOf: (userId: string) => Promise<string> }
  /** The shared secret of the server is known (HS256), so that tokens of every sort can be made. */
  | {
      readonly kind: 'secret'
      readonly secret: string
      readonly issuer?: string | undefined
      readonly audience?: string | undefined
    }

/** Ends and starts the process of the server, on the same data and at the same address. */
export interface Control {
  /** As `kill -9` does. */
  readonly kill: () => Promise<void>
  /** As planned: `SIGTERM`. Resolves when the process has ended. */
  readonly stop: () => Promise<void>
  /** Resolves when it listens. */
  readonly start: () => Promise<void>
}

/** Makes the server fail where it never should: only its own tests can. */
export interface Faults {
  /** The next message cannot be stored, for a reason that nobody foresaw. */
  readonly failNextSend: () => void
  /** The store takes nothing, as it says itself. */
  readonly refuseNextSend: () => void
  /** The next frame that comes meets a bug. */
  readonly breakNextFrame: () => void
  /** The next message is stored, and those who are in the channel are not told. */
  readonly loseNextDelivery: () => void
}

export interface Target {
  /** `ws://…/ws` or `wss://…` */
  readonly url: string
  readonly users: Users
  readonly apiKey?: string | undefined
  /** Where to try the events that the server has of its own, if its documents do not say; `*` is replaced. */
  readonly eventChannels?: readonly string[] | undefined
  readonly control?: Control | undefined
  readonly faults?: Faults | undefined
}

/** As much of the configuration of a server as a case cares about. */
export type Settings = Partial<Omit<Config, 'limits' | 'channels'>> & {
  readonly limits?: Partial<Config['limits']>
  readonly channels?: readonly (Pick<Config['channels'][number], 'pattern'> & Partial<Config['channels'][number]>)[]
}

/** Which server a case wants. */
export interface Order {
  readonly settings: Settings
  /** With tokens, or in development mode. */
  readonly authentication: boolean
  /** Whether it has to be a process of its own, which can be ended. */
  readonly control: boolean
  readonly faults: boolean
}

export interface Served extends Target {
  /** It is not needed any more. */
  readonly end: () => Promise<void>
}

/** Starts a server as ordered; all have an API key. */
export type Serve = (order: Order) => Promise<Served>

export function httpOf(url: string): URL {
  const http = new URL(url)
  http.protocol = http.protocol === 'wss:' ? 'https:' : 'http:'
  http.pathname = '/'
  http.search = ''
  return http
}
