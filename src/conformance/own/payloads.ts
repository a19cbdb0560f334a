/** Payloads of an event, made of its schema by the seed of the run: good ones, and ones that are wrong in one place. */
import { Draws } from '../../arbitrary/draws.ts'
import type { NearlyValid } from '../../arbitrary/violation.ts'
import { canonical } from '../failure.ts'
import { isObject, type JsonObject, type OwnEvent } from './documents.ts'

export type Payload = JsonObject

export interface WrongPayload {
  readonly payload: Payload
  /** In words, for the report. */
  readonly what: string
  /** Whether this is the place of what is wrong, as the server tells it: `data.payload.lines[0].sku`. */
  readonly isPlace: (path: string, root: string) => boolean
  readonly place: string
}

/** Larger ones prove no more, and channels may take less. */
const mostBytes = 2048
/** No payload is nested deeper, whatever its schema says. */
const deepest = 32

export class Payloads {
  readonly #event: OwnEvent
  readonly #draws: Draws

  /** Throws a SchemaError for a schema that no values can be made for. */
  constructor(event: OwnEvent, seed: number) {
    this.#event = event
    this.#draws = new Draws(event.schema, { resolve: event.resolve, seed })
  }

  accepts(payload: unknown): boolean {
    return this.#draws.accepts(payload)
  }

  /** What its schema shows first, then others; fewer where there are no more. Throws a SchemaError. */
  good(count: number): Payload[] {
    const { examples } = this.#event.schema
    const shown: readonly unknown[] = Array.isArray(examples) ? examples.slice(0, 2) : []
    return this.#different(count, [...shown.filter((one) => this.accepts(one))], () => this.#draws.valid())
  }

  /** Throws a SchemaError where nothing can be wrong alone. */
  wrong(count: number): WrongPayload[] {
    const drawn = new Map<unknown, NearlyValid>()
    const values = this.#different(count, [], () => {
      const one = this.#draws.nearlyValid()
      drawn.set(one.value, one)
      return one.value
    })
    return values.flatMap((payload) => {
      const one = drawn.get(payload)
      return one === undefined ? [] : [wrongPayload(payload, one, this.#event.saysItInWords)]
    })
  }

  #different(count: number, first: readonly unknown[], draw: () => unknown): Payload[] {
    const found = new Map<string, Payload>()
    const take = (value: unknown): void => {
      if (isObject(value) && isSound(value) && found.size < count) found.set(canonical(value), value)
    }
    for (const one of first) take(one)
    for (let tries = 0; tries < count * 5 && found.size < count; tries++) take(draw())
    return [...found.values()]
  }
}

function isSound(payload: Payload): boolean {
  return Buffer.byteLength(JSON.stringify(payload)) <= mostBytes && isSoundAt(payload, 1)
}

function isSoundAt(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth > deepest || Object.hasOwn(value, '__proto__')) return false
  return Object.values(value).every((part) => isSoundAt(part, depth + 1))
}

/** Of these there is one place; what is wrong with a choice may be told of any place inside of it. */
const inOnePlace = new Set([
  'additionalProperties',
  'const',
  'dependentRequired',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'type',
  'uniqueItems',
])

function wrongPayload(
  payload: Payload,
  { path, field, keyword, schemaPath }: NearlyValid,
  inWords: boolean,
): WrongPayload {
  const inside = segmentsOf(path)
  const place = placeOf(field === undefined ? inside : [...inside, field])
  const isExact = inOnePlace.has(keyword) && place.isPlain
  return {
    payload,
    what: `${schemaPath} is broken`,
    place: place.text,
    isPlace: (told, root) => {
      const wanted = `${root}${place.text}`
      if (told === wanted) return true
      if (inWords && isWithin(wanted, told) && isWithin(told, root)) return true
      return !isExact && isWithin(told, `${root}${place.isPlain ? placeOf(inside).text : place.plain}`)
    },
  }
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** `["lines", "0", "sku"]` is `.lines[0].sku`. How other names are written is not asked: `plain` ends before them. */
function placeOf(segments: readonly string[]): { text: string; plain: string; isPlain: boolean } {
  let [text, plain, isPlain] = ['', '', true]
  for (const segment of segments) {
    isPlain &&= /^(?:[\p{L}_$][\p{L}\p{N}_$-]{0,63}|\d{1,15})$/u.test(segment)
    text += /^\d/.test(segment) ? `[${segment}]` : `.${segment}`
    if (isPlain) plain = text
  }
  return { text, plain, isPlain: isPlain && text.length < 200 }
}

function isWithin(place: string, outer: string): boolean {
  return place.startsWith(outer) && /^(?:$|[.[])/.test(place.slice(outer.length))
}
