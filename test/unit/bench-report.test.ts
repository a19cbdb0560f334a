import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Figures, type Outcome, written } from '../../src/bench/figures.ts'
import { chartOf, originOf, replaceMarked, sectionOf } from '../bench/document.ts'
import { helpText, readOptions } from '../bench/options.ts'
import { dialects } from '../bench/peers/dialects.ts'
import { peers } from '../bench/peers/peers.ts'
import { type Results, results } from '../bench/results.ts'
import { quick, type Scenario, scenarios } from '../bench/scenarios.ts'
import { spread } from '../bench/summary.ts'
import { barChart } from '../bench/svg.ts'
import { lookupIn, scenarioTable, table, targetTable } from '../bench/tables.ts'
import { judge } from '../bench/targets.ts'

const ran = (figures: Figures, rest: Partial<Outcome> = {}): Outcome => ({
  ...{ figures, notes: [], problems: [], disturbances: [] },
  ...rest,
})
const costs = (...values: number[]): Outcome[] => values.map((value) => ran({ cpu_per_delivery: value }))

const [fanout] = scenarios
if (fanout === undefined) throw new Error('there are no scenarios')

function having(rows: Record<string, readonly Outcome[]>, rest: Partial<Results> = {}): Results {
  return results({
    ...{
      time: '2026-01-31T09:30:00.000Z',
      commit: 'abc',
      changed: false,
      quick: false,
      state: 'warm',
      repetitions: 3,
      skipped: [],
    },
    ...{ versions: { pactwire: '0.1.0' }, noise: 'left out' },
    machine: { cpu: 'A', cores: 2, memory_gb: 24, system: 'Linux', node: 'v20', pinned: true, load: 0.1 },
    rows: Object.entries(rows).map(([peer, runs]) => ({ scenario: 'fanout', peer, runs })),
    ...rest,
  })
}

describe('several runs of the same', () => {
  const row = (runs: Outcome[]) => ({ scenario: 'fanout', peer: 'ws', runs })

  it('are told by their median, and how far they lay apart', () => {
    expect(spread(row(costs(3, 1, 2)), 'cpu_per_delivery', 'left out')).toEqual({
      median: 2,
      least: 1,
      most: 3,
      runs: 3,
    })
    expect(spread(row(costs(4, 1, 2, 3)), 'cpu_per_delivery', 'left out')?.median).toBe(2.5)
  })

  it('do not count when something went wrong, and when they were disturbed only if that is wanted', () => {
    const runs = [
      ...costs(1),
      ran({ cpu_per_delivery: 50 }, { problems: ['lost'] }),
      ran({ cpu_per_delivery: 3 }, { disturbances: ['others'] }),
    ]
    expect(spread(row(runs), 'cpu_per_delivery', 'left out')?.median).toBe(1)
    expect(spread(row(runs), 'cpu_per_delivery', 'counted')?.median).toBe(2)
  })

  it('are nothing when there is no number in them', () => {
    expect(spread(row(costs(Number.NaN)), 'cpu_per_delivery', 'left out')).toBeUndefined()
    expect(spread(row([]), 'cpu_per_delivery', 'left out')).toBeUndefined()
  })
})

describe('a target', () => {
  const look = lookupIn(having({ pactwire: costs(1), floor: costs(2), ws: costs(4), gorilla: costs(0.5) }))
  const names = ['pactwire', 'floor', 'ws', 'gorilla']

  it.each([
    [{ against: 'floor', atMostTimes: 0.6 }, 'met', '0.50 ×'],
    [{ against: 'floor', atMostTimes: 0.4 }, 'missed', '0.50 ×'],
    [{ against: 'ws', atLeastTimes: 0.2 }, 'met', '0.25 ×'],
    [{ against: 'floor', atMostAbove: -2 }, 'missed', '−1.00 µs'],
    [{ atMost: 1 }, 'met', '1.00 µs'],
    [{ atLeast: 1.5 }, 'missed', '1.00 µs'],
    [{ against: 'socket.io', atMostTimes: 1 }, 'not measured', '–'],
    // The floor is not one of the others, and each of them counts.
    [{ against: 'others', atMostTimes: 1 }, 'missed', '0.25 ×, 2.00 ×'],
  ])('%j is %s', (target, state, found) => {
    expect(judge({ measure: 'cpu_per_delivery', ...target }, 'fanout', names, look)).toMatchObject({ state, found })
  })

  it.each([
    [{ against: 'ws', atMostTimes: 0.2 }, '0.50 ×'],
    [{ against: 'others', atMostTimes: 1 }, '0.50 ×, 4.00 ×'],
    [{ atMost: 1 }, '2.00 µs'],
    [{ against: 'floor', atMostTimes: 0.4 }, '–'],
  ])('%j tells what the floor comes to', (target, floor) => {
    expect(judge({ measure: 'cpu_per_delivery', ...target }, 'fanout', names, look)).toMatchObject({ floor })
  })

  it('can be about another scenario of our own', () => {
    const all = having({ pactwire: costs(2) })
    const both = { ...all, rows: [...all.rows, { scenario: 'stored', peer: 'pactwire', runs: costs(2.5) }] }
    const target = { measure: 'cpu_per_delivery', inScenario: 'fanout', atMostTimes: 1.3 } as const
    expect(judge(target, 'stored', ['pactwire'], lookupIn(both))).toMatchObject({ state: 'met', found: '1.25 ×' })
  })
})

