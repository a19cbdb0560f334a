/** The handler, tried with payloads made from the schemas: everything that the server lets through, and more than one thinks of. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { valid } from 'pactwire/arbitrary'
import { after, type Orders, type Told } from '../src/orders.ts'
import type { Events } from '../src/realtime/client.ts'

function schema(file: string): object {
  return JSON.parse(readFileSync(new URL(`../../src/realtime/schema/${file}`, import.meta.url), 'utf8'))
}

function payloads<Name extends keyof Events>(event: Name): fc.Arbitrary<Events[Name]> {
  return valid(schema(`${event}.json`), { fc, resolve: schema }) as fc.Arbitrary<Events[Name]>
}

const placed = payloads('order_placed').map((payload) => ({ event: 'order_placed', payload }) as const)
const updated = payloads('order_updated').map((payload) => ({ event: 'order_updated', payload }) as const)

function told(entries: readonly Told[]): Orders {
  return entries.reduce(after, new Map() as Orders)
}

test('there is an order for each that was placed, and for no other', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(placed, updated), { maxLength: 20 }), (entries) => {
      const ids = entries.flatMap(({ event, payload }) => (event === 'order_placed' ? [payload.order_id] : []))
      assert.deepEqual(new Set(told(entries).keys()), new Set(ids))
    }),
  )
})

test('an order holds as much as its lines say', () => {
  fc.assert(
    fc.property(placed, (entry) => {
      const { order_id, lines } = entry.payload
      const held = [...(told([entry]).get(order_id)?.quantities.values() ?? [])]
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
      assert.equal(sum(held), sum(lines.map(({ quantity }) => quantity)))
    }),
  )
})

test('the last update counts', () => {
  fc.assert(
    fc.property(placed, updated, updated, (entry, first, second) => {
      const { order_id } = entry.payload
      const about = (update: typeof first): Told => ({ ...update, payload: { ...update.payload, order_id } })
      assert.equal(told([entry, about(first), about(second)]).get(order_id)?.status, second.payload.status)
    }),
  )
})
