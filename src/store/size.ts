/** How much room an entry takes in an answer: its content as JSON writes it, and its names. */
import type { Entry } from './store.ts'

const namesBytes = 400

export function answerBytes({ content, event, clientMessageId }: Entry): number {
  // What JSON escapes takes up to six bytes for one; what it does not is as long as it is. A payload is JSON already.
  const text = event === undefined ? JSON.stringify(content) : content
  return namesBytes + Buffer.byteLength(text) + (clientMessageId?.length ?? 0) * 6
}
