/** One WebSocket of uWebSockets.js as a `Peer`. */
import type { Cancel, Clock } from '../clock/clock.ts'
import { each, type Few, has, minus, plus } from '../sets/few.ts'
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
  arrived: boolean
}

/** What hangs on the socket: uWebSockets.js copies it from the upgrade onto the socket, where it can be written. */
export interface Seat<C> {
  occupant: Expected<C> | UwsPeer
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
 * and from each to `closed` when the connection ends by itself. The socket throws once it is closed: nothing touches it
 * in that state.
 */
type State = 'open' | 'fallen' | Goodbye | 'closed'

/** What is said when the rest has left. */
interface Goodbye {
  readonly code: number
  readonly reason: string
  readonly cancel: Cancel
}

/** What `ws.send` answers when it could write only a part. */
const backedUp = 0

export class UwsPeer implements Peer {
  readonly #ws: Socket<unknown>
  readonly #house: PeerHouse
  #topics: Few<string>
  #state: State = 'open'

  constructor(ws: Socket<unknown>, house: PeerHouse) {
    this.#ws = ws
    this.#house = house
  }

  /** `fallen`: a frame was dropped and nobody has said goodbye yet. */
  get kind(): 'open' | 'fallen' | 'closing' | 'closed' {
    return typeof this.#state === 'string' ? this.#state : 'closing'
  }

  /** What was published before goes out first: uWebSockets.js sees to that. */
  send(frame: string | Uint8Array): SendResult {
    this.checkBacklog()
    if (this.#state !== 'open') return 'dropped'
    // uWebSockets.js would write half a character as it is, and the peer would break the connection off.
    const isHalf = typeof frame === 'string' && !frame.isWellFormed()
    const status = this.#ws.send(isHalf ? Buffer.from(frame) : frame, false, false)
    return status === backedUp ? 'queued' : 'sent'
  }

  /** To all who have subscribed to the topic, this one among them. Of what is published, uWebSockets.js would write it apart. */
  publish(topic: string, frame: string | Buffer): void {
    if (this.#state !== 'open') return
    this.#ws.publish(topic, frame, false)
    this.#ws.send(frame, false)
  }

  subscribe(topic: string): void {
    if (this.#state !== 'open' || has(this.#topics, topic)) return
    this.#topics = plus(this.#topics, topic)
    this.#ws.subscribe(topic)
    this.#house.entered(topic, this)
  }

  unsubscribe(topic: string): void {
    if (!has(this.#topics, topic)) return
    this.#topics = minus(this.#topics, topic)
    if (this.#state === 'open') this.#ws.unsubscribe(topic)
    this.#house.left(topic, this)
  }

  /** Lets go of a peer for which more waits than may: from here on nothing is sent to it, whatever is published. */
  checkBacklog(): void {
    if (this.#state !== 'open') return
    if (this.#ws.getBufferedAmount() <= this.#house.maxBacklogBytes) return
    this.#unsubscribeAll()
    this.#state = 'fallen'
    this.#house.fell(this)
  }

  close(code: number, reason: string): void {
    const state = this.#state
    if (state !== 'open' && state !== 'fallen') return
    const text = closeReason(reason)
    if (this.#ws.getBufferedAmount() === 0) {
      this.#ws.end(code, text)
      return
    }
    // A ping goes out behind what was published in this turn, which would be lost with the topics otherwise.
    if (state === 'open') this.#ws.ping()
    this.#unsubscribeAll()
    // uWebSockets.js calls a connection closed while it still writes to it, for as long as the peer cares to read. So the
    // close frame goes last, when the rest has left, and the wait has an end.
    const cancel = this.#house.clock.after(this.#house.closeLimitMs, () => this.#breakOff())
    this.#state = { code, reason: text, cancel }
  }

  backlog(): number {
    return this.#state === 'closed' ? 0 : this.#ws.getBufferedAmount()
  }

  /** uWebSockets.js has answered a ping, whether or not the peer reads: its own limit on the backlog is off. */
  pinged(): void {
    if (this.#state === 'open') {
      this.checkBacklog()
      // Nothing else happens before uWebSockets.js has read and answered all that has come, which may be a lot.
      if (this.kind === 'fallen') this.#house.reportFallen()
      return
    }
    if (this.#state === 'closed') return
    // More than an open peer may have, so that a ping does not rob a slow one of the goodbye that it waits for.
    if (this.#ws.getBufferedAmount() > 2 * this.#house.maxBacklogBytes) this.#ws.close()
  }

  /** Something that was queued has left. */
  drained(): void {
    const state = this.#state
    if (typeof state === 'object' && this.#ws.getBufferedAmount() === 0) this.#ws.end(state.code, state.reason)
  }

  /** The socket is gone; called once, by whatever path it went. */
  gone(code: number): void {
    if (typeof this.#state === 'object') this.#state.cancel()
    this.#state = 'closed'
    this.#unsubscribeAll()
    this.#house.closed(this, code)
  }

  #unsubscribeAll(): void {
    for (const topic of each(this.#topics)) this.unsubscribe(topic)
  }

  #breakOff(): void {
    if (this.kind === 'closing') this.#ws.close()
  }
}

/** A close frame has room for 123 bytes of reason, and half a character in it would be a protocol error. */
function closeReason(reason: string): string {
  return reason.slice(0, new TextEncoder().encodeInto(reason, new Uint8Array(123)).read)
}
