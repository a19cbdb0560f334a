/** The state of all counters at one moment; what lies between two moments is what was measured. */
import type { Traffic } from './traffic.ts'
import { busyMicros, type Cores, type Usage, usageOf } from './usage.ts'

export interface Mark {
  readonly micros: number
  readonly deliveries: number
  readonly sent: number
  readonly ownMicros: number
  readonly server: Usage | undefined
  /** The cores that server and generator are on, in this order. */
  readonly busy: readonly [number, number] | undefined
}

export interface Watched {
  readonly pid?: number | undefined
  readonly cores?: Cores | undefined
}

export function mark(traffic: Pick<Traffic, 'deliveries' | 'sent'>, { pid, cores }: Watched): Mark {
  const { user, system } = process.cpuUsage()
  return {
    micros: performance.now() * 1000,
    deliveries: traffic.deliveries,
    sent: traffic.sent,
    ownMicros: user + system,
    server: pid === undefined ? undefined : usageOf(pid),
    busy: cores === undefined ? undefined : [busyMicros(cores.server), busyMicros(cores.generator)],
  }
}

export interface Span {
  readonly micros: number
  readonly deliveries: number
  readonly messages: number
  /** Of one core. */
  readonly generatorShare: number
  readonly ownMicros: number
  readonly serverMicros: number | undefined
  readonly serverShare: number | undefined
  readonly mainShare: number | undefined
  /** How much of the cores others took, the worse of the two. */
  readonly foreignShare: number | undefined
}

export function between(from: Mark, to: Mark): Span {
  const micros = to.micros - from.micros
  const used = (of: 'cpuMicros' | 'mainMicros'): number | undefined =>
    from.server === undefined || to.server === undefined ? undefined : to.server[of] - from.server[of]
  const [serverMicros, mainMicros] = [used('cpuMicros'), used('mainMicros')]
  const ownMicros = to.ownMicros - from.ownMicros
  return {
    micros,
    deliveries: to.deliveries - from.deliveries,
    messages: to.sent - from.sent,
    generatorShare: ownMicros / micros,
    ownMicros,
    serverMicros,
    serverShare: serverMicros === undefined ? undefined : serverMicros / micros,
    mainShare: mainMicros === undefined ? undefined : mainMicros / micros,
    foreignShare:
      serverMicros === undefined || from.busy === undefined || to.busy === undefined
        ? undefined
        : Math.max(0, to.busy[0] - from.busy[0] - serverMicros, to.busy[1] - from.busy[1] - ownMicros) / micros,
  }
}
