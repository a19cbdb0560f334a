/** The codec and frames made from the schemas: what is right goes through unchanged, what is wrong is refused by name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JoinChannelAck, ServerFrame } from '../../generated/types.ts'
import { refuseServerFrame } from '../../generated/validators.js'
import { nearlyValid, valid } from '../../src/arbitrary/index.ts'
import { jsonCodec } from '../../src/protocol/codec.ts'
import { errorFrame } from '../../src/protocol/failure.ts'

interface Schema {
  readonly $id: string
  readonly 'x-pactwire'?: { readonly kind: string }
}

const folder = fileURLToPath(new URL('../../generated/schema', import.meta.url))
const schemas = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Schema)
const options = { fc, resolve: (document: string) => schemas.find(({ $id }) => $id === document) }
const ofKind = (...kinds: string[]) =>
  schemas
    .filter((schema) => kinds.includes(schema['x-pactwire']?.kind ?? ''))
    .map((schema): [string, Schema] => [schema.$id, schema])

const requests = ofKind('request')
const anyRequest = fc.oneof(...requests.map(([, schema]) => valid(schema, options)))

describe('the codec', () => {
  test.each(requests)('takes every valid %s as it is', (_, schema) => {
    fc.assert(
      fc.property(valid(schema, options), (frame) => {
        expect(jsonCodec.decode(JSON.stringify(frame))).toEqual({ kind: 'request', frame })
      }),
    )
  })

  test.each(requests)('refuses every %s that is nearly valid, and says so in one valid frame', (_, schema) => {
    fc.assert(
      fc.property(nearlyValid(schema, options), ({ value }) => {
        const decoded = jsonCodec.decode(JSON.stringify(value))
        if (decoded.kind !== 'refused') throw new Error('it was taken')
        expect(refuseServerFrame(JSON.parse(jsonCodec.encode(errorFrame(decoded.id, decoded.failure))))).toBeUndefined()
      }),
    )
  })

  test.each(ofKind('reply', 'push', 'error'))('writes %s so that it reads the same', (_, schema) => {
    fc.assert(
      fc.property(valid(schema, options), (frame) => {
        expect(refuseServerFrame(frame)).toBeUndefined()
        expect(JSON.parse(jsonCodec.encode(frame as ServerFrame))).toEqual(frame)
        const { type } = frame as ServerFrame
        if (type === 'join_channel_ack')
          expect(JSON.parse(Buffer.from(jsonCodec.encodeRecovery(frame as JoinChannelAck)).toString())).toEqual(frame)
      }),
      { numRuns: 30 },
    )
  })

  test('never throws, whatever has become of a frame on its way', () => {
    const damage = fc.tuple(fc.nat(), fc.nat(4), fc.string({ unit: 'binary', maxLength: 3 }))
    fc.assert(
      fc.property(anyRequest, fc.array(damage, { maxLength: 3 }), (frame, damages) => {
        const text = damages.reduce((now, [at, cut, more]) => {
          const place = at % (now.length + 1)
          return now.slice(0, place) + more + now.slice(place + cut)
        }, JSON.stringify(frame))
        const decoded = jsonCodec.decode(text)
        if (decoded.kind === 'request') expect(decoded.frame).toEqual(JSON.parse(text))
      }),
      { numRuns: 2000 },
    )
  })
})
