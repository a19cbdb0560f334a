import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '../../src/codegen/model.ts'
import { compareSets } from '../../src/evolution/compare.ts'
import { type Schemas, setOf } from '../support/evolution.ts'
import { closed, list, open, text, whole } from '../support/evolution-table.ts'

function compared(before: Schemas, after: Schemas, assume: 'input' | 'output' = 'input'): string[] {
  return compareSets(setOf(before), setOf(after), { assume }).map(
    ({ verdict, document, path, kind }) => `${verdict} ${document}${path === '' ? '' : ` ${path}`}: ${kind}`,
  )
}

const ref = (target: string): JsonSchema => ({ $ref: target })
const short: JsonSchema = { ...text, maxLength: 3 }

describe('references', () => {
  it('tells a change of a shared schema once, where it stands', () => {
    const users = { a: closed({ v: ref('v.json') }), b: list(ref('v.json')) }
    expect(compared({ ...users, v: text }, { ...users, v: short })).toEqual(['breaking v: max-length-added'])
  })

  it.each<[string, Schemas, Schemas]>([
    ['to a file', { a: closed({ v: ref('v.json') }), v: text }, { a: closed({ v: text }), v: text }],
    ['to a part of a file', { a: list(ref('v.json#/$defs/x')), v: { $defs: { x: text } } }, { a: list(text), v: {} }],
    ['to a part of the same file', { a: { ...list(ref('#/$defs/x')), $defs: { x: text } } }, { a: list(text) }],
    [
      'through another reference',
      { a: list(ref('v.json')), v: ref('w.json'), w: text },
      { a: list(ref('w.json')), v: text, w: text },
    ],
    ['with keywords beside it', { a: list({ ...ref('v.json'), maxLength: 3 }), v: text }, { a: list(short), v: text }],
    ['into another folder', { 'x/a': list(ref('../v.json')), v: text }, { 'x/a': list(text), v: text }],
    [
      'with a name of older drafts',
      { a: { ...list(ref('#/definitions/x')), definitions: { x: text } } },
      { a: list(text) },
    ],
  ])('means the same %s as what stands there', (_, before, after) => {
    expect(compared(before, after)).toEqual([])
    expect(compared(after, before)).toEqual([])
  })

  it('compares what has been written in place with what was referred to', () => {
    expect(compared({ a: closed({ v: ref('v.json') }), v: text }, { a: closed({ v: short }), v: text })).toEqual([
      'breaking a v: max-length-added',
    ])
  })

  it('finds a change behind a reference that is not plainly followed', () => {
    const user = { a: open({ v: text }, [], { not: { properties: { v: ref('v.json') }, required: ['v'] } }) }
    const [changes] = [compared({ ...user, v: { const: 'x' } }, { ...user, v: { enum: ['x', 'y'] } })]
    expect(changes).toContain('breaking a: not-changed')
  })

  it('finds a change in a part of a file that only others use', () => {
    const user = { a: list(ref('v.json#/$defs/x')) }
    expect(compared({ ...user, v: { $defs: { x: text } } }, { ...user, v: { $defs: { x: short } } })).toEqual([
      'breaking v $defs.x: max-length-added',
    ])
  })
})

