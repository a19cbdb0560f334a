/**
 * Reads JSON text and remembers where everything stands, so that "data.limit must be at most 1000" can be shown at its
 * line. The value is that of `JSON.parse`, which is asked first; the places come from a walk over the tokens.
 */
import { type Token, type TokenKind, tokensOf } from './tokens.ts'
import type { JsonValue, Path } from './value.ts'

export interface Range {
  readonly start: number
  readonly end: number
}

/** A value in the text; `key` is where its name stands when it is a field. */
export interface Place extends Range {
  readonly path: Path
  readonly key: Range | undefined
}

export type Document =
  | { readonly state: 'read'; readonly value: JsonValue; readonly places: ReadonlyMap<string, Place> }
  | { readonly state: 'broken'; readonly message: string; readonly at: number }

/** Deeper than any schema in use, and far from the end of the stack. */
const deepest = 200
/** Frames are at most 64 KiB unless configured; the editor stays quick up to here. */
export const longestText = 1_000_000

export function readDocument(text: string): Document {
  if (text.length > longestText) return { state: 'broken', message: 'is too long for this editor', at: longestText }
  const walk = new Walk(text)
  try {
    walk.whole()
  } catch (error) {
    if (error instanceof Mistake) return { state: 'broken', message: error.message, at: error.at }
    throw error
  }
  return { state: 'read', value: JSON.parse(text) as JsonValue, places: walk.places }
}

/** The name of a path in `places`. */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** Where a path stands; for something that is missing, where the nearest thing around it stands. */
export function placeOf(places: ReadonlyMap<string, Place>, path: Path): Place | undefined {
  for (let length = path.length; length >= 0; length--) {
    const place = places.get(pointerOf(path.slice(0, length)))
    if (place !== undefined) return place
  }
  return undefined
}

/** Counted from 1, as editors do. */
export function lineOf(text: string, at: number): number {
  let line = 1
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line++
  return line
}

class Mistake extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const ends: Readonly<Record<'{' | '[', string>> = { '{': '}', '[': ']' }

class Walk {
  readonly places = new Map<string, Place>()
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokensOf(text).filter(({ kind }) => kind !== 'space')
  }

  whole(): void {
    this.#value([], undefined)
    const rest = this.#peek()
    if (rest !== undefined) throw new Mistake('Nothing may follow the end of the JSON value.', rest.start)
  }

  #value(path: Path, key: Range | undefined): void {
    if (path.length > deepest) throw new Mistake('This is nested too deeply.', this.#peek()?.start ?? 0)
    const token = this.#next('A value')
    const sign = this.#text.slice(token.start, token.end)
    if (sign === '{') this.#fields(path)
    else if (sign === '[') this.#items(path)
    else if (token.kind !== 'string' && token.kind !== 'number' && token.kind !== 'word') {
      throw new Mistake(complaint(sign, token.kind), token.start)
    }
    const end = this.#tokens[this.#at - 1]?.end ?? token.end
    this.places.set(pointerOf(path), { path, key, start: token.start, end })
  }

  #fields(path: Path): void {
    if (this.#takes('}')) return
    do {
      const name = this.#next('The name of a field')
      if (name.kind !== 'string') {
        const sign = this.#text.slice(name.start, name.end)
        throw new Mistake(
          sign === '}' ? 'There is a comma too many before this.' : 'The name of a field goes here, in double quotes.',
          name.start,
        )
      }
      if (!this.#takes(':')) throw new Mistake('A colon goes here.', this.#peek()?.start ?? this.#text.length)
      const key = JSON.parse(this.#text.slice(name.start, name.end)) as string
      this.#value([...path, key], name)
    } while (this.#goesOn('{'))
  }

  #items(path: Path): void {
    if (this.#takes(']')) return
    let index = 0
    do this.#value([...path, index++], undefined)
    while (this.#goesOn('['))
  }

  /** After a field or an item: a comma, or the end of what `open` began. */
  #goesOn(open: '{' | '['): boolean {
    if (this.#takes(',')) return true
    if (this.#takes(ends[open])) return false
    const token = this.#peek()
    if (token === undefined) throw new Mistake(`The text ends before \`${ends[open]}\`.`, this.#text.length)
    throw new Mistake(`A comma or \`${ends[open]}\` goes here.`, token.start)
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #takes(sign: string): boolean {
    const token = this.#peek()
    if (token === undefined || this.#text.slice(token.start, token.end) !== sign) return false
    this.#at++
    return true
  }

  #next(wanted: string): Token {
    const token = this.#peek()
    if (token === undefined) throw new Mistake(`${wanted} is missing; the text ends here.`, this.#text.length)
    this.#at++
    return token
  }
}

function complaint(sign: string, kind: TokenKind): string {
  if (sign.startsWith("'")) return 'JSON takes double quotes only.'
  if (sign.startsWith('"')) return 'This string is not closed, or has a control character or a wrong escape in it.'
  if (sign === ']' || sign === '}') return 'A value goes here; perhaps there is a comma too many before this.'
  if (kind === 'wrong')
    return 'This is no JSON value: text goes in double quotes; else it is a number, true, false or null.'
  return 'A value goes here.'
}
