/**
 * What a schema is for, read from its annotation `x-pactwire`. More leniently than the generator reads it: a set that
 * an older generator wrote, or a newer one, is to be compared and not corrected.
 */
import { GeneratorError, type JsonSchema, type JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import { textsIn } from './json.ts'

export interface ErrorCode {
  readonly code: string
  readonly retryable: boolean
  readonly status: number
}

export interface CloseCode {
  readonly code: string
  readonly name: string
  readonly policy: string
}

export interface CloseRange {
  readonly from: number
  readonly to: number
  readonly policy: string
}

export type Role =
  /** Without an annotation, or with one of a kind that is not known here: a schema for others to refer to. */
  | { readonly kind: 'value' }
  | {
      readonly kind: 'request'
      readonly event: string
      readonly reply: string
      readonly errors: readonly string[]
      readonly session: string
    }
  | { readonly kind: 'reply' | 'push' | 'error'; readonly event: string }
  | { readonly kind: 'event'; readonly event: string; readonly version: number }
  | { readonly kind: 'error_codes'; readonly codes: readonly ErrorCode[] }
  | { readonly kind: 'close_codes'; readonly codes: readonly CloseCode[]; readonly ranges: readonly CloseRange[] }
  | {
      readonly kind: 'route'
      readonly method: string
      readonly path: string
      readonly access: string
      readonly errors: readonly string[]
      readonly success: { readonly status: number; readonly type?: string; readonly schema?: JsonSchema }
    }
  | { readonly kind: 'settings'; readonly env: string }
  | {
      readonly kind: 'protocol'
      readonly version: string
      readonly path: string
      readonly subprotocol: string
      readonly everyRequest: readonly string[]
    }

export type RoleOf<K extends Role['kind']> = Extract<Role, { kind: K }>

type Fields = { readonly [key: string]: JsonValue }

export function readRole(schema: JsonSchema, name: string, place: string): Role {
  const annotation = schema['x-pactwire']
  if (annotation === undefined) return { kind: 'value' }
  if (!isObject(annotation)) throw new GeneratorError(place, '`x-pactwire` must be an object')
  const text = (key: string, otherwise: string) => textAt(annotation, key) ?? otherwise
  const kind = text('kind', '')
  switch (kind) {
    case 'request':
      return {
        kind,
        event: text('event', name),
        reply: text('reply', ''),
        errors: textsIn(annotation['errors']),
        session: text('session', 'open'),
      }
    case 'reply':
    case 'push':
    case 'error':
      return { kind, event: text('event', name) }
    case 'event':
      return { kind, event: name, version: numberAt(annotation, 'version') ?? 1 }
    case 'error_codes':
      return { kind, codes: Object.entries(fieldsAt(annotation, 'codes')).map(errorCode) }
    case 'close_codes':
      return {
        kind,
        codes: listAt(annotation, 'codes').map(closeCode),
        ranges: listAt(annotation, 'ranges').map(closeRange),
      }
    case 'route':
      return {
        kind,
        method: text('method', ''),
        path: text('path', ''),
        access: text('access', 'api_key'),
        errors: textsIn(annotation['errors']),
        success: success(fieldsAt(annotation, 'success')),
      }
    case 'settings':
      return { kind, env: text('env', '') }
    case 'protocol':
      return {
        kind,
        version: text('version', ''),
        path: text('path', ''),
        subprotocol: text('subprotocol', 'none'),
        everyRequest: textsIn(annotation['everyRequest']),
      }
    default:
      return { kind: 'value' }
  }
}

function success(fields: Fields): RoleOf<'route'>['success'] {
  const type = textAt(fields, 'type')
  const schema = fields['schema']
  return {
    status: numberAt(fields, 'status') ?? 200,
    ...(type === undefined ? {} : { type }),
    ...(isObject(schema) ? { schema } : {}),
  }
}

function errorCode([code, entry]: [string, JsonValue]): ErrorCode {
  const fields = isObject(entry) ? entry : {}
  return { code, retryable: fields['retryable'] === true, status: numberAt(fields, 'status') ?? 400 }
}

function closeCode(entry: JsonValue): CloseCode {
  const fields = isObject(entry) ? entry : {}
  return {
    code: String(numberAt(fields, 'code') ?? ''),
    name: textAt(fields, 'name') ?? '',
    policy: textAt(fields, 'policy') ?? 'none',
  }
}

function closeRange(entry: JsonValue): CloseRange {
  const fields = isObject(entry) ? entry : {}
  return {
    from: numberAt(fields, 'from') ?? 0,
    to: numberAt(fields, 'to') ?? 0,
    policy: textAt(fields, 'policy') ?? 'none',
  }
}

function listAt(fields: Fields, key: string): readonly JsonValue[] {
  const value = fields[key]
  return Array.isArray(value) ? value : []
}

function fieldsAt(fields: Fields, key: string): Fields {
  const value = fields[key]
  return isObject(value) ? value : {}
}

function textAt(fields: Fields, key: string): string | undefined {
  const value = fields[key]
  return typeof value === 'string' ? value : undefined
}

function numberAt(fields: Fields, key: string): number | undefined {
  const value = fields[key]
  return typeof value === 'number' ? value : undefined
}
