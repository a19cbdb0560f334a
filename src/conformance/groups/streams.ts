/** Offsets, history and retries: what may be relied on while connections hold. */
import { type Group, inOrder } from '../case.ts'
import { history } from './streams/history.ts'
import { order } from './streams/order.ts'
import { retries } from './streams/retries.ts'

export const streams: Group = {
  name: 'streams',
  about: 'offsets in order, history, and retries that are safe',
  cases: inOrder(order, history, retries),
}
