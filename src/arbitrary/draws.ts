/**
 * Values of a schema for programs that have no fast-check: the same makers and the same judge, by a seed alone, and without
 * shrinking.
 */
import type { JsonValue } from '../codegen/model.ts'
import { Chance, type Numbers } from './chance.ts'
import { isValid } from './judge.ts'
import type { NearlyValid } from './violation.ts'
import { World, type WorldOptions } from './world.ts'

export interface DrawsOptions extends WorldOptions {
  /** The same seed, the same values. */
  readonly seed: number
}

export class Draws {
  readonly #world: World
  readonly #chance: Chance

  /** Throws a SchemaError for a schema that no values can be made for. */
  constructor(schema: object | boolean, { seed, ...options }: DrawsOptions) {
    this.#world = new World(schema, options)
    this.#chance = new Chance(seeded(seed))
  }

  accepts(value: unknown): boolean {
    return isValid(this.#world.root, value as JsonValue)
  }

  /** Throws a SchemaError when none is found. */
  valid(): JsonValue {
    return this.#world.value(this.#chance)
  }

  /** Throws a SchemaError when nothing can be violated alone. */
  nearlyValid(): NearlyValid {
    return this.#world.nearlyValue(this.#chance, undefined)
  }
}

/** A Weyl sequence, mixed: enough to look random, and the same everywhere. */
function seeded(seed: number): Numbers {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  return {
    nextDouble: next,
    nextInt: (least, most) => least + Math.floor(next() * (most - least + 1)),
  }
}
