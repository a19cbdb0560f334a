/** Runs before every test file. `FC_SEED=123 npx vitest run …` repeats a property test that failed with that seed. */
import fc from 'fast-check'
import { checkWrittenFrames } from './checked-frames.ts'

checkWrittenFrames()
fc.configureGlobal({ verbose: 1, ...seedOf(process.env['FC_SEED']) })

function seedOf(text: string | undefined): { seed: number } | Record<string, never> {
  if (text === undefined || text === '') return {}
  const seed = Number(text)
  if (!Number.isInteger(seed)) throw new Error(`FC_SEED: "${text}" is not an integer`)
  return { seed }
}
