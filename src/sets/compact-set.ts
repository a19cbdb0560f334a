/**
 * A set for things of which there are many, nearly all with one member or none: what a connection is in, who listens to an
 * inbox. A `Set` takes about 200 bytes before it holds anything; this takes 40. In the order of adding, as a `Set`. The list
 * of a few is never changed but replaced: whoever walks over it sees it as it was.
 */
const nobody: readonly never[] = []

/** Beyond so many members looking through a list costs more than a `Set` does. */
const few = 8

export class CompactSet<T extends string | object> implements Iterable<T> {
  /** The only member, while there is no more than one. */
  #lone: T | undefined
  #members: readonly T[] | Set<T> | undefined

  get size(): number {
    const members = this.#members
    if (members === undefined) return this.#lone === undefined ? 0 : 1
    return members instanceof Set ? members.size : members.length
  }

  has(member: T): boolean {
    const members = this.#members
    if (members === undefined) return this.#lone === member
    return members instanceof Set ? members.has(member) : members.includes(member)
  }

  add(member: T): this {
    if (this.#members instanceof Set) this.#members.add(member)
    else if (!this.has(member)) ({ lone: this.#lone, members: this.#members } = holding([...this, member]))
    return this
  }

  delete(member: T): boolean {
    if (!this.has(member)) return false
    if (this.#members instanceof Set) this.#members.delete(member)
    else ({ lone: this.#lone, members: this.#members } = holding([...this].filter((other) => other !== member)))
    return true
  }

  /** The one that was added last. */
  get last(): T | undefined {
    const members = this.#members
    if (members === undefined) return this.#lone
    if (!(members instanceof Set)) return members.at(-1)
    let last: T | undefined
    for (const member of members) last = member
    return last
  }

  [Symbol.iterator](): Iterator<T> {
    const members = this.#members ?? (this.#lone === undefined ? nobody : [this.#lone])
    return members[Symbol.iterator]()
  }
}

/** No private method: a class that has one marks each of its objects, which makes them larger. */
function holding<T>(list: readonly T[]): { lone: T | undefined; members: readonly T[] | Set<T> | undefined } {
  if (list.length < 2) return { lone: list[0], members: undefined }
  // A list that was spread out has room for sixteen more; a slice of it has not.
  return { lone: undefined, members: list.length > few ? new Set(list) : list.slice() }
}
