/**
 * WebSocket frames as a load generator needs them: written by hand, and read by their headers alone. Nothing of a payload
 * is looked at beyond the few bytes that tell what it is, so that a received frame costs some nanoseconds.
 */
import { finBit, frameHeader, headerBytes, maskBytes, opcodes } from '../websocket/header.ts'

/** Where the payload of a frame from a client begins. */
export function payloadStart(length: number): number {
  return headerBytes(length) + maskBytes
}

/**
 * A frame as a client sends it. The mask is four zeros, which is a mask like any other: the server undoes it as always,
 * and nothing has to be done here, neither now nor when digits of the payload are changed later.
 */
export function clientFrame(payload: string | Uint8Array, code: number = opcodes.text): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
  const { length } = bytes
  const start = payloadStart(length)
  const frame = Buffer.alloc(start + length)
  frame.set(frameHeader({ first: finBit | code, masked: true, length }))
  frame.set(bytes, start)
  return frame
}

/**
 * Called for each frame: the payload begins at `start`; up to `end` of it is in `bytes`, which are gone after the call.
 * `length` is that of the whole payload.
 */
export type OnFrame = (code: number, bytes: Buffer, start: number, end: number, length: number) => void

/** What makes a text frame one that is only counted: two bytes at a place in its payload. */
export interface Telltale {
  readonly at: number
  readonly first: number
  readonly second: number
}

export interface Counted {
  deliveries: number
}

export class FrameError extends Error {
  override readonly name = 'FrameError'
}

/** More than any answer of a server should have; a header that announces more is not believed. */
const longestPayload = 256 * 1024 * 1024

/** Cuts what comes over a connection into frames, however it was cut into chunks on the way. */
export class FrameReader {
  readonly #onFrame: OnFrame
  readonly #head: number
  #telltale: (Telltale & { readonly counted: Counted }) | undefined
  /** Of a payload whose beginning has been handed on. */
  #skip = 0
  /** The beginning of a frame whose rest has not come yet. */
  #carry: Buffer | undefined

  /** `head`: a message is handed on as soon as so many bytes of it are there; `Infinity` waits for all of it. */
  constructor(head: number, onFrame: OnFrame) {
    this.#head = head
    this.#onFrame = onFrame
  }

  /** From here on these frames are counted and not handed on: of millions a second each call would be felt. */
  count(telltale: Telltale, counted: Counted): void {
    this.#telltale = { ...telltale, counted }
  }

  /** The chunk may be overwritten after the call. */
  read(chunk: Buffer, size: number): void {
    let at = this.#skip
    if (at >= size) {
      this.#skip = at - size
      return
    }
    this.#skip = 0
    let bytes = chunk
    let end = size
    if (this.#carry !== undefined) {
      bytes = Buffer.concat([this.#carry, chunk.subarray(0, size)])
      end = bytes.length
      this.#carry = undefined
    }
    const telltale = this.#telltale
    while (end - at >= 2) {
      const code = (bytes[at] ?? 0) & 0x0f
      let length = bytes[at + 1] ?? 0
      let start = at + 2
      if (length === 126) {
        if (end - at < 4) break
        length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
        start = at + 4
      } else if (length === 127) {
        if (end - at < 10) break
        length = bytes.readUInt32BE(at + 2) * 2 ** 32 + bytes.readUInt32BE(at + 6)
        start = at + 10
      } else if (length > 127) throw new FrameError('the server masked a frame, which only clients do')
      if (length > longestPayload) throw new FrameError(`the server announced a frame of ${length} bytes`)
      const next = start + length
      if (
        telltale !== undefined &&
        next <= end &&
        code === opcodes.text &&
        bytes[start + telltale.at] === telltale.first &&
        bytes[start + telltale.at + 1] === telltale.second
      ) {
        telltale.counted.deliveries++
        at = next
      } else if (next <= end) {
        this.#onFrame(code, bytes, start, next, length)
        at = next
      } else if (end - start >= this.#head && code < opcodes.close) {
        this.#onFrame(code, bytes, start, end, length)
        this.#skip = next - end
        return
      } else break
    }
    if (at < end) this.#carry = Buffer.from(bytes.subarray(at, end))
  }
}
