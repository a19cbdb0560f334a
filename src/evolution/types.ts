/** The types of JSON Schema as sets. `integer` is the part of `number` that it is. */
import type { JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'

export const allTypes: readonly string[] = ['null', 'boolean', 'object', 'array', 'number', 'string']

export function typeOf(value: JsonValue): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (isObject(value)) return 'object'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}

/** Whether all values of the type are of one of these types. */
export function covers(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

export function admits(types: readonly string[], value: JsonValue): boolean {
  return covers(types, typeOf(value))
}

/** The types of values that are of one of these types and of one of those. */
export function commonTypes(these: readonly string[], those: readonly string[]): string[] {
  return [
    ...new Set([...these.filter((type) => covers(those, type)), ...those.filter((type) => covers(these, type))]),
  ].filter((type, _, all) => type !== 'integer' || !all.includes('number'))
}
