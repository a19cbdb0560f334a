/** Random sets of schemas, mutations of them, and values to try on them: what the property tests of the comparison eat. */
import fc from 'fast-check'
import type { JsonSchema, JsonValue } from '../../src/codegen/model.ts'
import { atPointer, eachSchema, isObject, mapSchema } from '../../src/codegen/walk.ts'
import type { GeneratedSet } from '../../src/evolution/library.ts'

/**
 * Without what Ajv cannot judge. It passes over `contains` for an empty array beside `prefixItems`, and counts one item
 * where an alternative has seen to all of them, so that the second is `unevaluated`.
 */
export function judgeable(schemas: Schemas): Schemas {
  const all = Object.entries(schemas)
  let branches = false
  for (const [, schema] of all) {
    eachSchema(schema, (sub) => {
      if (['anyOf', 'oneOf', 'if', 'dependentSchemas'].some((key) => key in sub)) branches = true
    })
  }
  const plain = (sub: JsonSchema): JsonSchema => {
    const dropped = [
      ...(branches ? ['unevaluatedItems'] : []),
      ...('prefixItems' in sub ? ['contains', 'minContains', 'maxContains'] : []),
    ]
    return Object.fromEntries(Object.entries(sub).filter(([key]) => !dropped.includes(key)))
  }
  return Object.fromEntries(all.map(([name, schema]) => [name, mapSchema(schema, plain)]))
}

export type Schemas = Readonly<Record<string, JsonSchema>>

export function setOf(schemas: Schemas, source = 'memory'): GeneratedSet {
  return { source, files: Object.entries(schemas).map(([name, schema]) => ({ name, place: `${name}.json`, schema })) }
}

const names = ['a', 'b', 'c', 'ab']
const nameArb = fc.constantFrom(...names)
const subset = fc.uniqueArray(nameArb, { maxLength: 2 })
const patternArb = fc.constantFrom('^a', 'b$', '^[ab]+$', '^.{2}$')
const smallArb = fc.integer({ min: 0, max: 4 })

/** Few values, so that schemas and values meet often. */
const scalarArb: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>(
  ...[null, true, false, 0, 1, 2, 3, 4, -1, 0.5, 1.5, '', 'a', 'b', 'ab', 'abc', 'ba', 'zzzz'],
)

export const valueArb: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalarArb,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(nameArb, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value

/** Values made to fit a schema, though nothing promises that they do: most random values fit hardly anything. */
export function likelyValues(schemas: Schemas, name: string, seed: number, count: number): JsonValue[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => likely({ $ref: `${name}.json` }, { schemas, name, random, depth: 0 }))
}

interface Making {
  readonly schemas: Schemas
  readonly name: string
  readonly random: () => number
  readonly depth: number
}

const scalars: readonly JsonValue[] = [null, true, 0, 1, 2, 3, 4, 0.5, '', 'a', 'b', 'ab', 'abc']

function likely(schema: JsonValue, making: Making): JsonValue {
  const { random, depth } = making
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const deeper = { ...making, depth: depth + 1 }
  if (!isObject(schema) || depth > 6) return pick(scalars) ?? null
  if (typeof schema['$ref'] === 'string' && random() < 0.9) return likely(...followed(schema['$ref'], deeper))
  for (const key of ['anyOf', 'oneOf', 'allOf', 'then', 'else']) {
    const inner = schema[key]
    const branch = Array.isArray(inner) ? pick(inner) : inner
    if (isObject(branch) && random() < 0.5) return likely({ ...schema, [key]: true, ...branch }, deeper)
  }
  if (schema['const'] !== undefined && random() < 0.9) return schema['const']
  if (Array.isArray(schema['enum']) && random() < 0.9) return pick(schema['enum']) ?? null
  const type = Array.isArray(schema['type']) ? pick(schema['type']) : schema['type']
  const keywords = Object.keys(schema).join(' ')
  if (type === 'object' || (type === undefined && /propert|required/i.test(keywords) && random() < 0.8))
    return likelyObject(schema, deeper)
  if (type === 'array' || (type === undefined && /items|contains/i.test(keywords) && random() < 0.8))
    return likelyArray(schema, deeper)
  const fitting = scalars.filter(
    (value) => type === undefined || typeof value === type || (type === 'integer' && Number.isInteger(value)),
  )
  return type === 'null' ? null : (pick(fitting) ?? pick(scalars) ?? null)
}

