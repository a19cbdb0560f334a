/**
 * Two schemas that must both hold, as one. Keywords that only mean something together are one family; a family that
 * both schemas have and that does not merge into one is left over, to be looked at beside the rest.
 */
import type { JsonSchema, JsonValue } from '../codegen/model.ts'
import { numberIn, same, textsIn } from './json.ts'
import { asSchema, entryAt, isAnything, keysAt, type Schema, schemaAt } from './schema.ts'
import { commonTypes } from './types.ts'

type Both = (schemas: readonly Schema[]) => Schema

export interface Merged {
  readonly merged: JsonSchema
  readonly left: JsonSchema | undefined
}

const families: readonly (readonly string[])[] = [
  ['properties', 'patternProperties', 'additionalProperties'],
  ['prefixItems', 'items'],
  ['contains', 'minContains', 'maxContains'],
  ['if', 'then', 'else'],
  ['enum', 'x-open'],
]

export function familyOf(keyword: string): readonly string[] {
  return families.find((family) => family.includes(keyword)) ?? [keyword]
}

export function pick(schema: JsonSchema, keywords: readonly string[]): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => keywords.includes(key)))
}

export function merge(a: JsonSchema, b: JsonSchema, both: Both): Merged {
  const merged: JsonSchema = { ...a }
  let left: JsonSchema | undefined
  for (const family of new Set(Object.keys(b).map(familyOf))) {
    const mine = pick(merged, family)
    const theirs = pick(b, family)
    if (Object.keys(mine).length === 0) Object.assign(merged, theirs)
    else {
      const joined = mergeFamily(family[0] ?? '', mine, theirs, both)
      if (joined !== undefined) Object.assign(merged, joined)
      else left = { ...left, ...theirs }
    }
  }
  return { merged, left }
}

function mergeFamily(first: string, a: JsonSchema, b: JsonSchema, both: Both): JsonSchema | undefined {
  if (same(a, b)) return a
  switch (first) {
    case 'properties':
      return mergeProperties(a, b, both)
    case 'prefixItems':
      return mergeItems(a, b, both)
    case 'propertyNames':
      return { [first]: both([schemaAt(a, first), schemaAt(b, first)]) }
    case 'enum':
      return same(a['x-open'], b['x-open']) ? { ...a, enum: mergeEnums(a['enum'], b['enum']) } : undefined
    case 'type':
      return { type: commonTypes(textsIn(a['type']), textsIn(b['type'])) }
    case 'required':
      return { required: [...new Set([...textsIn(a['required']), ...textsIn(b['required'])])] }
    case 'default':
      return a
    case 'uniqueItems':
      return { uniqueItems: true }
    case 'minimum':
    case 'exclusiveMinimum':
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return limit(first, a, b, Math.max)
    case 'maximum':
    case 'exclusiveMaximum':
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return limit(first, a, b, Math.min)
    default:
      return undefined
  }
}

function limit(key: string, a: JsonSchema, b: JsonSchema, tighter: (a: number, b: number) => number): JsonSchema {
  return { [key]: tighter(numberIn(a[key]) ?? Number.NaN, numberIn(b[key]) ?? Number.NaN) }
}

function mergeEnums(a: JsonValue | undefined, b: JsonValue | undefined): JsonValue[] {
  const others = Array.isArray(b) ? b : []
  return (Array.isArray(a) ? a : []).filter((value) => others.some((other) => same(value, other)))
}

/** What `additionalProperties` of one says is also said of the properties that only the other names. */
function mergeProperties(a: JsonSchema, b: JsonSchema, both: Both): JsonSchema | undefined {
  const said = [a, b].some((side) => side['additionalProperties'] !== undefined)
  const limited = [a, b].some((side) => !isAnything(schemaAt(side, 'additionalProperties')))
  const patterned = [a, b].some((side) => side['patternProperties'] !== undefined)
  if (limited && patterned) return undefined
  const names = [...new Set([a, b].flatMap((side) => keysAt(side, 'properties')))]
  const properties = Object.fromEntries(names.map((name) => [name, both([valueAt(a, name), valueAt(b, name)])]))
  const patterns = [...new Set([a, b].flatMap((side) => keysAt(side, 'patternProperties')))]
  const patternProperties = Object.fromEntries(
    patterns.map((pattern) => [
      pattern,
      both([a, b].map((side) => entryAt(side, 'patternProperties', pattern) ?? true)),
    ]),
  )
  return {
    ...(names.length === 0 ? {} : { properties }),
    ...(patterns.length === 0 ? {} : { patternProperties }),
    ...(said ? { additionalProperties: both([a, b].map((side) => schemaAt(side, 'additionalProperties'))) } : {}),
  }
}

function valueAt(side: JsonSchema, name: string): Schema {
  return entryAt(side, 'properties', name) ?? schemaAt(side, 'additionalProperties')
}

function mergeItems(a: JsonSchema, b: JsonSchema, both: Both): JsonSchema {
  const [first, second] = [a, b].map((side) => (Array.isArray(side['prefixItems']) ? side['prefixItems'] : []))
  const length = Math.max(first?.length ?? 0, second?.length ?? 0)
  const at = (side: JsonSchema, prefix: JsonValue[] | undefined, index: number) =>
    asSchema(prefix?.[index] ?? side['items'])
  const prefixItems = Array.from({ length }, (_, index) => both([at(a, first, index), at(b, second, index)]))
  return {
    ...(length === 0 ? {} : { prefixItems }),
    ...('items' in a || 'items' in b ? { items: both([schemaAt(a, 'items'), schemaAt(b, 'items')]) } : {}),
  }
}
