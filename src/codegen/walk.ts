/**
 * Where schemas stand inside a schema: the keywords of JSON Schema that hold one, a list, or a map of them. The keywords
 * of older drafts are among them, because a schema is walked before it is put into the words of 2020-12, too.
 */
import type { JsonSchema, JsonValue } from './model.ts'

const single = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const
const lists = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'] as const
const maps = ['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'] as const

export function isObject(value: unknown): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One segment of a JSON Pointer, escaped. */
export function pointerSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/**
 * Rebuilds a schema from the leaves up: `change` sees every subschema once, its own subschemas already changed, and says
 * what stands in its place. Keywords that hold no schema are kept as they are.
 */
export function mapSchema(
  schema: JsonSchema,
  change: (schema: JsonSchema, pointer: string) => JsonSchema,
  pointer = '',
): JsonSchema {
  const mapped: JsonSchema = { ...schema }
  const visit = (value: JsonValue, at: string): JsonValue => (isObject(value) ? mapSchema(value, change, at) : value)
  for (const key of single) {
    const value = schema[key]
    if (value !== undefined) mapped[key] = visit(value, `${pointer}/${key}`)
  }
  for (const key of lists) {
    const value = schema[key]
    if (Array.isArray(value)) mapped[key] = value.map((item, index) => visit(item, `${pointer}/${key}/${index}`))
  }
  for (const key of maps) {
    const value = schema[key]
    if (isObject(value)) {
      mapped[key] = Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, visit(item, `${pointer}/${key}/${pointerSegment(name)}`)]),
      )
    }
  }
  return change(mapped, pointer)
}

/** Calls `see` for every subschema, the schema itself included. */
export function eachSchema(schema: JsonSchema, see: (schema: JsonSchema, pointer: string) => void, pointer = ''): void {
  mapSchema(
    schema,
    (sub, at) => {
      see(sub, at)
      return sub
    },
    pointer,
  )
}

/** What stands at a JSON Pointer (without the `#`), or undefined. */
export function atPointer(schema: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = schema
  for (const segment of pointer.split('/').slice(1)) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return value
}
