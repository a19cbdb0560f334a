/** What was said in a case, both ways, for the report on a failure. Bounded, and without tokens and keys. */
export interface Line {
  readonly ms: number
  /** Which connection: the name of its user, and a number when there are several. */
  readonly who: string
  readonly direction: 'out' | 'in' | 'note'
  readonly text: string
}

const mostLines = 400
const longestText = 500

export class Transcript {
  readonly #began = performance.now()
  readonly #first: Line[] = []
  readonly #last: Line[] = []
  #left = 0

  add(who: string, direction: Line['direction'], text: string): void {
    const line = { ms: Math.round(performance.now() - this.#began), who, direction, text: shorten(text) }
    if (this.#first.length < mostLines / 2) this.#first.push(line)
    else {
      this.#last.push(line)
      if (this.#last.length <= mostLines / 2) return
      this.#last.shift()
      this.#left++
    }
  }

  /** The first and the last of it; what failed stands at the end. */
  lines(): readonly Line[] {
    const gap: Line[] =
      this.#left === 0
        ? []
        : [{ ms: this.#last[0]?.ms ?? 0, who: '', direction: 'note', text: `… ${this.#left} more …` }]
    return [...this.#first, ...gap, ...this.#last]
  }
}

function shorten(text: string): string {
  const safe = text
    .replace(/("token"\s*:\s*")[^"]*"/g, '$1…"')
    .replace(/(access_token=)[^&\s]*/g, '$1…')
    .replace(/(bearer )\S+/gi, '$1…')
  return safe.length <= longestText ? safe : `${safe.slice(0, longestText)}… (${safe.length} characters)`
}
