/** The annotation `x-pactwire` to a role, with every mistake in it named. */
import {
  type CloseCodeEntry,
  type ClosePolicy,
  type CloseRange,
  type ErrorCodeEntry,
  GeneratorError,
  type HttpMethod,
  type JsonSchema,
  type JsonValue,
  type PeerClose,
  type Role,
  type RoleOf,
} from './model.ts'
import { snakeCase } from './names.ts'
import { suggestion } from './nearest.ts'
import { isObject } from './walk.ts'

export const kinds: readonly Role['kind'][] = [
  'request',
  'reply',
  'push',
  'error',
  'event',
  'error_codes',
  'close_codes',
  'route',
  'settings',
  'protocol',
  'value',
]
const methods: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']
const policies: readonly ClosePolicy[] = ['stop', 'reconnect', 'resume']

type Fields = { [key: string]: JsonValue }

export function readRole(schema: JsonSchema, name: string, place: string): Role {
  const annotation = schema['x-pactwire']
  if (annotation === undefined) return { kind: 'value' }
  if (!isObject(annotation)) throw new GeneratorError(place, '`x-pactwire` must be an object')
  const read = reader(annotation, place, 'x-pactwire')
  const role = roleOf(read, schema, name, place)
  read.refuseOthers()
  return role
}

function roleOf(read: Reader, schema: JsonSchema, name: string, place: string): Role {
  const kind = read.oneOf('kind', kinds)
  switch (kind) {
    case 'value':
      return { kind }
    case 'request':
      return {
        kind,
        event: eventOf(schema, name, read, place),
        reply: read.text('reply'),
        errors: read.texts('errors'),
        session: read.oneOf('session', ['opening', 'open'], 'open'),
      }
    case 'reply':
    case 'push':
    case 'error':
      return { kind, event: eventOf(schema, name, read, place) }
    case 'event':
      return { kind, event: payloadEvent(schema, name, place), version: versionOf(read, place) }
    case 'error_codes':
      return { kind, codes: errorCodes(read, schema, place) }
    case 'close_codes':
      return {
        kind,
        codes: closeCodes(read, schema, place),
        ranges: closeRanges(read, place),
        peers: peerCloses(read, place),
      }
    case 'route':
      return routeOf(read, schema, place)
    case 'settings':
      return { kind, env: read.text('env') }
    case 'protocol': {
      const subprotocol = read.optionalText('subprotocol')
      const server = read.optionalText('server')
      const license = read.optional('license')
      const named =
        license === undefined ? undefined : { name: license.text('name'), identifier: license.text('identifier') }
      license?.refuseOthers()
      return {
        kind,
        name: read.text('name'),
        version: read.text('version'),
        title: read.text('title'),
        description: read.text('description'),
        path: read.text('path'),
        ...(subprotocol === undefined ? {} : { subprotocol }),
        ...(server === undefined ? {} : { server }),
        ...(named === undefined ? {} : { license: named }),
        everyRequest: read.texts('everyRequest'),
      }
    }
  }
}

