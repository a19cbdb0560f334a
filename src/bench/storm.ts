/** Everybody comes back at once, each with messages to recover, while others talk as if nothing had happened. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'
import { openCrowd, type World } from './crowd.ts'
import type { Position } from './dialect.ts'
import type { Outcome } from './figures.ts'
import { fill } from './fill.ts'
import { between, mark } from './mark.ts'
import type { StormPlan } from './plan.ts'
import { Sender } from './sender.ts'
import { buildStage, judged, type Rooms, settle } from './stage.ts'
import { countStamps } from './stamp.ts'

const whole = (): number => Number.POSITIVE_INFINITY

export async function runStorm(plan: StormPlan, world: World): Promise<Outcome> {
  const { clients: count, rooms, missed, live, quietSeconds, contentBytes, comers: kind } = plan
  const { dialect } = world
  const { rejoin } = dialect
  const users = Array.from({ length: count }, (_, at) => `back-${at}`)
  if (kind === 'back') await visit(users, plan, world)
  const positions = rejoin === undefined ? [] : await fillRooms(plan, world)
  const pace = { kind: 'open', perSecond: live.perSecond } as const
  const talk: Rooms = { rooms: 1, members: live.members, senders: 1, address: 'channel', contentBytes, pace }
  const stage = await buildStage(world, 'live', talk)
  const { traffic } = stage
  const lost: string[] = []
  const comers: Client[] = []
  let recovered = 0
  const arrived = async (client: Client, index: number): Promise<void> => {
    comers.push(client)
    client.onClose = (reason) => lost.push(reason)
    const since = positions[index % rooms]
    const channel = roomOf(world, index % rooms)
    const step = since === undefined || rejoin === undefined ? dialect.join(channel) : rejoin(channel, since)
    const isWhole = (answer: Buffer): boolean => dialect.recovered?.(answer) === true && countStamps(answer) === missed
    if (await client.ask(step, isWhole)) recovered++
  }
  try {
    world.tell(`live traffic alone for ${quietSeconds} s`)
    traffic.start()
    await sleep(500)
    traffic.begin()
    await sleep(quietSeconds * 1000)
    const quietP99 = traffic.latency.percentile(0.99)
    world.tell(`${number(count)} clients come back`)
    traffic.begin()
    const from = mark(traffic, world)
    await openCrowd(world, { users, headBytes: whole, arrived })
    const span = between(from, mark(traffic, world))
    traffic.end()
    traffic.stop()
    const missing = await settle(traffic, live.members)
    // The generator works as hard as the server here. What is asked is when all were there, and that all were.
    const { problems, disturbances } = judged(traffic, { pace, span, missing, breath: 'does not matter' })
    const what =
      rejoin === undefined ? 'that only join: there is nothing to recover with' : `with ${missed} messages to recover`
    return {
      figures: {
        storm: span.micros / 1e6,
        ...(rejoin === undefined ? {} : { recovered: (recovered / count) * 100 }),
        quiet_p99: quietP99,
        live_p99: traffic.latency.percentile(0.99),
        ...(span.serverMicros === undefined ? {} : { connect_cpu: span.serverMicros / count }),
        generator_cpu: span.generatorShare * 100,
      },
      notes: [`${number(count)} clients ${what}`, stage.sampled],
      disturbances,
      problems: [
        ...problems,
        ...lost.slice(0, 1).map((reason) => `${lost.length} who came back were lost, the first because ${reason}`),
      ],
    }
  } finally {
    for (const client of [...comers, ...stage.clients]) client.destroy()
  }
}

/** They are there, all of them, and then the network breaks. */
async function visit(users: readonly string[], { rooms }: StormPlan, world: World): Promise<void> {
  world.tell(`${number(users.length)} clients come for the first time`)
  const arrived = (client: Client, index: number): Promise<unknown> =>
    client.ask(world.dialect.join(roomOf(world, index % rooms)))
  const clients = await openCrowd(world, { users, headBytes: () => 0, arrived })
  for (const client of clients) client.destroy()
}

/** Puts messages into each room; the answer is where each stood before. */
async function fillRooms({ rooms, missed, contentBytes }: StormPlan, world: World): Promise<Position[]> {
  const { dialect } = world
  world.tell(`storing ${number(rooms * missed)} messages`)
  const positions: Position[] = []
  const users = Array.from({ length: rooms }, (_, room) => `filler-${room}`)
  const arrived = async (client: Client, room: number): Promise<void> => {
    const channel = roomOf(world, room)
    const position = await client.ask(dialect.join(channel), (answer) => dialect.position?.(answer.toString('utf8')))
    if (position !== undefined) positions[room] = position
    await fill(client, new Sender(room, client, dialect, { channel }, contentBytes), missed)
  }
  const fillers = await openCrowd(world, { users, headBytes: whole, arrived })
  for (const client of fillers) client.destroy()
  return positions
}

function roomOf({ prefix }: World, room: number): string {
  return `${prefix}storm-${room}`
}

function number(amount: number): string {
  return amount.toLocaleString('en-US')
}
