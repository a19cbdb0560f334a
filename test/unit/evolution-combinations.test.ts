import type { JsonSchema } from '../../src/codegen/model.ts'
import {
  alike,
  breaks,
  closed,
  list,
  map,
  narrows,
  nothing,
  open,
  row,
  table,
  text,
  when,
  whole,
} from '../support/evolution-table.ts'

const event = (type: string, rest: JsonSchema = {}) => closed({ type: { const: type }, ...rest }, ['type'])
const short = { ...text, maxLength: 3 }

table('alternatives', [
  ...narrows('one is gone', { anyOf: [text, whole] }, { anyOf: [text] }, 'alternative-removed', 'alternative-added'),
  ...narrows('null is gone', { anyOf: [text, nothing] }, text, 'alternative-removed', 'alternative-added'),
  ...narrows(
    'inside of one',
    { anyOf: [text, whole] },
    { anyOf: [whole, short] },
    'max-length-added',
    'max-length-removed',
  ),
  ...alike('in another order', { anyOf: [text, whole, nothing] }, { anyOf: [nothing, whole, text] }),
  ...alike('types', { anyOf: [text, nothing] }, { type: ['string', 'null'] }),
  ...alike('values', { anyOf: [{ const: 'a' }, { const: 'b' }] }, { enum: ['a', 'b'] }),
  ...alike('one that is inside of another', { anyOf: [text, short] }, text),
  ...alike('one that cannot be', { anyOf: [text, { ...text, enum: [1] }] }, text),
  ...row(
    'told apart by a constant',
    { anyOf: [event('a'), event('b')] },
    { anyOf: [event('b', { c: text }), event('a')] },
    'compatible property-added at c',
    'compatible property-added at c',
  ),
  ...row(
    'a requirement to choose',
    closed({ a: text, b: text }),
    closed({ a: text, b: text }, [], { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
    'breaking any-of-added',
    'compatible any-of-added',
  ),
  ...row(
    'values and one more',
    { enum: ['a', 'b'] },
    { anyOf: [{ const: 'a' }, { const: 'b' }, whole] },
    'compatible alternative-added; compatible alternatives-rewritten',
    'breaking alternative-added',
  ),
])

table('exactly one alternative', [
  ...row(
    'one more',
    { oneOf: [event('a')] },
    { oneOf: [event('a'), event('b')] },
    'compatible alternative-added',
    'breaking alternative-added',
  ),
  ...row(
    'one less',
    { oneOf: [event('a'), event('b')] },
    { oneOf: [event('a')] },
    'breaking alternative-removed',
    'compatible alternative-removed',
  ),
  ...row(
    'one more that overlaps',
    { oneOf: [text, whole] },
    { oneOf: [text, whole, { maxLength: 3 }] },
    'breaking one-of-overlap; compatible alternative-added',
    'breaking alternative-added',
  ),
  ...row(
    'any that fits',
    { oneOf: [{ minLength: 3 }, { maxLength: 5 }] },
    { anyOf: [{ minLength: 3 }, { maxLength: 5 }] },
    'compatible one-of-removed',
    'compatible one-of-removed',
  ),
  ...row(
    'one that fits, of any',
    { anyOf: [{ minLength: 3 }, { maxLength: 5 }] },
    { oneOf: [{ minLength: 3 }, { maxLength: 5 }] },
    'breaking one-of-added',
    'compatible one-of-added',
  ),
  ...alike('any of what cannot overlap', { oneOf: [text, whole] }, { anyOf: [text, whole] }),
])

table('alternatives that may overlap', [
  ...row(
    'in no number',
    { oneOf: [{ ...whole, maximum: 3 }] },
    {
      oneOf: [
        { ...whole, maximum: 3 },
        { ...whole, exclusiveMinimum: 3 },
      ],
    },
    'compatible alternative-added',
    'breaking alternative-added',
  ),
  ...row(
    'in one number',
    { oneOf: [{ ...whole, maximum: 3 }] },
    {
      oneOf: [
        { ...whole, maximum: 3 },
        { ...whole, minimum: 3 },
      ],
    },
    'breaking one-of-overlap; compatible alternative-added',
    'breaking alternative-added',
  ),
  ...row(
    'in no length',
    { oneOf: [{ ...text, maxLength: 3 }] },
    {
      oneOf: [
        { ...text, maxLength: 3 },
        { ...text, minLength: 4 },
      ],
    },
    'compatible alternative-added',
    'breaking alternative-added',
  ),
  ...row(
    'in an alternative of an alternative',
    { oneOf: [text] },
    { oneOf: [text, { anyOf: [whole, text] }] },
    'breaking one-of-overlap; compatible alternative-added',
    'breaking alternative-added',
  ),
  ...row(
    'in a certain value',
    { enum: ['ab'] },
    { oneOf: [{ minLength: 1 }, { maxLength: 5 }] },
    'breaking one-of-overlap; compatible alternative-added; compatible enum-removed; compatible min-length-added; compatible type-widened',
    'breaking alternative-added; compatible alternative-removed',
  ),
  ...row(
    'beside other alternatives',
    open({ a: { anyOf: [text, whole], oneOf: [text, whole] } }),
    open({ a: { anyOf: [text, whole], oneOf: [text, whole, { maxLength: 3 }] } }),
    'breaking one-of-overlap at a',
    'compatible all-of-changed at a',
  ),
])

table('all of several', [
  ...alike('merged', { allOf: [open({ a: text }, ['a']), open({ b: text })] }, open({ a: text, b: text }, ['a'])),
  ...alike(
    'closed as a whole',
    { allOf: [open({ a: text })], properties: { b: text }, unevaluatedProperties: false },
    closed({ a: text, b: text }),
  ),
  ...alike('each closed', { allOf: [closed({ a: text }), closed({ b: text })] }, closed({ c: false })),
  ...alike('what can hold nothing', closed({ a: false }), closed({ a: false }, [], { maxProperties: 0 })),
  ...alike('limits', { allOf: [{ ...text, maxLength: 5 }, { maxLength: 3 }] }, short),
  ...row(
    'one pattern less',
    { allOf: [{ ...text, pattern: 'a' }, { pattern: 'b' }] },
    { ...text, pattern: 'b' },
    'compatible all-of-changed; compatible pattern-changed',
    'breaking pattern-changed; compatible all-of-changed',
  ),
  ...row(
    'one pattern more',
    { ...text, pattern: 'a' },
    { allOf: [{ ...text, pattern: 'a' }, { pattern: 'b' }] },
    'breaking all-of-changed',
    'compatible all-of-changed',
  ),
  ...alike(
    'the least and the greatest',
    {
      allOf: [
        { minimum: 1, maximum: 9 },
        { minimum: 3, maximum: 5 },
      ],
    },
    { minimum: 3, maximum: 5 },
  ),
  ...row(
    'a part that is closed, beside a pattern of names',
    closed({ a: text }, [], { patternProperties: { '^x': text } }),
    { allOf: [closed({ a: text }), { patternProperties: { '^x': text } }] },
    'breaking pattern-property-removed at /^x/; compatible all-of-changed',
    'compatible all-of-changed; compatible pattern-property-removed at /^x/',
  ),
  ...row(
    'closed as a whole, beside a part that is open to anything',
    { allOf: [map(true, { properties: { a: text } })], unevaluatedProperties: false },
    closed({ a: text }),
    'breaking additional-properties-closed',
    'compatible additional-properties-closed',
  ),
  ...row(
    'closed as a whole, beside a part for which nothing is left over',
    { allOf: [open({ a: text }, [], { unevaluatedProperties: true })], unevaluatedProperties: false },
    closed({ a: text }),
    'breaking additional-properties-closed',
    'compatible additional-properties-closed',
  ),
  ...row(
    'closed but for what must be among the items',
    { type: 'array', contains: text, unevaluatedItems: false },
    { type: 'array', contains: text, items: false },
    'breaking value-forbidden at []; compatible keyword-changed',
    'breaking keyword-changed; compatible value-forbidden at []',
  ),
  ...alike(
    'two patterns in another order',
    { allOf: [{ pattern: 'a' }, { pattern: 'b' }] },
    { allOf: [{ pattern: 'b' }, { pattern: 'a' }] },
  ),
])

table('what must not be, and conditions', [
  ...narrows('a value must not be', text, { ...text, not: { enum: ['a'] } }, 'not-added', 'not-removed'),
  ...narrows('more must not be', { not: { enum: ['a'] } }, { not: { enum: ['a', 'b'] } }, 'not-changed', 'not-changed'),
  ...alike('what could not be anyway', text, { ...text, not: whole }),
  ...narrows(
    'a condition',
    open({ a: text }),
    open({ a: text }, [], when({ required: ['a'] }, { required: ['b'] })),
    'if-added',
    'if-removed',
  ),
  ...narrows(
    'more follows from it',
    when(text, { maxLength: 9 }),
    when(text, { maxLength: 5 }),
    'max-length-lowered',
    'max-length-raised',
  ),
  ...narrows(
    'a condition with two ends',
    {},
    { if: { type: 'string' }, else: { type: 'integer' } },
    'if-added',
    'if-removed',
  ),
  ...breaks(
    'another condition',
    when({ minLength: 2 }, { pattern: 'a' }),
    when({ minLength: 3 }, { pattern: 'a' }),
    'if-changed',
  ),
  ...breaks('a keyword that nobody knows', { ...text, colour: 'red' }, { ...text, colour: 'blue' }, 'keyword-changed'),
  ...row(
    'what is left over',
    { anyOf: [open({ a: text }), list(text)], unevaluatedProperties: false },
    { anyOf: [open({ b: text }), list(text)], unevaluatedProperties: false },
    'breaking keyword-changed; breaking property-added-to-open at b; compatible property-removed at a',
    'breaking property-removed at a; compatible keyword-changed; compatible property-added at b',
  ),
])
