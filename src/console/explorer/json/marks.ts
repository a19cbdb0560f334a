/** From what is wrong with a value to where it stands in the text. */
import type { Violation } from '../validate/validate.ts'
import { type Document, lineOf, placeOf } from './document.ts'
import { readable } from './value.ts'

export interface Mark {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly path: string
  readonly message: string
}

export function marksOf(text: string, document: Document, violations: readonly Violation[]): Mark[] {
  if (document.state === 'broken') {
    const { at, message } = document
    return [{ start: at, end: at + 1, line: lineOf(text, at), path: '', message }]
  }
  const marks = violations.map(({ path, message, about }) => {
    const place = placeOf(document.places, path)
    const range = (about === 'name' ? place?.key : undefined) ?? place ?? { start: 0, end: 1 }
    return { start: range.start, end: range.end, line: lineOf(text, range.start), path: readable(path), message }
  })
  return marks.sort((a, b) => a.start - b.start)
}
