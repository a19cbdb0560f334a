/**
 * JSON with `//` and block comments, for a file that people write. It differs from `JSON.parse` in what it says when
 * something is wrong: line and column, what was expected, and never a piece of the text, which may hold a secret. A key
 * that stands twice in an object is refused too: the second one would silently win.
 */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue }

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'wrong'; readonly line: number; readonly column: number; readonly problem: string }

const deepest = 64

export function parseJson(text: string): ParsedJson {
  const reader = new Reader(text)
  try {
    return { kind: 'value', value: reader.document() }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    const before = text.slice(0, error.at).split(/\r\n|\n|\r/)
    return { kind: 'wrong', line: before.length, column: (before.at(-1)?.length ?? 0) + 1, problem: error.message }
  }
}

class Wrong extends Error {
  readonly at: number
  constructor(at: number, problem: string) {
    super(problem)
    this.at = at
  }
}

const words: ReadonlyMap<string, JsonValue> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
    // A byte order mark, as some editors put in front.
    if (text.startsWith('\ufeff')) this.#at = 1
  }

  document(): JsonValue {
    const value = this.#value(0)
    this.#skip()
    if (this.#at < this.#text.length) throw new Wrong(this.#at, 'expected nothing more after the end of the value')
    return value
  }

  #value(depth: number): JsonValue {
    this.#skip()
    if (depth > deepest) throw new Wrong(this.#at, `nested deeper than ${deepest} levels`)
    const first = this.#text[this.#at]
    if (first === '{') return this.#object(depth)
    if (first === '[') return this.#array(depth)
    if (first === '"') return this.#string()
    if (first !== undefined && /[-0-9]/.test(first)) return this.#number()
    const word = this.#match(/[A-Za-z]+/y) ?? ''
    const value = words.get(word)
    if (value === undefined)
      throw new Wrong(this.#at, first === undefined ? 'expected a value, found the end' : 'expected a value')
    this.#at += word.length
    return value
  }

  #object(depth: number): JsonValue {
    const entries = new Map<string, JsonValue>()
    this.#at++
    if (this.#next('}')) return {}
    do {
      this.#skip()
      const start = this.#at
      if (this.#text[start] === '}') throw new Wrong(start, 'a comma before } is not allowed')
      if (this.#text[start] !== '"') throw new Wrong(start, 'expected a key in double quotes')
      const key = this.#string()
      if (entries.has(key)) throw new Wrong(start, 'this key stands here for the second time')
      if (!this.#next(':')) throw new Wrong(this.#at, 'expected : after the key')
      entries.set(key, this.#value(depth + 1))
    } while (this.#next(','))
    if (!this.#next('}')) throw new Wrong(this.#at, 'expected , or }')
    // Unlike an assignment, this makes a plain field even of `__proto__`.
    return Object.fromEntries(entries)
  }

  #array(depth: number): JsonValue {
    const items: JsonValue[] = []
    this.#at++
    if (this.#next(']')) return items
    do {
      this.#skip()
      if (this.#text[this.#at] === ']') throw new Wrong(this.#at, 'a comma before ] is not allowed')
      items.push(this.#value(depth + 1))
    } while (this.#next(','))
    if (!this.#next(']')) throw new Wrong(this.#at, 'expected , or ]')
    return items
  }

  #string(): string {
    const start = this.#at
    let end = start + 1
    for (; ; end++) {
      const code = this.#text.charCodeAt(end)
      if (code === 0x22) break
      if (Number.isNaN(code)) throw new Wrong(start, 'this string has no end')
      if (code < 0x20) throw new Wrong(end, 'a string must not contain a line break or another control character')
      if (code === 0x5c) end++
    }
    this.#at = end + 1
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string
    } catch {
      throw new Wrong(start, 'this string has a \\ that begins no known escape')
    }
  }

  #number(): number {
    const literal = this.#match(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y)
    if (literal === undefined) throw new Wrong(this.#at, 'expected a decimal number')
    const value = Number(literal)
    if (!Number.isFinite(value)) throw new Wrong(this.#at, 'this number is too large')
    this.#at += literal.length
    return value
  }

  /** Whether this is the next character that counts; then it is passed. */
  #next(character: string): boolean {
    this.#skip()
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  /** White space and comments. */
  #skip(): void {
    for (;;) {
      this.#at += this.#match(/[ \t\r\n]+/y)?.length ?? 0
      if (this.#text.startsWith('//', this.#at)) {
        this.#at += this.#match(/[^\r\n]*/y)?.length ?? 0
      } else if (this.#text.startsWith('/*', this.#at)) {
        const end = this.#text.indexOf('*/', this.#at + 2)
        if (end < 0) throw new Wrong(this.#at, 'this comment has no end')
        this.#at = end + 2
      } else {
        return
      }
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)?.[0]
  }
}
