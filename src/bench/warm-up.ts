/**
 * Servers run for weeks, and only in their first seconds is their code still being compiled. What is measured is a server
 * that has been talked to: a room has been busy for a while, and many have come, gone, and come back for what they missed.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'
import { openCrowd, type World } from './crowd.ts'
import type { Position } from './dialect.ts'
import { buildStage, type Rooms, settle } from './stage.ts'

export interface WarmUp {
  /** So many join a room, go, and come back. */
  readonly comers: number
  /** So many are said in a room of ten, by all of them. */
  readonly messages: number
  /** So many of them those who come back have missed, where that can be told. */
  readonly missed: number
}

export interface Warmed {
  readonly sent: number
  readonly missing: number
  /** Why connections were. */
  readonly lost: readonly string[]
}

const name = 'warm'
const room = { rooms: 1, members: 10, senders: 10, address: 'channel', contentBytes: 60 } as const
const inFlight = 4
const patienceMs = 60_000

export async function warmUp({ comers, messages, missed }: WarmUp, world: World): Promise<Warmed> {
  world.tell('talking the server warm')
  const rooms: Rooms = { ...room, pace: { kind: 'closed', inFlight, until: 'answer' } }
  const { clients, traffic } = await buildStage(world, name, rooms)
  try {
    const until = performance.now() + patienceMs
    traffic.start()
    while (traffic.sent < messages && traffic.lost.length === 0 && performance.now() < until) await sleep(10)
    traffic.stop()
    const missing = await settle(traffic, room.members)
    await comeAndGo(comers, missed, world)
    return { sent: traffic.sent, missing, lost: traffic.lost }
  } finally {
    for (const client of clients) client.destroy()
  }
}

/** The second time each asks for what it has missed, and each for another piece: so much is to be read, and not only sent. */
async function comeAndGo(comers: number, missed: number, world: World): Promise<void> {
  const { dialect, prefix } = world
  const channel = `${prefix}${name}-0`
  const users = Array.from({ length: comers }, (_, at) => `passer-${at}`)
  const visit = async (arrived: (client: Client, index: number) => Promise<unknown>): Promise<void> => {
    const passers = await openCrowd(world, { users, headBytes: () => Number.POSITIVE_INFINITY, arrived })
    for (const client of passers) client.destroy()
  }
  let top: Position | undefined
  await visit(async (client) => {
    top = await client.ask(dialect.join(channel), (answer) => dialect.position?.(answer.toString('utf8')))
  })
  await visit((client, index) => {
    if (top === undefined || dialect.rejoin === undefined) return client.ask(dialect.join(channel))
    const since = { ...top, offset: Math.max(0, top.offset - (index % missed) - 1) }
    return client.ask(dialect.rejoin(channel, since))
  })
}
