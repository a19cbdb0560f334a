/**
 * Descriptors: which request is answered by which reply and which errors, what the codes mean, which routes there are.
 * The router of a server and a generic client are driven by these, so that neither knows an event by name.
 */
import { sourceHeader } from './header.ts'
import {
  type CloseCodeEntry,
  type CloseRange,
  documentsOf,
  type OutputFile,
  type RoleOf,
  type SchemaDocument,
  type SchemaSet,
} from './model.ts'
import { followed, targetOf } from './refs.ts'
import { isObject } from './walk.ts'

export function emitOperations(set: SchemaSet): OutputFile[] {
  const parts = [protocol(set), operations(set), pushes(set), errors(set), closes(set), routes(set)].filter(
    (part) => part !== '',
  )
  if (parts.length === 0) return []
  const imports = set.documents
    .map(({ typeName }) => typeName)
    .filter((name) => new RegExp(`: ${name}\\b`).test(parts.join('\n')))
  const header =
    imports.length === 0
      ? ''
      : `import type {\n${imports.map((name) => `  ${name},`).join('\n')}\n} from './types.ts'\n\n`
  return [{ path: 'operations.ts', content: `${sourceHeader(set)}${header}${parts.join('\n')}` }]
}

function constant(name: string, prose: string, value: unknown): string {
  return `/** ${prose} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const\n`
}

function protocol(set: SchemaSet): string {
  const [document] = documentsOf(set, 'protocol')
  if (document === undefined) return ''
  const { name, version, path, subprotocol, everyRequest } = document.role
  return constant('protocol', 'Which protocol this is.', {
    name,
    version,
    path,
    subprotocol: subprotocol ?? null,
    everyRequest,
  })
}

function operations(set: SchemaSet): string {
  const requests = documentsOf(set, 'request')
  if (requests.length === 0) return ''
  const replies = new Map(documentsOf(set, 'reply').map((document) => [document.role.event, document.typeName]))
  const table = Object.fromEntries(
    requests.map(({ role, schema }) => {
      const required = Array.isArray(schema['required']) ? schema['required'] : []
      return [
        role.event,
        {
          reply: role.reply,
          errors: role.errors,
          session: role.session,
          data: required.includes('data') ? 'required' : 'optional',
        },
      ]
    }),
  )
  const types = requests.map(
    ({ role, typeName }) =>
      `  ${JSON.stringify(role.event)}: { request: ${typeName}; reply: ${replies.get(role.reply)} }`,
  )
  return `${constant('operations', 'Every request: its reply, its own errors, when it may be asked, and whether it can do without data.', table)}
${constant(
  'replies',
  'The same without everything else, for programs that are counted in bytes: the reply to each request.',
  byKey(requests, ({ role }) => [role.event, role.reply]),
)}
/** The types that go with a request. */
export interface Operations {
${types.join('\n')}
}
`
}

function pushes(set: SchemaSet): string {
  const documents = [...documentsOf(set, 'push'), ...documentsOf(set, 'error')]
  if (documents.length === 0) return ''
  return `${constant(
    'pushes',
    'Every event that can come unasked.',
    documents.map(({ role }) => role.event),
  )}
/** The types that go with a push. */
export interface Pushes {
${documents.map(({ role, typeName }) => `  ${JSON.stringify(role.event)}: ${typeName}`).join('\n')}
}
`
}

function errors(set: SchemaSet): string {
  const codes = documentsOf(set, 'error_codes').flatMap(({ role }) => role.codes)
  if (codes.length === 0) return ''
  return constant(
    'errorCodes',
    'Every error code: what it means, what to do, whether trying again helps.',
    byKey(codes, ({ code, ...rest }) => [code, rest]),
  )
}

function closes(set: SchemaSet): string {
  const codes = documentsOf(set, 'close_codes').flatMap(({ role }) => role.codes)
  if (codes.length === 0) return ''
  const all = constant(
    'closeCodes',
    'Every close code by its name: what it means, what to do, whether to come back.',
    byKey(codes, ({ name, ...rest }) => [name, rest]),
  )
  const names = constant(
    'closeNames',
    'The name of each close code, without prose, for programs that are counted in bytes.',
    byKey(codes, ({ code, name }) => [String(code), name]),
  )
  const stops = constant(
    'closeStops',
    'After which close codes a client does not come back as it is: the first and the last of each range.',
    closeStops(
      documentsOf(set, 'close_codes').flatMap(({ role }) => role.ranges),
      codes,
    ),
  )
  return [all, names, stops, ...peerCloses(set)].join('\n')
}

