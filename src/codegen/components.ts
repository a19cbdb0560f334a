/**
 * Documents that refer to one another by file, as the `components/schemas` of one document. What nothing refers to stays
 * out. The `$defs` of a document become components of their own, because tools look for names there and nowhere deeper.
 */
import type { CloseCodeEntry, ErrorCodeEntry, JsonSchema, SchemaDocument, SchemaSet } from './model.ts'
import { descriptionOf } from './prose.ts'
import { referencesIn, type Target, targetOf } from './refs.ts'
import { mapSchema } from './walk.ts'

export interface Components {
  /** The schema with its references turned to components; each one it needs is remembered. */
  readonly inline: (schema: JsonSchema, owner: SchemaDocument) => JsonSchema
  /** A reference to a whole document, which becomes a component. */
  readonly refer: (document: SchemaDocument) => { readonly $ref: string }
  /** All components that were needed, by name. */
  readonly schemas: () => Record<string, JsonSchema>
}

/** `polish` has the last word on every schema and subschema: for dialects that say things in another way. */
export function collectComponents(
  set: SchemaSet,
  polish: (schema: JsonSchema) => JsonSchema = (schema) => schema,
): Components {
  const needed = new Map<string, Target>()

  function need(target: Target): string {
    const { name, whole } = componentOf(target, set)
    if (needed.has(name)) return name
    needed.set(name, whole)
    for (const reference of referencesIn([whole.schema], whole.owner, set)) need(reference)
    return name
  }

  function inline(schema: JsonSchema, owner: SchemaDocument): JsonSchema {
    return mapSchema(plain(schema), (sub) => {
      const ref = sub['$ref']
      if (typeof ref !== 'string') return polish(sub)
      const target = targetOf(ref, owner, set)
      return polish({ ...sub, $ref: pointerTo(need(target), componentOf(target, set).rest) })
    })
  }

  return {
    inline,
    refer: (owner) => ({ $ref: pointerTo(need({ owner, pointer: '', schema: owner.schema }), '') }),
    schemas: () =>
      Object.fromEntries(
        [...needed]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, { owner, schema, pointer }]) => [
            name,
            inline(pointer === '' ? withCodes(owner) : schema, owner),
          ]),
      ),
  }
}

/** `Room`, `Room_Seat` for `room.json#/$defs/Seat`, and what remains of the pointer inside of it. */
function componentOf({ owner, pointer }: Target, set: SchemaSet): { name: string; whole: Target; rest: string } {
  const [, definition, rest] = /^\/\$defs\/([^/]+)(.*)$/.exec(pointer) ?? []
  if (definition === undefined) {
    return { name: owner.typeName, whole: { owner, pointer: '', schema: owner.schema }, rest: pointer }
  }
  const name = `${owner.typeName}_${definition.replace(/[^A-Za-z0-9_-]/g, '_')}`
  return { name, whole: targetOf(`#/$defs/${definition}`, owner, set), rest: rest ?? '' }
}

function pointerTo(name: string, rest: string): string {
  return `#/components/schemas/${name}${encodeURI(rest)}`
}

/** Without what only this generator understands, and without definitions, which are components of their own. */
function plain(schema: JsonSchema): JsonSchema {
  const { 'x-pactwire': _annotation, $defs: _definitions, ...rest } = schema
  return rest
}

/** An enumeration of codes says little by itself: the meanings stand in its description. */
function withCodes({ schema, role }: SchemaDocument): JsonSchema {
  if (role.kind !== 'error_codes' && role.kind !== 'close_codes') return schema
  const ranges = role.kind === 'close_codes' ? role.ranges : []
  const lines = [
    ...role.codes.map(codeLine),
    ...ranges.map(({ from, to, policy, meaning }) => `- others from ${from} to ${to} (${policy}): ${meaning}`),
  ]
  return {
    ...schema,
    description: [descriptionOf(schema), lines.join('\n')].filter((text) => text !== '').join('\n\n'),
  }
}

function codeLine(entry: ErrorCodeEntry | CloseCodeEntry): string {
  const name = 'name' in entry ? ` (${entry.name}, ${entry.policy})` : ''
  return `- \`${entry.code}\`${name}: ${entry.meaning} ${entry.action}`
}
