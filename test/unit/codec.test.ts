import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundedCodec, jsonCodec } from '../../src/protocol/codec.ts'
import { errorFrame } from '../../src/protocol/failure.ts'

const refusals: readonly (readonly [frame: string, code: string, id: string | undefined, message: RegExp])[] = [
  ['', 'bad_frame', undefined, /not JSON/],
  ['{"type":"heartbeat"', 'bad_frame', undefined, /not JSON/],
  ['[]', 'bad_frame', undefined, /one JSON object/],
  ['null', 'bad_frame', undefined, /one JSON object/],
  ['"x"', 'bad_frame', undefined, /one JSON object/],
  ['{"id":"7"}', 'bad_frame', '7', /`type`/],
  ['{"id":"7","type":1}', 'bad_frame', '7', /`type`/],
  ['{"id":"7","type":"__proto__"}', 'unknown_event', '7', /__proto__/],
  ['{"id":"7","type":"connect_ack"}', 'unknown_event', '7', /connect_ack/],
  ['{"id":"","type":"heartbeat"}', 'bad_frame', undefined, /heartbeat: id must not be empty/],
  ['{"id":5,"type":"heartbeat"}', 'bad_frame', undefined, /heartbeat: id must be a string/],
  [`{"id":"${'i'.repeat(65)}","type":"heartbeat"}`, 'bad_frame', undefined, /id must be at most 64 characters/],
  ['{"id":"7","type":"send_message"}', 'invalid_data', '7', /send_message: data is required/],
  ['{"id":"7","type":"send_message","data":{}}', 'invalid_data', '7', /send_message: data.content is required/],
  [
    '{"id":"7","type":"send_message","data":{"content":"x","colour":1}}',
    'invalid_data',
    '7',
    /data.colour is not a known field/,
  ],
  [
    '{"id":"7","type":"send_message","data":{"content":"x","__proto__":{}}}',
    'invalid_data',
    '7',
    /data.__proto__ is not a known field/,
  ],
  [
    '{"id":"7","type":"join_channel","data":{"channel_id":"@"}}',
    'invalid_data',
    '7',
    /data.channel_id must be a channel id/,
  ],
  [
    `{"id":"7","type":"join_channel","data":{"channel_id":"${'c'.repeat(129)}"}}`,
    'invalid_data',
    '7',
    /join_channel: data.channel_id must be a channel id/,
  ],
  [
    `{"id":"7","type":"leave_channel","data":{"channel_id":"${'c'.repeat(129)}"}}`,
    'invalid_data',
    '7',
    /leave_channel: data.channel_id must be at most 128 characters/,
  ],
  [
    '{"id":"7","type":"history","data":{"channel_id":"r","after":1,"before":2}}',
    'invalid_data',
    '7',
    /data must not have both `after` and `before`/,
  ],
  [
    '{"id":"7","type":"history","data":{"channel_id":"r","limit":1001}}',
    'invalid_data',
    '7',
    /data.limit must be at most 1000/,
  ],
  [
    '{"id":"7","type":"history","data":{"channel_id":"r","after":1e400}}',
    'invalid_data',
    '7',
    /data.after must be an integer/,
  ],
]

