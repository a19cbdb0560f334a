/** Whatever is wrong with the input: one line that names file and place, status 1, and nothing is written. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CompiledCommand, compileCommand } from '../support/compiled-command.ts'
import { readTree, temporaryFolder } from '../support/generated-project.ts'

type Files = Readonly<Record<string, unknown>>

const frame = (kind: string, event: string, more: object = {}) => ({
  type: 'object',
  properties: { type: { const: event } },
  'x-pactwire': { kind, ...more },
})
const codes = (list: Record<string, object>) => ({
  enum: Object.keys(list),
  'x-pactwire': { kind: 'error_codes', codes: list },
})
const route = (more: object) => ({
  type: 'object',
  'x-pactwire': { kind: 'route', method: 'GET', path: '/a', success: { status: 200, description: 'ok' }, ...more },
})
const reply = { 'b.json': frame('reply', 'b') }

/** What stands in the folder `in`, and the one line that it gets. */
const cases: Readonly<Record<string, readonly [line: unknown, files: Files]>> = {
  'a comma too many': [
    'a/order.json:3:1: not JSON: a key in double quotes is expected here',
    { 'a/order.json': '{\n  "type": "object",\n}\n' },
  ],
  'a text that ends early': [
    'a.json:2:1: not JSON: the text ends too early: `,` or `}` is expected here',
    { 'a.json': '{ "type": "object"\n' },
  ],
  'an empty file': ['a.json:1:1: not JSON: the text ends too early: a value is expected here', { 'a.json': '' }],
  'a list instead of a schema': ['a.json: a schema file must hold one JSON object', { 'a.json': '[]' }],
  'a module that throws': [
    'deep/bad.mjs:2:9: cannot be loaded: no such luck',
    { 'deep/bad.mjs': 'export const a = 1\n  throw new Error("no such luck")\n' },
  ],
  'a TypeScript module that throws': [
    'bad.ts:2:7: cannot be loaded: no such luck',
    {
      'bad.ts': 'export const a: number = 1\nthrow new Error("no such luck")\n',
      'package.json': '{ "type": "module" }',
    },
  ],
  'a TypeScript module that does not parse': [
    'bad.ts:2:13: cannot be loaded: Expected identifier but found "}"',
    { 'bad.ts': 'const b = 1\nexport const }\n' },
  ],
  'a module that imports what is not there': [
    expect.stringMatching(/^bad\.mjs: cannot be loaded: Cannot find module '.*missing\.mjs' imported from .*bad\.mjs$/),
    { 'bad.mjs': 'import "./missing.mjs"\n' },
  ],
  'a schema that contains itself as an object': [
    'bad.mjs (loop): is not plain data: Converting circular structure to JSON',
    { 'bad.mjs': 'export const loop = { $id: "loop" }\nloop.properties = { loop }\n' },
  ],
  'no schema at all': ['in: no schema found (looked for .json, .ts, .mts, .js and .mjs files)', { 'readme.txt': 'x' }],
  'a reference to nowhere': [
    'a.json at #/properties/b: `$ref` to `b.json`, which is not in this folder',
    { 'a.json': { properties: { b: { $ref: 'b.json' } } } },
  ],
  'a reference to another host': [
    'a.json: `$ref` to `https://example.com/b.json`, which is not in this folder',
    { 'a.json': { $ref: 'https://example.com/b.json' } },
  ],
  'a reference to nowhere in a file that is there': [
    'a.json at #/items: `$ref` to `b.json#/$defs/x`, where no schema stands',
    { 'a.json': { type: 'array', items: { $ref: 'b.json#/$defs/x' } }, 'b.json': {} },
  ],
  'a reference that leads back to itself': [
    'a.json: `$ref` to `a.json` leads back to itself',
    { 'a.json': { $ref: 'b.json' }, 'b.json': { $ref: 'a.json' } },
  ],
  'a reference by name within a file': [
    'a.json: `$ref` to `#thing`: after the # belongs a JSON Pointer, as in `#/$defs/Name`',
    { 'a.json': { $ref: '#thing' } },
  ],
  'a dynamic reference': [
    'a.json at #/items: `$dynamicRef` is not supported; refer by file and JSON Pointer',
    { 'a.json': { items: { $dynamicRef: '#a' } } },
  ],
  'a draft that is too old': [
    'a.json: `$schema` is http://json-schema.org/draft-04/schema#; write the schema in draft 2020-12 (draft-07 will do)',
    { 'a.json': { $schema: 'http://json-schema.org/draft-04/schema#' } },
  ],
  'a keyword that does not exist': [
    'a.json at #/properties/b: `requried` is not a keyword of JSON Schema; did you mean `required`?',
    { 'a.json': { properties: { b: { type: 'object', requried: ['a'] } } } },
  ],
  'a schema that is nested deeper than anybody can follow': [
    'a.json: is nested too deeply',
    { 'a.json': `${'{"items":'.repeat(20_000)}{}${'}'.repeat(20_000)}` },
  ],
  'a keyword of something else': ['a.json: `xml` is not a keyword of JSON Schema', { 'a.json': { xml: {} } }],
  'a type that does not exist': [
    'a.json: is not a schema: properties.b.type must be one of "array", "boolean", "integer", "null", "number", "object", "string" or a list',
    { 'a.json': { properties: { b: { type: 'strin' } } } },
  ],
  'a bound that is no number': [
    'a.json: is not a schema: maxLength must be an integer',
    { 'a.json': { type: 'string', maxLength: '5' } },
  ],
  'a format that does not exist': [
    'a.json: `datetime` is not a known format; did you mean `date-time`?',
    { 'a.json': { type: 'string', format: 'datetime' } },
  ],
  'a pattern that does not parse': [
    'a.json: Invalid regular expression: /[a/u: Unterminated character class',
    { 'a.json': { type: 'string', pattern: '[a' } },
  ],
  'a required field that no closed object can have': [
    'a.json: requires `nmae`, which is not among its properties; did you mean `name`?',
    { 'a.json': { type: 'object', properties: { name: {} }, required: ['nmae'], additionalProperties: false } },
  ],
  'an if without a then': [
    'a.json: "if" without "then" and "else" is ignored',
    { 'a.json': { if: { type: 'object' } } },
  ],
  'a property without a name': [
    'a.json: a property must have a name: it cannot be called ``',
    { 'a.json': '{ "properties": { "": {} } }' },
  ],
  'a property without a name that is required': [
    'a.json at #/properties/b: a property must have a name: it cannot be called ``',
    { 'a.json': '{ "properties": { "b": { "required": ["c", ""] } } }' },
  ],
  'a property without a name that another one requires': [
    'a.json: a property must have a name: it cannot be called ``',
    { 'a.json': '{ "dependentRequired": { "b": [""] } }' },
  ],
  'a property called __proto__': [
    'a.json: a property cannot be called `__proto__`: in JavaScript it is no field',
    { 'a.json': '{ "properties": { "__proto__": {} } }' },
  ],
  'a name that is none': [
    '1st.json: `1st` is not a name for a schema (a letter, then at most 99 letters, digits, _ . -)',
    { '1st.json': {} },
  ],
  'two schemas of one name': [
    'b/Order.json: the name `Order` is taken by a schema in a/order.json',
    { 'a/order.json': {}, 'b/Order.json': {} },
  ],
  'two schemas whose types would have one name': [
    'order_line.json: its type would be called `OrderLine`, as that of order.json at #/$defs/line',
    { 'order.json': { $defs: { line: {} } }, 'order_line.json': {} },
  ],
  'a type name that is taken': [
    'server_frame.json: the type name `ServerFrame` is taken by the generator; call it something else',
    { 'server_frame.json': {} },
  ],
  'two schemas in full of one name': [
    'b.json at #/items: its `$id` is `a.json`, and in a.json stands another schema of that name; give one of them another `$id`',
    { 'a.json': { type: 'string' }, 'b.json': { items: { $id: 'a.json', type: 'number' } } },
  ],
  'two events of one name': [
    'b.json: the event `hello` is declared already in a.json',
    { 'a.json': frame('push', 'hello', { event: 'hello' }), 'b.json': frame('push', 'hello', { event: 'hello' }) },
  ],
  'a reply that is not declared': [
    'a.json: its reply `c` is not declared',
    { 'a.json': frame('request', 'a', { reply: 'c' }), ...reply },
  ],
  'an error code that is not declared': [
    'a.json: the error code `too_lat` is not declared; did you mean `too_late`?',
    {
      'a.json': frame('request', 'a', { reply: 'b', errors: ['too_lat'] }),
      ...reply,
      'code.json': codes({ too_late: { meaning: 'm', action: 'a', retryable: false } }),
    },
  ],
  'an example that its own schema refuses': [
    'a.json: its example 2 is refused by the schema itself: data.n must be an integer',
    {
      'a.json': {
        type: 'object',
        properties: { data: { type: 'object', properties: { n: { type: 'integer' } } } },
        examples: [{}, { data: { n: 'x' } }],
      },
    },
  ],
  'two protocols': [
    'b.json: `x-pactwire.kind` `settings` is declared already in a.json',
    {
      'a.json': { 'x-pactwire': { kind: 'settings', env: 'A' } },
      'b.json': { 'x-pactwire': { kind: 'settings', env: 'B' } },
    },
  ],
  'two routes at one place': [
    'b.json: the route `GET /a` is declared already in a.json',
    { 'a.json': route({}), 'b.json': route({}) },
  ],
  'an annotation that is no object': ['a.json: `x-pactwire` must be an object', { 'a.json': { 'x-pactwire': 'push' } }],
  'an annotation without a kind': [
    'a.json: `x-pactwire.kind` must be one of request, reply, push, error, event, error_codes, close_codes, route, settings, protocol, value',
    { 'a.json': { 'x-pactwire': {} } },
  ],
  'an annotation of an unknown kind': [
    'a.json: `x-pactwire.kind` must be one of request, reply, push, error, event, error_codes, close_codes, route, settings, protocol, value; did you mean `push`?',
    { 'a.json': { 'x-pactwire': { kind: 'pusch' } } },
  ],
  'an annotation with a key that is not known': [
    'a.json: `x-pactwire.erors` is not known here; did you mean `errors`?',
    { 'a.json': frame('request', 'a', { reply: 'b', erors: [] }), ...reply },
  ],
  'a frame that does not say its name': [
    'a.json: a frame must have `properties.type.const` equal to its event, `a`',
    { 'a.json': { 'x-pactwire': { kind: 'push' } } },
  ],
  'codes that differ from the enum': [
    'a.json: its `enum` has `gone`, and `x-pactwire.codes` does not',
    { 'a.json': { enum: ['gone'], 'x-pactwire': { kind: 'error_codes', codes: {} } } },
  ],
  'a code without a meaning': [
    'a.json: `x-pactwire.codes.gone.meaning` must be text',
    { 'a.json': codes({ gone: {} }) },
  ],
  'a route whose path has a parameter too many': [
    'a.json: its path has {b}, and `properties.params` does not',
    { 'a.json': route({ path: '/a/{b}' }) },
  ],
  'an answer of a route that refers to nowhere': [
    'a.json at #/x-pactwire/success/schema/items: `$ref` to `b.json`, which is not in this folder',
    { 'a.json': route({ success: { status: 200, description: 'ok', schema: { items: { $ref: 'b.json' } } } }) },
  ],
}