/** The ranges decide about what is not listed; what is listed may be an exception, either way. */
function closeStops(ranges: readonly CloseRange[], codes: readonly CloseCodeEntry[]): [number, number][] {
  const stops = ranges.filter(({ policy }) => policy === 'stop').map(({ from, to }): [number, number] => [from, to])
  for (const { code, policy } of codes) {
    const at = stops.findIndex(([from, to]) => code >= from && code <= to)
    const range = stops[at]
    if (policy === 'stop' && range === undefined) stops.push([code, code])
    if (policy === 'stop' || range === undefined) continue
    const parts: [number, number][] = [
      [range[0], code - 1],
      [code + 1, range[1]],
    ]
    stops.splice(at, 1, ...parts.filter(([from, to]) => from <= to))
  }
  return stops.sort(([a], [b]) => a - b)
}

function peerCloses(set: SchemaSet): string[] {
  const peers = documentsOf(set, 'close_codes').flatMap(({ role }) => role.peers)
  if (peers.length === 0) return []
  return [
    constant(
      'peerCloses',
      'What a connection can also end with: said by clients, or by a WebSocket library where no close frame came.',
      byKey(peers, ({ name, code }) => [name, code]),
    ),
  ]
}

function byKey<T>(items: readonly T[], entry: (item: T) => [string, unknown]): Record<string, unknown> {
  return Object.fromEntries(items.map(entry))
}

function routes(set: SchemaSet): string {
  const documents = documentsOf(set, 'route')
  if (documents.length === 0) return ''
  const table = byKey(documents, (document) => {
    const { name, role, schema } = document
    const properties = isObject(schema['properties']) ? schema['properties'] : {}
    const { method, path, access, success } = role
    return [
      name,
      {
        method,
        path,
        access,
        status: success.status,
        query: numbersOf(properties['query'], document, set),
        body: 'body' in properties,
        answer: {
          type: success.type ?? (success.schema === undefined ? null : 'application/json'),
          schema: answerDocument(document, set)?.name ?? null,
        },
      },
    ]
  })
  const sent = documents.map(({ name, typeName }) => `  ${JSON.stringify(name)}: ${typeName}`)
  const answered = documents.map((document) => `  ${JSON.stringify(document.name)}: ${answerType(document, set)}`)
  return `${constant(
    'routes',
    'Every route of the HTTP API. `query` names the parameters that are numbers, `answer` the `Content-Type` and the schema of the body when all is well.',
    table,
  )}
/** What the caller of a route sends. */
export interface Routes {
${sent.join('\n')}
}

/** The body that a route answers with when all is well: undefined where there is none, unknown where no schema says. */
export interface RouteAnswers {
${answered.join('\n')}
}
`
}

/** The schema with a name that the body of an answer is of; one that is written in its place has none. */
function answerDocument(route: SchemaDocument<RoleOf<'route'>>, set: SchemaSet): SchemaDocument | undefined {
  const reference = route.role.success.schema?.['$ref']
  if (typeof reference !== 'string') return undefined
  const { owner, pointer } = targetOf(reference, route, set)
  return pointer === '' ? owner : undefined
}

function answerType(route: SchemaDocument<RoleOf<'route'>>, set: SchemaSet): string {
  const { schema, type } = route.role.success
  if (schema !== undefined) return answerDocument(route, set)?.typeName ?? 'unknown'
  if (type === undefined) return 'undefined'
  return type.startsWith('text/') ? 'string' : 'unknown'
}

/** Which parameters of a query are numbers: in the address they are text, and somebody has to turn them. */
function numbersOf(query: unknown, document: SchemaDocument, set: SchemaSet): string[] {
  if (!isObject(query)) return []
  const { schema, owner } = followed(query, document, set)
  return Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).flatMap(([key, value]) => {
    const types = isObject(value) ? [followed(value, owner, set).schema['type']].flat() : []
    return types.includes('integer') || types.includes('number') ? [key] : []
  })
}
