/** The events of a server that is pointed at: what the suite finds out of its documents, and what it says that it cannot know. */
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { GivenConfig } from '../../src/config/resolve.ts'
import { candidatesFor, fill, fits } from '../../src/conformance/own/channels.ts'
import type { OwnEvent } from '../../src/conformance/own/documents.ts'
import { Payloads } from '../../src/conformance/own/payloads.ts'
import { caseText } from '../../src/conformance/report/text.ts'
import { type ConformanceReport, runConformance } from '../../src/conformance/run.ts'
import type { Target } from '../../src/conformance/target.ts'
import type { Hooks } from '../../src/hub/hooks.ts'
import { EventsFolder, removeEventsFolders } from '../support/events.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

afterEach(stopTestServers)
afterAll(removeEventsFolders)

const apiKey = 'the-api-key-of-the-tests-of-own-events'
const ids = ['01', '02', '03', '04', '05', '06'].map((number) => `own-events-${number}`)
const verdicts = ({ results }: ConformanceReport) =>
  Object.fromEntries(results.map(({ case: { id }, verdict }) => [id, verdict.kind]))
const all = (kind: string) => Object.fromEntries(ids.map((id) => [id, kind]))

async function ask(config: GivenConfig, target: Partial<Target> = {}, hooks: Hooks = {}) {
  const { url } = await startTestServer({ api_keys: [apiKey], ...config }, hooks)
  return runConformance({
    target: { url, users: { kind: 'development' }, apiKey, ...target },
    only: ['own-events'],
    patienceMs: 4000,
    seed: 7,
  })
}

function notesOf(report: ConformanceReport, id: string): string {
  return report.results.find((result) => result.case.id === id)?.notes?.join('\n') ?? ''
}

describe('a server that is pointed at', () => {
  test('is asked about its own events, in channels that its documents name, also where only the application publishes', async () => {
    const { dir } = await EventsFolder.with()
    const report = await ask({
      events: dir,
      channels: [
        { pattern: 'orders:*', events: ['order_updated'], join: 'members', publish: 'server' },
        { pattern: '*:board', events: ['cursor_moved'] },
        { pattern: '*', events: [] },
      ],
    })
    expect(report.results.flatMap((one) => (one.verdict.kind === 'failed' ? [caseText(one)] : []))).toEqual([])
    expect(verdicts(report)).toEqual(all('passed'))
    expect(notesOf(report, 'own-events-03')).toMatch(
      /^tried: cursor_moved \(\d payloads, history and recovery and HTTP API\), order_updated \(\d payloads, history and recovery and HTTP API\) with --seed 7$/,
    )
  })

  test('is asked by whatever means its policies leave: tokens that name the channel, or the application alone', async () => {
    const { dir } = await EventsFolder.with()
    const secret = 'the-secret-of-the-tests-of-own-events'
    const config: GivenConfig = {
      events: dir,
      jwt_secret: secret,
      channels: [
        { pattern: 'orders:*', events: ['order_updated'], join: 'token', send: 'token' },
        { pattern: 'board:*', events: ['cursor_moved'], join: 'server', history_size: 3 },
        { pattern: '*', events: [] },
      ],
    }
    const report = await ask(config, { users: { kind: 'secret', secret } })
    expect(report.results.flatMap((one) => (one.verdict.kind === 'failed' ? [caseText(one)] : []))).toEqual([])
    expect(verdicts(report)).toEqual(all('passed'))
    expect(notesOf(report, 'own-events-02')).toMatch(
      /^tried: cursor_moved \(\d payloads, and nobody may join to hear them\), order_updated \(\d payloads\) with --seed 7$/,
    )
  })

  test('that has none is not asked, and the reason stands beside it', async () => {
    const report = await ask({})
    expect(verdicts(report)).toEqual(all('skipped'))
    expect(report.results[0]?.verdict).toMatchObject({ reason: expect.stringContaining('no `x-events`') })
  })

  test('is not asked what needs more than was given, and the report says of which event and why', async () => {
    const { dir } = await EventsFolder.with()
    const channels: NonNullable<GivenConfig['channels']> = [
      { pattern: 'orders:*', events: ['order_updated'], publish: 'server' },
      { pattern: 'lobby', events: ['cursor_moved'] },
      { pattern: '*', events: [] },
    ]
    const report = await ask({ events: dir, channels }, { apiKey: undefined })
    expect(verdicts(report)).toEqual({ ...all('skipped'), 'own-events-01': 'passed' })
    const reason = 'of the channels that carry it (lobby) none is the suite’s to make up: name one with --channel'
    expect(report.results[1]?.verdict).toMatchObject({ reason: expect.stringContaining(`cursor_moved: ${reason}`) })
    expect(report.results[1]?.verdict).toMatchObject({
      reason: expect.stringMatching(/order_updated: only the application may publish it in orders:.*: give --api-key/),
    })

    const named = await ask({ events: dir, channels }, { eventChannels: ['lobby'], apiKey: undefined })
    expect(verdicts(named)).toEqual({ ...all('passed'), 'own-events-06': 'skipped' })
    expect(notesOf(named, 'own-events-02')).toContain('tried: cursor_moved (')
    expect(notesOf(named, 'own-events-02')).toContain('not tried: order_updated: only the application may publish it')
    const whole = await ask({ events: dir, channels }, { eventChannels: ['lobby'] })
    expect(verdicts(whole)).toEqual(all('passed'))
    expect(notesOf(whole, 'own-events-06')).not.toContain('not tried')
  })

  test('that changes payloads on the way does not pass', async () => {
    const { dir } = await EventsFolder.with()
    const report = await ask({ events: dir }, {}, { onEvent: ({ payload }) => ({ ...payload, x: 1 }) })
    expect(verdicts(report)).toMatchObject({ 'own-events-02': 'failed', 'own-events-03': 'failed' })
    expect(verdicts(report)).toMatchObject({ 'own-events-01': 'passed' })
  })
})

