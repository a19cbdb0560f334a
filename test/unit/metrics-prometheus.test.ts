import { afterEach, describe, expect, it } from 'vitest'
import { closeCodes, errorCodes } from '../../generated/operations.ts'
import { ManualClock } from '../../src/clock/manual.ts'
import { systemClock } from '../../src/clock/system.ts'
import { EventLoopDelay } from '../../src/metrics/event-loop.ts'
import { HttpMeter } from '../../src/metrics/http-meter.ts'
import { Meter } from '../../src/metrics/meter.ts'
import { createMetrics, type Metrics } from '../../src/metrics/prometheus.ts'
import { HttpWorld } from '../support/http-world.ts'

interface Family {
  readonly help: string
  readonly type: string
  readonly samples: {
    readonly name: string
    readonly labels: Readonly<Record<string, string>>
    readonly value: number
  }[]
}

/** The text format of Prometheus, as strictly as its own parser where it matters: a line that is not understood throws. */
function parse(text: string): Map<string, Family> {
  const families = new Map<string, Family>()
  let help: [string, string] | undefined
  let current: [string, Family] | undefined
  for (const line of text.split('\n')) {
    if (line === '') continue
    const comment = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line)
    if (comment !== null) {
      const [, kind, name = '', rest = ''] = comment
      if (kind === 'HELP') help = [name, rest]
      else {
        if (help?.[0] !== name || families.has(name)) throw new Error(`out of place: ${line}`)
        current = [name, { help: help[1], type: rest, samples: [] }]
        families.set(...current)
      }
      continue
    }
    const sample = /^([a-z_]+)(?:\{((?:[a-z]+="[^"\\\n]*",?)*)\})? (\S+)$/.exec(line)
    const [, name = '', labels = '', value = ''] = sample ?? []
    if (sample === null || current === undefined || Number.isNaN(Number(value)))
      throw new Error(`not understood: ${line}`)
    const [family, { samples, type }] = current
    const names = type === 'histogram' ? [`${family}_bucket`, `${family}_sum`, `${family}_count`] : [family]
    if (!names.includes(name)) throw new Error(`in the wrong family: ${line}`)
    const pairs = [...labels.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text] as const)
    samples.push({ name, labels: Object.fromEntries(pairs), value: Number(value) })
  }
  return families
}

const open: Metrics[] = []

afterEach(() => {
  for (const metrics of open.splice(0)) metrics.close()
})

function metricsOf({ meter = new Meter(), httpMeter = new HttpMeter(), opening = (): number | undefined => 3 } = {}) {
  const metrics = createMetrics({
    meter,
    httpMeter,
    version: '9.8.7',
    clock: new ManualClock(),
    levels: {
      connections: () => 12,
      users: () => 7,
      channels: () => 5,
      openingConnections: opening,
      backlogBytes: () => 4096,
    },
  })
  open.push(metrics)
  return metrics
}

const families = async (options?: Parameters<typeof metricsOf>[0]) => parse(await metricsOf(options).text())

function values(all: ReadonlyMap<string, Family>, name: string): Record<string, number> {
  const samples = all.get(`pactwire_${name}`)?.samples ?? []
  return Object.fromEntries(samples.map(({ labels, value }) => [Object.values(labels).join(' '), value]))
}

describe('the metrics', () => {
  it('are text that Prometheus reads, with names of ours and words for each', async () => {
    const metrics = metricsOf()
    expect(metrics.contentType).toBe('text/plain; version=0.0.4; charset=utf-8')
    const text = await metrics.text()
    expect(text.endsWith('\n')).toBe(true)
    for (const [name, { help, type }] of parse(text)) {
      expect(name).toMatch(/^pactwire_/)
      expect(help).toMatch(/\.$/)
      expect(name.endsWith('_total')).toBe(type === 'counter')
      expect(name).not.toMatch(/_ms\b|milli/)
    }
  })

  it('tell how things stand', async () => {
    const all = await families()
    expect(values(all, 'connections')).toEqual({ '': 12 })
    expect(values(all, 'opening_connections')).toEqual({ '': 3 })
    expect(values(all, 'users')).toEqual({ '': 7 })
    expect(values(all, 'channels')).toEqual({ '': 5 })
    expect(values(all, 'backlog_bytes')).toEqual({ '': 4096 })
    expect(values(all, 'build_info')).toEqual({ [`9.8.7 ${process.versions.node}`]: 1 })
  })

  it('do not show what nobody knows', async () => {
    const all = await families({ opening: () => undefined })
    expect(all.get('pactwire_opening_connections')?.samples).toEqual([])
  })

  it('tell what the meter has counted, however often they are asked', async () => {
    const meter = new Meter()
    const httpMeter = new HttpMeter()
    Object.assign(meter, {
      messages: 4,
      deliveries: 40,
      duplicates: 2,
      refusedUpgrades: 1,
      connectionsTotal: 9,
      bytesIn: 100,
      bytesOut: 1000,
    })
    meter.framesIn.add('send_message', 3)
    meter.framesOut.add('new_message', 30)
    meter.errors.add('not_joined', 2)
    meter.closes.add('4508')
    httpMeter.answered('get_stats', 200)
    httpMeter.answered('get_stats', 200)
    const metrics = metricsOf({ meter, httpMeter })
    await metrics.text()
    const all = parse(await metrics.text())
    const totals = [
      'messages',
      'deliveries',
      'duplicates',
      'refused_upgrades',
      'connections',
      'received_bytes',
      'sent_bytes',
    ]
    expect(totals.map((name) => values(all, `${name}_total`)[''])).toEqual([4, 40, 2, 1, 9, 100, 1000])
    expect(values(all, 'frames_received_total')).toMatchObject({ send_message: 3, refused: 0 })
    expect(values(all, 'frames_sent_total')).toMatchObject({ new_message: 30, connect_ack: 0 })
    expect(values(all, 'errors_total')).toMatchObject({ not_joined: 2 })
    expect(values(all, 'closes_total')).toMatchObject({ '4508': 1, '4403': 0 })
    expect(values(all, 'http_requests_total')).toEqual({ 'get_stats 200': 2 })
    meter.errors.add('not_joined', 1)
    expect(values(parse(await metrics.text()), 'errors_total')['not_joined']).toBe(3)
  })

  it('show every code of the contract from the start', async () => {
    const all = await families()
    expect(Object.keys(values(all, 'errors_total')).sort()).toEqual(Object.keys(errorCodes).sort())
    const closes = Object.values(closeCodes).map(({ code }) => String(code))
    expect(Object.keys(values(all, 'closes_total')).sort()).toEqual(closes.sort())
  })

  it('have the time to the fan-out in buckets that add up, in seconds', async () => {
    const meter = new Meter()
    for (const milliseconds of [0.05, 0.1, 0.2, 3, 5000]) meter.fanOut.observe(milliseconds)
    const { samples = [], type } = (await families({ meter })).get('pactwire_fan_out_seconds') ?? {}
    expect(type).toBe('histogram')
    const buckets = samples.filter(({ name }) => name.endsWith('_bucket'))
    expect(buckets.map(({ labels, value }) => [labels['le'], value])).toEqual([
      ['0.0001', 2],
      ['0.00025', 3],
      ['0.0005', 3],
      ['0.001', 3],
      ['0.0025', 3],
      ['0.005', 4],
      ['0.01', 4],
      ['0.025', 4],
      ['0.05', 4],
      ['0.1', 4],
      ['0.25', 4],
      ['1', 4],
      ['+Inf', 5],
    ])
    expect(samples.find(({ name }) => name.endsWith('_count'))?.value).toBe(5)
    expect(samples.find(({ name }) => name.endsWith('_sum'))?.value).toBeCloseTo(5.00335, 9)
  })

  it('tell of the process', async () => {
    const all = await families()
    expect(values(all, 'process_resident_memory_bytes')['']).toBeGreaterThan(1_000_000)
    expect(values(all, 'process_cpu_seconds_total')['']).toBeGreaterThan(0)
    const age = Date.now() / 1000 - (values(all, 'process_start_time_seconds')[''] ?? 0)
    expect(age).toBeGreaterThan(-2)
    expect(age).toBeLessThan(3600)
    if (process.platform === 'linux') expect(values(all, 'process_open_fds')['']).toBeGreaterThan(2)
    expect(all.get('pactwire_event_loop_delay_seconds')?.type).toBe('histogram')
  })

  it('name no user, no channel and no message, whatever has happened', async () => {
    const world = new HttpWorld()
    const metrics = metricsOf({ meter: world.meter, httpMeter: world.httpMeter })
    const alice = await world.connect('user-zebra')
    await world.succeed('put_channel_member', '/api/v1/channels/channel-okapi/members/user-zebra')
    const json = { content: 'content-giraffe', user_id: 'user-zebra', client_message_id: 'id-tapir' }
    await world.succeed('post_channel_message', '/api/v1/channels/channel-okapi/messages', { json })
    await world.succeed('post_user_message', '/api/v1/users/user-zebra/messages', {
      json: { content: 'content-giraffe' },
    })
    await world.fail('GET', '/path-gnu')
    await world.fail('GET', '/schema/path-gnu')
    await world.fail('GET', '/api/v1/stats', { key: 'key-llama', address: 'address-emu' })
    expect(alice.frames.length).toBeGreaterThan(0)
    const text = await metrics.text()
    expect(values(parse(text), 'frames_sent_total')).toMatchObject({ new_message: 1, direct_message: 1 })
    expect(text).not.toMatch(/zebra|okapi|giraffe|tapir|gnu|llama|emu/)
  })
})

describe('the delay of the event loop', () => {
  it('is what its timer waits beyond its time', () => {
    const clock = new ManualClock()
    let late = 0
    const delay = new EventLoopDelay({
      now: () => clock.now(),
      elapsed: () => clock.elapsed() + late,
      after: (milliseconds, run) => clock.after(milliseconds, run),
    })
    clock.advance(60)
    late += 30
    clock.advance(20)
    clock.advance(20)
    expect(delay.histogram.sum).toBe(30)
    const { bounds, counts } = delay.histogram
    expect(counts[0]).toBe(4)
    expect(counts[bounds.indexOf(50)]).toBe(1)
    delay.close()
    expect(clock.pending).toBe(0)
  })

  it('is seen when the loop is blocked', async () => {
    const delay = new EventLoopDelay(systemClock)
    try {
      const until = performance.now() + 120
      while (performance.now() < until);
      await expect.poll(() => delay.histogram.sum).toBeGreaterThan(80)
    } finally {
      delay.close()
    }
  })
})
