/** Carries out a plan. Whoever calls has a process for it: the generator takes all of one core if it can get it. */
import type { World } from './crowd.ts'
import { runFanout } from './fanout.ts'
import type { Outcome } from './figures.ts'
import { runHistory } from './history.ts'
import { runIdle } from './idle.ts'
import type { Plan } from './plan.ts'
import { runStorm } from './storm.ts'

export function runPlan(plan: Plan, world: World): Promise<Outcome> {
  switch (plan.kind) {
    case 'fanout':
      return runFanout(plan, world)
    case 'idle':
      return runIdle(plan, world)
    case 'storm':
      return runStorm(plan, world)
    case 'history':
      return runHistory(plan, world)
  }
}
