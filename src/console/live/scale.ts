/** Where a scale that begins at 0 ends, and its marks: round numbers, the last of them at the top. */
export interface Scale {
  readonly top: number
  readonly ticks: number[]
}

const mostSteps = 4

export function scaleOf(most: number): Scale {
  if (!(most > 0) || !Number.isFinite(most)) return { top: 1, ticks: [0, 1] }
  const step = roundedUp(most / mostSteps)
  // What was computed from a top may be a hair above it.
  const steps = Math.max(1, Math.ceil(most / step - 1e-9))
  return { top: steps * step, ticks: Array.from({ length: steps + 1 }, (_, at) => at * step) }
}

/** The next of … 1, 2, 5, 10 … */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10
  return factor * power
}
