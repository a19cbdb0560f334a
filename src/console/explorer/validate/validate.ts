/**
 * A small interpreter of JSON Schema 2020-12 for the editor: it names every mistake, with its place. The page may not
 * compile code, so there are no generated functions here; the server has the last word in any case, and
 * `unchecked` tells what it looks at beyond this.
 */
import { equal, isArray, isObject, type JsonObject, type JsonValue, type Path } from '../json/value.ts'
import { isSchema, type Located, referred, type SchemaFiles } from './schema.ts'
import { alternatives, literal, sizeWords, typeWords } from './words.ts'

export interface Violation {
  readonly path: Path
  readonly message: string
  /** A field that should not be there is wrong at its name. */
  readonly about: 'value' | 'name'
}

/** More than a person reads; a hostile document cannot make the list grow. */
const mostViolations = 50
/** References that lead in a circle without going into the value. */
const deepest = 400

/** Every mistake, the outermost first. Empty: the value is as the schema says. */
export function validate(files: SchemaFiles, from: Located, value: JsonValue): Violation[] {
  return check({ files, depth: 0 }, from, value, []).slice(0, mostViolations)
}

interface Setting {
  readonly files: SchemaFiles
  readonly depth: number
}

type Check = (schema: JsonObject, value: JsonValue, path: Path, inner: Inner) => readonly Violation[]
/** Checks a part against a schema that stands in the same file. */
type Inner = (schema: JsonValue | undefined, value: JsonValue, path: Path) => Violation[]

function check({ files, depth }: Setting, { schema, file }: Located, value: JsonValue, path: Path): Violation[] {
  if (depth > deepest) return [violation(path, 'is nested too deeply')]
  if (schema === true) return []
  if (schema === false) return [violation(path, 'must not be there')]
  const setting = { files, depth: depth + 1 }
  const inner: Inner = (sub, part, at) => (isSchema(sub) ? check(setting, { schema: sub, file }, part, at) : [])
  return [
    ...reference(setting, { schema, file }, schema, value, path),
    ...checks.flatMap((one) => one(schema, value, path, inner)),
  ]
}

function reference(setting: Setting, from: Located, schema: JsonObject, value: JsonValue, path: Path): Violation[] {
  const { $ref: ref } = schema
  if (typeof ref !== 'string') return []
  const target = referred(setting.files, from, ref)
  return target === undefined ? [] : check(setting, target, value, path)
}

const ofType: Check = ({ type }, value, path) => {
  const types = isArray(type) ? type.map(String) : typeof type === 'string' ? [type] : []
  return types.length === 0 || types.some((name) => isOf(name, value))
    ? []
    : [violation(path, `must be ${typeWords(types)}`)]
}

const constants: Check = (schema, value, path) => {
  const { const: only, enum: several } = schema
  if (only !== undefined && !equal(only, value)) return [violation(path, `must be ${literal(only)}`)]
  if (!isArray(several) || several.some((one) => equal(one, value))) return []
  const words = several.map(literal)
  return [
    violation(path, words.length > 2 ? `must be one of ${alternatives(words)}` : `must be ${alternatives(words)}`),
  ]
}

const texts: Check = ({ minLength, maxLength, pattern, 'x-error': words }, value, path) => {
  if (typeof value !== 'string') return []
  const wrongLength = sizeWords(codePoints(value), minLength, maxLength, 'be', 'character')
  if (wrongLength !== undefined) return [violation(path, wrongLength)]
  if (typeof pattern !== 'string' || matches(pattern, value)) return []
  return [violation(path, typeof words === 'string' ? words : `must match the pattern ${pattern}`)]
}

const numbers: Check = (schema, value, path) => {
  if (typeof value !== 'number') return []
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (typeof minimum === 'number' && value < minimum) return [violation(path, `must be at least ${minimum}`)]
  if (typeof maximum === 'number' && value > maximum) return [violation(path, `must be at most ${maximum}`)]
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    return [violation(path, `must be more than ${exclusiveMinimum}`)]
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
    return [violation(path, `must be less than ${exclusiveMaximum}`)]
  if (typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf))
    return [violation(path, `must be a multiple of ${multipleOf}`)]
  return []
}

const lists: Check = (schema, value, path, inner) => {
  if (!isArray(value)) return []
  const { prefixItems, items, minItems, maxItems, uniqueItems, contains } = schema
  const prefix = isArray(prefixItems) ? prefixItems : []
  const wrongSize = sizeWords(value.length, minItems, maxItems, 'have', 'item')
  const seen = new Set<string>()
  const twice = uniqueItems === true && value.some((item) => seen.size === seen.add(identity(item)).size)
  return [
    ...(wrongSize === undefined ? [] : [violation(path, wrongSize)]),
    ...(twice ? [violation(path, 'must not have the same item twice')] : []),
    ...value.flatMap((item, at) => inner(at < prefix.length ? prefix[at] : items, item, [...path, at])),
    ...(contains === undefined ? [] : contained(schema, contains, value, path, inner)),
  ]
}

