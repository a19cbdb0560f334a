/** Places an order, updates it, and tells what the channel tells: run `npm run serve` first. */
import { WebSocket } from 'ws'
import { after, type Orders } from './orders.ts'
import { connect } from './realtime/client.ts'

const client = connect(process.argv[2] ?? 'ws://127.0.0.1:8080/ws', { WebSocket, userId: 'alice' })
const channel = client.channel('orders:alice')
const orderId = `o-${Date.now()}`
let orders: Orders = new Map()

client.on('fault', (error) => console.error(error.message))
channel.on('order_placed', ({ payload }) => console.log(`${payload.order_id}: ${payload.lines[0]?.sku} and so on`))
channel.on('order_updated', ({ payload }) => console.log(`${payload.order_id}: ${payload.status}`))

const { position } = await channel.join()
await channel.publish('order_placed', { order_id: orderId, lines: [{ sku: 'AB-1', quantity: 2 }] })
await channel.publish('order_updated', { order_id: orderId, status: 'shipped' })

// Everything after the place where the channel was joined, once and in order, over lost connections too.
for await (const entry of channel.messages({ since: position })) {
  orders = after(orders, entry)
  if (orders.get(orderId)?.status === 'shipped') break
}
console.log(`${orders.size} order, ${orders.get(orderId)?.status}`)
client.close()
