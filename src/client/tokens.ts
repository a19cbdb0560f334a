/** Where tokens come from: one question at a time, asked again before the answer expires. */

import { backoffMs } from './backoff.ts'
import { type PactwireError, TokenError, textOf } from './errors.ts'
import type { TokenAsk } from './options.ts'
import type { Surroundings } from './surroundings.ts'

export type TokenReason = TokenAsk['reason']
export type TokenAnswer = { readonly token: string | undefined } | { readonly error: PactwireError }

export interface TokensOptions {
  readonly token: string | undefined
  readonly getToken: ((ask: TokenAsk) => string | Promise<string>) | undefined
  readonly surroundings: Surroundings
  readonly timeoutMs: number
  fault(error: PactwireError): void
  /** Gives the server a new token; `done` is told when that one expires, or why it was refused. */
  refresh(
    token: string,
    done: (answer: { readonly expiresAt: string | undefined } | { readonly error: PactwireError }) => void,
  ): void
}

/** How long before its end a token is replaced: a fifth of its life, but no longer than this. */
const earliestMs = 60_000
const retry = { minDelayMs: 1000, maxDelayMs: 30_000 }

export class Tokens {
  readonly #options: TokensOptions
  #token: string | undefined
  /** When the token in use expires, by the clock that never goes backwards. */
  #expires = Number.POSITIVE_INFINITY
  #marginMs = 0
  /** The question that has not been answered. Who asks meanwhile gets the same answer. */
  #asking: Promise<TokenAnswer> | undefined
  /** Server time minus the clock that never goes backwards. */
  #skew = 0
  #cancel: (() => void) | undefined
  #failures = 0
  #abort: AbortController | undefined

  constructor(options: TokensOptions) {
    this.#options = options
    this.#token = options.token
  }

  /** Whether there is another token when this one is refused. */
  get renewable(): boolean {
    return this.#options.getToken !== undefined
  }

  /** Answers in this very call when it has a token that will do. */
  take(reason: TokenReason, signal: AbortSignal, done: (answer: TokenAnswer) => void): void {
    const fresh = this.#token !== undefined && this.#options.surroundings.elapsed() < this.#expires - this.#marginMs
    if (!this.renewable || (reason === 'connect' && fresh)) done({ token: this.#token })
    else this.#ask(reason, signal).then((answer) => signal.aborted || done(answer))
  }

  /** The server has taken the token; it tells when that expires, and what time it is there. */
  accepted(expiresAt: string | undefined, serverTime: string): void {
    this.#skew = Date.parse(serverTime) - this.#options.surroundings.elapsed()
    this.#failures = 0
    this.#expiring(expiresAt)
  }

  /** To be refreshed now: the server says that it has expired. */
  expired(): void {
    if (this.renewable && this.#abort === undefined) this.#refresh('refresh')
  }

  /** No connection: nothing to refresh. */
  rest(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#abort?.abort()
    this.#abort = undefined
  }

  #ask(reason: TokenReason, signal: AbortSignal): Promise<TokenAnswer> {
    this.#asking ??= this.#answer(reason, signal).finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #answer(reason: TokenReason, signal: AbortSignal): Promise<TokenAnswer> {
    try {
      const token: unknown = await this.#options.getToken?.({ reason, signal })
      if (typeof token !== 'string' || token === '')
        return { error: new TokenError('`getToken` gave no string.', true) }
      this.#token = token
      this.#expires = Number.POSITIVE_INFINITY
      return { token }
    } catch (cause) {
      return { error: new TokenError(`\`getToken\` failed: ${textOf(cause)}`, true, cause) }
    }
  }

  #expiring(expiresAt: string | undefined): void {
    this.#cancel?.()
    const { surroundings } = this.#options
    this.#expires = expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - this.#skew
    const lifeMs = this.#expires - surroundings.elapsed()
    if (!this.renewable || !Number.isFinite(lifeMs)) return
    // Not everybody at the same moment, who got a token at the same moment.
    this.#marginMs = Math.min(earliestMs, lifeMs / 5) * (1 + surroundings.random() / 2)
    this.#later(Math.max(lifeMs - this.#marginMs, retry.minDelayMs))
  }

  #later(ms: number): void {
    this.#cancel?.()
    this.#cancel = this.#options.surroundings.after(ms, () => this.#refresh('refresh'))
  }

  #refresh(reason: 'refresh' | 'refused'): void {
    this.#cancel?.()
    const { surroundings, timeoutMs, refresh } = this.#options
    const abort = new AbortController()
    this.#abort = abort
    const cancel = surroundings.after(timeoutMs, () => {
      abort.abort()
      this.#failed(new TokenError(`\`getToken\` took longer than ${timeoutMs} ms.`, true))
    })
    this.#cancel = cancel
    const before = this.#expires
    this.take(reason, abort.signal, (answer) => {
      cancel()
      if ('error' in answer || answer.token === undefined) {
        this.#failed('error' in answer ? answer.error : new TokenError('There is no token.', true))
        return
      }
      refresh(answer.token, (taken) => {
        if (this.#abort !== abort) return
        if ('error' in taken) {
          // A token that the server does not take is asked for once more, and then with patience.
          if (!taken.error.retryable && reason === 'refresh') this.#refresh('refused')
          else this.#failed(taken.error)
          return
        }
        this.#abort = undefined
        this.#expiring(taken.expiresAt)
        if (this.#expires > before) this.#failures = 0
        else this.#later(backoffMs(++this.#failures, retry, 1))
      })
    })
  }

  #failed(error: PactwireError): void {
    this.#abort = undefined
    this.#options.fault(error)
    this.#later(backoffMs(++this.#failures, retry, 0.5 + this.#options.surroundings.random() / 2))
  }
}
