/** The codec and the session by themselves, against whatever there is: they never throw, and nothing of the language changes. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClientFrame } from '../../generated/types.ts'
import { refuseServerFrame } from '../../generated/validators.js'
import { valid } from '../../src/arbitrary/index.ts'
import { jsonCodec } from '../../src/protocol/codec.ts'
import { errorFrame } from '../../src/protocol/failure.ts'
import { openSession, type SessionEvent, type SessionPolicy, step, wakeAfter } from '../../src/protocol/session.ts'
import { Dice } from '../fuzz/dice.ts'
import { damaged, samplesOf } from '../fuzz/frames.ts'
import { hostileTexts } from '../fuzz/scenes/json.ts'

const languageOf = (): string[] =>
  [Object.prototype, Array.prototype, Function.prototype, String.prototype].flatMap((each) =>
    Reflect.ownKeys(each).map(String),
  )
const language = languageOf()

/** Decoded, and answered with a frame that can be sent. */
function decode(text: string): 'request' | 'refused' {
  const decoded = jsonCodec.decode(text)
  if (decoded.kind === 'refused') {
    const answer = jsonCodec.encode(errorFrame(decoded.id, decoded.failure))
    expect(refuseServerFrame(JSON.parse(answer))).toBeUndefined()
    // What was sent does not come back at length.
    expect(answer.length).toBeLessThan(20_000)
  }
  expect(languageOf()).toEqual(language)
  return decoded.kind
}

describe('the codec', () => {
  test.each(Object.keys(hostileTexts))('takes or refuses %s', (name) => {
    for (let seed = 0; seed < 20; seed++) decode(hostileTexts[name]?.(new Dice(seed)) ?? '')
  })

  test('refuses a million names, a million levels and a million digits', () => {
    const names = Array.from({ length: 1_000_000 }, (_, at) => `"k${at}":1`).join(',')
    for (const text of [
      `{${names}}`,
      `{"type":"heartbeat","data":{${names}}}`,
      `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
      `{"type":"heartbeat","data":{"a":${'[{"b":'.repeat(300_000)}1${'}]'.repeat(300_000)}}}`,
      `{"type":"history","data":{"channel_id":"a","limit":${'1'.repeat(1_000_000)}}}`,
    ])
      expect(decode(text)).toBe('refused')
  })

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.string()), (text) => {
        decode(text)
      }),
      { numRuns: 1000 },
    )
  })

  test('never throws at what the fuzzer sends', () => {
    const seed = fc.readConfigureGlobal().seed ?? Date.now() % 1_000_000_007
    const [dice, samples] = [new Dice(seed), samplesOf(seed)]
    const seen = { request: 0, refused: 0 }
    for (let count = 0; count < 3000; count++) seen[decode(damaged(dice, samples))]++
    expect(Math.min(seen.request, seen.refused), `seed ${seed}`).toBeGreaterThan(100)
  })
})

describe('the session', () => {
  const policy: SessionPolicy = {
    connectTimeoutMs: 10_000,
    tokenGraceMs: 5000,
    requests: { perSecond: 10, burst: 8 },
    badFrames: { perSecond: 1 / 60, burst: 3 },
    maxRefusals: 4,
    maxPending: 5,
  }
  const folder = fileURLToPath(new URL('../../generated/schema', import.meta.url))
  const schemas = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
  const options = { fc, resolve: (document: string) => schemas.find(({ $id }: { $id: string }) => $id === document) }
  const frames = schemas
    .filter((schema: { 'x-pactwire'?: { kind: string } }) => schema['x-pactwire']?.kind === 'request')
    .map((schema: object) => valid(schema, options) as fc.Arbitrary<ClientFrame>)
  const id = fc.option(fc.string(), { nil: undefined })
  const failure = fc.record({
    code: fc.constantFrom('unauthorized', 'unavailable', 'bad_frame', 'rate_limited', 'internal'),
    message: fc.string(),
  })
  const purpose = fc.constantFrom('connect', 'refresh')
  const identity = fc.record({
    userId: fc.constantFrom('a', 'b'),
    expiresAt: fc.option(fc.nat(100_000), { nil: undefined }),
  })
  const kind = <T extends SessionEvent['type']>(type: T) => fc.constant(type)
  // In any order, also such that no server reports: answers to what nobody asked, twice, and after the end.
  const events: fc.Arbitrary<SessionEvent> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: kind('request'), frame: fc.oneof(...frames) }) },
    fc.record({ type: kind('refused'), id, failure }),
    fc.record({ type: kind('recognised'), identity }),
    fc.record({ type: kind('authenticated'), purpose, id, identity }),
    fc.record({ type: kind('rejected'), purpose, id, failure }),
    { weight: 2, arbitrary: fc.record({ type: kind('attached'), id, identity }) },
    fc.record({ type: kind('not_attached'), id, failure }),
    { weight: 3, arbitrary: fc.record({ type: kind('settled'), exclusive: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ type: kind('tick') }) },
    fc.record({ type: kind('end'), close: fc.constantFrom('kicked', 'going_away', 'internal'), reason: fc.string() }),
    fc.record({ type: kind('gone') }),
  ) as fc.Arbitrary<SessionEvent>

  test('never throws and ends once, whatever is reported to it', () => {
    const programs = fc.array(fc.tuple(events, fc.integer({ min: -5000, max: 20_000 }), fc.nat(5000)), {
      maxLength: 60,
      size: 'max',
    })
    fc.assert(
      fc.property(programs, (program) => {
        let [now, elapsed, ends] = [50_000, 0, 0]
        let session = openSession({ now, elapsed })
        for (const [event, jump, passed] of program) {
          now += jump
          elapsed += passed
          const moment = { now, elapsed }
          const before = session
          const next = step(session, event, policy, moment)
          session = next.session
          ends += next.effects.filter(({ type }) => type === 'detach').length
          if (before.state === 'closed') expect(next).toEqual({ session: before, effects: [] })
          if (before.state === 'open') expect(session.state).not.toBe('opening')
          expect(wakeAfter(session, policy, moment) ?? 0).toBeGreaterThanOrEqual(0)
        }
        expect(ends).toBe(session.state === 'closed' ? 1 : 0)
      }),
      { numRuns: 1000 },
    )
  })
})
