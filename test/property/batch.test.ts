import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { Batch } from '../../src/hub/batch.ts'

const entry = (offset: number) => ({
  ...{ stream: 'room', epoch: 'e', offset, messageId: `e-${offset}`, from: 'alice', to: undefined },
  ...{ content: 'hi', time: 0, clientMessageId: undefined },
})

test('whenever messages come, none waits for longer than the rest, none overtakes, and rests are not cut short by half', () => {
  const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 400 })), { maxLength: 31 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: 2, max: 20 }), (gapsMs, restMs) => {
      const clock = new ManualClock()
      const cameAt: number[] = []
      const out: { readonly offset: number; readonly at: number }[] = []
      const writtenAt: number[] = []
      const write = (offsets: readonly number[]): void => {
        if (offsets.length > 0) writtenAt.push(clock.elapsed())
        for (const offset of offsets) out.push({ offset, at: clock.elapsed() })
      }
      const batch = new Batch(clock, () => write(batch.take().map(({ offset }) => offset)))
      for (const [at, gapMs] of gapsMs.entries()) {
        clock.advance(gapMs)
        cameAt.push(clock.elapsed())
        if (!batch.holds(entry(at), restMs)) write([at])
      }
      clock.advance(restMs)
      expect(out.map(({ offset }) => offset)).toEqual(gapsMs.map((_, at) => at))
      for (const { offset, at } of out) expect(at - (cameAt[offset] ?? Number.NaN)).toBeLessThanOrEqual(restMs)
      // A batch that is full leaves before its time: of so few messages none is.
      for (const [at, moment] of writtenAt.entries())
        if (at > 0) expect(moment - (writtenAt[at - 1] ?? Number.NaN)).toBeGreaterThanOrEqual(restMs / 2)
      expect(clock.pending).toBe(0)
    }),
    { numRuns: 2000 },
  )
})
