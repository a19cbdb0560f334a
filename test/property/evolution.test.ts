import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GeneratorError, type JsonValue } from '../../src/codegen/model.ts'
import type { Change } from '../../src/evolution/change.ts'
import { compareSets } from '../../src/evolution/compare.ts'
import {
  likelyValues,
  mutationArb,
  openedSchemas,
  type Schemas,
  schemasArb,
  setOf,
  valueArb,
} from '../support/evolution.ts'

/** Ajv is the oracle: it knows nothing of comparing, and everything of what is valid. */
function validatorOf(schemas: Schemas, name: string): (value: JsonValue) => boolean | undefined {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false })
  for (const [file, schema] of Object.entries(schemas)) ajv.addSchema(schema, `${file}.json`)
  const validate = ajv.getSchema(`${name}.json`)
  if (validate === undefined) throw new Error(`no schema ${name}`)
  return (value) => {
    try {
      return validate(value) === true
    } catch {
      // Keeping track of what is evaluated, Ajv sometimes writes into what is not there: then it does not know.
      return undefined
    }
  }
}

/** A `$ref` that leads to itself is refused; there is nothing to compare then. */
function comparison(before: Schemas, after: Schemas, assume: 'input' | 'output'): readonly Change[] | undefined {
  try {
    return compareSets(setOf(before), setOf(after), { assume })
  } catch (error) {
    if (error instanceof GeneratorError) return undefined
    throw error
  }
}

const breaking = (changes: readonly Change[]) => changes.filter(({ verdict }) => verdict === 'breaking')
const pairArb = fc
  .record({
    before: schemasArb,
    mutations: fc.array(mutationArb, { minLength: 1, maxLength: 3 }),
    values: fc.array(valueArb, { maxLength: 20 }),
    seed: fc.nat(),
  })
  .map(({ before, mutations, values, seed }) => ({ before, after: mutated(before, mutations), values, seed }))

function mutated(before: Schemas, mutations: readonly ((schemas: Schemas) => Schemas)[]): Schemas {
  return mutations.reduce((schemas, mutation) => mutation(schemas), before)
}

const runs = Number(process.env['EVO_RUNS'] ?? 400)
const stats = { judged: 0, compatible: 0, changed: 0, samples: 0, skipped: 0 }

describe('the comparison of schemas', () => {
  it('calls nothing a change where nothing has changed', () => {
    fc.assert(
      fc.property(schemasArb, fc.constantFrom('input', 'output'), (schemas, way) => {
        expect(comparison(schemas, structuredClone(schemas), way as 'input') ?? []).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  it.each(['input', 'output'] as const)('calls no %s compatible that an old client could stumble over', (way) => {
    fc.assert(
      fc.property(pairArb, ({ before, after, values, seed }) => {
        const changes = comparison(before, after, way)
        if (changes === undefined) {
          stats.skipped++
          return
        }
        stats.judged++
        if (breaking(changes).length > 0) return
        stats.compatible++
        if (changes.length > 0) stats.changed++
        const [given, taker] = way === 'input' ? [before, after] : [after, openedSchemas(before)]
        const isGiven = validatorOf(given, 'main')
        const isTaken = validatorOf(taker, 'main')
        const candidates = [...values, ...likelyValues(given, 'main', seed, 60)]
        const refused: JsonValue[] = candidates.filter(
          (value) => isGiven(value) === true && (stats.samples++, isTaken(value) === false),
        )
        expect({ refused, before, after }).toEqual({ refused: [], before, after })
      }),
      { numRuns: runs },
    )
    console.log(way, JSON.stringify(stats))
  })
})
