/** Chance that can be had again: everything that a fuzzer does is drawn from one of these, and so from one number. */
import { seededRandom } from '../support/random.ts'

export class Dice {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.#random() * end)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  heads(probability = 0.5): boolean {
    return this.#random() < probability
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)]
    if (picked === undefined) throw new Error('nothing to pick from')
    return picked
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)))
  }
}

/** The seed of one scene of a run; neighbours have nothing in common. */
export function seedOfScene(seed: number, scene: number): number {
  return (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(scene + 1, 0xc2b2ae35)) >>> 0
}

/** What a run begins with when nobody asked for a certain one. */
export function seedFrom(text: string | undefined): number {
  if (text === undefined || text === '') return Date.now() % 1_000_000_007
  const seed = Number(text)
  if (!Number.isInteger(seed) || seed < 0) throw new Error(`"${text}" is not a seed: a whole number is one`)
  return seed
}
