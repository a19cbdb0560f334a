/** A schema that is read, and how values for it are made: by chance, and with the last word of the judge. */
import type { JsonValue } from '../codegen/model.ts'
import { breach } from './breach.ts'
import type { Chance } from './chance.ts'
import { Heights, reachable } from './goal.ts'
import { judge } from './judge.ts'
import { type Bounds, Maker } from './make.ts'
import { SchemaError, type SchemaNode } from './model.ts'
import { type Option, optionsOf } from './places.ts'
import { type Resolve, readSchema } from './read.ts'
import type { Named } from './simpler.ts'
import { type NearlyValid, onlyViolation } from './violation.ts'
import { withAt } from './within.ts'

/** Which keywords may be violated, by their places. */
export type Only = (schemaPath: string) => boolean

export interface WorldOptions extends Partial<Bounds> {
  readonly resolve?: Resolve | undefined
}

/** How often a whole value is begun anew before it is said that there seems to be none. */
const attempts = 100
/** Violations that need more than this many signs, items or fields are the rarer the larger they are, down to `rarest`. */
const heavyAbove = 200
const rarest = 0.005

export class World {
  readonly root: SchemaNode
  readonly named: Named
  readonly #bounds: Bounds
  readonly #heights: Heights

  constructor(schema: object | boolean, { resolve, maxDepth = 8, maxParts = 80 }: WorldOptions) {
    this.root = readSchema(schema, resolve)
    this.#bounds = { maxDepth, maxParts }
    const nodes = reachable(this.root)
    this.#heights = new Heights(nodes)
    const constants = [...nodes].flatMap((node) => [...(node.enum ?? []), ...(node.const ? [node.const.value] : [])])
    this.named = {
      texts: new Set(constants.filter((value) => typeof value === 'string')),
      fields: new Set([...nodes].flatMap(({ properties }) => [...properties.keys()])),
    }
    if (this.#heights.of(this.root) === Number.POSITIVE_INFINITY)
      throw new SchemaError(this.root.place, 'no value can satisfy it: what it requires never ends or is `false`')
  }

  value(chance: Chance): JsonValue {
    let failed: SchemaNode | undefined
    for (let tries = 0; tries < attempts; tries++) {
      const maker = this.#maker(chance)
      const value = maker.make([this.root], 0)
      if (value !== undefined) return value
      failed = maker.failed
    }
    throw new SchemaError((failed ?? this.root).place, 'no value was found that satisfies all that is said of it')
  }

  nearlyValue(chance: Chance, only: Only | undefined): NearlyValid {
    for (let tries = 0; tries < attempts; tries++) {
      const value = this.value(chance)
      for (const option of someOf(optionsOf(this.root, value), only, chance)) {
        const inner = breach(option, this.#maker(chance))
        if (inner === undefined) continue
        const broken = withAt(value, option.segments, inner)
        const chain = [...option.applied.choices, schemaPathOf(option)]
        const found = onlyViolation(judge(this.root, broken), chain)
        if (found !== undefined) return { value: broken, ...found }
      }
    }
    const what = only === undefined ? 'nothing' : 'nothing of what was asked for'
    throw new SchemaError(this.root.place, `${what} was found that can be violated alone`)
  }

  #maker(chance: Chance): Maker {
    return new Maker(chance, this.#bounds, this.#heights)
  }
}

/**
 * A few options in the order in which to try them. A keyword is drawn first and then its place, so that what stands in
 * each item of a long list is not violated more often than what stands once.
 */
function someOf(options: readonly Option[], only: Only | undefined, chance: Chance): Option[] {
  const byKeyword = new Map<string, Option[]>()
  for (const option of options) {
    const schemaPath = schemaPathOf(option)
    const places = byKeyword.get(schemaPath)
    if (places !== undefined) places.push(option)
    else if (only === undefined || only(schemaPath)) byKeyword.set(schemaPath, [option])
  }
  const isLight = ([first]: Option[]) =>
    only !== undefined || chance.heads(Math.max(rarest, heavyAbove / weightOf(first)))
  return chance
    .shuffled([...byKeyword.values()].filter(isLight))
    .slice(0, 12)
    .flatMap((places) => chance.pick(places) ?? [])
}

function schemaPathOf({ applied, keyword }: Option): string {
  return `${applied.node.place}/${keyword}`
}

function weightOf(option: Option | undefined): number {
  const limits: Readonly<Record<string, number>> = option?.applied.node.limits ?? {}
  return /^m(?:in|ax)(?:Length|Items|Properties)$/.test(option?.keyword ?? '')
    ? (limits[option?.keyword ?? ''] ?? 0)
    : 0
}
