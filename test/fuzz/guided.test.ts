/**
 * The codec and the session, fuzzed led by the blocks that inputs reach; the long run is `npm run fuzz -- guided`. RUNS says
 * how many, and `SEED=<seed> RUNS=<runs> npx vitest run test/fuzz/guided.test.ts` does the same again.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { Coverage } from './coverage.ts'
import { seedFrom } from './dice.ts'
import { explore } from './explore.ts'

const runs = Number(process.env['RUNS'] ?? 4000)

test(`${runs} inputs made to reach what none has reached: codec and session never throw, and keep their word`, {
  timeout: 60_000 + runs,
}, async () => {
  // A process of its own: here, what is to be counted has been loaded already.
  const env = { ...process.env, RUNS: String(runs), SEED: String(seedFrom(process.env['SEED'])) }
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', main, 'guided'], { env }).catch(
    // It ends with 1 when something was found, which it says.
    (error: { readonly stdout: string }) => error,
  )
  process.stdout.write(stdout)
  expect(stdout).toContain('no problems')
})

test('an explorer that is led finds what a blind one does not', async () => {
  const coverage = new Coverage(/targets\/maze/)
  try {
    const { maze } = await import('./targets/maze.ts')
    const [led, blind] = [false, true].map((isBlind) => explore(maze, coverage, { runs: 20_000, seed: 1, isBlind }))
    expect(led?.findings.map(({ input }) => input)).toEqual(['fault'])
    expect(led?.findings[0]?.error).toContain('out')
    expect(blind?.findings).toEqual([])
    expect(led?.kept).toBeGreaterThanOrEqual(5)
  } finally {
    coverage.stop()
  }
})
