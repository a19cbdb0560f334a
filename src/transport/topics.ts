/** Who is subscribed to what. Both ways are kept, so that a peer that goes away leaves nothing behind. */
export interface Subscriber {
  /** Written by `Topics` only. */
  readonly topics: Set<string>
}

const nobody: ReadonlySet<never> = new Set<never>()

export class Topics<S extends Subscriber> {
  readonly #members = new Map<string, Set<S>>()

  add(topic: string, subscriber: S): void {
    const members = this.#members.get(topic)
    if (members === undefined) this.#members.set(topic, new Set([subscriber]))
    else members.add(subscriber)
    subscriber.topics.add(topic)
  }

  remove(topic: string, subscriber: S): void {
    if (!subscriber.topics.delete(topic)) return
    const members = this.#members.get(topic)
    members?.delete(subscriber)
    if (members?.size === 0) this.#members.delete(topic)
  }

  removeAll(subscriber: S): void {
    for (const topic of subscriber.topics) this.remove(topic, subscriber)
  }

  members(topic: string): ReadonlySet<S> {
    return this.#members.get(topic) ?? nobody
  }

  /** How many topics somebody is subscribed to. */
  get size(): number {
    return this.#members.size
  }
}