function likelyObject(schema: JsonSchema, making: Making): JsonValue {
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const required: JsonValue[] = Array.isArray(schema['required']) ? schema['required'] : []
  const wanted = names.filter((name) => required.includes(name) || making.random() < (name in properties ? 0.5 : 0.15))
  return Object.fromEntries(
    wanted.map((name) => [name, likely(properties[name] ?? schema['additionalProperties'] ?? true, making)]),
  )
}

function likelyArray(schema: JsonSchema, making: Making): JsonValue {
  const prefix: JsonValue[] = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : []
  const length = Math.floor(making.random() * 4)
  return Array.from({ length }, (_, index) =>
    likely(prefix[index] ?? schema['items'] ?? schema['contains'] ?? true, making),
  )
}

function followed(ref: string, making: Making): [JsonValue, Making] {
  const [file = '', pointer = ''] = ref.split('#')
  const name = file === '' ? making.name : file.replace('.json', '')
  return [atPointer(making.schemas[name] ?? true, pointer) ?? true, { ...making, name }]
}

/** mulberry32: the same values again for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296
  }
}

interface Weighted {
  readonly weight: number
  readonly arbitrary: fc.Arbitrary<JsonSchema>
}

/** One keyword each, or a few that belong together. */
function keywordArbs(inner: fc.Arbitrary<JsonValue>, deep: fc.Arbitrary<JsonValue>): readonly Weighted[] {
  const one = (key: string, arb: fc.Arbitrary<JsonValue>, weight = 1): Weighted => ({
    weight,
    arbitrary: arb.map((value): JsonSchema => ({ [key]: value })),
  })
  const map = (keys: fc.Arbitrary<string>, arb: fc.Arbitrary<JsonValue>) =>
    fc.dictionary(keys, arb, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
  const list = (arb: fc.Arbitrary<JsonValue>) => fc.array(arb, { minLength: 1, maxLength: 3 })
  const types = fc.constantFrom('null', 'boolean', 'object', 'array', 'number', 'integer', 'string')
  const counted = fc
    .tuple(deep, smallArb, smallArb)
    .map(([contains, least, more]): JsonSchema => ({ contains, minContains: least, maxContains: least + more }))
  return [
    one('type', types, 6),
    one('type', fc.uniqueArray(types, { minLength: 1, maxLength: 3 }), 3),
    one('enum', fc.uniqueArray(scalarArb, { minLength: 1, maxLength: 4 }), 3),
    one('const', scalarArb),
    ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((key) =>
      one(key, fc.constantFrom(0, 0.5, 1, 2, 3)),
    ),
    one('multipleOf', fc.constantFrom(1, 2, 3, 4, 0.5)),
    ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map((key) =>
      one(key, smallArb),
    ),
    one('pattern', patternArb),
    one('uniqueItems', fc.boolean()),
    one('properties', map(nameArb, deep), 6),
    one('required', subset, 5),
    one('additionalProperties', fc.oneof(fc.constant(false), deep), 5),
    one('patternProperties', map(patternArb, deep)),
    one('propertyNames', inner),
    one('dependentRequired', map(nameArb, subset)),
    one('dependentSchemas', map(nameArb, inner)),
    one('items', deep, 3),
    one('prefixItems', list(deep)),
    one('contains', deep),
    { weight: 1, arbitrary: counted },
    one('anyOf', list(inner), 3),
    one('oneOf', list(inner), 3),
    one('allOf', list(inner), 2),
    one('not', inner),
    { weight: 1, arbitrary: conditionArb(inner, ['if', 'then', 'else']) },
    { weight: 1, arbitrary: conditionArb(inner, ['if', 'then']) },
    one('unevaluatedProperties', fc.oneof(fc.constant(false), deep)),
    one('unevaluatedItems', fc.oneof(fc.constant(false), deep)),
  ]
}

function conditionArb(inner: fc.Arbitrary<JsonValue>, keys: readonly string[]): fc.Arbitrary<JsonSchema> {
  return fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), inner))).map((entries) => Object.fromEntries(entries))
}

