/** What a schema wants, as far as a form and a person need to know it: one shape, its bounds in words, a value to begin with. */
import { isArray, isObject, type JsonObject, type JsonValue } from '../json/value.ts'
import { followed, isSchema, type Located, type SchemaFiles } from '../validate/schema.ts'
import { counted, literal } from '../validate/words.ts'

export type Shape =
  | { readonly kind: 'object'; readonly properties: readonly Property[] }
  | { readonly kind: 'list'; readonly item: Located }
  | { readonly kind: 'text' }
  | { readonly kind: 'number'; readonly isInteger: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'constant'; readonly value: JsonValue }
  | { readonly kind: 'options'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'choice'; readonly branches: readonly Branch[] }
  /** Whatever it is, a form has no fields for it. */
  | { readonly kind: 'json' }

export interface Property {
  readonly name: string
  readonly required: boolean
  readonly located: Located
}

export interface Branch {
  readonly label: string
  readonly located: Located
}

export function shapeOf(files: SchemaFiles, from: Located): Shape {
  const here = flat(files, from)
  const { schema, file } = here
  if (!isObject(schema)) return { kind: 'json' }
  if (schema['const'] !== undefined) return { kind: 'constant', value: schema['const'] }
  if (isArray(schema['enum'])) return { kind: 'options', values: schema['enum'] }
  const choice = [schema['oneOf'], schema['anyOf']].find(isArray)
  if (choice !== undefined && schema['properties'] === undefined) {
    return {
      kind: 'choice',
      branches: branchesOf(
        files,
        choice.filter(isSchema).map((one) => ({ schema: one, file })),
      ),
    }
  }
  const { type } = schema
  if (isArray(type)) {
    const branches = type.map((one) => ({ schema: { ...schema, type: one }, file }))
    return { kind: 'choice', branches: branchesOf(files, branches) }
  }
  switch (type ?? (schema['properties'] === undefined ? undefined : 'object')) {
    case 'object':
      return objectShape(schema, file)
    case 'array':
      return isSchema(schema['items']) ? { kind: 'list', item: { schema: schema['items'], file } } : { kind: 'json' }
    case 'string':
      return { kind: 'text' }
    case 'integer':
    case 'number':
      return { kind: 'number', isInteger: type === 'integer' }
    case 'boolean':
      return { kind: 'boolean' }
    case 'null':
      return { kind: 'constant', value: null }
    default:
      return { kind: 'json' }
  }
}

/** The description that stands nearest. */
export function describedBy(files: SchemaFiles, from: Located): string {
  const { schema } = followed(files, from)
  const description = isObject(schema) ? schema['description'] : undefined
  return typeof description === 'string' ? description : ''
}