describe('a table', () => {
  it('has columns as wide as their widest cell', () => {
    expect(
      table(
        ['', 'µs'],
        [
          ['a long name', '1.5'],
          ['b', '12,000'],
        ],
      ),
    ).toBe(
      [
        '|             |     µs |',
        '| ----------- | -----: |',
        '| a long name |    1.5 |',
        '| b           | 12,000 |',
      ].join('\n'),
    )
  })

  it('shows medians, with their range when there were several runs, and only what was measured', () => {
    const shown = scenarioTable(fanout, having({ pactwire: costs(1, 2, 4), floor: costs(3.1372), ws: [] }))
    expect(shown.split('\n')[0]).toBe('|           | CPU a delivery, µs |')
    expect(shown).toContain('| Pactwire  |   2.00 (1.00–4.00) |')
    expect(shown).toContain('| the floor |               3.14 |')
    expect(shown).toContain('| `ws`      |                  – |')
  })

  it('says of each target what came of it', () => {
    const shown = targetTable(scenarios, having({ pactwire: costs(1), floor: costs(1) }))
    expect(shown).toMatch(/CPU a delivery at most 0\.6 × that of floor \| +1\.00 × \| +\*\*missed\*\*/)
    expect(shown).toMatch(/0\.2 × that of gorilla \| +– \| +not measured/)
  })
})

describe('how a figure is written', () => {
  it.each([
    ['deliveries', 4_213_442.4, '4,213,442'],
    ['cpu_per_delivery', 0.2434, '0.24'],
    ['p99', Number.NaN, '–'],
  ] as const)('%s %d', (name, value, text) => expect(written(name, value)).toBe(text))
})

describe('a chart', () => {
  const bar = { label: 'a', value: 2, text: '2 µs', least: 2, most: 2, own: false }

  it('draws each bar as long as its value', () => {
    const svg = barChart({ title: 't', subtitle: 's', bars: [bar, { ...bar, value: 4, most: 4, own: true }] })
    const widths = [...svg.matchAll(/<rect class="([^"]+)"[^>]* width="([\d.]+)"/g)].map((found) => [
      found[1],
      Number(found[2]),
    ])
    expect(widths).toEqual([
      ['bar', 185],
      ['bar own', 370],
    ])
  })

  it('shows what the runs lay between, and escapes what people are called', () => {
    const svg = barChart({ title: '<b> & "c"', subtitle: 's', bars: [{ ...bar, least: 1, most: 4 }] })
    expect(svg).toContain('&lt;b&gt; &amp; &quot;c&quot;')
    expect(svg).toMatch(/<line class="range" x1="292.5" x2="570"/)
    // In the dark ours is still another colour.
    expect(svg).toMatch(/prefers-color-scheme:dark.*\.bar:not\(\.own\)/)
  })

  it('has every element closed', () => {
    const svg = barChart({ title: 't', subtitle: 's', bars: [bar, { ...bar, least: 0 }] })
    const open: string[] = []
    for (const [, end, name, rest] of svg.matchAll(/<(\/?)(\w+)([^>]*)>/g)) {
      if (end === '/') expect(open.pop()).toBe(name)
      else if (rest?.endsWith('/') !== true) open.push(name ?? '')
    }
    expect(open).toEqual([])
  })

  it('is drawn only of what counts', () => {
    expect(chartOf(fanout, having({ ws: [ran({ cpu_per_delivery: 9 }, { problems: ['lost'] })] }))).toBeUndefined()
    expect(chartOf(fanout, having({ pactwire: costs(1) }))).toContain('1.00 µs')
  })
})

