/** Handlers that write down what they are called with, and let a test wait for it. */
import type { Admission, Peer, PeerHandlers, Upgrade } from '../../../src/transport/transport.ts'

export type Event =
  | { readonly kind: 'open'; readonly peer: Peer; readonly context: number }
  | { readonly kind: 'abandoned'; readonly context: number }
  | { readonly kind: 'text'; readonly peer: Peer; readonly frame: string }
  | { readonly kind: 'binary'; readonly peer: Peer }
  | { readonly kind: 'oversized'; readonly peer: Peer }
  | { readonly kind: 'dropped'; readonly peer: Peer }
  | { readonly kind: 'closed'; readonly peer: Peer; readonly code: number }

export type Hooks = Partial<PeerHandlers<number>>

export class Recorder implements PeerHandlers<number> {
  readonly events: Event[] = []
  readonly upgrades: Upgrade[] = []
  /** In the order in which they were opened. */
  readonly peers: Peer[] = []
  readonly #hooks: Hooks
  #waits: { readonly enough: () => boolean; readonly done: () => void }[] = []

  constructor(hooks: Hooks = {}) {
    this.#hooks = hooks
  }

  upgrade(request: Upgrade): Admission<number> | Promise<Admission<number>> {
    this.upgrades.push(request)
    const admission = this.#hooks.upgrade?.(request)
    this.#check()
    return admission ?? { admit: true, context: this.upgrades.length, subprotocol: request.subprotocols[0] }
  }

  abandoned(context: number): void {
    this.#hooks.abandoned?.(context)
    this.#note({ kind: 'abandoned', context })
  }

  open(peer: Peer, context: number): void {
    this.peers.push(peer)
    this.#hooks.open?.(peer, context)
    this.#note({ kind: 'open', peer, context })
  }

  text(peer: Peer, frame: string): void {
    this.#hooks.text?.(peer, frame)
    this.#note({ kind: 'text', peer, frame })
  }

  binary(peer: Peer): void {
    this.#hooks.binary?.(peer)
    this.#note({ kind: 'binary', peer })
  }

  oversized(peer: Peer): void {
    this.#hooks.oversized?.(peer)
    this.#note({ kind: 'oversized', peer })
  }

  dropped(peer: Peer): void {
    this.#hooks.dropped?.(peer)
    this.#note({ kind: 'dropped', peer })
  }

  closed(peer: Peer, code: number): void {
    this.#hooks.closed?.(peer, code)
    this.#note({ kind: 'closed', peer, code })
  }

  of<K extends Event['kind']>(kind: K): Extract<Event, { kind: K }>[] {
    return this.events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind)
  }

  texts(): string[] {
    return this.of('text').map(({ frame }) => frame)
  }

  until(enough: () => boolean): Promise<void> {
    if (enough()) return Promise.resolve()
    return new Promise((done) => this.#waits.push({ enough, done }))
  }

  count(kind: Event['kind'], times = 1): Promise<void> {
    return this.until(() => this.events.filter((event) => event.kind === kind).length >= times)
  }

  #note(event: Event): void {
    this.events.push(event)
    this.#check()
  }

  #check(): void {
    const met = this.#waits.filter(({ enough }) => enough())
    this.#waits = this.#waits.filter((wait) => !met.includes(wait))
    for (const { done } of met) done()
  }
}
