/** Which alternative of one schema is meant by which of another, and what to call it: by reference, by a constant, by type. */
import { isObject } from '../codegen/walk.ts'
import { same, shown } from './json.ts'
import { partsOf } from './reference.ts'
import { entryAt, keysAt } from './schema.ts'
import { namesOf } from './values.ts'
import { type Side, typesOf, type View, viewOf } from './view.ts'

/** 0: nothing in common. */
export function likeness(a: Side, b: Side): number {
  if (a.library.text(a.schema) === b.library.text(b.schema)) return 5
  const ref = referenceOf(a)
  if (ref !== undefined && ref === referenceOf(b)) return 4
  const [one, other] = [viewOf(a, 'exact'), viewOf(b, 'exact')]
  if (one === false || other === false) return 0
  const [mine, theirs] = [constantsOf(one), constantsOf(other)]
  const shared = [...mine].filter(([name]) => theirs.has(name))
  if (shared.length > 0) return shared.some(([name, value]) => same(value, theirs.get(name))) ? 3 : 0
  if (!same([...typesOf(one)].sort(), [...typesOf(other)].sort())) return 0
  const names = keysAt(one.shape, 'properties')
  return names.some((name) => keysAt(other.shape, 'properties').includes(name)) ? 2 : 1
}

export function labelOf(side: Side): string {
  const ref = referenceOf(side)
  if (ref !== undefined) {
    const { name, pointer } = partsOf(ref)
    return `\`${pointer.split('/').at(-1) || name}\``
  }
  const view = viewOf(side, 'exact')
  if (view === false) return 'nothing'
  const values = view.shape['enum']
  if (Array.isArray(values)) return values.slice(0, 5).map(shown).join(' or ')
  const [constant] = constantsOf(view)
  if (constant !== undefined) return `the object with \`${constant[0]}\` ${shown(constant[1] ?? null)}`
  return namesOf(typesOf(view))
}

/** The reference that a schema is, if it is nothing else. */
export function referenceOf({ schema }: Side): string | undefined {
  if (!isObject(schema)) return undefined
  const { $ref: ref, default: _, ...beside } = schema
  return typeof ref === 'string' && Object.keys(beside).length === 0 ? ref : undefined
}

function constantsOf(view: View) {
  return new Map(
    keysAt(view.shape, 'properties').flatMap((name) => {
      const property = viewOf({ ...view, schema: entryAt(view.shape, 'properties', name) ?? true }, 'exact')
      const values = property === false ? undefined : property.shape['enum']
      return Array.isArray(values) && values.length === 1 ? [[name, values[0]] as const] : []
    }),
  )
}
