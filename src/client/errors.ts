/** What can go wrong, as classes: each with a code to decide by and whether the same thing can succeed later. */
import type { ErrorCode, ErrorDetail, Position } from '../../generated/types.ts'

/** What became of a request that was not answered: it never left, or nobody can say whether it was done. */
export type Outcome = 'not_sent' | 'unknown'

export class PactwireError extends Error {
  override readonly name: string = 'PactwireError'
  readonly code: string
  /** Whether the very same thing can succeed later. */
  readonly retryable: boolean
  constructor(code: string, message: string, retryable: boolean, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retryable = retryable
  }
}

/** What an `error` frame says. A user’s own contract may have codes of its own. */
export interface Refusal {
  readonly code: ErrorCode | (string & {})
  readonly message: string
  readonly retryable: boolean
  readonly retry_after_ms?: number
  readonly details?: readonly ErrorDetail[]
}

/** The server refused a request. */
export class RequestError extends PactwireError {
  override readonly name = 'RequestError'
  readonly request: string
  readonly details: readonly ErrorDetail[]
  readonly retryAfterMs: number | undefined
  constructor(request: string, { code, message, retryable, retry_after_ms, details }: Refusal) {
    super(code, message, retryable)
    this.request = request
    this.details = details ?? []
    this.retryAfterMs = retry_after_ms
  }
}

abstract class UnansweredError extends PactwireError {
  readonly outcome: Outcome
  constructor(code: string, message: string, retryable: boolean, outcome: Outcome, cause?: unknown) {
    super(
      code,
      `${message} ${outcome === 'unknown' ? 'Its outcome is unknown.' : 'It was not sent.'}`,
      retryable,
      cause,
    )
    this.outcome = outcome
  }
}

/** No answer in time. */
export class TimeoutError extends UnansweredError {
  override readonly name = 'TimeoutError'
  constructor(what: string, afterMs: number, outcome: Outcome) {
    super('timeout', `\`${what}\` was not answered within ${afterMs} ms.`, true, outcome)
  }
}

/** The caller’s signal was aborted; `cause` is its reason. */
export class AbortedError extends UnansweredError {
  override readonly name = 'AbortedError'
  constructor(what: string, outcome: Outcome, cause?: unknown) {
    super('aborted', `\`${what}\` was aborted.`, false, outcome, cause)
  }
}

/** The connection broke before the answer came; the client connects again by itself. */
export class ConnectionLostError extends UnansweredError {
  override readonly name = 'ConnectionLostError'
  constructor(what: string, outcome: Outcome) {
    super('connection_lost', `The connection was lost before \`${what}\` was answered.`, true, outcome)
  }
}

/** The client is closed, by the application or by a server that does not want it back as it is. */
export class ClosedError extends UnansweredError {
  override readonly name = 'ClosedError'
  readonly closeCode: number | undefined
  constructor(what: string, reason: string, outcome: Outcome, closeCode?: number, cause?: unknown) {
    super('closed', `\`${what}\`: the client is closed${reason === '' ? '.' : `: ${reason}`}`, false, outcome, cause)
    this.closeCode = closeCode
  }
}

/** More waits to be sent than may wait. */
export class OutboxFullError extends PactwireError {
  override readonly name = 'OutboxFullError'
  constructor(max: number) {
    super('outbox_full', `${max} wait to be sent already: wait for some of them.`, true)
  }
}

/** Messages are missing between these positions: load anew what is shown. */
export class MessagesLostError extends PactwireError {
  override readonly name = 'MessagesLostError'
  readonly had: Position | undefined
  readonly top: Position
  constructor(why: string, had: Position | undefined, top: Position) {
    super('messages_lost', `Messages were missed: ${why}.`, false)
    this.had = had
    this.top = top
  }
}

/** A frame of the server that is not what the contract says. */
export class InvalidFrameError extends PactwireError {
  override readonly name = 'InvalidFrameError'
  readonly path: string
  constructor(message: string, path = '') {
    super('invalid_frame', message, false)
    this.path = path
  }
}

/** A listener of the application threw; `cause` is what. */
export class ListenerError extends PactwireError {
  override readonly name = 'ListenerError'
  constructor(event: string, cause: unknown) {
    super('listener', `A listener of \`${event}\` threw: ${textOf(cause)}`, false, cause)
  }
}

/** No token could be had; `cause` is why. */
export class TokenError extends PactwireError {
  override readonly name = 'TokenError'
  constructor(message: string, retryable: boolean, cause?: unknown) {
    super('token', message, retryable, cause)
  }
}

/** The program uses the client in a way that cannot work. */
export class UsageError extends PactwireError {
  override readonly name = 'UsageError'
  constructor(message: string) {
    super('usage', message, false)
  }
}

export function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