function schemaArb(refs: readonly string[], deepRefs: readonly string[]): SchemaArbs {
  const refArb = (list: readonly string[]) =>
    list.map((ref) => ({ weight: 1, arbitrary: fc.constant<JsonSchema>({ $ref: ref }) }))
  const { object, inner, deep } = fc.letrec<{ object: JsonSchema; inner: JsonValue; deep: JsonValue }>((tie) => ({
    object: fc
      .array(fc.oneof(...keywordArbs(tie('inner'), tie('deep'))), { minLength: 1, maxLength: 4 })
      .map((parts): JsonSchema => Object.assign({}, ...parts)),
    inner: fc.oneof(
      { depthSize: 'xsmall', withCrossShrink: true },
      { weight: 1, arbitrary: fc.boolean() },
      ...refArb(refs),
      { weight: 6, arbitrary: tie('object') },
    ),
    deep: fc.oneof(
      { depthSize: 'xsmall', withCrossShrink: true },
      { weight: 1, arbitrary: fc.boolean() },
      ...refArb(refs),
      ...refArb(deepRefs),
      { weight: 6, arbitrary: tie('object') },
    ),
  }))
  return { object, inner, deep }
}

interface SchemaArbs {
  readonly object: fc.Arbitrary<JsonSchema>
  /** What stands at the same value: nothing here may lead back to the schema itself. */
  readonly inner: fc.Arbitrary<JsonValue>
  /** What stands inside of the value. */
  readonly deep: fc.Arbitrary<JsonValue>
}

const rootArb = schemaArb(['shared.json', '#/$defs/local'], ['#', 'main.json']).object
const localArb = schemaArb(['shared.json'], ['#', '#/$defs/local']).object
const sharedArb = schemaArb([], ['#', 'main.json']).object

export const schemasArb: fc.Arbitrary<Schemas> = fc
  .record({ main: rootArb, local: localArb, shared: sharedArb })
  .map(({ main, local, shared }) => ({ main: { ...main, $defs: { local } }, shared }))

/** One keyword that says two things, and something beside it that stays: where the rules of that keyword decide alone. */
export const versionsArb: fc.Arbitrary<{ before: Schemas; after: Schemas }> = (() => {
  const { inner, deep } = schemaArb([], ['#', 'main.json'])
  const arbs = keywordArbs(inner, deep)
  const one = fc.oneof(...arbs)
  const two = fc.nat(arbs.length - 1).chain((index) => {
    const arb = arbs[index]?.arbitrary ?? one
    return fc.tuple(fc.option(arb, { nil: {}, freq: 8 }), arb)
  })
  return fc.tuple(fc.array(one, { maxLength: 2 }), two).map(([beside, [old, now]]) => ({
    before: { main: Object.assign({}, ...beside, old) as JsonSchema },
    after: { main: Object.assign({}, ...beside, now) as JsonSchema },
  }))
})()

/** A change somewhere in a schema, as people make them: a keyword comes, goes, or says something else. */
type Mutation = (schemas: Schemas) => Schemas

export const mutationArb: fc.Arbitrary<Mutation> = fc
  .record({
    file: fc.constantFrom('main', 'main', 'main', 'shared'),
    /** Counted from the whole of it inwards, where changes matter most. */
    place: fc.oneof(fc.constant(0), fc.nat(40)),
    key: fc.nat(12),
    fresh: schemaArb(['shared.json'], ['main.json']).object,
    kind: fc.constantFrom(
      'drop',
      'drop',
      'take',
      'take',
      'replace',
      'alternative',
      'extra',
      'one',
      'inline',
      'widen',
      'narrow',
    ),
  })
  .map(({ file, place, key, fresh, kind }) => (schemas) => {
    const count = placesIn(schemas[file] ?? {})
    let index = 0
    const changed = mapSchema(schemas[file] ?? {}, (sub, pointer) => {
      if (index++ !== count - 1 - (place % count)) return sub
      if (file === 'shared' && pointer === '' && 'shared.json' === fresh['$ref']) return sub
      return mutate(sub, kind, key, withoutRefs(fresh, file === 'shared'), schemas)
    })
    return { ...schemas, [file]: changed }
  })

