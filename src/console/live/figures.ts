/** What is shown, from what the server has told: levels as they are, rates and percentiles from one reading to the next. */
import { type Buckets, bucketsOf, type Exposition, soleValue, valuesBy } from './exposition.ts'

export const figureNames = [
  'connections',
  'users',
  'channels',
  'messagesIn',
  'messagesOut',
  'latencyP50',
  'latencyP99',
  'backlog',
  'loopP50',
  'loopP99',
  'memory',
  'cpu',
  'refused',
] as const

export type FigureName = (typeof figureNames)[number]
/** `null` where nothing is known, or where there was nothing to measure. */
export type Figures = Readonly<Record<FigureName, number | null>>

export interface Reading {
  /** In seconds, on a clock that never goes backwards. */
  readonly time: number
  readonly exposition: Exposition
}

/** Readings that are older say nothing of the moment that a figure is shown at. */
export const recentSeconds = 10

/** `recent`: the readings before, oldest first, none older than that. */
export function figuresOf(now: Reading, recent: readonly Reading[]): Figures {
  const { exposition } = now
  const comparable = recent.filter((reading) => !isRestart(now, reading))
  const before = comparable.at(-1)
  const level = (name: string) => soleValue(exposition, `pactwire_${name}`) ?? null
  const rate = (name: string) => {
    const value = level(name)
    const earlier = before && soleValue(before.exposition, `pactwire_${name}`)
    return value === null || before === undefined || earlier === undefined
      ? null
      : increase(value, earlier) / (now.time - before.time)
  }
  const percentiles = (name: string, since: Reading | undefined) => {
    const buckets = since === undefined ? [] : newIn(bucketsOf(exposition, name), bucketsOf(since.exposition, name))
    return { p50: percentile(buckets, 0.5), p99: percentile(buckets, 0.99) }
  }
  // In one second there may be one message, or none: a percentile takes more than that.
  const latency = percentiles('pactwire_fan_out_seconds', comparable[0])
  const loop = percentiles('pactwire_event_loop_delay_seconds', before)
  return {
    connections: level('connections'),
    users: level('users'),
    channels: level('channels'),
    messagesIn: rate('messages_total'),
    messagesOut: rate('deliveries_total'),
    latencyP50: latency.p50,
    latencyP99: latency.p99,
    backlog: level('backlog_bytes'),
    loopP50: loop.p50,
    loopP99: loop.p99,
    memory: level('process_resident_memory_bytes'),
    cpu: rate('process_cpu_seconds_total'),
    refused: before === undefined ? null : sum(refusalsOf(now, before).values()) / (now.time - before.time),
  }
}

/** Another process answers than before: what it has counted has nothing to do with what the other had. */
export function isRestart(now: Reading, before: Reading): boolean {
  return startOf(now) !== startOf(before)
}

export function startOf({ exposition }: Reading): number | undefined {
  return soleValue(exposition, 'pactwire_process_start_time_seconds')
}

/** What was refused from one reading to the next, by its code; `upgrade` is a connection that was not let in. */
export function refusalsOf(now: Reading, before: Reading | undefined): ReadonlyMap<string, number> {
  const refusals = new Map<string, number>()
  if (before === undefined || isRestart(now, before)) return refusals
  const earlier = countsOf(before)
  for (const [code, count] of countsOf(now)) {
    const added = increase(count, earlier.get(code) ?? 0)
    if (added > 0) refusals.set(code, added)
  }
  return refusals
}

function countsOf({ exposition }: Reading): ReadonlyMap<string, number> {
  const upgrades = soleValue(exposition, 'pactwire_refused_upgrades_total') ?? 0
  return new Map([...valuesBy(exposition, 'pactwire_errors_total', 'code'), ['upgrade', upgrades]])
}

/** A counter that stands lower than before has begun anew. */
export function increase(now: number, before: number): number {
  return now < before ? now : now - before
}

/** The buckets of what came in between. */
export function newIn(now: Buckets, before: Buckets): Buckets {
  const earlier = new Map(before)
  const hasReset = now.some(([bound, count]) => count < (earlier.get(bound) ?? 0))
  return hasReset ? now : now.map(([bound, count]) => [bound, count - (earlier.get(bound) ?? 0)] as const)
}

/**
 * Evenly spread within the bucket that it falls into. Beyond the last bound nothing is known but that; so what is larger
 * counts as the last bound.
 */
export function percentile(buckets: Buckets, share: number): number | null {
  const total = buckets.at(-1)?.[1] ?? 0
  if (total <= 0) return null
  const rank = share * total
  let [low, below] = [0, 0]
  for (const [bound, count] of buckets) {
    if (count >= rank && count > below) {
      return Number.isFinite(bound) ? low + (bound - low) * ((rank - below) / (count - below)) : low
    }
    if (Number.isFinite(bound)) low = bound
    below = count
  }
  return low
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
