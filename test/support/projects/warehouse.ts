/** What somebody writes against the generated warehouse. Every line that must not compile says so. */
import type { closeCodes, errorCodes, Operations, operations, RouteAnswers } from './generated/operations.ts'
import type { Bin, Box, ClientFrame, Item, PushFrame, ServerFrame, Task } from './generated/types.ts'
import { type Refusal, refuseRequest, refuseServerFrame, type Violation, violation } from './generated/validators.js'

export const item: Item = {
  sku: 'ABC-1',
  title: null,
  price: { amount: 5, currency: 'EUR' },
  size: [1, 2],
  heat_map: [[1, null], []],
  tags: ['a'],
  attributes: { colour: 'red' },
  codes: { ean_13: 1, qr_a: 'b' },
  manual: null,
  origin: null,
}
export const tall: Item = { sku: 'ABC-1', size: [1, 2, 3] }
// @ts-expect-error a size has at least two numbers
export const flat: Item = { sku: 'ABC-1', size: [1] }
// @ts-expect-error and at most three
export const deep: Item = { sku: 'ABC-1', size: [1, 2, 3, 4] }
// @ts-expect-error optional is not the same as undefined
export const vague: Item = { sku: 'ABC-1', size: [1, 2], tags: undefined }
// @ts-expect-error an enum of another file
export const far: Item = { sku: 'ABC-1', size: [1, 2], origin: 'XX' }
// @ts-expect-error a currency that is not among those
export const costly: Item = { sku: 'ABC-1', size: [1, 2], price: { amount: 5, currency: 'USD' } }

export const bin: Bin = { name: 'outer', bins: [{ name: 'inner', bins: [] }], twin: { name: 'other' } }
// @ts-expect-error the bins inside are bins
export const badBin: Bin = { name: 'outer', bins: [{ bins: [] }] }

export const box: Box = { label: 'a', on: { name: 's', boxes: [{ label: 'b', on: null }] }, items: [tall] }

/** The constant tells the branches apart; a case that is forgotten would not compile. */
export function describe(task: Task): string {
  switch (task.kind) {
    case 'pick':
      return `${task.count} × ${task.sku}`
    case 'move':
    case 'hurry':
      // @ts-expect-error only a pick has a count
      return task.count ?? task.to
    case 'charge':
      return `${task.until_percent ?? 100} %`
    default:
      return task satisfies never
  }
}

export function answer(frame: ClientFrame): ServerFrame {
  if (frame.type === 'count_stock') return { type: 'stock', data: { counts: { [frame.to]: 1 } } }
  return { type: 'task-assigned', data: { arrives_at: frame.data.deliver_to?.street ?? 'soon' } }
}

export const moved: PushFrame = { type: 'robot_moved', data: { robot: 'r', at: [1, 2] } }
// @ts-expect-error a reply is no push
export const notPushed: PushFrame = { type: 'stock', data: { counts: {} } }

export const reply: Operations['assign-task']['reply'] = { type: 'task-assigned', data: { arrives_at: 'now' } }
export const replyName: (typeof operations)['assign-task']['reply'] = 'task-assigned'
export const retryable: (typeof errorCodes)['battery_low']['retryable'] = true
export const policy: (typeof closeCodes)['restart']['policy'] = 'resume'

export const itemAnswer: RouteAnswers['get_item'] = tall
// @ts-expect-error the answer is one item
export const itemAnswers: RouteAnswers['get_item'] = [tall]
export const labelAnswer: RouteAnswers['get_label'] = 'FRAGILE'
// @ts-expect-error a text has no fields
export const labelFields: RouteAnswers['get_label'] = { text: 'FRAGILE' }
// @ts-expect-error there is nothing to say
export const nothingAnswer: RouteAnswers['delete_item'] = tall
/** One that is written in its place has no type of its own. */
export const shelfAnswer: RouteAnswers['get_shelf'] = [bin]

export const complaint: Violation | undefined = violation('item', {})
// @ts-expect-error there is no such schema
export const unknownSchema: Violation | undefined = violation('itme', {})
export const refusals: (Refusal | undefined)[] = [refuseRequest({}), refuseServerFrame({})]
