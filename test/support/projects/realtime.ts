/** What an application writes against its events. Every line that must not compile says so. */
import { useChannel, useChannelEvent } from 'pactwire/react'
import { type Channel, type ChannelEntry, connect, type EventOf, type Events } from './generated/client.ts'
import { refuseEvents, violation } from './generated/validators.js'

const client = connect('ws://localhost:8080/ws', { userId: 'alice', validator: refuseEvents })
const orders: Channel = client.channel('orders:42')

export const skus: (string | undefined)[] = []
orders.on('order_updated', (e) => skus.push(e.payload.lines[0]?.sku))
orders.on('order_updated', ({ event, version, offset, user_id, payload: { status } }) => {
  const name: 'order_updated' = event
  const number: number = version + offset
  const by: string | undefined = user_id
  const known: 'open' | 'paid' | 'shipped' = status
  return [name, number, by, known]
})
orders.on('order_shipped', ({ payload }) => payload.to.country === 'PT' && payload.country === 'DE')
orders.on('catalogue_moved', ({ payload }) => payload.root.inside?.[0]?.inside?.[0]?.name.length)
orders.on('labels_set', ({ payload }) => payload.labels['colour']?.length)
orders.on('task_assigned', ({ payload: { task } }) => (task.kind === 'pick' ? task.line.sku : task.to.line))
orders.on('order_cancelled', ({ payload }) => payload.why?.length)
// The channel tells its own state under that name.
orders.on('state', (state) => state.state === 'joined')
orders.on('new_message', ({ content }) => content.length)

/** An event that is forgotten would not compile. */
export function told(entry: ChannelEntry): string | number | boolean | undefined {
  switch (entry.event) {
    case undefined:
      return entry.content
    case 'order_updated':
    case 'order_cancelled':
    case 'order_shipped':
    case 'payment_failed':
      return entry.payload.order_id
    case 'stock_changed':
      return entry.payload.left
    case 'price_changed':
      return entry.payload.now.amount - entry.payload.was.amount
    case 'catalogue_moved':
      return entry.payload.root.name
    case 'cursor_moved':
      return entry.payload.x
    case 'line_picked':
      return entry.payload.line.price?.currency
    case 'labels_set':
      return entry.payload.sku
    case 'task_assigned':
      return entry.payload.task.kind
    case 'state':
      return entry.payload.open
    default:
      return entry satisfies never
  }
}
orders.on('new_event', told)
client.on('new_event', (entry) => told(entry))

export async function everything(): Promise<number> {
  await orders.publish('order_updated', { order_id: 'o-1', status: 'paid', lines: [{ sku: 'AB-1', quantity: 2 }] })
  await orders.publish('price_changed', {
    sku: 'AB-1',
    was: { amount: 5, currency: 'EUR' },
    now: { amount: 6, currency: 'GBP' },
  })
  await orders.publish('task_assigned', { task: { kind: 'ship', to: { line: 'a' } } }, { clientMessageId: 'once' })
  await orders.publish('state', { open: true })
  const { messages } = await orders.history({ limit: 10 })
  for (const entry of messages) told(entry)
  for await (const entry of orders.messages()) told(entry)
  return (await orders.publish('cursor_moved', { x: 1, y: 2 })).offset
}

/** A component of React: what it is called with is typed as on the channel itself. */
export function useOrder(): number | undefined {
  const { entries, messages, publish, send } = useChannel(client, 'orders:42', { events: true })
  useChannelEvent(client, 'orders:42', 'order_updated', (e) => skus.push(e.payload.lines[0]?.sku))
  useChannelEvent(client, 'orders:42', 'new_event', (e) => told(e))
  useChannelEvent(client, 'orders:42', 'user_joined', ({ user_id }) => user_id.length)
  // The channel tells its own state under that name.
  useChannelEvent(client, 'orders:42', 'state', (state) => state.state === 'joined')
  // @ts-expect-error a name that no event has
  useChannelEvent(client, 'orders:42', 'order_udpated', () => undefined)
  // @ts-expect-error a field that the payload does not have
  useChannelEvent(client, 'orders:42', 'order_updated', (e) => e.payload.line)
  // @ts-expect-error a request of the protocol is no event
  useChannelEvent(client, 'orders:42', 'send_message', () => undefined)
  // @ts-expect-error a field is missing
  void publish('order_updated', { order_id: 'o-1', status: 'paid' })
  // @ts-expect-error only messages have a content
  for (const entry of entries) if (entry.event === 'cursor_moved') entry.content.length
  for (const entry of entries) told(entry)
  void send(messages[0]?.content ?? '')
  const last = entries.at(-1)
  return last?.event === 'cursor_moved' ? last.payload.x : undefined
}

// @ts-expect-error a name that no event has
orders.on('order_udpated', () => undefined)
// @ts-expect-error a field that the payload does not have
orders.on('order_updated', (e) => e.payload.line)
// @ts-expect-error a line may not be there
orders.on('order_updated', (e) => e.payload.lines[0].sku)
// @ts-expect-error a field of a value in another file
orders.on('line_picked', (e) => e.payload.line.colour)
// @ts-expect-error not of this branch
orders.on('task_assigned', ({ payload: { task } }) => task.kind === 'pick' && task.to)
// @ts-expect-error a name that no event has
orders.publish('order_udpated', {})
// @ts-expect-error a field is missing
orders.publish('order_updated', { order_id: 'o-1', status: 'paid' })
// @ts-expect-error a field too much
orders.publish('cursor_moved', { x: 1, y: 2, z: 3 })
// @ts-expect-error not among those that are allowed
orders.publish('order_updated', { order_id: 'o-1', status: 'lost', lines: [] })
// @ts-expect-error of another type, two files away
orders.publish('payment_failed', { order_id: 'o-1', owed: { amount: '5', currency: 'EUR' } })
// @ts-expect-error the payload of another event
orders.publish('stock_changed', { x: 1, y: 2 })
// @ts-expect-error a request of the protocol is no event
orders.publish('send_message', { content: 'a' })
// @ts-expect-error an event is not told as a message is
orders.on('new_message', ({ payload }) => payload)
// @ts-expect-error there is no such schema
violation('order_udpated', {})

export const names: (keyof Events)[] = ['order_updated', 'state']
// @ts-expect-error there is no such event
export const none: keyof Events = 'order_udpated'
export const moved = ({ payload }: EventOf<'cursor_moved'>): number => payload.x
