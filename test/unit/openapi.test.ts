import { validate } from '@readme/openapi-parser'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadSchemas } from '../../src/codegen/load.ts'
import { documentsOf, type SchemaSet } from '../../src/codegen/model.ts'
import { emitOpenApi } from '../../src/codegen/openapi.ts'
import { greenhouse, without } from '../support/greenhouse.ts'

interface Operation {
  readonly operationId: string
  readonly description?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: unknown
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, unknown>> }>
  >
  readonly security: readonly unknown[]
}

/** Wherever a schema and an example stand side by side. */
function examplesIn(value: unknown, at: readonly string[]): { at: readonly string[]; example: unknown }[] {
  if (typeof value !== 'object' || value === null) return []
  const here = 'schema' in value && 'example' in value ? [{ at, example: value.example }] : []
  return [...here, ...Object.entries(value).flatMap(([key, item]) => examplesIn(item, [...at, key]))]
}

interface OpenApi {
  readonly 'x-generated': string
  readonly info: { readonly title: string; readonly version: string }
  readonly servers?: unknown
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>>; readonly securitySchemes?: unknown }
}

function contentOf(set: SchemaSet): string {
  const [file] = emitOpenApi(set)
  expect(file?.path).toBe('openapi.json')
  return file?.content ?? ''
}

function parsed(set: SchemaSet): OpenApi {
  return JSON.parse(contentOf(set)) as OpenApi
}

async function verdictOn(content: string) {
  return validate(JSON.parse(content) as Parameters<typeof validate>[0])
}

describe.each(['a foreign protocol', 'our own protocol'] as const)('OpenAPI of %s', (which) => {
  let set: SchemaSet
  beforeAll(async () => {
    set = which === 'a foreign protocol' ? greenhouse : await loadSchemas('schema', { command: 'npm run generate' })
  })

  it('is valid', async () => {
    expect(await verdictOn(contentOf(set))).toMatchObject({ valid: true, warnings: [] })
  })

  it('has examples that its own schemas accept', () => {
    const content = contentOf(set)
    const ajv = new Ajv2020({ strict: false })
    ajv.addSchema(JSON.parse(content) as object, 'openapi.json')
    const examples = Object.entries(parsed(set).paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, operation]) => examplesIn(operation, [path, method])),
    )
    expect(examples.length).toBeGreaterThan(3)
    for (const { at, example } of examples) {
      const pointer = ['', 'paths', ...at, 'schema']
        .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
        .join('/')
      expect(ajv.validate({ $ref: `openapi.json#${pointer}` }, example), `${at.join(' ')}: ${ajv.errorsText()}`).toBe(
        true,
      )
    }
  })

  it('has an operation for every route, with its parameters, its body and its success', () => {
    const { paths } = parsed(set)
    const routes = documentsOf(set, 'route')
    expect(Object.values(paths).flatMap((methods) => Object.keys(methods))).toHaveLength(routes.length)
    for (const { role, schema } of routes) {
      const operation = paths[role.path]?.[role.method.toLowerCase()]
      const inPath = [...role.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
      expect(operation?.parameters?.filter((one) => one.in === 'path').map(({ name }) => name) ?? []).toEqual(inPath)
      expect(operation?.requestBody !== undefined).toBe(JSON.stringify(schema['properties'] ?? {}).includes('"body":'))
      expect(operation?.responses[role.success.status]?.description).toBe(role.success.description)
      expect(operation?.security).toEqual(role.access === 'api_key' ? [{ api_key: [] }] : [])
    }
  })

  it('has names for operations that differ', () => {
    const names = Object.values(parsed(set).paths).flatMap((methods) =>
      Object.values(methods).map((one) => one.operationId),
    )
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
  })

  it('names each error of a route at its status, as a problem', () => {
    const { paths } = parsed(set)
    const codes = documentsOf(set, 'error_codes').flatMap(({ role }) => role.codes)
    for (const { role } of documentsOf(set, 'route')) {
      for (const code of role.errors) {
        const status = codes.find((entry) => entry.code === code)?.status ?? 0
        const response = paths[role.path]?.[role.method.toLowerCase()]?.responses[status]
        expect(response?.description).toContain(`\`${code}\``)
        expect(response?.content).toEqual({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        })
      }
    }
  })

  it('says where it comes from, is the same every time, and keeps our annotations to itself', () => {
    expect(contentOf(set)).toBe(contentOf(set))
    expect(contentOf(set).endsWith('}\n')).toBe(true)
    expect(parsed(set)['x-generated']).toContain(`${set.source}/ by \`${set.command}\``)
    expect(contentOf(set)).not.toContain('x-pactwire')
    expect(contentOf(set)).not.toMatch(/"\$ref": "[^#]/)
  })
})

