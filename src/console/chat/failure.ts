/** What went wrong, for the state and for a person. */
import { PactwireError } from '../../client/index.ts'
import type { SendFailure } from './state/message.ts'

export function failureOf(error: unknown): SendFailure {
  if (error instanceof PactwireError) {
    const { code, message, retryable } = error
    return { code, message, retryable }
  }
  return { code: 'unknown', message: messageOf(error), retryable: false }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
