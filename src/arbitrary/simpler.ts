/**
 * Simpler values than a given one. Nothing here knows of schemas: whoever asks keeps those that are still what they
 * should be. Every proposal is smaller than its original in one order (fewer parts, a simpler kind, nearer to zero,
 * shorter, plainer), so that going on for ever is impossible.
 */
import type { JsonValue } from '../codegen/model.ts'
import { deepEqual } from '../codegen/validators/prelude.js'
import { isObject } from '../codegen/walk.ts'
import { type Segments, withAt } from './within.ts'

/** What a schema names, and a value may owe to it. */
export interface Named {
  /** Constants, which may stand for one another. */
  readonly texts: ReadonlySet<string>
  /** Fields, which would be no other field by a simpler name. */
  readonly fields: ReadonlySet<string>
}

export interface Simpler {
  readonly value: JsonValue
  /** The place that has become simpler: where to go on when this one is taken. */
  readonly at: Segments
}

/** Long texts and lists are simplified in at most so many pieces: each proposal costs a validation. */
const piecesOfText = 512
const piecesOfList = 64
/** In longer lists only the first items are looked into; the others are made like the first. */
const itemsAtMost = 20

const simplest: readonly JsonValue[] = [null, false, 0, '', [], {}]

/**
 * Goes through the places of the value, beginning with `from`: what was tried before it got there and did not help is not
 * tried again before all the rest has been.
 */
export function* simplerValues(value: JsonValue, from: Segments | undefined, named: Named): Generator<Simpler> {
  const places = [...placesOf(value, [])]
  const begin =
    from === undefined
      ? 0
      : Math.max(
          0,
          places.findIndex(({ at }) => deepEqual(at, from)),
        )
  for (const { at, inner } of [...places.slice(begin), ...places.slice(0, begin)])
    for (const simpler of simplerHere(inner, named)) yield { value: withAt(value, at, simpler), at }
}

function* placesOf(inner: JsonValue, at: Segments): Generator<{ at: Segments; inner: JsonValue }> {
  yield { at, inner }
  const entries = Array.isArray(inner)
    ? inner.slice(0, itemsAtMost).entries()
    : Object.entries(isObject(inner) ? inner : {})
  for (const [segment, item] of entries) yield* placesOf(item, [...at, segment])
}

function* simplerHere(value: JsonValue, { texts, fields }: Named): Generator<JsonValue> {
  yield* simplest.slice(0, kindOf(value))
  if (value === true) yield false
  else if (typeof value === 'number') yield* simplerNumbers(value)
  else if (typeof value === 'string') {
    if (texts.has(value)) yield* [...texts].filter((one) => isSimpler(one, value)).sort(bySimplicity)
    yield* simplerTexts(value)
  } else if (Array.isArray(value)) yield* simplerLists(value)
  else if (isObject(value)) yield* simplerObjects(value, fields)
}

function kindOf(value: JsonValue): number {
  if (value === null) return 0
  if (Array.isArray(value)) return 4
  return ['boolean', 'number', 'string'].indexOf(typeof value) + 1 || 5
}

function* simplerNumbers(value: number): Generator<number> {
  if (value === 0) return
  yield 0
  if (value < 0) yield -value
  if (!Number.isInteger(value)) {
    // A fraction gives way to whole numbers, then to fractions with fewer digits.
    yield Math.trunc(value) + 0
    for (const digits of [1, 2, 4, 8]) {
      const rounded = Number(value.toPrecision(digits))
      if (Math.abs(rounded) < Math.abs(value)) yield rounded
    }
    return
  }
  // Halving leads from the largest number to a thousand in a thousand steps; this does in ten.
  if (Math.abs(value) > 1e6)
    for (const power of [0.5, 0.75, 0.9]) yield Math.sign(value) * Math.trunc(Math.abs(value) ** power)
  for (let gap = Math.trunc(value / 2); gap !== 0; gap = Math.trunc(gap / 2))
    if (value - gap !== value) yield value - gap
}

/** The plainer a sign, the lower: `a`, then `0`, then `A`, then the others in the order of Unicode. */
const plainest = ['a', '0', 'A']

function rank(sign: string): number {
  const at = plainest.indexOf(sign)
  return at === -1 ? plainest.length + (sign.codePointAt(0) ?? 0) : at
}

function bySimplicity(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

function isSimpler(a: string, b: string): boolean {
  return bySimplicity(a, b) < 0
}

function* simplerTexts(text: string): Generator<string> {
  if (text === '') return
  const signs = [...text]
  for (const [from, to] of pieces(signs.length, piecesOfText)) yield signs.toSpliced(from, to - from).join('')
  for (const [from, to] of pieces(signs.length, piecesOfText)) {
    for (const plain of plainest) {
      const isPlainer = (sign: string, at: number) => at >= from && at < to && rank(sign) > rank(plain)
      const simpler = signs.map((sign, at) => (isPlainer(sign, at) ? plain : sign)).join('')
      if (simpler !== text) yield simpler
    }
  }
}

/** The whole, halves, quarters, and so on down to single ones, as long as they are not too many. */
function* pieces(length: number, most: number): Generator<[number, number]> {
  for (let size = length; size >= 1; size = Math.floor(size / 2)) {
    if (length / size > most) break
    for (let from = 0; from < length; from += size) yield [from, Math.min(length, from + size)]
  }
  if (length > most) yield [length - 1, length]
}

function* simplerLists(list: readonly JsonValue[]): Generator<JsonValue> {
  for (const [from, to] of pieces(list.length, piecesOfList)) yield list.toSpliced(from, to - from)
  const [first] = list
  if (list.length > itemsAtMost && first !== undefined && !list.every((item) => deepEqual(item, first)))
    yield list.map(() => structuredClone(first))
}

function* simplerObjects(
  value: { readonly [name: string]: JsonValue },
  fields: ReadonlySet<string>,
): Generator<JsonValue> {
  const entries = Object.entries(value)
  for (const [from, to] of pieces(entries.length, piecesOfList))
    yield Object.fromEntries(entries.toSpliced(from, to - from))
  for (const [at, [name, item]] of entries.entries()) {
    if (fields.has(name)) continue
    for (const shorter of simplerTexts(name))
      if (!Object.hasOwn(value, shorter)) yield Object.fromEntries(entries.with(at, [shorter, item]))
  }
}
