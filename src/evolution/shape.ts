/**
 * A schema in the form that is compared: references followed, `allOf` merged, `const` written as `enum`, `type` a list,
 * and nothing in it that says nothing. What cannot be merged stays in `allOf`, each part with the keywords that could not.
 */
import type { JsonSchema, JsonValue } from '../codegen/model.ts'
import { same, textsIn } from './json.ts'
import { merge } from './merge.ts'
import { asSchema, isAnything, type Schema, schemasAt } from './schema.ts'
import { admits } from './types.ts'

/** `false`: nothing is valid. */
export type Shape = JsonSchema | false

/** How a shape looks around in the set that it is of. */
export interface Surroundings {
  readonly target: (ref: string) => Schema
  /** A schema for what is valid by all of these. */
  readonly both: (schemas: readonly Schema[]) => Schema
  /** A text of the schema and of everything that it refers to. */
  readonly closure: (schema: Schema) => string
  /** A reference that is followed for ever without a value being entered. */
  readonly endless: (ref: string) => never
}

export function shapeOf(schema: Schema, around: Surroundings): Shape {
  const parts = conjuncts(schema, around, [])
  let shape: JsonSchema = {}
  const apart: JsonSchema[] = []
  for (const part of parts) {
    if (part === false) return false
    const { merged, left } = merge(shape, part, around.both)
    shape = merged
    if (left !== undefined) apart.push(left)
  }
  const whole = finished(shape)
  return whole === false || apart.length === 0 ? whole : { ...whole, allOf: apart }
}

/** All that must hold, as a list of schemas without `$ref` and `allOf`. */
function conjuncts(schema: Schema, around: Surroundings, trail: readonly string[]): Shape[] {
  if (schema === true) return []
  if (schema === false) return [false]
  if ('unevaluatedProperties' in schema || 'unevaluatedItems' in schema) return withoutUnevaluated(schema, around)
  const { $ref: ref, allOf: _, ...own } = schema
  const parts = schemasAt(schema, 'allOf')
  for (const key of ['anyOf', 'oneOf'] as const) {
    const choices = own[key]
    if (!Array.isArray(choices) || choices.length !== 1) continue
    parts.push(asSchema(choices[0]))
    delete own[key]
  }
  const found: Shape[] = [plain(own), ...parts.flatMap((part) => conjuncts(part, around, trail))]
  if (typeof ref !== 'string') return found
  if (trail.includes(ref)) return around.endless(ref)
  return [...found, ...conjuncts(around.target(ref), around, [...trail, ref])]
}

/**
 * `unevaluated…` means `additionalProperties` or `items` of all that is merged, where nothing but `allOf` and `$ref` is
 * involved. Elsewhere a text stays, under `x-unevaluated…`, that is only ever the same or different.
 */
function withoutUnevaluated(schema: JsonSchema, around: Surroundings): Shape[] {
  const { unevaluatedProperties, unevaluatedItems, ...bare } = schema
  const shape = shapeOf(bare, around)
  if (shape === false) return [false]
  const { allOf, ...main } = shape
  const opaque = allOf !== undefined || ['anyOf', 'oneOf', 'if', 'dependentSchemas'].some((key) => key in shape)
  const place = (key: string, meaning: string, value: JsonValue | undefined, blocked: boolean) => {
    if (value === undefined || meaning in main) return
    if (isAnything(value)) main[meaning] = true
    else if (blocked) main[`x-${key}`] = `${value === false ? 'closed' : 'limited'} ${around.closure(schema)}`
    else main[meaning] = value
  }
  place('unevaluatedProperties', 'additionalProperties', unevaluatedProperties, opaque)
  place('unevaluatedItems', 'items', unevaluatedItems, opaque || 'contains' in shape)
  return [plain(main), ...schemasAt(shape, 'allOf').filter((part) => part !== true)]
}

/** What each keyword is when it says nothing. `items: true` says something: that no item is left to be `unevaluated`. */
const silent: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  minLength: isZero,
  minItems: isZero,
  minProperties: isZero,
  uniqueItems: (value) => value === false,
  required: isEmpty,
  properties: isEmpty,
  patternProperties: isEmpty,
  dependentRequired: isEmpty,
  dependentSchemas: isEmpty,
  prefixItems: isEmpty,
  propertyNames: isAnything,
}

function isZero(value: JsonValue): boolean {
  return value === 0
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function plain(schema: JsonSchema): Shape {
  const { $defs: _, const: constant, type, ...rest } = schema
  if (rest['not'] !== undefined && isAnything(rest['not'])) return false
  const found = Object.fromEntries(Object.entries(rest).filter(([key, value]) => silent[key]?.(value) !== true))
  if (constant !== undefined) {
    const choices = found['enum']
    found['enum'] = Array.isArray(choices) && !choices.some((choice) => same(choice, constant)) ? [] : [constant]
  }
  if (type !== undefined) found['type'] = typeof type === 'string' ? [type] : textsIn(type)
  if (!('contains' in found)) without(found, 'minContains', 'maxContains')
  if (!('if' in found)) without(found, 'then', 'else')
  else if (!('then' in found || 'else' in found)) without(found, 'if')
  return found
}

function without(schema: JsonSchema, ...keys: readonly string[]): void {
  for (const key of keys) delete schema[key]
}

/** An `enum` beside a `type` holds only what is of the type; an empty list of either admits nothing. */
function finished(shape: JsonSchema): Shape {
  const { type, enum: choices } = shape
  if (type !== undefined && textsIn(type).length === 0) return false
  if (!Array.isArray(choices)) return shape
  const fitting = type === undefined ? choices : choices.filter((value) => admits(textsIn(type), value))
  return fitting.length === 0 ? false : { ...shape, enum: fitting }
}
