/** An event that a TypeBox module declares, called as the client calls something of its own. */
import { Type } from '@sinclair/typebox'
import { event } from '../../../../src/codegen/index.ts'

export const State = event({
  name: 'state',
  version: 3,
  description: 'How the shop is.',
  payload: Type.Object({ open: Type.Boolean() }, { additionalProperties: false }),
  example: { open: true },
})
