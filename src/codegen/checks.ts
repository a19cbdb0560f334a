/** Mistakes that only show when the documents of a set are seen together. */

import { documentsOf, GeneratorError, type Role, type SchemaDocument } from './model.ts'
import { pascalCase } from './names.ts'
import { suggestion } from './nearest.ts'
import { placeOf } from './place.ts'
import { isObject } from './walk.ts'

/** Names that the generated modules give to types of their own. */
const reserved = new Set([
  'ClientFrame',
  'ErrorFrame',
  'Operations',
  'PushFrame',
  'Pushes',
  'Record',
  'ReplyFrame',
  'Routes',
  'ServerFrame',
])

export function checkTogether(documents: readonly SchemaDocument[]): void {
  checkTypeNames(documents)
  refuseTwice(
    documents.filter(({ role }) => 'event' in role),
    'the event',
    ({ role }) => ('event' in role ? role.event : ''),
  )
  refuseTwice(
    documents.filter(({ role }) => role.kind === 'route'),
    'the route',
    ({ role }) => (role.kind === 'route' ? `${role.method} ${role.path.replace(/\{[^}]*\}/g, '{}')}` : ''),
  )
  for (const kind of ['protocol', 'settings', 'error_codes', 'close_codes'] as const) {
    refuseTwice(
      documents.filter(({ role }) => role.kind === kind),
      '`x-pactwire.kind`',
      () => kind,
    )
  }
  checkNamedInRoles(documents)
}

function refuseTwice(
  documents: readonly SchemaDocument[],
  what: string,
  nameOf: (document: SchemaDocument) => string,
): void {
  const first = new Map<string, SchemaDocument>()
  for (const one of documents) {
    const name = nameOf(one)
    const other = first.get(name)
    if (other !== undefined)
      throw new GeneratorError(placeOf(one), `${what} \`${name}\` is declared already in ${placeOf(other)}`)
    first.set(name, one)
  }
}

/** Types are named after documents and after what stands in their `$defs`; two of one name would be one type. */
function checkTypeNames(documents: readonly SchemaDocument[]): void {
  const first = new Map<string, string>()
  for (const document of documents) {
    const { typeName, schema } = document
    const names: [string, string][] = [[typeName, placeOf(document)]]
    for (const key of Object.keys(isObject(schema['$defs']) ? schema['$defs'] : {})) {
      names.push([typeName + pascalCase(key), placeOf(document, `/$defs/${key}`)])
    }
    for (const [name, place] of names) {
      if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
        throw new GeneratorError(place, `its type would be called \`${name}\`, which is not a name in TypeScript`)
      if (reserved.has(name))
        throw new GeneratorError(place, `the type name \`${name}\` is taken by the generator; call it something else`)
      const other = first.get(name)
      if (other !== undefined)
        throw new GeneratorError(place, `its type would be called \`${name}\`, as that of ${other}`)
      first.set(name, place)
    }
  }
}

function checkNamedInRoles(documents: readonly SchemaDocument[]): void {
  const set = { source: '', command: '', documents, reference: undefined }
  const replies = documentsOf(set, 'reply').map(({ role }) => role.event)
  const codes = documentsOf(set, 'error_codes').flatMap(({ role }) => role.codes.map(({ code }) => code))
  for (const document of documents) {
    const { role } = document
    if (role.kind === 'request' && !replies.includes(role.reply)) {
      throw new GeneratorError(
        placeOf(document),
        `its reply \`${role.reply}\` is not declared${suggestion(role.reply, replies)}`,
      )
    }
    for (const code of errorsOf(role)) {
      if (!codes.includes(code)) {
        throw new GeneratorError(
          placeOf(document),
          `the error code \`${code}\` is not declared${suggestion(code, codes)}`,
        )
      }
    }
  }
}

function errorsOf(role: Role): readonly string[] {
  if (role.kind === 'protocol') return role.everyRequest
  return 'errors' in role ? role.errors : []
}
