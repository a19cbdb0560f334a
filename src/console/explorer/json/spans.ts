/** JSON text cut by colour. */
import { tokensOf } from './tokens.ts'

export interface Span {
  readonly kind: string
  readonly start: number
  readonly end: number
}

/** Tokens by colour; a string before a colon is a key. */
export function spansOf(text: string): Span[] {
  const tokens = tokensOf(text)
  return tokens.map(({ kind, start, end }, at) => {
    if (kind !== 'string') return { kind, start, end }
    const next = tokens[at + 1]?.kind === 'space' ? tokens[at + 2] : tokens[at + 1]
    return { kind: next?.kind === 'colon' ? 'key' : 'string', start, end }
  })
}
