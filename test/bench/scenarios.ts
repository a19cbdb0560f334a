/** What is measured: loads, against whom, and what is hoped for. Data only; `npm run bench -- --help` lists it. */
import type { MeasureName } from '../../src/bench/figures.ts'
import type { FanoutPlan, Plan, StormPlan } from '../../src/bench/plan.ts'
import type { Ability } from './peers/peers.ts'
import type { Target } from './targets.ts'

/** Where Pactwire keeps the messages; nobody else keeps any. */
export type Kept = 'not at all' | 'in memory' | 'on disk'

/** Whether a server has been talked to before it is measured. */
export type State = 'warm' | 'cold'

export interface Scenario {
  readonly name: string
  readonly title: string
  /** One sentence: what goes on. */
  readonly about: string
  readonly plan: Plan
  readonly kept: Kept
  readonly tls: boolean
  /** Measured so, whatever is asked for. */
  readonly state?: State
  /** What a peer needs, to be measured in it. */
  readonly needs: readonly Ability[]
  /** The columns of its table. */
  readonly columns: readonly MeasureName[]
  /** What its chart shows. */
  readonly chart?: MeasureName
  readonly targets: readonly Target[]
}

const storm: StormPlan = {
  ...{ kind: 'storm', clients: 5000, comers: 'back', rooms: 100, missed: 100, contentBytes: 60, quietSeconds: 2 },
  live: { members: 10, perSecond: 200 },
}
const times = { warmupSeconds: 2, seconds: 8 } as const
const usual = { kept: 'not at all', tls: false, needs: [], targets: [] } as const
const latency = ['p50', 'p99', 'p999'] as const
const costs = ['cpu_per_delivery', 'server_cpu'] as const
const generator = ['generator_cpu'] as const

const oneToThousand: FanoutPlan = {
  ...{ kind: 'fanout', rooms: 1, members: 1000, senders: 1, address: 'channel', contentBytes: 60, ...times },
  pace: { kind: 'open', perSecond: 200 },
}
const saturated: FanoutPlan = {
  ...oneToThousand,
  senders: 4,
  pace: { kind: 'closed', inFlight: 16, until: 'delivery' },
}
const rooms: FanoutPlan = {
  ...{ kind: 'fanout', rooms: 100, members: 10, senders: 10, address: 'channel', contentBytes: 60, ...times },
  pace: { kind: 'open', perSecond: 6000 },
}
const pairs: FanoutPlan = {
  ...{ kind: 'fanout', rooms: 100, members: 2, senders: 1, address: 'channel', contentBytes: 60, ...times },
  pace: { kind: 'closed', inFlight: 1, until: 'answer' },
}
const sized = (contentBytes: number, perSecond: number): FanoutPlan => ({
  ...oneToThousand,
  contentBytes,
  pace: { kind: 'open', perSecond },
})

