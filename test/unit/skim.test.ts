/** A look over JSON says what parsing it would: how deep, how many members, and which id; and costs what its bytes cost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { skim } from '../../src/protocol/skim.ts'

const idIn = (text: string): unknown => {
  const { id } = skim(text)
  return id === undefined ? undefined : JSON.parse(text.slice(id.from, id.to))
}

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0

const membersOf = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : (Array.isArray(value) ? 0 : Object.keys(value).length) +
      Object.values(value).reduce((sum: number, each) => sum + membersOf(each), 0)

/** What stands in strings must not be taken for structure, and `id` further inside not for the frame’s own. */
const text = fc.string({ unit: fc.constantFrom('"', '\\', '{', '[', ']', '}', ':', ',', 'i', 'd', ' ', 'é', '𝄞') })
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constant('id'), text), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

describe('a look over JSON', () => {
  test('says what JSON.parse would say of any value, with space between or without', () => {
    fc.assert(
      fc.property(values, fc.nat(2), (value, indent) => {
        const json = JSON.stringify(value, undefined, indent)
        const { depth, members } = skim(json)
        expect([depth, members]).toEqual([depthOf(value), membersOf(value)])
        const own = (value as { id?: unknown } | null)?.id
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
        expect(idIn(json)).toBe(isObject && typeof own === 'string' ? own : undefined)
      }),
      { numRuns: 2000 },
    )
  })

  test.each<readonly [string, unknown]>([
    ['{"id":"7"}', '7'],
    ['{"type":"x","data":{"id":"inner"},"id" :\n"7"}', '7'],
    ['{"id":"7","data":{"id":"inner"}}', '7'],
    ['{"id":"first","id":"last"}', 'last'],
    ['{"id":"first","id":5}', undefined],
    ['{"id":{"id":"inner"}}', undefined],
    ['{"id":["id"]}', undefined],
    ['{"a":"id","b":"x"}', undefined],
    ['{"data":"\\"id\\":\\"x\\""}', undefined],
    ['{"\\u0069d":"7"}', '7'],
    ['{"i\\u0064":"7"}', '7'],
    ['{"\\u0069\\u0064":"\\u0037"}', '7'],
    ['{"id\\"":"7"}', undefined],
    ['{"x\\\\":1,"id":"7"}', '7'],
    ['[{"id":"7"}]', undefined],
    ['["id","7"]', undefined],
    ['"id"', undefined],
  ])('finds the id of %s', (json, id) => {
    expect(idIn(json)).toBe(id)
    expect((JSON.parse(json) as { id?: unknown }).id === id || id === undefined).toBe(true)
  })

  test('gives bounds of what is no JSON too, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 200 })), (garbage) => {
        const { depth, members, id } = skim(garbage)
        expect(depth).toBeLessThanOrEqual(garbage.length)
        expect(members).toBeLessThanOrEqual(garbage.length)
        if (id !== undefined) expect(0 < id.from && id.from < id.to && id.to <= garbage.length).toBe(true)
      }),
      { numRuns: 2000 },
    )
    expect(skim('[[[').depth).toBe(3)
    expect(skim('{"a').depth).toBe(1)
    expect(skim('').depth).toBe(0)
  })
})
