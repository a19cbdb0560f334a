/** A value with something else in one of its places. */
import type { JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'

/** The way into a value: names of fields and numbers of items. */
export type Segments = readonly (string | number)[]

/** What is not on the way to the place is shared with the old value. */
export function withAt(value: JsonValue, segments: Segments, inner: JsonValue): JsonValue {
  const [segment, ...rest] = segments
  if (segment === undefined) return inner
  if (Array.isArray(value)) return value.map((item, at) => (at === segment ? withAt(item, rest, inner) : item))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === segment ? withAt(item, rest, inner) : item]),
  )
}
