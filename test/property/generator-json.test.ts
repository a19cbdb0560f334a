import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonMistake } from '../../src/codegen/json-mistake.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const json = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t', '\r\n'))
  .map(([value, indent]) => JSON.stringify(value, null, indent))
const pieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\n',
  '\t',
  ' ',
  '0',
  '-',
  '1',
  '.',
  'e',
  'u',
  'true',
  'nul',
  "'",
  '//',
  '\u0000',
  '\u007f',
  '\u2028',
  '\ud800',
  '\ufeff',
  '"a"',
  '\\u12',
  '\\x',
]

describe('the place of a mistake in JSON', () => {
  it('is found where there is one, and only there', () => {
    const edited = fc
      .tuple(json, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', ...pieces)), { maxLength: 3 }))
      .map(([text, edits]) =>
        edits.reduce((now, [at, remove, insert]) => {
          const place = at % (now.length + 1)
          return now.slice(0, place) + insert + now.slice(place + remove)
        }, text),
      )
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          edited,
          fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(findJsonMistake(text) === undefined).toBe(isJson(text))
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('is no further than the mistake: what stands before it can still become JSON', () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.constantFrom('}', ']', ',', ':', "'", '\\', 'x'), (text, at, wrong) => {
        const place = at % (text.length + 1)
        const broken = text.slice(0, place) + wrong + text.slice(place)
        const mistake = findJsonMistake(broken)
        if (mistake === undefined) return
        const lines = broken.split('\n')
        expect(mistake.line).toBeLessThanOrEqual(lines.length)
        expect(mistake.column).toBeLessThanOrEqual((lines[mistake.line - 1]?.length ?? 0) + 1)
      }),
    )
  })

  it('is found however deep the nesting', () => {
    expect(findJsonMistake('['.repeat(1_000_000))).toMatchObject({ line: 1, column: 1_000_001 })
    expect(findJsonMistake(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBeUndefined()
  })
})
