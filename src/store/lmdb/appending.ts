/** Takes messages in: the same one once, and each to where it belongs. */
import type { Append, Appended, Body } from '../store.ts'
import { Appendage, type Surroundings } from './appendage.ts'
import { checkName, longestId } from './keys.ts'

export function append(around: Surroundings, order: Append): Promise<Appended> {
  const { heads, receipts } = around
  const { body, idempotencyScope: scope } = order
  checkBody(body)
  const [name] = order.streams
  const ticket =
    scope === undefined || body.clientMessageId === undefined
      ? undefined
      : receipts.ticket(name, scope, body.clientMessageId)
  const first = ticket === undefined ? undefined : receipts.find(ticket, heads.get(name).onDisk)
  if (first !== undefined) return first
  for (const each of order.streams) checkName(each, 'the name of a stream')
  const streams = order.streams.map((each) => heads.pin(each))
  const appendage = new Appendage(around, order, streams, ticket)
  // Nothing is to be stored, and nothing is on its way that it could overtake.
  const passing = order.durability === 'none' && streams.every((stream) => stream.pins === 1 && stream.fleeting)
  if (passing) appendage.pass()
  else appendage.send()
  return appendage.answer
}

function checkBody({ from, to, clientMessageId }: Body): void {
  for (const name of [from, to, clientMessageId]) {
    if (name !== undefined && name.length > longestId)
      throw new RangeError(`a name in a message must have at most ${longestId} characters`)
  }
}
