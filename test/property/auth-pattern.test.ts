import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesPattern } from '../../src/auth/pattern.ts'
import { repeatedMember } from '../../src/auth/token.ts'

/** Few letters, so that pieces overlap, repeat and nearly match. */
const text = (letters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength }).map((parts) => parts.join(''))

/** The same by regular expression, which backtracks: only for short input. */
function oracle(pattern: string, channel: string): boolean {
  const source = pattern.split('*').map((piece) => piece.replace(/[.+]/g, '\\$&'))
  return new RegExp(`^${source.join('[^]*')}$`).test(channel)
}

test('matches what a regular expression matches', () => {
  fc.assert(
    fc.property(text('ab.+*', 8), text('ab.+', 12), (pattern, channel) => {
      expect(matchesPattern(pattern, channel)).toBe(oracle(pattern, channel))
    }),
    { numRuns: 5000 },
  )
})

test('matches every text that a pattern was made from', () => {
  const pieces = fc.array(fc.tuple(text('ab', 4), fc.boolean()), { maxLength: 6 })
  fc.assert(
    fc.property(pieces, (parts) => {
      const pattern = parts.map(([piece, star]) => (star ? '*' : piece)).join('')
      expect(matchesPattern(pattern, parts.map(([piece]) => piece).join(''))).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('compares characters in proportion to what it is given, whatever that is', () => {
  const long = (letters: string) => fc.array(text(letters, 12), { maxLength: 20 }).map((parts) => parts.join(''))
  const worst = fc.tuple(fc.nat(2000), fc.nat(2000)).map(([a, b]): [string, string] => {
    return [`*${'a'.repeat(a)}b*`, 'a'.repeat(b)]
  })
  const stars = fc.tuple(fc.nat(200), fc.nat(2000)).map(([a, b]): [string, string] => {
    return [`${'*a'.repeat(a)}*b*`, 'a'.repeat(b)]
  })
  fc.assert(
    fc.property(fc.oneof(fc.tuple(long('ab*'), long('ab')), worst, stars), ([pattern, channel]) => {
      const tally = { steps: 0 }
      matchesPattern(pattern, channel, tally)
      expect(tally.steps).toBeLessThanOrEqual(2 * (pattern.length + channel.length))
    }),
    { numRuns: 1000 },
  )
  const tally = { steps: 0 }
  matchesPattern(`*${'a'.repeat(1000)}b*`, 'a'.repeat(5000), tally)
  expect(tally.steps).toBeGreaterThan(5000)
})

test('finds a member that stands twice, and only then', () => {
  const name = fc.oneof(fc.constantFrom('a', 'b', '"', '\\', '{', ',', '__proto__', 'é'), fc.string({ maxLength: 3 }))
  interface Node {
    readonly json: string
    readonly twice: boolean
  }
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.jsonValue({ maxDepth: 0 }), name).map((value) => ({ json: JSON.stringify(value), twice: false })),
      fc.array(tie('node'), { maxLength: 3 }).map((items) => ({
        json: `[${items.map(({ json }) => json).join(' , ')}]`,
        twice: items.some(({ twice }) => twice),
      })),
      fc.array(fc.tuple(name, fc.boolean(), tie('node')), { maxLength: 4 }).map((members) => ({
        json: `{${members.map(([key, escaped, { json }]) => `${escaped ? inEscapes(key) : JSON.stringify(key)} : ${json}`).join(',')}}`,
        twice: new Set(members.map(([key]) => key)).size < members.length || members.some(([, , { twice }]) => twice),
      })),
    ),
  }))
  fc.assert(
    fc.property(node, ({ json, twice }) => {
      JSON.parse(json)
      expect(repeatedMember(json) !== undefined).toBe(twice)
    }),
    { numRuns: 3000 },
  )
})

/** The same name with every unit escaped. */
function inEscapes(key: string): string {
  const units = Array.from({ length: key.length }, (_, at) => `\\u${key.charCodeAt(at).toString(16).padStart(4, '0')}`)
  return `"${units.join('')}"`
}
