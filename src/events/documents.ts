/**
 * The documents of a server that has events of its own: the contract, in which `publish` and `new_event` say what each
 * event carries. What is in them is public, so no path of this machine is.
 */
import { emitAsyncApi } from '../codegen/asyncapi.ts'
import type { EventDocument } from '../codegen/events.ts'
import { emitJsonSchemas, toJson } from '../codegen/json.ts'
import type { JsonSchema, OutputFile, SchemaDocument, SchemaSet } from '../codegen/model.ts'
import { emitOpenApi } from '../codegen/openapi.ts'
import { descriptionOf } from '../codegen/prose.ts'
import { isObject } from '../codegen/walk.ts'
import { type ChannelRule, rulesOf } from './policies.ts'

/** By their path: `asyncapi.json`, `openapi.json`, `schema/order_updated.json`. */
export type EventFiles = ReadonlyMap<string, string>

export function documentsWith(
  own: SchemaSet,
  events: SchemaSet,
  types: readonly EventDocument[],
  policies: readonly ChannelRule[],
): EventFiles {
  const documents = own.documents.map((one) => told(one, types))
  const set: SchemaSet = {
    ...own,
    documents: [...documents, ...events.documents].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
  const changed = documents.filter((one) => !own.documents.includes(one))
  const files = [
    ...emitJsonSchemas({ ...events, source: 'events', command: 'pactwire serve' }),
    ...emitJsonSchemas({ ...own, documents: changed }),
    ...emitAsyncApi(set).map((file) => withList(file, types, policies)),
    ...emitOpenApi(set).map((file) => withList(file, types, policies)),
  ]
  return new Map(files.map(({ path, content }) => [path, content]))
}

/** Where the contract speaks of events, it says which there are. */
function told(document: SchemaDocument, types: readonly EventDocument[]): SchemaDocument {
  switch (document.name) {
    case 'publish':
      return { ...document, schema: inside(document.schema, 'data', (data) => ({ ...data, anyOf: choices(types) })) }
    case 'post_channel_event':
      return { ...document, schema: inside(document.schema, 'body', (body) => ({ ...body, anyOf: choices(types) })) }
    case 'channel_event':
      return { ...document, schema: { ...document.schema, allOf: types.map(consequence) } }
    default:
      return document
  }
}

function inside(schema: JsonSchema, name: string, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const { properties } = schema
  const part = isObject(properties) ? properties[name] : undefined
  if (!isObject(properties) || !isObject(part)) throw new Error(`the contract has no \`${name}\` where events go`)
  return { ...schema, properties: { ...properties, [name]: change(part) } }
}

function choices(types: readonly EventDocument[]): JsonSchema[] {
  return types.map(({ name, schema }) => ({
    title: name,
    ...(descriptionOf(schema) === '' ? {} : { description: descriptionOf(schema) }),
    properties: { event: { const: name }, payload: { $ref: `${name}.json` } },
  }))
}

/** What is read can be older than the schema, or of an event that is gone. */
function consequence({ name, role }: EventDocument): JsonSchema {
  // Written as entries, because an object that has a `then` looks like a promise to JavaScript and to its linters.
  return Object.fromEntries([
    ['if', { properties: { event: { const: name }, version: { const: role.version } } }],
    ['then', { properties: { payload: { $ref: `${name}.json` } } }],
  ])
}

/** All events at a glance, and the channels that carry them, for programs that are to know nothing else. */
function withList(
  { path, content }: OutputFile,
  types: readonly EventDocument[],
  policies: readonly ChannelRule[],
): OutputFile {
  const document = JSON.parse(content) as Record<string, unknown>
  const list = types.map(({ name, typeName, role, schema }) => [
    name,
    {
      version: role.version,
      ...(descriptionOf(schema) === '' ? {} : { description: descriptionOf(schema) }),
      payload: { $ref: `#/components/schemas/${typeName}` },
      schema: `/schema/${name}.json`,
      ...(Array.isArray(schema['examples']) ? { examples: schema['examples'] } : {}),
    },
  ])
  const note = 'Put together by the server, from the contract and from the events that it was given.'
  return {
    path,
    content: toJson({
      ...document,
      'x-generated': note,
      'x-events': Object.fromEntries(list),
      'x-channels': rulesOf(policies),
    }),
  }
}
