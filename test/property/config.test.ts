import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nestedSecrets, type Setting, settings } from '../../generated/settings.ts'
import { checkLayers } from '../../src/config/check.ts'
import { readEnvironmentLayer } from '../../src/config/environment.ts'
import { readFileLayer } from '../../src/config/file.ts'
import { readFlags } from '../../src/config/flags.ts'
import { parseJson } from '../../src/config/json.ts'
import { loadConfig } from '../../src/config/load.ts'
import { type Layer, merge, nest } from '../../src/config/sources.ts'
import { editDistance } from '../../src/config/suggest.ts'

type Schema = Readonly<Record<string, unknown>>

const schemas = new Map<string, Schema>()

function schemaOf(name: string): Schema {
  const known = schemas.get(name)
  if (known !== undefined) return known
  const schema = JSON.parse(readFileSync(new URL(`../../generated/schema/${name}`, import.meta.url), 'utf8')) as Schema
  schemas.set(name, schema)
  return schema
}

function settingSchema(key: string): Schema {
  let schema = schemaOf('config.json')
  for (const part of key.split('.')) schema = (schema['properties'] as Record<string, Schema>)[part] ?? {}
  return schema
}

/** Values that fit a schema, for as much of JSON Schema as the configuration uses. */
function valuesFor(schema: Schema): fc.Arbitrary<unknown> {
  if (typeof schema['$ref'] === 'string') return valuesFor(schemaOf(schema['$ref']))
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum'])
  const [minimum, maximum] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'])]
  switch (schema['type']) {
    case 'integer':
      return fc.integer({ min: minimum, max: maximum })
    case 'number':
      return fc.double({ min: minimum, max: maximum, minExcluded: 'exclusiveMinimum' in schema, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'string':
      return textOf(schema)
    case 'array': {
      const items = valuesFor(schema['items'] as Schema)
      const maxLength = Math.min(4, Number(schema['maxItems'] ?? 4))
      return fc.array(items, { minLength: Number(schema['minItems'] ?? 0), maxLength })
    }
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema['properties'] as Record<string, Schema>).map(([name, inner]) => [
            name,
            valuesFor(inner),
          ]),
        ),
        { requiredKeys: ['pattern', 'algorithm'].filter((name) => name in (schema['properties'] as object)) },
      )
    default:
      throw new Error(`no values for ${JSON.stringify(schema)}`)
  }
}

function textOf(schema: Schema): fc.Arbitrary<string> {
  const minLength = Number(schema['minLength'] ?? 0)
  const maxLength = Math.max(minLength, 40)
  if (schema['pattern'] === '^https?://') return fc.webUrl()
  if (schema['x-error'] === 'must be the name of an event, or *')
    return fc.oneof(fc.constant('*'), fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/))
  if (typeof schema['pattern'] === 'string')
    return fc.string({ unit: fc.constantFrom(...'aZ09_.:@+*-'), minLength, maxLength })
  return fc.string({ unit: 'binary', minLength, maxLength })
}

/** What a list cannot say on a command line: entries with commas, and spaces at their ends. */
const sayable = (value: unknown): boolean =>
  !Array.isArray(value) ||
  value.every((item) => typeof item !== 'string' || (item.trim() === item && !/[,\n]/.test(item)))

const textFor = ({ form }: Setting, value: unknown): string =>
  form === 'list' ? (value as string[]).join(',') : form === 'json' ? JSON.stringify(value) : String(value)

const given = fc
  .constantFrom(...settings)
  .chain((setting) => valuesFor(settingSchema(setting.key)).map((value) => ({ setting, value })))
  .filter(({ setting, value }) => setting.form !== 'list' || sayable(value))

const problemsOf = (layer: Layer): string[] => [...layer.problems, ...checkLayers([layer])]

