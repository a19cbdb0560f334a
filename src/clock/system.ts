/** The clock of the machine. */
import { performance } from 'node:perf_hooks'
import type { Cancel, Clock } from './clock.ts'

/** What `setTimeout` can hold; a longer wait is made of several. */
const longest = 2_147_483_647

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (milliseconds, run): Cancel => {
    // Timers are never due before the next millisecond. Not unreferenced: the event loop would wait for something else.
    if (milliseconds <= 0) {
      const turn = setImmediate(run)
      return () => clearImmediate(turn)
    }
    let left = milliseconds
    let timer: NodeJS.Timeout
    const wait = (): void => {
      const step = Math.min(left, longest)
      left -= step
      timer = setTimeout(() => (left > 0 ? wait() : run()), step)
      timer.unref()
    }
    wait()
    return () => clearTimeout(timer)
  },
}
