/**
 * How a schema says what it is for. A schema carries one annotation, `x-pactwire`; the generator reads nothing else.
 * These helpers write it, so that an event stands in one place: its frame, its reply, its errors and its example.
 * A plain JSON Schema file can write the same annotation by hand (docs/GENERATOR.md).
 */
import { type TObject, type TProperties, type TSchema, type TUnsafe, Type } from '@sinclair/typebox'

type Example = Readonly<Record<string, unknown>>

/** A reference to a schema with a name, with words of its own for the place where it is used. */
export function ref(target: TSchema, description?: string) {
  const $ref = `${target.$id}.json`
  return Type.Unsafe<unknown>(description === undefined ? { $ref } : { $ref, description })
}

/** An object that takes no other keys than these: everything that a client or an operator writes. */
export function closed<T extends TProperties>(properties: T, options: Record<string, unknown> = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options })
}

/** An object that may grow: everything that the server writes. Clients ignore keys that they do not know. */
export function open<T extends TProperties>(properties: T, options: Record<string, unknown> = {}) {
  return Type.Object(properties, options)
}

/** A part of a frame or of a call may be left out where every field of it may. */
function part(name: string, schema: TSchema | undefined): TProperties {
  if (schema === undefined) return {}
  const required: unknown = schema['required']
  const dispensable = schema['type'] === 'object' && !(Array.isArray(required) && required.length > 0)
  return { [name]: dispensable ? Type.Optional(schema) : schema }
}

interface FrameParts {
  readonly event: string
  readonly description: string
  readonly data?: TObject | TUnsafe<unknown>
  readonly example: Example
  readonly id?: TSchema
  readonly strict: boolean
  readonly annotation: Record<string, unknown>
}

function frame({ event, description, data, example, id, strict, annotation }: FrameParts): TSchema {
  const properties: TProperties = {
    type: Type.Literal(event, { description: 'The name of the event.' }),
    ...(id === undefined ? {} : { id: Type.Optional(id) }),
    // What the server writes is always there: one case less for everybody who reads it.
    ...(strict ? part('data', data) : data === undefined ? {} : { data }),
  }
  return (strict ? closed : open)(properties, {
    $id: event,
    description,
    examples: [example],
    'x-pactwire': { ...annotation, event },
  })
}

export interface OperationParts {
  readonly event: string
  readonly description: string
  /** In which state of the session it may be asked: `opening` is before `connect` has succeeded. */
  readonly session: 'opening' | 'open'
  readonly id: TSchema
  readonly data: TObject
  readonly example: Example
  /** What this request in particular can be answered with; `everyRequest` of the protocol adds the rest. */
  readonly errors: readonly string[]
  readonly reply: { readonly description: string; readonly data: TObject; readonly example: Example }
}

/** A request of the client and the reply it gets when all is well: `<event>` and `<event>_ack`. */
export function operation({
  event,
  description,
  session,
  id,
  data,
  example,
  errors,
  reply,
}: OperationParts): TSchema[] {
  const ack = `${event}_ack`
  return [
    frame({
      event,
      description,
      data,
      example,
      id,
      strict: true,
      annotation: { kind: 'request', reply: ack, errors: [...errors], session },
    }),
    frame({ event: ack, ...reply, id, strict: false, annotation: { kind: 'reply' } }),
  ]
}

/** Something the server says unasked. */
export function push(parts: {
  event: string
  description: string
  data: TObject | TUnsafe<unknown>
  example: Example
}): TSchema {
  return frame({ ...parts, strict: false, annotation: { kind: 'push' } })
}

/** The one event that says that something went wrong: the answer to a request when it repeats its id, a push when not. */
export function failure(parts: {
  event: string
  description: string
  id: TSchema
  data: TObject
  example: Example
}): TSchema {
  return frame({ ...parts, strict: false, annotation: { kind: 'error' } })
}

export interface ErrorCode {
  readonly meaning: string
  /** What the client, or the person who writes it, should do. */
  readonly action: string
  /** Whether the same request can succeed later without being changed. */
  readonly retryable: boolean
  /** The status that the HTTP API answers with for the same reason. */
  readonly status: number
}

export function errorCodes(name: string, description: string, codes: Readonly<Record<string, ErrorCode>>): TSchema {
  return Type.Unsafe<string>({
    $id: name,
    type: 'string',
    enum: Object.keys(codes),
    description,
    'x-pactwire': { kind: 'error_codes', codes },
  })
}

export interface CloseCode {
  readonly name: string
  readonly meaning: string
  readonly action: string
  /** `stop`: do not come back as you are; `reconnect`: come back with jitter; `resume`: the same, and recover what was missed. */
  readonly policy: 'stop' | 'reconnect' | 'resume'
}

/** What codes ask that are not in the list, because they are newer than the client, or the server did not say them. */
export interface CloseRange {
  readonly from: number
  /** The last of them. */
  readonly to: number
  readonly policy: CloseCode['policy']
  readonly meaning: string
}

export interface CloseCodes {
  readonly codes: Readonly<Record<number, CloseCode>>
  readonly ranges: readonly CloseRange[]
  /** What a connection can end with that the server does not say: a client does, or the WebSocket library. */
  readonly peers: Readonly<Record<number, { readonly name: string; readonly meaning: string }>>
}

export function closeCodes(name: string, description: string, { codes, ranges, peers }: CloseCodes): TSchema {
  const listed = <T extends object>(entries: Readonly<Record<number, T>>) =>
    Object.entries(entries).map(([code, entry]) => ({ code: Number(code), ...entry }))
  return Type.Unsafe<number>({
    $id: name,
    type: 'integer',
    enum: Object.keys(codes).map(Number),
    description,
    'x-pactwire': {
      kind: 'close_codes',
      codes: listed(codes),
      ranges,
      peers: listed(peers),
    },
  })
}

export interface RouteParts {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly description: string
  readonly access: 'api_key' | 'open'
  readonly params?: TObject
  readonly query?: TObject
  readonly headers?: TObject
  readonly body?: TObject
  readonly example?: Example
  readonly success: {
    readonly status: number
    readonly description: string
    readonly body?: TSchema
    readonly type?: string
  }
  readonly errors: readonly string[]
}

/** A route of the HTTP API. The schema describes what the caller sends: params, query, headers and body as one object. */
export function route(parts: RouteParts): TSchema {
  const { name, method, path, description, access, params, query, headers, body, example, success, errors } = parts
  const { body: successBody, ...successRest } = success
  return closed(
    {
      ...part('params', params),
      ...part('query', query),
      ...part('headers', headers),
      ...part('body', body),
    },
    {
      $id: name,
      description,
      ...(example === undefined ? {} : { examples: [example] }),
      'x-pactwire': {
        kind: 'route',
        method,
        path,
        access,
        errors: [...errors],
        success: successBody === undefined ? successRest : { ...successRest, schema: successBody },
      },
    },
  )
}