describe('the channels of an event', () => {
  const rules = [
    { pattern: 'talk:*', events: [], publish: 'anyone' },
    { pattern: '*:log', events: ['noted'], publish: 'server' },
    { pattern: 'talk:own:*', events: ['said'], publish: 'anyone' },
    { pattern: '*', events: ['*'], publish: 'anyone' },
  ]

  test('fit the pattern that says that it carries the event, and no pattern before that', () => {
    expect(candidatesFor('noted', rules, [], 'u')).toEqual([
      { channel: 'u:log', origin: 'said', publish: 'server', isOwn: true },
      { channel: 'conf:u', origin: 'said', publish: 'anyone', isOwn: true },
    ])
    // `talk:own:…` is a channel of `talk:*`, which carries nothing.
    expect(candidatesFor('said', rules, [], 'u')).toMatchObject([{ channel: 'conf:u', origin: 'said' }])
    expect(candidatesFor('said', rules.slice(0, 3), [], 'u')).toContain('name one with --channel')
    expect(candidatesFor('other', rules.slice(0, 3), [], 'u')).toBe('no channel carries it')
  })

  test('are those that were named, or a guess where nobody says', () => {
    expect(candidatesFor('noted', rules, ['talk:x', 'x:log', 'y:*'], 'u')).toMatchObject([
      { channel: 'x:log', origin: 'said', publish: 'server', isOwn: false },
      { channel: 'y:u', origin: 'said', publish: 'anyone', isOwn: true },
    ])
    expect(candidatesFor('noted', rules, ['talk:x'], 'u')).toMatchObject([{ channel: 'u:log' }, { channel: 'conf:u' }])
    expect(candidatesFor('said', undefined, ['a:*', 'b'], 'u')).toMatchObject([
      { channel: 'a:u', isOwn: true },
      { channel: 'b', isOwn: false },
    ])
    expect(candidatesFor('said', undefined, [], 'u')).toMatchObject([{ origin: 'guessed' }])
  })

  test.each(['a', 'a:*', '*:z', 'a*b*c', '*', 'a**b', 'aa*aa'])('%s fits what is made of it', (pattern) => {
    expect(fits(pattern, fill(pattern, 'unique'))).toBe(true)
    expect(fits(pattern, `${fill(pattern, 'unique')}!`)).toBe(pattern.endsWith('*'))
  })
})

describe('payloads', () => {
  const event: OwnEvent = {
    name: 'counted',
    version: 1,
    schema: {
      $id: 'counted.json',
      type: 'object',
      properties: { lines: { type: 'array', items: { type: 'integer', minimum: 1 }, maxItems: 4 } },
      required: ['lines'],
      additionalProperties: false,
      examples: [{ lines: [7] }, { lines: 'wrong' }],
    },
    resolve: () => undefined,
    saysItInWords: false,
  }

  test('are the same for the same seed, good ones begin with the examples, and wrong ones are wrong', () => {
    const [one, same, other] = [new Payloads(event, 1), new Payloads(event, 1), new Payloads(event, 2)]
    const good = one.good(5)
    expect(good[0]).toEqual({ lines: [7] })
    expect(good.every((payload) => one.accepts(payload))).toBe(true)
    expect(same.good(5)).toEqual(good)
    expect(other.good(5)).not.toEqual(good)
    const wrong = one.wrong(5)
    expect(wrong.length).toBeGreaterThan(2)
    expect(wrong.some(({ payload }) => one.accepts(payload))).toBe(false)
    expect(same.wrong(5).map(({ payload }) => payload)).toEqual(wrong.map(({ payload }) => payload))
  })

  test('that are wrong are so in one place, and no other place will do', () => {
    const found = new Payloads(event, 3).wrong(40).find(({ place }) => /^\.lines\[\d\]$/.test(place))
    const place = `data.payload${found?.place}`
    expect(found?.isPlace(place, 'data.payload')).toBe(true)
    for (const other of ['data.payload', 'data.payload.lines', `${place}0`, `body.payload${found?.place}`, ''])
      expect(found?.isPlace(other, 'data.payload')).toBe(false)
  })
})
