/** The planned end of a server, step by step, so that nobody loses what was promised to them. */
import type { Clock } from './clock/clock.ts'

export interface DrainSteps {
  readonly clock: Clock
  /** From here on `/readyz` fails and nobody new is let in. */
  readonly refuse: () => void
  /** How long to wait until a load balancer has noticed. */
  readonly delayMs: number
  readonly farewell: () => void
  /** Requests that have not been answered. */
  readonly pending: () => number
  readonly endAll: () => void
  /** Connections that are still there. */
  readonly left: () => number
  /** For all of it, the delay included. */
  readonly timeoutMs: number
}

const pollMs = 10

/** Resolves to how many connections had to be cut off because the time was up. */
export async function drain(steps: DrainSteps): Promise<number> {
  const { clock } = steps
  const deadline = clock.elapsed() + steps.timeoutMs
  steps.refuse()
  if (steps.left() > 0) await wait(clock, steps.delayMs)
  steps.farewell()
  // What was on its way to us when they were told is read, and answered.
  if (steps.left() > 0) await wait(clock, pollMs)
  await until(clock, () => steps.pending() === 0, deadline)
  steps.endAll()
  await until(clock, () => steps.left() === 0, deadline)
  return steps.left()
}

async function until(clock: Clock, done: () => boolean, deadline: number): Promise<void> {
  while (!done() && clock.elapsed() < deadline) await wait(clock, pollMs)
}

function wait(clock: Clock, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(milliseconds, resolve)
  })
}
