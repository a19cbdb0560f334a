/**
 * Channel patterns: a channel id in which every `*` stands for any characters, none included.
 *
 * A pattern can come from a token and the text from a client, so matching takes time linear in the length of both whatever
 * they are: the fixed pieces are looked for one after the other, each by Knuth, Morris and Pratt, and the leftmost place of a
 * piece is always good enough, because what follows it only gets longer.
 */
const maxLength = 128
const shape = /^[A-Za-z0-9_.:@+*-]+$/

export function isChannelPattern(text: string): boolean {
  return text.length <= maxLength && shape.test(text)
}

/** Counts comparisons of characters, so that a test can see that they are bounded without measuring time. */
export interface Tally {
  steps: number
}

export function matchesPattern(pattern: string, text: string, tally?: Tally): boolean {
  const first = pattern.indexOf('*')
  if (first < 0) return pattern === text
  const last = pattern.lastIndexOf('*')
  const end = text.length - (pattern.length - last - 1)
  if (end < first) return false
  if (!text.startsWith(pattern.slice(0, first)) || !text.endsWith(pattern.slice(last + 1))) return false

  let from = first
  let star = first
  while (star < last) {
    const next = pattern.indexOf('*', star + 1)
    const piece = pattern.slice(star + 1, next)
    from = endOfPiece(piece, text, from, end, tally)
    if (from < 0) return false
    star = next
  }
  return true
}

/** Where the leftmost `piece` within `text[from, end)` ends, or -1. */
function endOfPiece(piece: string, text: string, from: number, end: number, tally: Tally | undefined): number {
  if (piece === '') return from
  const borders = bordersOf(piece, tally)
  let matched = 0
  for (let at = from; at < end; at += 1) {
    matched = advance(piece, borders, matched, text.charCodeAt(at), tally)
    if (matched === piece.length) return at + 1
  }
  return -1
}

/** For every prefix of the piece: how long the longest proper prefix is that it also ends with. */
function bordersOf(piece: string, tally: Tally | undefined): number[] {
  const borders = [0]
  let matched = 0
  for (let at = 1; at < piece.length; at += 1) {
    matched = advance(piece, borders, matched, piece.charCodeAt(at), tally)
    borders.push(matched)
  }
  return borders
}

function advance(
  piece: string,
  borders: readonly number[],
  matched: number,
  code: number,
  tally: Tally | undefined,
): number {
  let length = matched
  for (;;) {
    if (tally !== undefined) tally.steps += 1
    if (piece.charCodeAt(length) === code) return length + 1
    if (length === 0) return 0
    length = borders[length - 1] ?? 0
  }
}
