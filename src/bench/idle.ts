/** Many connections that have joined a room and do nothing: what they weigh, and how long it takes to let them all in. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'
import { openCrowd, type World } from './crowd.ts'
import type { Figures, Outcome } from './figures.ts'
import { between, mark } from './mark.ts'
import type { IdlePlan } from './plan.ts'
import { usageOf } from './usage.ts'

const nothing = { deliveries: 0, sent: 0 }
/** What was needed only while everybody came is given back, or not, within this time. */
const settlingSeconds = 2

export async function runIdle(plan: IdlePlan, world: World): Promise<Outcome> {
  const { connections, early, perRoom, seconds } = plan
  const { pid, dialect, prefix } = world
  const settling = Math.min(settlingSeconds, seconds) * 1000
  const lost: string[] = []
  const clients: Client[] = []
  const resident = (): number => (pid === undefined ? undefined : usageOf(pid)?.residentBytes) ?? Number.NaN
  const open = async (from: number, to: number): Promise<void> => {
    const users = Array.from({ length: to - from }, (_, at) => `idle-${from + at}`)
    const arrived = (client: Client, index: number): Promise<unknown> => {
      clients.push(client)
      client.onClose = (reason) => lost.push(reason)
      return client.ask(dialect.join(`${prefix}idle-${Math.floor((from + index) / perRoom)}`))
    }
    await openCrowd(world, { users, before: from, headBytes: () => 0, arrived })
  }
  try {
    world.tell(`opening ${early.toLocaleString('en-US')} connections`)
    await open(0, early)
    await sleep(settling)
    const before = resident()
    world.tell(`opening ${(connections - early).toLocaleString('en-US')} more`)
    const from = mark(nothing, world)
    await open(early, connections)
    const connected = mark(nothing, world)
    await sleep(settling)
    const after = resident()
    world.tell(`waiting for ${seconds} s`)
    const quiet = mark(nothing, world)
    await sleep(seconds * 1000)
    const coming = between(from, connected)
    const waiting = between(quiet, mark(nothing, world))
    return {
      figures: {
        connect_all: coming.micros / 1e6,
        generator_cpu: coming.generatorShare * 100,
        ...serverFigures(coming.serverMicros, waiting.serverShare, connections - early),
        ...(Number.isNaN(after) ? {} : { resident: after / 1e6, per_connection: perConnection(before, after, plan) }),
      },
      notes: [
        `memory of the last ${(connections - early).toLocaleString('en-US')} of ${connections.toLocaleString('en-US')} connections`,
      ],
      disturbances: [],
      problems: lost.slice(0, 1).map((reason) => `${lost.length} connections were lost, the first because ${reason}`),
    }
  } finally {
    for (const client of clients) client.destroy()
  }
}

/** In units of 1,000 bytes. */
function perConnection(before: number, after: number, { connections, early }: IdlePlan): number {
  return (after - before) / (connections - early) / 1000
}

function serverFigures(micros: number | undefined, share: number | undefined, connections: number): Figures {
  return micros === undefined || share === undefined
    ? {}
    : { connect_cpu: micros / connections, server_cpu: share * 100 }
}