function routeOf(read: Reader, schema: JsonSchema, place: string): RoleOf<'route'> {
  const success = read.inside('success')
  const type = success.optionalText('type')
  const body = success.optionalFields('schema')
  const answer = {
    status: success.number('status'),
    description: success.text('description'),
    ...(type === undefined ? {} : { type }),
    ...(body === undefined ? {} : { schema: body }),
  }
  success.refuseOthers()
  const path = read.text('path')
  if (!/^\/[^\s?#]*$/.test(path))
    throw new GeneratorError(place, `\`x-pactwire.path\` is \`${path}\`; a path begins with /`)
  checkParameters(path, schema, place)
  return {
    kind: 'route',
    method: read.oneOf('method', methods),
    path,
    access: read.oneOf('access', ['api_key', 'open'], 'api_key'),
    errors: read.texts('errors'),
    success: answer,
  }
}

/** What stands in braces in the path and what stands in `params` are the same names. */
function checkParameters(path: string, schema: JsonSchema, place: string): void {
  const inPath = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
  const params = isObject(schema['properties']) ? schema['properties']['params'] : undefined
  const declared = isObject(params) && isObject(params['properties']) ? Object.keys(params['properties']) : []
  // A reference leads elsewhere; what it leads to is not known yet.
  if (isObject(params) && '$ref' in params) return
  const missing = inPath.find((name) => !declared.includes(name))
  if (missing !== undefined)
    throw new GeneratorError(place, `its path has {${missing}}, and \`properties.params\` does not`)
  const unused = declared.find((name) => !inPath.includes(name))
  if (unused !== undefined)
    throw new GeneratorError(place, `\`properties.params\` has \`${unused}\`, and its path does not`)
}

/** A frame says its own name twice, in the annotation and as the constant of `type`: they must agree. */
function eventOf(schema: JsonSchema, name: string, read: Reader, place: string): string {
  const event = read.optionalText('event') ?? name
  if (!/^[^\s\p{C}]{1,100}$/u.test(event) || event === '__proto__') {
    throw new GeneratorError(place, '`x-pactwire.event` must be 1 to 100 characters without blanks')
  }
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const type = properties['type']
  if (!isObject(type) || type['const'] !== event) {
    throw new GeneratorError(place, `a frame must have \`properties.type.const\` equal to its event, \`${event}\``)
  }
  return event
}

/** An event is called like its schema, so that `<event>.json` is where it stands. */
function payloadEvent(schema: JsonSchema, name: string, place: string): string {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name)) {
    const fitting = snakeCase(name)
    const hint = /^[a-z][a-z0-9_]{0,63}$/.test(fitting) ? `; call it \`${fitting}\`` : ''
    throw new GeneratorError(
      place,
      `\`${name}\` cannot be the name of an event: 1 to 64 small letters, digits and _, a letter first${hint}`,
    )
  }
  if (schema['type'] !== 'object') {
    throw new GeneratorError(
      place,
      'the payload of an event must be an object: its schema must have `"type": "object"`',
    )
  }
  return name
}

function versionOf(read: Reader, place: string): number {
  const version = read.number('version', 1)
  if (Number.isInteger(version) && version >= 1 && version <= 1_000_000) return version
  throw new GeneratorError(place, '`x-pactwire.version` must be an integer from 1')
}

function errorCodes(read: Reader, schema: JsonSchema, place: string): ErrorCodeEntry[] {
  const codes = read.inside('codes')
  const entries = codes.keys().map((code): ErrorCodeEntry => {
    const entry = codes.inside(code)
    const found = {
      code,
      meaning: entry.text('meaning'),
      action: entry.text('action'),
      retryable: entry.boolean('retryable'),
      status: entry.number('status', 400),
    }
    entry.refuseOthers()
    return found
  })
  checkEnum(
    schema,
    entries.map(({ code }) => code),
    place,
  )
  return entries
}

function closeCodes(read: Reader, schema: JsonSchema, place: string): CloseCodeEntry[] {
  const entries = read.each(
    'codes',
    (entry): CloseCodeEntry => ({
      code: entry.number('code'),
      name: entry.text('name'),
      meaning: entry.text('meaning'),
      action: entry.text('action'),
      policy: entry.oneOf('policy', policies),
    }),
  )
  checkOnce(entries, 'x-pactwire.codes', place)
  checkEnum(
    schema,
    entries.map(({ code }) => code),
    place,
  )
  return entries
}

function closeRanges(read: Reader, place: string): CloseRange[] {
  const ranges = read.each(
    'ranges',
    (entry): CloseRange => ({
      from: entry.number('from'),
      to: entry.number('to'),
      policy: entry.oneOf('policy', policies),
      meaning: entry.text('meaning'),
    }),
    [],
  )
  const name = ({ from, to }: CloseRange) => `${from} to ${to}`
  for (const [at, range] of ranges.entries()) {
    if (range.from > range.to) throw new GeneratorError(place, `\`x-pactwire.ranges[${at}]\` ends before it begins`)
    const other = ranges.slice(0, at).find(({ from, to }) => range.from <= to && from <= range.to)
    if (other !== undefined)
      throw new GeneratorError(place, `\`x-pactwire.ranges\`: ${name(other)} and ${name(range)} overlap`)
  }
  return ranges
}

function peerCloses(read: Reader, place: string): PeerClose[] {
  const peers = read.each(
    'peers',
    (entry): PeerClose => ({ code: entry.number('code'), name: entry.text('name'), meaning: entry.text('meaning') }),
    [],
  )
  checkOnce(peers, 'x-pactwire.peers', place)
  return peers
}

