/** A schema in a few words: `string, 1–128 characters`, `list of at most 3 integers, each 0–9`. */
import type { JsonSchema, JsonValue, SchemaDocument } from '../model.ts'
import { followed, targetOf } from '../refs.ts'
import { isObject } from '../walk.ts'
import type { Book } from './book.ts'
import { code } from './markdown.ts'

interface Words {
  readonly noun: string
  readonly plural: string
  readonly details: readonly string[]
  /** What is said of each where there are many, when that is not what is said of one. */
  readonly each?: readonly string[]
}

/** Whoever nests unions and lists deeper than this is better served by the schema itself. */
const deepest = 6

export function typeWords(schema: JsonSchema, owner: SchemaDocument, book: Book): string {
  const { noun, details } = wordsFor(schema, owner, book, 0)
  return [noun, ...details, ...defaultWords(schema)].join(', ')
}

function defaultWords({ default: fallback }: JsonSchema): string[] {
  return fallback === undefined ? [] : [`default ${literal(fallback)}`]
}

function wordsFor(schema: JsonSchema, owner: SchemaDocument, book: Book, depth: number): Words {
  const ref = schema['$ref']
  if (typeof ref === 'string') return referenceWords(ref, schema, owner, book, depth)
  if (schema['const'] !== undefined) return plainWords(`always ${literal(schema['const'])}`)
  if (Array.isArray(schema['enum'])) return choiceWords(schema, schema['enum'], owner, book)
  const variants = variantsOf(schema)
  if (variants.length > 0 && depth < deepest) return unionWords(variants, owner, book, depth)
  const { type } = schema
  if (Array.isArray(type))
    return unionWords(
      type.map((one) => ({ ...schema, type: one })),
      owner,
      book,
      depth,
    )
  return ofType(typeof type === 'string' ? type : guessedType(schema), schema, owner, book, depth)
}

/** The kind of value, and the name under which all else about it can be read. */
function referenceWords(ref: string, schema: JsonSchema, owner: SchemaDocument, book: Book, depth: number): Words {
  const target = targetOf(ref, owner, book.set)
  const end = followed(schema, owner, book.set)
  const kind = depth < deepest ? kindOf(end.schema, end.owner, book, depth + 1) : { noun: 'value', plural: 'values' }
  const link = book.link(target.owner, target.pointer)
  return { noun: `${kind.noun} (${link})`, plural: `${kind.plural} (${link})`, details: [] }
}

/** The bare kind of a value, all bounds left out. A union of objects is an object. */
function kindOf(schema: JsonSchema, owner: SchemaDocument, book: Book, depth: number): Pick<Words, 'noun' | 'plural'> {
  const choices = schema['const'] === undefined ? schema['enum'] : [schema['const']]
  if (Array.isArray(choices)) return kindsOf(choices.map((choice) => (choice === null ? 'null' : jsonType(choice))))
  const variants = depth < deepest ? variantsOf(schema) : []
  if (variants.length > 0) {
    const kinds = variants.map((variant) => {
      const end = followed(variant, owner, book.set)
      return kindOf(end.schema, end.owner, book, depth + 1).noun
    })
    return kindsOf(kinds)
  }
  const { type } = schema
  return kindsOf(Array.isArray(type) ? type.map(String) : [typeof type === 'string' ? type : guessedType(schema)])
}

function kindsOf(names: readonly string[]): Pick<Words, 'noun' | 'plural'> {
  const nouns = [...new Set(names.map((name) => nounFor[name] ?? name))]
  return { noun: nouns.join(' or '), plural: nouns.map(pluralOf).join(' or ') }
}

const nounFor: Readonly<Record<string, string>> = { array: 'list', any: 'any value' }

function pluralOf(noun: string): string {
  if (noun === 'any value') return 'values'
  return noun === 'null' ? noun : `${noun}s`
}

function jsonType(value: JsonValue): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}

function unionWords(variants: readonly JsonSchema[], owner: SchemaDocument, book: Book, depth: number): Words {
  const texts = variants.map((variant) => {
    const { noun, details } = wordsFor(variant, owner, book, depth + 1)
    return details.length === 0 ? noun : `${noun} (${details.join(', ')})`
  })
  const noun = [...new Set(texts)].join(' or ')
  return { noun, plural: noun, details: [] }
}

/** The shapes that a value can have. `anyOf` can also hold mere conditions, which are not shapes. */
export function variantsOf(schema: JsonSchema): JsonSchema[] {
  const variants = [schema['anyOf'], schema['oneOf']].flatMap((list) =>
    Array.isArray(list) ? list.filter(isObject) : [],
  )
  return variants.filter((variant) => shapes.some((keyword) => keyword in variant))
}

const shapes = ['$ref', 'type', 'const', 'enum', 'properties', 'items', 'anyOf', 'oneOf', 'allOf']