describe('schemas that refer to themselves', () => {
  const tree = (value: JsonSchema, name: string): JsonSchema => closed({ value, children: list(ref(name)) })

  it('tells a change in them once', () => {
    expect(compared({ t: tree(text, '#') }, { t: tree(short, '#') })).toEqual(['breaking t value: max-length-added'])
    expect(compared({ t: tree(text, '#') }, { t: tree(short, '#') }, 'output')).toEqual([
      'compatible t value: max-length-added',
    ])
  })

  it('sees that one written round a corner is the same', () => {
    const round = { ...tree(text, '#/$defs/t'), $defs: { t: tree(text, 't.json') } }
    expect(compared({ t: tree(text, '#') }, { t: round })).toEqual([])
    expect(compared({ t: round }, { t: tree(text, '#') })).toEqual([])
  })

  it('finds the change round the corner', () => {
    const round = { ...tree(text, '#/$defs/t'), $defs: { t: tree(short, 't.json') } }
    expect(compared({ t: tree(text, '#') }, { t: round })).toEqual(['breaking t children[].value: max-length-added'])
    expect(compared({ t: round }, { t: tree(text, '#') })).toEqual([
      'compatible t children[].value: max-length-removed',
    ])
  })

  it('does not take a pair for proven on the strength of itself when it turns out otherwise', () => {
    // Each rests on the other, and the second of them does not hold.
    const before = { a: closed({ b: ref('b.json') }), b: closed({ a: ref('a.json'), n: { anyOf: [text, whole] } }) }
    const after = { a: closed({ b: ref('b.json') }), b: closed({ a: ref('a.json'), n: { anyOf: [text] } }) }
    expect(compared(before, after)).toEqual(['breaking b n: alternative-removed'])
    const alternatives = (schemas: Schemas): Schemas => ({ ...schemas, u: { anyOf: [ref('a.json'), ref('b.json')] } })
    expect(compared(alternatives(before), alternatives(after))).toEqual(['breaking b n: alternative-removed'])
  })

  it('forgets what it proved on the strength of something that failed', () => {
    const pair = (a: string, b: string, z: JsonSchema): JsonSchema => ({
      [a]: closed({ q: ref(`#/$defs/${b}`), z }),
      [b]: closed({ back: ref(`#/$defs/${a}`) }),
    })
    const before = { t: closed({ x: ref('#/$defs/a'), y: ref('#/$defs/b') }, [], { $defs: pair('a', 'b', text) }) }
    // `x` is taken by its second alternative; on the way, the first was looked at, and with it what `y` leads to.
    const taken = { anyOf: [ref('#/$defs/c'), { type: 'object' }] }
    const after = { t: closed({ x: taken, y: ref('#/$defs/d') }, [], { $defs: pair('c', 'd', whole) }) }
    expect(compared(before, after)).toContain('breaking t y.back.z: type-changed')
  })

  it('says that it cannot prove what goes round in a circle', () => {
    const before = { a: list(ref('a.json'), { additionalProperties: false }) }
    const after = {
      a: { oneOf: [list(ref('a.json'), { additionalProperties: false }), { type: 'array', minItems: 1 }] },
    }
    expect(compared(before, after).filter((line) => line.startsWith('breaking'))).not.toEqual([])
  })
})

describe('sets that cannot be compared', () => {
  it.each<[string, JsonSchema, string]>([
    [
      'a reference to a file that is not there',
      list(ref('b.json')),
      'a.json: `$ref` to `b.json`, where nothing stands',
    ],
    [
      'a reference to a part that is not there',
      list(ref('#/$defs/x')),
      'a.json: `$ref` to `a.json#/$defs/x`, where nothing stands',
    ],
    [
      'a reference out of the folder',
      list(ref('https://example.com/b.json')),
      'a.json#/items: `$ref` to `https://example.com/b.json`, which is not in this folder',
    ],
    [
      'a reference by anchor',
      list(ref('#x')),
      'a.json#/items: `$ref` to `#x`: refer by file and JSON Pointer, not by anchor',
    ],
    ['a reference to itself', ref('#'), 'a.json#: a `$ref` leads back to itself'],
    [
      'a dynamic reference',
      list({ $dynamicRef: '#x' }),
      'a.json#/items: `$dynamicRef` is not supported; refer by file and JSON Pointer',
    ],
    [
      'a pattern that is none',
      closed({ b: { pattern: '(' } }),
      'a.json#/properties/b: `(` is not a regular expression',
    ],
    ['an annotation that is none', { 'x-pactwire': 'request' }, 'a.json: `x-pactwire` must be an object'],
  ])('names the place of %s', (_, schema, message) => {
    expect(() => compareSets(setOf({ a: schema }), setOf({ a: text }))).toThrow(message)
  })
})
