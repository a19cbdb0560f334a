/**
 * Publishing to many peers.
 *
 * uWebSockets.js has topics of its own, and they are not used, because they can leave a gap: `send`, and `publish` of a
 * frame of 16 KiB or more, look at the limit of the backlog first, then write what was published before (of which frames
 * may be dropped at that limit), then write the frame itself all the same. So may the 33rd frame within one turn of the
 * loop follow a dropped one. A peer must never get a frame after one that it missed, so the order and the limit are kept
 * here: what is published within one turn is kept per peer and written at its end as one packet, which is what makes
 * the topics of uWebSockets.js fast as well.
 */
import { Topics } from './topics.ts'
import type { Payload, UwsPeer } from './uws-peer.ts'

/** Below this many members, encoding a frame once costs more than it saves. */
const worthEncoding = 3

/** Bounds what one long turn can make every peer keep. */
const maxKept = 256

export class Fanout {
  readonly topics = new Topics<UwsPeer>()
  readonly #dropped: (peer: UwsPeer) => void
  #waiting: UwsPeer[] = []
  #fallen: UwsPeer[] = []
  #armed = false

  constructor(dropped: (peer: UwsPeer) => void) {
    this.#dropped = dropped
  }

  publish(topic: string, frame: string): void {
    const members = this.topics.members(topic)
    if (members.size === 0) return
    const asText = members.size < worthEncoding && frame.isWellFormed()
    const payload: Payload = asText ? frame : Buffer.from(frame)
    for (const peer of members) {
      const kept = peer.keep(payload)
      if (kept === 1) this.#waiting.push(peer)
      else if (kept >= maxKept) peer.flush()
    }
    this.#arm()
  }

  /** Says so at the end of the turn: whoever sends does not expect to be called in the middle of it. */
  fell(peer: UwsPeer): void {
    this.#fallen.push(peer)
    this.#arm()
  }

  #arm(): void {
    if (this.#armed) return
    this.#armed = true
    setImmediate(() => this.#endOfTurn())
  }

  #endOfTurn(): void {
    this.#armed = false
    const waiting = this.#waiting
    this.#waiting = []
    for (const peer of waiting) peer.flush()
    const fallen = this.#fallen
    this.#fallen = []
    for (const peer of fallen) if (peer.kind === 'fallen') this.#dropped(peer)
  }
}
