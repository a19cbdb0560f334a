/**
 * Generated validators against plain Ajv, which is the oracle: on values that are almost what a schema wants, they say yes
 * and no together. Ours count characters another way, compare items another way, and take another path through choices.
 */
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { dispatchChoices } from '../../src/codegen/choices.ts'
import { formats } from '../../src/codegen/formats.ts'
import { emitJsonSchemas } from '../../src/codegen/json.ts'
import { loadSchemas } from '../../src/codegen/load.ts'
import type { JsonSchema, JsonValue, SchemaSet } from '../../src/codegen/model.ts'
import { followed } from '../../src/codegen/refs.ts'
import { deepEqual, twins } from '../../src/codegen/validators/prelude.js'
import { eachSchema, isObject } from '../../src/codegen/walk.ts'
import { loadValidators, schemaFolder, setOf, type Validators } from '../support/generated-project.ts'

type Judge = (name: string, value: unknown) => boolean

function plainAjv(set: SchemaSet, ownProperties: boolean): Judge {
  const ajv = new Ajv2020({ strict: false, ownProperties, formats: { ...formats } })
  for (const { content } of emitJsonSchemas(set)) ajv.addSchema(JSON.parse(content) as JsonSchema)
  return (name, value) => ajv.getSchema(`${name}.json`)?.(value) === true
}

