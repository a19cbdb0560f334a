/** What every part of the reference needs to know: the set, and where in the document each thing of it stands. */
import { documentsOf, type JsonSchema, type SchemaDocument, type SchemaSet } from '../model.ts'
import { reachableFrom } from '../refs.ts'
import { isObject } from '../walk.ts'
import { code } from './markdown.ts'

/** The placeholders of the prose: `<!-- requests -->` on a line of its own. */
export const sections = [
  'index',
  'requests',
  'pushes',
  'error_codes',
  'close_codes',
  'routes',
  'values',
  'settings',
] as const
export type Section = (typeof sections)[number]

/** A schema that has a place of its own among the values: a document, or a definition inside of one. */
export interface ValueEntry {
  readonly id: string
  readonly section: 'values' | 'settings'
  readonly owner: SchemaDocument
  readonly schema: JsonSchema
}

export interface Book {
  readonly set: SchemaSet
  readonly sections: ReadonlySet<Section>
  readonly values: readonly ValueEntry[]
  /** A link to where the event, route, code list or value stands; only its name when its section is left out. */
  readonly link: (owner: SchemaDocument, pointer?: string) => string
  readonly linkError: (errorCode: string) => string
}

export function bookOf(set: SchemaSet, present: ReadonlySet<Section>): Book {
  const values = valueEntries(set)
  const declared = new Set(documentsOf(set, 'error_codes').flatMap(({ role }) => role.codes.map((entry) => entry.code)))

  function link(owner: SchemaDocument, pointer = ''): string {
    const id = valueId(owner, pointer)
    const value = values.find((entry) => entry.id === id)
    if (value !== undefined) return present.has(value.section) ? linkTo(id, `value-${id}`) : code(id)
    const [section, text] = placeOf(owner)
    return section !== undefined && present.has(section) ? linkTo(text, anchorOf(owner)) : code(text)
  }

  function linkError(errorCode: string): string {
    return present.has('error_codes') && declared.has(errorCode)
      ? linkTo(errorCode, `error-${errorCode}`)
      : code(errorCode)
  }

  return { set, sections: present, values, link, linkError }
}

/** The anchor at the place of a document; error codes, close codes and definitions have anchors of their own besides. */
export function anchorOf({ name, role }: SchemaDocument): string {
  if ('event' in role) return `event-${role.event}`
  return role.kind === 'route' ? `route-${name}` : `value-${name}`
}

function placeOf({ name, role }: SchemaDocument): [Section | undefined, string] {
  switch (role.kind) {
    case 'request':
    case 'reply':
      return ['requests', role.event]
    case 'push':
    case 'error':
      return ['pushes', role.event]
    case 'route':
      return ['routes', name]
    case 'error_codes':
    case 'close_codes':
    case 'settings':
      return [role.kind, name]
    default:
      return [undefined, name]
  }
}

function linkTo(text: string, id: string): string {
  return `[${code(text)}](#${id})`
}

function valueId({ name }: SchemaDocument, pointer: string): string {
  const definition = /^\/\$defs\/([^/]+)/.exec(pointer)?.[1]
  return definition === undefined ? name : `${name}.${definition}`
}

/** What only the settings refer to is of no interest to those who write clients, and stands with the settings. */
function valueEntries(set: SchemaSet): ValueEntry[] {
  const settings = documentsOf(set, 'settings')
  const others = set.documents.filter(({ role }) => role.kind !== 'settings' && role.kind !== 'value')
  const spoken = reachableFrom(others, set)
  const configured = reachableFrom(settings, set)
  return set.documents.flatMap((owner) => {
    const forSettings = owner.role.kind === 'settings' || (configured.has(owner) && !spoken.has(owner))
    const section = forSettings ? 'settings' : 'values'
    const definitions = isObject(owner.schema['$defs']) ? Object.entries(owner.schema['$defs']) : []
    return [
      ...(owner.role.kind === 'value' ? [{ id: owner.name, section, owner, schema: owner.schema } as const] : []),
      ...definitions.flatMap(([key, schema]) =>
        isObject(schema) ? [{ id: `${owner.name}.${key}`, section, owner, schema } as const] : [],
      ),
    ]
  })
}