export const scenarios: readonly Scenario[] = [
  {
    ...usual,
    name: 'fanout',
    title: '1 to 1,000 at 200 messages a second',
    about: 'One publisher sends 200 messages of 60 bytes a second to a channel of 1,000 members, itself among them.',
    plan: oneToThousand,
    columns: [...costs, ...latency, ...generator],
    chart: 'cpu_per_delivery',
    targets: [
      { measure: 'cpu_per_delivery', against: 'floor', atMostTimes: 0.6 },
      { measure: 'cpu_per_delivery', against: 'gorilla', atMostTimes: 0.2 },
      { measure: 'cpu_per_delivery', against: 'ws', atMostTimes: 0.2 },
      { measure: 'p99', against: 'floor', atMostAbove: 15 },
    ],
  },
  {
    ...usual,
    name: 'saturation',
    title: '1 to 1,000 at saturation',
    about:
      'Four publishers in a channel of 1,000 members, each with 16 messages in flight; one is in flight until it has come back to its own sender.',
    plan: saturated,
    columns: ['deliveries', ...costs, ...latency, ...generator],
    chart: 'deliveries',
    targets: [
      { measure: 'deliveries', against: 'floor', atLeastTimes: 0.9 },
      { measure: 'deliveries', against: 'ws', atLeastTimes: 25 },
      { measure: 'deliveries', against: 'gorilla', atLeastTimes: 25 },
      { measure: 'deliveries', against: 'socket.io-uws', atLeastTimes: 1 },
    ],
  },
  {
    ...usual,
    name: 'saturation-answered',
    title: '1 to 1,000 at saturation, by answers',
    about:
      'The same, but a message is in flight until it has been answered; where nothing is answered (the floor), until it has come back. A sender is never more than 64 messages ahead of what has come back to it.',
    plan: { ...saturated, pace: { kind: 'closed', inFlight: 16, until: 'answer' } },
    columns: ['deliveries', ...costs, ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'rooms',
    title: '100 rooms of 10 at 6,000 messages a second',
    about: 'Every member of 100 rooms of 10 sends in turn, 6,000 messages of 60 bytes a second in all.',
    plan: rooms,
    columns: [...costs, ...latency, ...generator],
    chart: 'cpu_per_delivery',
    targets: [
      { measure: 'cpu_per_delivery', against: 'floor', atMostTimes: 1.15 },
      { measure: 'cpu_per_delivery', against: 'others', atMostTimes: 1 },
      { measure: 'p99', against: 'floor', atMostAbove: 5 },
    ],
  },
  {
    ...usual,
    name: 'rooms-stored',
    title: '100 rooms of 10, stored',
    about: 'The same, each message stored on disk (`commit`) before it is delivered and acknowledged.',
    plan: rooms,
    kept: 'on disk',
    needs: ['stored'],
    columns: [...costs, ...latency, ...generator],
    targets: [{ measure: 'cpu_per_delivery', inScenario: 'rooms', atMostTimes: 1.3 }],
  },
  {
    ...usual,
    name: 'one-to-one',
    title: '1 to 1, request and answer',
    about:
      'In each of 100 channels of two one member sends a message of 60 bytes as soon as the one before has been answered (for the floor: has come back).',
    plan: pairs,
    columns: ['messages', 'cpu_per_message', 'answer_p50', 'answer_p99', ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'one-to-one-stored',
    title: '1 to 1, stored',
    about: 'The same, each message stored on disk (`commit`).',
    plan: pairs,
    kept: 'on disk',
    needs: ['stored'],
    columns: ['messages', 'cpu_per_message', 'answer_p50', 'answer_p99', ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'direct',
    title: 'direct messages',
    about: '100 users send direct messages of 60 bytes to 100 others, 4,000 a second in all; both sides get each.',
    plan: { ...pairs, address: 'direct', pace: { kind: 'open', perSecond: 4000 } },
    needs: ['direct'],
    columns: [...costs, ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'direct-stored',
    title: 'direct messages, stored',
    about: 'The same, each message stored on disk in both inboxes (`commit`).',
    plan: { ...pairs, address: 'direct', pace: { kind: 'open', perSecond: 4000 } },
    kept: 'on disk',
    needs: ['direct', 'stored'],
    columns: [...costs, ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'content-1k',
    title: '1 to 1,000, contents of 1 kB',
    about: 'As the first, with 100 messages of 1,000 bytes a second.',
    plan: sized(1000, 100),
    columns: [...costs, ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'content-16k',
    title: '1 to 1,000, contents of 16 kB',
    about: 'As the first, with 20 messages of 16,000 bytes a second.',
    plan: sized(16_000, 20),
    columns: [...costs, ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'tls',
    title: '1 to 1,000 with TLS',
    about:
      'As the first, over TLS, at 50 messages a second: the generator decrypts on one core what the server encrypts on another.',
    plan: sized(60, 50),
    tls: true,
    needs: ['tls'],
    columns: [...costs, ...latency, ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'idle',
    title: '10,000 idle connections',
    about: '10,000 connections, each joined to one channel of 100; then nothing.',
    plan: { kind: 'idle', connections: 10_000, early: 1000, perRoom: 100, seconds: 5 },
    columns: ['per_connection', 'resident', 'server_cpu', 'connect_all', 'connect_cpu', ...generator],
    chart: 'per_connection',
    targets: [{ measure: 'per_connection', atMost: 3 }],
  },
  {
    ...usual,
    name: 'storm',
    title: '5,000 come back at once',
    about:
      '5,000 clients lose their connections, come back at once and recover 100 messages of 60 bytes each (peers: join a channel, there is nothing to recover with), while one publisher sends 200 messages a second to 10 members.',
    plan: storm,
    kept: 'on disk',
    columns: ['storm', 'recovered', 'quiet_p99', 'live_p99', 'connect_cpu', ...generator],
    chart: 'storm',
    targets: [
      { measure: 'recovered', atLeast: 100 },
      { measure: 'live_p99', atMost: 100 },
      { measure: 'storm', against: 'socket.io', atMostTimes: 1 },
    ],
  },
  {
    ...usual,
    name: 'restart',
    title: '5,000 come to a server that has just started',
    about: 'The same, but nobody has connected before: the server compiles its code while it lets them in.',
    plan: { ...storm, comers: 'new' },
    kept: 'on disk',
    state: 'cold',
    columns: ['storm', 'recovered', 'quiet_p99', 'live_p99', 'connect_cpu', ...generator],
    targets: [],
  },
  {
    ...usual,
    name: 'history',
    title: 'history read beside live traffic',
    about:
      'Eight clients read pages of 100 messages, one after the other, while 100 messages a second go to 100 members.',
    plan: {
      ...{ kind: 'history', readers: 8, stored: 5000, limit: 100, contentBytes: 60, ...times },
      live: { members: 100, perSecond: 100 },
    },
    kept: 'on disk',
    needs: ['history'],
    columns: ['pages', 'cpu_per_page', 'page_p50', 'page_p99', 'live_p99', 'server_cpu', ...generator],
    targets: [],
  },
]

/** The same with little of everything: whether it works, not how fast it is. */
export function quick(plan: Plan): Plan {
  switch (plan.kind) {
    case 'fanout':
      return { ...plan, warmupSeconds: 0.5, seconds: 2 }
    case 'idle':
      return { ...plan, connections: 2000, early: 500, seconds: 1 }
    case 'storm':
      return { ...plan, clients: 500, quietSeconds: 1 }
    case 'history':
      return { ...plan, stored: 500, warmupSeconds: 0.5, seconds: 2 }
  }
}
