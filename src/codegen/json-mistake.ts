/**
 * Where a text stops being JSON. `JSON.parse` tells this for some mistakes and not for others, and in words that differ
 * from one Node to the next; a person wants `order.json:12:5` and what was expected there. Runs only on a text that has
 * been refused, so it is written for clarity, and without recursion, so that no nesting is too deep for it.
 */
export interface JsonMistake {
  readonly line: number
  readonly column: number
  readonly problem: string
}

type Expecting = 'value' | 'value or ]' | 'key' | 'key or }' | ', or ]' | ', or }' | 'end'

const blank = /[ \t\n\r]*/y
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// The escapes of JSON, and every sign but quotes, backslashes and control characters.
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy

const expected: Readonly<Record<Expecting, string>> = {
  value: 'a value is expected here',
  'value or ]': 'a value or `]` is expected here',
  key: 'a key in double quotes is expected here',
  'key or }': 'a key in double quotes or `}` is expected here',
  ', or ]': '`,` or `]` is expected here',
  ', or }': '`,` or `}` is expected here',
  end: 'nothing more is expected after the value',
}

export function findJsonMistake(text: string): JsonMistake | undefined {
  const open: ('[' | '{')[] = []
  let at = 0
  let expecting: Expecting = 'value'
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) at += found[0].length
    return found !== null
  }
  const mistake = (problem: string): JsonMistake => ({ ...lineAndColumn(text, at), problem })
  const afterValue = (): Expecting => (open.length === 0 ? 'end' : open.at(-1) === '[' ? ', or ]' : ', or }')
  for (;;) {
    take(blank)
    const sign = text[at]
    if (expecting === 'end' && sign === undefined) return undefined
    if (sign === undefined) return mistake(`the text ends too early: ${expected[expecting]}`)
    const closes = (sign === ']' && /\]/.test(expecting)) || (sign === '}' && /\}/.test(expecting))
    if (closes) {
      open.pop()
      at++
      expecting = afterValue()
    } else if (sign === ',' && expecting.startsWith(',')) {
      at++
      expecting = open.at(-1) === '[' ? 'value' : 'key'
    } else if (expecting.startsWith('key')) {
      if (sign !== '"') return mistake(expected[expecting])
      if (!take(string)) return mistake('this text does not end, or has a character that must be escaped')
      take(blank)
      if (text[at] !== ':') return mistake('`:` is expected here')
      at++
      expecting = 'value'
    } else if (!expecting.startsWith('value')) {
      return mistake(expected[expecting])
    } else if (sign === '[' || sign === '{') {
      open.push(sign)
      at++
      expecting = sign === '[' ? 'value or ]' : 'key or }'
    } else if (sign === '"') {
      if (!take(string)) return mistake('this text does not end, or has a character that must be escaped')
      expecting = afterValue()
    } else {
      if (!take(scalar)) return mistake(expected[expecting])
      expecting = afterValue()
    }
  }
}

/** Both count from 1; a column is a UTF-16 unit, as editors have it. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
