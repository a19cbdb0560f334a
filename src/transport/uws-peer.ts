/** One WebSocket of uWebSockets.js as a `Peer`. */
import type { Cancel, Clock } from '../clock/clock.ts'
import { CompactSet } from '../sets/compact-set.ts'
import type { Peer, SendResult } from './transport.ts'
import type { Socket } from './uws-binary.ts'

declare global {
  interface String {
    /** In Node 20, and not yet in the declarations that are used here. */
    isWellFormed(): boolean
  }
}

/** Somebody who has been let in, until the socket is there. */
export interface Expected<C> {
  readonly context: C
}

/** What hangs on the socket from the upgrade on. uWebSockets.js copies it, so what changes stands one step further. */
export interface Seat<C> {
  readonly taken: { readonly address: string; occupant: Expected<C> | UwsPeer }
}

/** Where a peer belongs. */
export interface PeerHouse {
  readonly clock: Clock
  readonly maxBacklogBytes: number
  /** Who is in which topic is written down beside uWebSockets.js, which does not tell. */
  readonly entered: (topic: string, peer: UwsPeer) => void
  readonly left: (topic: string, peer: UwsPeer) => void
  /** How long a goodbye waits for what is queued before it. */
  readonly closeLimitMs: number
  /** A frame was dropped. Called from within `send` and the like, so it only takes a note. */
  readonly fell: (peer: UwsPeer) => void
  /** Says at once who fell. */
  readonly reportFallen: () => void
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

/** What `ws.send` answers when it could write only a part. */
const backedUp = 0

export class UwsPeer implements Peer {
  readonly address: string
  readonly #house: PeerHouse
  readonly #topics = new CompactSet<string>()
  #state: State

  constructor(ws: Socket<unknown>, address: string, house: PeerHouse) {
    this.address = address
    this.#house = house
    this.#state = { kind: 'open', ws }
  }

  /** `fallen`: a frame was dropped and nobody has said goodbye yet. */
  get kind(): 'open' | 'fallen' | 'closing' | 'closed' {
    return this.#state.kind
  }

  /** What was published before goes out first: uWebSockets.js sees to that. */
  send(frame: string): SendResult {
    this.checkBacklog()
    if (this.#state.kind !== 'open') return 'dropped'
    // uWebSockets.js would write half a character as it is, and the peer would break the connection off.
    const status = this.#state.ws.send(frame.isWellFormed() ? frame : Buffer.from(frame), false, false)
    return status === backedUp ? 'queued' : 'sent'
  }

  subscribe(topic: string): void {
    if (this.#state.kind !== 'open' || this.#topics.has(topic)) return
    this.#topics.add(topic)
    this.#state.ws.subscribe(topic)
    this.#house.entered(topic, this)
  }

  unsubscribe(topic: string): void {
    if (!this.#topics.delete(topic)) return
    if (this.#state.kind === 'open') this.#state.ws.unsubscribe(topic)
    this.#house.left(topic, this)
  }

  /** Lets go of a peer for which more waits than may: from here on nothing is sent to it, whatever is published. */
  checkBacklog(): void {
    if (this.#state.kind !== 'open') return
    const { ws } = this.#state
    if (ws.getBufferedAmount() <= this.#house.maxBacklogBytes) return
    this.#unsubscribeAll()
    this.#state = { kind: 'fallen', ws }
    this.#house.fell(this)
  }

  close(code: number, reason: string): void {
    const state = this.#state
    if (state.kind !== 'open' && state.kind !== 'fallen') return
    const { ws } = state
    const text = closeReason(reason)
    if (ws.getBufferedAmount() === 0) {
      ws.end(code, text)
      return
    }
    // A ping goes out behind what was published in this turn, which would be lost with the topics otherwise.
    if (state.kind === 'open') ws.ping()
    this.#unsubscribeAll()
    // uWebSockets.js calls a connection closed while it still writes to it, for as long as the peer cares to read. So the
    // close frame goes last, when the rest has left, and the wait has an end.
    const cancel = this.#house.clock.after(this.#house.closeLimitMs, () => this.#breakOff())
    this.#state = { kind: 'closing', ws, code, reason: text, cancel }
  }

  backlog(): number {
    return this.#state.kind === 'closed' ? 0 : this.#state.ws.getBufferedAmount()
  }

  /** uWebSockets.js has answered a ping, whether or not the peer reads: its own limit on the backlog is off. */
  pinged(): void {
    const state = this.#state
    if (state.kind === 'open') {
      this.checkBacklog()
      // Nothing else happens before uWebSockets.js has read and answered all that has come, which may be a lot.
      if (this.kind === 'fallen') this.#house.reportFallen()
      return
    }
    if (state.kind === 'closed') return
    // More than an open peer may have, so that a ping does not rob a slow one of the goodbye that it waits for.
    if (state.ws.getBufferedAmount() > 2 * this.#house.maxBacklogBytes) state.ws.close()
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
    this.#unsubscribeAll()
    this.#house.closed(this, code)
  }

  #unsubscribeAll(): void {
    for (const topic of this.#topics) this.unsubscribe(topic)
  }

  #breakOff(): void {
    if (this.#state.kind === 'closing') this.#state.ws.close()
  }
}

/** A close frame has room for 123 bytes of reason, and half a character in it would be a protocol error. */
function closeReason(reason: string): string {
  return reason.slice(0, new TextEncoder().encodeInto(reason, new Uint8Array(123)).read)
}
