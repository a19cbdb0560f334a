import { Parser } from '@asyncapi/parser'
import { Ajv } from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { emitAsyncApi } from '../../src/codegen/asyncapi.ts'
import { toDraft07 } from '../../src/codegen/draft07.ts'
import { loadSchemas } from '../../src/codegen/load.ts'
import { documentsOf, type SchemaSet } from '../../src/codegen/model.ts'
import { greenhouse, without } from '../support/greenhouse.ts'

interface Message {
  readonly name: string
  readonly summary?: string
  readonly description?: string
  readonly payload: { readonly $ref: string }
  readonly examples?: readonly { readonly payload: unknown }[]
}

interface Operation {
  readonly action: string
  readonly messages: readonly { readonly $ref: string }[]
  readonly reply?: { readonly messages: readonly { readonly $ref: string }[] }
  readonly 'x-error-codes'?: readonly string[]
}

interface AsyncApi {
  readonly asyncapi: string
  readonly 'x-generated': string
  readonly info: { readonly description: string }
  readonly servers: Readonly<Record<string, { readonly host: string; readonly protocol: string }>>
  readonly channels: Readonly<Record<string, { readonly address: string; readonly bindings: { readonly ws: unknown } }>>
  readonly operations: Readonly<Record<string, Operation>>
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>
    readonly schemas: Readonly<Record<string, unknown>>
  }
}

function contentOf(set: SchemaSet): string {
  const [file] = emitAsyncApi(set)
  expect(file?.path).toBe('asyncapi.json')
  return file?.content ?? ''
}

function parsed(set: SchemaSet): AsyncApi {
  return JSON.parse(contentOf(set)) as AsyncApi
}

async function errorsIn(content: string): Promise<string[]> {
  const { diagnostics } = await new Parser().parse(content)
  return diagnostics
    .filter(({ severity }) => severity === 0)
    .map(({ message, path }) => `${path.join('/')}: ${message}`)
}

function refusedExamples(content: string): string[] {
  const document = JSON.parse(content) as AsyncApi
  const ajv = new Ajv({ strict: false })
  ajv.addSchema(document, 'asyncapi.json')
  return Object.values(document.components.messages).flatMap(({ payload, examples = [] }) => {
    const schema = { $ref: `asyncapi.json${payload.$ref}` }
    return examples
      .filter((example) => !ajv.validate(schema, example.payload))
      .map(() => `${payload.$ref} ${ajv.errorsText()}`)
  })
}

function namesOf(references: readonly { readonly $ref: string }[] = []): string[] {
  return references.map(({ $ref }) => $ref.split('/').at(-1) ?? '')
}

