/** Which values: by type, or by name. */
import type { JsonValue } from '../codegen/model.ts'
import { same, shown } from './json.ts'
import type { Rule } from './pair.ts'
import { allTypes, covers } from './types.ts'
import { typesOf, type View } from './view.ts'

export const compareTypes: Rule = ({ sub, sup, before, after }, path, { found }) => {
  const [old, now] = [typesOf(before), typesOf(after)]
  const must = typesOf(sup)
  const implied = typesOf(sub).every(
    (type) => covers(must, type) || (type === 'number' && isWhole(sub) && covers(must, 'integer')),
  )
  const widened = old.every((type) => covers(now, type))
  const narrowed = now.every((type) => covers(old, type))
  if (widened && narrowed) return
  const named = listOf(before) !== undefined && listOf(after) !== undefined
  if (named && (implied || listOf(sup) !== undefined)) return
  const kind = widened ? 'type-widened' : narrowed ? 'type-narrowed' : 'type-changed'
  found({ kind, path, implied, message: `was ${namesOf(old)}, is ${namesOf(now)}` })
}

export function namesOf(types: readonly string[]): string {
  if (allTypes.every((type) => types.includes(type))) return 'anything'
  return types.join(' or ')
}

function isWhole(view: View): boolean {
  return Number.isInteger(view.shape['multipleOf'])
}

export const compareValues: Rule = ({ sub, sup, before, after }, path, { found }) => {
  const [old, now] = [listOf(before), listOf(after)]
  const [may, must] = [listOf(sub), listOf(sup)]
  const taken = (value: JsonValue) => must === undefined || includes(must, value)
  if (old === undefined || now === undefined) {
    if (old === now) return
    const implied = may === undefined ? must === undefined : may.every(taken)
    const values = (old ?? now ?? []).slice(0, 10).map(shown).join(', ')
    if (old === undefined) found({ kind: 'enum-added', path, implied, message: `must now be one of ${values}` })
    else found({ kind: 'enum-removed', path, implied, message: `need no longer be one of ${values}` })
    return
  }
  const removed = old.filter((value) => !includes(now, value))
  const added = now.filter((value) => !includes(old, value))
  const implied = (value: JsonValue) => may === undefined || !includes(may, value) || taken(value)
  const [gone, come] = [removed[0], added[0]]
  if (old.length === 1 && now.length === 1 && gone !== undefined && come !== undefined) {
    const message = `was ${shown(gone)}, is ${shown(come)}`
    found({ kind: 'const-changed', path, message, implied: implied(gone) && implied(come) })
    return
  }
  // Lists of codes say what has changed in them by the codes, with what each means.
  const codes = before.shape['x-open'] === true && after.shape['x-open'] === true
  const say = (value: JsonValue, kind: string, words: string) => {
    if (codes && implied(value)) return
    found({ kind, path, implied: implied(value), message: `${shown(value)} ${words}` })
  }
  for (const value of removed) say(value, 'enum-value-removed', 'is no longer among the values')
  for (const value of added) say(value, 'enum-value-added', 'is new among the values')
}

function listOf(view: View): JsonValue[] | undefined {
  const values = view.shape['enum']
  return Array.isArray(values) ? values : undefined
}

function includes(values: readonly JsonValue[], value: JsonValue): boolean {
  return values.some((other) => same(other, value))
}
