/** A promise that is settled once: by its answer, by its signal or by its time limit, whichever comes first. */
import { deadline } from './deadline.ts'
import type { Outcome, PactwireError } from './errors.ts'
import type { RequestOptions } from './options.ts'
import type { Surroundings } from './surroundings.ts'

export type Answer<T = unknown> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: PactwireError }

export type Settle<T> = (answer: Answer<T>) => void

/**
 * `begin` is called unless the signal is aborted already, and returns what is to be done when it is over. `outcome` says
 * what has become of it when it is cut short.
 */
export function pending<T>(
  what: string,
  options: RequestOptions,
  surroundings: Surroundings,
  outcome: () => Outcome,
  begin: (settle: Settle<T>) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let settled = false
    let lift: (() => void) | undefined
    let over: (() => void) | undefined
    const settle: Settle<T> = (answer) => {
      if (settled) return
      settled = true
      lift?.()
      over?.()
      if (answer.ok) resolve(answer.data)
      else reject(answer.error)
    }
    lift = deadline(what, options, surroundings, (error) => settle({ ok: false, error: error(outcome()) }))
    if (settled) return
    over = begin(settle)
    // It may have been settled before it was known what to do then.
    if (settled) over()
  })
}
