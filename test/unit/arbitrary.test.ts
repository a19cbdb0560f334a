import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NearlyValid, nearlyValid, type Options, SchemaError, valid } from '../../src/arbitrary/index.ts'
import type { JsonSchema } from '../../src/codegen/model.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ours: Options = { fc, resolve: (name) => JSON.parse(readFileSync(join(root, 'generated/schema', name), 'utf8')) }
const event = (name: string) => ours.resolve?.(`${name}.json`) as object

/** What a test would print that fails for every value, or for those that it is said to fail for. */
function shrunk<T>(values: fc.Arbitrary<T>, seed: number, fails: (value: T) => boolean = () => true) {
  const { counterexample, numShrinks } = fc.check(
    fc.property(values, (value) => !fails(value)),
    { seed, numRuns: 1000, verbose: 0 },
  )
  if (counterexample === null) throw new Error('nothing failed')
  return { value: counterexample[0], steps: numShrinks }
}

const size = (value: unknown) => JSON.stringify(value).length
const pathsOf = (one: Omit<NearlyValid, 'value'>): string =>
  one.within === undefined
    ? `${one.schemaPath}${one.keyword === 'required' ? ` ${one.field}` : ''}`
    : `${one.schemaPath} > ${pathsOf(one.within)}`
/** What is wrong, and in which field, in whichever item of a list. */
const kindOf = (one: NearlyValid) => `${one.path.replace(/\/\d+/g, '/*')} ${pathsOf(one)}`

