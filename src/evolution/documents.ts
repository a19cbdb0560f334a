/** Which document of the one set is which of the other, and what each is for. */
import type { HttpMethod } from '../codegen/model.ts'
import { inCodeUnits } from './change.ts'
import type { SchemaDocument } from './document.ts'

export interface DocumentPair {
  readonly before: SchemaDocument | undefined
  readonly after: SchemaDocument | undefined
}

/**
 * By what they are on the wire first, then by name: an event is its name in a frame and a route its method and path,
 * whatever their files are called.
 */
export function pairDocuments(
  before: ReadonlyMap<string, SchemaDocument>,
  after: ReadonlyMap<string, SchemaDocument>,
): DocumentPair[] {
  const old = new Set(before.values())
  const now = new Set(after.values())
  const pairs: DocumentPair[] = []
  for (const keyOf of [wireName, nameOf]) {
    const byKey = new Map([...now].flatMap((document) => entry(keyOf(document), document)))
    for (const document of old) {
      const key = keyOf(document)
      const other = key === undefined ? undefined : byKey.get(key)
      if (other === undefined) continue
      pairs.push({ before: document, after: other })
      old.delete(document)
      now.delete(other)
      if (key !== undefined) byKey.delete(key)
    }
  }
  for (const document of old) pairs.push({ before: document, after: undefined })
  for (const document of now) pairs.push({ before: undefined, after: document })
  return pairs.sort((a, b) => inCodeUnits(nameOfPair(a), nameOfPair(b)))
}

/** The name that the change is reported under: that of today, where there is one. */
export function nameOfPair({ before, after }: DocumentPair): string {
  return after?.name ?? before?.name ?? ''
}

function wireName({ role }: SchemaDocument): string | undefined {
  switch (role.kind) {
    case 'request':
    case 'reply':
    case 'push':
    case 'error':
      return `event ${role.event}`
    case 'route':
      return routeName(role)
    case 'settings':
    case 'protocol':
    case 'close_codes':
    case 'error_codes':
      return role.kind
    case 'value':
      return undefined
  }
}

export function routeName({ method, path }: { readonly method: HttpMethod; readonly path: string }): string {
  return `${method} ${path}`
}

function nameOf({ name }: SchemaDocument): string {
  return name
}

function entry(key: string | undefined, document: SchemaDocument): [string, SchemaDocument][] {
  return key === undefined ? [] : [[key, document]]
}
