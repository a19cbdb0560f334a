/**
 * What the generator knows of a folder of schemas once it is read: a list of named documents, each plain JSON Schema
 * with a role. The emitters (types, validators, documents, prose) see this and nothing of TypeBox or of files.
 */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue }
export type JsonSchema = { [key: string]: JsonValue }

export interface ErrorCodeEntry {
  readonly code: string
  readonly meaning: string
  readonly action: string
  readonly retryable: boolean
  readonly status: number
}

export type ClosePolicy = 'stop' | 'reconnect' | 'resume'

export interface CloseCodeEntry {
  readonly code: number
  readonly name: string
  readonly meaning: string
  readonly action: string
  readonly policy: ClosePolicy
}

/** What codes ask that are not in the list: of a later version, or of something in between. */
export interface CloseRange {
  readonly from: number
  /** The last of them. */
  readonly to: number
  readonly policy: ClosePolicy
  readonly meaning: string
}

/** What a connection can end with that the server does not say: a client does, or the WebSocket library. */
export interface PeerClose {
  readonly code: number
  readonly name: string
  readonly meaning: string
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

/** What a schema is for, as its `x-pactwire` annotation says; `value` is a schema without one, for others to refer to. */
export type Role =
  | { readonly kind: 'value' }
  | {
      readonly kind: 'request'
      readonly event: string
      readonly reply: string
      readonly errors: readonly string[]
      readonly session: 'opening' | 'open'
    }
  | { readonly kind: 'reply'; readonly event: string }
  | { readonly kind: 'push'; readonly event: string }
  | { readonly kind: 'error'; readonly event: string }
  /** What an application publishes to a channel; the schema is that of the payload. */
  | { readonly kind: 'event'; readonly event: string; readonly version: number }
  | { readonly kind: 'error_codes'; readonly codes: readonly ErrorCodeEntry[] }
  | {
      readonly kind: 'close_codes'
      readonly codes: readonly CloseCodeEntry[]
      readonly ranges: readonly CloseRange[]
      readonly peers: readonly PeerClose[]
    }
  | {
      readonly kind: 'route'
      readonly method: HttpMethod
      /** With parameters in braces: `/channels/{channel_id}`. */
      readonly path: string
      readonly access: 'api_key' | 'open'
      readonly errors: readonly string[]
      readonly success: {
        readonly status: number
        readonly description: string
        /** The media type of the body, `application/json` when there is a schema and nothing is said. */
        readonly type?: string
        readonly schema?: JsonSchema
      }
    }
  | { readonly kind: 'settings'; readonly env: string }
  | {
      readonly kind: 'protocol'
      /** A short name for machines: `pactwire`. */
      readonly name: string
      readonly version: string
      readonly title: string
      readonly description: string
      readonly path: string
      readonly subprotocol?: string
      readonly server?: string
      readonly license?: { readonly name: string; readonly identifier: string }
      readonly everyRequest: readonly string[]
    }

export type RoleOf<K extends Role['kind']> = Extract<Role, { kind: K }>

export interface SchemaDocument<R extends Role = Role> {
  /** The name in snake_case; `<name>.json` is its file and its `$id`, and what others refer to. */
  readonly name: string
  /** The name of the TypeScript type: `JoinChannel` for `join_channel`. */
  readonly typeName: string
  /** The file it was read from, relative to the folder that was given: for headers and complaints. */
  readonly source: string
  /** Plain JSON Schema 2020-12: `$ref` is `<name>.json`, `<name>.json#/$defs/X` or `#…`; annotations with `x-` remain. */
  readonly schema: JsonSchema
  readonly role: R
}

export interface SchemaSet {
  /** How the folder was named by the person who asked, for headers: `schema`. */
  readonly source: string
  /** The command that makes this again, for headers. */
  readonly command: string
  /** By name, in code unit order. */
  readonly documents: readonly SchemaDocument[]
  /** The prose that the reference document is built around (`reference.md` of the folder), if there is one. */
  readonly reference: string | undefined
}

/** A file that an emitter wants written; `path` is relative to the output folder. */
export interface OutputFile {
  readonly path: string
  readonly content: string
}

export function documentsOf<K extends Role['kind']>(set: SchemaSet, kind: K): SchemaDocument<RoleOf<K>>[] {
  return set.documents.filter((document): document is SchemaDocument<RoleOf<K>> => document.role.kind === kind)
}

export function findDocument(set: SchemaSet, name: string): SchemaDocument | undefined {
  return set.documents.find((document) => document.name === name)
}

/** What is wrong with what the person gave us: one line that names file and place, and no stack trace. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError'
  readonly place: string
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`)
    this.place = place
  }
}
