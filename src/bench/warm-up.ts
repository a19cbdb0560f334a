/**
 * Servers run for weeks, and only in their first seconds is their code still being compiled. What is measured is a server
 * that has been talked to: many have come and gone, and a room has been busy for a while.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openCrowd, type World } from './crowd.ts'
import { buildStage, type Rooms, settle } from './stage.ts'

export interface WarmUp {
  /** So many join a room, and go. */
  readonly comers: number
  /** So many are said in a room of ten, by all of them. */
  readonly messages: number
}

export interface Warmed {
  readonly sent: number
  readonly missing: number
  /** Why connections were. */
  readonly lost: readonly string[]
}

const room = { rooms: 1, members: 10, senders: 10, address: 'channel', contentBytes: 60 } as const
const inFlight = 4
const patienceMs = 60_000

export async function warmUp({ comers, messages }: WarmUp, world: World): Promise<Warmed> {
  const { dialect, prefix } = world
  world.tell('talking the server warm')
  const passers = await openCrowd(world, {
    users: Array.from({ length: comers }, (_, at) => `passer-${at}`),
    headBytes: () => 0,
    arrived: (client) => client.ask(dialect.join(`${prefix}passage`)),
  })
  for (const client of passers) client.destroy()
  const rooms: Rooms = { ...room, pace: { kind: 'closed', inFlight, until: 'answer' } }
  const { clients, traffic } = await buildStage(world, 'warm', rooms)
  try {
    const until = performance.now() + patienceMs
    traffic.start()
    while (traffic.sent < messages && traffic.lost.length === 0 && performance.now() < until) await sleep(10)
    traffic.stop()
    const missing = await settle(traffic, room.members)
    return { sent: traffic.sent, missing, lost: traffic.lost }
  } finally {
    for (const client of clients) client.destroy()
  }
}
