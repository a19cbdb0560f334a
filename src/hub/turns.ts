/** Work that has to be done one after another for the same key, and side by side for others. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs when all earlier work of the key has ended, well or ill. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key)
    const turn = before === undefined ? work() : before.then(work, work)
    this.#last.set(key, turn)
    try {
      return await turn
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key)
    }
  }
}
