/** What the conformance suite says of a run, and how a run comes to its verdicts. */
import { afterAll, describe, expect, test } from 'vitest'
import type { Case, Group } from '../../src/conformance/case.ts'
import { fail } from '../../src/conformance/failure.ts'
import { reportJson } from '../../src/conformance/report/json.ts'
import { reportJunit } from '../../src/conformance/report/junit.ts'
import { summaryText, TextReport } from '../../src/conformance/report/text.ts'
import { type ConformanceReport, runConformance } from '../../src/conformance/run.ts'
import { readSkips } from '../../src/conformance/skips.ts'
import type { Target } from '../../src/conformance/target.ts'
import { Transcript } from '../../src/conformance/transcript.ts'
import { serveForTests } from '../support/conformance-servers.ts'
import { stopTestServers } from '../support/test-server.ts'

afterAll(stopTestServers)

const one = (id: string, run: Case['run'], rest: Partial<Case> = {}): Case => ({
  id,
  sentence: `What ${id} demands & says <so>.`,
  reference: 'transport',
  run,
  ...rest,
})

const groups: readonly Group[] = [
  {
    name: 'good',
    about: 'what passes',
    cases: [
      one('good-01', async (world) => (await world.as(world.user('alice'))).fence()),
      one('good-02', async (world) => world.skip('it is not the day for it')),
      one('good-03', async () => fail('nothing', 'it was left out')),
    ],
  },
  {
    name: 'bad',
    about: 'what fails',
    cases: [
      one('bad-01', async (world) => {
        const peer = await world.as(world.user('alice'))
        await peer.refusal('forbidden', 'heartbeat')
      }),
      one('bad-02', async () => {
        throw new Error('a bug \u0000 of the case')
      }),
      one('bad-03', async () => fail('a server that fails', 'there is none'), { needs: ['faults'] }),
    ],
  },
]

const target = async (): Promise<Target> =>
  serveForTests({ settings: {}, authentication: true, control: false, faults: false })
let report: Promise<ConformanceReport> | undefined
const whole = (): Promise<ConformanceReport> => {
  report ??= target().then((given) => runConformance({ target: given, groups, skip: { 'good-03': 'because' } }))
  return report
}

describe('a run', () => {
  test('passes, fails and skips, and never counts what was skipped as passed', async () => {
    const { results, passed, failed, skipped, ok } = await whole()
    expect(results.map(({ case: { id }, verdict }) => [id, verdict.kind])).toEqual([
      ['good-01', 'passed'],
      ['good-02', 'skipped'],
      ['good-03', 'skipped'],
      ['bad-01', 'failed'],
      ['bad-02', 'failed'],
      ['bad-03', 'skipped'],
    ])
    expect({ passed, failed, skipped, ok }).toEqual({ passed: 1, failed: 2, skipped: 3, ok: false })
  })

  test('that skipped nothing and left something of the contract out fails itself, and names it', async () => {
    const [good] = groups
    const passing = { ...(good as Group), cases: [(good as Group).cases[0] as Case] }
    const { failed, skipped, ok, uncovered } = await runConformance({ target: await target(), groups: [passing] })
    expect({ failed, skipped, ok }).toEqual({ failed: 0, skipped: 0, ok: false })
    expect(uncovered).toEqual(
      expect.arrayContaining(['close 4509', 'push going_away', 'route get_stats', 'error not_found']),
    )
    expect(uncovered).not.toContain('reply heartbeat_ack')
    const chosen = await runConformance({ target: await target(), groups: [passing], only: ['good-01'] })
    expect(chosen.ok).toBe(true)
  })

  test('finds what is wrong on any connection of a case, whatever the case looks at', async () => {
    const unheeded = one('own-01', async (world) => {
      await world.as(world.user('alice'))
      world.wrong('something came that may not come')
    })
    const { results } = await runConformance({
      target: await target(),
      groups: [{ name: 'own', about: '', cases: [unheeded] }],
    })
    expect(results[0]?.verdict).toMatchObject({ kind: 'failed', came: 'something came that may not come' })
  })

  test('waits for the answer to what a case has asked, and fails when there is none', async () => {
    const impatient = one('own-01', async (world) => {
      const peer = await world.as(world.user('alice'))
      peer.expectAnswerTo('{"type":"heartbeat","id":"never sent"}')
    })
    const { results } = await runConformance({
      target: await target(),
      groups: [{ name: 'own', about: '', cases: [impatient] }],
      patienceMs: 100,
    })
    expect(results[0]?.verdict).toMatchObject({
      kind: 'failed',
      expected: expect.stringContaining('heartbeat never sent'),
    })
  })

  test('of a case that is not there is refused by name', async () => {
    await expect(runConformance({ target: await target(), groups, only: ['nonsense'] })).rejects.toThrow(
      'no case nonsense',
    )
  })

  test('against nobody fails, and says who did not answer', async () => {
    const nobody: Target = { url: 'ws://127.0.0.1:9/ws', users: { kind: 'development' } }
    const { results } = await runConformance({ target: nobody, groups, only: ['good-01'] })
    expect(results[0]?.verdict).toMatchObject({ kind: 'failed', came: expect.stringContaining('127.0.0.1:9') })
  })
})

