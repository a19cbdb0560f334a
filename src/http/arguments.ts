/** What the caller of a route sends, gathered into the one object that the schema of the route describes. */
import { type Routes, routes } from '../../generated/operations.ts'
import { violation } from '../../generated/validators.js'
import { refuse } from '../protocol/failure.ts'
import type { HttpRequest } from '../transport/transport.ts'
import { type ApiRoute, headersOf, type WithHeaders } from './routes.ts'

type Parts = Readonly<Record<string, unknown>>

/** Throws `Refused` when it is not what the schema says. */
export async function readArguments<R extends ApiRoute>(
  name: R,
  params: Readonly<Record<string, string>>,
  request: HttpRequest,
): Promise<Routes[R]> {
  const body = routes[name].body ? await readBody(request) : undefined
  const given: Parts = {
    ...part('params', params),
    ...part('query', readQuery(request.query, routes[name].query)),
    ...part('headers', readHeaders(name, request)),
    ...(body === undefined ? {} : { body }),
  }
  const wrong = violation(name, given)
  if (wrong === undefined) return given as unknown as Routes[R]
  refuse('invalid_data', `${wrong.path === '' ? 'the request' : wrong.path} ${wrong.message}`, { details: [wrong] })
}

function part(name: string, fields: Parts): Parts {
  return Object.keys(fields).length === 0 ? {} : { [name]: fields }
}

/**
 * A plus stands for itself: it may be a part of an id, which a space never is. A parameter that comes twice is refused,
 * because whichever were taken, the other would be ignored in silence.
 */
export function readQuery(query: string, numeric: readonly string[]): Record<string, string | number> {
  const fields = new Map<string, string | number>()
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = decode(at === -1 ? pair : pair.slice(0, at))
    const text = at === -1 ? '' : decode(pair.slice(at + 1))
    if (fields.has(name)) {
      const message = 'must be given once'
      refuse('invalid_data', `query.${name} ${message}`, { details: [{ path: `query.${name}`, message }] })
    }
    fields.set(name, numeric.includes(name) ? toNumber(text) : text)
  }
  return Object.fromEntries(fields)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    refuse('bad_frame', 'The percent-encoding of the query is not UTF-8.')
  }
}

/** What is no integer stays text, so that the schema has its say on it. */
function toNumber(text: string): string | number {
  return /^(?:0|-?[1-9]\d*)$/.test(text) ? Number(text) : text
}

function readHeaders(name: ApiRoute, { header }: HttpRequest): Parts {
  if (!(name in headersOf)) return {}
  const found: [string, string][] = []
  for (const known of Object.keys(headersOf[name as WithHeaders])) {
    const value = header(known)
    if (value !== undefined) found.push([known, value])
  }
  return Object.fromEntries(found)
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Undefined when there is none: whether that will do is the schema’s to say. */
async function readBody({ header, body }: HttpRequest): Promise<unknown> {
  const type = header('content-type')
  if (type !== undefined && !/^\s*application\/json\s*(?:;|$)/i.test(type)) {
    refuse('unsupported_frame', 'The body must be JSON: send `Content-Type: application/json`.')
  }
  const bytes = await body()
  if (bytes === 'too_large') refuse('limit_exceeded', 'The body is larger than `limits.max_http_body_bytes`.')
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    refuse('bad_frame', 'The body is not JSON in UTF-8: send one JSON object.')
  }
}
