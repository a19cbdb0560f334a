/** The client's end of a connection in memory, for tests and for embedding. */
import { peerCloses } from '../../generated/operations.ts'
import { type Goodbye, Link, type LinkHouse } from './memory-link.ts'

export interface MemoryClient {
  /** Every frame received so far. */
  readonly frames: readonly string[]
  /** Resolves once, with `lost` when the connection just broke. */
  readonly closed: Promise<Goodbye>
  send(text: string): void
  sendBinary(bytes: Uint8Array): void
  close(code?: number): void
  /** Gone at once, without a word. */
  kill(): void
  /** Stops reading; what the server sends stays in its backlog. */
  pause(): void
  resume(): void
  /** Resolves as soon as the frames received so far satisfy `enough`; rejects when the connection closes before. */
  waitFor(enough: (frames: readonly string[]) => boolean): Promise<readonly string[]>
}

interface Wait {
  readonly enough: (frames: readonly string[]) => boolean
  readonly done: (frames: readonly string[]) => void
  readonly fail: (error: Error) => void
}

export function connectClient(house: LinkHouse): { link: Link; client: MemoryClient } {
  const client = new LinkClient(house)
  return { link: client.link, client }
}

class LinkClient implements MemoryClient {
  readonly link: Link
  readonly frames: string[] = []
  readonly closed: Promise<Goodbye>
  readonly #resolve: (goodbye: Goodbye) => void
  #end: Goodbye | undefined
  /** Whether the client has said goodbye; it still hears what was sent before the server heard of it. */
  #left = false
  #waits: Wait[] = []

  constructor(house: LinkHouse) {
    let resolve: (goodbye: Goodbye) => void = () => {}
    this.closed = new Promise((done) => {
      resolve = done
    })
    this.link = new Link(house, {
      frame: (text) => this.#take(text),
      end: (goodbye) => this.#stop(goodbye),
    })
    this.#resolve = resolve
  }

  send(text: string): void {
    if (!this.#isOver()) this.link.sayText(text)
  }

  sendBinary(bytes: Uint8Array): void {
    if (!this.#isOver()) this.link.say({ kind: 'binary', size: bytes.byteLength })
  }

  close(code: number = peerCloses.no_code): void {
    if (this.#isOver()) return
    this.#left = true
    this.link.say({ kind: 'goodbye', code })
  }

  kill(): void {
    if (this.#end !== undefined) return
    this.#stop({ code: peerCloses.lost, reason: '' })
    this.link.say({ kind: 'broken' })
  }

  pause(): void {
    this.link.pause()
  }

  resume(): void {
    this.link.resume()
  }

  waitFor(enough: (frames: readonly string[]) => boolean): Promise<readonly string[]> {
    if (enough(this.frames)) return Promise.resolve(this.frames)
    const end = this.#end
    if (end !== undefined) return Promise.reject(ended(end, this.frames))
    return new Promise((done, fail) => this.#waits.push({ enough, done, fail }))
  }

  #isOver(): boolean {
    return this.#left || this.#end !== undefined
  }

  #take(text: string): void {
    if (this.#end !== undefined) return
    this.frames.push(text)
    const met = this.#waits.filter(({ enough }) => enough(this.frames))
    if (met.length === 0) return
    this.#waits = this.#waits.filter((wait) => !met.includes(wait))
    for (const { done } of met) done(this.frames)
  }

  #stop({ code, reason }: Goodbye): void {
    if (this.#end !== undefined) return
    this.#end = { code, reason }
    for (const { fail } of this.#waits) fail(ended(this.#end, this.frames))
    this.#waits = []
    this.#resolve(this.#end)
  }
}

function ended({ code, reason }: Goodbye, frames: readonly string[]): Error {
  const last = frames.length === 0 ? 'no frame came' : `the last of ${frames.length} frames was ${frames.at(-1)}`
  return new Error(`the connection closed with ${code} ${JSON.stringify(reason)} before that; ${last}`)
}
