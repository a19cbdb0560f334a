/** Texts: by pattern, by format, or free; at the bounds of their length, and of signs that programs get wrong. */
import { formats } from '../codegen/formats.ts'
import { type Regex, readRegex } from '../codegen/regex.ts'
import type { Chance } from './chance.ts'
import { rangeOf, type SchemaNode } from './model.ts'
import { lengthsOf, writeMatching } from './write.ts'

/** Longer texts are made only where the schema wants them to be that long. */
const longAtMost = 300
/** Signs are drawn one by one up to here; what is longer repeats itself. */
const drawnAtMost = 4096

const plain = [...'abcdefghijklmnopqrstuvwxyz0123456789 ABC-_.']
const odd = [
  // Combining and joining, right to left, full width, ligature, sharp s, dotless i.
  'e\u0301',
  '\u0301',
  '\u200d',
  '👩\u200d🚀',
  '\u202e',
  'א',
  'Ａ',
  'ﬁ',
  'ß',
  'ı',
  '한',
  '字',
  // Outside of the basic plane, and the ends of Unicode.
  '🎈',
  '𝄞',
  '\u{20000}',
  '\u{10ffff}',
  '\uffff',
  '\ufeff',
  '\ufffd',
  // What ends texts, lines and markup elsewhere.
  '\0',
  '\n',
  '\r',
  '\t',
  '\u007f',
  '\u2028',
  '"',
  "'",
  '\\',
  '/',
  '<',
  '&',
  '%',
  '$',
  '{',
  '`',
  '~',
]
const words = [
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '0',
  '-1',
  '1e400',
  'NaN',
  '[]',
  '{}',
  ' ',
  '\\u0000',
]

const examples: Readonly<Record<string, readonly string[]>> = {
  date: ['0000-01-01', '1970-01-01', '1999-12-31', '2000-02-29', '2024-02-29', '9999-12-31'],
  time: [
    '00:00:00Z',
    '23:59:59Z',
    '23:59:60Z',
    '00:00:00.000000000001Z',
    '12:00:00+23:59',
    '12:00:00-00:00',
    '24:00:00Z',
  ],
  'date-time': [
    '1970-01-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '2016-12-31T23:59:60Z',
    '2024-02-29t12:00:00z',
    '2038-01-19T03:14:08Z',
    '2026-01-31T09:30:00.123456789+23:59',
    '2026-01-31T09:30:00-00:00',
  ],
  duration: ['PT0S', 'P1Y', 'P1W', 'P1Y2M3DT4H5M6S', 'PT0.5S', 'P0D'],
  email: ['a@b.cc', `${'a'.repeat(64)}@example.com`, "!#$%&'*+/=?^_`{|}~-@example.com", 'a.b+c@xn--80ak6aa92e.com'],
  hostname: [
    'a',
    'localhost',
    'xn--80ak6aa92e.com',
    `${'a'.repeat(63)}.b`,
    '0.0',
    [...'abcd'].map((sign) => sign.repeat(60)).join('.'),
  ],
  ipv4: ['0.0.0.0', '127.0.0.1', '255.255.255.255', '10.0.0.1'],
  ipv6: [
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '2001:db8::',
    'ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255',
    '1:2:3:4:5:6:7:8',
  ],
  'json-pointer': ['', '/', '/a', '//', '/~0~1', '/__proto__', '/0/é'],
  uri: [
    'a:',
    'https://example.com/',
    'urn:uuid:0',
    'http://[::1]:65535/?q=%20#f',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ],
  'uri-reference': ['', '#', '?', '/', '../..', '//host', 'a:', '%00'],
  uuid: [
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'ABCDEF00-0000-4000-8000-000000000000',
  ],
}
const stamps = ['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '0000-02-29T24:00:00.000Z']
/** What is worth a try wherever a pattern lets it pass. */
const notable = [...words, ...stamps, ...Object.values(examples).flat()]
const trees = new Map<string, Regex>()

export function makeText(nodes: readonly SchemaNode[], isLean: boolean, chance: Chance): string | undefined {
  const [shortest, longest] = rangeOf(nodes, 'minLength', 'maxLength')
  const least = Math.max(0, shortest)
  if (least > longest) return undefined
  const [format] = nodes.flatMap((node) => node.format ?? [])
  const patterns = nodes.flatMap((node) => node.pattern ?? [])
  if (format !== undefined && chance.heads()) {
    const text = chance.pick((examples[format] ?? []).filter((one) => patterns.every(({ test }) => test(one))))
    if (text !== undefined) return text
  } else if (patterns.length > 0 && chance.heads(0.15)) {
    const fits = (text: string) =>
      text.length >= least && text.length <= longest && patterns.every(({ test }) => test(text))
    const text = chance.pick(notable.filter(fits))
    if (text !== undefined) return text
  }
  // Any of several: the judge sees to the others.
  const tree = chance.pick([
    ...patterns.map((pattern) => pattern.tree),
    ...(format === undefined ? [] : [treeOf(format)]),
  ])
  const filler = (length: number) => free(length, chance)
  if (tree === undefined) {
    const word = least <= 1 && chance.heads(0.1) ? chance.pick(words) : undefined
    return word !== undefined && word.length <= longest ? word : filler(lengthFrom(least, longest, isLean, chance))
  }
  const { least: needed } = lengthsOf(tree)
  return writeMatching(tree, lengthFrom(Math.max(least, needed), longest, isLean, chance), chance, filler)
}

function treeOf(format: string): Regex {
  const tree = trees.get(format) ?? readRegex(formats[format]?.source ?? '')
  trees.set(format, tree)
  return tree
}

function lengthFrom(least: number, most: number, isLean: boolean, chance: Chance): number {
  if (least >= most) return least
  if (chance.heads(0.15)) return chance.pick([least, least + 1]) ?? least
  if (!isLean && most <= longAtMost && chance.heads(0.15)) return chance.pick([most, Math.max(least, most - 1)]) ?? most
  return Math.min(most, least + (chance.heads(0.1) ? chance.integer(0, 40) : chance.few(12)))
}

/** So many code points of anything. */
function free(length: number, chance: Chance): string {
  if (length > drawnAtMost) {
    const piece = free(64, chance)
    return [...piece.repeat(Math.ceil(length / 64))].slice(0, length).join('')
  }
  const oddness = chance.pick([0, 0, 0.2, 1]) ?? 0
  const signs: string[] = []
  while (signs.length < length) signs.push(...(chance.pick(chance.heads(oddness) ? odd : plain) ?? 'a'))
  return signs.slice(0, length).join('')
}