function plainWords(noun: string): Words {
  return { noun, plural: noun, details: [] }
}

function choiceWords(schema: JsonSchema, choices: readonly JsonValue[], owner: SchemaDocument, book: Book): Words {
  const noun = `one of ${choices.map(literal).join(', ')}`
  return { noun, plural: kindOf(schema, owner, book, 0).plural, details: [], each: [noun] }
}

/** Text without its quotes, as it would be typed into a form, unless nothing would be left to see. */
export function literal(value: JsonValue): string {
  return code(typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value))
}

function guessedType(schema: JsonSchema): string {
  if ('properties' in schema || 'additionalProperties' in schema || 'allOf' in schema) return 'object'
  return 'items' in schema || 'prefixItems' in schema ? 'array' : 'any'
}

function ofType(type: string, schema: JsonSchema, owner: SchemaDocument, book: Book, depth: number): Words {
  switch (type) {
    case 'string':
      return { noun: 'string', plural: 'strings', details: stringDetails(schema) }
    case 'integer':
    case 'number':
      return { noun: type, plural: `${type}s`, details: numberDetails(schema) }
    case 'array':
      return listWords(schema, owner, book, depth)
    case 'object':
      return objectWords(schema, owner, book, depth)
    default:
      return { ...kindsOf([type]), details: [] }
  }
}

function stringDetails(schema: JsonSchema): string[] {
  const length = between(schema['minLength'] === 0 ? undefined : schema['minLength'], schema['maxLength'])
  return [
    ...(typeof schema['format'] === 'string' ? [`as ${code(schema['format'])}`] : []),
    ...(length === undefined
      ? []
      : [`${length} ${length === '1' || length.endsWith(' 1') ? 'character' : 'characters'}`]),
    ...(typeof schema['pattern'] === 'string' ? [`matching ${code(schema['pattern'])}`] : []),
  ]
}

function numberDetails(schema: JsonSchema): string[] {
  const { exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = schema
  const range = between(schema['minimum'], schema['maximum'])
  return [
    ...(typeof above === 'number' ? [`more than ${digits(above)}`] : []),
    ...(range === undefined ? [] : [range]),
    ...(typeof below === 'number' ? [`less than ${digits(below)}`] : []),
    ...(typeof multipleOf === 'number' ? [`a multiple of ${digits(multipleOf)}`] : []),
  ]
}

function listWords(schema: JsonSchema, owner: SchemaDocument, book: Book, depth: number): Words {
  const { prefixItems, items } = schema
  const size = between(schema['minItems'] === 0 ? undefined : schema['minItems'], schema['maxItems'])
  const unique = schema['uniqueItems'] === true ? ['no two the same'] : []
  if (Array.isArray(prefixItems) && depth < deepest) {
    const places = prefixItems.map((item) =>
      isObject(item) ? wordsFor(item, owner, book, depth + 1).noun : 'any value',
    )
    return { noun: `list of ${places.join(', then ')}`, plural: 'lists', details: unique }
  }
  if (!isObject(items) || depth >= deepest) {
    return { noun: size === undefined ? 'list' : `list of ${size} values`, plural: 'lists', details: unique }
  }
  const item = wordsFor(items, owner, book, depth + 1)
  const noun = ['list of', ...(size === undefined ? [] : [size]), item.plural].join(' ')
  const ofEach = item.each ?? item.details
  const each = ofEach.length === 0 ? [] : [`each ${ofEach.join(', ')}`]
  return { noun, plural: `lists of ${item.plural}`, details: [...each, ...unique] }
}

/** An object whose keys are not known beforehand is a map; the fields of others stand in rows of their own. */
function objectWords(schema: JsonSchema, owner: SchemaDocument, book: Book, depth: number): Words {
  const { additionalProperties: values } = schema
  if ('properties' in schema || !isObject(values) || Object.keys(values).length === 0 || depth >= deepest) {
    return { noun: 'object', plural: 'objects', details: [] }
  }
  const { plural, details, each = details } = wordsFor(values, owner, book, depth + 1)
  return { noun: `object of ${plural} by key`, plural: `objects of ${plural} by key`, details: each }
}

function between(least: JsonValue | undefined, most: JsonValue | undefined): string | undefined {
  if (typeof least === 'number' && typeof most === 'number')
    return least === most ? digits(least) : `${digits(least)}–${digits(most)}`
  if (typeof least === 'number') return `at least ${digits(least)}`
  return typeof most === 'number' ? `at most ${digits(most)}` : undefined
}

/** 65,536 and 1000: groups help from five digits on. The largest integer that all of JSON's readers agree on has a name. */
export function digits(value: number): string {
  if (value === Number.MAX_SAFE_INTEGER) return '2⁵³−1'
  const text = String(value)
  return /^-?\d{5,}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text
}
