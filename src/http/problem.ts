/** Errors of the HTTP API: RFC 9457, with the codes of the contract. */
import { errorCodes } from '../../generated/operations.ts'
import type { ErrorCode, Problem } from '../../generated/types.ts'
import type { Failure } from '../protocol/failure.ts'
import type { HttpAnswer } from '../transport/transport.ts'

export interface ProblemOptions extends Partial<Pick<Failure, 'details' | 'retryAfterMs'>> {
  /** Another status than the code has by itself. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

export function problem(
  code: ErrorCode,
  detail: string,
  { status, details, retryAfterMs, headers }: ProblemOptions = {},
): HttpAnswer {
  const { meaning, retryable, status: usual } = errorCodes[code]
  const body: Problem = {
    type: `urn:pactwire:error:${code}`,
    title: meaning,
    status: status ?? usual,
    detail,
    code,
    retryable,
    ...(retryAfterMs === undefined ? {} : { retry_after_ms: retryAfterMs }),
    ...(details === undefined ? {} : { errors: [...details] }),
  }
  return {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(retryAfterMs === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }),
      ...(body.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...headers,
    },
    body: JSON.stringify(body),
  }
}