function contained(
  { minContains = 1, maxContains }: JsonObject,
  contains: JsonValue,
  value: readonly JsonValue[],
  path: Path,
  inner: Inner,
) {
  const found = value.filter((item) => inner(contains, item, path).length === 0).length
  const tooFew = typeof minContains === 'number' && found < minContains
  const tooMany = typeof maxContains === 'number' && found > maxContains
  if (tooFew) return [violation(path, `must have at least ${minContains} of the kind that belongs here`)]
  return tooMany ? [violation(path, `must have at most ${maxContains} of one kind`)] : []
}

const fields: Check = (schema, value, path, inner) => {
  if (!isObject(value)) return []
  const { required, minProperties, maxProperties, propertyNames, dependentRequired } = schema
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const patterns = Object.entries(isObject(schema['patternProperties']) ? schema['patternProperties'] : {})
  const wrongSize = sizeWords(Object.keys(value).length, minProperties, maxProperties, 'have', 'field')
  const missing = (names: JsonValue | undefined, message: string) =>
    (isArray(names) ? names : [])
      .map(String)
      .filter((name) => !Object.hasOwn(value, name))
      .map((name) => violation([...path, name], message))
  return [
    ...missing(required, 'is required'),
    ...Object.entries(isObject(dependentRequired) ? dependentRequired : {}).flatMap(([name, others]) =>
      Object.hasOwn(value, name) ? missing(others, `is required together with ${name}`) : [],
    ),
    ...(wrongSize === undefined ? [] : [violation(path, wrongSize)]),
    ...Object.entries(value).flatMap(([name, part]): readonly Violation[] => {
      const at = [...path, name]
      const named = Object.hasOwn(properties, name)
      const matching = patterns.filter(([pattern]) => matches(pattern, name))
      const known = named || matching.length > 0
      const { additionalProperties } = schema
      if (!known && additionalProperties === false) return [violation(at, 'is not a known field', 'name')]
      const wrongName = inner(propertyNames, name, at).length > 0
      return [
        ...(wrongName ? [violation(at, 'is not a name that a field may have here', 'name')] : []),
        ...(named ? inner(properties[name], part, at) : []),
        ...matching.flatMap(([, sub]) => inner(sub, part, at)),
        ...(known ? [] : inner(additionalProperties, part, at)),
      ]
    }),
  ]
}

const combinations: Check = (schema, value, path, inner) => {
  const { allOf, anyOf, oneOf, not, if: condition, dependentSchemas, 'x-error': words } = schema
  const own = typeof words === 'string' ? [violation(path, words)] : undefined
  const dependent = isObject(dependentSchemas) && isObject(value) ? Object.entries(dependentSchemas) : []
  return [
    ...(isArray(allOf) ? allOf.flatMap((sub) => inner(sub, value, path)) : []),
    ...(isArray(anyOf) ? chosen(anyOf, false, value, path, inner, own) : []),
    ...(isArray(oneOf) ? chosen(oneOf, true, value, path, inner, own) : []),
    ...(isSchema(not) && inner(not, value, path).length === 0
      ? (own ?? [violation(path, 'has a form that is not allowed')])
      : []),
    ...(isSchema(condition)
      ? inner(inner(condition, value, path).length === 0 ? schema['then'] : schema['else'], value, path)
      : []),
    ...dependent.flatMap(([name, sub]) => (Object.hasOwn(value as JsonObject, name) ? inner(sub, value, path) : [])),
  ]
}

function chosen(
  branches: readonly JsonValue[],
  exactlyOne: boolean,
  value: JsonValue,
  path: Path,
  inner: Inner,
  own: readonly Violation[] | undefined,
): readonly Violation[] {
  const results = branches.map((branch) => inner(branch, value, path))
  const fitting = results.filter((result) => result.length === 0).length
  if (fitting === 1 || (fitting > 1 && !exactlyOne)) return []
  if (own !== undefined) return own
  if (fitting > 1) return [violation(path, 'fits more than one of the forms that exclude each other')]
  return meant(results) ?? [violation(path, 'fits none of the forms that it may have')]
}

/** The complaints of the branch that was probably meant: the one whose first mistake is deepest in the value. */
function meant(results: readonly (readonly Violation[])[]): readonly Violation[] | undefined {
  const depthOf = (result: readonly Violation[]) => Math.min(...result.map(({ path }) => path.length))
  const deepestFirst = results.toSorted((a, b) => depthOf(b) - depthOf(a) || a.length - b.length)
  const [best, second] = deepestFirst
  if (best === undefined || second === undefined) return best
  return depthOf(best) === depthOf(second) && best.length === second.length ? undefined : best
}

const checks: readonly Check[] = [ofType, constants, texts, numbers, lists, fields, combinations]

function violation(path: Path, message: string, about: Violation['about'] = 'value'): Violation {
  return { path, message, about }
}

function isOf(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      // The names that are left are those of `typeof`.
      return typeof value === type
  }
}

/** What JSON Schema means by the length of a text. */
function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** The same text for equal values. */
function identity(value: JsonValue): string {
  if (isArray(value)) return `[${value.map(identity).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${identity(value[key] ?? null)}`).join()}}`
}

const expressions = new Map<string, RegExp | undefined>()

/** A pattern that is no expression was refused when the schemas were generated; here it says nothing. */
function matches(pattern: string, text: string): boolean {
  if (!expressions.has(pattern)) expressions.set(pattern, compiled(pattern))
  return expressions.get(pattern)?.test(text) ?? true
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}