describe('the report', () => {
  test('on the terminal is in the order of the suite, whatever the order of the results', async () => {
    const { results } = await whole()
    let text = ''
    const shown = new TextReport(
      groups,
      results.map((result) => result.case.id),
      (piece) => {
        text += piece
      },
    )
    for (const result of results.toReversed()) shown.take(result)
    expect([...text.matchAll(/[✓✗–] (\S+)/g)].map(([, id]) => id)).toEqual(results.map((result) => result.case.id))
    expect(text).toContain('good: what passes\n')
    expect(text).toContain('skipped: it is not the day for it')
    expect(text).toMatch(
      /expected {2}heartbeat to be refused with forbidden\n\s+but {7}heartbeat_ack came\n\s+see {7}docs\/PROTOCOL.md#transport/,
    )
    expect(text).toMatch(/alice → \{"type":"heartbeat","id":"r2"\}/)
    expect(text).toMatch(/alice ← \{"type":"heartbeat_ack","id":"r2"/)
  })

  test('ends with the sum, and with what was not exercised', async () => {
    const text = summaryText(await whole())
    expect(text).toMatch(/6 cases in [\d.]+ s: 1 passed, 2 failed, 3 skipped/)
    expect(text).toMatch(/not exercised, with 3 cases skipped: .*close 4509/)
  })

  test('as JUnit is XML that keeps what the cases said, but for what XML cannot write', async () => {
    const xml = reportJunit(await whole(), groups)
    expect(xml).toContain('<testsuites name="pactwire conformance" tests="6" failures="2" skipped="3"')
    expect(xml).toContain('name="good-01 What good-01 demands &amp; says &lt;so&gt;."')
    expect(xml).toContain('<skipped message="because"/>')
    expect(xml).toContain('a bug \ufffd of the case')
    expect([...xml.matchAll(/<testcase /g)]).toHaveLength(6)
    expect([...xml.matchAll(/<(\w+)(?: [^<>]*)?(?<!\/)>/g)].map(([, name]) => name).toSorted()).toEqual(
      [...xml.matchAll(/<\/(\w+)>/g)].map(([, name]) => name).toSorted(),
    )
  })

  test('as JSON has everything', async () => {
    const json = JSON.parse(reportJson(await whole(), { url: 'ws://x/ws' })) as {
      cases: { id: string; verdict: string }[]
    }
    expect(json).toMatchObject({ url: 'ws://x/ws', passed: 1, failed: 2, skipped: 3, ok: false })
    expect(json.cases[3]).toMatchObject({ id: 'bad-01', verdict: 'failed', transcript: expect.any(Array) })
  })

  test('shows neither tokens nor keys', async () => {
    const { results } = await whole()
    const text = JSON.stringify(results)
    expect(text).toContain('"type\\":\\"connect')
    expect(text).not.toMatch(/eyJ[\w-]+\.eyJ/)
    const transcript = new Transcript()
    transcript.add('x', 'out', '{"type":"connect","data":{"token":"eyJ0.eyJ1.x"}}')
    transcript.add('x', 'out', 'GET /ws?access_token=eyJ0.eyJ1.x HTTP/1.1')
    transcript.add('x', 'out', 'Authorization: Bearer eyJ0.eyJ1.x')
    expect(JSON.stringify(transcript.lines())).not.toContain('eyJ0')
  })

  test('keeps the beginning and the end of a long conversation', () => {
    const transcript = new Transcript()
    for (let at = 0; at < 10_000; at++) transcript.add('x', 'in', `${at}`)
    const texts = transcript.lines().map(({ text }) => text)
    expect(texts.length).toBeLessThan(450)
    expect(texts[0]).toBe('0')
    expect(texts.at(-1)).toBe('9999')
    expect(texts.join()).toContain('… 9600 more …')
  })
})

describe('the list of cases to leave out', () => {
  test('names each with a reason', () => {
    expect(readSkips('{"bad-01": "it is known"}', groups)).toEqual({ 'bad-01': 'it is known' })
  })

  test.each([
    ['{', /not JSON/],
    ['[]', /not an object/],
    ['{"bad-99": "x"}', /no case "bad-99"/],
    ['{"bad-01": ""}', /bad-01 has no reason/],
    ['{"bad-01": true}', /bad-01 has no reason/],
  ])('that is %s is refused', (text, problem) => {
    expect(() => readSkips(text, groups)).toThrow(problem)
  })
})
