/**
 * Reads the module specifiers of a source file without a compiler: a small scanner blanks comments and the insides of
 * strings, so that what is left can be searched for keywords by regular expressions.
 */
export interface Import {
  readonly specifier: string
  readonly line: number
}

export interface ScannedSource {
  /** The source with comments, strings, templates' text and regular expressions blanked; offsets and lines as before. */
  readonly code: string
  readonly imports: readonly Import[]
}

interface Literal {
  readonly start: number
  readonly value: string
}

/** After these words a slash begins a regular expression and not a division. */
const BEFORE_EXPRESSION =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield|instanceof)$/

/** `from 'x'`, `import 'x'`, `import('x')`, `require('x')`: the keyword and what stands between it and the literal. */
const SPECIFIER_BEFORE = /(?<![\w$.])(?:from\s*|import\s*\(?\s*|require\s*\(\s*)$/

export function scan(source: string): ScannedSource {
  const { code, literals } = blank(source)
  const imports = literals
    .filter(({ start }) => SPECIFIER_BEFORE.test(code.slice(Math.max(0, start - 200), start)))
    .map(({ start, value }) => ({ specifier: value, line: lineAt(source, start) }))
  return { code, imports }
}

/** The lines on which one of these names is used as an identifier, not as a property of something. */
export function usesOf(code: string, names: readonly string[]): { name: string; line: number }[] {
  const pattern = new RegExp(`(?<![\\w$.])(?:globalThis\\s*\\.\\s*)?(${names.join('|')})(?![\\w$])`, 'g')
  return [...code.matchAll(pattern)].map((match) => ({ name: match[1] ?? '', line: lineAt(code, match.index) }))
}

function blank(source: string): { code: string; literals: Literal[] } {
  const literals: Literal[] = []
  let code = ''
  // For each template that we are inside of, how many braces are open in its `${…}`; strings do not nest, these do.
  const templates: number[] = []

  const skip = (end: number) => {
    code += source.slice(code.length, end).replace(/[^\n]/g, ' ')
  }
  const templateText = (from: number) => {
    const end = endOfTemplateText(source, from)
    skip(end)
    if (source.startsWith('${', end - 2)) templates.push(0)
  }

  while (code.length < source.length) {
    const at = code.length
    const char = source.charAt(at)
    const pair = source.slice(at, at + 2)
    if (pair === '//') skip(endOr(source, source.indexOf('\n', at)))
    else if (pair === '/*') skip(endOr(source, source.indexOf('*/', at + 2), 2))
    else if (char === '"' || char === "'") {
      const end = endOfString(source, at)
      literals.push({ start: at, value: source.slice(at + 1, end - 1) })
      skip(end)
    } else if (char === '`') {
      const end = endOfTemplateText(source, at + 1)
      if (source.charAt(end - 1) === '`') literals.push({ start: at, value: source.slice(at + 1, end - 1) })
      templateText(at + 1)
    } else if (char === '/' && expressionFollows(code)) skip(endOfRegExp(source, at))
    else if (char === '}' && templates.at(-1) === 0) {
      templates.pop()
      templateText(at + 1)
    } else {
      const depth = templates.pop()
      if (depth !== undefined) templates.push(depth + (char === '{' ? 1 : char === '}' ? -1 : 0))
      code += char
    }
  }
  return { code, literals }
}

function endOr(source: string, found: number, width = 0): number {
  return found < 0 ? source.length : found + width
}

function endOfString(source: string, start: number): number {
  const quote = source.charAt(start)
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (char === quote || char === '\n') return at + 1
  }
  return source.length
}

/** Just after the closing backtick, or after the `${` that interrupts the text. */
function endOfTemplateText(source: string, start: number): number {
  for (let at = start; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (char === '`') return at + 1
    else if (char === '$' && source.charAt(at + 1) === '{') return at + 2
  }
  return source.length
}

function endOfRegExp(source: string, start: number): number {
  let inClass = false
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at)
    if (char === '\\') at++
    else if (char === '\n') return at
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '/' && !inClass) return at + 1
  }
  return source.length
}

/** Whether an operand is due at the end of this code. Wrong only after `if (…) /re/`, where it costs one odd blank. */
function expressionFollows(code: string): boolean {
  const before = code.slice(-200).trimEnd()
  return before === '' || /[([{,;:=!&|?+\-*%<>~^}]$/.test(before) || BEFORE_EXPRESSION.test(before)
}

function lineAt(source: string, offset: number): number {
  let line = 1
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) line++
  return line
}
