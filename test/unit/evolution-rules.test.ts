import { describe, expect, it } from 'vitest'
import type { JsonSchema, JsonValue } from '../../src/codegen/model.ts'
import { compareSets } from '../../src/evolution/compare.ts'
import { setOf } from '../support/evolution.ts'

/** What a change of `thing.json` comes to when it is sent to us, and when we send it. */
function changesOf(before: JsonSchema, after: JsonSchema, assume: 'input' | 'output'): string[] {
  const changes = compareSets(setOf({ thing: before }), setOf({ thing: after }), { assume })
  return changes.map(({ verdict, kind, path }) => `${verdict} ${kind}${path === '' ? '' : ` at ${path}`}`)
}

interface Row {
  readonly rule: string
  readonly before: JsonSchema
  readonly after: JsonSchema
  readonly input: readonly string[]
  readonly output: readonly string[]
}

const text = { type: 'string' }
const whole = { type: 'integer' }
const closed = (properties: JsonSchema, required: JsonValue[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const open = (properties: JsonSchema, required: JsonValue[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required,
})
const list = (items: JsonValue, rest: JsonSchema = {}): JsonSchema => ({ type: 'array', items, ...rest })

/** A rule that is about one kind and turns around with the direction. */
function turning(
  rule: string,
  before: JsonSchema,
  after: JsonSchema,
  narrower: string,
  wider: string,
  path = '',
): Row[] {
  const at = path === '' ? '' : ` at ${path}`
  return [
    {
      rule: `${rule}: narrower`,
      before,
      after,
      input: [`breaking ${narrower}${at}`],
      output: [`compatible ${narrower}${at}`],
    },
    {
      rule: `${rule}: wider`,
      before: after,
      after: before,
      input: [`compatible ${wider}${at}`],
      output: [`breaking ${wider}${at}`],
    },
  ]
}

const types: Row[] = [
  ...turning('a type', { type: ['string', 'null'] }, text, 'type-narrowed', 'type-widened'),
  ...turning('an integer is a number', { type: 'number' }, whole, 'type-narrowed', 'type-widened'),
  ...turning('no type is any type', {}, text, 'type-narrowed', 'type-widened'),
  {
    rule: 'another type',
    before: text,
    after: whole,
    input: ['breaking type-changed'],
    output: ['breaking type-changed'],
  },
  {
    rule: 'keywords of a type that is gone are no news',
    before: { type: 'string', maxLength: 3 },
    after: { type: 'integer', minimum: 3 },
    input: ['breaking type-changed'],
    output: ['breaking type-changed'],
  },
  ...turning('a value among several', { enum: ['a', 'b'] }, { enum: ['a'] }, 'enum-value-removed', 'enum-value-added'),
  ...turning('values where there was a type', text, { type: 'string', enum: ['a'] }, 'enum-added', 'enum-removed'),
  {
    rule: 'a constant',
    before: { const: 'a' },
    after: { const: 'b' },
    input: ['breaking const-changed'],
    output: ['breaking const-changed'],
  },
  ...turning('a constant among values', { enum: ['a', 'b'] }, { const: 'a' }, 'enum-value-removed', 'enum-value-added'),
  {
    rule: 'all values of a small type by name',
    before: { type: 'boolean' },
    after: { enum: [false, true] },
    input: [],
    output: [],
  },
  {
    rule: 'null among the values',
    before: { enum: ['a'] },
    after: { enum: ['a', null] },
    input: ['compatible enum-value-added'],
    output: ['breaking enum-value-added'],
  },
  {
    rule: 'values that fit what is new',
    before: { enum: ['ab', 'ba'] },
    after: { enum: ['ab', 'ba'], minLength: 2 },
    input: [],
    output: [],
  },
]

const scalars: Row[] = [
  ...turning('a new maximum', whole, { ...whole, maximum: 5 }, 'maximum-added', 'maximum-removed'),
  ...turning('a maximum', { ...whole, maximum: 9 }, { ...whole, maximum: 5 }, 'maximum-lowered', 'maximum-raised'),
  ...turning('a minimum', { ...whole, minimum: 1 }, { ...whole, minimum: 2 }, 'minimum-raised', 'minimum-lowered'),
  ...turning(
    'an excluded limit',
    { type: 'number', minimum: 1 },
    { type: 'number', exclusiveMinimum: 1 },
    'minimum-raised',
    'minimum-lowered',
  ),
  {
    rule: 'limits of whole numbers in two ways',
    before: { ...whole, exclusiveMinimum: 0 },
    after: { ...whole, minimum: 1 },
    input: [],
    output: [],
  },
  ...turning(
    'a multiple',
    { ...whole, multipleOf: 5 },
    { ...whole, multipleOf: 10 },
    'multiple-of-changed',
    'multiple-of-changed',
  ),
  {
    rule: 'a multiple that is none',
    before: { ...whole, multipleOf: 5 },
    after: { ...whole, multipleOf: 7 },
    input: ['breaking multiple-of-changed'],
    output: ['breaking multiple-of-changed'],
  },
  {
    rule: 'a multiple of fractions',
    before: { type: 'number', multipleOf: 0.1 },
    after: { type: 'number', multipleOf: 0.2 },
    input: ['breaking multiple-of-changed'],
    output: ['breaking multiple-of-changed'],
  },
  { rule: 'whole numbers in two ways', before: whole, after: { type: 'number', multipleOf: 1 }, input: [], output: [] },
  ...turning(
    'a length',
    { ...text, maxLength: 9 },
    { ...text, maxLength: 5 },
    'max-length-lowered',
    'max-length-raised',
  ),
  ...turning('a least length', text, { ...text, minLength: 1 }, 'min-length-added', 'min-length-removed'),
  ...turning('a pattern', text, { ...text, pattern: '^a' }, 'pattern-added', 'pattern-removed'),
  {
    rule: 'another pattern',
    before: { ...text, pattern: '^a' },
    after: { ...text, pattern: '^a*' },
    input: ['breaking pattern-changed'],
    output: ['breaking pattern-changed'],
  },
  ...turning('a format', text, { ...text, format: 'uri' }, 'format-added', 'format-removed'),
  {
    rule: 'another format',
    before: { ...text, format: 'uri' },
    after: { ...text, format: 'uuid' },
    input: ['breaking format-changed'],
    output: ['breaking format-changed'],
  },
  {
    rule: 'an encoding',
    before: { ...text, contentEncoding: 'base64' },
    after: { ...text, contentEncoding: 'base16' },
    input: ['breaking content-encoding-changed'],
    output: ['breaking content-encoding-changed'],
  },
]

const objects: Row[] = [
  {
    rule: 'a new required property',
    before: closed({}),
    after: closed({ a: text }, ['a']),
    input: ['breaking property-required-added at a'],
    output: ['compatible property-added at a'],
  },
  {
    rule: 'a new optional property',
    before: closed({}),
    after: closed({ a: text }),
    input: ['compatible property-added at a'],
    output: ['compatible property-added at a'],
  },
  {
    rule: 'a new property of an open object',
    before: open({}),
    after: open({ a: text }),
    input: ['breaking property-added-to-open at a'],
    output: ['compatible property-added at a'],
  },
  {
    rule: 'a property is gone',
    before: closed({ a: text }),
    after: closed({}),
    input: ['breaking property-removed at a'],
    output: ['breaking property-removed at a'],
  },
  {
    rule: 'a property of an open object is gone',
    before: open({ a: text }),
    after: open({}),
    input: ['compatible property-removed at a'],
    output: ['breaking property-removed at a'],
  },
  {
    rule: 'a property that could be anything is gone',
    before: open({ a: {} }),
    after: open({}),
    input: [],
    output: ['breaking property-removed at a'],
  },
  ...turning(
    'a property is required',
    closed({ a: text }),
    closed({ a: text }, ['a']),
    'property-now-required',
    'property-now-optional',
    'a',
  ),
  {
    rule: 'a property of another type',
    before: closed({ a: text }),
    after: closed({ a: whole }),
    input: ['breaking type-changed at a'],
    output: ['breaking type-changed at a'],
  },
  {
    rule: 'a property is forbidden',
    before: open({ a: text }),
    after: open({ a: false }),
    input: ['breaking property-removed at a'],
    output: ['breaking property-removed at a'],
  },
  {
    rule: 'a deep property',
    before: closed({ a: closed({ b: list(closed({ c: text })) }) }),
    after: closed({ a: closed({ b: list(closed({ c: text, d: text }, ['d'])) }) }),
    input: ['breaking property-required-added at a.b[].d'],
    output: ['compatible property-added at a.b[].d'],
  },
  {
    rule: 'an object is closed',
    before: open({ a: text }),
    after: closed({ a: text }),
    input: ['breaking additional-properties-closed'],
    output: ['compatible additional-properties-closed'],
  },
  {
    rule: 'an object is opened',
    before: closed({ a: text }),
    after: open({ a: text }),
    input: ['compatible additional-properties-opened'],
    output: ['compatible additional-properties-opened'],
  },
  {
    rule: 'values of a map',
    before: { type: 'object', additionalProperties: text },
    after: { type: 'object', additionalProperties: { ...text, maxLength: 3 } },
    input: ['breaking max-length-added at *'],
    output: ['compatible max-length-added at *'],
  },
  {
    rule: 'a map where anything was',
    before: open({}),
    after: { type: 'object', additionalProperties: text },
    input: ['breaking additional-properties-limited'],
    output: ['compatible additional-properties-limited'],
  },
  {
    rule: 'a map no more',
    before: { type: 'object', additionalProperties: text },
    after: open({}),
    input: ['compatible additional-properties-released'],
    output: ['breaking additional-properties-released'],
  },
  {
    rule: 'a property of a map',
    before: { type: 'object', additionalProperties: text },
    after: { type: 'object', properties: { a: whole }, additionalProperties: text },
    input: ['breaking property-added-to-open at a'],
    output: ['breaking property-added-to-map at a'],
  },
  {
    rule: 'a property of a map that fits',
    before: { type: 'object', additionalProperties: text },
    after: { type: 'object', properties: { a: text }, additionalProperties: text },
    input: [],
    output: [],
  },
  {
    rule: 'names by pattern',
    before: { type: 'object', patternProperties: { '^x': text } },
    after: { type: 'object', patternProperties: { '^x': whole } },
    input: ['breaking type-changed at /^x/'],
    output: ['breaking type-changed at /^x/'],
  },
  ...turning(
    'a pattern of names',
    open({}),
    { type: 'object', patternProperties: { '^x': text } },
    'pattern-property-added',
    'pattern-property-removed',
    '/^x/',
  ),
  {
    rule: 'a property that a pattern describes',
    before: closed({ xa: text }),
    after: { type: 'object', patternProperties: { '^x': text }, additionalProperties: false },
    input: ['compatible pattern-property-added at /^x/'],
    output: ['compatible pattern-property-added at /^x/'],
  },
  ...turning(
    'names',
    open({}),
    { type: 'object', propertyNames: { maxLength: 3 } },
    'max-length-added',
    'max-length-removed',
    '<name>',
  ),
  ...turning(
    'few properties',
    open({}),
    { type: 'object', maxProperties: 2 },
    'max-properties-added',
    'max-properties-removed',
  ),
  ...turning(
    'many properties',
    open({}),
    { type: 'object', minProperties: 2 },
    'min-properties-added',
    'min-properties-removed',
  ),
  {
    rule: 'as many properties as there are',
    before: closed({ a: text }, ['a']),
    after: { ...closed({ a: text }, ['a']), minProperties: 1, maxProperties: 1 },
    input: [],
    output: [],
  },
  ...turning(
    'a property with another',
    closed({ a: text, b: text }),
    { ...closed({ a: text, b: text }), dependentRequired: { a: ['b'] } },
    'dependent-required-added',
    'dependent-required-removed',
    'a',
  ),
  ...turning(
    'more with a property',
    open({ a: text }),
    { ...open({ a: text }), dependentSchemas: { a: { required: ['b'] } } },
    'dependent-schema-added',
    'dependent-schema-removed',
  ),
  {
    rule: 'names that objects have by birth',
    before: closed({}),
    after: closed({ constructor: text, toString: text }),
    input: ['compatible property-added at constructor', 'compatible property-added at toString'],
    output: ['compatible property-added at constructor', 'compatible property-added at toString'],
  },
  {
    rule: 'names that are no words',
    before: closed({}),
    after: closed({ 'a.b': text }),
    input: ['compatible property-added at ["a.b"]'],
    output: ['compatible property-added at ["a.b"]'],
  },
]

const arrays: Row[] = [
  ...turning('items', list({}), list(text), 'type-narrowed', 'type-widened', '[]'),
  ...turning(
    'items in items',
    list(list({ ...text })),
    list(list({ ...text, maxLength: 3 })),
    'max-length-added',
    'max-length-removed',
    '[][]',
  ),
  ...turning('many items', list(text), list(text, { maxItems: 3 }), 'max-items-added', 'max-items-removed'),
  ...turning('few items', list(text), list(text, { minItems: 3 }), 'min-items-added', 'min-items-removed'),
  ...turning(
    'no item twice',
    list(text),
    list(text, { uniqueItems: true }),
    'unique-items-added',
    'unique-items-removed',
  ),
  {
    rule: 'one item is never twice',
    before: list(text, { maxItems: 1 }),
    after: list(text, { maxItems: 1, uniqueItems: true }),
    input: [],
    output: [],
  },
  {
    rule: 'items by place',
    before: { type: 'array', prefixItems: [text, whole] },
    after: { type: 'array', prefixItems: [text, text] },
    input: ['breaking type-changed at [1]'],
    output: ['breaking type-changed at [1]'],
  },
  {
    rule: 'places and a length',
    before: { type: 'array', prefixItems: [text, text], items: false },
    after: list(text, { maxItems: 2 }),
    input: [],
    output: [],
  },
  {
    rule: 'a place more',
    before: { type: 'array', prefixItems: [text], items: false },
    after: { type: 'array', prefixItems: [text, whole], items: false },
    input: ['compatible value-allowed at [1]'],
    output: ['breaking value-allowed at [1]'],
  },
  ...turning('something among the items', list({}), list({}, { contains: text }), 'contains-added', 'contains-removed'),
  ...turning(
    'more among the items',
    list({}, { contains: text }),
    list({}, { contains: text, minContains: 2 }),
    'contains-changed',
    'contains-changed',
  ),
  ...turning(
    'less among the items',
    list({}, { contains: text, maxContains: 3 }),
    list({}, { contains: text, maxContains: 2 }),
    'contains-changed',
    'contains-changed',
  ),
]

const event = (type: string, rest: JsonSchema = {}): JsonSchema => closed({ type: { const: type }, ...rest }, ['type'])

const combined: Row[] = [
  ...turning('an alternative', { anyOf: [text, whole] }, { anyOf: [text] }, 'alternative-removed', 'alternative-added'),
  ...turning(
    'an alternative to what was alone',
    { anyOf: [text, { type: 'null' }] },
    text,
    'alternative-removed',
    'alternative-added',
  ),
  {
    rule: 'alternatives in another order',
    before: { anyOf: [text, whole] },
    after: { anyOf: [whole, text] },
    input: [],
    output: [],
  },
  {
    rule: 'alternatives as types',
    before: { anyOf: [text, { type: 'null' }] },
    after: { type: ['string', 'null'] },
    input: [],
    output: [],
  },
  {
    rule: 'alternatives as values',
    before: { anyOf: [{ const: 'a' }, { const: 'b' }] },
    after: { enum: ['a', 'b'] },
    input: [],
    output: [],
  },
  ...turning(
    'inside of an alternative',
    { anyOf: [text, whole] },
    { anyOf: [{ ...text, maxLength: 3 }, whole] },
    'max-length-added',
    'max-length-removed',
  ),
  {
    rule: 'inside of an alternative that a constant tells',
    before: { anyOf: [event('a'), event('b')] },
    after: { anyOf: [event('a'), event('b', { c: text })] },
    input: ['compatible property-added at c'],
    output: ['compatible property-added at c'],
  },
  {
    rule: 'one of several',
    before: { oneOf: [event('a'), event('b')] },
    after: { oneOf: [event('a'), event('b'), event('c')] },
    input: ['compatible alternative-added'],
    output: ['breaking alternative-added'],
  },
  {
    rule: 'one of several that overlap',
    before: { oneOf: [text] },
    after: { oneOf: [text, { maxLength: 3 }] },
    input: ['breaking one-of-overlap', 'compatible alternative-added'],
    output: ['breaking alternative-added'],
  },
  {
    rule: 'one of several or any of them',
    before: { oneOf: [{ minLength: 3 }, { maxLength: 5 }] },
    after: { anyOf: [{ minLength: 3 }, { maxLength: 5 }] },
    input: [],
    output: [],
  },
  {
    rule: 'alternatives beside the rest',
    before: closed({ a: text, b: text }),
    after: { ...closed({ a: text, b: text }), anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    input: ['breaking any-of-added'],
    output: ['compatible any-of-added'],
  },
  {
    rule: 'all of several, merged',
    before: { allOf: [open({ a: text }, ['a']), open({ b: text })] },
    after: open({ a: text, b: text }, ['a']),
    input: [],
    output: [],
  },
  {
    rule: 'all of several, closed',
    before: { allOf: [open({ a: text })], properties: { b: text }, unevaluatedProperties: false },
    after: closed({ a: text, b: text }),
    input: [],
    output: [],
  },
  {
    rule: 'all of several, with two patterns',
    before: { allOf: [{ ...text, pattern: 'a' }, { pattern: 'b' }] },
    after: { ...text, pattern: 'b' },
    input: ['compatible all-of-changed', 'compatible pattern-changed'],
    output: ['breaking pattern-changed', 'compatible all-of-changed'],
  },
  ...turning('what must not be', text, { ...text, not: { enum: ['a'] } }, 'not-added', 'not-removed'),
  ...turning(
    'more that must not be',
    { not: { enum: ['a'] } },
    { not: { enum: ['a', 'b'] } },
    'not-changed',
    'not-changed',
  ),
  {
    rule: 'what could not be anyway',
    before: text,
    after: { ...text, not: { type: 'integer' } },
    input: [],
    output: [],
  },
  ...turning(
    'a condition',
    open({ a: text }),
    { ...open({ a: text }), if: { required: ['a'] }, then: { required: ['b'] } },
    'if-added',
    'if-removed',
  ),
  {
    rule: 'what follows from a condition',
    before: { if: { type: 'string' }, then: { maxLength: 9 } },
    after: { if: { type: 'string' }, then: { maxLength: 5 } },
    input: ['breaking max-length-lowered'],
    output: ['compatible max-length-lowered'],
  },
  {
    rule: 'another condition',
    before: { if: { minLength: 2 }, then: { pattern: 'a' } },
    after: { if: { minLength: 3 }, then: { pattern: 'a' } },
    input: ['breaking if-changed'],
    output: ['breaking if-changed'],
  },
  {
    rule: 'a keyword that nobody knows',
    before: { ...text, colour: 'red' },
    after: { ...text, colour: 'blue' },
    input: ['breaking keyword-changed'],
    output: ['breaking keyword-changed'],
  },
]

describe.each([
  ['types and values', types],
  ['numbers and texts', scalars],
  ['objects', objects],
  ['arrays', arrays],
  ['alternatives and conditions', combined],
])('%s', (_, rows) => {
  it.each(rows.map((row) => [row.rule, row] as const))('%s', (_rule, { before, after, input, output }) => {
    expect({ input: changesOf(before, after, 'input'), output: changesOf(before, after, 'output') }).toEqual({
      input,
      output,
    })
  })
})
