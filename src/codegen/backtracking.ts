/**
 * Patterns that take too long: JavaScript tries all ways in which a text could fit, and of some patterns there are more ways
 * with every character. Nothing is guessed: texts that could be bad are made of the pattern, and the time that they take is
 * measured. What is not found may be slow all the same; what is found has been seen to be.
 */
import { type Range, type Regex, readRegex } from './regex.ts'

export interface Slowness {
  /** `explodes`: already with a short text; `grows`: more than in step with the length of the text. */
  readonly kind: 'explodes' | 'grows'
  /** What was measured: a text of so many characters. */
  readonly text: string
  readonly ms: number
  /** What the longest text that may come would take, if it goes on so; of `explodes`, for ever. */
  readonly longestMs: number
}

export interface Bounds {
  /** No text is longer. */
  readonly longest: number
  readonly now?: () => number
}

/** Repeated so often, and not more, what is short is short. */
const mostRepeats = 30
/** A linear pattern takes less than a hundredth of it for a short text. */
const explodedMs = 20
/** Of the longest text: as long as nobody minds that the server does nothing else. */
const tolerableMs = 100
/** Enough to be told from what the machine does besides. */
const measurableMs = 2
const longestMeasured = 8192
const mostPlaces = 8
const mostPumps = 14

/** Undefined: nothing was found. Throws nothing: what cannot be read is not judged. */
export function slownessOf(source: string, { longest, now = () => performance.now() }: Bounds): Slowness | undefined {
  let tree: Regex
  try {
    tree = readRegex(source)
  } catch {
    return undefined
  }
  if (!isSuspicious(tree)) return undefined
  const expression = new RegExp(source, 'u')
  const measure = (text: string): number => {
    let least = Number.POSITIVE_INFINITY
    // The shortest of three: what else the machine does takes time as well.
    for (let times = 0; times < 3; times++) {
      const began = now()
      expression.test(text)
      least = Math.min(least, now() - began)
      if (least < measurableMs) break
    }
    return least
  }
  let grown: Slowness | undefined
  for (const { before, pump, after } of attacks(tree)) {
    const text = (times: number): string => before + pump.repeat(times) + after
    const exploded = explosion(text, longest, measure)
    if (exploded !== undefined) return exploded
    grown ??= growth(text, pump.length, longest, measure)
  }
  return grown
}

type Measure = (text: string) => number

/** One more at a time: what doubles each time is noticed long before it takes seconds. */
function explosion(text: (times: number) => string, longest: number, measure: Measure): Slowness | undefined {
  for (let times = 1; times <= mostRepeats; times++) {
    const one = text(times)
    if (one.length > longest) return undefined
    let ms = measure(one)
    // A machine that stands still for a moment must not refuse anybody’s pattern: once more, and later.
    if (ms >= explodedMs) ms = Math.min(ms, measure(one))
    if (ms >= explodedMs) return { kind: 'explodes', text: one, ms, longestMs: Number.POSITIVE_INFINITY }
  }
  return undefined
}

function growth(
  text: (times: number) => string,
  step: number,
  longest: number,
  measure: Measure,
): Slowness | undefined {
  let [before, beforeLength] = [0, 0]
  for (let length = 64; length <= Math.min(longest, longestMeasured); length *= 2) {
    const one = text(Math.max(1, Math.floor(length / step)))
    const ms = measure(one)
    if (ms >= measurableMs && before > 0) {
      const degree = Math.log(ms / before) / Math.log(one.length / beforeLength)
      const longestMs = ms * (longest / one.length) ** Math.max(1, degree)
      return longestMs >= tolerableMs ? { kind: 'grows', text: one, ms, longestMs } : undefined
    }
    ;[before, beforeLength] = [ms, one.length]
  }
  return undefined
}

// ---- texts that could be bad ----

interface Place {
  /** A text that leads to the repetition. */
  readonly before: string
  readonly part: Regex
}

interface Attack {
  readonly before: string
  readonly pump: string
  /** What lets the whole fail, so that everything is tried. */
  readonly after: string
}

const manyTimes = 10

function isEndless(node: Regex): node is Extract<Regex, { kind: 'repeat' }> {
  return node.kind === 'repeat' && node.most >= manyTimes
}

