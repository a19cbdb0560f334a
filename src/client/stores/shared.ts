/**
 * What several holders look at together: made when the first one comes, over a little after the last one has gone, so that
 * whoever lets go and takes hold again in one breath finds it as it was. No framework in here.
 */
/** Something to look at: a snapshot that is the same object until something has changed. */
export interface Store<S> {
  readonly snapshot: S
  /** Nobody looks any more. */
  end(): void
}

interface Held<T> {
  readonly store: T
  readonly listeners: Set<() => void>
  holders: number
  /** Ends the wait for somebody to come back. */
  return: (() => void) | undefined
}

export type After = (milliseconds: number, run: () => void) => () => void

/** How long nobody may hold it: frameworks let go and take hold again within one turn; people, between two pages. */
export const lingerMs = 200

export class Shared<S, T extends Store<S>> {
  readonly #held = new WeakMap<object, Map<string, Held<T>>>()
  readonly #after: After

  constructor(after: After) {
    this.#after = after
  }

  find(client: object, key: string): T | undefined {
    return this.#held.get(client)?.get(key)?.store
  }

  /** `make` is given what it calls after each change. Returns what lets go, which counts once. */
  hold(
    client: object,
    key: string,
    make: (changed: () => void) => T,
    listener: () => void,
  ): { readonly store: T; readonly release: () => void } {
    const ofClient = this.#held.get(client) ?? new Map<string, Held<T>>()
    this.#held.set(client, ofClient)
    const held = ofClient.get(key) ?? this.#make(make)
    ofClient.set(key, held)
    held.return?.()
    held.return = undefined
    held.holders++
    const own = (): void => listener()
    held.listeners.add(own)
    const release = (): void => {
      if (!held.listeners.delete(own)) return
      held.holders--
      if (held.holders > 0) return
      held.return = this.#after(lingerMs, () => {
        if (ofClient.get(key) === held) ofClient.delete(key)
        held.store.end()
      })
    }
    return { store: held.store, release }
  }

  #make(make: (changed: () => void) => T): Held<T> {
    const listeners = new Set<() => void>()
    const store = make(() => {
      for (const listener of [...listeners]) listener()
    })
    return { store, listeners, holders: 0, return: undefined }
  }
}
