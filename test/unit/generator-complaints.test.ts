/** What a refused value is told, for every keyword: one line that names the place and reads like a sentence. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonSchema } from '../../src/codegen/model.ts'
import { loadValidators, setOf, type Validators } from '../support/generated-project.ts'

type Row = readonly [complaint: string, schema: JsonSchema, value: unknown]

const text: JsonSchema = { type: 'string' }
const inObject = (schema: JsonSchema): JsonSchema => ({ type: 'object', properties: { a: schema } })
const circle: JsonSchema = {
  type: 'object',
  properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
  required: ['kind', 'radius'],
}
const square: JsonSchema = {
  type: 'object',
  properties: { kind: { const: 'square' }, side: { type: 'number', minimum: 1 } },
  required: ['kind', 'side'],
  additionalProperties: false,
}
const shapes: JsonSchema = { oneOf: [circle, square] }
const byName: JsonSchema = {
  type: 'object',
  properties: { name: { type: 'string', maxLength: 2 } },
  required: ['name'],
}
const byId: JsonSchema = {
  type: 'object',
  properties: { id: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] } },
  required: ['id'],
}

/** As text, because an object with a `then` looks like a promise. */
const either: JsonSchema = JSON.parse(
  '{ "type": "object", "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "required": ["c"] } }',
)

