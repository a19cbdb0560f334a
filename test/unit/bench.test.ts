import { describe, expect, it } from 'vitest'
import { Schedule } from '../../src/bench/pace.ts'
import { pactwireDialect } from '../../src/bench/pactwire-dialect.ts'
import { connectionsOf } from '../../src/bench/plan.ts'
import { benchScenarios } from '../../src/bench/scenarios.ts'
import { smallestContent } from '../../src/bench/stamp.ts'
import { busyTicksIn, ticksIn, usageOf } from '../../src/bench/usage.ts'
import { disturbancesOf, problemsOf, type Signs } from '../../src/bench/verdict.ts'
import { bench } from '../../src/cli/bench.ts'

const well: Signs = {
  pace: 'open',
  generatorShare: 0.4,
  serverShare: 0.6,
  foreignShare: 0.02,
  lateP99Ms: 1.2,
  sent: 1000,
  missing: 0,
  refusals: new Map(),
  lost: [],
}

describe('whether a run is to be believed', () => {
  it('has nothing to say of one that went well', () => {
    expect([...problemsOf(well), ...disturbancesOf(well)]).toEqual([])
  })

  it.each<[string, Partial<Signs>, RegExp]>([
    ['a generator out of breath', { generatorShare: 0.97 }, /generator was saturated \(97 %/],
    [
      'a generator that was the limit',
      { pace: 'closed', generatorShare: 0.99, serverShare: 0.7 },
      /was the limit.*70 %/,
    ],
    [
      'one that may have been',
      { pace: 'closed', generatorShare: 0.99, serverShare: undefined },
      /was the limit.*unknown/,
    ],
    ['messages that never came', { missing: 3 }, /3 deliveries are missing/],
    ['messages of somebody else', { missing: -2 }, /2 deliveries came that nobody had sent/],
    ['refusals', { refusals: new Map([['rate_limited', 7]]) }, /7 requests were refused: rate_limited/],
    ['lost connections', { lost: ['the server closed with 4508', 'x'] }, /2 connections were lost.*4508/],
    ['silence', { sent: 0 }, /nothing was sent/],
  ])('complains of %s', (_, signs, complaint) => {
    expect(problemsOf({ ...well, ...signs })).toEqual([expect.stringMatching(complaint)])
  })

  it('does not blame a generator that kept a server fully busy', () => {
    expect(problemsOf({ ...well, pace: 'closed', generatorShare: 0.97, serverShare: 0.99 })).toEqual([])
  })

  it('tells what others did apart from what went wrong', () => {
    const signs = { ...well, foreignShare: 0.3, lateP99Ms: 25 }
    expect(problemsOf(signs)).toEqual([])
    expect(disturbancesOf(signs)).toEqual([
      expect.stringMatching(/others took 30 %/),
      expect.stringMatching(/sent late \(p99 25\.0 ms\)/),
    ])
  })
})

describe('what a process has used', () => {
  it('is read from behind its name, whatever that is', () => {
    const rest = 'S 1 2 3 4 5 6 7 8 9 10 120 34 0 0 20 0 11'
    expect(ticksIn(`42 (node) ${rest}`)).toBe(154)
    expect(ticksIn(`42 (a ) b (7) 9) ${rest}`)).toBe(154)
  })

  it('leaves out the time in which a core had nothing to do', () => {
    expect(busyTicksIn('cpu0 100 20 3 99999 88888 4 5 6 0 0')).toBe(138)
  })

  it.runIf(process.platform === 'linux')('grows with work, and is nothing for a process that is not there', () => {
    const before = usageOf(process.pid)?.cpuMicros ?? Number.NaN
    const until = process.cpuUsage().user + 60_000
    while (process.cpuUsage().user < until);
    expect((usageOf(process.pid)?.cpuMicros ?? 0) - before).toBeGreaterThanOrEqual(40_000)
    expect(usageOf(process.pid)?.residentBytes).toBeGreaterThan(10_000_000)
    expect(usageOf(2 ** 30)).toBeUndefined()
  })
})

describe('a pace', () => {
  it('gives a message at the very moment at which it is due, and not before', () => {
    const schedule = new Schedule(200)
    expect([schedule.take(0), schedule.take(0), schedule.take(4999), schedule.take(5000)]).toEqual([
      ...[0, undefined, undefined, 5000],
    ])
  })

  it('asks for all that was missed, each for its own time', () => {
    const schedule = new Schedule(200)
    expect([1, 2, 3, 4].map(() => schedule.take(12_000))).toEqual([0, 5000, 10_000, undefined])
    expect(schedule.dueAt).toBe(15_000)
  })
})

describe('the kind of a frame', () => {
  it.each([
    ['{"type":"new_message","data":{}}', 'delivery'],
    ['{"type":"direct_message","data":{}}', 'delivery'],
    ['{"type":"send_message_ack","id":"m"}', 'answer'],
    ['{"type":"send_direct_ack","id":"m"}', 'answer'],
    ['{"type":"connect_ack"}', 'welcome'],
    ['{"type":"join_channel_ack"}', 'joined'],
    ['{"type":"history_ack"}', 'page'],
    ['{"type":"heartbeat_ack"}', 'other'],
    ['{"type":"error"}', 'error'],
    ['{"type":"going_away"}', 'other'],
    ['{}', 'other'],
    ['', 'other'],
  ])('%s', (text, kind) => {
    const bytes = Buffer.from(`....${text}`)
    expect(pactwireDialect.kindOf(bytes, 4, bytes.length)).toBe(kind)
    expect(pactwireDialect.kindOf(bytes, 4, Math.min(bytes.length, 4 + pactwireDialect.headBytes))).toBe(kind)
  })
})

describe('pactwire bench', () => {
  const run = async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
    return { status: await bench.run(args, terminal), out: out.join(''), err: err.join('') }
  }

  it('lists its scenarios and options in its help', async () => {
    const { status, out, err } = await run('--help')
    expect({ status, err }).toEqual({ status: 0, err: '' })
    for (const { name, summary } of benchScenarios) expect(out).toMatch(new RegExp(` ${name} +${summary.slice(0, 30)}`))
  })

  it.each([
    [[], /--url is required/],
    [['--url', 'http://x'], /must begin with ws/],
    [['--url', 'ws://x', '--scenario', 'nothing'], /must be one of fanout, rooms/],
    [['--url', 'ws://x', '--members', '0'], /--members must be a whole number from 1/],
    [['--url', 'ws://x', '--bytes', '20'], new RegExp(`--bytes must be a whole number from ${smallestContent}`)],
    [['--url', 'ws://x', '--rate', '1e3'], /--rate must be/],
    [['--url', 'ws://x', '--pid', '1073741824'], /there is no process/],
    [['--url', 'ws://x', '--channel', '@a'], /--channel must be/],
    [['--url', 'ws://x', '--token-file', '/nowhere'], /--token-file: ENOENT/],
    [['--what'], /Unknown option '--what'/],
  ])('tells in one line what is wrong with %j', async (args, complaint) => {
    const { status, out, err } = await run(...args)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toMatch(/^pactwire bench: [^\n]+\n$/)
    expect(err).toMatch(complaint)
  })

  it('says that nobody is there', async () => {
    expect(await run('--url', 'ws://127.0.0.1:1')).toMatchObject({
      status: 1,
      err: expect.stringMatching(/pactwire bench: connect ECONNREFUSED.*\n$/),
    })
  })

  it.each(benchScenarios)('opens as many connections in $name as it is asked to', ({ plan, usual }) => {
    expect(connectionsOf(plan({ ...usual, members: 100 }))).toBe(100)
  })
})
