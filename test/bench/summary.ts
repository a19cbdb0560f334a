/** Several runs of the same, as one: the median of each figure, and how far the runs lay apart. */
import type { MeasureName, Outcome } from '../../src/bench/figures.ts'

/** What was measured of one peer in one scenario. */
export interface Row {
  readonly scenario: string
  readonly peer: string
  /** In the order in which they were run; a run that failed has only its problem. */
  readonly runs: readonly Outcome[]
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
  readonly runs: number
}

/** Whether runs count during which the machine was not free: then the figures are true, and not good. */
export type Noise = 'left out' | 'counted'

export function countedRuns({ runs }: Row, noise: Noise): readonly Outcome[] {
  return runs.filter(
    ({ problems, disturbances }) => problems.length === 0 && (noise === 'counted' || disturbances.length === 0),
  )
}

export function spread(row: Row, measure: MeasureName, noise: Noise): Spread | undefined {
  const values = countedRuns(row, noise)
    .flatMap(({ figures }) => figures[measure] ?? [])
    // Written as JSON, what is not a number comes back as null.
    .filter((value) => Number.isFinite(value))
    .sort((a, b) => a - b)
  const middle = values.length / 2
  const upper = values[Math.floor(middle)]
  const lower = values[Math.ceil(middle) - 1]
  if (upper === undefined || lower === undefined) return undefined
  return { median: (upper + lower) / 2, least: values[0] ?? upper, most: values.at(-1) ?? upper, runs: values.length }
}

/** Why runs do not count, each reason once. */
export function reasonsAgainst({ runs }: Row, noise: Noise): string[] {
  const reasons = runs.flatMap(({ problems, disturbances }) =>
    noise === 'counted' ? problems : [...problems, ...disturbances],
  )
  return [...new Set(reasons)]
}