const groups: Readonly<Record<string, readonly Row[]>> = {
  types: [
    ['must be an object', { type: 'object' }, []],
    ['must be a list', { type: 'array' }, {}],
    ['must be a string', text, 1],
    ['must be an integer', { type: 'integer' }, 1.5],
    ['must be a number', { type: 'number' }, '1'],
    ['must be true or false', { type: 'boolean' }, 'true'],
    ['must be null', { type: 'null' }, 0],
    ['must be a string or null', { type: ['string', 'null'] }, 0],
    ['a must be a string', inObject(text), { a: null }],
    ['a must not be there', { type: 'object', properties: { a: false } }, { a: 1 }],
  ],
  values: [
    ['must be "x"', { const: 'x' }, 'y'],
    ['must be {"a":[1]}', { const: { a: [1] } }, { a: [2] }],
    ['must be "x" or "y"', { enum: ['x', 'y'] }, 'z'],
    ['must be one of 1, "x" or null', { enum: [1, 'x', null] }, 'z'],
    [
      'must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 … (30 in all)',
      { enum: Array.from({ length: 30 }, (_, n) => n) },
      'z',
    ],
    [`must be "${'x'.repeat(63)}…`, { const: 'x'.repeat(1000) }, 'z'],
  ],
  texts: [
    ['must be at most 3 characters', { ...text, maxLength: 3 }, 'abcd'],
    ['must be at most 1 character', { ...text, maxLength: 1 }, 'abcd'],
    ['must be at least 3 characters', { ...text, minLength: 3 }, 'ab'],
    ['must not be empty', { ...text, minLength: 1 }, ''],
    ['must match the pattern ^a+$', { ...text, pattern: '^a+$' }, 'b'],
    ['must be a run of a', { ...text, pattern: '^a+$', 'x-error': 'must be a run of a' }, 'b'],
    [
      'must be at most 3 characters',
      { ...text, maxLength: 3, pattern: '^a+$', 'x-error': 'must be a run of a' },
      'bbbb',
    ],
    ['must be a date such as 2026-01-31', { ...text, format: 'date' }, 'today'],
    ['must be a date and time such as 2026-01-31T09:30:00Z', { ...text, format: 'date-time' }, 'now'],
    ['must be a time such as 09:30:00Z', { ...text, format: 'time' }, 'noon'],
    ['must be a duration such as PT15M', { ...text, format: 'duration' }, '15m'],
    ['must be an e-mail address', { ...text, format: 'email' }, 'bob'],
    ['must be a host name', { ...text, format: 'hostname' }, '-'],
    ['must be an IPv4 address', { ...text, format: 'ipv4' }, '1.2.3'],
    ['must be an IPv6 address', { ...text, format: 'ipv6' }, '1.2.3.4'],
    ['must be a URI', { ...text, format: 'uri' }, '/a'],
    ['must be a URI or a relative reference', { ...text, format: 'uri-reference' }, 'a b'],
    ['must be a UUID', { ...text, format: 'uuid' }, '1'],
    ['must be a JSON Pointer', { ...text, format: 'json-pointer' }, 'a'],
    ['must be a day off', { ...text, format: 'date', 'x-error': 'must be a day off' }, 'today'],
  ],
  numbers: [
    ['must be at most 5', { type: 'number', maximum: 5 }, 6],
    ['must be at least 5', { type: 'number', minimum: 5 }, 4],
    ['must be less than 5', { type: 'number', exclusiveMaximum: 5 }, 5],
    ['must be more than 5', { type: 'number', exclusiveMinimum: 5 }, 5],
    ['must be a multiple of 0.5', { type: 'number', multipleOf: 0.5 }, 0.3],
  ],
  lists: [
    ['must have at most 2 items', { type: 'array', maxItems: 2 }, [1, 2, 3]],
    ['must be empty', { type: 'array', maxItems: 0 }, [1]],
    ['must have at least 2 items', { type: 'array', minItems: 2 }, [1]],
    ['must not be empty', { type: 'array', minItems: 1 }, []],
    [
      'must not have the same item twice ([1] and [3])',
      { type: 'array', uniqueItems: true },
      [0, { a: 1, b: 2 }, 3, { b: 2, a: 1 }],
    ],
    ['[1] must be a string', { type: 'array', items: text }, ['a', 1]],
    ['must have at most 1 item', { type: 'array', prefixItems: [text], items: false }, ['a', 1]],
    ['must have at most 1 item', { type: 'array', prefixItems: [text], unevaluatedItems: false }, ['a', 1]],
    ['must have at least one item of the kind that belongs here', { type: 'array', contains: text }, [1]],
    [
      'must have at least 2 items of the kind that belongs here',
      { type: 'array', contains: text, minContains: 2 },
      ['a', 1],
    ],
    [
      'must have at most 1 item of one kind',
      { type: 'array', contains: text, minContains: 0, maxContains: 1 },
      ['a', 'b'],
    ],
    [
      'must have at least one item, and at most 1, of the kind that belongs here',
      { type: 'array', contains: text, maxContains: 1 },
      ['a', 'b'],
    ],
    ['must name a text', { type: 'array', contains: text, 'x-error': 'must name a text' }, [1]],
  ],
  objects: [
    ['a is required', { type: 'object', required: ['a'] }, {}],
    ['a.b is required', inObject({ type: 'object', required: ['b'] }), { a: {} }],
    ['b is required together with a', { type: 'object', dependentRequired: { a: ['b'] } }, { a: 1 }],
    ['b is required', { type: 'object', dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }],
    ['b is not a known field', { ...inObject(text), additionalProperties: false }, { b: 1 }],
    ['b is not a known field', { ...inObject(text), unevaluatedProperties: false }, { b: 1 }],
    ['must have at most 1 field', { type: 'object', maxProperties: 1 }, { a: 1, b: 1 }],
    ['must be empty', { type: 'object', maxProperties: 0 }, { a: 1 }],
    ['must have at least 2 fields', { type: 'object', minProperties: 2 }, { a: 1 }],
    ['must not be empty', { type: 'object', minProperties: 1 }, {}],
    [
      'aB is not a name that a field may have here: it must match the pattern ^[a-z]+$',
      { type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
      { aB: 1 },
    ],
    [
      'aB is not a name that a field may have here: it must be small letters',
      { type: 'object', propertyNames: { pattern: '^[a-z]+$', 'x-error': 'must be small letters' } },
      { aB: 1 },
    ],
    ['n1 must be an integer', { type: 'object', patternProperties: { '^n': { type: 'integer' } } }, { n1: 'x' }],
  ],
  conditions: [
    ['has a form that is not allowed', { not: { type: 'string' } }, 'a'],
    ['must be anything but text', { not: { type: 'string' }, 'x-error': 'must be anything but text' }, 'a'],
    ['b is required', either, { a: 1 }],
    ['c is required', either, {}],
    [
      'b is required',
      {
        allOf: [
          { type: 'object', required: ['a'] },
          { type: 'object', required: ['b'] },
        ],
      },
      { a: 1 },
    ],
  ],
  'choices that a constant tells apart': [
    ['radius is required', shapes, { kind: 'circle' }],
    ['side must be at least 1', shapes, { kind: 'square', side: 0 }],
    ['radius is not a known field', shapes, { kind: 'square', side: 1, radius: 1 }],
    ['kind must be "circle" or "square"', shapes, { kind: 'blob' }],
    ['kind must be "circle" or "square"', shapes, { kind: null }],
    ['kind is required', shapes, { radius: 1 }],
    ['must be an object', shapes, [1]],
    ['must be an object or null', { anyOf: [circle, square, { type: 'null' }] }, 'circle'],
    [
      'a[0].radius must be a number',
      inObject({ type: 'array', items: shapes }),
      { a: [{ kind: 'circle', radius: 'x' }] },
    ],
    ['must be a shape', { ...shapes, 'x-error': 'must be a shape' }, { kind: 'circle' }],
  ],
  'other choices': [
    ['must be one of "a", "b" or "c"', { anyOf: [{ const: 'a' }, { const: 'b' }, { const: 'c' }] }, 'd'],
    [
      'must be "a" or "b"',
      {
        anyOf: [
          { const: 'a', type: 'string' },
          { const: 'b', type: 'string' },
        ],
      },
      'c',
    ],
    ['must be a string or a number', { anyOf: [text, { type: 'number' }] }, null],
    ['must be "a" or a number', { anyOf: [{ enum: ['a'] }, { type: 'number' }] }, null],
    ['must be at most 2 characters', { anyOf: [{ ...text, maxLength: 2 }, { type: 'null' }] }, 'abc'],
    ['name must be at most 2 characters', { anyOf: [byName, byId] }, { name: 'abc' }],
    ['id.n must be an integer', { anyOf: [byName, byId] }, { id: { n: 'x' } }],
    ['id.n is required', { anyOf: [byName, { anyOf: [byId, { type: 'null' }] }] }, { id: {} }],
    ['fits more than one of the forms that exclude each other', { oneOf: [byName, { type: 'object' }] }, { name: 'a' }],
    ['must be a name or an id', { anyOf: [byName, byId], 'x-error': 'must be a name or an id' }, {}],
    ['a must be a name or an id', inObject({ anyOf: [byName, byId], 'x-error': 'must be a name or an id' }), { a: {} }],
    ['must be a word', { anyOf: [{ anyOf: [text, { type: 'null' }], 'x-error': 'must be a word' }, byName] }, 3],
  ],
  places: [
    [
      'a-b.c_d[3].e must be a string',
      {
        type: 'object',
        properties: {
          'a-b': {
            type: 'object',
            properties: { c_d: { type: 'array', items: { type: 'object', properties: { e: text } } } },
          },
        },
      },
      { 'a-b': { c_d: [{}, {}, {}, { e: 1 }] } },
    ],
    ['["a.b"] must be a string', { type: 'object', additionalProperties: text }, { 'a.b': 1 }],
    ['["a\\"b"] must be a string', { type: 'object', additionalProperties: text }, { 'a"b': 1 }],
    ['["a/b~c"] must be a string', { type: 'object', additionalProperties: text }, { 'a/b~c': 1 }],
    ['[""] must be a string', { type: 'object', additionalProperties: text }, { '': 1 }],
    ['größe must be a string', { type: 'object', additionalProperties: text }, { größe: 1 }],
    ['["a\\u{a}b\\u{202e}"] must be a string', { type: 'object', additionalProperties: text }, { 'a\nb\u202e': 1 }],
    ['["\\u{d800}"] must be a string', { type: 'object', additionalProperties: text }, { '\ud800': 1 }],
    [`${'x'.repeat(64)}… must be a string`, { type: 'object', additionalProperties: text }, { ['x'.repeat(65)]: 1 }],
    [
      `["${'x'.repeat(63)}…"] must be a string`,
      { type: 'object', additionalProperties: text },
      { [`${'x'.repeat(63)}🎈🎈`]: 1 },
    ],
    [
      `${'x'.repeat(64)}… is not a known field`,
      { type: 'object', additionalProperties: false },
      { ['x'.repeat(65)]: 1 },
    ],
  ],
}

const rows = Object.values(groups).flat()
let validators: Validators
beforeAll(async () => {
  validators = await loadValidators(setOf(Object.fromEntries(rows.map(([, schema], at) => [`case${at}`, schema]))))
})

describe.each(Object.entries(groups))('a complaint about %s', (_, group) => {
  it.each(group)('%s', (complaint, schema, value) => {
    const found = validators.violation(`case${rows.findIndex((row) => row[1] === schema && row[2] === value)}`, value)
    expect(found === undefined ? undefined : `${found.path} ${found.message}`.trim()).toBe(complaint)
  })
})

describe('a complaint', () => {
  it('is short, however deep the place', async () => {
    const { violation } = await loadValidators(setOf({ nest: { type: 'object', additionalProperties: { $ref: '#' } } }))
    let value: unknown = 1
    for (let depth = 0; depth < 100; depth++) value = { [`level_${depth}_${'x'.repeat(50)}`]: value }
    const found = violation('nest', value)
    expect(found?.message).toBe('must be an object')
    expect(found?.path.length).toBeLessThan(260)
    expect(found?.path.endsWith('…')).toBe(true)
  })

  it('is found in time that grows with the value and not with its square', async () => {
    const { violation } = await loadValidators(
      setOf({
        many: { type: 'array', uniqueItems: true, items: { $ref: 'one.json' } },
        one: { type: ['integer', 'object'] },
      }),
    )
    const value = Array.from({ length: 200_000 }, (_, n) => n)
    expect(violation('many', value)).toBeUndefined()
    expect(violation('many', [...value, 7])).toEqual({
      path: '',
      message: 'must not have the same item twice ([7] and [200000])',
    })
  })

  it('is a programming error for a schema that does not exist', () => {
    expect(() => validators.violation('nobody', 1)).toThrow('there is no schema named nobody')
  })
})
