/**
 * What is known of those who were asked about lately, in bounded memory. Whoever has been asked about since the generation
 * began is in the young one; when that is full it becomes the old one, from which they come over as they are asked about,
 * and the one before is forgotten. So at least the last so many are known, and nothing has to be kept in order.
 */
export class RecentMap<V extends object> {
  readonly #generation: number
  readonly #make: (key: string) => V
  #young = new Map<string, V>()
  #old = new Map<string, V>()

  /** `make`: for who is not known, or not any more. */
  constructor(generation: number, make: (key: string) => V) {
    this.#generation = generation
    this.#make = make
  }

  get(key: string): V {
    return this.#young.get(key) ?? this.#renew(key)
  }

  #renew(key: string): V {
    const value = this.#old.get(key) ?? this.#make(key)
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
    return value
  }
}
