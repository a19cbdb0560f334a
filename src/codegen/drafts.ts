/**
 * What other drafts and OpenAPI 3.0 say in their own words, in the words of draft 2020-12; what cannot be said there is
 * refused. The input is one raw schema; its references are still as they were written.
 */
import { GeneratorError, type JsonSchema, type JsonValue } from './model.ts'
import { placeOf } from './place.ts'
import type { RawSchema } from './read.ts'
import { isObject, mapSchema } from './walk.ts'

const tooOld = /draft-0[0-4]\b/
const ignoringBesideReferences = /draft-0[67]\b/
const unsupported = [
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$recursiveAnchor',
  '$recursiveRef',
  '$vocabulary',
] as const
const annotations = ['$comment', 'default', 'deprecated', 'description', 'examples', 'title'] as const

export function modernise(schema: JsonSchema, raw: RawSchema, begin = ''): JsonSchema {
  const draft = raw.schema['$schema']
  if (typeof draft === 'string' && tooOld.test(draft)) {
    throw new GeneratorError(
      placeOf(raw),
      `\`$schema\` is ${draft}; write the schema in draft 2020-12 (draft-07 will do)`,
    )
  }
  const isolates = typeof draft === 'string' && ignoringBesideReferences.test(draft)
  return mapSchema(
    schema,
    (sub, pointer) => {
      const place = placeOf(raw, pointer)
      refuseUnsupported(sub, place)
      const alone = isolates && '$ref' in sub ? onlyReference(sub) : sub
      return nullable(dependencies(tuples(definitions(alone, place), place), place), place)
    },
    begin,
  )
}

function refuseUnsupported(schema: JsonSchema, place: string): void {
  for (const key of unsupported) {
    if (key in schema) throw new GeneratorError(place, `\`${key}\` is not supported; refer by file and JSON Pointer`)
  }
  for (const key of ['$id', '$ref']) {
    if (key in schema && typeof schema[key] !== 'string') throw new GeneratorError(place, `\`${key}\` must be text`)
  }
  const id = schema['$id']
  if (typeof id === 'string' && id.startsWith('#')) {
    throw new GeneratorError(
      place,
      `\`$id\` is \`${id}\`; a name within a file is not supported, refer by JSON Pointer`,
    )
  }
}

/** Draft-07 ignores what stands beside a `$ref`, and 2020-12 does not. */
function onlyReference(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(
      ([key]) => key === '$ref' || key === '$id' || key.startsWith('x-') || annotations.some((name) => name === key),
    ),
  )
}

function definitions(schema: JsonSchema, place: string): JsonSchema {
  const { definitions: older, ...rest } = schema
  if (older === undefined) return schema
  const newer = rest['$defs'] ?? {}
  if (!isObject(older) || !isObject(newer)) throw new GeneratorError(place, '`definitions` must be an object')
  const twice = Object.keys(older).find((key) => Object.hasOwn(newer, key))
  if (twice !== undefined) throw new GeneratorError(place, `\`${twice}\` stands in \`definitions\` and in \`$defs\``)
  return { ...rest, $defs: { ...newer, ...older } }
}

function tuples(schema: JsonSchema, place: string): JsonSchema {
  const { additionalItems, items, ...rest } = schema
  if (!Array.isArray(items)) {
    if (additionalItems === undefined) return schema
    // Without a list of items it never had a meaning.
    return items === undefined ? rest : { ...rest, items }
  }
  if ('prefixItems' in rest) throw new GeneratorError(place, '`items` is a list beside `prefixItems`')
  return { ...rest, prefixItems: items, ...(additionalItems === undefined ? {} : { items: additionalItems }) }
}

function dependencies(schema: JsonSchema, place: string): JsonSchema {
  const { dependencies: older, ...rest } = schema
  if (older === undefined) return schema
  if (!isObject(older)) throw new GeneratorError(place, '`dependencies` must be an object')
  const required: Record<string, JsonValue> = {
    ...(isObject(rest['dependentRequired']) ? rest['dependentRequired'] : {}),
  }
  const schemas: Record<string, JsonValue> = { ...(isObject(rest['dependentSchemas']) ? rest['dependentSchemas'] : {}) }
  for (const [key, value] of Object.entries(older)) (Array.isArray(value) ? required : schemas)[key] = value
  return {
    ...rest,
    ...(Object.keys(required).length === 0 ? {} : { dependentRequired: required }),
    ...(Object.keys(schemas).length === 0 ? {} : { dependentSchemas: schemas }),
  }
}

/** OpenAPI 3.0's `nullable`, said in JSON Schema. */
function nullable(schema: JsonSchema, place: string): JsonSchema {
  const { nullable: allowed, ...rest } = schema
  if (allowed === undefined) return schema
  if (typeof allowed !== 'boolean') throw new GeneratorError(place, '`nullable` must be true or false')
  if (!allowed) return rest
  const { type, enum: choices } = rest
  const isConstant = 'const' in rest || '$ref' in rest || (choices !== undefined && !Array.isArray(choices))
  if ((typeof type === 'string' || Array.isArray(type)) && !isConstant && !hasOwnChoices(rest)) {
    const types = [type].flat()
    return {
      ...rest,
      type: types.includes('null') ? types : [...types, 'null'],
      ...(Array.isArray(choices) ? { enum: choices.includes(null) ? choices : [...choices, null] } : {}),
    }
  }
  const outside = Object.entries(rest).filter(([key]) => isSaid(key))
  const inside = Object.entries(rest).filter(([key]) => !isSaid(key))
  return { ...Object.fromEntries(outside), anyOf: [Object.fromEntries(inside), { type: 'null' }] }
}

/** Keywords that would go on refusing null whatever `type` says. */
function hasOwnChoices(schema: JsonSchema): boolean {
  return ['allOf', 'anyOf', 'else', 'if', 'not', 'oneOf', 'then'].some((key) => key in schema)
}

/** What belongs to the whole of a choice and not to one branch of it. */
function isSaid(key: string): boolean {
  return (
    annotations.some((name) => name === key) ||
    key === '$id' ||
    key === '$schema' ||
    key === '$defs' ||
    key.startsWith('x-')
  )
}
