/**
 * Raw schemas of whatever origin to one form: plain JSON Schema 2020-12 in which every `$ref` is `<name>.json`,
 * `<name>.json#/pointer`, or within the file. Pure: no file is read here.
 */
import { GeneratorError, type JsonSchema, type JsonValue } from './model.ts'
import type { RawSchema } from './read.ts'
import { atPointer, eachSchema, isObject, mapSchema } from './walk.ts'

const base = 'schema:///'
const oldDrafts = /draft-0[34]|draft\/2019/

export interface Named {
  readonly name: string
  readonly source: string
  readonly schema: JsonSchema
}

export function normalise(raws: readonly RawSchema[]): Named[] {
  refuseTwins(raws)
  const names = new Map<string, string>()
  for (const raw of raws) {
    for (const uri of urisOf(raw)) names.set(uri, raw.name)
  }
  const normal = raws.map((raw) => normaliseOne(raw, names))
  const byName = new Map(normal.map((one) => [one.name, one]))
  for (const one of normal) checkReferences(one, byName)
  return normal.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function refuseTwins(raws: readonly RawSchema[]): void {
  const first = new Map<string, string>()
  for (const { name, source } of raws) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name)) throw new GeneratorError(source, `\`${name}\` is not a name for a schema (letters, digits, _ . -)`)
    const key = name.toLowerCase()
    const other = first.get(key)
    if (other !== undefined) throw new GeneratorError(source, `the name \`${name}\` is taken by a schema in ${other}`)
    first.set(key, source)
  }
}

/** All the ways in which another schema may call this one: its file, its `$id`, and its name alone. */
function urisOf({ name, source, schema }: RawSchema): string[] {
  const id = schema['$id']
  return [
    new URL(source, base).href,
    new URL(name, base).href,
    new URL(`${name}.json`, base).href,
    ...(typeof id === 'string' ? [new URL(id, new URL(source, base)).href.replace(/#$/, '')] : []),
  ]
}

function normaliseOne(raw: RawSchema, names: ReadonlyMap<string, string>): Named {
  const { name, source } = raw
  const draft = raw.schema['$schema']
  if (typeof draft === 'string' && oldDrafts.test(draft)) {
    throw new GeneratorError(source, `\`$schema\` is ${draft}; write the schema in draft 2020-12`)
  }
  const renamed = renameDefinitions(raw.schema)
  const { schema, hoisted } = hoistEmbedded(renamed, raw, names)
  const resolve = (ref: string, pointer: string) => resolveReference(ref, pointer, raw, names, hoisted)
  const plain = mapSchema(schema, (sub, pointer) => plainSchema(sub, pointer, source, resolve))
  const annotation = plain['x-pactwire']
  const { $schema: _schema, $id: _id, ...rest } = plain
  return {
    name,
    source,
    schema: { ...rest, ...(annotation === undefined ? {} : { 'x-pactwire': mapReferences(annotation, resolve) }) },
  }
}

/** `definitions` is what older drafts call `$defs`. */
function renameDefinitions(schema: JsonSchema): JsonSchema {
  const { definitions, ...rest } = schema
  if (!isObject(definitions)) return schema
  return { ...rest, $defs: { ...(isObject(rest['$defs']) ? rest['$defs'] : {}), ...definitions } }
}

/**
 * A subschema with an `$id` of its own is another document that was written into this one (as TypeBox does), or the
 * target of a recursion. The first becomes a reference, the second moves to `$defs`.
 */
function hoistEmbedded(schema: JsonSchema, raw: RawSchema, names: ReadonlyMap<string, string>) {
  const hoisted = new Map<string, string>()
  const moved: Record<string, JsonValue> = {}
  const flat = mapSchema(schema, (sub, pointer) => {
    const id = sub['$id']
    if (pointer === '' || typeof id !== 'string') return sub
    const known = names.get(new URL(id, new URL(raw.source, base)).href) ?? names.get(new URL(id, base).href)
    if (known !== undefined) return { $ref: `${known}.json` }
    const key = /^T\d+$/.test(id) ? `Recursive${hoisted.size + 1}` : id
    const { $id: _, ...rest } = sub
    hoisted.set(id, `#/$defs/${key}`)
    moved[key] = rest
    return { $ref: `#/$defs/${key}` }
  })
  if (hoisted.size === 0) return { schema: flat, hoisted }
  return { schema: { ...flat, $defs: { ...(isObject(flat['$defs']) ? flat['$defs'] : {}), ...moved } }, hoisted }
}

function plainSchema(schema: JsonSchema, pointer: string, source: string, resolve: (ref: string, pointer: string) => string): JsonSchema {
  const { nullable, ...plain } = schema
  const place = `${source}#${pointer}`
  if (Array.isArray(plain['items'])) throw new GeneratorError(place, '`items` as a list is called `prefixItems` in draft 2020-12')
  for (const key of ['$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$anchor']) {
    if (key in plain) throw new GeneratorError(place, `\`${key}\` is not supported; refer by file and JSON Pointer`)
  }
  const ref = plain['$ref']
  if (typeof ref === 'string') plain['$ref'] = resolve(ref, pointer)
  else if (ref !== undefined) throw new GeneratorError(place, '`$ref` must be text')
  return nullable === true ? allowNull(plain) : plain
}

/** OpenAPI 3.0's `nullable`, said in JSON Schema. */
function allowNull(schema: JsonSchema): JsonSchema {
  const { type, enum: choices, ...rest } = schema
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  return { ...rest, type: [type, 'null'], ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}) }
}

function mapReferences(value: JsonValue, resolve: (ref: string, pointer: string) => string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => mapReferences(item, resolve))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? resolve(item, '/x-pactwire') : mapReferences(item, resolve),
    ]),
  )
}

function resolveReference(
  ref: string,
  pointer: string,
  { name, source, schema }: RawSchema,
  names: ReadonlyMap<string, string>,
  hoisted: ReadonlyMap<string, string>,
): string {
  const local = hoisted.get(ref)
  if (local !== undefined) return local
  const [file = '', fragment = ''] = ref.split('#', 2)
  const hash = fragment === '' ? '' : `#${decodeURIComponent(fragment).replace(/^\/definitions\//, '/$defs/')}`
  if (file === '') return hash === '' ? '#' : hash
  const bases = [new URL(source, base)]
  if (typeof schema['$id'] === 'string') bases.unshift(new URL(schema['$id'], bases[0]))
  bases.push(new URL(base))
  const target = bases.map((from) => names.get(new URL(file, from).href)).find((found) => found !== undefined)
  if (target === undefined) throw new GeneratorError(`${source}#${pointer}`, `\`$ref\` to \`${ref}\`, which is not in this folder`)
  if (target === name) return hash === '' ? '#' : hash
  return `${target}.json${hash}`
}

function checkReferences({ source, schema }: Named, byName: ReadonlyMap<string, Named>): void {
  eachSchema(schema, (sub, pointer) => {
    const ref = sub['$ref']
    if (typeof ref !== 'string') return
    const [file = '', fragment = ''] = ref.split('#', 2)
    const target = file === '' ? schema : byName.get(file.replace(/\.json$/, ''))?.schema
    if (target === undefined || (fragment !== '' && atPointer(target, fragment) === undefined)) {
      throw new GeneratorError(`${source}#${pointer}`, `\`$ref\` to \`${ref}\`, where nothing stands`)
    }
  })
}
