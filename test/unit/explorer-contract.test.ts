/** The explorer on contracts: ours as it is generated, and others of which it knows nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { operations, pushes } from '../../generated/operations.ts'
import { emitAsyncApi } from '../../src/codegen/asyncapi.ts'
import { emitJsonSchemas } from '../../src/codegen/json.ts'
import { loadSchemas } from '../../src/codegen/load.ts'
import { catalogueOf, matching } from '../../src/console/explorer/contract/catalogue.ts'
import { fieldRows } from '../../src/console/explorer/contract/fields.ts'
import { type Contract, type Fetch, loadContract } from '../../src/console/explorer/contract/load.ts'
import { openingFrame, openingOf } from '../../src/console/explorer/contract/opening.ts'
import { branchFor } from '../../src/console/explorer/form/choice.ts'
import { numberIn } from '../../src/console/explorer/form/number.ts'
import { hintOf, shapeOf, starterOf } from '../../src/console/explorer/form/schema-shape.ts'
import type { JsonObject } from '../../src/console/explorer/json/value.ts'
import { type Schema, type SchemaFiles, schemaIn } from '../../src/console/explorer/validate/schema.ts'
import { validate } from '../../src/console/explorer/validate/validate.ts'
import { schemaFolder } from '../support/generated-project.ts'

const generated = new URL('../../generated/', import.meta.url)
const fromDisk: Fetch = async (path) => JSON.parse(readFileSync(fileURLToPath(new URL(path, generated)), 'utf8'))

async function fromFolder(name: string): Promise<Fetch> {
  const set = await loadSchemas(schemaFolder(name))
  const files = new Map(emitJsonSchemas(set).map(({ path, content }) => [path, content]))
  for (const { path, content } of emitAsyncApi(set)) files.set(path, content)
  return async (path) => {
    const content = files.get(path)
    if (content === undefined) throw new Error(`${path}: 404`)
    return JSON.parse(content)
  }
}

function rootOf({ files }: Contract, event: string) {
  return schemaIn(files, `${event}.json`) ?? { schema: false, file: '' }
}

describe('the catalogue of our contract', () => {
  it('has every event in its role, with what answers it', async () => {
    const { catalogue, errors, files } = await loadContract(fromDisk)
    const named = (role: string) => catalogue.events.filter((event) => event.role === role).map(({ name }) => name)
    expect(named('request').sort()).toEqual(Object.keys(operations).sort())
    expect(named('push').sort()).toEqual([...pushes].sort())
    expect(named('reply').sort()).toEqual(
      Object.values(operations)
        .map(({ reply }) => reply)
        .sort(),
    )
    for (const { name, role, replies, summary, examples, errors: codes } of catalogue.events) {
      expect(summary, name).not.toBe('')
      expect(examples.length, name).toBeGreaterThan(0)
      if (role !== 'request') continue
      expect(replies[0]).toBe(operations[name as keyof typeof operations].reply)
      for (const code of codes) expect(errors.get(code)?.meaning, code).toBeTruthy()
    }
    expect(catalogue.events.every(({ name }) => files.has(`${name}.json`))).toBe(true)
  })

  it('finds events by words of their prose', async () => {
    const { events } = (await loadContract(fromDisk)).catalogue
    expect(matching(events, 'HISTORY').map(({ name }) => name)).toContain('history')
    expect(matching(events, 'idempot zebra')).toEqual([])
    expect(matching(events, '  ')).toHaveLength(events.length)
  })

  it('opens with what the contract says opens it', async () => {
    const opening = openingOf(await loadContract(fromDisk))
    expect(opening).toEqual({ event: 'connect', fields: ['token', 'user_id'] })
    if (opening === undefined) return
    expect(openingFrame(opening, { user_id: 'alice', token: '' }, '1')).toEqual({
      type: 'connect',
      id: '1',
      data: { user_id: 'alice' },
    })
    expect(openingFrame(opening, {}, '1')).toEqual({ type: 'connect', id: '1' })
  })

  it('refuses what is no AsyncAPI document, in words', () => {
    expect(() => catalogueOf({ openapi: '3.1.0' })).toThrow(/asyncapi\.json has no operations/)
  })
})

describe.each(['ours', 'warehouse'])('the form for each event of %s', (name) => {
  it('begins with a value that is as the schema says, and lists the fields', async () => {
    const contract = await loadContract(name === 'ours' ? fromDisk : await fromFolder(name))
    expect(contract.catalogue.events.length).toBeGreaterThan(2)
    for (const event of contract.catalogue.events) {
      const root = rootOf(contract, event.name)
      for (const example of event.examples) expect(validate(contract.files, root, example), event.name).toEqual([])
      // Without the examples of the event itself: made from its parts.
      const bare = { ...root, schema: { ...(root.schema as JsonObject), examples: [] } }
      expect(validate(contract.files, root, starterOf(contract.files, bare)), event.name).toEqual([])
      expect(fieldRows(contract.files, root).map((row) => row.name)).toContain('type')
    }
  })
})

describe('shapes', () => {
  const none: SchemaFiles = new Map()
  const located = (schema: Schema) => ({ schema, file: 'x.json' })

  it('are told by the keywords of a schema', () => {
    const kind = (schema: Schema) => shapeOf(none, located(schema)).kind
    expect(kind({ const: 1 })).toBe('constant')
    expect(kind({ enum: ['a'] })).toBe('options')
    expect(kind({ type: ['string', 'null'] })).toBe('choice')
    expect(kind({ oneOf: [{ type: 'string' }, { type: 'integer' }] })).toBe('choice')
    expect(kind({ properties: { a: {} } })).toBe('object')
    expect(kind({ type: 'array', items: { type: 'string' } })).toBe('list')
    expect(kind({ type: 'object' })).toBe('json')
    expect(kind(true)).toBe('json')
  })

  it('gather the parts of allOf', () => {
    const shape = shapeOf(
      none,
      located({
        allOf: [{ properties: { a: { type: 'string' } }, required: ['a'] }, { properties: { b: { type: 'integer' } } }],
      }),
    )
    expect(shape.kind === 'object' && shape.properties.map(({ name, required }) => [name, required])).toEqual([
      ['a', true],
      ['b', false],
    ])
  })

  it('have their bounds in words', () => {
    const hint = (schema: Schema) => hintOf(none, located(schema))
    expect(hint({ type: 'string', minLength: 1, maxLength: 1_048_576 })).toBe('text, 1–1,048,576 characters')
    expect(hint({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER })).toBe('integer, at least 0')
    expect(hint({ type: 'number', exclusiveMinimum: 0, default: 0.5 })).toBe('number, more than 0, 0.5 when left out')
    expect(hint({ type: 'array', maxItems: 1 })).toBe('list, at most 1 item')
  })

  it('of several know the one that a value has', () => {
    const shape = shapeOf(
      none,
      located({
        oneOf: [
          { properties: { kind: { const: 'circle' }, radius: { type: 'number' } }, required: ['kind', 'radius'] },
          { properties: { kind: { const: 'square' }, side: { type: 'number' } }, required: ['kind', 'side'] },
        ],
      }),
    )
    if (shape.kind !== 'choice') throw new Error(shape.kind)
    expect(shape.branches.map(({ label }) => label)).toEqual(['kind: "circle"', 'kind: "square"'])
    expect(branchFor(none, shape.branches, { kind: 'square', side: 1 })).toBe(1)
    // Wrong, and yet clearly a square.
    expect(branchFor(none, shape.branches, { kind: 'square', side: 'x' })).toBe(1)
  })
})

it('half a number is no number', () => {
  expect(['1', '-0.5', '1e3', ' 7 '].map(numberIn)).toEqual([1, -0.5, 1000, 7])
  expect(['', '-', '1.', '01', '1e', 'x', 'Infinity', '0x1'].map(numberIn)).toEqual(Array(8).fill(undefined))
})

it('all schemas that are served can be read by the explorer', async () => {
  const { files } = await loadContract(fromDisk)
  const served = readdirSync(new URL('schema/', generated))
  for (const name of files.keys()) expect(served).toContain(name)
})
