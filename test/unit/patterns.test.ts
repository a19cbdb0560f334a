/**
 * Every regular expression that something from outside can meet: those of the schemas, and those that the validators were
 * made with. Each is given what it almost accepts, 50,000 characters long, and must decide at once.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const generated = fileURLToPath(new URL('../../generated', import.meta.url))
const length = 50_000
const limitMs = 10

function patternsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { pattern, patternProperties } = value as { pattern?: unknown; patternProperties?: object }
  const own = [...(typeof pattern === 'string' ? [pattern] : []), ...Object.keys(patternProperties ?? {})]
  return [...own, ...Object.values(value).flatMap(patternsIn)]
}

function expressions(): Map<string, RegExp> {
  const found = new Map<string, RegExp>()
  const add = (source: string, flags: string): void => {
    // An example of a setting may be called a pattern and be none.
    if (source.startsWith('^') || source.endsWith('$')) found.set(`/${source}/${flags}`, new RegExp(source, flags))
  }
  const folder = join(generated, 'schema')
  for (const file of readdirSync(folder))
    for (const source of patternsIn(JSON.parse(readFileSync(join(folder, file), 'utf8')))) add(source, 'u')
  const validators = readFileSync(join(generated, 'validators.js'), 'utf8')
  for (const [, source = '', flags = ''] of validators.matchAll(/new RegExp\(("(?:[^"\\]|\\.)*"), "(\w*)"\)/g))
    add(JSON.parse(source) as string, flags)
  for (const [, source = '', flags = ''] of validators.matchAll(
    /[(=:,!]\s*\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/([a-z]*)\.test/g,
  ))
    add(source, flags)
  return found
}

/** What an expression is made of, one sign or class after another, each with signs that it takes. */
function pieces(source: string): string[] {
  const classes: Readonly<Record<string, string>> = { '\\d': '0', '\\w': 'a', '\\s': ' ', '.': 'x' }
  const found: string[] = []
  for (const [piece] of source.matchAll(/\[(?:[^\]\\]|\\.)+\]|\\p\{\w+\}|\\.|[^\\^$()|?*+{}]/gu)) {
    if (piece.startsWith('[')) found.push(...signsOf(piece))
    else if (piece.startsWith('\\p')) found.push('é')
    else found.push(classes[piece] ?? piece.replace(/^\\/, ''))
  }
  return found
}

/** A few of the signs of a class: its first, its last, and what stands in it by itself. */
function signsOf(group: string): string[] {
  const inside = group.slice(1, -1).replace(/\\(.)/g, '$1')
  const all = new RegExp(group.includes('\\p') ? '[a-z]' : group, 'u')
  return [...new Set(inside)].filter((sign) => all.test(sign)).slice(0, 8)
}

/** Repetitions of one piece, of all pieces in a row and of pairs, and then something that does not fit. */
function hostileTexts(source: string): string[] {
  const parts = [...new Set(pieces(source))]
  const repeated = [parts.join(''), ...parts, ...parts.flatMap((one) => parts.slice(0, 4).map((other) => one + other))]
  return repeated.flatMap((part) => {
    const text = part.repeat(Math.ceil(length / Math.max(1, part.length))).slice(0, length - 1)
    const [first = 'a'] = parts
    return [`${text}!`, `${text}\n`, `${text}\u{1f600}`.slice(-length), `${first}${text}\0`, `!${text}`]
  })
}

/** The best of some attempts, as time of the processor that this process had: others use the machine too. */
function costMs(run: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
    if (best < limitMs / 4) break
  }
  return best
}

const all = [...expressions()]

test('there are expressions, and the texts for them are nearly right', () => {
  expect(all.length).toBeGreaterThan(8)
  for (const [name, { source }] of all) expect(pieces(source).length, name).toBeGreaterThan(0)
})

test.each(all)(`%s decides about ${length} characters in less than ${limitMs} ms`, (_, expression) => {
  for (const text of hostileTexts(expression.source)) {
    expect(text.length).toBeGreaterThan(length / 2)
    expect(
      costMs(() => expression.test(text)),
      text.slice(0, 40),
    ).toBeLessThan(limitMs)
  }
})

test('an expression that goes back and forth would be found out', () => {
  const bad = /^(?:a|aa)+$/u
  // Doubling with each two characters: a short text is enough.
  expect(costMs(() => bad.test(`${'a'.repeat(31)}!`))).toBeGreaterThan(limitMs)
})
