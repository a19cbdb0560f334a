/** Alarms ring when a timer of each sleeper’s own would have rung, whatever is set, set anew and cancelled. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Alarms, type Sleeper } from '../../src/clock/alarms.ts'
import { ManualClock } from '../../src/clock/manual.ts'

const sleepers = 12
const who = fc.nat(sleepers - 1)
const deeds = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ deed: fc.constant('set' as const), who, ms: fc.nat(50) }) },
    { weight: 2, arbitrary: fc.record({ deed: fc.constant('cancel' as const), who }) },
    { weight: 2, arbitrary: fc.record({ deed: fc.constant('pass' as const), ms: fc.nat(30) }) },
  ),
  { maxLength: 120 },
)

class Noting implements Sleeper {
  alarm = -1
  readonly #wake: () => void

  constructor(wake: () => void) {
    this.#wake = wake
  }

  wake(): void {
    this.#wake()
  }
}

test('ring at their time, once, and for nobody who has cancelled', () => {
  fc.assert(
    fc.property(deeds, (program) => {
      const clock = new ManualClock()
      const alarms = new Alarms(clock)
      const rung: string[] = []
      const wanted: string[] = []
      const times = new Map<number, number>()
      const all = Array.from({ length: sleepers }, (_, at) => new Noting(() => rung.push(`${at}@${clock.elapsed()}`)))
      const pass = (ms: number): void => {
        const until = clock.elapsed() + ms
        for (const [at, time] of times) {
          if (time > until) continue
          wanted.push(`${at}@${time}`)
          times.delete(at)
        }
        clock.advance(ms)
        expect([...rung].sort()).toEqual([...wanted].sort())
        expect(all.filter(({ alarm }) => alarm !== -1)).toHaveLength(times.size)
        // One timer for all of them, and none for nobody.
        expect(clock.pending).toBe(times.size === 0 ? 0 : 1)
      }
      for (const step of program) {
        if (step.deed === 'pass') {
          pass(step.ms)
          continue
        }
        const sleeper = all[step.who]
        if (sleeper === undefined) continue
        if (step.deed === 'set') {
          alarms.set(sleeper, step.ms)
          times.set(step.who, clock.elapsed() + step.ms)
        } else {
          alarms.cancel(sleeper)
          times.delete(step.who)
        }
      }
      pass(100)
      expect(times.size).toBe(0)
    }),
  )
})

test('ring for the others too when somebody throws on being woken', () => {
  const clock = new ManualClock()
  const alarms = new Alarms(clock)
  let woken = 0
  const broken = new Noting(() => {
    throw new Error('not today')
  })
  alarms.set(broken, 10)
  alarms.set(new Noting(() => woken++), 10)
  expect(() => clock.advance(10)).toThrow('not today')
  clock.advance(1)
  expect(woken).toBe(1)
})

test('who is woken may set the next one', () => {
  const clock = new ManualClock()
  const alarms = new Alarms(clock)
  const times: number[] = []
  const steady: Noting = new Noting(() => {
    times.push(clock.elapsed())
    if (times.length < 3) alarms.set(steady, 10)
  })
  alarms.set(steady, 10)
  clock.advance(100)
  expect(times).toEqual([10, 20, 30])
})
