/** A set of JSON Schemas as the server serves them, and what a `$ref` leads to. */
import { isArray, isObject, type JsonObject, type JsonValue } from '../json/value.ts'

export type Schema = boolean | JsonObject

/** A schema, and the file that it stands in: its references are relative to that. */
export interface Located {
  readonly schema: Schema
  readonly file: string
}

/** File name (`send_message.json`) -> its content. */
export type SchemaFiles = ReadonlyMap<string, JsonObject>

/** How many references may follow one another: a circle of them leads nowhere. */
const longestChain = 32

export function schemaIn(files: SchemaFiles, file: string): Located | undefined {
  const schema = files.get(file)
  return schema === undefined ? undefined : { schema, file }
}

/** The schema that a reference of `from` leads to; undefined when the set does not have it. */
export function referred(files: SchemaFiles, from: Located, ref: string): Located | undefined {
  const [name = '', pointer = ''] = ref.split('#')
  const file = name === '' ? from.file : fileOf(name)
  const root = files.get(file)
  if (root === undefined) return undefined
  let here: JsonValue | undefined = root
  for (const segment of pointer.split('/').slice(1)) {
    const key = decoded(segment).replaceAll('~1', '/').replaceAll('~0', '~')
    if (isArray(here)) here = here[Number(key)]
    else if (isObject(here)) here = Object.hasOwn(here, key) ? here[key] : undefined
    else return undefined
  }
  return isSchema(here) ? { schema: here, file } : undefined
}

/** Follows `$ref`s to the end; what stands beside a reference (a description, mostly) goes before what it leads to. */
export function followed(files: SchemaFiles, from: Located): Located {
  let here = from
  for (let count = 0; count < longestChain; count++) {
    const ref = isObject(here.schema) ? here.schema['$ref'] : undefined
    if (typeof ref !== 'string') return here
    const target = referred(files, here, ref)
    if (target === undefined) return here
    const { $ref: _, ...beside } = here.schema as JsonObject
    here = isObject(target.schema) ? { schema: { ...target.schema, ...beside }, file: target.file } : target
  }
  return here
}

/** Every file that the schemas of a file refer to. */
export function referencesOf(schema: JsonValue): string[] {
  if (isArray(schema)) return schema.flatMap(referencesOf)
  if (!isObject(schema)) return []
  const own = typeof schema['$ref'] === 'string' ? [schema['$ref'].split('#')[0] ?? ''] : []
  const inner = Object.entries(schema)
    // Examples and constants are values; a `$ref` in them refers to nothing.
    .filter(([key]) => !['examples', 'default', 'const', 'enum'].includes(key) && !key.startsWith('x-'))
    .flatMap(([, value]) => referencesOf(value))
  return [...own.filter((name) => name !== '').map(fileOf), ...inner]
}

export function isSchema(value: JsonValue | undefined): value is Schema {
  return typeof value === 'boolean' || isObject(value)
}

/** `https://example.com/x/order.json`, `./order.json` and `order.json` are one file of the set. */
function fileOf(name: string): string {
  const last = name.split('/').at(-1) ?? name
  return last.endsWith('.json') ? last : `${last}.json`
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
