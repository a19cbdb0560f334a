/** A set of schemas, ready to be asked: what a reference leads to, what a schema comes to, which schemas are the same. */
import { GeneratorError, type JsonSchema } from '../codegen/model.ts'
import { atPointer, eachSchema, isObject } from '../codegen/walk.ts'
import { inCodeUnits } from './change.ts'
import { documentOf, type SchemaDocument, type SchemaFile } from './document.ts'
import { textOf } from './json.ts'
import { partsOf } from './reference.ts'
import { isAnything, type Schema } from './schema.ts'
import { type Shape, shapeOf } from './shape.ts'

/** What was generated once, from a folder or from a git ref. */
export interface GeneratedSet {
  /** How the person named it. */
  readonly source: string
  readonly files: readonly SchemaFile[]
}

export interface Library {
  readonly documents: ReadonlyMap<string, SchemaDocument>
  /** Which documents each document refers to. */
  readonly references: ReadonlyMap<string, ReadonlySet<string>>
  readonly target: (ref: string) => Schema
  readonly both: (schemas: readonly Schema[]) => Schema
  readonly shape: (schema: Schema) => Shape
  /** What is made of a schema in some way, made once: what is the same is also the same object. */
  readonly derive: (from: JsonSchema, how: string, make: () => JsonSchema) => JsonSchema
  /** The same text for the same schema, references unfollowed. */
  readonly text: (schema: Schema) => string
  /** All references in a schema. */
  readonly refs: (schema: JsonSchema) => readonly string[]
  /** A name for the schema that no other schema of any library has. */
  readonly id: (schema: Schema) => string
}

export function createLibrary(set: GeneratedSet, label: string): Library {
  const files = [...set.files].sort((a, b) => inCodeUnits(a.name, b.name))
  const documents = new Map(files.map((file) => [file.name, documentOf(file)]))
  const find = (ref: string): Schema | undefined => {
    const { name, pointer } = partsOf(ref)
    const schema = documents.get(name)?.schema
    const value = schema === undefined ? undefined : atPointer(schema, pointer)
    return typeof value === 'boolean' || isObject(value) ? value : undefined
  }
  const references = checkReferences(documents, find)
  const target = (ref: string): Schema => find(ref) ?? true

  const ids = new WeakMap<object, string>()
  let count = 0
  const id = (schema: Schema): string => {
    if (typeof schema === 'boolean') return String(schema)
    const known = ids.get(schema)
    if (known !== undefined) return known
    const fresh = `${label}${++count}`
    ids.set(schema, fresh)
    return fresh
  }

  // What is made of the same members is the same object: a comparison that meets it again, deeper, knows that it has been here.
  const made = new Map<string, JsonSchema>()
  const members = new WeakMap<object, readonly JsonSchema[]>()
  const both = (schemas: readonly Schema[]): Schema => {
    const parts = new Map<string, JsonSchema>()
    for (const schema of schemas) {
      if (schema === false) return false
      if (schema === true || isAnything(schema)) continue
      for (const part of members.get(schema) ?? [schema]) parts.set(id(part), part)
    }
    const list = [...parts.values()]
    const [only] = list
    if (only === undefined) return true
    if (list.length === 1) return only
    const key = [...parts.keys()].sort().join(' ')
    const schema = made.get(key) ?? { allOf: list }
    made.set(key, schema)
    members.set(schema, list)
    return schema
  }

  const texts = new WeakMap<object, string>()
  const text = (schema: Schema): string => {
    if (typeof schema === 'boolean') return String(schema)
    const known = texts.get(schema)
    if (known !== undefined) return known
    const fresh = textOf(schema)
    texts.set(schema, fresh)
    return fresh
  }
  const refLists = new WeakMap<object, readonly string[]>()
  const refs = (schema: JsonSchema): readonly string[] => {
    const known = refLists.get(schema)
    if (known !== undefined) return known
    const fresh = referencesIn(schema)
    refLists.set(schema, fresh)
    return fresh
  }

  const closures = new WeakMap<object, string>()
  const closure = (schema: Schema): string => {
    if (typeof schema === 'boolean') return String(schema)
    const known = closures.get(schema)
    if (known !== undefined) return known
    const refs = new Set<string>()
    const texts = [textOf(schema)]
    const waiting = referencesIn(schema)
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      if (refs.has(ref)) continue
      refs.add(ref)
      const found = target(ref)
      if (typeof found !== 'boolean') waiting.push(...referencesIn(found))
    }
    for (const ref of [...refs].sort()) texts.push(`${ref} ${textOf(target(ref))}`)
    const text = texts.join('\n')
    closures.set(schema, text)
    return text
  }

  const endless = (ref: string): never => {
    const { name, pointer } = partsOf(ref)
    throw new GeneratorError(`${documents.get(name)?.place ?? name}#${pointer}`, 'a `$ref` leads back to itself')
  }
  const shapes = new Map<Schema, Shape>()
  const shape = (schema: Schema): Shape => {
    const known = shapes.get(schema)
    if (known !== undefined) return known
    const fresh = shapeOf(schema, { target, both, closure, endless })
    shapes.set(schema, fresh)
    return fresh
  }
  const derived = new WeakMap<object, Map<string, JsonSchema>>()
  const derive = (from: JsonSchema, how: string, make: () => JsonSchema): JsonSchema => {
    const known = derived.get(from) ?? new Map<string, JsonSchema>()
    derived.set(from, known)
    const schema = known.get(how) ?? make()
    known.set(how, schema)
    return schema
  }
  return { documents, references, target, both, shape, derive, text, refs, id }
}

function checkReferences(
  documents: ReadonlyMap<string, SchemaDocument>,
  find: (ref: string) => Schema | undefined,
): Map<string, Set<string>> {
  const references = new Map<string, Set<string>>()
  for (const { name, place, schema, success } of documents.values()) {
    const owners = new Set<string>()
    for (const ref of [schema, success].flatMap((one) => (isObject(one) ? referencesIn(one) : []))) {
      const { name: owner, pointer } = partsOf(ref)
      const shown = `${owner}.json${pointer === '' ? '' : `#${pointer}`}`
      if (find(ref) === undefined) throw new GeneratorError(place, `\`$ref\` to \`${shown}\`, where nothing stands`)
      owners.add(owner)
    }
    references.set(name, owners)
  }
  return references
}

function referencesIn(schema: JsonSchema): string[] {
  const refs: string[] = []
  eachSchema(schema, ({ $ref: ref }) => {
    if (typeof ref === 'string') refs.push(ref)
  })
  return refs
}