async function writeFiles(dir: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

let command: CompiledCommand
let dir: string
let remove: () => Promise<void>
beforeAll(async () => {
  command = await compileCommand()
  ;({ dir, remove } = await temporaryFolder())
})
afterAll(async () => {
  await command.remove()
  await remove()
})

describe('pactwire generate refuses', () => {
  const entries = Object.entries(cases).map(([what, [line, files]], at) => ({ what, line, files, at }))
  it.concurrent.each(entries)('$what', async ({ line, files, at }) => {
    const cwd = join(dir, `case${at}`)
    await writeFiles(join(cwd, 'in'), files)
    const { status, stdout, stderr } = await command.run(['generate', '--schema', 'in', '--out', 'out'], { cwd })
    expect(stderr.split('\n')).toEqual([expect.any(String), ''])
    expect(stderr.replace(/^pactwire generate: /, '').trimEnd()).toEqual(line)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect([...(await readTree(cwd)).keys()].filter((path) => !path.startsWith('in/'))).toEqual([])
  })

  const good = { 'a.json': { type: 'string', description: 'A text.' } }
  async function refusal(name: string, files: Files, args: readonly string[]): Promise<string> {
    const cwd = join(dir, name)
    await mkdir(cwd, { recursive: true })
    await writeFiles(cwd, files)
    const before = await readTree(cwd)
    const { status, stdout, stderr } = await command.run(['generate', ...args], { cwd })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(await readTree(cwd)).toEqual(before)
    expect(stderr.split('\n')).toHaveLength(2)
    return stderr.trimEnd()
  }

  it('a folder that is not there', async () => {
    expect(await refusal('missing', {}, [])).toBe(
      'pactwire generate: ./schema: cannot be read as a folder of schemas: there is no such file or folder',
    )
  })

  it('a file instead of a folder of schemas', async () => {
    expect(await refusal('file', { 'a.json': '{}' }, ['--schema', 'a.json'])).toBe(
      'pactwire generate: a.json: cannot be read as a folder of schemas: it is, or is inside of, something that is not a folder',
    )
  })

  it('an output folder that is a file, and one inside of a file', async () => {
    const files = { 'schema/a.json': good['a.json'], out: 'a file' }
    expect(await refusal('out1', files, ['--out', 'out'])).toBe(
      'pactwire generate: out: cannot be written to: a file is in the way',
    )
    expect(await refusal('out2', files, ['--out', 'out/deep'])).toBe(
      'pactwire generate: out/deep: cannot be written to: it is, or is inside of, something that is not a folder',
    )
  })

  it('an output folder in which nobody can write', async () => {
    expect(await refusal('out3', { 'schema/a.json': good['a.json'] }, ['--out', '/proc/out'])).toMatch(
      /^pactwire generate: \/proc\/out: cannot be written to: /,
    )
  })

  it('to write one half of the output when the other has no place', async () => {
    const files = { 'schema/a.json': good['a.json'], docs: 'a file' }
    expect(await refusal('half', files, ['--docs', 'docs'])).toBe(
      'pactwire generate: docs: cannot be written to: a file is in the way',
    )
  })

  it('to write over what it has not made', async () => {
    const files = { 'schema/a.json': good['a.json'], 'generated/types.ts': 'export type Mine = string\n' }
    expect(await refusal('mine', files, [])).toBe(
      'pactwire generate: generated/types.ts: is in the way and was not generated; move it, or choose another folder',
    )
  })

  it('to write among the schemas, or upon them', async () => {
    const files = { 'schema/a.json': good['a.json'] }
    expect(await refusal('among', files, ['--out', 'schema/out'])).toBe(
      'pactwire generate: schema/out: lies in the folder of the schemas, ./schema; choose another',
    )
    expect(await refusal('upon', files, ['--out', '.'])).toBe(
      'pactwire generate: .: would get a folder `schema`, and there stand the schemas, ./schema; choose another',
    )
  })

  it('what it was not asked for, with status 2', async () => {
    const misuse = async (...args: string[]) => {
      const { status, stderr } = await command.run(['generate', ...args], { cwd: dir })
      return [status, stderr]
    }
    const see = 'see pactwire generate --help\n'
    expect(await misuse('--shema', 'x')).toEqual([2, `pactwire generate: Unknown option '--shema'; ${see}`])
    expect(await misuse('x')).toEqual([2, `pactwire generate: Unexpected argument 'x'; ${see}`])
    expect(await misuse('--out')).toEqual([2, `pactwire generate: Option '--out <value>' argument missing; ${see}`])
    expect(await misuse('--out=')).toEqual([2, `pactwire generate: --out needs the name of a folder; ${see}`])
  })
})

describe('pactwire generate', () => {
  let cwd: string
  beforeAll(async () => {
    cwd = join(dir, 'good')
    await writeFiles(cwd, {
      'schema/a.json': { type: 'string' },
      'schema/b.json': { $ref: 'a.json' },
      'schema/c.mts': 'export const c = { $id: "c", type: "number" as const }\n',
      'generated/note.md': 'Generated from schema/ by `hand`.\n',
      'generated/schema/kept.json': '{}\n',
    })
  })
  const run = (...args: string[]) => command.run(['generate', ...args], { cwd })

  it('writes everything, TypeScript among the schemas included, and the second time nothing', async () => {
    expect(await run()).toEqual({ status: 0, stderr: '', stdout: './generated: 7 written, 0 removed\n' })
    const first = await readTree(cwd)
    expect(first.get('generated/types.ts')).toContain('export type C = number\n')
    expect(await run()).toEqual({ status: 0, stderr: '', stdout: './generated: nothing has changed\n' })
    expect(await readTree(cwd)).toEqual(first)
  })

  it('says in every file how to make it again', async () => {
    expect(await run('--out', 'my output', '--schema', './schema')).toMatchObject({ status: 0 })
    const types = await readFile(join(cwd, 'my output', 'types.ts'), 'utf8')
    expect(types.split('\n')[0]).toBe(
      '// Generated from schema/ by `pactwire generate --schema ./schema --out "my output"`. Do not edit: change the schema and generate again.',
    )
  })

  it('removes what it made for a schema that is gone, and nothing that it did not make', async () => {
    await run()
    await writeFile(join(cwd, 'schema', 'b.json'), '{ "$id": "d", "$ref": "a.json" }')
    expect(await run()).toMatchObject({ stdout: './generated: 5 written, 1 removed\n' })
    const after = await readTree(join(cwd, 'generated'))
    expect(after.has('schema/b.json')).toBe(false)
    expect(after.get('schema/d.json')).toContain('"$ref": "a.json"')
    expect(after.has('note.md')).toBe(true)
    expect(after.has('schema/kept.json')).toBe(true)
  })

  // A package that does not say `"type": "module"`: its TypeScript is CommonJS, and loaders load such modules twice.
  it('takes a schema once that CommonJS modules pass on', async () => {
    const cwd = join(dir, 'commonjs')
    await writeFiles(cwd, {
      'schema/index.ts': 'export * from "./values.ts"\nexport { Order as Purchase } from "./orders.ts"\n',
      'schema/orders.ts':
        'import { sku } from "./values.ts"\nexport const Order = { $id: "order", type: "array" as const, items: sku }\n',
      'schema/values.ts': 'export const sku = { $id: "sku", type: "string" as const }\n',
    })
    expect(await command.run(['generate'], { cwd })).toMatchObject({ stderr: '', status: 0 })
    const made = await readTree(join(cwd, 'generated', 'schema'))
    expect([...made.keys()]).toEqual(['order.json', 'sku.json'])
    expect(made.get('order.json')).toContain('"$ref": "sku.json"')
  })
})
