/** The annotation `x-pactwire` to a role, with every mistake in it named. */
import {
  type ClosePolicy,
  type CloseCodeEntry,
  type ErrorCodeEntry,
  GeneratorError,
  type HttpMethod,
  type JsonSchema,
  type JsonValue,
  type Role,
} from './model.ts'
import { isObject } from './walk.ts'

const methods: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']
const policies: readonly ClosePolicy[] = ['stop', 'reconnect', 'resume']

type Fields = { [key: string]: JsonValue }

export function readRole(schema: JsonSchema, name: string, place: string): Role {
  const annotation = schema['x-pactwire']
  if (annotation === undefined) return { kind: 'value' }
  if (!isObject(annotation)) throw new GeneratorError(place, '`x-pactwire` must be an object')
  const read = reader(annotation, place)
  const kind = read.text('kind')
  switch (kind) {
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
    case 'error_codes':
      return { kind, codes: Object.entries(read.fields('codes')).map(([code, entry]) => errorCode(code, entry, place)) }
    case 'close_codes':
      return { kind, codes: read.list('codes').map((entry) => closeCode(entry, place)) }
    case 'route': {
      const success = reader(read.fields('success'), `${place} (success)`)
      const type = success.optionalText('type')
      const body = success.optionalFields('schema')
      return {
        kind,
        method: read.oneOf('method', methods),
        path: read.text('path'),
        access: read.oneOf('access', ['api_key', 'open'], 'api_key'),
        errors: read.texts('errors'),
        success: {
          status: success.number('status'),
          description: success.text('description'),
          ...(type === undefined ? {} : { type }),
          ...(body === undefined ? {} : { schema: body }),
        },
      }
    }
    case 'settings':
      return { kind, env: read.text('env') }
    case 'protocol': {
      const subprotocol = read.optionalText('subprotocol')
      const server = read.optionalText('server')
      const license = read.optionalFields('license')
      return {
        kind,
        name: read.text('name'),
        version: read.text('version'),
        title: read.text('title'),
        description: read.text('description'),
        path: read.text('path'),
        ...(subprotocol === undefined ? {} : { subprotocol }),
        ...(server === undefined ? {} : { server }),
        ...(license === undefined
          ? {}
          : { license: { name: reader(license, place).text('name'), identifier: reader(license, place).text('identifier') } }),
        everyRequest: read.texts('everyRequest'),
      }
    }
    default:
      throw new GeneratorError(place, `\`x-pactwire.kind\` is \`${kind}\`, which is not a kind of schema`)
  }
}

/** A frame says its own name twice, in the annotation and as the constant of `type`: they must agree. */
function eventOf(schema: JsonSchema, name: string, read: ReturnType<typeof reader>, place: string): string {
  const event = read.optionalText('event') ?? name
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const type = properties['type']
  if (!isObject(type) || type['const'] !== event) {
    throw new GeneratorError(place, `a frame must have \`properties.type.const\` equal to its event, \`${event}\``)
  }
  return event
}

function errorCode(code: string, entry: JsonValue, place: string): ErrorCodeEntry {
  const read = reader(isObject(entry) ? entry : {}, `${place} (code ${code})`)
  return {
    code,
    meaning: read.text('meaning'),
    action: read.text('action'),
    retryable: read.boolean('retryable'),
    status: read.number('status', 400),
  }
}

function closeCode(entry: JsonValue, place: string): CloseCodeEntry {
  const read = reader(isObject(entry) ? entry : {}, `${place} (close codes)`)
  return {
    code: read.number('code'),
    name: read.text('name'),
    meaning: read.text('meaning'),
    action: read.text('action'),
    policy: read.oneOf('policy', policies),
  }
}

function reader(fields: Fields, place: string) {
  const wrong = (key: string, wanted: string): never => {
    throw new GeneratorError(place, `\`x-pactwire\` needs \`${key}\` to be ${wanted}`)
  }
  const optionalText = (key: string): string | undefined => {
    const value = fields[key]
    if (value === undefined) return undefined
    return typeof value === 'string' && value !== '' ? value : wrong(key, 'text')
  }
  const optionalFields = (key: string): Fields | undefined => {
    const value = fields[key]
    if (value === undefined) return undefined
    return isObject(value) ? value : wrong(key, 'an object')
  }
  return {
    optionalText,
    optionalFields,
    text: (key: string): string => optionalText(key) ?? wrong(key, 'text'),
    fields: (key: string): Fields => optionalFields(key) ?? wrong(key, 'an object'),
    list: (key: string): JsonValue[] => {
      const value = fields[key]
      return Array.isArray(value) ? value : wrong(key, 'a list')
    },
    texts: (key: string): string[] => {
      const value = fields[key] ?? []
      if (!Array.isArray(value)) return wrong(key, 'a list of texts')
      return value.map((item) => (typeof item === 'string' ? item : wrong(key, 'a list of texts')))
    },
    number: (key: string, otherwise?: number): number => {
      const value = fields[key] ?? otherwise
      return typeof value === 'number' ? value : wrong(key, 'a number')
    },
    boolean: (key: string): boolean => {
      const value = fields[key]
      return typeof value === 'boolean' ? value : wrong(key, 'true or false')
    },
    oneOf: <T extends string>(key: string, choices: readonly T[], otherwise?: T): T => {
      const value = fields[key] ?? otherwise
      return choices.find((choice) => choice === value) ?? wrong(key, `one of ${choices.join(', ')}`)
    },
  }
}
