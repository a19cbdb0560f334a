/** How much room an entry takes in an answer: its content as JSON writes it, and its names. */
import type { Entry } from './store.ts'

const namesBytes = 400

export function answerBytes({ content, clientMessageId }: Entry): number {
  // What JSON escapes takes up to six bytes for one; what it does not is as long as it is.
  return namesBytes + Buffer.byteLength(JSON.stringify(content)) + (clientMessageId?.length ?? 0) * 6
}
