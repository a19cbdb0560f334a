/** Ajv is the oracle: it knows nothing of comparing, and everything of what is valid. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GeneratorError, type JsonValue } from '../../src/codegen/model.ts'
import type { Change } from '../../src/evolution/change.ts'
import { compareSets } from '../../src/evolution/compare.ts'
import {
  judgeable,
  likelyValues,
  mutationArb,
  openedSchemas,
  type Schemas,
  schemasArb,
  setOf,
  valueArb,
  versionsArb,
} from '../support/evolution.ts'

type Verdict = 'valid' | 'invalid' | 'undecided'

function validatorOf(schemas: Schemas, name: string): (value: JsonValue) => Verdict {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false })
  for (const [file, schema] of Object.entries(schemas)) ajv.addSchema(schema, `${file}.json`)
  const validate = ajv.getSchema(`${name}.json`)
  if (validate === undefined) throw new Error(`no schema ${name}`)
  return (value) => {
    try {
      return validate(value) === true ? 'valid' : 'invalid'
    } catch {
      // Keeping track of what is evaluated, Ajv sometimes writes into what is not there.
      return 'undecided'
    }
  }
}

type Way = 'input' | 'output'

/** A `$ref` that leads to itself is refused: there is nothing to compare then. */
function comparison(before: Schemas, after: Schemas, assume: Way): readonly Change[] | undefined {
  try {
    return compareSets(setOf(before), setOf(after), { assume })
  } catch (error) {
    if (error instanceof GeneratorError) return undefined
    throw error
  }
}

const mutatedArb = fc
  .tuple(schemasArb, fc.array(mutationArb, { minLength: 1, maxLength: 3 }))
  .map(([before, mutations]) => ({ before, after: mutations.reduce((schemas, mutate) => mutate(schemas), before) }))

const pairArb = fc
  .record({ pair: fc.oneof(mutatedArb, versionsArb), values: fc.array(valueArb, { maxLength: 20 }), seed: fc.nat() })
  .map(({ pair, ...rest }) => ({ before: judgeable(pair.before), after: judgeable(pair.after), ...rest }))

const wayArb = fc.constantFrom<Way>('input', 'output')

describe('the comparison of random schemas', () => {
  it('finds no change where there is none', () => {
    fc.assert(
      fc.property(schemasArb, wayArb, (schemas, way) => {
        expect(comparison(schemas, structuredClone(schemas), way) ?? []).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('finds no change where only the prose has changed', () => {
    const described = (schemas: Schemas): Schemas =>
      Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [
          name,
          { ...schema, title: name, 'x-note': [1], examples: [name] },
        ]),
      )
    fc.assert(
      fc.property(schemasArb, wayArb, (schemas, way) => {
        expect(comparison(schemas, described(schemas), way) ?? []).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it.each(['input', 'output'] as const)('calls no %s compatible that an old client could stumble over', (way) => {
    let tried = 0
    fc.assert(
      fc.property(pairArb, ({ before, after, values, seed }) => {
        const changes = comparison(before, after, way)
        if (changes === undefined || changes.some(({ verdict }) => verdict === 'breaking')) return
        const [given, taker] = way === 'input' ? [before, after] : [after, openedSchemas(before)]
        const [ofGiven, ofTaker] = [validatorOf(given, 'main'), validatorOf(taker, 'main')]
        const valid = [...values, ...likelyValues(given, 'main', seed, 60)].filter(
          (value) => ofGiven(value) === 'valid',
        )
        if (changes.length > 0) tried += valid.length
        const refused = valid.filter((value) => ofTaker(value) === 'invalid')
        expect({ refused, before, after }).toEqual({ refused: [], before, after })
      }),
      { numRuns: Number(process.env['EVOLUTION_RUNS'] ?? 400) },
    )
    // A test that tries nothing proves nothing.
    expect(tried).toBeGreaterThan(100)
  })

  it('says the same whatever the order of the files', () => {
    fc.assert(
      fc.property(pairArb, wayArb, ({ before, after }, way) => {
        const reversed = (schemas: Schemas): Schemas => Object.fromEntries(Object.entries(schemas).reverse())
        expect(comparison(reversed(before), reversed(after), way)).toEqual(comparison(before, after, way))
      }),
      { numRuns: 100 },
    )
  })
})
