/**
 * JSON text cut into tokens, with the place of each: for colours, and for finding the place of a mistake. It takes any
 * text; what is no JSON becomes `wrong`. Together the tokens are the text again.
 */
export type TokenKind = 'brace' | 'bracket' | 'colon' | 'comma' | 'string' | 'number' | 'word' | 'space' | 'wrong'

export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
}

const space = /[ \t\r\n]+/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids just these in strings.
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const figure = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y
const word = /(?:true|false|null)(?!\w)/y
/** Up to where something recognisable may begin again; a string that is not closed ends with its line. */
const wrong = /"[^\n]*|[^\s{}[\],:"]+/y

const signs: Readonly<Record<string, TokenKind>> = {
  '{': 'brace',
  '}': 'brace',
  '[': 'bracket',
  ']': 'bracket',
  ':': 'colon',
  ',': 'comma',
}

export function tokensOf(source: string): Token[] {
  const tokens: Token[] = []
  for (let start = 0; start < source.length; ) {
    const token = tokenAt(source, start)
    tokens.push(token)
    start = token.end
  }
  return tokens
}

function tokenAt(source: string, start: number): Token {
  const sign = signs[source.charAt(start)]
  if (sign !== undefined) return { kind: sign, start, end: start + 1 }
  const patterns: readonly (readonly [TokenKind, RegExp])[] = [
    ['space', space],
    ['string', text],
    ['number', figure],
    ['word', word],
    ['wrong', wrong],
  ]
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start
    if (pattern.test(source)) return { kind, start, end: pattern.lastIndex }
  }
  return { kind: 'wrong', start, end: start + 1 }
}
