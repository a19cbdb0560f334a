import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExposition } from '../../src/console/live/exposition.ts'
import { figuresOf, increase, newIn, percentile, type Reading, refusalsOf } from '../../src/console/live/figures.ts'
import { age, bytes, count, duration, perSecond, share, written } from '../../src/console/live/numbers.ts'
import { scaleOf } from '../../src/console/live/scale.ts'

const reading = (time: number, values: Readonly<Record<string, number>>, start = 1): Reading => {
  const lines = Object.entries({ process_start_time_seconds: start, ...values })
  return { time, exposition: parseExposition(lines.map(([name, value]) => `pactwire_${name} ${value}`).join('\n')) }
}

describe('a rate', () => {
  const before = reading(100, { messages_total: 10, deliveries_total: 100, process_cpu_seconds_total: 1 })

  it('is what came in between, by the time in between', () => {
    const now = reading(102, { messages_total: 30, deliveries_total: 500, process_cpu_seconds_total: 1.5 })
    expect(figuresOf(now, [before])).toMatchObject({ messagesIn: 10, messagesOut: 200, cpu: 0.25 })
  })

  it('is of the last reading, not of older ones', () => {
    const middle = reading(101, { messages_total: 20 })
    expect(figuresOf(reading(102, { messages_total: 21 }), [before, middle]).messagesIn).toBe(1)
  })

  it('is not known from one reading, nor from one of another process', () => {
    const now = reading(101, { messages_total: 30 }, 99)
    expect(figuresOf(now, []).messagesIn).toBeNull()
    expect(figuresOf(now, [before]).messagesIn).toBeNull()
  })

  it('counts from 0 where the counter has begun anew', () => {
    expect(increase(3, 100)).toBe(3)
    expect(figuresOf(reading(101, { messages_total: 4 }), [before]).messagesIn).toBe(4)
  })

  it('is not known where the server does not tell', () => {
    const { connections, messagesIn, messagesOut, latencyP99 } = figuresOf(reading(101, { messages_total: 30 }), [
      before,
    ])
    expect({ connections, messagesIn, messagesOut, latencyP99 }).toEqual({
      ...{ connections: null, messagesIn: 20, messagesOut: null, latencyP99: null },
    })
  })
})

describe('the latency', () => {
  const readingWith = (time: number, quick: number, slow: number): Reading => {
    const lines = [
      `pactwire_fan_out_seconds_bucket{le="0.001"} ${quick}`,
      `pactwire_fan_out_seconds_bucket{le="0.01"} ${quick + slow}`,
      `pactwire_fan_out_seconds_bucket{le="+Inf"} ${quick + slow}`,
    ]
    return { time, exposition: parseExposition(lines.join('\n')) }
  }

  it('is of all recent readings, because one second may have brought nothing', () => {
    const recent = [readingWith(1, 10, 0), readingWith(2, 10, 4), readingWith(3, 10, 4)]
    const { latencyP50, latencyP99 } = figuresOf(readingWith(4, 10, 4), recent)
    expect(latencyP50).toBeCloseTo(0.0055)
    expect(latencyP99).toBeCloseTo(0.00991)
  })
})

describe('a level', () => {
  it('is as the server says', () => {
    const values = { connections: 3, users: 2, channels: 1, backlog_bytes: 4096, process_resident_memory_bytes: 5e7 }
    expect(figuresOf(reading(1, values), [])).toMatchObject({
      ...{ connections: 3, users: 2, channels: 1, backlog: 4096, memory: 5e7 },
    })
  })
})

describe('what was refused', () => {
  const codes = (time: number, counts: Readonly<Record<string, number>>, upgrades = 0, start = 1): Reading => {
    const lines = Object.entries(counts).map(([code, count]) => `pactwire_errors_total{code="${code}"} ${count}`)
    lines.push(`pactwire_refused_upgrades_total ${upgrades}`, `pactwire_process_start_time_seconds ${start}`)
    return { time, exposition: parseExposition(lines.join('\n')) }
  }

  it('is counted by its code, and connections that were not let in beside it', () => {
    const before = codes(1, { not_joined: 4, forbidden: 1 })
    const now = codes(3, { not_joined: 6, forbidden: 1, internal: 1 }, 3)
    expect([...refusalsOf(now, before)]).toEqual([
      ['not_joined', 2],
      ['internal', 1],
      ['upgrade', 3],
    ])
    expect(figuresOf(now, [before]).refused).toBe(3)
  })

  it('is nothing right after a restart', () => {
    expect(refusalsOf(codes(3, { not_joined: 6 }, 0, 2), codes(1, { not_joined: 4 })).size).toBe(0)
  })
})

