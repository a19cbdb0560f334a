/**
 * Values made from schemas, held against Ajv and against the generated validators: what is called valid is accepted, and
 * what is called nearly valid is refused in the place that is named and in no other. Ajv shares no code with either.
 */
import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type NearlyValid, nearlyValid, type Violation, valid } from '../../src/arbitrary/index.ts'
import { formats } from '../../src/codegen/formats.ts'
import { emitJsonSchemas } from '../../src/codegen/json.ts'
import { loadSchemas } from '../../src/codegen/load.ts'
import type { JsonSchema, JsonValue, SchemaSet } from '../../src/codegen/model.ts'
import { readablePath } from '../../src/codegen/validators/prelude.js'
import { eachSchema, isObject } from '../../src/codegen/walk.ts'
import { edgeSchemas } from '../support/arbitrary-schemas.ts'
import { loadValidators, schemaFolder, setOf, type Validators } from '../support/generated-project.ts'

const runs = Number(process.env['ARBITRARY_RUNS'] ?? 15)

class Subject {
  readonly names: readonly string[]
  readonly #schemas: ReadonlyMap<string, JsonSchema>
  readonly #ajv: Ajv2020

  constructor(set: SchemaSet) {
    const files = emitJsonSchemas(set).map(({ content }) => JSON.parse(content) as JsonSchema)
    this.#schemas = new Map(files.map((schema) => [String(schema['$id']), schema]))
    this.names = set.documents.map(({ name }) => name)
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, ownProperties: true, formats: { ...formats } })
    for (const schema of files) this.#ajv.addSchema(schema)
  }

  options() {
    return { fc, resolve: (document: string) => this.#schemas.get(document) }
  }

  schema(name: string): JsonSchema {
    const schema = this.#schemas.get(`${name}.json`)
    if (schema === undefined) throw new TypeError(`there is no ${name}`)
    return schema
  }

  judge(name: string): ValidateFunction {
    const validate = this.#ajv.getSchema(`${name}.json`)
    if (validate === undefined) throw new TypeError(`there is no ${name}`)
    return validate
  }
}

/** Ajv compares objects by these, and takes a field of that name for the real one: then its opinion is worth nothing. */
const misleading = ['constructor', 'toString', 'valueOf']

function misleads(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return misleading.some((name) => Object.hasOwn(value, name)) || Object.values(value).some(misleads)
}