function checkOnce(entries: readonly { readonly code: number; readonly name: string }[], path: string, place: string) {
  for (const key of ['code', 'name'] as const) {
    const twice = entries.find((entry, at) => entries.findIndex((other) => other[key] === entry[key]) !== at)
    if (twice !== undefined) throw new GeneratorError(place, `\`${path}\` has the ${key} \`${twice[key]}\` twice`)
  }
}

/** The schema of a code says which codes there are, and so does the annotation. */
function checkEnum(schema: JsonSchema, codes: readonly (string | number)[], place: string): void {
  const choices = Array.isArray(schema['enum']) ? schema['enum'] : undefined
  if (choices === undefined) throw new GeneratorError(place, 'the schema of codes must have an `enum` of them')
  const missing = codes.find((code) => !choices.includes(code))
  if (missing !== undefined)
    throw new GeneratorError(place, `\`x-pactwire.codes\` has \`${missing}\`, and its \`enum\` does not`)
  const unknown = choices.find((choice) => !codes.some((code) => code === choice))
  if (unknown !== undefined)
    throw new GeneratorError(place, `its \`enum\` has \`${unknown}\`, and \`x-pactwire.codes\` does not`)
}

interface Reader {
  keys(): string[]
  optionalText(key: string): string | undefined
  optionalFields(key: string): Fields | undefined
  optional(key: string): Reader | undefined
  text(key: string): string
  inside(key: string): Reader
  /** The entries of a list, each of which is an object. */
  each<T>(key: string, read: (entry: Reader) => T, otherwise?: JsonValue[]): T[]
  texts(key: string): string[]
  number(key: string, otherwise?: number): number
  boolean(key: string): boolean
  oneOf<T extends string>(key: string, choices: readonly T[], otherwise?: T): T
  /** To be called last: a key that nobody has asked for is a misspelling. */
  refuseOthers(): void
}

function reader(fields: Fields, place: string, path: string): Reader {
  const asked = new Set<string>()
  const take = (key: string): JsonValue | undefined => {
    asked.add(key)
    return Object.hasOwn(fields, key) ? fields[key] : undefined
  }
  const wrong = (key: string, wanted: string): never => {
    throw new GeneratorError(place, `\`${path}.${key}\` must be ${wanted}`)
  }
  const optionalText = (key: string): string | undefined => {
    const value = take(key)
    if (value === undefined) return undefined
    return typeof value === 'string' && value !== '' ? value : wrong(key, 'text')
  }
  const optionalFields = (key: string): Fields | undefined => {
    const value = take(key)
    if (value === undefined) return undefined
    return isObject(value) ? value : wrong(key, 'an object')
  }
  const optional = (key: string): Reader | undefined => {
    const inner = optionalFields(key)
    return inner === undefined ? undefined : reader(inner, place, `${path}.${key}`)
  }
  return {
    optionalText,
    optionalFields,
    optional,
    keys: () => Object.keys(fields),
    text: (key) => optionalText(key) ?? wrong(key, 'text'),
    inside: (key) => optional(key) ?? wrong(key, 'an object'),
    each: (key, read, otherwise) => {
      const value = take(key) ?? otherwise
      if (!Array.isArray(value)) return wrong(key, 'a list')
      return value.map((item, at) => {
        const entry = reader(isObject(item) ? item : {}, place, `${path}.${key}[${at}]`)
        const found = read(entry)
        entry.refuseOthers()
        return found
      })
    },
    texts: (key) => {
      const value = take(key) ?? []
      if (!Array.isArray(value)) return wrong(key, 'a list of texts')
      return value.map((item) => (typeof item === 'string' ? item : wrong(key, 'a list of texts')))
    },
    number: (key, otherwise) => {
      const value = take(key) ?? otherwise
      return typeof value === 'number' ? value : wrong(key, 'a number')
    },
    boolean: (key) => {
      const value = take(key)
      return typeof value === 'boolean' ? value : wrong(key, 'true or false')
    },
    oneOf: (key, choices, otherwise) => {
      const value = take(key) ?? otherwise
      const hint = typeof value === 'string' ? suggestion(value, choices) : ''
      return choices.find((choice) => choice === value) ?? wrong(key, `one of ${choices.join(', ')}${hint}`)
    },
    refuseOthers: () => {
      const unknown = Object.keys(fields).find((key) => !asked.has(key))
      if (unknown === undefined) return
      throw new GeneratorError(place, `\`${path}.${unknown}\` is not known here${suggestion(unknown, asked)}`)
    },
  }
}
