/** A signal and a time limit as one thing that happens at most once, unless it is lifted before. */
import { AbortedError, type Outcome, type PactwireError, TimeoutError } from './errors.ts'
import type { RequestOptions } from './options.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Calls `expired` once: in this very call when the signal is aborted already. What it is given makes the error, once it is
 * known what has become of the request. Returns what lifts the deadline.
 */
export function deadline(
  what: string,
  { signal, timeoutMs }: RequestOptions,
  { after }: Pick<Surroundings, 'after'>,
  expired: (error: (outcome: Outcome) => PactwireError) => void,
): () => void {
  const aborted = (): void => {
    lift()
    expired((outcome) => new AbortedError(what, outcome, signal?.reason))
  }
  let cancel: (() => void) | undefined
  const lift = (): void => {
    cancel?.()
    signal?.removeEventListener('abort', aborted)
  }
  if (signal?.aborted === true) {
    aborted()
    return lift
  }
  signal?.addEventListener('abort', aborted)
  if (timeoutMs !== undefined) {
    cancel = after(timeoutMs, () => {
      lift()
      expired((outcome) => new TimeoutError(what, timeoutMs, outcome))
    })
  }
  return lift
}