function asks(judge: ValidateFunction, value: unknown): boolean | undefined {
  if (misleads(value)) return undefined
  try {
    return judge(value)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Keywords about which Ajv also says why, by errors of what is inside of them. */
const composite = ['anyOf', 'contains', 'oneOf', 'propertyNames']

function expectOnly({ path, keyword, schemaPath, value }: NearlyValid, errors: readonly ErrorObject[]): void {
  // That the consequence of an `if` does not hold is what the consequence itself complains of.
  const told = errors.filter((error) => error.keyword !== 'if')
  const about = told.filter((error) => error.instancePath === path && error.keyword === keyword)
  const reasons = composite.includes(keyword) ? told.filter((error) => error.instancePath.startsWith(path)) : about
  const shown = JSON.stringify({ path, keyword, schemaPath, value, errors }).slice(0, 2000)
  expect(told.length - reasons.length, shown).toBe(0)
  // Ajv may begin the path anew where a reference leads.
  const paths = about.map((error) => decodeURIComponent(error.schemaPath).replace(/^[^/]*/, ''))
  expect(
    paths.some((end) => schemaPath.endsWith(end)),
    shown,
  ).toBe(true)
  if (!composite.includes(keyword)) expect(about.length, shown).toBe(1)
}

/** Keywords that say something about a value themselves, and not by schemas inside of them. */
const telling =
  /^(?:(?:exclusive)?(?:min|max)\w+|const|enum|type|multipleOf|pattern|format|required|dependentRequired|not|anyOf|oneOf|contains|propertyNames|uniqueItems)$/i

/** Whether a value that violates this keyword always violates one that stands beside it. */
function isInseparable(key: string, sub: JsonSchema): boolean {
  const { pattern, not } = sub
  // The pattern refuses the empty text, too.
  if (key === 'minLength' && sub[key] === 1 && typeof pattern === 'string') return !new RegExp(pattern, 'u').test('')
  // What is no object is no constant either, and lets every `required` pass, which `not` refuses.
  return key === 'type' && ('const' in sub || 'enum' in sub || (isObject(not) && 'required' in not))
}

/** Where the schema says something that a value could violate alone. */
function sitesOf(name: string, schema: JsonSchema): string[] {
  const sites: string[] = []
  eachSchema(schema, (sub, pointer) => {
    // What stands in a condition is not violated, but decides.
    if (/\/(?:not|if|contains|propertyNames)(?:\/|$)/.test(pointer)) return
    const keywords = Object.keys(sub).filter((key) => telling.test(key) && !isInseparable(key, sub))
    const limits = ['minContains', 'maxContains', ...(sub['uniqueItems'] === false ? ['uniqueItems'] : [])]
    const closed = ['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems'].filter(
      (key) => sub[key] === false,
    )
    if (sub['items'] === false && 'prefixItems' in sub) closed.push('items')
    for (const key of [...keywords, ...closed]) {
      const limit = sub[key]
      if (limits.includes(key) || (/^max[LIP]/.test(key) && Number(limit) > lightAtMost)) continue
      sites.push(`${name}.json#${pointer}/${key}`)
    }
  })
  return sites
}

/** Larger limits are violated so rarely that a test of their own asks for it. */
const lightAtMost = 300

/** What else cannot be violated without violating something else as well, and why. */
const inseparable: Readonly<Record<string, readonly string[]>> = {
  'it is said twice': [
    'book.json#/properties/first/items',
    'book.json#/properties/first/maxItems',
    'borrowed.json#/properties/data/properties/loan/allOf/0/type',
    'borrowed.json#/properties/data/properties/loan/allOf/1/type',
    'borrowed.json#/properties/data/properties/loan/type',
    'count_stock.json#/$defs/addressed/type',
    'count_stock.json#/type',
    'loan.json#/allOf/0/type',
    'loan.json#/allOf/1/type',
    'loan.json#/type',
  ],
  'what a failing part has looked at counts as unevaluated': ['merged.json#/allOf/1/properties/b/type'],
  'all types are allowed': ['anything.json#/type'],
}
const never = new Set(Object.values(inseparable).flat())

/** Which optional fields are there in a value, and which are not; following the schema as far as it is plain. */
function noteFields(
  subject: Subject,
  schema: JsonValue | undefined,
  place: string,
  value: unknown,
  note: (field: string, isThere: boolean) => void,
): void {
  if (!isObject(schema)) return
  const ref = schema['$ref']
  if (typeof ref === 'string') {
    if (!ref.includes('#')) noteFields(subject, subject.schema(ref.replace(/\.json$/, '')), ref, value, note)
    return
  }
  const properties = schema['properties']
  if (Array.isArray(value)) for (const item of value) noteFields(subject, schema['items'], `${place}/items`, item, note)
  if (!isObject(value) || !isObject(properties)) return
  for (const [name, inner] of Object.entries(properties)) {
    const required = schema['required']
    const isThere = Object.hasOwn(value, name)
    const isOptional = inner !== false && !(Array.isArray(required) && required.includes(name))
    if (isOptional) note(`${place}/${name}`, isThere)
    if (isThere) noteFields(subject, inner, `${place}/${name}`, value[name], note)
  }
}

/** Until there is nothing left to see, or it has been looked for long enough. The seed is fixed: this is about chance. */
function* batches<T>(values: fc.Arbitrary<T>, most: number): Generator<T> {
  for (let seed = 0; seed < most / 50; seed++) yield* fc.sample(values, { numRuns: 50, seed })
}

const sets: [string, () => Promise<SchemaSet>][] = [
  ['our own schemas', () => loadSchemas('schema')],
  ['the warehouse', () => loadSchemas(schemaFolder('warehouse'))],
  ['the library', () => loadSchemas(schemaFolder('library'))],
  ['the edges', () => Promise.resolve(setOf(edgeSchemas))],
]

// Each test goes through a whole set of schemas.
describe.each(sets)('values for %s', { timeout: 120_000 }, (_, load) => {
  let subject: Subject
  let validators: Validators
  beforeAll(async () => {
    const set = await load()
    subject = new Subject(set)
    validators = await loadValidators(set)
  })

  it('are accepted by Ajv and by the generated validators when they are called valid', () => {
    for (const name of subject.names) {
      const judge = subject.judge(name)
      fc.assert(
        fc.property(valid(subject.schema(name), subject.options()), (value) => {
          expect(asks(judge, value), `${name}: ${JSON.stringify({ value, errors: judge.errors })}`).not.toBe(false)
          expect(validators.violation(name, value)).toBeUndefined()
          expect(JSON.parse(JSON.stringify(value))).toEqual(value)
        }),
        { numRuns: runs },
      )
    }
  })

  it('are refused in the named place alone when they are called nearly valid', () => {
    for (const name of subject.names) {
      const judge = subject.judge(name)
      fc.assert(
        fc.property(nearlyValid(subject.schema(name), subject.options()), (one) => {
          const verdict = asks(judge, one.value)
          expect(verdict, JSON.stringify(one)).not.toBe(true)
          if (verdict === false) expectOnly(one, judge.errors ?? [])
          const complaint = validators.violation(name, one.value)
          expect(complaint, JSON.stringify(one)).toBeDefined()
          expect(complaint?.path.startsWith(readablePath(one.path)), JSON.stringify({ one, complaint })).toBe(true)
        }),
        { numRuns: runs },
      )
    }
  })

  it('violate every keyword', () => {
    const missing: string[] = []
    for (const name of subject.names) {
      const left = new Set(sitesOf(name, subject.schema(name)).filter((site) => !never.has(site)))
      for (const one of batches(nearlyValid(subject.schema(name), subject.options()), 100 + 100 * left.size)) {
        for (let at: Violation | undefined = one; at !== undefined; at = at.within) {
          expect(never).not.toContain(at.schemaPath)
          left.delete(at.schemaPath)
        }
        if (left.size === 0) break
      }
      missing.push(...left)
    }
    expect(missing).toEqual([])
  })

  it('have every optional field and leave it out', () => {
    const missing: string[] = []
    for (const name of subject.names) {
      const schema = subject.schema(name)
      const seen = new Set<string>()
      const halves = new Set<string>()
      let tried = 0
      for (const value of batches(valid(schema, subject.options()), 1500)) {
        noteFields(subject, schema, name, value, (field, isThere) => {
          const other = `${field} ${isThere ? 'absent' : 'present'}`
          seen.add(`${field} ${isThere ? 'present' : 'absent'}`)
          if (seen.has(other)) halves.delete(field)
          else halves.add(field)
        })
        if (++tried >= 100 && halves.size === 0) break
      }
      missing.push(...halves)
    }
    expect(missing).toEqual([])
  })
})