/** A single repetition of single signs, from the beginning on, is linear. */
function isSuspicious(tree: Regex): boolean {
  const found = [...repetitions(tree, '')]
  const [first] = found
  if (first === undefined) return false
  return found.length > 1 || first.part.kind !== 'sign' || !startsAnchored(tree)
}

function startsAnchored(node: Regex): boolean {
  if (node.kind === 'edge') return node.side === 'start'
  if (node.kind === 'sequence') return node.parts.length > 0 && startsAnchored(node.parts[0] ?? node)
  return node.kind === 'choice' && node.options.every(startsAnchored)
}

function* repetitions(node: Regex, before: string): Generator<Place> {
  switch (node.kind) {
    case 'sequence': {
      let text = before
      for (const part of node.parts) {
        yield* repetitions(part, text)
        text += shortest(part)
      }
      return
    }
    case 'choice':
      for (const option of node.options) yield* repetitions(option, before)
      return
    case 'repeat':
      if (isEndless(node)) yield { before, part: node.part }
      yield* repetitions(node.part, before)
  }
}

function* attacks(tree: Regex): Generator<Attack> {
  // What is written out comes before what is drawn from whole alphabets.
  const signs = signsIn(tree).toSorted((one, other) => one.length - other.length)
  const ends = signs.flat().flatMap(([from, to]) => (from === to ? [from] : [from, to]))
  for (const { before, part } of [...repetitions(tree, '')].slice(0, mostPlaces)) {
    const own = signsIn(part).flat()
    const afters = [foreign(own), '']
    for (const pump of pumpsOf(part, own, ends)) for (const after of afters) yield { before, pump, after }
  }
}

/**
 * Where two parts overlap, they share a sign at the end of some range; where one way of writing a word is another one too,
 * it is mostly made of one or two of the options.
 */
function pumpsOf(part: Regex, own: readonly Range[], ends: readonly number[]): string[] {
  const signs = [...new Set(ends)].filter((code) => isIn(own, code)).map((code) => String.fromCodePoint(code))
  const words = optionsOf(part).map(shortest)
  const pairs = words.flatMap((one) => words.map((other) => one + other))
  const all = [shortest(part), ...words.slice(0, 4), ...signs.slice(0, 8), ...pairs]
  return [...new Set(all)].filter((text) => text !== '').slice(0, mostPumps)
}

function optionsOf(node: Regex): readonly Regex[] {
  if (node.kind === 'choice') return node.options.flatMap(optionsOf)
  if (node.kind === 'repeat') return optionsOf(node.part)
  if (node.kind === 'sequence' && node.parts.length === 1) return node.parts.flatMap(optionsOf)
  return [node]
}

function shortest(node: Regex): string {
  switch (node.kind) {
    case 'sign':
      return String.fromCodePoint(readable(node.ranges))
    case 'sequence':
      return node.parts.map(shortest).join('')
    case 'choice':
      return node.options.map(shortest).reduce((one, other) => (other.length < one.length ? other : one))
    case 'repeat':
      return shortest(node.part).repeat(Math.min(node.least, 1000))
    default:
      return ''
  }
}

/** A letter where there is one: the text is shown to people. */
function readable(ranges: readonly Range[]): number {
  const preferred = [97, 65, 48, 45, 32].find((code) => isIn(ranges, code))
  return preferred ?? ranges[0]?.[0] ?? 0
}

/** What each sign of it may be. */
function signsIn(node: Regex): (readonly Range[])[] {
  switch (node.kind) {
    case 'sign':
      return [node.ranges]
    case 'sequence':
      return node.parts.flatMap(signsIn)
    case 'choice':
      return node.options.flatMap(signsIn)
    case 'repeat':
      return signsIn(node.part)
    default:
      return []
  }
}

function isIn(ranges: readonly Range[], code: number): boolean {
  return ranges.some(([from, to]) => from <= code && code <= to)
}

/** All of them are among those that negated classes are read as: whether one is in there is known. */
const strange = ['"', '@', '\n', ' ', '/', '0', 'a']

/** A sign that cannot be one more of the repeated. */
function foreign(ranges: readonly Range[]): string {
  return strange.find((sign) => !isIn(ranges, sign.codePointAt(0) ?? 0)) ?? '\n'
}
