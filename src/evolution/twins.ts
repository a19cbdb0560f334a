/** Schemas that are word for word the same on both sides, and so is all that they refer to: most of any two sets. */
import { isObject } from '../codegen/walk.ts'
import { same } from './json.ts'
import type { Library } from './library.ts'
import { partsOf } from './reference.ts'
import type { Side } from './view.ts'

export type AreTwins = (a: Side, b: Side) => boolean

export function findTwins(before: Library, after: Library): AreTwins {
  const touched = touchedDocuments(before, after)
  const isUntouched = (ref: string) => !touched.has(partsOf(ref).name)
  return (a, b) => {
    if (a.library === b.library) return a.schema === b.schema
    if (a.library.text(a.schema) !== b.library.text(b.schema)) return false
    return !isObject(a.schema) || a.library.refs(a.schema).every(isUntouched)
  }
}

/** Documents that have changed, have come or gone, or refer to such. */
function touchedDocuments(before: Library, after: Library): Set<string> {
  const users = new Map<string, string[]>()
  for (const { references } of [before, after]) {
    for (const [name, others] of references) {
      for (const other of others) users.set(other, [...(users.get(other) ?? []), name])
    }
  }
  const names = new Set([...before.documents.keys(), ...after.documents.keys()])
  const waiting = [...names].filter(
    (name) => !same(before.documents.get(name)?.schema, after.documents.get(name)?.schema),
  )
  const touched = new Set(waiting)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const user of users.get(name) ?? []) {
      if (touched.has(user)) continue
      touched.add(user)
      waiting.push(user)
    }
  }
  return touched
}
