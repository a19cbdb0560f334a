/** Chance, as the makers of values take it: everything that is drawn comes from the seed of fast-check. */

/** The part of fast-check's random numbers that is used here. */
export interface Numbers {
  nextInt(min: number, max: number): number
  nextDouble(): number
}

export class Chance {
  readonly #numbers: Numbers

  constructor(numbers: Numbers) {
    this.#numbers = numbers
  }

  /** One of the integers from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    if (most <= least) return least
    if (most - least < 2 ** 31) return least + this.#numbers.nextInt(0, Math.floor(most - least))
    return Math.min(most, Math.floor(least + this.#numbers.nextDouble() * (most - least)))
  }

  /** From 0 to 1, without 1. */
  fraction(): number {
    return this.#numbers.nextDouble()
  }

  /** Heads, so often: 0.25 is once in four times. */
  heads(often = 0.5): boolean {
    return this.#numbers.nextDouble() < often
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list.length === 0 ? undefined : list[this.integer(0, list.length - 1)]
  }

  shuffled<T>(list: readonly T[]): T[] {
    const left = [...list]
    const mixed: T[] = []
    while (left.length > 0) mixed.push(...left.splice(this.integer(0, left.length - 1), 1))
    return mixed
  }

  /** Small numbers often, large ones rarely, none above `most`. */
  few(most: number): number {
    let count = 0
    while (count < most && this.heads(0.6)) count++
    return count
  }
}
