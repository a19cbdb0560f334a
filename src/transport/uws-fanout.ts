/**
 * Publishing to many peers: by the topics of uWebSockets.js, so that no JavaScript runs for each receiver.
 *
 * Its own limit on the backlog is switched off, because it can leave a gap: a frame that goes over the limit is dropped,
 * and a later one of the same turn can be taken, when the peer has read a little in between. A peer must never get a
 * frame after one that it missed. So nothing is dropped there; instead, the members of a topic are looked at whenever
 * so many bytes have been published to it, and whoever has more waiting than it may is let go of, with all of its
 * topics at once. What waits for a peer is thus bounded by the limit and what is published between two looks.
 */
import type { App } from './uws-binary.ts'
import type { UwsPeer } from './uws-peer.ts'

interface Room {
  readonly members: Set<UwsPeer>
  /** Published since its members were last looked at. */
  unseen: number
}

export class Fanout {
  readonly #app: App
  readonly #dropped: (peer: UwsPeer) => void
  readonly #rooms = new Map<string, Room>()
  /** After so many bytes to one topic, its members are looked at; after eight times as many to all, everybody is. */
  readonly #lookAfter: number
  #unseen = 0
  #fallen: UwsPeer[] = []

  constructor(app: App, maxBacklogBytes: number, dropped: (peer: UwsPeer) => void) {
    this.#app = app
    this.#lookAfter = Math.max(1, Math.floor(maxBacklogBytes / 4))
    this.#dropped = dropped
  }

  publish(topic: string, frame: string): void {
    const room = this.#rooms.get(topic)
    if (room === undefined) return
    // Half a surrogate pair would go out as it is, and the peer would break the connection off.
    this.#app.publish(topic, frame.isWellFormed() ? frame : Buffer.from(frame), false)
    room.unseen += frame.length
    this.#unseen += frame.length
    if (room.unseen >= this.#lookAfter) look(room)
    if (this.#unseen < 8 * this.#lookAfter) return
    this.#unseen = 0
    for (const each of this.#rooms.values()) if (each.unseen > 0) look(each)
  }

  enter(topic: string, peer: UwsPeer): void {
    const room = this.#rooms.get(topic)
    if (room === undefined) this.#rooms.set(topic, { members: new Set([peer]), unseen: 0 })
    else room.members.add(peer)
  }

  leave(topic: string, peer: UwsPeer): void {
    const room = this.#rooms.get(topic)
    room?.members.delete(peer)
    if (room?.members.size === 0) this.#rooms.delete(topic)
  }

  /** Says so at the end of the turn: whoever sends does not expect to be called in the middle of it. */
  fell(peer: UwsPeer): void {
    this.#fallen.push(peer)
    if (this.#fallen.length > 1) return
    setImmediate(() => this.reportFallen())
  }

  reportFallen(): void {
    const fallen = this.#fallen
    this.#fallen = []
    for (const each of fallen) if (each.kind === 'fallen') this.#dropped(each)
  }
}

function look(room: Room): void {
  room.unseen = 0
  for (const peer of room.members) peer.checkBacklog()
}