describe('a schema that no values can be made for', () => {
  const refused: readonly (readonly [words: RegExp, schema: JsonSchema | boolean])[] = [
    [
      /^#\/properties\/a: `requried` is not a keyword of JSON Schema; did you mean `required`\?$/,
      { properties: { a: { requried: [] } } },
    ],
    [/^x\.json#: `\$dynamicRef` is not supported; refer by JSON Pointer$/, { $id: 'x.json', $dynamicRef: '#a' }],
    [/^#: `definitions` is not supported; say it in draft 2020-12/, { definitions: {} }],
    [/^#\/items: is not a schema/, { items: [{}] }],
    [/^#: "dat" is not a format that is supported; did you mean `date`\?$/, { format: 'dat' }],
    [/^#: the pattern `\(a\)\\1`: back-references cannot be written$/, { pattern: '(a)\\1' }],
    [/^#: the pattern `\[`: Invalid regular expression/, { pattern: '[' }],
    [/^#: `\$ref` to the document `other.json`, which is not known: pass `resolve`/, { $ref: 'other.json' }],
    [/^#: `\$ref` to `#\/\$defs\/a`, where no schema stands$/, { $ref: '#/$defs/a' }],
    [/leads back to itself$/, { anyOf: [{ $ref: '#' }, { type: 'null' }] }],
    [/^#: no value can satisfy it/, { type: 'object', properties: { a: { $ref: '#' } }, required: ['a'] }],
    [/^#: no value can satisfy it/, false],
    [
      /^#\/properties\/n: no value was found that satisfies all that is said of it$/,
      { type: 'object', properties: { n: { type: 'integer', minimum: 3, maximum: 2 } }, required: ['n'] },
    ],
    [/^#: no value was found/, { type: 'string', pattern: '^a$', minLength: 2 }],
    [/^#: no value was found/, { allOf: [{ type: 'string' }, { type: 'number' }] }],
    [/^#: no value was found/, { type: 'string', not: {} }],
    [/^#: `minLength` must be a whole number/, { minLength: -1 }],
    [/^#: `multipleOf` must be more than 0/, { multipleOf: 0 }],
    [/^#: "text" is not a type/, { type: 'text' }],
    [/^#: a property cannot be called `__proto__`/, { properties: JSON.parse('{"__proto__":{}}') }],
    [/^#\/\$defs\/a: `\$id` inside of a document/, { $ref: '#/$defs/a', $defs: { a: { $id: 'a' } } }],
  ]

  it.each(refused)('is refused with %s', (words, schema) => {
    const make = () => valid(schema, { fc })
    expect(make).toThrow(words)
    expect(make).toThrow(SchemaError)
  })

  it('is one that accepts everything, when values are to be nearly valid', () => {
    expect(() => nearlyValid({}, { fc })).toThrow('#: nothing was found that can be violated alone')
    expect(() => nearlyValid(true, { fc })).toThrow(SchemaError)
    expect(() => nearlyValid({ type: 'null' }, { fc, only: (place) => place === '#/maxLength' })).toThrow(
      'nothing of what was asked for was found',
    )
  })

  it('does not hide behind an annotation', () => {
    expect(
      fc.sample(valid({ type: 'null', 'x-note': 1, description: '', default: 3, readOnly: true }, { fc }), 1),
    ).toEqual([null])
  })
})

describe('values', () => {
  const many = (schema: JsonSchema, options: Partial<Options> = {}) =>
    fc.sample(valid(schema, { fc, ...options }), { numRuns: 500, seed: 7 })

  it('include the bounds and what machines stumble over', () => {
    expect(many({ type: 'integer', minimum: 5, maximum: 1000 })).toEqual(expect.arrayContaining([5, 6, 999, 1000]))
    expect(many({ type: 'number' })).toEqual(expect.arrayContaining([0, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 53]))
    const lengths = many({ type: 'string', minLength: 2, maxLength: 200 }).map((text) => [...String(text)].length)
    expect(lengths).toEqual(expect.arrayContaining([2, 3, 199, 200]))
    expect(many({ type: 'string', format: 'date-time' })).toEqual(
      expect.arrayContaining(['2016-12-31T23:59:60Z', '0000-01-01T00:00:00Z']),
    )
    const texts = many({ type: 'string' }).join('')
    for (const sign of ['🎈', '\u0301', '\u{10ffff}', '\0']) expect(texts).toContain(sign)
    expect(texts.isWellFormed()).toBe(true)
  })

  it('have fields called `__proto__` and `constructor` where any may be', () => {
    const names = many({ type: 'object', properties: { a: {} } }).flatMap((value) => Object.keys(value as object))
    expect(names).toEqual(expect.arrayContaining(['__proto__', 'constructor', '']))
    for (const value of many({ type: 'object' })) expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('end, however a schema contains itself, and stay as small as they are asked to', () => {
    const tree: JsonSchema = {
      type: 'object',
      properties: { kids: { type: 'array', items: { $ref: '#' } } },
      additionalProperties: false,
    }
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0
    expect(Math.max(...many(tree).map(depth))).toBeGreaterThan(4)
    expect(Math.max(...many(tree, { maxDepth: 3 }).map(depth))).toBeLessThanOrEqual(4)
    expect(Math.max(...many(tree).map(size))).toBeLessThan(2000)
    expect(Math.max(...many(tree, { maxParts: 5 }).map(size))).toBeLessThan(200)
  })

  it('are the same for the same seed', () => {
    const sample = () => fc.sample(nearlyValid(event('history_ack'), ours), { numRuns: 50, seed: 3 })
    expect(sample()).toEqual(sample())
  })

  it('can be made to violate one keyword only, a heavy one too', () => {
    const only = (schemaPath: string) => schemaPath === 'content.json#/maxLength'
    for (const one of fc.sample(nearlyValid(event('send_message'), { ...ours, only }), { numRuns: 2, seed: 1 })) {
      expect(one).toMatchObject({ path: '/data/content', keyword: 'maxLength', schemaPath: 'content.json#/maxLength' })
      expect(size(one.value)).toBeGreaterThan(1_048_576)
    }
  })

  it('say in which branch of a choice something is wrong, where one was meant', () => {
    const schema = {
      anyOf: [{ type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] }, { type: 'null' }],
    }
    const all = fc.sample(nearlyValid(schema, { fc }), { numRuns: 200, seed: 1 })
    expect(new Set(all.map(pathsOf))).toEqual(
      new Set([
        '#/anyOf',
        '#/anyOf > #/anyOf/0/properties/a/type',
        '#/anyOf > #/anyOf/0/required a',
        '#/anyOf > #/anyOf/0/type',
        '#/anyOf > #/anyOf/1/type',
      ]),
    )
    expect(all.every(({ path, keyword }) => path === '' && keyword === 'anyOf')).toBe(true)
  })
})

describe('shrinking', () => {
  it.each([
    [
      'send_message',
      'channel_id.json#/maxLength',
      { type: 'send_message', data: { content: 'a', channel_id: 'a'.repeat(129) } },
    ],
    ['send_message', 'send_message.json#/properties/data/required', { type: 'send_message', data: {} }],
    [
      'send_message',
      'send_message.json#/additionalProperties',
      { type: 'send_message', data: { content: 'a' }, '': null },
    ],
    [
      'history',
      'history.json#/properties/data/properties/limit/maximum',
      { type: 'history', data: { channel_id: 'a', limit: 1001 } },
    ],
    [
      'user_left',
      'timestamp.json#/pattern',
      { type: 'user_left', data: { channel_id: 'a', user_id: 'a', timestamp: '' } },
    ],
  ])('of %s leads to the plainest value that violates %s', (name, schemaPath, plainest) => {
    for (const seed of [1, 2, 3]) {
      const only = (place: string) => place === schemaPath
      const { value } = shrunk(nearlyValid(event(name), { ...ours, only }), seed)
      expect(value.schemaPath).toBe(schemaPath)
      expect(value.value).toEqual(plainest)
    }
  })

  it('keeps the violation, and beats the smallest of many', () => {
    for (const name of ['send_message', 'error', 'channel_policy', 'member_page']) {
      const values = nearlyValid(event(name), ours)
      const smallest = new Map<string, number>()
      for (const one of fc.sample(values, { numRuns: 400, seed: 9 })) {
        const before = smallest.get(kindOf(one)) ?? Number.POSITIVE_INFINITY
        smallest.set(kindOf(one), Math.min(before, size(one.value)))
      }
      for (let seed = 1; seed <= 15; seed++) {
        const [first] = fc.sample(values, { numRuns: 1, seed })
        const { value, steps } = shrunk(values, seed)
        expect(first && kindOf(first)).toBe(kindOf(value))
        const least = smallest.get(kindOf(value)) ?? Number.POSITIVE_INFINITY
        // A null is plainer than a 7, and longer; and the like.
        expect(size(value.value), JSON.stringify({ value, least })).toBeLessThanOrEqual(least * 1.1 + 'null'.length)
        expect(steps).toBeLessThan(200)
      }
    }
  })

  it('of a valid value finds the part that matters', () => {
    const content = (value: unknown) => (value as { data: { content: string } }).data.content
    const { value } = shrunk(valid(event('send_message'), ours), 4, (one) =>
      /[\u{10000}-\u{10ffff}]/u.test(content(one)),
    )
    expect(value).toEqual({
      type: 'send_message',
      data: { content: expect.stringMatching(/^[\u{10000}-\u{10ffff}]$/u) },
    })
    const positions = shrunk(valid({ type: 'array', items: { type: 'integer' } }, { fc }), 1, (list) =>
      (list as number[]).some((item) => item > 1000),
    )
    expect(positions.value).toEqual([1001])
  })

  it('works for values that were not made here', () => {
    const values = valid(event('send_message'), ours)
    const long = { type: 'send_message', id: 'x', data: { content: 'hello', channel_id: 'room' } }
    const { counterexample } = fc.check(
      fc.property(values, () => false),
      { examples: [[long]], seed: 1, verbose: 0 },
    )
    expect(counterexample).toEqual([{ type: 'send_message', data: { content: 'a' } }])
    expect(values.canShrinkWithoutContext({ type: 'send_message' })).toBe(false)
  })
})

describe('the module', () => {
  it('needs nothing of fast-check but what it is given', () => {
    const sources = readdirSync(join(root, 'src/arbitrary')).map((file) =>
      readFileSync(join(root, 'src/arbitrary', file), 'utf8'),
    )
    const imports = sources.flatMap((source) => source.match(/^import .*'fast-check'$/gm) ?? [])
    expect(imports).toEqual(["import type * as fastCheck from 'fast-check'"])
  })

  it('does what its manual shows', () => {
    const manual = readFileSync(join(root, 'docs/ARBITRARY.md'), 'utf8')
    const [, code = ''] = /^```js\n([\s\S]*?)^```$/m.exec(manual) ?? []
    const logged: string[] = []
    // What the example imports is given to it, and what it says is kept.
    const body = code.replace(/^import .*$/gm, '').replaceAll('console.log(', 'log(')
    new Function('fc', 'valid', 'nearlyValid', 'log', body)(fc, valid, nearlyValid, (said: unknown) => {
      logged.push(`// ${JSON.stringify(said)}`)
    })
    expect(logged).toEqual([...code.matchAll(/^\/\/ \[.*$/gm)].map(([line]) => line))
  })
})
