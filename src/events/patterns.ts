/**
 * Patterns of the application that could hold the server up: whoever may publish chooses the text that is held against them.
 * One that explodes is refused; one that only grows is told of, because its author may know who publishes.
 */
import { type Slowness, slownessOf } from '../codegen/backtracking.ts'
import { GeneratorError, type SchemaDocument, type SchemaSet } from '../codegen/model.ts'
import { placeOf } from '../codegen/place.ts'
import { eachSchema, isObject } from '../codegen/walk.ts'

/** As much as a text in a payload can be, unless the operator allows more. */
const longestText = 65_536
/** What has been judged once need not be measured again at each reload. */
const mostJudged = 10_000
const judged = new Map<string, Slowness | undefined>()
/** Hardly any pattern needs more than a look; beyond that the start would be late. */
const mostMs = 3000

interface Found {
  readonly place: string
  readonly pattern: string
  readonly longest: number
}

/** Lines about patterns that are slow for long texts. Throws a GeneratorError for one that is for short ones. */
export async function checkPatterns(set: SchemaSet, breath: () => Promise<void>): Promise<string[]> {
  const began = performance.now()
  const warnings: string[] = []
  let left = 0
  for (const found of set.documents.flatMap(patternsIn)) {
    await breath()
    const known = judged.has(keyOf(found))
    if (!known && performance.now() - began > mostMs) left++
    const slowness = known || left === 0 ? judge(found) : undefined
    if (slowness?.kind === 'explodes') throw new GeneratorError(found.place, refusalOf(found, slowness))
    if (slowness !== undefined) warnings.push(`${found.place}: ${warningOf(found, slowness)}`)
  }
  if (left > 0) warnings.push(`${left} patterns were not tried, to be done in time: they may be slow`)
  return warnings
}

function keyOf({ pattern, longest }: Found): string {
  return `${longest} ${pattern}`
}

function judge(found: Found): Slowness | undefined {
  const key = keyOf(found)
  if (!judged.has(key)) {
    if (judged.size >= mostJudged) judged.clear()
    judged.set(key, slownessOf(found.pattern, { longest: found.longest }))
  }
  return judged.get(key)
}

function patternsIn(document: SchemaDocument): Found[] {
  const found: Found[] = []
  eachSchema(document.schema, ({ pattern, maxLength, patternProperties }, pointer) => {
    const place = placeOf(document, pointer)
    // A text that is too long is refused before the pattern is tried.
    const longest = typeof maxLength === 'number' ? Math.min(maxLength, longestText) : longestText
    if (typeof pattern === 'string') found.push({ place, pattern, longest })
    if (isObject(patternProperties))
      for (const name of Object.keys(patternProperties)) found.push({ place, pattern: name, longest: longestText })
  })
  return found
}

function refusalOf({ pattern }: Found, { text, ms }: Slowness): string {
  return `the pattern \`${pattern}\` takes ${Math.round(ms)} ms for a text of ${text.length} characters (${shown(text)}), and far longer for each further one; write it so that no repetition stands inside of another that could do the same, or bound the text with \`maxLength\``
}

function warningOf({ pattern, longest }: Found, { text, ms, longestMs }: Slowness): string {
  return `the pattern \`${pattern}\` takes ${Math.round(ms)} ms for a text of ${text.length} characters (${shown(text)}), which would be about ${inWords(longestMs)} for one of ${longest}: the server does nothing else meanwhile; bound the text with \`maxLength\``
}

function shown(text: string): string {
  return text.length <= 48 ? JSON.stringify(text) : `${JSON.stringify(text.slice(0, 24))}…`
}

function inWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 3_600_000 ? `${Math.round(ms / 1000)} s` : 'hours'
}
