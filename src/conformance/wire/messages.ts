/** Frames of a server put together to messages, and judged by RFC 6455 on the way: whatever is not allowed is thrown. */
import { peerCloses } from '../../../generated/operations.ts'
import { opcodes } from '../../websocket/header.ts'
import { FrameReader, type WireFrame, WireProblem } from './frames.ts'

export type WireMessage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Buffer }
  | { readonly kind: 'ping' | 'pong'; readonly payload: Buffer }
  /** `peerCloses.no_code`: without a code. */
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** By RFC 6455, these stand for what a close frame cannot say. */
const unsayable: ReadonlySet<number> = new Set([1004, peerCloses.no_code, peerCloses.lost, 1015])

export class MessageReader {
  readonly #frames = new FrameReader()
  #parts: Buffer[] = []
  /** The opcode of the message that is being continued. */
  #begun: number | undefined
  #closed = false

  /** A message, if this frame completes one. */
  take(frame: WireFrame): WireMessage | undefined {
    if (this.#closed) throw new WireProblem('a frame came after the close frame')
    if (frame.masked) throw new WireProblem('a frame of the server was masked')
    if (frame.reserved !== 0) throw new WireProblem('a reserved bit was set, though no extension was negotiated')
    return frame.opcode >= 8 ? this.#control(frame) : this.#data(frame)
  }

  /** The messages that these bytes complete. */
  *read(chunk: Buffer): Generator<WireMessage> {
    for (const frame of this.#frames.push(chunk)) {
      const message = this.take(frame)
      if (message !== undefined) yield message
    }
  }

  #control({ fin, opcode, payload }: WireFrame): WireMessage {
    if (!fin) throw new WireProblem('a control frame was fragmented')
    if (payload.length > 125) throw new WireProblem(`a control frame had ${payload.length} bytes, and 125 are allowed`)
    switch (opcode) {
      case opcodes.ping:
        return { kind: 'ping', payload }
      case opcodes.pong:
        return { kind: 'pong', payload }
      case opcodes.close:
        this.#closed = true
        return readClose(payload)
      default:
        throw new WireProblem(`the opcode ${opcode} is reserved`)
    }
  }

  #data({ fin, opcode, payload }: WireFrame): WireMessage | undefined {
    if (opcode === opcodes.continuation) {
      if (this.#begun === undefined) throw new WireProblem('a continuation came though no message had begun')
    } else {
      if (opcode !== opcodes.text && opcode !== opcodes.binary)
        throw new WireProblem(`the opcode ${opcode} is reserved`)
      if (this.#begun !== undefined) throw new WireProblem('a message began in the middle of another')
      this.#begun = opcode
    }
    this.#parts.push(payload)
    if (!fin) return undefined
    const bytes = Buffer.concat(this.#parts)
    const text = this.#begun === opcodes.text
    this.#parts = []
    this.#begun = undefined
    return text ? { kind: 'text', text: decode(bytes, 'a text frame') } : { kind: 'binary', bytes }
  }
}

export function readClose(payload: Buffer): WireMessage {
  if (payload.length === 0) return { kind: 'close', code: peerCloses.no_code, reason: '' }
  if (payload.length === 1) throw new WireProblem('a close frame had one byte: a code has two')
  const code = payload.readUInt16BE(0)
  if (code < 1000 || code > 4999 || unsayable.has(code)) throw new WireProblem(`a close frame had the code ${code}`)
  return { kind: 'close', code, reason: decode(payload.subarray(2), 'the reason of a close frame') }
}

function decode(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new WireProblem(`${what} was not UTF-8`)
  }
}
