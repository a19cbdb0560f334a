/** JSON values as values: equal when they mean the same, whatever the order of their keys. */
import type { JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import { inCodeUnits } from './change.ts'

/** The same text for the same value. */
export function textOf(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => inCodeUnits(a, b))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${textOf(item)}`).join(',')}}`
}

export function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a === b || textOf(a) === textOf(b)
}

/** Short enough for a message. */
export function shown(value: JsonValue): string {
  const text = JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}

export function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

export function numberIn(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** What stands under a key that the value itself has: `constructor` is a name like any other in JSON. */
export function ownValue(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}
