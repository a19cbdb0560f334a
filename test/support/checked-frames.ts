/**
 * Every frame that a server of this process writes, in whatever test, is checked against its schema, at the one place
 * where frames are written. What is wrong fails the test that is running, whatever it is about.
 */
import { afterEach } from 'vitest'
import { refuseServerFrame } from '../../generated/validators.js'
import { jsonCodec } from '../../src/protocol/codec.ts'

const wrong: string[] = []
const { encode: write, encodeEvent: writeEvent, encodeRecovery: writeRecovery } = jsonCodec

/** Put into place once for each file of tests. */
export function checkWrittenFrames(): void {
  jsonCodec.encode = (frame) => checked(write(frame))
  jsonCodec.encodeEvent = (head, payload) => checked(writeEvent(head, payload))
  jsonCodec.encodeRecovery = (frame) => Buffer.from(checked(Buffer.from(writeRecovery(frame)).toString()))
  afterEach(() => {
    const found = wrong.splice(0)
    if (found.length > 0)
      throw new Error(`frames of the server are not as their schemas say:\n${found.slice(0, 5).join('\n')}`)
  })
}

/** What was wrong so far, for a test that wants it to be; and it fails nobody. */
export function takeWrongFrames(): readonly string[] {
  return wrong.splice(0)
}

function checked(text: string): string {
  const refusal = refuseServerFrame(JSON.parse(text))
  if (refusal !== undefined) wrong.push(`${JSON.stringify(refusal)}: ${text.slice(0, 500)}`)
  return text
}
