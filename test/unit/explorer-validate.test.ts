/** The explorer’s interpreter of schemas: the same verdict as Ajv, and the same words as the server. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { operations } from '../../generated/operations.ts'
import { violation } from '../../generated/validators.js'
import { emitJsonSchemas } from '../../src/codegen/json.ts'
import { loadSchemas } from '../../src/codegen/load.ts'
import { starterOf } from '../../src/console/explorer/form/schema-shape.ts'
import { isArray, isObject, type JsonObject, type JsonValue, readable } from '../../src/console/explorer/json/value.ts'
import { type SchemaFiles, schemaIn } from '../../src/console/explorer/validate/schema.ts'
import { unchecked } from '../../src/console/explorer/validate/unchecked.ts'
import { validate } from '../../src/console/explorer/validate/validate.ts'
import { schemaFolder } from '../support/generated-project.ts'

const folder = new URL('../../generated/schema/', import.meta.url)
const own: SchemaFiles = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')) as JsonObject]),
)

async function emitted(name: string): Promise<SchemaFiles> {
  const files = emitJsonSchemas(await loadSchemas(schemaFolder(name)))
  return new Map(files.map(({ path, content }) => [path.replace('schema/', ''), JSON.parse(content) as JsonObject]))
}

/** Changes one place of a value, whichever it is. */
interface Mutation {
  readonly place: number
  readonly how: 'drop' | 'put' | 'add' | 'wrap' | 'repeat'
  readonly key: string
  readonly value: JsonValue
}

function mutated(root: JsonValue, { place, how, key, value }: Mutation): JsonValue {
  let at = 0
  const visit = (here: JsonValue): JsonValue | undefined => {
    const isIt = at++ === place
    if (isIt && how === 'drop') return undefined
    if (isIt && how === 'put') return value
    if (isIt && how === 'wrap') return [here]
    if (isArray(here)) {
      const items = here.map(visit).filter((item) => item !== undefined)
      return isIt && how === 'repeat' ? [...items, ...items] : items
    }
    if (!isObject(here)) return here
    const entries = Object.entries(here).flatMap(([name, part]) => {
      const next = visit(part)
      return next === undefined ? [] : [[name, next] as const]
    })
    return Object.fromEntries(isIt && how === 'add' ? [...entries, [key, value] as const] : entries)
  }
  return visit(root) ?? null
}

const values: JsonValue[] = [
  ...[null, true, false, 0, 1, -1, 1.5, 1001, 5000, '', 'x', '@alice', 'room 1', '2026-01-31T09:30:00.000Z', '🎈'],
  ...['x'.repeat(64), '🎈'.repeat(64), 'x'.repeat(65), 'x'.repeat(129), [], {}, [1, 1], { epoch: 'e' }],
]

/** Bounds that schemas have, and what is just beyond them. */
function boundsIn(schema: JsonValue): JsonValue[] {
  if (isArray(schema)) return schema.flatMap(boundsIn)
  if (!isObject(schema)) return []
  const numbers = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map((key) => schema[key])
  const own = numbers.flatMap((bound) => (typeof bound === 'number' ? [bound - 1, bound, bound + 1] : []))
  return [...own, ...Object.values(schema).flatMap(boundsIn)]
}

function mutations(keys: readonly string[], bounds: readonly JsonValue[] = []): fc.Arbitrary<Mutation> {
  return fc.record({
    place: fc.nat(14),
    how: fc.constantFrom('drop', 'put', 'put', 'put', 'add', 'wrap', 'repeat'),
    key: fc.constantFrom(...keys, 'unknown', 'constructor'),
    value: fc.constantFrom(...values, ...bounds),
  })
}

function propertyNames(schema: JsonValue): string[] {
  if (isArray(schema)) return schema.flatMap(propertyNames)
  if (!isObject(schema)) return []
  const names = isObject(schema['properties']) ? Object.keys(schema['properties']) : []
  return [...names, ...Object.values(schema).flatMap(propertyNames)]
}

const sets: [string, () => Promise<SchemaFiles>][] = [
  ['our contract', async () => own],
  ['the warehouse', () => emitted('warehouse')],
  ['the library', () => emitted('library')],
]

