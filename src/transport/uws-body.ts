/** The body of one request, kept up to a limit. */
type State =
  | { readonly kind: 'reading'; readonly chunks: Uint8Array[]; readonly size: number }
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'cut_off' }

type Outcome = { readonly bytes: Uint8Array | 'too_large' } | { readonly error: Error }

export class Body {
  readonly #limit: number
  #state: State = { kind: 'reading', chunks: [], size: 0 }
  #waiting: ((outcome: Outcome) => void)[] = []

  /** `announced` is the `Content-Length`, by which a body that is too large is known before it comes. */
  constructor(limit: number, announced: number) {
    this.#limit = limit
    if (announced > limit) this.#state = { kind: 'too_large' }
  }

  /** The chunk belongs to uWebSockets.js and is gone afterwards. */
  add(chunk: ArrayBuffer, last: boolean): void {
    if (this.#state.kind !== 'reading') return
    const { chunks } = this.#state
    const size = this.#state.size + chunk.byteLength
    if (size > this.#limit) {
      this.#become({ kind: 'too_large' })
      return
    }
    if (chunk.byteLength > 0) chunks.push(new Uint8Array(chunk.slice(0)))
    if (last)
      this.#become({ kind: 'whole', bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) })
    else this.#state = { kind: 'reading', chunks, size }
  }

  cutOff(): void {
    if (this.#state.kind === 'reading') this.#become({ kind: 'cut_off' })
  }

  /** Rejects when the client went away before all of it had come. */
  async read(): Promise<Uint8Array | 'too_large'> {
    const outcome = this.#outcome() ?? (await new Promise<Outcome>((done) => this.#waiting.push(done)))
    if ('error' in outcome) throw outcome.error
    return outcome.bytes
  }

  #become(state: State): void {
    this.#state = state
    const outcome = this.#outcome()
    if (outcome === undefined) return
    for (const done of this.#waiting) done(outcome)
    this.#waiting = []
  }

  #outcome(): Outcome | undefined {
    switch (this.#state.kind) {
      case 'reading':
        return undefined
      case 'whole':
        return { bytes: this.#state.bytes }
      case 'too_large':
        return { bytes: 'too_large' }
      case 'cut_off':
        return { error: new Error('the client went away before the whole body had come') }
    }
  }
}
