/** Who wants to be told of what. One listener that throws is reported, and keeps nothing from the others. */
import type { Unsubscribe } from './surface.ts'

type Listener = (value: never) => void

export class Listeners<Events extends object> {
  readonly #sets = new Map<keyof Events, Set<Listener>>()
  readonly #threw: (event: string, cause: unknown) => void
  readonly #changed: () => void

  constructor(threw: (event: string, cause: unknown) => void, changed: () => void = () => undefined) {
    this.#threw = threw
    this.#changed = changed
  }

  get empty(): boolean {
    return this.#sets.size === 0
  }

  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): Unsubscribe {
    // The same function may listen twice, and each is ended by itself.
    const own: Listener = (value) => listener(value)
    const set = this.#sets.get(event) ?? new Set()
    this.#sets.set(event, set.add(own))
    this.#changed()
    return () => {
      if (set.delete(own) && set.size === 0 && this.#sets.get(event) === set) this.#sets.delete(event)
      this.#changed()
    }
  }

  emit<E extends keyof Events>(event: E, value: Events[E]): void {
    for (const listener of [...(this.#sets.get(event) ?? [])]) {
      try {
        listener(value as never)
      } catch (cause) {
        this.#threw(String(event), cause)
      }
    }
  }
}
