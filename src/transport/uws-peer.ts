/** One WebSocket of uWebSockets.js as a `Peer`. */
import type { Cancel, Clock } from '../clock/clock.ts'
import type { Topics } from './topics.ts'
import type { Peer, SendResult } from './transport.ts'
import type { Socket } from './uws-binary.ts'

declare global {
  interface String {
    /** In Node 20, and not yet in the declarations that are used here. */
    isWellFormed(): boolean
  }
}

/** Shared by all that get it: text, or its UTF-8 where it goes to many. */
export type Payload = string | Uint8Array

/** What hangs on the socket from the upgrade on. uWebSockets.js copies it, so what changes stands one step further. */
export interface Seat<C> {
  readonly taken: { readonly address: string; readonly context: C; peer: UwsPeer | undefined }
}

/** Where a peer belongs. */
export interface PeerHouse {
  readonly topics: Topics<UwsPeer>
  readonly clock: Clock
  /** How long a goodbye waits for what is queued before it. */
  readonly closeLimitMs: number
  /** A frame was dropped. Called from within `send` and the like, so it only takes a note. */
  readonly fell: (peer: UwsPeer) => void
  readonly closed: (peer: UwsPeer, code: number) => void
}

/**
 *     open ──(a frame is dropped)──> fallen
 *       └──────(close)──────┬──────────┘
 *                           ├─ nothing queued: close frame ──> closed
 *                           └─ something queued: closing ──(it drained, or the limit)──> closed
 *
 * and from each to `closed` when the connection ends by itself. The socket throws once it is closed, so only the states
 * that may touch it hold it.
 */
type State =
  | { readonly kind: 'open' | 'fallen'; readonly ws: Socket<unknown> }
  | {
      readonly kind: 'closing'
      readonly ws: Socket<unknown>
      readonly code: number
      readonly reason: string
      readonly cancel: Cancel
    }
  | { readonly kind: 'closed' }

/** What `ws.send` answers. */
const backedUp = 0
const dropped = 2

export class UwsPeer implements Peer {
  readonly address: string
  readonly topics = new Set<string>()
  readonly #house: PeerHouse
  #state: State
  #outbox: Payload[] = []

  constructor(ws: Socket<unknown>, address: string, house: PeerHouse) {
    this.address = address
    this.#house = house
    this.#state = { kind: 'open', ws }
  }

  /** `fallen`: a frame was dropped and nobody has said goodbye yet. */
  get kind(): 'open' | 'fallen' | 'closing' | 'closed' {
    return this.#state.kind
  }

  send(frame: string): SendResult {
    this.flush()
    // uWebSockets.js would write half a character as it is, and the peer would break the connection off.
    return this.#give(frame.isWellFormed() ? frame : Buffer.from(frame))
  }

  /** Keeps a frame for the next `flush`; says how many are kept now. */
  keep(payload: Payload): number {
    return this.#outbox.push(payload)
  }

  /** Writes what is kept, as one packet where it fits. */
  flush(): void {
    if (this.#outbox.length === 0) return
    const payloads = this.#outbox
    this.#outbox = []
    const [first] = payloads
    if (this.#state.kind !== 'open' || first === undefined) return
    if (payloads.length === 1) this.#give(first)
    else this.#state.ws.cork(() => payloads.every((payload) => this.#give(payload) !== 'dropped'))
  }

  subscribe(topic: string): void {
    if (this.#state.kind === 'open') this.#house.topics.add(topic, this)
  }

  unsubscribe(topic: string): void {
    this.#house.topics.remove(topic, this)
  }

  close(code: number, reason: string): void {
    this.flush()
    this.#house.topics.removeAll(this)
    const state = this.#state
    if (state.kind !== 'open' && state.kind !== 'fallen') return
    const { ws } = state
    const text = closeReason(reason)
    if (ws.getBufferedAmount() === 0) {
      ws.end(code, text)
      return
    }
    // uWebSockets.js drops a close frame like any other when too much is queued, and calls a connection closed while it
    // still writes to it for as long as the peer cares to read. So the close frame goes last, and the wait has an end.
    const cancel = this.#house.clock.after(this.#house.closeLimitMs, () => this.#breakOff())
    this.#state = { kind: 'closing', ws, code, reason: text, cancel }
  }

  backlog(): number {
    return this.#state.kind === 'closed' ? 0 : this.#state.ws.getBufferedAmount()
  }

  /** Something that was queued has left. */
  drained(): void {
    const state = this.#state
    if (state.kind === 'closing' && state.ws.getBufferedAmount() === 0) state.ws.end(state.code, state.reason)
  }

  /** The socket is gone; called once, by whatever path it went. */
  gone(code: number): void {
    if (this.#state.kind === 'closing') this.#state.cancel()
    this.#state = { kind: 'closed' }
    this.#outbox = []
    this.#house.topics.removeAll(this)
    this.#house.closed(this, code)
  }

  #give(payload: Payload): SendResult {
    if (this.#state.kind !== 'open') return 'dropped'
    const { ws } = this.#state
    const status = ws.send(payload, false, false)
    if (status === backedUp) return 'queued'
    if (status !== dropped) return 'sent'
    // From here on nothing is sent: uWebSockets.js would take later frames again, which leaves a gap nobody sees.
    this.#state = { kind: 'fallen', ws }
    this.#outbox = []
    this.#house.topics.removeAll(this)
    this.#house.fell(this)
    return 'dropped'
  }

  #breakOff(): void {
    if (this.#state.kind === 'closing') this.#state.ws.close()
  }
}

/** A close frame has room for 123 bytes of reason, and half a character in it would be a protocol error. */
function closeReason(reason: string): string {
  return reason.slice(0, new TextEncoder().encodeInto(reason, new Uint8Array(123)).read)
}
