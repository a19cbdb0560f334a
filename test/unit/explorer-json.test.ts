/** The explorer’s editor without its window: tokens, places, marks, and changing a value at a path. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withId } from '../../src/console/explorer/contract/opening.ts'
import { lineOf, placeOf, pointerOf, readDocument } from '../../src/console/explorer/json/document.ts'
import { marksOf } from '../../src/console/explorer/json/marks.ts'
import { spansOf } from '../../src/console/explorer/json/spans.ts'
import { tokensOf } from '../../src/console/explorer/json/tokens.ts'
import { equal, type JsonValue, readable, valueAt, withValueAt } from '../../src/console/explorer/json/value.ts'

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)

describe('reading JSON with its places', () => {
  it('takes what JSON.parse takes, and nothing else', () => {
    const nearly = fc.oneof(
      json.map((value) => JSON.stringify(value)),
      json.map((value) => JSON.stringify(value, null, '\t')),
      fc
        .tuple(json, fc.nat(40), fc.constantFrom('', ',', '"', '{', ']', '01', '.', '-', 'e', '\\', '\u0001', ' '))
        .map(([value, at, sign]) => {
          const text = JSON.stringify(value)
          return `${text.slice(0, at)}${sign}${text.slice(at + 1)}`
        }),
      fc.string({ maxLength: 12 }),
    )
    fc.assert(
      fc.property(nearly, (text) => {
        const read = readDocument(text)
        let parsed: { value: JsonValue } | undefined
        try {
          parsed = { value: JSON.parse(text) as JsonValue }
        } catch {
          parsed = undefined
        }
        expect(read.state).toBe(parsed === undefined ? 'broken' : 'read')
        if (read.state === 'read') expect(read.value).toEqual(parsed?.value)
      }),
      { numRuns: 2000 },
    )
  })

  it('knows where each value stands', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const read = readDocument(text)
        if (read.state !== 'read') throw new Error(read.message)
        for (const { path, start, end, key } of read.places.values()) {
          // Of two fields with one name the last one counts, as it does for JSON.parse.
          expect(JSON.parse(text.slice(start, end))).toEqual(valueAt(value, path))
          if (key !== undefined) expect(JSON.parse(text.slice(key.start, key.end))).toBe(path.at(-1))
        }
      }),
    )
  })

  it('names the mistake where it is', () => {
    const mistakes: [string, number, RegExp][] = [
      ['', 0, /missing/],
      ['{"a": 1,}', 8, /comma too many/],
      ['{"a" 1}', 5, /colon/],
      ['{"a": 1 "b": 2}', 8, /comma or `}`/],
      ['[1, 2', 5, /ends before `]`/],
      ["{'a': 1}", 1, /double quotes/],
      ['{"a": "x}', 6, /not closed/],
      ['{"a": tru}', 6, /no JSON value/],
      ['{} {}', 3, /Nothing may follow/],
    ]
    for (const [text, at, message] of mistakes) {
      const read = readDocument(text)
      expect(read).toMatchObject({ state: 'broken', at })
      expect(read.state === 'broken' ? read.message : '').toMatch(message)
    }
  })

  it('is not brought down by depth', () => {
    expect(readDocument('['.repeat(100_000))).toMatchObject({ state: 'broken', message: 'This is nested too deeply.' })
  })

  it('leads from what is missing to what is around it', () => {
    const text = '{\n  "data": {\n    "x": [1]\n  }\n}'
    const read = readDocument(text)
    if (read.state !== 'read') throw new Error(read.message)
    expect(lineOf(text, placeOf(read.places, ['data', 'content'])?.start ?? 0)).toBe(2)
    const marks = marksOf(text, read, [
      { path: ['data', 'x', 0], message: 'must be a string', about: 'value' },
      { path: ['data', 'x'], message: 'is not a known field', about: 'name' },
      { path: ['data', 'content'], message: 'is required', about: 'value' },
    ])
    expect(marks.map(({ line, path }) => [line, path])).toEqual([
      [2, 'data.content'],
      [3, 'data.x'],
      [3, 'data.x[0]'],
    ])
    expect(marks[1] && text.slice(marks[1].start, marks[1].end)).toBe('"x"')
  })
})

describe('tokens', () => {
  it('are the text again, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.nat(0x2fff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
          json.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const tokens = tokensOf(text)
          expect(tokens.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
          expect(tokens.every(({ start, end }) => end > start)).toBe(true)
        },
      ),
    )
  })

  it('tell keys from strings', () => {
    const text = '{"a" : "b"}'
    const kinds = spansOf(text).filter(({ kind }) => kind === 'key' || kind === 'string')
    expect(kinds.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['key', '"a"'],
      ['string', '"b"'],
    ])
  })
})

describe('changing a value at a path', () => {
  it('changes that place only, and leaves the original as it was', () => {
    fc.assert(
      fc.property(json, json, fc.nat(50), (value, other, which) => {
        const read = readDocument(JSON.stringify(value))
        if (read.state !== 'read') throw new Error(read.message)
        const places = [...read.places.values()]
        const path = places[which % places.length]?.path ?? []
        const before = JSON.stringify(value)
        const after = withValueAt(value, path, other)
        expect(valueAt(after, path)).toEqual(other)
        expect(JSON.stringify(value)).toBe(before)
        // Put back, everything is as it was, the order of the fields too.
        expect(JSON.stringify(withValueAt(after, path, valueAt(value, path)))).toBe(before)
      }),
    )
  })

  it('takes away what is undefined, and makes what is on the way', () => {
    expect(withValueAt({ a: { b: 1, c: 2 } }, ['a', 'b'], undefined)).toEqual({ a: { c: 2 } })
    expect(withValueAt([1, 2, 3], [1], undefined)).toEqual([1, 3])
    expect(withValueAt({}, ['data', 'since', 'offset'], 4)).toEqual({ data: { since: { offset: 4 } } })
    expect(JSON.stringify(withValueAt({}, ['__proto__'], 1))).toBe('{"__proto__":1}')
  })

  it('compares by value', () => {
    expect(equal({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true)
    expect(equal({ a: 1 }, { a: 1, b: undefined as unknown as null })).toBe(false)
    expect(equal([], {})).toBe(false)
  })
})

it('a line ends with its line break', () => {
  expect([0, 1, 2, 3, 4].map((at) => lineOf('a\n\nb', at))).toEqual([1, 1, 2, 3, 3])
})

it('paths are readable, and their pointers apart', () => {
  expect(readable(['data', 'users', 0, 'user id'])).toBe('data.users[0]["user id"]')
  expect(pointerOf(['a/b', '~'])).toBe('/a~1b/~0')
})

it('a new id changes the id and nothing else of the text', () => {
  const text = '{ "type":"x",   "id": "1" }'
  const read = readDocument(text)
  if (read.state !== 'read') throw new Error(read.message)
  expect(withId(text, read.value, read.places.get('/id'), '17')).toBe('{ "type":"x",   "id": "17" }')
  expect(withId('{"type":"x"}', { type: 'x' }, undefined, '17')).toBe('{"type":"x"}')
})
