/** Joining, leaving and talking; durable membership by socket and by HTTP; what policies allow. */
import { type Group, inOrder } from '../case.ts'
import { joining } from './channels/joining.ts'
import { membership } from './channels/membership.ts'
import { policies } from './channels/policies.ts'
import { talking } from './channels/talking.ts'

export const channels: Group = {
  name: 'channels',
  about: 'joining, leaving, talking, and durable membership',
  cases: inOrder(joining, talking, membership, policies),
}
