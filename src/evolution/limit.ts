/** The smallest or the greatest that something may be: a number, a length, a count. */
import { numberIn } from './json.ts'
import type { Pair, Sink } from './pair.ts'
import type { View } from './view.ts'

export interface Bound {
  readonly value: number
  readonly exclusive: boolean
}

export interface Limit {
  /** As the schema calls it: `maxLength`. */
  readonly keyword: string
  readonly side: 'lower' | 'upper'
  /** The limit as the schema states it. */
  readonly of?: (view: View) => Bound | undefined
  /** The limit that follows from other keywords, if it does. */
  readonly otherwise?: (view: View) => Bound | undefined
}

export function limitAt({ shape }: View, keyword: string): Bound | undefined {
  const value = numberIn(shape[keyword])
  return value === undefined ? undefined : { value, exclusive: false }
}

export function compareLimit(pair: Pair, path: string, { found }: Sink, limit: Limit): void {
  const { keyword, side, otherwise, of = (view: View) => limitAt(view, keyword) } = limit
  const [old, now] = [of(pair.before), of(pair.after)]
  if (old?.value === now?.value && old?.exclusive === now?.exclusive) return
  const wanted = of(pair.sup)
  const implied = [of(pair.sub), otherwise?.(pair.sub)].some((given) => isAsTight(given, wanted, side))
  const name = keyword.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  if (old === undefined) {
    found({ kind: `${name}-added`, path, implied, message: `${keyword} ${textOf(now)} is new` })
  } else if (now === undefined) {
    found({ kind: `${name}-removed`, path, implied, message: `${keyword} ${textOf(old)} is gone` })
  } else {
    const kind = `${name}-${isRaised(old, now, side) ? 'raised' : 'lowered'}`
    found({ kind, path, implied, message: `${keyword} was ${textOf(old)}, is ${textOf(now)}` })
  }
}

function isRaised(old: Bound, now: Bound, side: 'lower' | 'upper'): boolean {
  return side === 'lower' ? isAsTight(now, old, side) : isAsTight(old, now, side)
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
