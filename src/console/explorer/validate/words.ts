/** What is wrong, in the words that the server uses for it. */
import type { JsonValue } from '../json/value.ts'

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
}

const longestLiteral = 64
const mostAlternatives = 20

export function typeWords(types: readonly string[]): string {
  return alternatives(types.map((type) => typeNames[type] ?? type))
}

export function alternatives(words: readonly string[]): string {
  const shown = words.slice(0, mostAlternatives)
  if (words.length > shown.length) return `${shown.join(', ')} … (${words.length} in all)`
  return shown.length < 2 ? shown.join() : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}

export function literal(value: JsonValue): string {
  const text = JSON.stringify(value)
  return text.length > longestLiteral ? `${text.slice(0, longestLiteral)}…` : text
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The bounds of a size; undefined when it is within. */
export function sizeWords(size: number, least: unknown, most: unknown, has: 'be' | 'have', noun: string) {
  if (typeof most === 'number' && size > most) {
    return most === 0 ? 'must be empty' : `must ${has} at most ${counted(most, noun)}`
  }
  if (typeof least === 'number' && size < least) {
    return least === 1 ? 'must not be empty' : `must ${has} at least ${counted(least, noun)}`
  }
  return undefined
}