/** `string, 1–128 characters`: the type and its bounds. */
export function hintOf(files: SchemaFiles, from: Located): string {
  const { schema } = flat(files, from)
  if (!isObject(schema)) return 'anything'
  const shape = shapeOf(files, from)
  if (shape.kind === 'constant') return `always ${literal(shape.value)}`
  if (shape.kind === 'options') return 'one of a list'
  if (shape.kind === 'choice') return `one of ${counted(shape.branches.length, 'form')}`
  const { type, pattern, format, multipleOf, default: preset, 'x-error': words } = schema
  const parts = [
    typeof type === 'string' ? (typeWords[type] ?? type) : 'anything',
    range(schema, 'minLength', 'maxLength', 'character'),
    range(schema, 'minItems', 'maxItems', 'item'),
    bounds(schema),
    typeof multipleOf === 'number' ? `a multiple of ${multipleOf}` : '',
    typeof format === 'string' ? format : '',
    typeof pattern === 'string' ? (typeof words === 'string' ? words.replace(/^must be /, '') : `like ${pattern}`) : '',
    preset === undefined ? '' : `${literal(preset)} when left out`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** A value to begin with: what the schema itself gives as default or example, else the least that fits. */
export function starterOf(files: SchemaFiles, from: Located, depth = 0): JsonValue {
  const { schema } = followed(files, from)
  if (!isObject(schema) || depth > 12) return null
  if (schema['default'] !== undefined) return schema['default']
  const [example] = isArray(schema['examples']) ? schema['examples'] : []
  if (example !== undefined) return example
  const shape = shapeOf(files, from)
  switch (shape.kind) {
    case 'object':
      return Object.fromEntries(
        shape.properties
          .filter(({ required }) => required)
          .map(({ name, located }) => [name, starterOf(files, located, depth + 1)]),
      )
    case 'list':
      return typeof schema['minItems'] === 'number' && schema['minItems'] > 0
        ? [starterOf(files, shape.item, depth + 1)]
        : []
    case 'text':
      return typeof schema['minLength'] === 'number' ? 'a'.repeat(Math.min(schema['minLength'], 1000)) : ''
    case 'number': {
      const { minimum, exclusiveMinimum } = schema
      if (typeof minimum === 'number') return minimum
      return typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 0
    }
    case 'boolean':
      return true
    case 'constant':
      return shape.value
    case 'options':
      return shape.values[0] ?? null
    case 'choice': {
      const [branch] = shape.branches
      return branch === undefined ? null : starterOf(files, branch.located, depth + 1)
    }
    case 'json':
      return schema['type'] === 'array' ? [] : {}
  }
}

/** Follows references and puts `allOf` together, so that all properties stand in one place. */
function flat(files: SchemaFiles, from: Located, depth = 0): Located {
  const here = followed(files, from)
  if (!isObject(here.schema) || !isArray(here.schema['allOf']) || depth > 8) return here
  const { allOf, ...own } = here.schema
  const parts = allOf
    .filter(isSchema)
    .map((schema) => flat(files, { schema, file: here.file }, depth + 1).schema)
    .filter(isObject)
  return { file: here.file, schema: [...parts, own].reduce(merged, {}) }
}

function merged(a: JsonObject, b: JsonObject): JsonObject {
  const properties = { ...objectOf(a['properties']), ...objectOf(b['properties']) }
  const required = [...listOf(a['required']), ...listOf(b['required'])]
  return {
    ...a,
    ...b,
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    ...(required.length === 0 ? {} : { required }),
  }
}

function objectShape(schema: JsonObject, file: string): Shape {
  const properties = objectOf(schema['properties'])
  const required = listOf(schema['required'])
  const names = Object.keys(properties)
  if (names.length === 0 && schema['additionalProperties'] !== false) return { kind: 'json' }
  return {
    kind: 'object',
    properties: names.map((name) => {
      const inner = properties[name]
      const located = { schema: isSchema(inner) ? inner : true, file }
      return { name, required: required.includes(name), located }
    }),
  }
}

function branchesOf(files: SchemaFiles, branches: readonly Located[]): Branch[] {
  return branches.map((located, at) => ({ located, label: labelOf(files, located) ?? `form ${at + 1}` }))
}

/** A title, the name of the schema, a constant that tells it apart, or its type. */
function labelOf(files: SchemaFiles, from: Located): string | undefined {
  if (!isObject(from.schema)) return undefined
  const { schema } = flat(files, from)
  if (!isObject(schema)) return undefined
  if (typeof schema['title'] === 'string') return schema['title']
  if (schema['const'] !== undefined) return literal(schema['const'])
  const { $ref: ref } = from.schema
  if (typeof ref === 'string') return (ref.split('/').at(-1) ?? ref).replace(/\.json$/, '')
  const told = Object.entries(objectOf(schema['properties'])).find(
    ([, one]) => isObject(one) && one['const'] !== undefined,
  )
  if (told !== undefined) return `${told[0]}: ${literal((told[1] as JsonObject)['const'] ?? null)}`
  return typeof schema['type'] === 'string' ? (typeWords[schema['type']] ?? schema['type']) : undefined
}

const typeWords: Readonly<Record<string, string>> = { array: 'list', boolean: 'true or false', string: 'text' }

/** The largest integer that JSON carries exactly is no bound that anybody has to be told. */
function told(bound: JsonValue | undefined): bound is number {
  return typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER
}

function figures(number: number): string {
  return number.toLocaleString('en-US', { maximumFractionDigits: 20 })
}

function range(schema: JsonObject, least: string, most: string, noun: string): string {
  const low = schema[least]
  const high = schema[most]
  if (typeof low === 'number' && typeof high === 'number') {
    return low === high ? counted(low, noun) : `${figures(low)}–${figures(high)} ${noun}s`
  }
  if (typeof high === 'number') return `at most ${counted(high, noun)}`
  return typeof low === 'number' ? `at least ${counted(low, noun)}` : ''
}

function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonObject): string {
  if (told(minimum) && told(maximum)) return `${figures(minimum)}–${figures(maximum)}`
  return [
    told(minimum) ? `at least ${figures(minimum)}` : '',
    told(exclusiveMinimum) ? `more than ${figures(exclusiveMinimum)}` : '',
    told(maximum) ? `at most ${figures(maximum)}` : '',
    told(exclusiveMaximum) ? `less than ${figures(exclusiveMaximum)}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : []
}
