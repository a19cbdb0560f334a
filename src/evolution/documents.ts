/** Which document of the one set is which of the other, and what each is for. */
import { inCodeUnits } from './change.ts'
import type { SchemaDocument } from './document.ts'

type Documents = ReadonlyMap<string, SchemaDocument>

export interface DocumentPair {
  readonly before: SchemaDocument | undefined
  readonly after: SchemaDocument | undefined
}

/**
 * By what they are on the wire first, then by name, then by being the only ones of their kind: an event is its name in a
 * frame and a route its method and path, whatever their files are called.
 */
export function pairDocuments(before: Documents, after: Documents): DocumentPair[] {
  const old = new Set(before.values())
  const now = new Set(after.values())
  const pairs: DocumentPair[] = []
  for (const keyOf of [wireName, nameOf, loneKind]) {
    const byKey = new Map([...now].map((document) => [keyOf(document), document] as const))
    byKey.delete(undefined)
    for (const document of old) {
      const key = keyOf(document)
      const other = byKey.get(key)
      if (other === undefined) continue
      pairs.push({ before: document, after: other })
      old.delete(document)
      now.delete(other)
      byKey.delete(key)
    }
  }
  for (const document of old) pairs.push({ before: document, after: undefined })
  for (const document of now) pairs.push({ before: undefined, after: document })
  return pairs.sort((a, b) => inCodeUnits(nameOfPair(a), nameOfPair(b)))
}

/** The name that changes are reported under: that of today, where there is one. */
export function nameOfPair({ before, after }: DocumentPair): string {
  return after?.name ?? before?.name ?? ''
}

function wireName({ role }: SchemaDocument): string | undefined {
  if ('event' in role) return `event ${role.event}`
  return role.kind === 'route' ? `${role.method} ${role.path}` : undefined
}

function nameOf({ name }: SchemaDocument): string {
  return name
}

const lone: ReadonlySet<string> = new Set(['settings', 'protocol', 'error_codes', 'close_codes'])

function loneKind({ role }: SchemaDocument): string | undefined {
  return lone.has(role.kind) ? role.kind : undefined
}
