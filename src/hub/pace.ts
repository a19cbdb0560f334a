/**
 * So much work in one turn of the event loop and no more, in the order of asking: so that a crowd that comes back at once
 * does not stand in the way of those who are talking.
 */
interface Waiting {
  readonly weight: number
  readonly wanted: () => boolean
  readonly go: () => void
}

export class Pace {
  readonly #perTurn: number
  #left: number
  #waiting: Waiting[] = []
  #armed = false

  constructor(perTurn: number) {
    this.#perTurn = perTurn
    this.#left = perTurn
  }

  /**
   * Undefined: go on. Otherwise wait. What is heavier than a turn has one for itself. What is no longer wanted when its turn
   * comes weighs next to nothing: nobody waits behind those who have gone.
   */
  pass(weight: number, wanted: () => boolean = () => true): Promise<void> | undefined {
    this.#arm()
    if (this.#waiting.length === 0 && this.#left > 0) {
      this.#left -= weight
      return undefined
    }
    return new Promise((go) => this.#waiting.push({ weight, wanted, go }))
  }

  #arm(): void {
    if (this.#armed) return
    this.#armed = true
    setImmediate(() => {
      this.#armed = false
      this.#left = this.#perTurn
      let served = 0
      for (const { weight, wanted, go } of this.#waiting) {
        if (this.#left <= 0) break
        this.#left -= wanted() ? weight : Math.min(weight, 1)
        served++
        go()
      }
      this.#waiting = this.#waiting.slice(served)
      // What was used of this turn is given back in the next.
      if (served > 0) this.#arm()
    })
  }
}
