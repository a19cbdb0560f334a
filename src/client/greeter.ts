/** Who introduces the client to the server: the token, `connect`, and another token before the first one expires. */
import { closeNames } from '../../generated/operations.ts'
import type { ConnectAck, ErrorCode, RefreshAck } from '../../generated/types.ts'
import { type PactwireError, RequestError } from './errors.ts'
import type { Occasion } from './life.ts'
import type { ClientOptions } from './options.ts'
import type { Ask } from './requests.ts'
import type { Surroundings } from './surroundings.ts'
import { Tokens } from './tokens.ts'

export interface GreeterHub {
  readonly surroundings: Surroundings
  readonly requestTimeoutMs: number
  ask(ask: Ask): () => void
  now(ask: Ask): void
  welcomed(welcome: ConnectAck['data']): void
  refused(error: PactwireError, renew: boolean, retryAfterMs: number | undefined): void
  fault(error: PactwireError): void
}

type CloseName = (typeof closeNames)[keyof typeof closeNames]

/** Another token is the cure for these, as an error and as the reason of a close. */
const cured: ReadonlySet<string> = new Set<CloseName & ErrorCode>(['unauthorized', 'token_expired'])
const opened: ErrorCode = 'already_connected'

export class Greeter {
  readonly tokens: Tokens
  readonly #hub: GreeterHub
  readonly #userId: string | undefined
  #token: string | undefined

  constructor({ token, getToken, userId }: ClientOptions, timeoutMs: number, hub: GreeterHub) {
    this.#hub = hub
    this.#userId = userId
    this.tokens = new Tokens({
      token,
      getToken,
      surroundings: hub.surroundings,
      timeoutMs,
      fault: (error) => hub.fault(error),
      refresh: (data, done) =>
        hub.ask({
          name: 'refresh',
          data: { token: data },
          urgent: true,
          timeoutMs: hub.requestTimeoutMs,
          settled: (answer) =>
            done(answer.ok ? { expiresAt: (answer.data as RefreshAck['data']).expires_at } : { error: answer.error }),
        }),
    })
  }

  prepare(occasion: Occasion, signal: AbortSignal, done: (error?: PactwireError) => void): void {
    this.tokens.take(occasion, signal, (answer) => {
      if ('error' in answer) {
        this.#hub.fault(answer.error)
        done(answer.error)
      } else {
        this.#token = answer.token
        done()
      }
    })
  }

  greet(): void {
    this.#hub.now({
      name: 'connect',
      data: { token: this.#token, user_id: this.#userId },
      settled: (answer) => {
        if (answer.ok) this.#hub.welcomed(answer.data as ConnectAck['data'])
        else if (answer.error instanceof RequestError) this.#refused(answer.error)
      },
    })
  }

  cured(closeCode: number): boolean {
    return cured.has((closeNames as Readonly<Record<number, string>>)[closeCode] ?? '')
  }

  #refused(error: RequestError): void {
    // It was opened by what came with the upgrade; `connect_ack` comes by itself.
    if (error.code !== opened) this.#hub.refused(error, cured.has(error.code), error.retryAfterMs)
  }
}
