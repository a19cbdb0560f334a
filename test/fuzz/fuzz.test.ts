/**
 * A short run of the fuzzer; the long one is `npm run fuzz`. FRAMES says how many frames, and
 * `SEED=<seed> FRAMES=<frames> npx vitest run test/fuzz` does the same again.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { seedFrom } from './dice.ts'
import { fuzz } from './fuzz.ts'

const frames = Number(process.env['FRAMES'] ?? 20_000)

beforeAll(async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  await promisify(execFile)(process.execPath, ['scripts/prepare.mjs'], { cwd: root })
}, 120_000)

test(`${frames} hostile frames: the server lives, others notice nothing, and nothing is left behind`, {
  timeout: 60_000 + frames * 2,
}, async () => {
  const seed = seedFrom(process.env['SEED'])
  // On machines that do other things as well, what is quiet is chance: the floor is high, and the long run’s is lower.
  const outcome = await fuzz({ frames, seed, floorMs: 500, rounds: 2, quietMs: 1000, framesPerSecond: 5000 })
  const { before, after, song } = outcome
  const p99 = song.periods.map(({ name, p99 }) => `${name} ${p99.toFixed(1)} ms`).join(', ')
  process.stdout.write(
    `fuzz: seed ${seed}, ${outcome.frames} frames in ${outcome.scenes} scenes, ${outcome.seconds.toFixed(1)} s; memory ${before.residentMb.toFixed(0)} → ${after.residentMb.toFixed(0)} MB; canary p99: ${p99}\n`,
  )
  expect(outcome.problems, `seed ${seed}`).toEqual([])
})
