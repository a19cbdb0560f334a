/** The smallest or the greatest that something may be: a number, a length, a count. */
import { numberIn } from './json.ts'
import type { Pair, Sink } from './pair.ts'
import type { View } from './view.ts'

export interface Bound {
  readonly value: number
  readonly exclusive: boolean
}

export interface Limit {
  /** As in `max-length-lowered`. */
  readonly name: string
  readonly side: 'lower' | 'upper'
  /** The limit as the schema states it. */
  readonly of: (view: View) => Bound | undefined
  /** The limit that follows from other keywords, if it does. */
  readonly otherwise?: (view: View) => Bound | undefined
}

export function limitAt({ shape }: View, keyword: string): Bound | undefined {
  const value = numberIn(shape[keyword])
  return value === undefined ? undefined : { value, exclusive: false }
}

export function compareLimit(pair: Pair, path: string, sink: Sink, limit: Limit): void {
  const { name, side, of, otherwise } = limit
  const [old, now] = [of(pair.before), of(pair.after)]
  if (old?.value === now?.value && old?.exclusive === now?.exclusive) return
  const wanted = of(pair.sup)
  const implied = [of(pair.sub), otherwise?.(pair.sub)].some((given) => isAsTight(given, wanted, side))
  const words = name.replaceAll('-', ' ')
  if (old === undefined || now === undefined) {
    const [kind, message] =
      now === undefined
        ? [`${name}-removed`, `no ${words} any more (was ${textOf(old)})`]
        : [`${name}-added`, `has now the ${words} ${textOf(now)}`]
    sink.found({ kind, path, implied, message })
    return
  }
  const kind = isAsTight(now, old, 'lower') ? `${name}-raised` : `${name}-lowered`
  sink.found({
    kind: side === 'lower' ? kind : upper(name, now, old),
    path,
    implied,
    message: `the ${words} was ${textOf(old)}, is ${textOf(now)}`,
  })
}

function upper(name: string, now: Bound, old: Bound): string {
  return isAsTight(now, old, 'upper') ? `${name}-lowered` : `${name}-raised`
}

function isAsTight(given: Bound | undefined, wanted: Bound | undefined, side: 'lower' | 'upper'): boolean {
  if (wanted === undefined) return true
  if (given === undefined) return false
  if (given.value === wanted.value) return given.exclusive || !wanted.exclusive
  return side === 'lower' ? given.value > wanted.value : given.value < wanted.value
}

function textOf(bound: Bound | undefined): string {
  if (bound === undefined) return 'none'
  return bound.exclusive ? `${bound.value} (excluded)` : `${bound.value}`
}