describe('the sources', () => {
  test('a value is the same from the file, from the environment and from a flag', () => {
    fc.assert(
      fc.property(given, ({ setting, value }) => {
        const text = textFor(setting, value)
        const file = readFileLayer('x.json', JSON.stringify(nest([[setting.key, value]])))
        const env = readEnvironmentLayer({ [setting.env]: text }, new Map())
        const flags = readFlags([`${setting.flag}=${text}`])
        expect(problemsOf(file)).toEqual([])
        expect(problemsOf(env)).toEqual([])
        expect(merge([env]).value).toEqual(merge([file]).value)
        if (setting.secret) {
          expect(flags.problems).toHaveLength(1)
        } else if (!(setting.key in nestedSecrets)) {
          expect(problemsOf(flags)).toEqual([])
          expect(merge([flags]).value).toEqual(merge([file]).value)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('for every setting by itself, the last layer that speaks of it decides', () => {
    const integers = settings
      .filter(({ form }) => form === 'number')
      .filter(({ key }) => settingSchema(key)['type'] === 'integer')
    const layer = fc
      .uniqueArray(fc.constantFrom(...integers), { maxLength: 8 })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((setting) => valuesFor(settingSchema(setting.key)).map((value) => [setting, value] as const)),
        ),
      )
    fc.assert(
      fc.property(layer, layer, layer, (file, env, flags) => {
        const { value, origins } = merge([
          readFileLayer('x.json', JSON.stringify(nest(file.map(([setting, one]) => [setting.key, one])))),
          readEnvironmentLayer(Object.fromEntries(env.map(([setting, one]) => [setting.env, String(one)])), new Map()),
          readFlags(flags.flatMap(([setting, one]) => [setting.flag, String(one)])),
        ])
        const expected = new Map<string, [unknown, string]>(settings.map((one) => [one.key, [one.default, 'default']]))
        for (const [setting, one] of file) expected.set(setting.key, [one, `x.json: ${setting.key}`])
        for (const [setting, one] of env) expected.set(setting.key, [one, setting.env])
        for (const [setting, one] of flags) expected.set(setting.key, [one, setting.flag])
        const defined = [...expected].flatMap(([key, [one]]): [string, unknown][] =>
          one === undefined ? [] : [[key, one]],
        )
        expect(value).toEqual(nest(defined))
        expect(origins).toEqual(Object.fromEntries([...expected].map(([key, [, origin]]) => [key, origin])))
      }),
    )
  })
})

describe('secrets', () => {
  const secret = fc.string({ unit: 'grapheme-ascii', minLength: 16, maxLength: 60 })
  const windows = (text: string): string[] =>
    Array.from({ length: text.length - 9 }, (_, at) => text.slice(at, at + 10)).filter((part) => new Set(part).size > 3)

  /** Everything that loading could show to anyone, whether it works or not. */
  async function shown(args: string[], env: Record<string, string>, files: Record<string, string>): Promise<string> {
    const readFile = async (path: string): Promise<string> => {
      const text = files[path]
      if (text === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' })
      return text
    }
    try {
      const loaded = await loadConfig({ args, env, cwd: '/', readFile })
      return loaded.kind === 'run' ? JSON.stringify([loaded.origins, loaded.warnings]) : loaded.text
    } catch (error) {
      return error instanceof Error ? `${String(error)}\n${error.stack}` : String(error)
    }
  }

  const object = (one: string, other: string) => ({
    jwt_secret: one,
    api_keys: [other, one, other],
    jwt_keys: [{ algorithm: 'HS256', secret: one }, { algorithm: 'RS256', secret: other }, { secret: one }],
  })

  /** Right or wrong, one way or another. */
  const sources = fc.oneof(
    fc.constantFrom<(one: string, other: string) => [string[], Record<string, string>, Record<string, string>]>(
      (one) => [[], { PACTWIRE_JWT_SECRET: one }, {}],
      (one) => [[], { PACTWIRE_JWT_SECRET: one.slice(0, 16) }, {}],
      (one, other) => [[], { PACTWIRE_API_KEYS: `${one},${other},${one}` }, {}],
      (one) => [[], { PACTWIRE_JWT_SECRET_FILE: 's' }, { '/s': `${one}\n` }],
      (one) => [[], { PACTWIRE_JWT_SECRET_FILE: one }, {}],
      (one, other) => [[], { PACTWIRE_JWT_SECRET_FILE: one, PACTWIRE_JWT_SECRET: other }, {}],
      (one, other) => [[], { PACTWIRE_API_KEYS_FILE: 's' }, { '/s': `${one}\n${other}` }],
      (one, other) => [[], { PACTWIRE_JWT_KEYS: JSON.stringify(object(one, other).jwt_keys) }, {}],
      (one, other) => [[], { PACTWIRE_JWT_KEYS: JSON.stringify(object(one, other)) }, {}],
      (one) => [[], { PACTWIRE_JWT_KEYS: one }, {}],
      (one, other) => [['--jwt-secret', one, '--api-keys', other, one], {}, {}],
      (one, other) => [[`--jwt-secret=${one}`, `--api-key=${other}`], {}, {}],
      (one, other) => [['--jwt-secrt', one, '--jwt-keys', JSON.stringify(object(one, other).jwt_keys)], {}, {}],
      (one) => [['--config', 'c'], {}, { '/c': JSON.stringify({ jwt_keys: [{ algorithm: 'HS256', secret: one }] }) }],
      (one, other) => [['--config', 'c'], {}, { '/c': JSON.stringify(object(one, other)) }],
      (one, other) => [
        ['--config', 'c'],
        {},
        { '/c': JSON.stringify({ jwt_secret: [one], api_keys: { a: other }, jwt_keys: one }) },
      ],
    ),
  )

  test('are never shown, not even in part, whatever is wrong', async () => {
    const more = fc.subarray(['--print-config', '--host=0.0.0.0', '--help', '--bogus'])
    await fc.assert(
      fc.asyncProperty(secret, secret, sources, more, fc.nat(200), async (one, other, make, extra, cut) => {
        const [args, env, files] = make(one, other)
        // As it is, and with what is JSON cut off somewhere.
        const broken = (texts: Record<string, string>): Record<string, string> =>
          Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, cut < 100 ? text.slice(0, cut) : text]))
        const text =
          (await shown([...extra, ...args], env, files)) +
          (await shown([...extra, ...args], broken(env), broken(files)))
        const known = await shown(['--help'], {}, {})
        for (const part of [...windows(one), ...windows(other)]) {
          if (!known.includes(part)) expect(text).not.toContain(part)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('JSON with comments', () => {
  const space = fc.constantFrom('', ' ', '\n', '\t', '/* x " */', '// " {\n', '/***/', '\r\n')

  test('reads what JSON.parse reads, comments or not', () => {
    const spaced = fc.tuple(fc.jsonValue(), fc.array(space, { minLength: 5, maxLength: 5 })).map(([value, spaces]) => {
      let at = 0
      // Between the tokens of it; strings are tokens too.
      const tokens = JSON.stringify(value).match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^"{}[\],:]+/g) ?? []
      return { value, text: tokens.map((token) => `${spaces[at++ % 5]}${token}`).join('') + spaces[0] }
    })
    fc.assert(
      fc.property(spaced, ({ value, text }) => {
        expect(parseJson(text)).toEqual({ kind: 'value', value: JSON.parse(JSON.stringify(value)) })
      }),
      { numRuns: 500 },
    )
  })

  test('accepts no text that JSON.parse refuses, but for comments', () => {
    const nearly = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '1', '-', '.5', 'e1', 'true', ' ', '\n'),
      maxLength: 10,
    })
    fc.assert(
      fc.property(nearly, (text) => {
        const parsed = parseJson(text)
        if (parsed.kind === 'value') expect(parsed.value).toEqual(JSON.parse(text))
        else expect(() => doubled(text)).toThrow()
      }),
      { numRuns: 5000 },
    )
    // What JSON.parse allows and this does not.
    function doubled(text: string): void {
      const parsed = parseJson(text)
      if (parsed.kind === 'wrong' && parsed.problem.includes('second time')) throw new Error('twice')
      JSON.parse(text)
    }
  })
})

test('the distance of two words is symmetric, and none only for the same word', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b) === 0).toBe(a === b)
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
    }),
  )
})
