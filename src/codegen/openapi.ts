/** The routes of the HTTP API as OpenAPI 3.1, whose schemas are JSON Schema 2020-12 like ours. */
import { type Components, collectComponents } from './components.ts'
import { headerName } from './header-name.ts'
import { toJson } from './json.ts'
import {
  documentsOf,
  type ErrorCodeEntry,
  findDocument,
  type JsonSchema,
  type JsonValue,
  type OutputFile,
  type RoleOf,
  type SchemaDocument,
  type SchemaSet,
} from './model.ts'
import { camelCase } from './names.ts'
import { descriptionOf, generatedNote, summaryAndDescription } from './prose.ts'
import { followed } from './refs.ts'
import { type RoutePart, routeParts } from './route-parts.ts'
import { serverOf } from './server.ts'
import { isObject } from './walk.ts'

type Route = SchemaDocument<RoleOf<'route'>>

/** OpenAPI describes these elsewhere and ignores parameters that are called so. */
const notParameters = new Set(['accept', 'authorization', 'content-type'])

export function emitOpenApi(set: SchemaSet): OutputFile[] {
  const routes = documentsOf(set, 'route')
  if (routes.length === 0) return []
  const components = collectComponents(set)
  const protocol = documentsOf(set, 'protocol')[0]?.role
  const server = serverOf(protocol)
  const secured = routes.some(({ role }) => role.access === 'api_key')
  const paths = pathsOf(routes, set, components)

  const document = {
    openapi: '3.1.0',
    'x-generated': generatedNote(set),
    info: {
      title: protocol === undefined ? set.source : `${protocol.title}: HTTP API`,
      version: protocol?.version ?? '0.0.0',
      ...(protocol === undefined ? {} : { description: protocol.description }),
      ...(protocol?.license === undefined ? {} : { license: protocol.license }),
    },
    ...(server === undefined ? {} : { servers: [{ url: `${server.secure ? 'https' : 'http'}://${server.host}` }] }),
    paths,
    components: {
      schemas: components.schemas(),
      ...(secured
        ? { securitySchemes: { api_key: { type: 'http', scheme: 'bearer', description: 'An API key of the server.' } } }
        : {}),
    },
  }
  return [{ path: 'openapi.json', content: toJson(document) }]
}

function pathsOf(routes: readonly Route[], set: SchemaSet, components: Components) {
  const paths: Record<string, Record<string, unknown>> = {}
  const sorted = [...routes].sort((a, b) => (a.role.path < b.role.path ? -1 : a.role.path > b.role.path ? 1 : 0))
  for (const route of sorted) {
    paths[route.role.path] = {
      ...paths[route.role.path],
      [route.role.method.toLowerCase()]: operationOf(route, set, components),
    }
  }
  return paths
}

function operationOf(route: Route, set: SchemaSet, components: Components) {
  const parts = routeParts(route, set)
  const parameters = parameterList(parts, set, components)
  const rules = parts.flatMap(({ place, schema }) =>
    place !== 'body' && typeof schema['x-error'] === 'string' ? [`The ${wordFor[place]} ${schema['x-error']}.`] : [],
  )
  const body = parts.find(({ place }) => place === 'body')
  return {
    operationId: camelCase(route.name),
    ...summaryAndDescription([descriptionOf(route.schema), ...rules].join(' ')),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: requestBody(body, components) }),
    responses: responsesOf(route, set, components),
    security: route.role.access === 'api_key' ? [{ api_key: [] }] : [],
  }
}

const wordFor = { params: 'path', query: 'query', headers: 'headers' } as const
const locationOf = { params: 'path', query: 'query', headers: 'header' } as const

function parameterList(parts: readonly RoutePart[], set: SchemaSet, components: Components) {
  return parts.flatMap(({ place, schema, owner, example }) => {
    if (place === 'body') return []
    const required = Array.isArray(schema['required']) ? schema['required'] : []
    return Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).flatMap(([name, property]) => {
      if (!isObject(property) || (place === 'headers' && notParameters.has(name.toLowerCase()))) return []
      const { description: _, ...bare } = property
      const description = descriptionOf(followed(property, owner, set).schema)
      const given = example === undefined ? undefined : example[name]
      return [
        {
          name: place === 'headers' ? headerName(name) : name,
          in: locationOf[place],
          // A path without one of its parts is another path.
          required: place === 'params' || required.includes(name),
          ...(description === '' ? {} : { description }),
          schema: components.inline(bare, owner),
          ...(given === undefined ? {} : { example: given }),
        },
      ]
    })
  })
}

function requestBody({ schema, owner, example, required }: RoutePart, components: Components) {
  return {
    required,
    content: {
      'application/json': { schema: components.inline(schema, owner), ...(example === undefined ? {} : { example }) },
    },
  }
}

function responsesOf(route: Route, set: SchemaSet, components: Components) {
  const { success, errors } = route.role
  const responses: Record<string, unknown> = {
    [success.status]: { description: success.description, ...successContent(route, components) },
  }
  for (const [status, entries] of errorsByStatus(errors, set))
    responses[status] = errorResponse(entries, set, components)
  return responses
}

function successContent(
  route: Route,
  components: Components,
): { content?: { [type: string]: { schema?: JsonSchema } } } {
  const { schema, type } = route.role.success
  if (schema !== undefined)
    return { content: { [type ?? 'application/json']: { schema: components.inline(schema, route) } } }
  if (type === undefined) return {}
  return { content: { [type]: type.startsWith('text/') ? { schema: { type: 'string' } } : {} } }
}

function errorsByStatus(codes: readonly string[], set: SchemaSet): [number, ErrorCodeEntry[]][] {
  const known = documentsOf(set, 'error_codes').flatMap(({ role }) => role.codes)
  const entries = known.filter(({ code }) => codes.includes(code))
  const statuses = [...new Set(entries.map(({ status }) => status))].sort((a, b) => a - b)
  return statuses.map((status) => [status, entries.filter((entry) => entry.status === status)])
}

function errorResponse(entries: readonly ErrorCodeEntry[], set: SchemaSet, components: Components) {
  const problem = findDocument(set, 'problem')
  const lines = entries.map(({ code, meaning }) => `\`${code}\`: ${meaning}`)
  const codes: JsonValue = entries.map(({ code }) => code)
  return {
    description: lines.length === 1 ? lines.join('') : lines.map((line) => `- ${line}`).join('\n'),
    ...(problem === undefined
      ? {}
      : { content: { 'application/problem+json': { schema: components.refer(problem) } } }),
    'x-error-codes': codes,
  }
}
