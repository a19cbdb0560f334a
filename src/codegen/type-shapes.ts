/**
 * A schema as the type compiler should see it. It reads older drafts, knows nothing of some keywords and takes others for
 * more than they are; what says nothing about the shape of a value goes, and the rest is put so that it comes out right:
 * a type must never refuse what the validator lets pass.
 */
import type { JsonSchema, JsonValue } from './model.ts'
import { isObject } from './walk.ts'

/** Keywords that say something of the shape, or of the comment above it. */
const shaping = new Set([
  '$ref',
  'additionalProperties',
  'allOf',
  'anyOf',
  'const',
  'deprecated',
  'description',
  'enum',
  'items',
  'maxItems',
  'minItems',
  'oneOf',
  'patternProperties',
  'prefixItems',
  'properties',
  'required',
  'type',
])
/** Keywords that by themselves do not make a type. */
const beside = new Set(['deprecated', 'description', 'maxItems', 'minItems', 'required'])
/** Tuples that may be cut short are written out one by one, up to this many. */
const longestCut = 6

/** One subschema; those inside of it have been through this already. `nameOf` says how the target of a `$ref` is called. */
export function shapeOf(schema: JsonSchema, nameOf: (ref: string) => string): JsonSchema {
  const shape = Object.fromEntries(Object.entries(schema).filter(([key]) => shaping.has(key)))
  return objects(tuples(choices(references(shape, nameOf))))
}

function references(shape: JsonSchema, nameOf: (ref: string) => string): JsonSchema {
  const { $ref, ...rest } = shape
  if (typeof $ref !== 'string') return rest
  const named = { tsType: nameOf($ref) }
  const words = Object.fromEntries(
    Object.entries(rest).filter(([key]) => key === 'description' || key === 'deprecated'),
  )
  if (isVague(rest)) return { ...named, ...words }
  return { ...rest, allOf: [named, ...(Array.isArray(rest['allOf']) ? rest['allOf'] : [])] }
}

function isVague(schema: JsonValue): boolean {
  if (schema === true) return true
  return isObject(schema) && Object.keys(schema).every((key) => beside.has(key))
}

/** A branch that says nothing of the shape makes nothing narrower in `allOf`, and everything possible in a choice. */
function choices(shape: JsonSchema): JsonSchema {
  const { allOf, anyOf, oneOf, ...rest } = shape
  const result: JsonSchema = rest
  if (Array.isArray(allOf)) {
    const kept = allOf.map(branch).filter((one) => !isVague(one))
    if (kept.length > 0) result['allOf'] = kept
  }
  for (const [key, list] of [
    ['anyOf', anyOf],
    ['oneOf', oneOf],
  ] as const) {
    if (Array.isArray(list) && !list.some(isVague)) result[key] = list.map(branch)
  }
  return result
}

function branch(schema: JsonValue): JsonValue {
  return schema === false ? { tsType: 'never' } : schema
}

function tuples(shape: JsonSchema): JsonSchema {
  const { prefixItems, items, minItems, maxItems, ...rest } = shape
  if (!Array.isArray(prefixItems)) return shape
  const first = prefixItems.map((item) => (item === true ? {} : branch(item)))
  const most = typeof maxItems === 'number' ? maxItems : Number.POSITIVE_INFINITY
  const longest = Math.min(first.length, most)
  const shortest = Math.min(typeof minItems === 'number' ? minItems : 0, longest)
  const isOpen = items !== false && most > first.length
  const others = items === undefined || items === true || items === false ? {} : items
  if (longest - shortest > longestCut) {
    const anything = isOpen ? [...first, others] : first
    return { ...rest, type: 'array', items: anything.some(isVague) ? {} : { anyOf: anything } }
  }
  const lengths = Array.from({ length: longest - shortest + 1 }, (_, at) => shortest + at)
  const alternatives = lengths.map((length): JsonSchema => {
    const rests = isOpen && length === first.length
    if (length === 0 && !rests) return { tsType: '[]' }
    return { type: 'array', minItems: length, items: first.slice(0, length), additionalItems: rests ? others : false }
  })
  const types = [rest['type'] ?? 'array'].flat().filter((type) => type !== 'array')
  const [only] = alternatives
  if (alternatives.length === 1 && types.length === 0 && only !== undefined) return { ...rest, ...only }
  const { type: _, ...words } = rest
  return { ...words, anyOf: [...alternatives, ...types.map((type) => ({ type }))] }
}

function objects(shape: JsonSchema): JsonSchema {
  const { patternProperties, ...rest } = shape
  if (isObject(patternProperties) && Object.keys(patternProperties).length > 0) {
    // TypeScript has one type for all keys that have no name of their own.
    const values = Object.values(patternProperties)
    const others = rest['additionalProperties']
    if (others !== undefined && others !== false) values.push(others)
    const [only = true] = values
    rest['additionalProperties'] = values.some(isVague)
      ? true
      : values.length === 1
        ? only
        : { anyOf: values.map(branch) }
  }
  if (rest['type'] !== 'object' || hasFields(rest)) return rest
  const { type: _type, additionalProperties: others, required: _required, properties: _properties, ...words } = rest
  if (['allOf', 'anyOf', 'oneOf', 'enum', 'const'].some((key) => key in rest))
    return others === undefined ? words : rest
  if (others === undefined || isVague(others)) return { ...words, tsType: 'Record<string, unknown>' }
  return others === false ? { ...words, tsType: 'Record<string, never>' } : rest
}

function hasFields({ properties }: JsonSchema): boolean {
  return isObject(properties) && Object.keys(properties).length > 0
}
