/** Clients that read one page of history after the other, beside others who talk. */
import type { Client } from './client.ts'
import { openCrowd, type World } from './crowd.ts'
import type { Outcome } from './figures.ts'
import { fill } from './fill.ts'
import { Histogram } from './histogram.ts'
import type { HistoryPlan } from './plan.ts'
import { Sender } from './sender.ts'
import { buildStage, judged, runTraffic, trafficFigures } from './stage.ts'

export async function runHistory(plan: HistoryPlan, world: World): Promise<Outcome> {
  const { readers: count, stored, limit, live, contentBytes } = plan
  const { dialect } = world
  if (dialect.history === undefined) throw new Error(`${dialect.name} has no history`)
  const { history } = dialect
  const channel = `${world.prefix}history`
  const pace = { kind: 'open', perSecond: live.perSecond } as const
  const stage = await buildStage(world, 'live', {
    ...{ rooms: 1, members: live.members, senders: 1, address: 'channel', contentBytes, pace },
  })
  let writers: Client[] = []
  let readers: Client[] = []
  try {
    world.tell(`storing ${stored.toLocaleString('en-US')} messages`)
    writers = await openCrowd(world, {
      users: ['writer'],
      headBytes: () => 0,
      arrived: async (client) => {
        await client.ask(dialect.join(channel))
        await fill(client, new Sender(0, client, dialect, { channel }, contentBytes), stored)
      },
    })
    for (const client of writers) client.onFrame = () => undefined
    readers = await openCrowd(world, {
      users: Array.from({ length: count }, (_, at) => `reader-${at}`),
      headBytes: () => 0,
      arrived: (client) => client.ask(dialect.join(channel)),
    })
    const times = new Histogram()
    let reading = true
    const read = async (client: Client): Promise<void> => {
      while (reading) {
        const asked = performance.now()
        await client.ask(history(channel, limit))
        times.record((performance.now() - asked) * 1000)
      }
    }
    const { span, missing } = await runTraffic(stage, world, { ...plan, members: live.members }, async () => {
      const asked = performance.now()
      const all = Promise.all(readers.map(read))
      await new Promise((resolve) => setTimeout(resolve, plan.seconds * 1000 - (performance.now() - asked)))
      reading = false
      await all
    })
    const { p99, generator_cpu, late_p99, server_cpu } = trafficFigures(stage.traffic, span)
    return {
      figures: {
        pages: (times.count / span.micros) * 1e6,
        page_p50: times.percentile(0.5),
        page_p99: times.percentile(0.99),
        ...(span.serverMicros === undefined ? {} : { cpu_per_page: span.serverMicros / Math.max(1, times.count) }),
        ...(p99 === undefined ? {} : { live_p99: p99 }),
        ...(server_cpu === undefined ? {} : { server_cpu }),
        ...(generator_cpu === undefined ? {} : { generator_cpu }),
        ...(late_p99 === undefined ? {} : { late_p99 }),
      },
      notes: [
        `${count} readers, one page of ${limit} messages after the other; live: ${live.perSecond}/s to ${live.members} members`,
        stage.sampled,
      ],
      ...judged(stage.traffic, { pace, span, missing, breath: 'matters' }),
    }
  } finally {
    for (const client of [...stage.clients, ...writers, ...readers]) client.destroy()
  }
}