describe.each(['a foreign protocol', 'our own protocol'] as const)('AsyncAPI of %s', (which) => {
  let set: SchemaSet
  beforeAll(async () => {
    set = which === 'a foreign protocol' ? greenhouse : await loadSchemas('schema', { command: 'npm run generate' })
  })

  it('is valid', async () => {
    expect(await errorsIn(contentOf(set))).toEqual([])
  })

  it('has examples that its own schemas accept, read as draft-07', () => {
    expect(refusedExamples(contentOf(set))).toEqual([])
  })

  it('receives every request and names what it is answered with', () => {
    const { operations } = parsed(set)
    const failures = documentsOf(set, 'error').map(({ name }) => name)
    for (const { name, role } of documentsOf(set, 'request')) {
      const reply = documentsOf(set, 'reply').find((one) => one.role.event === role.reply)
      expect(operations[name]?.action).toBe('receive')
      expect(namesOf(operations[name]?.messages)).toEqual([name])
      expect(namesOf(operations[name]?.reply?.messages)).toEqual([reply?.name, ...failures])
    }
  })

  it('sends every push', () => {
    const { operations } = parsed(set)
    for (const { name } of [...documentsOf(set, 'push'), ...documentsOf(set, 'error')]) {
      expect(operations[name]).toMatchObject({ action: 'send' })
      expect(namesOf(operations[name]?.messages)).toEqual([name])
    }
  })

  it('has a message with payload, summary and examples for every event', () => {
    const { messages, schemas } = parsed(set).components
    const events = set.documents.filter(({ role }) => 'event' in role)
    expect(Object.keys(messages).sort()).toEqual(events.map(({ name }) => name).sort())
    for (const { name, role, schema, typeName } of events) {
      const message = messages[name]
      expect(message?.name).toBe('event' in role ? role.event : undefined)
      expect(message?.summary).toBeTruthy()
      expect(message?.payload).toEqual({ $ref: `#/components/schemas/${typeName}` })
      expect(message?.examples?.map(({ payload }) => payload)).toEqual(schema['examples'])
      expect(schemas).toHaveProperty(typeName)
    }
  })

  it('leaves out what no frame refers to, and every trace of our own annotations and file names', () => {
    const content = contentOf(set)
    expect(content).not.toContain('x-pactwire')
    expect(content).not.toMatch(/"\$ref": "[^#]/)
    expect(content).not.toContain('"$defs"')
    const routes = documentsOf(set, 'route').map(({ typeName }) => typeName)
    expect(Object.keys(parsed(set).components.schemas).filter((name) => routes.includes(name))).toEqual([])
  })

  it('says where it comes from and is the same every time', () => {
    expect(contentOf(set)).toBe(contentOf(set))
    expect(contentOf(set).endsWith('}\n')).toBe(true)
    expect(parsed(set)['x-generated']).toContain(set.source)
    expect(parsed(set)['x-generated']).toContain(set.command)
  })
})

describe('AsyncAPI', () => {
  it('describes the one channel that a WebSocket is, and from whose point of view', () => {
    const { channels, servers, info } = parsed(greenhouse)
    expect(channels).toMatchObject({
      greenhouse: {
        address: '/garden',
        bindings: { ws: { headers: { properties: { 'Sec-WebSocket-Protocol': { const: 'greenhouse.v2' } } } } },
      },
    })
    expect(servers).toEqual({ greenhouse: { host: 'garden.example', protocol: 'wss' } })
    expect(info.description).toContain("from the server's point of view")
  })

  it('names the errors of a request, its own and those of every request', () => {
    expect(parsed(greenhouse).operations['water']?.['x-error-codes']).toEqual(['dry', 'overgrown'])
  })

  it('makes components of definitions inside of a document', () => {
    const { schemas } = parsed(greenhouse).components
    expect(schemas).toHaveProperty('Water_Mist')
    expect(schemas['Water_Spray']).toMatchObject({
      oneOf: [{ $ref: '#/components/schemas/Water_Mist' }, { type: 'object' }],
    })
    expect(schemas['Plant']).toMatchObject({
      properties: { shoots: { items: { $ref: '#/components/schemas/Plant' } } },
    })
  })

  it('tells the meanings of codes', () => {
    const { schemas } = parsed(greenhouse).components
    expect(JSON.stringify(schemas['Reason'])).toContain('No water is left.')
    expect(JSON.stringify(schemas['Farewell'])).toContain('Come in spring.')
  })

  it('is not made where there is no protocol, or nothing to say in it', () => {
    expect(emitAsyncApi(without(greenhouse, 'protocol'))).toEqual([])
    expect(emitAsyncApi(without(greenhouse, 'request', 'push'))).toEqual([])
  })

  it('would not pass with an example that a schema refuses, or with a reference to nothing', async () => {
    const content = contentOf(greenhouse)
    expect(refusedExamples(content.replace('"amount": 2.5', '"amount": "much"'))).toHaveLength(1)
    expect(refusedExamples(content.replace('"amount": 2.5', '"amount": 2.5, "spray": { "drops": 3 }'))).toHaveLength(1)
    expect(await errorsIn(content.replace('"#/components/schemas/Water"', '"#/components/schemas/Wine"'))).not.toEqual(
      [],
    )
  })
})

describe('schemas in draft-07', () => {
  it.each([
    [{ $ref: '#/x' }, { $ref: '#/x' }],
    [
      { $ref: '#/x', description: 'Mine.', allOf: [{ type: 'string' }] },
      { description: 'Mine.', allOf: [{ $ref: '#/x' }, { type: 'string' }] },
    ],
    [
      { prefixItems: [{ type: 'string' }], items: false },
      { items: [{ type: 'string' }], additionalItems: false },
    ],
    [
      { dependentRequired: { a: ['b'] }, dependentSchemas: { a: { minProperties: 2 }, c: { maxProperties: 1 } } },
      { dependencies: { a: { allOf: [{ minProperties: 2 }, { required: ['b'] }] }, c: { maxProperties: 1 } } },
    ],
  ])('%j', (schema, expected) => {
    expect(toDraft07(schema)).toEqual(expected)
  })
})
