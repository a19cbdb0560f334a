import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emitAll } from '../../src/codegen/generate.ts'
import { loadSchemas } from '../../src/codegen/load.ts'
import { emitReference } from '../../src/codegen/reference.ts'
import { eachSchema } from '../../src/codegen/walk.ts'
import {
  compileProject,
  createProject,
  importFrom,
  type Project,
  readTree,
  schemaFolder,
  type Validators,
} from '../support/generated-project.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Both sets go through all of this; what each has of its own stands below. */
function describeOutput(name: string, project: () => Project) {
  const schemas = () =>
    [...project().files]
      .filter(([path]) => path.startsWith('schema/'))
      .map(([path, text]) => ({ path, schema: JSON.parse(text) as Record<string, never> }))

  it('compiles under strict TypeScript, and so does who uses it', async () => {
    expect(await compileProject(project().dir, name)).toBe('')
  })

  it('has validators that import nothing', () => {
    const code = project().files.get('validators.js') ?? ''
    expect(code).not.toBe('')
    expect(code.match(/require\(|^import |\bimport\(|ajv\/dist/gm)).toBeNull()
  })

  it('names its source and how to make it again in every file', () => {
    for (const [path, text] of project().files) {
      expect(text.slice(0, 1024), path).toMatch(/Generated from .*test\/support\/schemas\/\w+\/.*`pactwire generate`/)
    }
  })

  it('has schemas that stand on their own: each file is its `$id`, and every `$ref` leads somewhere', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    for (const { path, schema } of schemas()) {
      expect(schema['$id']).toBe(path.slice('schema/'.length))
      expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema')
      expect(ajv.validateSchema(schema), path).toBe(true)
      ajv.addSchema(schema)
    }
    for (const { schema } of schemas()) {
      const validate = ajv.getSchema(schema['$id'] ?? '')
      expect(validate).toBeDefined()
      const examples: unknown[] = schema['examples'] ?? []
      for (const example of examples) expect(validate?.(example)).toBe(true)
    }
  })

  it('has nothing of TypeBox or of older drafts left in its schemas', () => {
    for (const { path, schema } of schemas()) {
      eachSchema(schema, (sub, pointer) => {
        const place = `${path}#${pointer}`
        for (const key of ['definitions', 'dependencies', 'additionalItems', 'nullable'])
          expect(sub, place).not.toHaveProperty(key)
        if (pointer !== '') expect(sub, place).not.toHaveProperty('$id')
        expect(Array.isArray(sub['items']), place).toBe(false)
        expect(sub['$ref'] ?? '#', place).toMatch(/^(\w+\.json)?(#[\w$/%.~-]*)?$/)
        for (const type of [sub['type'] ?? []].flat()) {
          expect(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'], place).toContain(type)
        }
      })
      expect(JSON.stringify(schema), path).not.toMatch(/TypeBox|"T\d+"/)
    }
  })

  it('comes out the same, byte for byte, whatever was loaded before and in which order', async () => {
    const script = `
      import { Type } from '@sinclair/typebox'
      for (let i = 0; i < 5; i++) Type.Recursive((This) => Type.Array(This))
      if (${JSON.stringify(name)} === 'library') await import('./test/support/schemas/library/frames.ts')
      const { emitAll } = await import('./src/codegen/generate.ts')
      const { loadSchemas } = await import('./src/codegen/load.ts')
      process.stdout.write(JSON.stringify(await emitAll(await loadSchemas(${JSON.stringify(schemaFolder(name))}))))
    `
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 })
    const elsewhere = JSON.parse(stdout) as { path: string; content: string }[]
    const here = new Map([...project().files].filter(([path]) => path !== 'PROTOCOL.md'))
    expect(new Map(elsewhere.map(({ path, content }) => [path, content]))).toEqual(here)
  })
}

type Row = readonly [what: string, name: string, value: unknown, complaint: string | undefined]

/** A complaint as a person reads it. */
function complaintOf({ violation }: Validators, name: string, value: unknown): string | undefined {
  const found = violation(name, value)
  return found === undefined ? undefined : `${found.path} ${found.message}`.trim()
}

describe('a set of JSON Schema files: a warehouse', () => {
  let project: Project
  let validators: Validators
  beforeAll(async () => {
    project = await createProject('warehouse')
    validators = await importFrom(project.dir, 'generated/validators.js')
  })
  afterAll(() => project.remove())

  describeOutput('warehouse', () => project)

  it('makes every file that the schemas have something to say for', () => {
    expect([...project.files.keys()].filter((path) => !path.startsWith('schema/'))).toEqual([
      'PROTOCOL.md',
      'asyncapi.json',
      'openapi.json',
      'operations.ts',
      'settings.ts',
      'types.ts',
      'validators.d.ts',
      'validators.js',
    ])
  })

  const item = { sku: 'ABC-1', size: [1, 2] }
  const rows: Row[] = [
    ['an item', 'item', item, undefined],
    ['names that objects inherit', 'inherited', { toString: 1, constructor: 'a' }, undefined],
    ['an inherited name that is not there', 'inherited', { constructor: 'a' }, 'toString is required'],
    ['an inherited name of another type', 'inherited', { toString: 1, constructor: 1 }, 'constructor must be a string'],
    [
      'an item with all its fields',
      'item',
      { ...item, title: null, codes: { ean_1: 1, qr_1: 'a' }, manual: null, heat_map: [[1, null]] },
      undefined,
    ],
    [
      'a pattern with words of its own',
      'item',
      { ...item, sku: 'abc-1' },
      'sku must be three capitals, a dash and digits',
    ],
    ['a text that is too long', 'item', { ...item, title: 'abcdef' }, 'title must be at most 5 characters'],
    ['a long text of few signs', 'item', { ...item, title: '🎈🎈🎈🎈🎈' }, undefined],
    ['a tuple that is too short', 'item', { ...item, size: [1] }, 'size must have at least 2 items'],
    ['a tuple that is too long', 'item', { ...item, size: [1, 2, 3, 4] }, 'size must have at most 3 items'],
    ['a tuple of the wrong', 'item', { ...item, size: [1, 'x'] }, 'size[1] must be a number'],
    ['a list in a list', 'item', { ...item, heat_map: [[], [1, 'x']] }, 'heat_map[1][1] must be a number or null'],
    [
      'an item twice',
      'item',
      { ...item, tags: ['a', 'b', 'a'] },
      'tags must not have the same item twice ([0] and [2])',
    ],
    ['a map of texts', 'item', { ...item, attributes: { 'a b': 1 } }, 'attributes["a b"] must be a string'],
    ['a pattern of keys', 'item', { ...item, codes: { ean_1: 'x' } }, 'codes.ean_1 must be an integer'],
    ['a key of no pattern', 'item', { ...item, codes: { other: 1 } }, 'codes.other is not a known field'],
    [
      'a key that is too long',
      'item',
      { ...item, codes: { ean_12345: 1 } },
      'codes.ean_12345 is not a name that a field may have here: it must be at most 8 characters',
    ],
    [
      'what is required with another',
      'item',
      { ...item, made_on: '2026-01-31' },
      'origin is required together with made_on',
    ],
    ['a date', 'item', { ...item, made_on: '2026-02-31', origin: null }, 'made_on must be a date such as 2026-01-31'],
    ['a choice of a form and null', 'item', { ...item, manual: 'not a uri' }, 'manual must be a URI'],
    ['a choice of types', 'item', { ...item, manual: 3 }, 'manual must be a string or null'],
    ['an enum or null', 'item', { ...item, origin: 'XX' }, 'origin must be one of "DE", "FR", "PT" or null'],
    [
      'a reference by absolute `$id`',
      'item',
      { ...item, price: { amount: 5, currency: 'EUR', tip: 1 } },
      'price.tip is not a known field',
    ],
    ['a multiple', 'item', { ...item, price: { amount: 7, currency: 'EUR' } }, 'price.amount must be a multiple of 5'],
    [
      'an exclusive bound',
      'item',
      { ...item, price: { amount: 0, currency: 'EUR' } },
      'price.amount must be more than 0',
    ],
    ['beside a `$ref` of draft-07, nothing counts', 'address', { street: 'a', zip: '12345' }, undefined],
    ['words behind a `$ref`', 'address', { street: 'a', zip: '1234' }, 'zip must be five digits'],
    [
      'a tuple of draft-07',
      'address',
      { street: 'a', zip: '12345', corner: [1, 2, 3] },
      'corner must have at most 2 items',
    ],
    [
      'dependencies of draft-07',
      'address',
      { street: 'a', zip: '12345', floor: null },
      'country is required together with floor',
    ],
    [
      'a recursion',
      'bin',
      { name: 'aa', bins: [{ name: 'bb', bins: [{ name: 'c' }] }] },
      'bins[0].bins[0].name must be at least 2 characters',
    ],
    ['a reference into the middle', 'bin', { name: 'aa', twin: {} }, 'twin.name is required'],
    [
      'a mutual recursion',
      'shelf',
      { name: 's', boxes: [{ label: 'b', on: { name: 1 } }] },
      'boxes[0].on.name must be a string',
    ],
    ['null in a mutual recursion', 'shelf', { name: 's', boxes: [{ label: 'b', on: null }] }, undefined],
    [
      'an item that must be among others',
      'box',
      { label: 'b', on: null, items: [item] },
      'items must have at least one item of the kind that belongs here',
    ],
    [
      'the branch of a constant',
      'task',
      { kind: 'pick', sku: 'x', count: 1 },
      'sku must be three capitals, a dash and digits',
    ],
    ['what the branch lacks', 'task', { kind: 'pick', sku: 'ABC-1' }, 'count is required'],
    ['what the branch does not know', 'task', { kind: 'charge', count: 1 }, 'count is not a known field'],
    ['a constant of an enum', 'task', { kind: 'hurry' }, 'to is required'],
    ['a constant of no branch', 'task', { kind: 'dance' }, 'kind must be one of "pick", "move", "hurry" or "charge"'],
    ['no constant', 'task', {}, 'kind is required'],
    ['no object', 'task', 'pick', 'must be an object'],
    ['a choice without constants, the nearest', 'point', [1, 'x'], '[1] must be a number'],
    ['a choice without constants, none', 'point', true, 'must be 0, a list or a string'],
    ['a setting', 'depot_settings', { port: 'x' }, 'port must be an integer'],
  ]
  it.each(rows)('%s', (_, name, value, complaint) => {
    expect(complaintOf(validators, name, value)).toBe(complaint)
  })

  const assign = { type: 'assign-task', data: { robot: 'r2', task: { kind: 'charge' } } }
  it.each([
    ['a request', assign, undefined],
    ['no object', [assign], { reason: 'not_an_object' }],
    ['no type', { data: {} }, { reason: 'no_type' }],
    ['a reply', { type: 'stock', data: { counts: {} } }, { reason: 'unknown_event', event: 'stock' }],
    ['a name that every object inherits', { type: 'constructor' }, { reason: 'unknown_event', event: 'constructor' }],
    [
      'a branch inside of a request',
      { ...assign, data: { robot: 'r2', task: { kind: 'move', to: '1' } } },
      { reason: 'invalid', event: 'assign-task', violation: { path: 'data.task.to', message: 'must be five digits' } },
    ],
    [
      'a condition',
      { ...assign, data: { ...assign.data, priority: 5 } },
      { reason: 'invalid', event: 'assign-task', violation: { path: 'data.reason', message: 'is required' } },
    ],
    [
      'a part of an intersection',
      { type: 'count_stock', to: 'abcd' },
      { reason: 'invalid', event: 'count_stock', violation: { path: 'to', message: 'must be at most 3 characters' } },
    ],
  ])('tells requests from everything else: %s', (_, frame, refusal) => {
    expect(validators.refuseRequest(frame)).toEqual(refusal)
  })

  it('tells what the server may send from everything else', () => {
    const data = { robot: 'r', at: 'dock', charge: 1, carries: true }
    expect(validators.refuseServerFrame({ type: 'stock', data: { counts: { a: 1 } } })).toBeUndefined()
    expect(validators.refuseServerFrame(assign)).toEqual({ reason: 'unknown_event', event: 'assign-task' })
    expect(validators.refuseServerFrame({ type: 'robot_moved', data })).toEqual({
      reason: 'invalid',
      event: 'robot_moved',
      violation: { path: 'data', message: 'must not tell the charge of a robot that carries something' },
    })
  })

  it('refuses what is nested deeper than it can look', () => {
    let bin: unknown = { name: 'aa' }
    for (let depth = 0; depth < 200_000; depth++) bin = { name: 'aa', bins: [bin] }
    expect(validators.violation('bin', bin)).toEqual({ path: '', message: 'is nested too deeply' })
  })

  it('describes requests, pushes, codes, routes and settings', async () => {
    const described = await importFrom<Record<string, unknown>>(project.dir, 'generated/operations.ts')
    expect(described).toMatchObject({
      protocol: { name: 'depot', version: '2.3.0', path: '/robots', subprotocol: null, everyRequest: ['malformed'] },
      operations: {
        'assign-task': {
          reply: 'task-assigned',
          errors: ['no_such_shelf', 'battery_low'],
          session: 'open',
          data: 'required',
        },
        count_stock: { reply: 'stock', errors: [], session: 'opening', data: 'optional' },
      },
      pushes: ['robot_moved', 'fault'],
      errorCodes: { battery_low: { retryable: true, status: 503 }, malformed: { retryable: false, status: 400 } },
      closeCodes: { restart: { code: 4500, policy: 'resume' } },
      closeNames: { 1009: 'too_big', 4001: 'retired', 4200: 'lunch', 4500: 'restart' },
      closeStops: [
        [1009, 1009],
        [4000, 4199],
        [4201, 4399],
      ],
      peerCloses: { lost: 1006 },
      routes: {
        get_shelf: {
          method: 'GET',
          path: '/shelves/{shelf}',
          access: 'open',
          status: 200,
          query: ['depth', 'limit'],
          body: false,
          answer: { type: 'application/json', schema: null },
        },
        get_item: { status: 200, answer: { type: 'application/json', schema: 'item' } },
        get_label: { status: 200, answer: { type: 'text/plain', schema: null } },
        delete_item: { status: 204, answer: { type: null, schema: null } },
      },
    })
    const { settings, nestedSecrets, itemDefaults } = await importFrom<Record<string, unknown>>(
      project.dir,
      'generated/settings.ts',
    )
    expect(settings).toMatchObject([
      { key: 'port', env: 'DEPOT_PORT', flag: '--port', form: 'number', secret: false, default: 9000 },
      { key: 'password', form: 'text', secret: true },
      { key: 'gates', form: 'list', default: [] },
      { key: 'night.dim', env: 'DEPOT_NIGHT_DIM', flag: '--night-dim', form: 'switch', default: true },
      { key: 'zones', form: 'json' },
    ])
    expect(nestedSecrets).toEqual({ zones: ['key'] })
    expect(itemDefaults).toEqual({ zones: { level: 1 } })
  })

  it('writes the words of another draft in those of 2020-12', () => {
    const address = JSON.parse(project.files.get('schema/address.json') ?? '{}')
    expect(address).toMatchObject({
      $defs: { 'country code': { enum: ['DE', 'FR', 'PT'] } },
      properties: {
        zip: { $ref: '#/$defs/Zip' },
        country: { $ref: '#/$defs/country%20code' },
        corner: { prefixItems: [{ type: 'number' }, { type: 'number' }], items: false },
      },
      dependentRequired: { floor: ['country'] },
    })
  })

  it('puts prose into the types, and keeps a comment from ending early', () => {
    const types = project.files.get('types.ts') ?? ''
    expect(types).toContain('/**\n   * What it costs today.\n   */\n  price?: Money\n')
    expect(types).toContain(' * Never a fraction. * / Not the end of this comment.\n')
  })
})

describe('a set of TypeBox modules: a library', () => {
  let project: Project
  let validators: Validators
  beforeAll(async () => {
    project = await createProject('library')
    validators = await importFrom(project.dir, 'generated/validators.js')
  })
  afterAll(() => project.remove())

  describeOutput('library', () => project)

  it('has each schema once, however many modules export it and however many others contain it', () => {
    expect([...project.files.keys()].filter((path) => path.startsWith('schema/'))).toEqual(
      ['arrived', 'author', 'book', 'borrow', 'borrowed', 'found', 'genre', 'isbn', 'loan', 'search', 'shelf'].map(
        (name) => `schema/${name}.json`,
      ),
    )
    expect(JSON.parse(project.files.get('schema/arrived.json') ?? '{}').properties.data.properties.book).toEqual({
      $ref: 'book.json',
    })
  })

  it('keeps what is said of a schema where it is used', () => {
    const [loan] = JSON.parse(project.files.get('schema/loan.json') ?? '{}').allOf
    expect(loan.properties.isbn).toEqual({ $ref: 'isbn.json', description: 'The book that is lent.' })
  })

  const book = { isbn: '9780000000002', title: 'Tides', authors: [{ name: 'A' }], genre: 'poetry' }
  const rows: Row[] = [
    ['a book', 'book', { ...book, sequel: book, first: [1, null] }, undefined],
    [
      'a union of literals',
      'book',
      { ...book, genre: 'cookery' },
      'genre must be one of "novel", "poetry" or "science"',
    ],
    [
      'a recursion',
      'book',
      { ...book, comments: [{ text: 'a', answers: [{ text: 'abcd' }] }] },
      'comments[0].answers[0].text must be at most 3 characters',
    ],
    [
      'the same recursion elsewhere',
      'book',
      { ...book, last_comment: { answers: [] } },
      'last_comment.text is required',
    ],
    [
      'a reference by name',
      'book',
      { ...book, sequel: { ...book, isbn: '1' } },
      'sequel.isbn must match the pattern ^97[89]-\\d{10}$',
    ],
    ['a union with null', 'author', { name: 'A', born: 'x' }, 'born must be an integer or null'],
    [
      'an exported recursion',
      'shelf',
      { label: 'a', shelves: [{ label: 1 }], books: {} },
      'shelves[0].shelves is required',
    ],
    ['a record', 'shelf', { label: 'a', shelves: [], books: { b: 1 } }, 'books.b must be a string'],
    ['an intersection', 'loan', { isbn: '978-0000000002', until: '2026-01-31' }, 'times is required'],
  ]
  it.each(rows.map(([what, name, value, complaint]): Row => [what, name, withDashes(value), complaint]))(
    '%s',
    (_, name, value, complaint) => {
      expect(complaintOf(validators, name, value)).toBe(complaint)
    },
  )

  /** The books of these rows have the number that the pattern wants. */
  function withDashes(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value).replaceAll('"9780000000002"', '"978-0000000002"'))
  }

  it('dispatches on a constant, and lets null be null', () => {
    const search = (by: unknown) => ({ type: 'search', data: { by } })
    expect(validators.refuseRequest(search(null))).toBeUndefined()
    expect(validators.refuseRequest(search({ field: 'author', author: {} }))).toBeUndefined()
    expect(validators.refuseRequest(search({ field: 'author', author: { died: 1 } }))).toMatchObject({
      violation: { path: 'data.by.author.died', message: 'is not a known field' },
    })
    expect(validators.refuseRequest(search({ field: 'title' }))).toMatchObject({
      violation: { path: 'data.by.field', message: 'must be "genre" or "author"' },
    })
    expect(validators.refuseRequest(search(3))).toMatchObject({
      violation: { path: 'data.by', message: 'must be an object or null' },
    })
  })
})

describe('our own schemas', () => {
  it('are what generated/ and docs/PROTOCOL.md were made from (npm run generate)', async () => {
    const set = await loadSchemas('schema', { command: 'npm run generate' })
    const made = new Map((await emitAll(set)).map(({ path, content }) => [path, content]))
    const committed = await readTree('generated')
    expect([...committed.keys()]).toEqual([...made.keys()].sort())
    for (const [path, content] of made) expect(committed.get(path) === content, `generated/${path} differs`).toBe(true)
    const docs = await readTree('docs')
    for (const { path, content } of emitReference(set)) {
      expect(docs.get(path) === content, `docs/${path} differs`).toBe(true)
    }
  })
})
