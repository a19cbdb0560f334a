/** The header of a WebSocket frame (RFC 6455, 5.2), for whoever speaks to servers byte by byte: the suite, the load generator, tests. */

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** The first bit of a frame: it is the last of its message. */
export const finBit = 0x80
/** The first bit of the second byte: four bytes of mask follow the header. */
export const maskBit = 0x80
export const maskBytes = 4

export interface HeaderParts {
  /** All of the first byte: fin, the reserved bits, opcode. */
  readonly first: number
  readonly masked: boolean
  readonly length: number
  /** What is said of the length when it is to lie; told in eight bytes. */
  readonly claimedLength?: bigint | undefined
}

/** How long the header is before a payload of this length, without the mask. */
export function headerBytes(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10
}

/** The header without the mask, which goes between it and the payload. */
export function frameHeader({ first, masked, length, claimedLength }: HeaderParts): Buffer {
  const size = claimedLength === undefined ? headerBytes(length) : 10
  const header = Buffer.alloc(size)
  header[0] = first
  header[1] = (masked ? maskBit : 0) | (size === 2 ? length : size === 4 ? 126 : 127)
  if (size === 4) header.writeUInt16BE(length, 2)
  if (size === 10) header.writeBigUInt64BE(claimedLength ?? BigInt(length), 2)
  return header
}
