/**
 * Both ends of one connection without a network between them. What one end says arrives at the other in a microtask, in
 * order; a client that has paused leaves what the server sends in a queue, which is the backlog, as bounded as that of a
 * real socket.
 */
import { peerCloses } from '../../generated/operations.ts'
import type { Cancel, Clock } from '../clock/clock.ts'
import type { Topics } from './topics.ts'
import type { Peer, PeerHandlers, SendResult, TransportLimits } from './transport.ts'

export interface Goodbye {
  readonly code: number
  readonly reason: string
}

/** Where a link belongs. */
export interface LinkHouse {
  readonly limits: TransportLimits
  readonly topics: Topics<Link>
  readonly handlers: Omit<PeerHandlers<unknown>, 'upgrade' | 'abandoned' | 'open'>
  readonly clock: Clock | undefined
  readonly closeLimitMs: number
  /** It closed; nothing more is to be ended. */
  readonly forget: (link: Link) => void
}

type ToServer =
  | { readonly kind: 'text'; readonly text: string; readonly size: number }
  | { readonly kind: 'binary'; readonly size: number }
  | { readonly kind: 'goodbye'; readonly code: number }
  | { readonly kind: 'broken' }

type ToClient =
  | { readonly kind: 'frame'; readonly text: string; readonly size: number }
  | ({ readonly kind: 'goodbye' } & Goodbye)

/** The server's end, as in the adapter for real sockets: `fallen` has missed a frame, `closing` waits for its queue. */
type State =
  | { readonly kind: 'open' | 'fallen' | 'closed' }
  | { readonly kind: 'closing'; readonly goodbye: Goodbye; readonly cancel: Cancel }

/** What a link tells the client's end. */
export interface Receiver {
  readonly frame: (text: string) => void
  readonly end: (goodbye: Goodbye) => void
}

export class Link implements Peer {
  readonly topics = new Set<string>()
  readonly #house: LinkHouse
  readonly #receiver: Receiver
  readonly #toServer: ToServer[] = []
  #toClient: ToClient[] = []
  #queuedBytes = 0
  #paused = false
  #state: State = { kind: 'open' }

  constructor(house: LinkHouse, receiver: Receiver) {
    this.#house = house
    this.#receiver = receiver
  }

  send(frame: string | Uint8Array): SendResult {
    if (this.#state.kind !== 'open') return 'dropped'
    if (this.backlog() > this.#house.limits.maxBacklogBytes) {
      this.#state = { kind: 'fallen' }
      this.#house.topics.removeAll(this)
      queueMicrotask(() => {
        if (this.#state.kind === 'fallen') this.#house.handlers.dropped(this)
      })
      return 'dropped'
    }
    const { text, size } = overTheWire(frame)
    this.#queuedBytes += size
    this.#push({ kind: 'frame', text, size })
    return this.#paused ? 'queued' : 'sent'
  }

  subscribe(topic: string): void {
    if (this.#state.kind === 'open') this.#house.topics.add(topic, this)
  }

  unsubscribe(topic: string): void {
    this.#house.topics.remove(topic, this)
  }

  close(code: number, reason: string): void {
    if (this.#state.kind !== 'open' && this.#state.kind !== 'fallen') return
    this.#house.topics.removeAll(this)
    const goodbye = { code, reason }
    if (this.backlog() === 0) {
      this.#finish(goodbye)
      return
    }
    const cancel = this.#house.clock?.after(this.#house.closeLimitMs, () => this.breakOff()) ?? (() => {})
    this.#state = { kind: 'closing', goodbye, cancel }
  }

  backlog(): number {
    return this.#paused && this.#state.kind !== 'closed' ? this.#queuedBytes : 0
  }

  /** The connection is gone without a word to either side. */
  breakOff(): void {
    this.#toClient = []
    this.#queuedBytes = 0
    this.#receiver.end({ code: peerCloses.lost, reason: '' })
    this.#gone(peerCloses.lost)
  }

  /** From the client's end. */
  say(item: ToServer): void {
    this.#toServer.push(item)
    if (this.#toServer.length === 1) queueMicrotask(() => this.#hear())
  }

  sayText(text: string): void {
    this.say({ kind: 'text', ...overTheWire(text) })
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    queueMicrotask(() => this.#deliver())
  }

  #hear(): void {
    for (let item = this.#toServer[0]; item !== undefined; item = this.#toServer[0]) {
      this.#heed(item)
      this.#toServer.shift()
    }
  }

  #heed(item: ToServer): void {
    const { handlers, limits } = this.#house
    switch (item.kind) {
      case 'text':
      case 'binary':
        if (this.#state.kind !== 'open') return
        if (item.size > limits.maxFrameBytes) handlers.oversized(this)
        else if (item.kind === 'text') handlers.text(this, item.text)
        else handlers.binary(this)
        return
      case 'goodbye':
        if (this.#state.kind !== 'closed') this.#finish({ code: item.code, reason: '' })
        return
      case 'broken':
        this.breakOff()
        return
    }
  }

  #push(item: ToClient): void {
    this.#toClient.push(item)
    if (this.#toClient.length === 1) queueMicrotask(() => this.#deliver())
  }

  #deliver(): void {
    while (!this.#paused) {
      const item = this.#toClient.shift()
      if (item === undefined) break
      if (item.kind === 'goodbye') {
        this.#receiver.end(item)
        return
      }
      this.#queuedBytes -= item.size
      this.#receiver.frame(item.text)
    }
    if (this.#state.kind === 'closing' && this.backlog() === 0) this.#finish(this.#state.goodbye)
  }

  /** The goodbye is on its way, behind everything else. */
  #finish({ code, reason }: Goodbye): void {
    this.#push({ kind: 'goodbye', code, reason })
    this.#gone(code)
  }

  #gone(code: number): void {
    if (this.#state.kind === 'closed') return
    if (this.#state.kind === 'closing') this.#state.cancel()
    this.#state = { kind: 'closed' }
    this.#house.topics.removeAll(this)
    this.#house.forget(this)
    this.#house.handlers.closed(this, code)
  }
}

/** Half a surrogate pair does not survive UTF-8. */
function overTheWire(frame: string | Uint8Array): { text: string; size: number } {
  const bytes = Buffer.from(frame)
  return { text: bytes.toString(), size: bytes.length }
}
