/** Whether no value is valid by both of two schemas, where that can be seen: by type, by value, or by a telling property. */

import { validity } from './instance.ts'
import { numberIn } from './json.ts'
import { highest, lowest } from './numbers.ts'
import { schemasAt } from './schema.ts'
import { commonTypes } from './types.ts'
import { casesOf, propertyOf, requiredOf, type Side, typesOf, type View, valuesOf, viewOf } from './view.ts'

const deepest = 6

export function areDisjoint(a: Side, b: Side, depth = 0): boolean {
  const [one, other] = [viewOf(a, 'exact'), viewOf(b, 'exact')]
  if (one === false || other === false) return true
  if (depth > deepest) return false
  const types = commonTypes(typesOf(one), typesOf(other))
  if (types.length === 0) return true
  if (noneFits(one, b) || noneFits(other, a)) return true
  if (types.every((type) => type === 'object') && tellingProperty(one, other, depth)) return true
  if (types.every((type) => type === 'number' || type === 'integer') && apart(one, other)) return true
  if (types.every((type) => type === 'string') && apartInLength(one, other)) return true
  return split(one, b, depth) || split(other, a, depth)
}

function noneFits(view: View, other: Side): boolean {
  return valuesOf(view)?.every((value) => validity(value, other, 'exact') === 'invalid') === true
}

/** A property that one of them requires, and that cannot have one value for both. */
function tellingProperty(a: View, b: View, depth: number): boolean {
  const names = new Set([...requiredOf(a), ...requiredOf(b)])
  return [...names].some((name) =>
    areDisjoint({ ...a, schema: propertyOf(a, name) }, { ...b, schema: propertyOf(b, name) }, depth + 1),
  )
}

function apart(a: View, b: View): boolean {
  return below(a, b) || below(b, a)
}

function below(a: View, b: View): boolean {
  const [top, bottom] = [highest(a), lowest(b)]
  if (top === undefined || bottom === undefined) return false
  return top.value < bottom.value || (top.value === bottom.value && (top.exclusive || bottom.exclusive))
}

function apartInLength(a: View, b: View): boolean {
  const longer = (long: View, short: View) =>
    (numberIn(long.shape['minLength']) ?? 0) > (numberIn(short.shape['maxLength']) ?? Number.POSITIVE_INFINITY)
  return longer(a, b) || longer(b, a)
}

function split(view: View, other: Side, depth: number): boolean {
  const part = (schema: Side['schema']) => areDisjoint({ ...view, schema }, other, depth + 1)
  return casesOf(view)?.every(part) === true || schemasAt(view.shape, 'allOf').some(part)
}