/** Texts on both sides of a length bound, of signs that are one unit, two units, and half a pair. */
function aroundLength(bound: number): fc.Arbitrary<string> {
  const sign = fc.constantFrom('a', '1', '-', '@', 'ß', '🎈', '\u{10ffff}', '\ud83c', '\udf88')
  return fc
    .tuple(fc.integer({ min: -2, max: 2 }), fc.array(sign, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([more, signs, isPlain]) => {
      const count = Math.max(0, Math.min(bound, 10_000) + more)
      const pattern = isPlain ? ['a'] : signs
      return Array.from({ length: count }, (_, at) => pattern[at % pattern.length]).join('')
    })
}

/** Constants, bounds and names that the schemas mention: what a mutation must hit to matter. */
function vocabulary({ documents }: SchemaSet): { keys: string[]; values: JsonValue[]; lengths: number[] } {
  const keys = new Set<string>(['unknown', 'constructor', 'toString', ''])
  const values = new Set<JsonValue>([null, true, false, 0, -1, 1, 1.5, '', 'x', 1e15])
  const lengths = new Set<number>([1])
  for (const { schema } of documents) {
    eachSchema(schema, (sub) => {
      for (const key of Object.keys(isObject(sub['properties']) ? sub['properties'] : {})) keys.add(key)
      for (const value of [sub['const'], ...(Array.isArray(sub['enum']) ? sub['enum'] : [])])
        if (value !== undefined) values.add(value)
      for (const key of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']) {
        const bound = sub[key]
        if (typeof bound === 'number') for (const more of [-1, 0, 1]) values.add(bound + more)
      }
      for (const bound of [sub['maxLength'], sub['minLength']]) if (typeof bound === 'number') lengths.add(bound)
    })
  }
  return { keys: [...keys], values: [...values], lengths: [...lengths] }
}

/** A value that the schema would probably take, built by following it: the mutations start from here. */
function sample(schema: JsonSchema, set: SchemaSet, owner: SchemaSet['documents'][number], depth = 0): JsonValue {
  const target = followed(schema, owner, set)
  const { schema: here, owner: home } = target
  const inner = (value: JsonValue | undefined): JsonValue =>
    isObject(value) ? sample(value, set, home, depth + 1) : null
  const [example] = Array.isArray(here['examples']) ? here['examples'] : []
  if (example !== undefined) return example
  if (here['const'] !== undefined) return here['const']
  if (Array.isArray(here['enum'])) return here['enum'][0] ?? null
  const [choice] = [here['oneOf'], here['anyOf']].filter(Array.isArray).flat()
  if (choice !== undefined) return inner(choice)
  const parts = (Array.isArray(here['allOf']) ? here['allOf'] : []).map(inner).filter(isObject)
  switch ([here['type']].flat()[0]) {
    case 'string':
      return typeof here['minLength'] === 'number' ? 'a'.repeat(here['minLength']) : 'a'
    case 'integer':
    case 'number':
      return typeof here['minimum'] === 'number' ? here['minimum'] : 5
    case 'boolean':
      return true
    case 'array':
      if (Array.isArray(here['prefixItems'])) return here['prefixItems'].map(inner)
      return depth > 6 || !isObject(here['items']) ? [] : [inner(here['items'])]
    default: {
      const properties = isObject(here['properties']) ? here['properties'] : {}
      const required = Array.isArray(here['required']) ? here['required'] : []
      const kept = Object.entries(properties).filter(([key]) => depth < 4 || required.includes(key))
      return Object.assign({}, ...parts, Object.fromEntries(kept.map(([key, value]) => [key, inner(value)])))
    }
  }
}

interface Mutation {
  /** Which of the places of the value, counted through. */
  readonly place: number
  readonly how: 'delete' | 'replace' | 'add' | 'repeat' | 'wrap'
  readonly key: string
  readonly value: JsonValue
}

function mutate(value: JsonValue, { place, how, key, value: other }: Mutation): JsonValue {
  const copy = structuredClone(value)
  const places: { holder: JsonValue[] | { [key: string]: JsonValue }; at: string | number }[] = []
  const collect = (holder: JsonValue): void => {
    if (Array.isArray(holder)) {
      holder.forEach((item, at) => {
        places.push({ holder, at })
        collect(item)
      })
    } else if (isObject(holder)) {
      for (const [name, item] of Object.entries(holder)) {
        places.push({ holder, at: name })
        collect(item)
      }
    }
  }
  const root = { root: copy }
  collect(root)
  const chosen = places[place % places.length]
  if (chosen === undefined) return copy
  const { holder, at } = chosen
  const old = Reflect.get(holder, at) as JsonValue
  if (how === 'replace') Reflect.set(holder, at, other)
  else if (how === 'wrap') Reflect.set(holder, at, [old])
  else if (how === 'add' && isObject(old)) old[key] = other
  else if (how === 'repeat' && Array.isArray(old) && old.length > 0) old.push(structuredClone(old[0] ?? null))
  else if (Array.isArray(holder)) holder.splice(Number(at), 1)
  else if (at !== 'root') delete holder[at]
  return root.root
}

const sets: [string, () => Promise<SchemaSet>][] = [
  ['our own schemas', () => loadSchemas('schema')],
  ['the warehouse', () => loadSchemas(schemaFolder('warehouse'))],
  ['the library', () => loadSchemas(schemaFolder('library'))],
]

describe.each(sets)('generated validators of %s', (name, load) => {
  let set: SchemaSet
  let ours: Validators
  let theirs: Judge
  beforeAll(async () => {
    set = await load()
    ours = await loadValidators(set)
    theirs = plainAjv(set, name === 'the warehouse')
  })

  it('agree with plain Ajv on values that are nearly right', () => {
    const { keys, values, lengths } = vocabulary(set)
    const samples = set.documents.map((document) => ({
      name: document.name,
      value: sample(document.schema, set, document),
    }))
    const right = samples.filter(({ name, value }) => theirs(name, value))
    // Otherwise the mutations would start from values that are refused whatever becomes of them.
    expect(right.length).toBeGreaterThan(samples.length * 0.8)

    const anyValue = fc.oneof(
      fc.constantFrom(...values),
      fc.constantFrom(...lengths).chain(aroundLength),
      fc.constantFrom(...samples.map(({ value }) => value)),
      fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue),
    )
    const mutation: fc.Arbitrary<Mutation> = fc.record({
      place: fc.nat(200),
      how: fc.constantFrom('delete', 'replace', 'replace', 'add', 'repeat', 'wrap'),
      key: fc.constantFrom(...keys),
      value: anyValue,
    })
    let accepted = 0
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(mutation, { maxLength: 3 }), ({ name, value }, mutations) => {
        const mutant = mutations.reduce(mutate, value)
        const complaint = ours.violation(name, mutant)
        expect(complaint === undefined, `${name}: ${JSON.stringify(complaint)}`).toBe(theirs(name, mutant))
        if (complaint === undefined) accepted++
        else refused++
        if (complaint !== undefined) expect(complaint.message).toMatch(/^(must|is|has|fits|does not) /)
      }),
      { numRuns: 3000 },
    )
    // Both answers have to occur often for their agreement to mean something.
    expect(Math.min(accepted, refused)).toBeGreaterThan(300)
  })
})

