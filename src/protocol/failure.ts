/** Refusals: why a request is not done, in the words of the contract. */
import { errorCodes } from '../../generated/operations.ts'
import type { ErrorCode, ErrorDetail, ErrorFrame } from '../../generated/types.ts'

export interface Failure {
  readonly code: ErrorCode
  /** For a person: what is wrong in this case, and what to do. */
  readonly message: string
  readonly details?: readonly ErrorDetail[]
  readonly retryAfterMs?: number
}

/** Thrown where a request is refused; carries what the client is told. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

export function refuse(code: ErrorCode, message: string, rest: Omit<Failure, 'code' | 'message'> = {}): never {
  throw new Refused({ code, message, ...rest })
}

export function errorFrame(id: string | undefined, { code, message, details, retryAfterMs }: Failure): ErrorFrame {
  return {
    type: 'error',
    ...(id === undefined ? {} : { id }),
    data: {
      code,
      message,
      retryable: errorCodes[code].retryable,
      ...(retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs }),
      ...(details === undefined ? {} : { details: [...details] }),
    },
  }
}