describe('the page', () => {
  const page = 'before <!-- bench:a --> old <!-- /bench:a --> after'

  it('keeps what people have written around the marks', () => {
    const once = replaceMarked(page, new Map([['a', 'new']]))
    expect(once).toBe('before <!-- bench:a -->\n\nnew\n\n<!-- /bench:a --> after')
    expect(replaceMarked(once, new Map([['a', 'new']]))).toBe(once)
  })

  it('must have a place for what is to be written', () => {
    expect(() => replaceMarked(page, new Map([['b', 'x']]))).toThrow(/no place for b/)
  })

  it('has a place for everything that can be measured', () => {
    const real = readFileSync(new URL('../../docs/PERFORMANCE.md', import.meta.url), 'utf8')
    const names = ['origin', 'targets', ...scenarios.map(({ name }) => name)]
    expect(() => replaceMarked(real, new Map(names.map((name) => [name, '-'])))).not.toThrow()
  })

  it('says where the figures come from, and why some are not there', () => {
    const all = having(
      { ws: [ran({}, { problems: ['3 deliveries are missing'] })] },
      { quick: true, state: 'cold', changed: true },
    )
    expect(originOf(all)).toMatch(
      /2026-01-31 at commit `abc`, with changes.*each on a core[\s\S]*just started[\s\S]*A quick run/,
    )
    expect(sectionOf(fanout, all)).toContain('- Left out: `ws`: 3 deliveries are missing.')
  })
})

describe('the scenarios', () => {
  it.each(scenarios)('$name names only what there is', ({ targets }: Scenario) => {
    const names = [...peers.map(({ name }) => name), 'others']
    for (const { against, inScenario } of targets) {
      if (against !== undefined) expect(names).toContain(against)
      if (inScenario !== undefined) expect(scenarios.map(({ name }) => name)).toContain(inScenario)
    }
  })

  it('have names of their own, and a shorter version', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
    for (const { plan } of scenarios) expect(quick(plan).kind).toBe(plan.kind)
  })

  it('are those that peers name', () => {
    const names = scenarios.map(({ name }) => name)
    for (const { scenarios: only = [] } of peers) for (const name of only) expect(names).toContain(name)
  })

  it('are measured on peers whose dialect can do what they say that they can', () => {
    for (const { dialect, abilities } of peers) {
      expect(dialects[dialect].sendDirect !== undefined).toBe(abilities.includes('direct'))
      expect(dialects[dialect].history !== undefined).toBe(abilities.includes('history'))
      expect(dialects[dialect].rejoin !== undefined).toBe(abilities.includes('recovery'))
    }
  })
})

describe('the kind of a frame', () => {
  it.each([
    ['socket.io', '0{"sid":"x"}', 'other'],
    ['socket.io', '40{"sid":"x"}', 'welcome'],
    ['socket.io', '44{"message":"no"}', 'error'],
    ['socket.io', '430[{}]', 'joined'],
    ['socket.io', '431[{}]', 'answer'],
    ['socket.io', '42["new_message",{}]', 'delivery'],
    ['socket.io', '2', 'ping'],
    // The floor sends on what it got.
    ['floor', '{"type":"send_message"}', 'delivery'],
    ['hub', '{"type":"send_message_ack"}', 'answer'],
    ['hub', '{"type":"new_message"}', 'delivery'],
  ] as const)('of %s: %s', (dialect, text, kind) => {
    const bytes = Buffer.from(`..${text}`)
    const { kindOf, headBytes } = dialects[dialect]
    expect(kindOf(bytes, 2, Math.min(bytes.length, 2 + headBytes))).toBe(kind)
  })
})

describe('npm run bench', () => {
  it('measures everything unless told otherwise', () => {
    expect(readOptions([])).toMatchObject({
      only: scenarios.map(({ name }) => name),
      peers: peers.map(({ name }) => name),
      ...{ repetitions: 5, quick: false, state: 'warm', noise: 'left out', write: false },
    })
    expect(readOptions(['--quick', '--peers', 'ws,pactwire', '--only', 'idle'])).toMatchObject({
      ...{ only: ['idle'], peers: ['pactwire', 'ws'], repetitions: 1, quick: true, state: 'cold' },
    })
  })

  it.each([
    [['--only', 'fnout'], /--only: there is no "fnout"; there are fanout,/],
    [['--peers', 'io'], /--peers: there is no "io"/],
    [['--repeat', '0'], /--repeat must be/],
    [['--fast'], /Unknown option/],
  ])('refuses %j', (args, complaint) => expect(() => readOptions(args)).toThrow(complaint))

  it('lists scenarios, servers and options in its help', () => {
    expect(readOptions(['--help'])).toBe('help')
    const help = helpText()
    for (const { name } of [...scenarios, ...peers]) expect(help).toContain(`\n  ${name} `)
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })
})
