/** A schema of a set, as one of the two sides of a comparison sees it. */
import type { JsonSchema, JsonValue } from '../codegen/model.ts'
import { textsIn } from './json.ts'
import type { Library } from './library.ts'
import { entryAt, keysAt, type Schema, schemaAt, schemasAt } from './schema.ts'
import { allTypes, commonTypes, typeOf } from './types.ts'

export interface Side {
  readonly library: Library
  readonly schema: Schema
}

export interface View extends Side {
  readonly shape: JsonSchema
}

/**
 * How a comparison reads a schema. `input`: as it stands. `settings`: the same, but what has a default may be left out.
 * `output`: as a client that ignores what it does not know. `exact`: as it stands, where a schema says what must not be
 * or when something else applies, and reading it generously would make it mean more.
 */
export type Mode = 'input' | 'settings' | 'output' | 'exact'

export function viewOf(side: Side, mode: Mode): View | false {
  const shape = side.library.shape(side.schema)
  if (shape === false) return false
  return { ...side, shape: mode === 'settings' ? withoutDefaulted(shape, side.library) : shape }
}

/** The side that must take everything: in `output`, what an old client makes of its schema. */
export function opened(view: View, mode: Mode): View {
  if (mode !== 'output') return view
  const shape = view.library.derive(view.shape, 'opened', () => openShape(view.shape))
  return { ...view, shape }
}

function openShape(shape: JsonSchema): JsonSchema {
  const { oneOf, ...open } = shape
  if (open['additionalProperties'] === false) delete open['additionalProperties']
  const unevaluated = open['x-unevaluatedProperties']
  if (typeof unevaluated === 'string' && unevaluated.startsWith('closed')) delete open['x-unevaluatedProperties']
  if (open['x-open'] === true) delete open['enum']
  if (oneOf === undefined) return open
  // A reader looks for the alternative that it knows; whether another one would fit as well is not its question.
  if (open['anyOf'] === undefined) return { ...open, anyOf: oneOf }
  return { ...open, allOf: [...(Array.isArray(open['allOf']) ? open['allOf'] : []), { anyOf: oneOf }] }
}

function withoutDefaulted(shape: JsonSchema, library: Library): JsonSchema {
  const hasDefault = (name: string) => {
    const value = entryAt(shape, 'properties', name)
    const property = value === undefined ? false : library.shape(value)
    return property !== false && 'default' in property
  }
  const required = textsIn(shape['required'])
  if (!required.some(hasDefault)) return shape
  return library.derive(shape, 'defaulted', () => ({
    ...shape,
    required: required.filter((name) => !hasDefault(name)),
  }))
}

export function typesOf({ shape }: View): readonly string[] {
  const types = shape['type'] === undefined ? allTypes : textsIn(shape['type'])
  const choices = shape['enum']
  return Array.isArray(choices) ? commonTypes(types, [...new Set(choices.map(typeOf))]) : types
}

/** All values that can be valid, where they can be counted. */
export function valuesOf(view: View): readonly JsonValue[] | undefined {
  const choices = view.shape['enum']
  if (Array.isArray(choices)) return choices
  const types = typesOf(view)
  if (!types.every((type) => type === 'null' || type === 'boolean')) return undefined
  return types.flatMap((type): JsonValue[] => (type === 'null' ? [null] : [false, true]))
}

export function requiredOf({ shape }: View): string[] {
  return textsIn(shape['required'])
}

export function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text)
}

/** What the schema says of this property by name or by pattern; undefined when it says nothing. */
export function describedProperty({ shape, library }: View, name: string): Schema | undefined {
  const own = entryAt(shape, 'properties', name)
  const patterns = keysAt(shape, 'patternProperties').filter((pattern) => matches(pattern, name))
  const parts = patterns.map((pattern) => entryAt(shape, 'patternProperties', pattern) ?? true)
  if (own === undefined && parts.length === 0) return undefined
  return library.both(own === undefined ? parts : [own, ...parts])
}

export function propertyOf(view: View, name: string): Schema {
  return describedProperty(view, name) ?? otherProperties(view)
}

export function otherProperties({ shape }: View): Schema {
  return schemaAt(shape, 'additionalProperties')
}

export function prefixOf({ shape }: View): Schema[] {
  return schemasAt(shape, 'prefixItems')
}

export function itemOf(view: View, index: number): Schema {
  return prefixOf(view)[index] ?? schemaAt(view.shape, 'items')
}

/** The alternatives of a schema, each with all that holds beside them; undefined when it has none. */
export function casesOf(view: View): Schema[] | undefined {
  const key = (['anyOf', 'oneOf'] as const).find((keyword) => view.shape[keyword] !== undefined)
  return key === undefined
    ? undefined
    : schemasAt(view.shape, key).map((branch) => view.library.both([besides(view, key), branch]))
}

/** What holds where the condition of a schema does, and where it does not; undefined when it has none. */
export function casesByCondition(view: View): Schema[] | undefined {
  const { shape, library } = view
  if (shape['if'] === undefined) return undefined
  const rest = besides(view, 'if', 'then', 'else')
  const otherwise = library.derive(shape, 'not if', () => ({ not: shape['if'] ?? true }))
  return [
    library.both([rest, schemaAt(shape, 'if'), schemaAt(shape, 'then')]),
    library.both([rest, otherwise, schemaAt(shape, 'else')]),
  ]
}

function besides({ shape, library }: View, ...keys: readonly string[]): Schema {
  return library.derive(shape, `without ${keys.join()}`, () =>
    Object.fromEntries(Object.entries(shape).filter(([key]) => !keys.includes(key))),
  )
}

/** One schema for each type that is admitted. */
export function casesByType(view: View): Schema[] {
  return typesOf(view).map((type) =>
    view.library.derive(view.shape, `only ${type}`, () => ({ ...view.shape, type: [type] })),
  )
}