function placesIn(schema: JsonSchema): number {
  let count = 0
  mapSchema(schema, (sub) => {
    count++
    return sub
  })
  return count
}

/** The shared schema must not lead to itself without a value being entered. */
function withoutRefs(schema: JsonSchema, needed: boolean): JsonSchema {
  return needed ? mapSchema(schema, ({ $ref: _, ...rest }) => rest) : schema
}

function mutate(schema: JsonSchema, kind: string, key: number, fresh: JsonSchema, schemas: Schemas): JsonSchema {
  const { $defs, ...own } = schema
  const keep = (changed: JsonSchema): JsonSchema => ($defs === undefined ? changed : { ...changed, $defs })
  const keys = Object.keys(own)
  const chosen = keys[key % Math.max(1, keys.length)] ?? 'type'
  const value = own[chosen]
  switch (kind) {
    case 'drop':
      return keep(Object.fromEntries(Object.entries(own).filter(([other]) => other !== chosen)))
    case 'take':
      return keep({ ...own, ...fresh })
    case 'alternative':
      return keep({ anyOf: [own, fresh] })
    case 'one':
      return keep({ oneOf: [own, fresh] })
    case 'extra':
      return keep({ allOf: [own, fresh] })
    case 'inline':
      return own['$ref'] === 'shared.json' ? keep(reanchored(schemas['shared'] ?? {})) : keep({ anyOf: [own] })
    case 'widen':
    case 'narrow':
      return value === undefined ? schema : keep({ ...own, [chosen]: shifted(value, kind === 'widen' ? 1 : -1, fresh) })
    default:
      return keep(fresh)
  }
}

function shifted(value: JsonValue, by: number, fresh: JsonSchema): JsonValue {
  if (typeof value === 'number') return Math.max(1, value + by)
  if (Array.isArray(value) && value.length > 1 && by < 0) return value.slice(1)
  if (Array.isArray(value) && isObject(value[0])) return [...value, fresh]
  if (isObject(value) && Object.keys(value).length > 1 && by < 0)
    return Object.fromEntries(Object.entries(value).slice(1))
  return value
}

/** The same schema in another file. */
function reanchored(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (sub) => (sub['$ref'] === '#' ? { ...sub, $ref: 'shared.json' } : sub))
}

/**
 * The schemas as an old client reads them, that ignores what it does not know: written here a second time, from the
 * rules in docs/EVOLUTION.md, for the comparison to be held against.
 */
export function openedSchemas(schemas: Schemas): Schemas {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) => [
      [name, open(schema, name)],
      [`exact-${name}`, exactly(schema, name)],
    ]),
  )
}

const exactPlaces = new Set(['not', 'if', 'contains'])

function open(schema: JsonSchema, name: string): JsonSchema {
  const found: JsonSchema = {}
  const deeper = (value: JsonValue): JsonValue => (isObject(value) ? open(value, name) : value)
  for (const [key, value] of Object.entries(schema)) {
    if (exactPlaces.has(key)) found[key] = isObject(value) ? exactly(value, name) : value
    else if (key === 'additionalProperties' || key === 'unevaluatedProperties')
      found[key] = value === false ? true : deeper(value)
    else if (['items', 'then', 'else', 'unevaluatedItems', 'propertyNames'].includes(key)) found[key] = deeper(value)
    else if (['anyOf', 'allOf', 'prefixItems', 'oneOf'].includes(key) && Array.isArray(value))
      found[key] = value.map(deeper)
    else if (['properties', 'patternProperties', 'dependentSchemas', '$defs'].includes(key) && isObject(value)) {
      found[key] = Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, deeper(one)]))
    } else found[key] = value
  }
  const { oneOf, ...rest } = found
  if (oneOf === undefined) return found
  return { ...rest, allOf: [...(Array.isArray(rest['allOf']) ? rest['allOf'] : []), { anyOf: oneOf }] }
}

function exactly(schema: JsonSchema, name: string): JsonSchema {
  return mapSchema(schema, (sub) => {
    const ref = sub['$ref']
    if (typeof ref !== 'string') return sub
    return { ...sub, $ref: ref.startsWith('#') ? `exact-${name}.json${ref}` : `exact-${ref}` }
  })
}
