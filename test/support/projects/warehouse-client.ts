/** What an application writes against the client of its own contract. Every line that must not compile says so. */
import { type Client, connect } from './generated/client.ts'
import { refuseServerFrame } from './generated/validators.js'

export const client: Client = connect('ws://localhost:8080/robots', { validator: refuseServerFrame })
client.on('robot_moved', ({ robot }) => robot.length)
client.on('fault', ({ retryable }) => retryable)

export async function count(): Promise<number | undefined> {
  const { counts } = await client.request('count_stock')
  return counts['ABC-1']
}

// @ts-expect-error a reply is not told unasked
client.on('stock', () => undefined)
// @ts-expect-error a field that the push does not have
client.on('robot_moved', ({ robots }) => robots)
// @ts-expect-error there is no such request
client.request('count_stocks')
// @ts-expect-error the data is required
client.request('assign-task')
