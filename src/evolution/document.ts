/** One file of a set, with its prose left out: nothing after this can mistake a new description for a change. */
import { GeneratorError, type JsonSchema } from '../codegen/model.ts'
import { isObject, mapSchema } from '../codegen/walk.ts'
import { referenceFrom } from './reference.ts'
import { type Role, readRole } from './role.ts'
import type { Schema } from './schema.ts'

export interface SchemaFile {
  /** The path of the file in its folder, without `.json`. */
  readonly name: string
  /** How to name the file to a person. */
  readonly place: string
  readonly schema: JsonSchema
}

export interface SchemaDocument {
  readonly name: string
  readonly place: string
  readonly role: Role
  readonly schema: Schema
  /** What a route answers when all is well, if that has a body. */
  readonly success: Schema | undefined
}

const prose = new Set([
  '$comment',
  '$schema',
  '$id',
  'title',
  'description',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
])
const unsupported = ['$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveAnchor', '$recursiveRef'] as const

export function documentOf({ name, place, schema }: SchemaFile): SchemaDocument {
  const role = readRole(schema, name, place)
  const success = role.kind === 'route' ? role.success.schema : undefined
  const clean = (one: JsonSchema, at: string) => canonical(one, name, `${place}${at}`)
  const open = role.kind === 'error_codes' || role.kind === 'close_codes'
  return {
    name,
    place,
    role,
    schema: open ? { ...clean(schema, ''), 'x-open': true } : clean(schema, ''),
    success: success === undefined ? undefined : clean(success, ' (success)'),
  }
}

/** Without prose, and with every `$ref` as `<name>#<pointer>`. */
function canonical(schema: JsonSchema, name: string, place: string): JsonSchema {
  return mapSchema(withDefs(schema), (sub, pointer) => {
    const at = `${place}#${pointer}`
    const missing = unsupported.find((key) => key in sub)
    if (missing !== undefined)
      throw new GeneratorError(at, `\`${missing}\` is not supported; refer by file and JSON Pointer`)
    if (pointer !== '' && '$id' in sub)
      throw new GeneratorError(at, 'an `$id` inside a schema is not supported; give it a file')
    const clean = Object.fromEntries(Object.entries(sub).filter(([key]) => !prose.has(key) && !key.startsWith('x-')))
    const ref = clean['$ref']
    if (typeof ref === 'string') clean['$ref'] = referenceFrom(ref, name, at)
    checkPatterns(clean, at)
    return clean
  })
}

/** `definitions` is what older drafts call `$defs`. */
function withDefs(schema: JsonSchema): JsonSchema {
  const { definitions, ...rest } = schema
  return isObject(definitions)
    ? { ...rest, $defs: { ...definitions, ...(isObject(rest['$defs']) ? rest['$defs'] : {}) } }
    : schema
}

function checkPatterns(schema: JsonSchema, place: string): void {
  const { pattern, patternProperties } = schema
  const patterns = [
    ...(typeof pattern === 'string' ? [pattern] : []),
    ...(isObject(patternProperties) ? Object.keys(patternProperties) : []),
  ]
  for (const source of patterns) {
    try {
      new RegExp(source, 'u')
    } catch {
      throw new GeneratorError(place, `\`${source}\` is not a regular expression`)
    }
  }
}
