/** What a `$ref` leads to, and what is needed by whom: the emitters that join documents into one ask here. */
import { GeneratorError, type JsonSchema, type SchemaDocument, type SchemaSet } from './model.ts'
import { atPointer, eachSchema, isObject } from './walk.ts'

export interface Target {
  readonly owner: SchemaDocument
  /** A JSON Pointer inside the owner, without the `#`; empty for the whole of it. */
  readonly pointer: string
  readonly schema: JsonSchema
}

export function targetOf(ref: string, from: SchemaDocument, set: SchemaSet): Target {
  const hash = ref.indexOf('#')
  const file = hash === -1 ? ref : ref.slice(0, hash)
  const pointer = hash === -1 ? '' : ref.slice(hash + 1)
  const owner = file === '' ? from : set.documents.find(({ name }) => `${name}.json` === file)
  const schema = owner === undefined ? undefined : atPointer(owner.schema, pointer)
  if (owner === undefined || !isObject(schema)) {
    throw new GeneratorError(`${from.source} (${from.name})`, `\`$ref\` to \`${ref}\`, where no schema stands`)
  }
  return { owner, pointer, schema }
}

/** The schema with its reference followed to the end; words beside the `$ref` win over those of the target. */
export function followed(schema: JsonSchema, owner: SchemaDocument, set: SchemaSet): Target {
  let here: Target = { owner, pointer: '', schema }
  // References that only lead to one another would go round for ever; no honest chain is as long as the set is large.
  for (let steps = 0; steps <= set.documents.length + 16; steps++) {
    const { $ref: ref, ...beside } = here.schema
    if (typeof ref !== 'string') return here
    const target = targetOf(ref, here.owner, set)
    here = { ...target, schema: { ...target.schema, ...beside } }
  }
  throw new GeneratorError(`${owner.source} (${owner.name})`, 'a `$ref` leads back to itself')
}

/** The schemas that a document consists of: its own and, for a route, that of its answer. */
export function schemasOf({ schema, role }: SchemaDocument): JsonSchema[] {
  return role.kind === 'route' && role.success.schema !== undefined ? [schema, role.success.schema] : [schema]
}

/** Everything that the roots refer to, directly or not, without the roots themselves unless something refers to them. */
export function reachableFrom(roots: readonly SchemaDocument[], set: SchemaSet): Set<SchemaDocument> {
  const found = new Set<SchemaDocument>()
  const waiting = [...roots]
  for (let document = waiting.pop(); document !== undefined; document = waiting.pop()) {
    for (const { owner } of referencesIn(schemasOf(document), document, set)) {
      if (owner === document || found.has(owner)) continue
      found.add(owner)
      waiting.push(owner)
    }
  }
  return found
}

export function referencesIn(schemas: readonly JsonSchema[], owner: SchemaDocument, set: SchemaSet): Target[] {
  const targets: Target[] = []
  for (const schema of schemas) {
    eachSchema(schema, ({ $ref: ref }) => {
      if (typeof ref === 'string') targets.push(targetOf(ref, owner, set))
    })
  }
  return targets
}
