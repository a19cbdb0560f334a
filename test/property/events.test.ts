/** Payloads of every shape: what is taken comes back as it was, on the wire and in history, and nothing else gets through. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refuseServerFrame } from '../../generated/validators.js'
import { deepestPayload, unsoundness } from '../../src/events/soundness.ts'
import { eventHead, messageOf } from '../../src/hub/frames.ts'
import { jsonCodec } from '../../src/protocol/codec.ts'
import { Arena } from '../../src/store/lmdb/arena.ts'
import { decodeEntry, encodeEntry } from '../../src/store/lmdb/entries.ts'
import type { Entry } from '../../src/store/store.ts'

const payloads = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { maxKeys: 5 }).map((value) => {
  // As it comes from a frame: with own keys only, whatever they are called.
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>
})

const marks = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9_]{0,63}$/),
  version: fc.integer({ min: 1, max: 1_000_000 }),
})

function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return (!Array.isArray(value) && Object.hasOwn(value, '__proto__')) || Object.values(value).some(hasProto)
}

describe('any payload', () => {
  test('is the same in its frame, in history and on the disk', () => {
    const arena = new Arena()
    fc.assert(
      fc.property(
        payloads,
        marks,
        fc.option(fc.string({ minLength: 1, unit: 'binary' }), { nil: undefined }),
        (payload, event, id) => {
          const content = JSON.stringify(payload)
          const body = { from: 'alice', to: undefined, content, event, time: 1_700_000_000_000, clientMessageId: id }
          const place = { stream: 'orders:42', epoch: 'e', offset: 7, seed: 1 }
          const entry: Entry = { ...body, stream: 'orders:42', epoch: 'e', offset: 7, messageId: 'e-7' }

          const frame = JSON.parse(jsonCodec.encodeEvent(eventHead(entry, event), content)) as { data: object }
          expect(refuseServerFrame(frame)).toBeUndefined()
          expect(frame.data).toEqual(JSON.parse(JSON.stringify(messageOf(entry))))
          expect(JSON.stringify((frame.data as { payload: unknown }).payload)).toBe(content)

          const piece = encodeEntry(arena, place, body, 'e-7')
          const bytes = Buffer.from(piece.subarray(piece.start, piece.end))
          expect(decodeEntry(bytes, bytes.length, place)).toEqual(entry)
          arena.reset()
        },
      ),
      { numRuns: 500 },
    )
  })

  test('that is sound stays sound, and one with a field `__proto__` anywhere is refused at its place', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        const found = unsoundness(payload)
        expect(found !== undefined).toBe(hasProto(payload))
        if (found !== undefined) expect(found.path).toMatch(/__proto__$/)
      }),
      { numRuns: 500 },
    )
  })

  test('is refused beyond its depth, through lists and objects alike, and never by an exception', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.infiniteStream(fc.boolean()), (depth, kinds) => {
        let value: unknown = {}
        for (let at = 1; at < depth; at++) value = kinds.next().value === true ? [value] : { a: value }
        expect(unsoundness(value) === undefined).toBe(depth <= deepestPayload)
      }),
    )
    let deep: unknown = 1
    for (let at = 0; at < 1_000_000; at++) deep = [deep]
    expect(unsoundness({ deep })?.message).toBe('must not be nested more than 32 levels deep')
  })
})
