/** Rooms full of members, some of whom send. */
import type { World } from './crowd.ts'
import type { Outcome } from './figures.ts'
import type { FanoutPlan } from './plan.ts'
import { buildStage, judged, runTraffic, trafficFigures } from './stage.ts'
import { usageOf } from './usage.ts'

export async function runFanout(plan: FanoutPlan, world: World): Promise<Outcome> {
  world.tell(`opening ${(plan.rooms * plan.members).toLocaleString('en-US')} connections`)
  const stage = await buildStage(world, 'room', plan)
  try {
    const { span, missing } = await runTraffic(stage, world, plan)
    const resident = world.pid === undefined ? undefined : usageOf(world.pid)?.residentBytes
    return {
      figures: {
        ...trafficFigures(stage.traffic, span),
        ...(resident === undefined ? {} : { resident: resident / 1e6 }),
      },
      notes: [stage.sampled],
      ...judged(stage.traffic, { pace: plan.pace, span, missing, breath: 'matters' }),
    }
  } finally {
    for (const client of stage.clients) client.destroy()
  }
}
