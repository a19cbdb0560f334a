/** WebSocket frames as bytes (RFC 6455, 5.2): written well, or wrongly on purpose; read as they stand. */
import { randomBytes } from 'node:crypto'
import { finBit, frameHeader, maskBit, maskBytes } from '../../websocket/header.ts'

export interface FrameToWrite {
  readonly opcode: number
  readonly payload?: string | Uint8Array
  /** Whether it ends its message; true when left out. */
  readonly fin?: boolean
  /** The three reserved bits as a number; 0 when left out. */
  readonly reserved?: number
  /** A client masks, a server does not; true when left out. */
  readonly masked?: boolean
  /** What the header says of the length when it is to lie; told in eight bytes. */
  readonly claimedLength?: bigint
}

export interface WireFrame {
  readonly fin: boolean
  readonly reserved: number
  readonly opcode: number
  readonly masked: boolean
  readonly payload: Buffer
}

/** The other side does not speak WebSocket as it should. */
export class WireProblem extends Error {
  override readonly name = 'WireProblem'
}

export function writeFrame({
  opcode,
  payload = '',
  fin = true,
  reserved = 0,
  masked = true,
  claimedLength,
}: FrameToWrite) {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload)
  const first = (fin ? finBit : 0) | (reserved << 4) | opcode
  const header = frameHeader({ first, masked, length: bytes.length, claimedLength })
  if (!masked) return Buffer.concat([header, bytes])
  const key = randomBytes(maskBytes)
  return Buffer.concat([header, key, mask(bytes, key)])
}

/** The same operation masks and unmasks. */
function mask(bytes: Uint8Array, key: Uint8Array): Buffer {
  const out = Buffer.from(bytes)
  for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) ^ (key[at & 3] ?? 0)
  return out
}

/** More than this in one frame is a fault of the server, or none of its answers is so large that it is looked at. */
const largestFrame = 64 * 1024 * 1024

/** Cuts what comes into frames. What is wrong with a frame is for others to say, but for lengths that cannot be waited for. */
export class FrameReader {
  #chunks: Buffer[] = []
  #size = 0
  /** How much there has to be before looking again is worth the copying. */
  #wanted = 2

  push(chunk: Buffer): WireFrame[] {
    this.#chunks.push(chunk)
    this.#size += chunk.length
    const frames: WireFrame[] = []
    while (this.#size >= this.#wanted) {
      const frame = this.#take()
      if (frame === undefined) break
      frames.push(frame)
    }
    return frames
  }

  #take(): WireFrame | undefined {
    const bytes = this.#joined()
    const [first = 0, second = 0] = bytes
    const masked = (second & maskBit) !== 0
    const short = second & 0x7f
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0
    const headerSize = 2 + extended + (masked ? maskBytes : 0)
    if (!this.#has(headerSize)) return undefined
    const length = extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
    if (length > largestFrame) throw new WireProblem(`a frame of ${length} bytes was announced`)
    if (!this.#has(headerSize + length)) return undefined
    const body = bytes.subarray(headerSize, headerSize + length)
    const payload = masked ? mask(body, bytes.subarray(headerSize - maskBytes, headerSize)) : Buffer.from(body)
    this.#chunks = [bytes.subarray(headerSize + length)]
    this.#size -= headerSize + length
    this.#wanted = 2
    return { fin: (first & finBit) !== 0, reserved: (first >> 4) & 7, opcode: first & 0x0f, masked, payload }
  }

  #has(size: number): boolean {
    this.#wanted = size
    return this.#size >= size
  }

  #joined(): Buffer {
    const bytes = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks)
    this.#chunks = [bytes ?? Buffer.alloc(0)]
    return bytes ?? Buffer.alloc(0)
  }
}
