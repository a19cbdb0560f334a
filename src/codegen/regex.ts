/**
 * Reads a regular expression with the flag `u` into a tree that texts can be written from. Look-arounds and word
 * boundaries are left open: what is written is tested with the expression itself afterwards.
 */
export type Regex =
  | { readonly kind: 'sign'; readonly ranges: readonly Range[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Regex[] }
  | { readonly kind: 'choice'; readonly options: readonly Regex[] }
  | { readonly kind: 'repeat'; readonly part: Regex; readonly least: number; readonly most: number }
  | { readonly kind: 'edge'; readonly side: 'start' | 'end' }
  | { readonly kind: 'open' }

/** From and to, as code points, both included. */
export type Range = readonly [number, number]

/** What negated classes, `.` and Unicode properties are drawn from: some of everything that may surprise a program. */
const sampled: readonly Range[] = [
  ...([0, 9, 10, 13, 32, 34, 39, 42, 45, 47, 58, 60, 64, 92, 95, 123, 127, 160, 173] as const).map(only),
  [48, 57],
  [65, 90],
  [97, 122],
  ...[
    0xdf, 0x130, 0x301, 0x3a9, 0x416, 0x5d0, 0x661, 0x1e9e, 0x200d, 0x202e, 0x2028, 0x20ac, 0x3042, 0x4e2d, 0xac00,
    0xfb01, 0xfeff, 0xfffd, 0x1d11e, 0x1f388, 0x20000, 0x10ffff,
  ].map(only),
]
const classes: Readonly<Record<string, readonly Range[]>> = {
  d: [[48, 57]],
  w: [[97, 122], [65, 90], [48, 57], only(95)],
  s: [only(32), only(9), only(10), only(160), only(0x2028)],
}
const controls: Readonly<Record<string, number>> = { 0: 0, f: 12, n: 10, r: 13, t: 9, v: 11 }

function only(code: number): Range {
  return [code, code]
}

/** Throws an Error that says what of the expression cannot be written, or what is wrong with it. */
export function readRegex(source: string): Regex {
  const valid = new RegExp(source, 'u')
  return new Reader(valid.source).all()
}

class Reader {
  readonly #signs: readonly string[]
  #at = 0

  constructor(source: string) {
    this.#signs = [...source]
  }

  all(): Regex {
    return this.#choice()
  }

  #peek(text: string): boolean {
    return this.#signs.slice(this.#at, this.#at + text.length).join('') === text
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false
    this.#at += text.length
    return true
  }

  #next(): string {
    return this.#signs[this.#at++] ?? ''
  }

  #until(end: string): string {
    let text = ''
    while (this.#at < this.#signs.length && !this.#take(end)) text += this.#next()
    return text
  }

  #choice(): Regex {
    const options = [this.#sequence()]
    while (this.#take('|')) options.push(this.#sequence())
    const [single] = options
    return options.length === 1 && single !== undefined ? single : { kind: 'choice', options }
  }

  #sequence(): Regex {
    const parts: Regex[] = []
    while (this.#at < this.#signs.length && !this.#peek('|') && !this.#peek(')')) parts.push(this.#quantified())
    return { kind: 'sequence', parts }
  }

  #quantified(): Regex {
    const part = this.#atom()
    const [least, most] = this.#quantifier() ?? [1, 1]
    return least === 1 && most === 1 ? part : { kind: 'repeat', part, least, most }
  }

  #quantifier(): [number, number] | undefined {
    const most = Number.POSITIVE_INFINITY
    const found = this.#take('*')
      ? ([0, most] as [number, number])
      : this.#take('+')
        ? ([1, most] as [number, number])
        : this.#take('?')
          ? ([0, 1] as [number, number])
          : this.#take('{')
            ? this.#counts()
            : undefined
    // Whether it is greedy says nothing about what it matches.
    if (found !== undefined) this.#take('?')
    return found
  }

  #counts(): [number, number] {
    const [least = '', most] = this.#until('}').split(',')
    return [Number(least), most === undefined ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most)]
  }

  #atom(): Regex {
    if (this.#take('(')) return this.#group()
    if (this.#take('^')) return { kind: 'edge', side: 'start' }
    if (this.#take('$')) return { kind: 'edge', side: 'end' }
    if (this.#take('[')) return this.#class()
    if (this.#take('.'))
      return signs(
        without(sampled, (sign) => /[\n\r\u2028\u2029]/.test(sign)),
        '.',
      )
    if (!this.#take('\\')) return signs([only(this.#next().codePointAt(0) ?? 0)], 'it')
    if (this.#take('b') || this.#take('B')) return { kind: 'open' }
    if (/[1-9k]/.test(this.#signs[this.#at] ?? '')) throw new Error('back-references cannot be written')
    return signs(this.#escape(), 'an escape')
  }

  #group(): Regex {
    const isAround = ['?=', '?!', '?<=', '?<!'].some((sign) => this.#take(sign))
    if (!isAround && this.#take('?<')) this.#until('>')
    else if (!isAround && this.#peek('?') && !this.#take('?:')) throw new Error('flags of a group cannot be written')
    const inner = this.#choice()
    this.#take(')')
    return isAround ? { kind: 'open' } : inner
  }

  /** What stands behind a backslash, in a class or out of it. */
  #escape(): readonly Range[] {
    const sign = this.#next()
    const named = classes[sign]
    if (named !== undefined) return named
    const negated = classes[sign.toLowerCase()]
    if (negated !== undefined) return without(sampled, (one) => inside(negated, one))
    switch (sign) {
      case 'p':
      case 'P': {
        this.#take('{')
        const property = new RegExp(`^\\${sign}{${this.#until('}')}}$`, 'u')
        return without(sampled, (one) => !property.test(one))
      }
      case 'c':
        return [only((this.#next().codePointAt(0) ?? 0) % 32)]
      case 'x':
        return [only(Number.parseInt(this.#next() + this.#next(), 16))]
      case 'u':
        return [only(this.#unicode())]
      default:
        return [only(controls[sign] ?? sign.codePointAt(0) ?? 0)]
    }
  }

  #unicode(): number {
    if (this.#take('{')) return Number.parseInt(this.#until('}'), 16)
    const unit = this.#four()
    // Two escapes that are the halves of one sign are that sign.
    if (unit < 0xd800 || unit > 0xdbff || !this.#peek('\\u')) return unit
    this.#at += 2
    return 0x10000 + ((unit - 0xd800) << 10) + (this.#four() - 0xdc00)
  }

  #four(): number {
    return Number.parseInt(this.#next() + this.#next() + this.#next() + this.#next(), 16)
  }

  #class(): Regex {
    const isNegated = this.#take('^')
    const ranges: Range[] = []
    while (!this.#take(']')) {
      const from = this.#classSign()
      const [first] = from
      if (from.length === 1 && first !== undefined && first[0] === first[1] && this.#isRange()) {
        this.#at++
        ranges.push([first[0], this.#classSign()[0]?.[1] ?? first[0]])
      } else ranges.push(...from)
    }
    return signs(isNegated ? without(sampled, (sign) => inside(ranges, sign)) : ranges, 'a class')
  }

  #isRange(): boolean {
    return this.#peek('-') && this.#signs[this.#at + 1] !== ']'
  }

  #classSign(): readonly Range[] {
    if (!this.#take('\\')) return [only(this.#next().codePointAt(0) ?? 0)]
    return this.#take('b') ? [only(8)] : this.#escape()
  }
}

function signs(ranges: readonly Range[], what: string): Regex {
  // Halves of pairs are no text that can be sent.
  const whole = ranges.filter(([from, to]) => from < 0xd800 || to > 0xdfff)
  if (whole.length === 0) throw new Error(`no sign is known that ${what} of the expression matches`)
  return { kind: 'sign', ranges: whole }
}

function inside(ranges: readonly Range[], sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  return ranges.some(([from, to]) => from <= code && code <= to)
}

function without(ranges: readonly Range[], excluded: (sign: string) => boolean): Range[] {
  const codes = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, more) => from + more))
  return codes.filter((code) => !excluded(String.fromCodePoint(code))).map(only)
}
