import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { bucketsOf, parseExposition, soleValue, valuesBy } from '../../src/console/live/exposition.ts'
import { HttpMeter } from '../../src/metrics/http-meter.ts'
import { Meter } from '../../src/metrics/meter.ts'
import { createMetrics } from '../../src/metrics/prometheus.ts'

describe('the text of the metrics', () => {
  it('is read as the server writes it', async () => {
    const meter = new Meter()
    meter.messages = 41
    meter.errors.add('not_joined', 3)
    for (const milliseconds of [0.05, 3, 4000]) meter.fanOut.observe(milliseconds)
    const levels = {
      ...{ connections: () => 12, users: () => 7, channels: () => 5 },
      ...{ openingConnections: () => undefined, backlogBytes: () => 4096 },
    }
    const metrics = createMetrics({
      ...{ meter, levels, httpMeter: new HttpMeter(), version: '9.8.7', clock: new ManualClock() },
    })
    const exposition = parseExposition(await metrics.text())
    metrics.close()
    expect(soleValue(exposition, 'pactwire_connections')).toBe(12)
    expect(soleValue(exposition, 'pactwire_messages_total')).toBe(41)
    expect(soleValue(exposition, 'pactwire_opening_connections')).toBeUndefined()
    expect(valuesBy(exposition, 'pactwire_errors_total', 'code').get('not_joined')).toBe(3)
    expect([...valuesBy(exposition, 'pactwire_build_info', 'version').keys()]).toEqual(['9.8.7'])
    const buckets = bucketsOf(exposition, 'pactwire_fan_out_seconds')
    expect(buckets[0]).toEqual([0.0001, 1])
    expect(buckets.at(-1)).toEqual([Number.POSITIVE_INFINITY, 3])
  })

  it.each([
    ['up 1', new Map(), 1],
    ['up{} -2.5e3', new Map(), -2500],
    [
      'up{a="1",b="2",} 3 1700000000000',
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
      3,
    ],
    [String.raw`up{a="q\"u\\o\nte, }"} +Inf`, new Map([['a', 'q"u\\o\nte, }']]), Number.POSITIVE_INFINITY],
    ['up 7\r', new Map(), 7],
  ])('has the sample %s', (line, labels, value) => {
    expect(parseExposition(`# HELP up Well.\n# TYPE up gauge\n${line}\n`).get('up')).toEqual([{ labels, value }])
  })

  it.each([
    'up',
    'up NaN',
    'up one',
    'up{a=1} 1',
    'up{a="1} 1',
    'up{a="1"b="2"} 1',
    '9up 1',
    'up 1 2 3',
    '{} 1',
    '<html>',
  ])('passes over %j and reads on', (line) => {
    const exposition = parseExposition(`${line}\nnext 2\n`)
    expect([...exposition.keys()]).toEqual(['next'])
  })

  it('has the buckets of a histogram in order, whatever the order of the lines', () => {
    const text = ['h_bucket{le="+Inf"} 4', 'h_bucket{le="0.5"} 2', 'h_bucket{le="0.1"} 1', 'h_bucket{le="x"} 9']
    expect(bucketsOf(parseExposition(text.join('\n')), 'h')).toEqual([
      [0.1, 1],
      [0.5, 2],
      [Number.POSITIVE_INFINITY, 4],
    ])
  })
})