describe('the codec', () => {
  test.each(refusals)('refuses %s', (frame, code, id, message) => {
    const decoded = jsonCodec.decode(frame)
    expect(decoded).toMatchObject({ kind: 'refused', id, failure: { code } })
    expect(decoded.kind === 'refused' && decoded.failure.message).toMatch(message)
  })

  test('takes a request as it is', () => {
    expect(jsonCodec.decode('{"type":"heartbeat"}')).toEqual({ kind: 'request', frame: { type: 'heartbeat' } })
    const frame = {
      type: 'join_channel',
      id: 'ü',
      data: { channel_id: '@alice', since: { epoch: 'e', offset: 0 }, durable: false },
    }
    expect(jsonCodec.decode(JSON.stringify(frame))).toEqual({ kind: 'request', frame })
  })

  test('never throws, and never repeats more than a little of what it was given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 2000, size: 'max' }),
          fc.json({ maxDepth: 5 }),
          fc
            .object({ key: fc.constantFrom('type', 'id', 'data', '__proto__', 'x'.repeat(500)) })
            .map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const decoded = jsonCodec.decode(text)
          if (decoded.kind !== 'refused') return
          expect(jsonCodec.encode(errorFrame(decoded.id, decoded.failure)).length).toBeLessThan(1000)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('survives a frame that is nothing but depth', () => {
    const deep = `{"type":"send_message","data":{"content":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`
    expect(jsonCodec.decode(deep)).toMatchObject({ kind: 'refused', failure: { code: 'invalid_data' } })
  })
})

describe('a codec with bounds', () => {
  const codec = boundedCodec({ maxDepth: 5, maxMembers: 9 })
  const deep = (levels: number) =>
    `{"type":"publish","data":{"payload":${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}},"id":"7"}`
  const wide = (members: number) =>
    `{"type":"publish","data":{"payload":[${Array.from({ length: members - 4 }, () => '{"a":1}').join(',')}]},"id":"7"}`

  test.each<readonly [string, string, RegExp | undefined]>([
    ['as deep as may be', deep(5), undefined],
    ['one level deeper', deep(6), /6 levels of objects and lists, and 5 may be/],
    ['deep without end', '{"id":"7","data":'.concat('['.repeat(60_000)), /60001 levels/],
    ['as many members as may be', wide(9), undefined],
    ['one member more', wide(10), /10 members, and 9 may be/],
    ['members without end', `{"id":"7","data":{${'"a":1,'.repeat(9999)}"a":1}}`, /10002 members/],
    [
      'brackets and colons in a text',
      `{"type":"publish","id":"7","data":{"payload":"${'[{:'.repeat(99)}"}}`,
      undefined,
    ],
  ])('%s', (_, text, message) => {
    const decoded = codec.decode(text)
    if (message === undefined) expect(decoded).toEqual(jsonCodec.decode(text))
    else
      expect(decoded).toMatchObject({
        kind: 'refused',
        id: '7',
        failure: { code: 'bad_frame', message: expect.stringMatching(message) },
      })
  })

  test('says the same as one without, of all that is within them', () => {
    const names = fc.constantFrom('type', 'id', 'data', 'payload', 'x')
    const limits = { maxDepth: 4, maxMembers: 8 }
    const [bounded, seen] = [boundedCodec(limits), { within: 0, beyond: 0 }]
    fc.assert(
      fc.property(fc.object({ key: names, maxDepth: 5, maxKeys: 4 }), (value) => {
        const text = JSON.stringify(value)
        const decoded = bounded.decode(text)
        const beyond = decoded.kind === 'refused' && /may be/.test(decoded.failure.message)
        seen[beyond ? 'beyond' : 'within']++
        if (!beyond) expect(decoded).toEqual(jsonCodec.decode(text))
        const plain = jsonCodec.decode(text)
        expect(decoded.kind === 'refused' ? decoded.id : '').toBe(plain.kind === 'refused' ? plain.id : '')
      }),
      { numRuns: 500 },
    )
    expect(Math.min(seen.within, seen.beyond)).toBeGreaterThan(20)
  })
})

describe('the id of a frame that is not read', () => {
  test('is the one that it would have been answered with', () => {
    const ids = fc.oneof(fc.string({ unit: 'binary', maxLength: 70 }), fc.integer(), fc.constant(null), fc.constant(''))
    fc.assert(
      fc.property(ids, fc.object({ maxDepth: 1 }), fc.boolean(), (id, rest, first) => {
        const text = JSON.stringify(first ? { id, ...rest, type: 1 } : { ...rest, type: 1, id })
        const decoded = jsonCodec.decode(text)
        expect(jsonCodec.idOf(text)).toBe(decoded.kind === 'refused' ? decoded.id : 'refused')
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['of 64 characters, each of two escapes', `{"id":"${'\\ud834\\udd1e'.repeat(64)}"}`, '𝄞'.repeat(64)],
    ['that goes on without end', `{"id":"${'x'.repeat(100_000)}`, undefined],
    ['with an escape that is none', '{"id":"\\x"}', undefined],
  ])('%s', (_, text, id) => {
    expect(jsonCodec.idOf(text)).toBe(id)
  })
})
