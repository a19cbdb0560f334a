/** The shape of frames: ids, types, data, and how each wrong shape is refused. */
import { type Group, inOrder } from '../case.ts'
import { answers } from './envelope/answers.ts'
import { data } from './envelope/data.ts'
import { frames } from './envelope/frames.ts'

export const envelope: Group = {
  name: 'envelope',
  about: 'the shape of frames, ids, and one answer to each request',
  cases: inOrder(frames, data, answers),
}