describe('OpenAPI', () => {
  it('takes parameters from params, query and headers, with their examples and the words of their values', () => {
    const { paths } = parsed(greenhouse)
    expect(paths['/beds/{bed}']?.['get']?.parameters).toEqual([
      {
        name: 'bed',
        in: 'path',
        required: true,
        description: 'A bed of plants.',
        schema: { $ref: '#/components/schemas/Bed' },
        example: 'b',
      },
      {
        name: 'depth',
        in: 'query',
        required: false,
        description: 'How deep to look.',
        schema: { $ref: '#/components/schemas/GetBed_Depth' },
      },
      { name: 'word', in: 'query', required: true, schema: { type: 'string' }, example: "it's me" },
    ])
    expect(paths['/beds/{bed}']?.['put']?.parameters?.at(0)).toMatchObject({ name: 'bed', in: 'path', required: true })
    expect(paths['/beds/{bed}']?.['put']?.parameters?.at(-1)).toMatchObject({ name: 'X-Gardener', in: 'header' })
    expect(paths['/beds/{bed}']?.['get']?.description).toContain('The query must not dig.')
  })

  it('refers to a body that is a document, and knows text from JSON', () => {
    const { paths } = parsed(greenhouse)
    expect(paths['/beds/{bed}']?.['put']?.requestBody).toEqual({
      required: true,
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Plant' }, example: { name: "lamb's ear" } },
      },
    })
    expect(paths['/smell']?.['get']?.responses['200']?.content).toEqual({
      'text/plain': { schema: { type: 'string' } },
    })
  })

  it('puts errors of one status together', () => {
    const responses = parsed(greenhouse).paths['/beds/{bed}']?.['get']?.responses
    expect(Object.keys(responses ?? {})).toEqual(['200', '409', '503'])
    expect(responses?.['503']?.description).toBe('- `dry`: No water is left.\n- `locked`: The door is locked.')
  })

  it('describes routes without a protocol, and without a problem document', async () => {
    const bare = {
      ...greenhouse,
      documents: without(greenhouse, 'protocol').documents.filter(({ name }) => name !== 'problem'),
    }
    expect(await verdictOn(contentOf(bare))).toMatchObject({ valid: true })
    expect(parsed(bare).info).toEqual({ title: 'garden', version: '0.0.0' })
    expect(parsed(bare).servers).toBeUndefined()
    expect(parsed(bare).paths['/beds/{bed}']?.['get']?.responses['409']?.content).toBeUndefined()
  })

  it('needs no key where every route is open', () => {
    const open = { ...greenhouse, documents: greenhouse.documents.filter(({ name }) => name !== 'get_bed') }
    expect(parsed(open).components.securitySchemes).toBeUndefined()
  })

  it('is not made where there are no routes', () => {
    expect(emitOpenApi(without(greenhouse, 'route'))).toEqual([])
  })

  it('would not pass with a reference to nothing', async () => {
    const broken = contentOf(greenhouse).replace('"#/components/schemas/Plant"', '"#/components/schemas/Weed"')
    expect(await verdictOn(broken)).toMatchObject({ valid: false })
  })
})
