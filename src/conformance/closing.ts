/** How connections end: the codes that the contract and RFC 6455 allow, and close frames. */
import { closeCodes, peerCloses } from '../../generated/operations.ts'
import { opcodes } from '../websocket/header.ts'
import { writeFrame } from './wire/frames.ts'

/** `peerCloses` has the codes for a close frame without a code, and for none at all. */
export interface Closed {
  readonly code: number
  readonly reason: string
}

/** Codes that RFC 6455 gives every endpoint, beside those of the contract: the last three are for breaches of it. */
const usual: ReadonlySet<number> = new Set([...Object.values(peerCloses), 1002, 1003, 1007])
const own: ReadonlySet<number> = new Set(Object.values(closeCodes).map(({ code }) => code))

export function mayClose(code: number): boolean {
  return usual.has(code) || own.has(code)
}

/** A close frame of a client. `peerCloses.no_code` is said by saying nothing. */
export function closeFrame(code: number): Buffer {
  const payload = Buffer.alloc(code === peerCloses.no_code ? 0 : 2)
  if (payload.length > 0) payload.writeUInt16BE(code)
  return writeFrame({ opcode: opcodes.close, payload })
}
