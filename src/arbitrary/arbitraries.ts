/**
 * The two arbitraries. Making is by chance and shrinking is by the value alone, and both ask the judge: a value that was
 * not made here shrinks as well, and no shrunken value is anything else than what was promised.
 */
import type * as fastCheck from 'fast-check'
import type { JsonValue } from '../codegen/model.ts'
import { breach } from './breach.ts'
import { Chance, type Numbers } from './chance.ts'
import { Heights, reachable } from './goal.ts'
import { isValid, judge } from './judge.ts'
import { type Bounds, Maker } from './make.ts'
import { SchemaError, type SchemaNode } from './model.ts'
import { type Option, optionsOf } from './places.ts'
import { type Resolve, readSchema } from './read.ts'
import { type Named, type Simpler, simplerValues } from './simpler.ts'
import { chainOf, isSame, type NearlyValid, onlyViolation, type Violation } from './violation.ts'
import { type Segments, withAt } from './within.ts'

/** What is needed of fast-check: the module itself, of the copy that runs the test. */
export type FastCheck = Pick<typeof fastCheck, 'Arbitrary' | 'sample' | 'stream' | 'Value'>

export interface Options extends Partial<Bounds> {
  readonly fc: FastCheck
  /** The schema of a document by the name that references have for it: `content.json`. */
  readonly resolve?: Resolve
}

export interface NearlyOptions extends Options {
  /** Which keywords may be violated, by their places: `content.json#/maxLength`. All, when this is left out. */
  readonly only?: (schemaPath: string) => boolean
}

/** How often a whole value is begun anew before it is said that there seems to be none. */
const attempts = 100
/** Violations that need more than this many signs, items or fields are the rarer the larger they are, down to `rarest`. */
const heavyAbove = 200
const rarest = 0.005

/** Values that the schema accepts. Throws a SchemaError, when called, for a schema that it cannot make values for. */
export function valid(schema: object | boolean, options: Options): fastCheck.Arbitrary<unknown> {
  const world = new World(schema, options)
  return arbitrary<unknown>(options.fc, {
    named: world.named,
    make: (chance) => world.value(chance),
    isOne: (value) => isValid(world.root, value as JsonValue),
    valueOf: (value) => value,
    as: (value) => (isValid(world.root, value) ? { value } : undefined),
  })
}

/** Values that the schema refuses for one reason alone, with that reason. Throws like `valid`. */
export function nearlyValid(schema: object | boolean, options: NearlyOptions): fastCheck.Arbitrary<NearlyValid> {
  const world = new World(schema, options)
  const still = (value: JsonValue, violation: Violation): NearlyValid | undefined => {
    const found = onlyViolation(judge(world.root, value), chainOf(violation))
    return found !== undefined && isSame(found, violation) ? { value, ...found } : undefined
  }
  return arbitrary<NearlyValid>(options.fc, {
    named: world.named,
    make: (chance) => world.nearlyValue(chance, options.only),
    isOne: (one) => still(one.value as JsonValue, one)?.path === one.path,
    valueOf: ({ value }) => value,
    as: (value, before) => {
      const found = still(value, before)
      return found && { value: found }
    },
  })
}

/** A schema that is read, and how values for it are made. */
class World {
  readonly root: SchemaNode
  readonly named: Named
  readonly #bounds: Bounds
  readonly #heights: Heights

  constructor(schema: object | boolean, { resolve, maxDepth = 8, maxParts = 80 }: Options) {
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

  nearlyValue(chance: Chance, only: NearlyOptions['only']): NearlyValid {
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
function someOf(options: readonly Option[], only: NearlyOptions['only'], chance: Chance): Option[] {
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

interface Design<T> {
  readonly named: Named
  make(chance: Chance): T
  isOne(value: T): boolean
  valueOf(one: T): unknown
  /** What a simpler value is, if it is still what it should be. */
  as(value: JsonValue, before: T): { readonly value: T } | undefined
}

function arbitrary<T>(fc: FastCheck, design: Design<T>): fastCheck.Arbitrary<T> {
  function* shrunk(before: T, from: Segments | undefined): Generator<fastCheck.Value<T>> {
    for (const { value, at } of simplerValues(design.valueOf(before) as JsonValue, from, design.named)) {
      const found = design.as(value, before)
      if (found !== undefined) yield new fc.Value(found.value, at)
    }
  }
  class FromSchema extends fc.Arbitrary<T> {
    override generate(numbers: Numbers): fastCheck.Value<T> {
      return new fc.Value(design.make(new Chance(numbers)), undefined)
    }

    override canShrinkWithoutContext(value: unknown): value is T {
      return design.isOne(value as T)
    }

    override shrink(value: T, context: unknown): fastCheck.Stream<fastCheck.Value<T>> {
      return fc.stream(shrunk(value, context as Simpler['at'] | undefined))
    }
  }
  const made = new FromSchema()
  // A schema for which there is nothing is told of here, and not in the middle of a test.
  fc.sample(made, { numRuns: 1, seed: 1 })
  return made
}
