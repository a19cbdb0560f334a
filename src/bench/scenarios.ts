/** The loads of `pactwire bench`: within what a server allows by default, and to be made larger with options. */
import type { MeasureName } from './figures.ts'
import type { Plan } from './plan.ts'

export interface Sizes {
  readonly seconds: number
  /** Connections: members of the one room, of all rooms, or those that are idle. */
  readonly members: number
  /** Messages a second in all. */
  readonly rate: number
  readonly bytes: number
}

export interface BenchScenario {
  readonly name: string
  readonly summary: string
  readonly usual: Sizes
  readonly plan: (sizes: Sizes) => Plan
  /** What is shown first; the rest follows. */
  readonly columns: readonly MeasureName[]
}

/** Until the server has compiled what it runs all the time. */
const warmup = (seconds: number): number => Math.min(2, seconds / 4)
const usual = { seconds: 10, members: 1000, rate: 200, bytes: 60 } as const
const roomSize = 10

export const benchScenarios: readonly BenchScenario[] = [
  {
    name: 'fanout',
    summary: 'four publishers in one channel of many members, at a fixed rate',
    usual,
    plan: ({ seconds, members, rate, bytes }) => ({
      ...{ kind: 'fanout', rooms: 1, members, senders: Math.min(4, members), address: 'channel', contentBytes: bytes },
      ...{ pace: { kind: 'open', perSecond: rate }, warmupSeconds: warmup(seconds), seconds },
    }),
    columns: ['messages', 'deliveries', 'p50', 'p99', 'p999'],
  },
  {
    name: 'rooms',
    summary: 'many channels of ten members, all of whom send, at a fixed rate',
    usual: { ...usual, rate: 2000 },
    plan: ({ seconds, members, rate, bytes }) => ({
      ...{ kind: 'fanout', rooms: Math.max(1, Math.round(members / roomSize)), members: roomSize, senders: roomSize },
      ...{
        address: 'channel',
        contentBytes: bytes,
        pace: { kind: 'open', perSecond: rate },
        warmupSeconds: warmup(seconds),
        seconds,
      },
    }),
    columns: ['messages', 'deliveries', 'p50', 'p99', 'p999'],
  },
  {
    name: 'direct',
    summary: 'direct messages between pairs of users, at a fixed rate',
    usual: { ...usual, members: 200, rate: 1000 },
    plan: ({ seconds, members, rate, bytes }) => ({
      ...{ kind: 'fanout', rooms: Math.max(1, Math.round(members / 2)), members: 2, senders: 1, address: 'direct' },
      ...{ contentBytes: bytes, pace: { kind: 'open', perSecond: rate }, warmupSeconds: warmup(seconds), seconds },
    }),
    columns: ['messages', 'deliveries', 'p50', 'p99', 'p999'],
  },
  {
    name: 'saturation',
    summary: 'four publishers with 16 messages in flight each: how much it can do (raise limits.requests_per_second)',
    usual,
    plan: ({ seconds, members, bytes }) => ({
      ...{ kind: 'fanout', rooms: 1, members, senders: Math.min(4, members), address: 'channel', contentBytes: bytes },
      ...{ pace: { kind: 'closed', inFlight: 16, until: 'delivery' }, warmupSeconds: warmup(seconds), seconds },
    }),
    columns: ['messages', 'deliveries', 'p50', 'p99', 'answer_p50', 'answer_p99'],
  },
  {
    name: 'idle',
    summary: 'connections that join a channel and do nothing',
    usual: { ...usual, members: 2000, rate: 0 },
    plan: ({ seconds, members }) => ({
      kind: 'idle',
      connections: members,
      early: Math.ceil(members / 10),
      perRoom: 100,
      seconds,
    }),
    columns: ['connect_all', 'per_connection', 'resident'],
  },
]