describe.each(sets)('the explorer’s validator, on %s', (_, load) => {
  it('says yes and no together with Ajv', async () => {
    const files = await load()
    const ajv = new Ajv2020({ strict: false, validateFormats: false, ownProperties: true })
    for (const schema of files.values()) ajv.addSchema(schema)
    const names = [...files.keys()].filter((name) => {
      const root = schemaIn(files, name)
      return root !== undefined && unchecked(files, root).every((keyword) => keyword === 'format')
    })
    const samples = names.flatMap((name) => {
      const schema = files.get(name) ?? {}
      const examples = isArray(schema['examples']) ? schema['examples'] : []
      return [...examples, starterOf(files, { schema, file: name })].map((value) => ({ name, value }))
    })
    const keys = [...new Set([...files.values()].flatMap(propertyNames))]
    const bounds = [...new Set([...files.values()].flatMap(boundsIn))]
    let accepted = 0
    let refused = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(mutations(keys, bounds), { maxLength: 3 }),
        ({ name, value }, changes) => {
          const mutant = changes.reduce(mutated, value)
          const root = schemaIn(files, name)
          if (root === undefined) throw new Error(`there is no ${name}`)
          const found = validate(files, root, mutant)
          expect(found.length === 0, `${name}: ${JSON.stringify(found)}`).toBe(ajv.getSchema(name)?.(mutant))
          if (found.length === 0) accepted++
          else refused++
        },
      ),
      { numRuns: Number(process.env['VALIDATIONS'] ?? 4000) },
    )
    // Both answers have to occur often for their agreement to mean something.
    expect(Math.min(accepted, refused)).toBeGreaterThan(200)
  })
})

describe('what is wrong with a request', () => {
  const requests = Object.keys(operations) as (keyof typeof operations)[]

  it('is said in the words of the server, among whatever else is wrong', () => {
    const keys = [...new Set([...own.values()].flatMap(propertyNames))]
    fc.assert(
      fc.property(fc.constantFrom(...requests), mutations(keys), (name, mutation) => {
        const schema = own.get(`${name}.json`) ?? {}
        const [example = {}] = isArray(schema['examples']) ? schema['examples'] : []
        const mutant = mutated(example, mutation)
        const theirs = violation(name, mutant)
        const ours = validate(own, { schema, file: `${name}.json` }, mutant).map(
          ({ path, message }) => `${readable(path)} ${message}`,
        )
        if (theirs === undefined) expect(ours).toEqual([])
        else expect(ours).toContain(`${theirs.path} ${theirs.message}`)
      }),
      { numRuns: 2000 },
    )
  })

  it('is all named at once, the unknown field at its name', () => {
    const root = schemaIn(own, 'history.json') ?? { schema: true, file: '' }
    const found = validate(own, root, {
      type: 'history',
      data: { channel_id: 'room 1', before: 1, after: 1, limit: 5000, limt: 1 },
    })
    expect(found.map(({ path, about }) => [readable(path), about])).toEqual([
      ['data.channel_id', 'value'],
      ['data.limit', 'value'],
      ['data.limt', 'name'],
      ['data', 'value'],
    ])
  })

  it('is not looked for for ever where a schema refers to itself', () => {
    const files: SchemaFiles = new Map([['loop.json', { allOf: [{ $ref: 'loop.json' }] }]])
    const root = schemaIn(files, 'loop.json') ?? { schema: true, file: '' }
    expect(validate(files, root, {}).map(({ message }) => message)).toEqual(['is nested too deeply'])
  })
})

it('what the editor does not look at is told, wherever it stands', () => {
  const files: SchemaFiles = new Map([
    ['a.json', { properties: { format: { type: 'string' }, at: { $ref: 'b.json' } } }],
    ['b.json', { type: 'string', format: 'date' }],
  ])
  const root = schemaIn(files, 'a.json') ?? { schema: true, file: '' }
  expect(unchecked(files, root)).toEqual(['format'])
  expect(unchecked(own, schemaIn(own, 'send_message.json') ?? root)).toEqual([])
})
