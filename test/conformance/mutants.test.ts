/** The suite can fail: each of these wrong servers is found by the cases that say they find it, and the proxy adds no fault. */
import { afterAll, describe, expect, test } from 'vitest'
import { runConformance } from '../../src/conformance/run.ts'
import { stopTestServers } from '../support/test-server.ts'
import { type Mutant, mutants, serveMutant } from './mutants/index.ts'
import type { Frame } from './mutants/proxy.ts'

afterAll(stopTestServers)

/** Enough for an answer on a busy machine; what never comes is waited for as long. */
const patienceMs = 1500
/** So that payloads that are drawn find the same mutants in every run. */
const seed = 20

describe('a wrong server', () => {
  test('is one of at least thirty, each with a name of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(30)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  })

  test.concurrent.each(mutants)('$name: $caughtBy', async (mutant) => {
    const { results } = await runConformance({ serve: serveMutant(mutant), only: mutant.caughtBy, patienceMs, seed })
    const verdicts = Object.fromEntries(results.map((result) => [result.case.id, result.verdict.kind]))
    expect(verdicts).toEqual(Object.fromEntries(mutant.caughtBy.map((id) => [id, 'failed'])))
  })
})

const asItIs = (frame: Frame): Frame[] => [frame]

/** The frames of WebSocket themselves pass only where the proxy does not read them. */
const honest = [
  { name: 'passes bytes on', wrongness: {}, group: /./ },
  {
    name: 'reads frames and writes them again',
    wrongness: { toClient: asItIs, toServer: asItIs },
    group: /^(?!framing)/,
  },
]

test.each(honest)(
  'a proxy that $name makes no mutant: what these fail at, it passes',
  async ({ wrongness, group }) => {
    const mutant: Mutant = { name: 'honest', caughtBy: [], begin: () => wrongness }
    const claimed = [...new Set(mutants.flatMap(({ caughtBy }) => caughtBy))].filter((id) => group.test(id))
    const { results } = await runConformance({ serve: serveMutant(mutant), only: claimed, seed })
    const failed = results.flatMap(({ case: { id }, verdict }) =>
      verdict.kind === 'passed' ? [] : [{ id, ...verdict, transcript: [] }],
    )
    expect(failed).toEqual([])
  },
  60_000,
)
