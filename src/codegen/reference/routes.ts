/** The HTTP API, route by route, each with a command that can be copied. */

import { headerName } from '../header-name.ts'
import { documentsOf, type HttpMethod, type JsonValue, type RoleOf, type SchemaDocument } from '../model.ts'
import { descriptionOf } from '../prose.ts'
import { followed } from '../refs.ts'
import { type RoutePart, type RoutePlace, routeParts } from '../route-parts.ts'
import { serverOf } from '../server.ts'
import { isObject } from '../walk.ts'
import { anchorOf, type Book } from './book.ts'
import { fieldsOf, ruleLines } from './fields.ts'
import { jsonText } from './json-text.ts'
import { anchor, code, fence, paragraphs, table } from './markdown.ts'
import { typeWords } from './words.ts'

export type Route = SchemaDocument<RoleOf<'route'>>

const order: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What needs a key first, because that is what people come for; then by path, and reading before writing. */
export function routesOf(book: Book): Route[] {
  const place = ({ role }: Route) => `${role.access === 'api_key' ? 0 : 1} ${role.path} ${order.indexOf(role.method)}`
  return [...documentsOf(book.set, 'route')].sort((a, b) => (place(a) < place(b) ? -1 : 1))
}

export function routesSection(book: Book, heading: string): string {
  return paragraphs(...routesOf(book).map((route) => routeText(route, book, heading)))
}

function routeText(route: Route, book: Book, heading: string): string {
  const parts = routeParts(route, book.set)
  return paragraphs(
    anchor(anchorOf(route)),
    `${heading} ${route.role.method} ${route.role.path}`,
    descriptionOf(route.schema),
    route.role.access === 'api_key' ? 'Needs an API key.' : 'Open to everyone.',
    partsTable(parts, book),
    successText(route, book),
    errorsText(route, book),
    fence('sh', curlCommand(route, parts, book)),
    answerExample(route, book),
  )
}

const places: Readonly<Record<RoutePlace, string>> = { params: 'path', query: 'query', headers: 'header', body: 'body' }

function partsTable(parts: readonly RoutePart[], book: Book): string {
  const found = parts.map((part) => ({ part, ...fieldsOf(part.schema, part.owner, book) }))
  const rows = found.flatMap(({ part, fields }) => {
    const place = places[part.place]
    // A body that is no object has no fields to list, but is there nonetheless.
    if (fields.length === 0 && part.place === 'body') {
      return [
        ['', place, typeWords(part.schema, part.owner, book), part.required ? 'yes' : 'no', descriptionOf(part.schema)],
      ]
    }
    return fields.map(({ name, type, required, description }) => [
      code(part.place === 'headers' ? headerName(name) : name),
      place,
      type,
      // A path without one of its parts is another path, whatever the schema says.
      part.place === 'params' ? 'yes' : required,
      description,
    ])
  })
  if (rows.length === 0) return ''
  const rules = found.flatMap((one) =>
    one.rules.map((rule) => (one.part.place === 'body' ? rule : `${places[one.part.place]} ${rule}`)),
  )
  return paragraphs(table(['Field', 'In', 'Type', 'Required', 'Description'], rows), ruleLines(rules))
}

function successText({ role, ...route }: Route, book: Book): string {
  const { status, description, schema, type } = role.success
  const text = `**Success**: ${status}. ${description}`
  if (schema !== undefined)
    return `${text} The body is ${aOrAn(typeWords(schema, { ...route, role }, book))}${type === undefined ? '' : ` as ${code(type)}`}.`
  return type === undefined ? `${text} There is no body.` : `${text} The body is ${code(type)}.`
}

function aOrAn(words: string): string {
  return /^[aeiou]/.test(words) ? `an ${words}` : `a ${words}`
}

function errorsText({ role }: Route, book: Book): string | undefined {
  if (role.errors.length === 0) return undefined
  const statuses = new Map(
    documentsOf(book.set, 'error_codes').flatMap((list) =>
      list.role.codes.map((entry) => [entry.code, entry.status] as const),
    ),
  )
  const known = [...role.errors].sort((a, b) => (statuses.get(a) ?? 0) - (statuses.get(b) ?? 0))
  return `**Errors**: ${known.map((error) => `${statuses.get(error) ?? ''} ${book.linkError(error)}`.trim()).join(', ')}.`
}

function answerExample({ role, ...route }: Route, book: Book): string | undefined {
  const { schema } = role.success
  if (schema === undefined) return undefined
  const { examples } = followed(schema, { ...route, role }, book.set).schema
  const [first] = Array.isArray(examples) ? examples : []
  return first === undefined ? undefined : fence('json', jsonText(first))
}

export function curlCommand({ role }: Route, parts: readonly RoutePart[], book: Book): string {
  const given = (place: RoutePlace) => parts.find((part) => part.place === place)?.example ?? {}
  const server = serverOf(documentsOf(book.set, 'protocol')[0]?.role)
  const path = role.path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    pathSegment(given('params')[name] ?? sampleOf(name, parts, book)),
  )
  const query = new URLSearchParams(
    Object.entries(given('query')).map(([name, value]): [string, string] => [name, textOf(value)]),
  ).toString()
  const url = `${server?.secure ? 'https' : 'http'}://${server?.host ?? 'localhost'}${path}${query === '' ? '' : `?${query}`}`
  const body = parts.find(({ place }) => place === 'body')
  return [
    ['curl', ...(role.method === 'GET' ? [] : ['-X', role.method]), shellWord(url)].join(' '),
    ...(role.access === 'api_key' ? ['-H "Authorization: Bearer $API_KEY"'] : []),
    ...Object.entries(given('headers')).map(
      ([name, value]) => `-H ${shellWord(`${headerName(name)}: ${textOf(value)}`)}`,
    ),
    ...(body?.example === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d ${shellWord(JSON.stringify(body.example))}`]),
  ].join(' \\\n  ')
}

/** An example of a path parameter where the route has none: that of its schema, or its name in capitals. */
function sampleOf(name: string, parts: readonly RoutePart[], book: Book): JsonValue {
  const params = parts.find(({ place }) => place === 'params')
  const properties = params === undefined || !isObject(params.schema['properties']) ? {} : params.schema['properties']
  const property = properties[name]
  if (params === undefined || !isObject(property)) return name.toUpperCase()
  const { examples } = followed(property, params.owner, book.set).schema
  return (Array.isArray(examples) ? examples[0] : undefined) ?? name.toUpperCase()
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** These three are allowed in a path as they are, and easier to read so. */
function pathSegment(value: JsonValue): string {
  return encodeURIComponent(textOf(value)).replaceAll('%3A', ':').replaceAll('%40', '@').replaceAll('%2B', '+')
}

function shellWord(text: string): string {
  return /^[A-Za-z0-9_.:/@+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
