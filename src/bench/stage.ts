/** What all loads are made of: rooms that fill up, traffic that runs for a while, and figures of that while. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client.ts'
import { openCrowd, type World } from './crowd.ts'
import type { Figures, Outcome } from './figures.ts'
import { between, mark, type Span } from './mark.ts'
import type { Pace } from './pace.ts'
import { Sender } from './sender.ts'
import { Traffic } from './traffic.ts'
import { disturbancesOf, problemsOf, type Signs } from './verdict.ts'

export interface Rooms {
  readonly rooms: number
  readonly members: number
  readonly senders: number
  readonly address: 'channel' | 'direct'
  readonly contentBytes: number
  readonly pace: Pace
}

/** Clients in their rooms, with the traffic that goes between them. */
export interface Stage {
  readonly clients: readonly Client[]
  readonly traffic: Traffic
  readonly sampled: string
}

/** One in so many is timed, but at least this many are. */
const timedOneIn = 20
const timedAtLeast = 20

export async function buildStage(world: World, name: string, plan: Rooms): Promise<Stage> {
  const { dialect, prefix } = world
  const { rooms, members, senders: sendersEach, address, contentBytes } = plan
  const count = rooms * members
  const pace: Pace = plan.pace.kind === 'closed' && !dialect.answers ? { ...plan.pace, until: 'delivery' } : plan.pace
  const isSender = (index: number): boolean => index % members < sendersEach
  const every = Math.max(1, Math.floor(count / Math.max(timedAtLeast, Math.ceil(count / timedOneIn))))
  const isTimed = (index: number): boolean => index % every === every - 1
  const reads = (index: number): number => (isTimed(index) || isSender(index) ? Number.POSITIVE_INFINITY : 0)
  const users = Array.from({ length: count }, (_, at) => `${name}-${Math.floor(at / members)}-${at % members}`)
  const channelOf = (index: number): string => `${prefix}${name}-${Math.floor(index / members)}`
  const clients = await openCrowd(world, {
    users,
    headBytes: reads,
    arrived: async (client, index) => address === 'channel' && client.ask(dialect.join(channelOf(index))),
  })
  const senders = clients
    .map((client, index) => ({ client, index }))
    .filter(({ index }) => isSender(index))
    // Across the rooms: if those of one room spoke one after the other, what they say would be merged by whoever can.
    .sort((one, other) => (one.index % members) - (other.index % members) || one.index - other.index)
    .map(({ client, index }, number) => {
      const to = address === 'channel' ? { channel: channelOf(index) } : { user: clients[index + 1]?.user ?? '' }
      return new Sender(number, client, dialect, to, contentBytes)
    })
  const traffic = new Traffic(senders, pace)
  for (const [index, client] of clients.entries()) {
    if (pace.kind === 'closed' && isSender(index)) continue
    if (isTimed(index)) traffic.time(client)
    else traffic.count(client)
  }
  const timed = clients.filter((_, index) => isTimed(index) || (pace.kind === 'closed' && isSender(index))).length
  const senderNote = pace.kind === 'closed' ? ', and every sender' : ''
  const which = every === 1 ? 'every member' : `every ${every}th to join${senderNote}`
  return { clients, traffic, sampled: `latency seen by ${timed} of ${count} members (${which})` }
}

/** Runs until what was sent has come, or nothing more comes. */
export async function settle(traffic: Traffic, members: number, patienceMs = 5000): Promise<number> {
  const missing = (): number => (traffic.sent - traffic.refused) * members - traffic.deliveries
  let last = -1
  let since = performance.now()
  while (missing() > 0 && performance.now() - since < patienceMs) {
    if (traffic.deliveries !== last) {
      last = traffic.deliveries
      since = performance.now()
    }
    await sleep(10)
  }
  return missing()
}

/** Warms up, measures for a while, and waits for the rest. */
export async function runTraffic(
  { traffic }: Stage,
  world: World,
  { members, warmupSeconds, seconds }: { members: number; warmupSeconds: number; seconds: number },
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<{ readonly span: Span; readonly missing: number }> {
  traffic.start()
  await sleep(warmupSeconds * 1000)
  const from = mark(traffic, world)
  traffic.begin()
  const ends = performance.now() + seconds * 1000
  await meanwhile()
  for (let left = ends - performance.now(); left > 1; left = ends - performance.now()) {
    await sleep(Math.min(1000, left))
    const span = between(from, mark(traffic, world))
    const cpu = span.serverShare === undefined ? '' : `, server ${(span.serverShare * 100).toFixed(0)} %`
    const rate = Math.round((span.deliveries / span.micros) * 1e6).toLocaleString('en-US')
    world.tell(`${rate} deliveries/s${cpu}, generator ${(span.generatorShare * 100).toFixed(0)} %`)
  }
  const to = mark(traffic, world)
  traffic.end()
  traffic.stop()
  return { span: between(from, to), missing: await settle(traffic, members) }
}

/** The figures that every traffic has. */
export function trafficFigures({ latency, answering, late }: Traffic, span: Span): Figures {
  const { micros, deliveries, messages, generatorShare, ownMicros, serverMicros, serverShare, mainShare } = span
  return {
    deliveries: (deliveries / micros) * 1e6,
    messages: (messages / micros) * 1e6,
    p50: latency.percentile(0.5),
    p99: latency.percentile(0.99),
    p999: latency.percentile(0.999),
    ...(answering.count === 0 ? {} : { answer_p50: answering.percentile(0.5), answer_p99: answering.percentile(0.99) }),
    ...(serverMicros === undefined || deliveries === 0
      ? {}
      : { cpu_per_delivery: serverMicros / deliveries, cpu_per_message: serverMicros / messages }),
    ...(serverShare === undefined ? {} : { server_cpu: serverShare * 100 }),
    ...(mainShare === undefined ? {} : { server_main: mainShare * 100 }),
    generator_cpu: generatorShare * 100,
    ...(deliveries === 0 ? {} : { generator_per_delivery: ownMicros / deliveries }),
    ...(late.count === 0 ? {} : { late_p99: late.percentile(0.99) }),
  }
}

/** `breath`: whether it matters how busy the generator itself was. */
export function judged(
  { refusals, lost, late, sent }: Traffic,
  { pace, span, missing, breath }: { pace: Pace; span: Span; missing: number; breath: 'matters' | 'does not matter' },
): Pick<Outcome, 'problems' | 'disturbances'> {
  const matters = breath === 'matters'
  const signs: Signs = {
    pace: pace.kind,
    generatorShare: matters ? span.generatorShare : 0,
    serverShare: span.serverShare,
    foreignShare: span.foreignShare,
    lateP99Ms: late.count === 0 || !matters ? undefined : late.percentile(0.99),
    sent,
    missing,
    refusals,
    lost,
  }
  return { problems: problemsOf(signs), disturbances: disturbancesOf(signs) }
}
