/** The body of one request, kept up to a limit, and not for longer than somebody may ask for it. */
type State =
  | { readonly kind: 'reading'; readonly chunks: Uint8Array[]; readonly size: number }
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'cut_off' }

type Outcome = { readonly bytes: Uint8Array | 'too_large' } | { readonly error: Error }

/** The connection that it comes on. */
export interface Flow {
  pause(): void
  resume(): void
}

/**
 * More is not taken in before somebody asks for the body: until then, it may be the body of a stranger. What has been
 * read from the connection at one go still comes after a pause, which is 512 KiB in uWebSockets.js.
 */
export const unaskedBytes = 64 * 1024

export class Body {
  readonly #limit: number
  readonly #flow: Flow
  #state: State = { kind: 'reading', chunks: [], size: 0 }
  #waiting: ((outcome: Outcome) => void)[] = []
  #demand: 'unasked' | 'paused' | 'asked' = 'unasked'

  /** `announced` is the `Content-Length`, by which a body that is too large is known before it comes. */
  constructor(limit: number, announced: number, flow: Flow) {
    this.#limit = limit
    this.#flow = flow
    if (announced > limit) this.#state = { kind: 'too_large' }
  }

  /** How many bytes are in memory. */
  get held(): number {
    if (this.#state.kind === 'reading') return this.#state.size
    return this.#state.kind === 'whole' ? this.#state.bytes.byteLength : 0
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
    if (last) {
      this.#become({ kind: 'whole', bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) })
      return
    }
    this.#state = { kind: 'reading', chunks, size }
    if (this.#demand !== 'unasked' || size <= unaskedBytes) return
    this.#demand = 'paused'
    this.#flow.pause()
  }

  /** The answer was given, or the client has left: what is still to come is let go of, and so is what has come. */
  cutOff(): void {
    this.#ask()
    if (this.#state.kind === 'reading') this.#become({ kind: 'cut_off' })
    else if (this.#state.kind === 'whole') this.#state = { kind: 'cut_off' }
  }

  /** Rejects when the client went away before all of it had come. */
  async read(): Promise<Uint8Array | 'too_large'> {
    this.#ask()
    const outcome = this.#outcome() ?? (await new Promise<Outcome>((done) => this.#waiting.push(done)))
    if ('error' in outcome) throw outcome.error
    return outcome.bytes
  }

  #ask(): void {
    if (this.#demand === 'paused') this.#flow.resume()
    this.#demand = 'asked'
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