const infinite = Number.POSITIVE_INFINITY

describe('a percentile', () => {
  it('lies within the bucket that it falls into', () => {
    const buckets = [
      [1, 50],
      [2, 90],
      [10, 100],
      [infinite, 100],
    ] as const
    expect(percentile(buckets, 0.5)).toBe(1)
    expect(percentile(buckets, 0.7)).toBe(1.5)
    expect(percentile(buckets, 0.99)).toBeCloseTo(9.2)
    expect(percentile(buckets, 1)).toBe(10)
  })

  it('of what is beyond every bound is the last bound', () => {
    const buckets = [
      [1, 0],
      [2, 1],
      [infinite, 100],
    ] as const
    expect(percentile(buckets, 0.99)).toBe(2)
  })

  it('of nothing is not known', () => {
    expect(percentile([], 0.5)).toBeNull()
    expect(percentile([[infinite, 0]], 0.5)).toBeNull()
  })

  it('is of what came in between', () => {
    const before = [
      [1, 100],
      [2, 100],
      [infinite, 100],
    ] as const
    const now = [
      [1, 100],
      [2, 110],
      [infinite, 110],
    ] as const
    expect(percentile(newIn(now, before), 0.5)).toBe(1.5)
    // Begun anew: all of it is new.
    expect(newIn([[infinite, 3]], [[infinite, 5]])).toEqual([[infinite, 3]])
  })

  it('never lies outside of the bucket that holds it, and grows with the share', () => {
    const bounds = [0.1, 1, 5, 25, 100]
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 99, noNaN: true }), { minLength: 1 }), (values) => {
        const counts = [...bounds, infinite].map((le) => [le, values.filter((value) => value <= le).length] as const)
        const sorted = values.toSorted((a, b) => a - b)
        let last = 0
        for (const part of [0.01, 0.25, 0.5, 0.9, 0.99, 1]) {
          const found = percentile(counts, part) ?? Number.NaN
          const exact = sorted[Math.ceil(part * sorted.length) - 1] ?? 0
          const at = bounds.findIndex((bound) => exact <= bound)
          expect(found).toBeGreaterThanOrEqual(bounds[at - 1] ?? 0)
          expect(found).toBeLessThanOrEqual(bounds[at] ?? 0)
          expect(found).toBeGreaterThanOrEqual(last)
          last = found
        }
      }),
    )
  })
})

describe('a scale', () => {
  it.each([
    [80, [0, 20, 40, 60, 80]],
    [9, [0, 5, 10]],
    [4, [0, 1, 2, 3, 4]],
    [230, [0, 100, 200, 300]],
    [0, [0, 1]],
  ])('that reaches to %d has the marks %j', (most, ticks) => {
    expect(scaleOf(most)).toEqual({ top: ticks.at(-1), ticks })
  })

  it('reaches as far as it must, in few steps, and no further when asked for its own end', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (most) => {
        const { top, ticks } = scaleOf(most)
        expect(top).toBeGreaterThanOrEqual(most * (1 - 1e-8))
        expect(top).toBeLessThanOrEqual(most * 2.6)
        expect(ticks.length).toBeLessThanOrEqual(5)
        expect(scaleOf(top).top / top).toBeCloseTo(1, 6)
      }),
    )
  })
})

describe('a number', () => {
  it.each([
    [count, 0, '0'],
    [count, 9999, '9,999'],
    [count, 12_345, '12.3 k'],
    [perSecond, 2.98, '2.98 /s'],
    [perSecond, 150_000, '150 k/s'],
    [bytes, 999, '999 B'],
    [bytes, 214_000_000, '214 MB'],
    [share, 0.0411, '4.11 %'],
    [duration, 0.000_28, '0.28 ms'],
    [duration, 0.078, '78 ms'],
    [duration, 1.5, '1.5 s'],
    [duration, 0.000_001, '0 ms'],
    [count, null, '–'],
  ])('is written for people: %o %d is %s', (write, value, text) => {
    expect(written(write, value)).toBe(text)
  })

  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [7500, '2 h 5 min'],
    [180_000, '2 d 2 h'],
    [-5, '0 s'],
  ])('of %d seconds is an age of %s', (seconds, text) => {
    expect(age(seconds)).toBe(text)
  })
})
