import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonCodec } from '../../src/protocol/codec.ts'
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
