/**
 * The generator in a process of its own: gets one plan from its parent, carries it out, and answers with what came of it.
 * `node --import tsx test/bench/generator.ts`, with a channel to its parent.
 */
import type { Outcome } from '../../src/bench/figures.ts'
import type { Plan } from '../../src/bench/plan.ts'
import { runPlan } from '../../src/bench/run.ts'
import type { Cores } from '../../src/bench/usage.ts'
import { warmUp } from '../../src/bench/warm-up.ts'
import { type DialectName, dialects } from './peers/dialects.ts'
import type { State } from './scenarios.ts'

/** About a second of talk for the slowest of them. */
const talk = { comers: 500, messages: 20_000, missed: 100 }

export interface Order {
  readonly plan: Plan
  readonly url: string
  readonly dialect: DialectName
  readonly pid: number
  readonly prefix: string
  readonly opening: number
  readonly state: State
  readonly cores?: Cores
}

export type Report =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly message: string }

const say = (report: Report): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(report, () => resolve())
  })

// Nobody is left to tell.
process.once('disconnect', () => process.exit())
process.once('message', async ({ plan, url, dialect, state, ...rest }: Order) => {
  try {
    const tell = (line: string): void => void say({ kind: 'progress', line })
    const world = { ...rest, target: { url }, dialect: dialects[dialect], tell }
    if (state === 'warm') await warmUp(talk, world)
    const outcome = await runPlan(plan, world)
    await say({ kind: 'done', outcome })
  } catch (error) {
    await say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
  process.exit()
})
