/** The moment of whatever happens next, read off the clock only where a step asks: most ask for one of the two times. */
import type { Clock } from '../clock/clock.ts'
import type { Moment } from '../protocol/session.ts'

export function currentMoment(clock: Clock): Moment {
  return {
    get now() {
      return clock.now()
    },
    get elapsed() {
      return clock.elapsed()
    },
  }
}
