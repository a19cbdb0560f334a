/** What went wrong on the way to an answer, as a problem that the caller can act on. */

import { errorCodes } from '../../generated/operations.ts'
import type { ErrorCode } from '../../generated/types.ts'
import { faultText } from '../log/fault.ts'
import type { Logger } from '../log/log.ts'
import { Refused } from '../protocol/failure.ts'
import { StoreUnavailable } from '../store/store.ts'
import type { HttpAnswer } from '../transport/transport.ts'
import { problem } from './problem.ts'

const usualRetryMs = 1000

/** Never rethrows: what nobody foresaw goes to the log, and the caller is told `internal`. */
export function problemOf(error: unknown, route: string, log: Logger): HttpAnswer {
  if (error instanceof Refused) {
    const { code, message, details, retryAfterMs = waitFor(code) } = error.failure
    return problem(code, message, {
      // The same rules refuse frames, where the fields stand in `data`.
      ...(details === undefined
        ? {}
        : { details: details.map(({ path, message }) => ({ path: path.replace(/^data(?=\.|$)/, 'body'), message })) }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    })
  }
  if (error instanceof StoreUnavailable) {
    return problem('unavailable', error.message, { retryAfterMs: error.retryAfterMs })
  }
  log.error({ route, error: faultText(error) }, 'a request of the HTTP API failed')
  return problem('internal', 'Something failed in the server. Try again; the log of the server says more.', {
    retryAfterMs: usualRetryMs,
  })
}

function waitFor(code: ErrorCode): number | undefined {
  return errorCodes[code].retryable ? usualRetryMs : undefined
}
