/**
 * The two arbitraries. Making is by chance and shrinking is by the value alone, and both ask the judge: a value that was
 * not made here shrinks as well, and no shrunken value is anything else than what was promised.
 */
import type * as fastCheck from 'fast-check'
import type { JsonValue } from '../codegen/model.ts'
import { Chance, type Numbers } from './chance.ts'
import { isValid, judge } from './judge.ts'
import type { Bounds } from './make.ts'
import type { Resolve } from './read.ts'
import { type Named, type Simpler, simplerValues } from './simpler.ts'
import { chainOf, isSame, type NearlyValid, onlyViolation, type Violation } from './violation.ts'
import type { Segments } from './within.ts'
import { type Only, World } from './world.ts'

/** What is needed of fast-check: the module itself, of the copy that runs the test. */
export type FastCheck = Pick<typeof fastCheck, 'Arbitrary' | 'sample' | 'stream' | 'Value'>

export interface Options extends Partial<Bounds> {
  readonly fc: FastCheck
  /** The schema of a document by the name that references have for it: `content.json`. */
  readonly resolve?: Resolve
}

export interface NearlyOptions extends Options {
  /** Which keywords may be violated, by their places: `content.json#/maxLength`. All, when this is left out. */
  readonly only?: Only
}

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
