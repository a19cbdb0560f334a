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
import { UwsPeer } from './uws-peer.ts'

/** Who listens to a topic: mostly one peer, to its own inbox, which is looked at every time. */
type Listeners = UwsPeer | Room

interface Room {
  readonly members: Set<UwsPeer>
  /** Published since its members were last looked at. */
  unseen: number
}

export class Fanout {
  readonly #app: App
  readonly #dropped: (peer: UwsPeer) => void
  readonly #rooms = new Map<string, Listeners>()
  /** After so many bytes to one topic, its members are looked at; after eight times as many to all, everybody is. */
  readonly #lookAfter: number
  #unseen = 0
  #fallen: UwsPeer[] = []
  /** Whose frame is being read: what comes of it goes to that peer directly, and leaves in one write with the answer. */
  heard: UwsPeer | undefined

  constructor(app: App, maxBacklogBytes: number, dropped: (peer: UwsPeer) => void) {
    this.#app = app
    this.#lookAfter = Math.max(1, Math.floor(maxBacklogBytes / 4))
    this.#dropped = dropped
  }

  publish(topic: string, frame: string): void {
    const listeners = this.#rooms.get(topic)
    if (listeners === undefined) return
    // Half a surrogate pair would go out as it is, and the peer would break the connection off.
    const bytes = frame.isWellFormed() ? frame : Buffer.from(frame)
    const { heard } = this
    if (heard !== undefined && heard.kind === 'open' && listens(listeners, heard)) heard.publish(topic, bytes)
    else this.#app.publish(topic, bytes, false)
    if (listeners instanceof UwsPeer) {
      listeners.checkBacklog()
      return
    }
    listeners.unseen += frame.length
    this.#unseen += frame.length
    if (listeners.unseen >= this.#lookAfter) look(listeners)
    if (this.#unseen < 8 * this.#lookAfter) return
    this.#unseen = 0
    for (const each of this.#rooms.values()) if (!(each instanceof UwsPeer) && each.unseen > 0) look(each)
  }

  enter(topic: string, peer: UwsPeer): void {
    const listeners = this.#rooms.get(topic)
    if (listeners === undefined) this.#rooms.set(topic, peer)
    else if (!(listeners instanceof UwsPeer)) listeners.members.add(peer)
    else if (listeners !== peer) this.#rooms.set(topic, { members: new Set([listeners, peer]), unseen: 0 })
  }

  leave(topic: string, peer: UwsPeer): void {
    const listeners = this.#rooms.get(topic)
    if (listeners === peer) this.#rooms.delete(topic)
    if (listeners === undefined || listeners instanceof UwsPeer) return
    listeners.members.delete(peer)
    if (listeners.members.size === 0) this.#rooms.delete(topic)
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

function listens(listeners: Listeners, peer: UwsPeer): boolean {
  return listeners instanceof UwsPeer ? listeners === peer : listeners.members.has(peer)
}

function look(room: Room): void {
  room.unseen = 0
  for (const peer of room.members) peer.checkBacklog()
}
