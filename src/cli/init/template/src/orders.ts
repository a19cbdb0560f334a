/** What is known of orders, from the events that tell of them. Pure: the test tries it with whatever the schemas allow. */
import type { Events } from './realtime/client.ts'

export interface Order {
  readonly status: 'placed' | 'paid' | 'shipped' | 'cancelled'
  /** How many of each thing, by its sku. */
  readonly quantities: ReadonlyMap<string, number>
}

export type Orders = ReadonlyMap<string, Order>

/** As much of what stands in a channel as matters here: an event with what it carries, or a message, which has none. */
export type Told =
  | { [Name in keyof Events]: { readonly event: Name; readonly payload: Events[Name] } }[keyof Events]
  | { readonly event?: undefined }

export function after(orders: Orders, told: Told): Orders {
  switch (told.event) {
    case 'order_placed': {
      const { order_id, lines } = told.payload
      // The first word counts: an order is placed once.
      if (orders.has(order_id)) return orders
      const quantities = new Map<string, number>()
      for (const { sku, quantity } of lines) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
      return new Map(orders).set(order_id, { status: 'placed', quantities })
    }
    case 'order_updated': {
      const { order_id, status } = told.payload
      const order = orders.get(order_id)
      return order === undefined ? orders : new Map(orders).set(order_id, { ...order, status })
    }
    default:
      return orders
  }
}
