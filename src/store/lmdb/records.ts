/**
 * What is stored besides messages. Each value begins with a checksum over its key and itself, so that neither can change
 * without being noticed. Rare ones are JSON; receipts are written with every message, and are bytes.
 */
import type { Receipt } from '../sent.ts'
import { checksumOf } from './checksum.ts'

const sumBytes = 4
const nothing = new Uint8Array(0)

/** What may be lost together with the power: `commit`, the last messages of this stream; `fsync`, none. */
export type Level = 'commit' | 'fsync'

export interface StoredHead {
  readonly epoch: string
  /** How often the machine had lost power when this epoch was last known to be whole. */
  readonly generation: number
  readonly level: Level
  /** Offsets were given that are not stored: whoever reads this after a restart begins a new epoch. */
  readonly ended: boolean
  /** The last offset, unless a stored message has a higher one. */
  readonly base: number
  /** Messages before this one are gone, whether or not their bytes are. */
  readonly first: number
  /** When the stream was first heard of, in milliseconds since 1970. */
  readonly created: number
}

export interface StoredReceipt {
  readonly receipt: Receipt
  /** In the time of the store; see `StoreTime`. */
  readonly at: number
}

export function seal(key: Uint8Array, body: Uint8Array = nothing): Buffer {
  const value = Buffer.allocUnsafe(sumBytes + body.length)
  value.set(body, sumBytes)
  value.writeUInt32LE(checksumOf(body, checksumOf(key, 0)), 0)
  return value
}

/** What was sealed under this key; undefined when it is not that any more. Valid as long as `value` is. */
export function unseal(key: Uint8Array, value: Uint8Array): Buffer | undefined {
  if (value.length < sumBytes) return undefined
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length)
  const body = bytes.subarray(sumBytes)
  return bytes.readUInt32LE(0) === checksumOf(body, checksumOf(key, 0)) ? body : undefined
}

export function encodeHead(key: Uint8Array, head: StoredHead): Buffer {
  return seal(key, Buffer.from(JSON.stringify(head)))
}

export function decodeHead(key: Uint8Array, value: Uint8Array): StoredHead | undefined {
  const body = unseal(key, value)
  return body === undefined ? undefined : (JSON.parse(body.toString()) as StoredHead)
}

export function encodeReceipt(key: Uint8Array, { receipt, at }: StoredReceipt): Buffer {
  const { epoch, offset, time } = receipt
  const body = Buffer.allocUnsafe(24 + Buffer.byteLength(epoch))
  body.writeDoubleLE(at, 0)
  body.writeDoubleLE(offset, 8)
  body.writeDoubleLE(time, 16)
  body.write(epoch, 24)
  return seal(key, body)
}

export function decodeReceipt(key: Uint8Array, value: Uint8Array): StoredReceipt | undefined {
  const body = unseal(key, value)
  if (body === undefined || body.length < 24) return undefined
  const epoch = body.toString('utf8', 24)
  const offset = body.readDoubleLE(8)
  return {
    at: body.readDoubleLE(0),
    receipt: { epoch, offset, messageId: messageIdOf(epoch, offset), time: body.readDoubleLE(16) },
  }
}

/** A message is named after its first place. */
export function messageIdOf(epoch: string, offset: number): string {
  return `${epoch}-${offset}`
}

export function encodeNumber(key: Uint8Array, number: number): Buffer {
  const body = Buffer.allocUnsafe(8)
  body.writeDoubleLE(number)
  return seal(key, body)
}

export function decodeNumber(key: Uint8Array, value: Uint8Array): number | undefined {
  const body = unseal(key, value)
  return body?.length === 8 ? body.readDoubleLE(0) : undefined
}