describe('a choice that is dispatched on a constant', () => {
  const tag = fc.oneof(
    fc.record({ const: fc.constantFrom<JsonValue>('a', 'b', 'c', 1, null) }),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom<JsonValue>('a', 'b', 'c', 1), { minLength: 1, maxLength: 2 }) }),
    fc.constant<JsonSchema>({ $ref: 'tag.json' }),
  )
  const objectBranch = fc
    .record({
      kind: tag,
      other: tag,
      required: fc.oneof(fc.constant<string[]>(['kind', 'other']), fc.subarray(['kind', 'other', 'x'])),
      isTyped: fc.constantFrom(true, true, true, true, false),
      isClosed: fc.boolean(),
    })
    .map(
      ({ kind, other, required, isTyped, isClosed }): JsonSchema => ({
        ...(isTyped ? { type: 'object' } : {}),
        ...(isClosed ? { additionalProperties: false } : {}),
        properties: { kind, other, x: { type: 'number' } },
        required,
      }),
    )
  const branch = fc.oneof(
    { weight: 12, arbitrary: objectBranch },
    {
      weight: 1,
      arbitrary: fc.constantFrom<JsonValue>({ type: 'null' }, { type: 'string' }, { $ref: 'a.json' }, true, false),
    },
  )
  const keyword = fc.constantFrom('oneOf', 'anyOf')
  const scalar = fc.constantFrom<JsonValue>('a', 'b', 'c', 'd', 1, 2, null)
  const value: fc.Arbitrary<JsonValue> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: scalar, other: scalar, x: scalar }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue>,
    },
    { weight: 1, arbitrary: scalar },
    { weight: 1, arbitrary: fc.constant<JsonValue>([]) },
  )
  const tagged: JsonSchema = { type: 'object', properties: { kind: { const: 'a' } }, required: ['kind'] }

  it('accepts what it accepted before', () => {
    let dispatched = 0
    fc.assert(
      fc.property(
        keyword,
        fc.array(branch, { minLength: 2, maxLength: 3 }),
        fc.array(value, { minLength: 5, maxLength: 20 }),
        (key, branches, values) => {
          const set = setOf({ a: tagged, choice: { [key]: branches }, tag: { const: 'b' } })
          const document = set.documents[1]
          if (document === undefined) throw new TypeError('there is no choice')
          const rewritten = dispatchChoices(document, set)
          if (!(key in rewritten)) dispatched++
          const ajv = new Ajv2020({ strict: false, meta: false, validateSchema: false })
          for (const { name, schema } of set.documents) if (name !== 'choice') ajv.addSchema(schema, `${name}.json`)
          const [before, after] = [ajv.compile(document.schema), ajv.compile(rewritten)]
          for (const one of values) expect(after(one), JSON.stringify(one)).toBe(before(one))
        },
      ),
      { numRuns: 400 },
    )
    expect(dispatched).toBeGreaterThan(20)
  })
})

describe('equal items of a list', () => {
  it('are those that JSON calls equal', () => {
    const item = fc.oneof(
      fc.constantFrom<JsonValue>(
        0,
        -0,
        1,
        '1',
        '0',
        null,
        'null',
        true,
        'true',
        [],
        {},
        [[]],
        '[]',
        '{}',
        'a,b',
        ['a', 'b'],
        ['a,b'],
      ),
      fc.constantFrom<JsonValue>(
        { a: 1, b: 2 },
        { b: 2, a: 1 },
        { a: { b: 1 } },
        { 'a:1,b': 2 },
        [null],
        ['null'],
        '"a"',
        'a',
      ),
      fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>,
    )
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), (list) => {
        const pairs = list.flatMap((a, second) =>
          list.slice(0, second).flatMap((b, first) => (deepEqual(a, b) ? [{ first, second }] : [])),
        )
        const found = twins(list)
        if (found === undefined) expect(pairs).toEqual([])
        else expect(pairs).toContainEqual(found)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the length of a text', () => {
  const bounds = [0, 1, 2, 3, 7, 64]
  const schemas = bounds.flatMap((bound): [string, JsonSchema][] => [
    [`max${bound}`, { type: 'string', maxLength: bound }],
    [`min${bound}`, { type: 'string', minLength: bound }],
  ])
  let ours: Validators
  let theirs: Judge
  beforeAll(async () => {
    const set = setOf(Object.fromEntries(schemas))
    ours = await loadValidators(set)
    theirs = plainAjv(set, false)
  })

  it('is the number of its code points, as JSON Schema has it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bounds).chain((bound) => fc.tuple(fc.constant(bound), aroundLength(bound))),
        ([bound, text]) => {
          const points = [...text].length
          expect(ours.violation(`max${bound}`, text) === undefined).toBe(points <= bound)
          expect(ours.violation(`min${bound}`, text) === undefined).toBe(points >= bound)
          expect(theirs(`max${bound}`, text)).toBe(points <= bound)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
