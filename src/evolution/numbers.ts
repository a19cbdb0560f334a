/** Numbers. Of whole numbers, `exclusiveMinimum: 0` and `minimum: 1` are the same. */
import { numberIn, same } from './json.ts'
import { sayKeyword } from './keyword.ts'
import { type Bound, compareLimit } from './limit.ts'
import type { Rule } from './pair.ts'
import { typesOf, type View } from './view.ts'

export const compareNumbers: Rule = (pair, path, sink) => {
  compareLimit(pair, path, sink, { keyword: 'minimum', side: 'lower', of: lowest })
  compareLimit(pair, path, sink, { keyword: 'maximum', side: 'upper', of: highest })
  const [old, now] = [pair.before.shape['multipleOf'], pair.after.shape['multipleOf']]
  if (same(old, now)) return
  const wanted = numberIn(pair.sup.shape['multipleOf'])
  const given = numberIn(pair.sub.shape['multipleOf']) ?? (isInteger(pair.sub) ? 1 : undefined)
  sayKeyword(path, sink, { name: 'multiple-of', old, now, implied: wanted === undefined || isMultiple(given, wanted) })
}

/** Only of whole numbers: of fractions, validators disagree what a multiple is. */
function isMultiple(given: number | undefined, wanted: number): boolean {
  return given !== undefined && Number.isSafeInteger(given) && Number.isSafeInteger(wanted) && given % wanted === 0
}

function isInteger(view: View): boolean {
  return !typesOf(view).includes('number')
}

export function lowest(view: View): Bound | undefined {
  const inclusive = numberIn(view.shape['minimum'])
  const exclusive = numberIn(view.shape['exclusiveMinimum'])
  if (exclusive !== undefined && exclusive >= (inclusive ?? Number.NEGATIVE_INFINITY)) {
    return isInteger(view) ? included(Math.floor(exclusive) + 1) : { value: exclusive, exclusive: true }
  }
  return inclusive === undefined ? undefined : included(isInteger(view) ? Math.ceil(inclusive) : inclusive)
}

export function highest(view: View): Bound | undefined {
  const inclusive = numberIn(view.shape['maximum'])
  const exclusive = numberIn(view.shape['exclusiveMaximum'])
  if (exclusive !== undefined && exclusive <= (inclusive ?? Number.POSITIVE_INFINITY)) {
    return isInteger(view) ? included(Math.ceil(exclusive) - 1) : { value: exclusive, exclusive: true }
  }
  return inclusive === undefined ? undefined : included(isInteger(view) ? Math.floor(inclusive) : inclusive)
}

function included(value: number): Bound {
  return { value, exclusive: false }
}
