/** Which charts there are. */
import type { FigureName } from './figures.ts'
import { bytes, count, duration, perSecond, share, type Writer } from './numbers.ts'

export interface ChartLine {
  readonly figure: FigureName
  readonly label: string
  /** The token that it is drawn with. */
  readonly colour: string
  /** Told apart without colours as well. */
  readonly look: 'filled' | 'plain' | 'dashed'
}

export interface ChartPlan {
  readonly id: string
  readonly title: string
  /** One sentence: what is measured, and where. */
  readonly about: string
  readonly write: Writer
  /** The scale reaches at least to here, so that a trifle does not look like a mountain. */
  readonly atLeast: number
  readonly lines: readonly ChartLine[]
}

export const charts: readonly ChartPlan[] = [
  {
    id: 'people',
    title: 'Connections',
    about: 'Open connections, the users behind them, and the channels in use.',
    write: count,
    atLeast: 4,
    lines: [
      { figure: 'connections', label: 'connections', colour: '--series-1', look: 'filled' },
      { figure: 'users', label: 'users', colour: '--series-2', look: 'plain' },
      { figure: 'channels', label: 'channels', colour: '--series-3', look: 'dashed' },
    ],
  },
  {
    id: 'messages-in',
    title: 'Messages in',
    about: 'Messages that were stored, per second.',
    write: perSecond,
    atLeast: 2,
    lines: [{ figure: 'messagesIn', label: 'stored', colour: '--series-1', look: 'filled' }],
  },
  {
    id: 'messages-out',
    title: 'Messages out',
    about: 'Messages that were handed to a connection, per second: one for each who receives it.',
    write: perSecond,
    atLeast: 2,
    lines: [{ figure: 'messagesOut', label: 'delivered', colour: '--series-6', look: 'filled' }],
  },
  {
    id: 'latency',
    title: 'Delivery latency',
    about: 'From the request until the message is stored and handed out, at the server, over the last 10 seconds.',
    write: duration,
    atLeast: 0.002,
    lines: [
      { figure: 'latencyP99', label: 'p99', colour: '--series-2', look: 'filled' },
      { figure: 'latencyP50', label: 'p50', colour: '--series-1', look: 'plain' },
    ],
  },
  {
    id: 'backlog',
    title: 'Backlog',
    about: 'Bytes that wait for peers which read slowly, over all connections.',
    write: bytes,
    atLeast: 10_000,
    lines: [{ figure: 'backlog', label: 'waiting', colour: '--series-4', look: 'filled' }],
  },
  {
    id: 'loop',
    title: 'Event-loop delay',
    about: 'How late timers of the server were. About a millisecond is what an idle process shows.',
    write: duration,
    atLeast: 0.01,
    lines: [
      { figure: 'loopP99', label: 'p99', colour: '--series-2', look: 'filled' },
      { figure: 'loopP50', label: 'p50', colour: '--series-1', look: 'plain' },
    ],
  },
  {
    id: 'cpu',
    title: 'Processor',
    about: 'Processor time of the server, as a share of one core.',
    write: share,
    atLeast: 0.2,
    lines: [{ figure: 'cpu', label: 'of a core', colour: '--series-3', look: 'filled' }],
  },
  {
    id: 'memory',
    title: 'Memory',
    about: 'Resident memory of the server.',
    write: bytes,
    atLeast: 100_000_000,
    lines: [{ figure: 'memory', label: 'resident', colour: '--series-3', look: 'filled' }],
  },
  {
    id: 'refused',
    title: 'Refused requests',
    about: 'Requests that were answered with an error, and connections that were not let in, per second.',
    write: perSecond,
    atLeast: 2,
    lines: [{ figure: 'refused', label: 'refused', colour: '--series-2', look: 'filled' }],
  },
]
