/** A scene: what somebody hostile does on one connection or a few, drawn from one seed. */
import type { Dice } from './dice.ts'
import { HostilePeer } from './hostile-peer.ts'

export class Stage {
  readonly url: URL
  readonly dice: Dice
  /** Requests to damage. */
  readonly samples: readonly string[]
  readonly #name: string
  readonly peers: HostilePeer[] = []

  constructor(url: URL, name: string, dice: Dice, samples: readonly string[]) {
    this.url = url
    this.#name = name
    this.dice = dice
    this.samples = samples
  }

  /** A user of this scene alone. */
  user(which = 0): string {
    return `${this.#name}-${which}`
  }

  async stranger(): Promise<HostilePeer> {
    const peer = await HostilePeer.open(this.url)
    this.peers.push(peer)
    return peer
  }

  async guest(which = 0): Promise<HostilePeer> {
    const peer = await HostilePeer.as(this.url, this.user(which))
    this.peers.push(peer)
    return peer
  }
}

export interface Scene {
  readonly name: string
  /** How often, compared to the others. */
  readonly weight: number
  readonly play: (stage: Stage) => Promise<void>
}

let beats = 0

/** A request by a name that nobody uses again: no second answer may have it. */
export function beat(name: string | number): string {
  return JSON.stringify({ type: 'heartbeat', id: `once-${++beats}-${name}` })
}

/** The connection still works: one more request is answered. */
export async function stillThere(peer: HostilePeer): Promise<void> {
  if (!peer.isOver) peer.text(beat('last'))
  await peer.settled()
}

/** The connection must end, and that soon. */
export async function mustEnd(peer: HostilePeer, what: string): Promise<void> {
  await peer.ended()
  if (!peer.isEnded) peer.problem ??= `it did not end after ${what}`
}
