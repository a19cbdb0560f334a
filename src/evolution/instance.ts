/** Whether a value is valid, where that can be told here: for the values that schemas name, which are few and small. */
import type { JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import { numberIn, ownValue, same, textOf, textsIn } from './json.ts'
import { entryAt, keysAt, type Schema, schemaAt, schemasAt } from './schema.ts'
import { admits } from './types.ts'
import { itemOf, type Mode, matches, opened, propertyOf, type Side, type View, viewOf } from './view.ts'

/** `unknown`: it depends on something that is not looked into. */
export type Validity = 'valid' | 'invalid' | 'unknown'

const deepest = 32

export function validity(value: JsonValue, side: Side, mode: Mode, depth = 0): Validity {
  const raw = viewOf(side, mode)
  if (raw === false) return 'invalid'
  if (depth > deepest) return 'unknown'
  const view = opened(raw, mode)
  const of = (inner: JsonValue, schema: Schema, how: Mode = mode) =>
    validity(inner, { library: side.library, schema }, how, depth + 1)
  const { shape } = view
  const checks: (() => Validity)[] = [
    () => sure(shape['type'] === undefined || admits(textsIn(shape['type']), value)),
    () => sure(!Array.isArray(shape['enum']) || shape['enum'].some((choice) => same(choice, value))),
    () => (typeof value === 'number' ? checkNumber(value, view) : 'valid'),
    () => (typeof value === 'string' ? checkText(value, view) : 'valid'),
    () => (Array.isArray(value) ? checkArray(value, view, of) : 'valid'),
    () => (isObject(value) ? checkObject(value, view, of) : 'valid'),
    () => every(schemasAt(shape, 'allOf').map((part) => of(value, part))),
    () => (shape['anyOf'] === undefined ? 'valid' : some(schemasAt(shape, 'anyOf').map((part) => of(value, part)))),
    () => (shape['oneOf'] === undefined ? 'valid' : one(schemasAt(shape, 'oneOf').map((part) => of(value, part)))),
    () => (shape['not'] === undefined ? 'valid' : opposite(of(value, schemaAt(shape, 'not'), 'exact'))),
    () =>
      ['if', 'format', 'x-unevaluatedProperties', 'x-unevaluatedItems'].some((key) => key in shape)
        ? 'unknown'
        : 'valid',
  ]
  return every(checks.map((check) => check()))
}

type Inner = (value: JsonValue, schema: Schema, mode?: Mode) => Validity

function checkNumber(value: number, { shape }: View): Validity {
  const at = (key: string) => numberIn(shape[key])
  const multiple = at('multipleOf')
  return every([
    sure(value >= (at('minimum') ?? Number.NEGATIVE_INFINITY) && value <= (at('maximum') ?? Number.POSITIVE_INFINITY)),
    sure(value > (at('exclusiveMinimum') ?? Number.NEGATIVE_INFINITY)),
    sure(value < (at('exclusiveMaximum') ?? Number.POSITIVE_INFINITY)),
    multiple === undefined ? 'valid' : isMultiple(value, multiple),
  ])
}

/** Of multiples of fractions, validators disagree. */
function isMultiple(value: number, of: number): Validity {
  if (!Number.isSafeInteger(of) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return 'unknown'
  return sure(value % of === 0)
}

function checkText(value: string, { shape }: View): Validity {
  const length = [...value].length
  const { pattern } = shape
  return every([
    sure(length >= (numberIn(shape['minLength']) ?? 0)),
    sure(length <= (numberIn(shape['maxLength']) ?? Number.POSITIVE_INFINITY)),
    sure(typeof pattern !== 'string' || matches(pattern, value)),
  ])
}

function checkArray(value: JsonValue[], view: View, of: Inner): Validity {
  const { shape } = view
  const texts = new Set(value.map(textOf))
  return every([
    sure(value.length >= (numberIn(shape['minItems']) ?? 0)),
    sure(value.length <= (numberIn(shape['maxItems']) ?? Number.POSITIVE_INFINITY)),
    sure(shape['uniqueItems'] !== true || texts.size === value.length),
    ...value.map((item, index) => of(item, itemOf(view, index))),
    shape['contains'] === undefined ? 'valid' : 'unknown',
  ])
}

function checkObject(value: { [key: string]: JsonValue }, view: View, of: Inner): Validity {
  const { shape } = view
  const names = Object.keys(value)
  return every([
    sure(textsIn(shape['required']).every((name) => Object.hasOwn(value, name))),
    sure(names.length >= (numberIn(shape['minProperties']) ?? 0)),
    sure(names.length <= (numberIn(shape['maxProperties']) ?? Number.POSITIVE_INFINITY)),
    ...names.map((name) => of(value[name] ?? null, propertyOf(view, name))),
    ...names.map((name) => of(name, schemaAt(shape, 'propertyNames'))),
    ...names.map((name) =>
      sure(textsIn(ownValue(shape['dependentRequired'], name)).every((other) => names.includes(other))),
    ),
    ...keysAt(shape, 'dependentSchemas')
      .filter((name) => names.includes(name))
      .map((name) => of(value, entryAt(shape, 'dependentSchemas', name) ?? true)),
  ])
}

function sure(is: boolean): Validity {
  return is ? 'valid' : 'invalid'
}

function opposite(validity: Validity): Validity {
  return validity === 'unknown' ? 'unknown' : sure(validity === 'invalid')
}

function every(all: readonly Validity[]): Validity {
  if (all.includes('invalid')) return 'invalid'
  return all.includes('unknown') ? 'unknown' : 'valid'
}

function some(all: readonly Validity[]): Validity {
  if (all.includes('valid')) return 'valid'
  return all.includes('unknown') ? 'unknown' : 'invalid'
}

function one(all: readonly Validity[]): Validity {
  const valid = all.filter((validity) => validity === 'valid').length
  if (valid > 1) return 'invalid'
  return all.includes('unknown') ? 'unknown' : sure(valid === 1)
}
