/**
 * A message as bytes: a header of 24, then its texts as one.
 *
 *   0  checksum of all that follows, begun with the name of the stream and the offset
 *   4  flags: how the text is encoded; which of the texts there are
 *   5  units of the message id      6  of the sender     8  of the receiver    10  of the client’s message id
 *  12  bytes of the text           16  the time, a float of 64 bits
 *  24  message id, sender, receiver, client’s message id, content; zeros up to a multiple of four
 *
 * The content of an event is its name, a blank, the version of its schema, a line break, and its payload as JSON.
 *
 * One text is written and read at once because each call costs as much as sixty characters. JSON would take three
 * times as long to write and five times to read.
 */
import type { Body, Entry, EventMark } from '../store.ts'
import type { Arena, Piece } from './arena.ts'
import { checksum } from './checksum.ts'

export interface EntryPlace {
  readonly stream: string
  readonly epoch: string
  readonly offset: number
  /** See `seedOf`. */
  readonly seed: number
}

const headerBytes = 24
const ascii = 0
const utf8 = 1
const utf16 = 2
const encodingMask = 3
const hasFrom = 4
const hasTo = 8
const hasClientId = 16
const isEvent = 32
const knownFlags = encodingMask | hasFrom | hasTo | hasClientId | isEvent

/** About how much a message takes, without looking at every character. */
export function weightOf({ content }: Body): number {
  return headerBytes + 200 + content.length
}

/** The piece of the arena that now holds the message. */
export function encodeEntry(arena: Arena, place: EntryPlace, body: Body, messageId: string): Piece {
  const { from, to, clientMessageId, event, time } = body
  const content = event === undefined ? body.content : `${event.name} ${event.version}\n${body.content}`
  const text = messageId + (from ?? '') + (to ?? '') + (clientMessageId ?? '') + content
  // Three bytes for each unit are enough for either encoding.
  const { bytes, view } = arena.reserve(headerBytes + text.length * 3 + 4)
  const { start } = bytes
  const at = start + headerBytes
  let encoding = ascii
  let written = bytes.write(text, at, 'utf8')
  if (written !== text.length) {
    encoding = utf8
    // Half of a character has no UTF-8 of its own, and has to come back as it was.
    if (!isWellFormed(text)) {
      encoding = utf16
      written = bytes.write(text, at, 'utf16le')
    }
  }
  const end = at + ((written + 3) & ~3)
  for (let pad = at + written; pad < end; pad++) bytes[pad] = 0
  const flags =
    encoding |
    (from === undefined ? 0 : hasFrom) |
    (to === undefined ? 0 : hasTo) |
    (clientMessageId === undefined ? 0 : hasClientId) |
    (event === undefined ? 0 : isEvent)
  view.setUint32(start + 4, flags | (length(messageId, 255) << 8) | (length(from, 65535) << 16), true)
  view.setUint32(start + 8, length(to, 65535) | (length(clientMessageId, 65535) << 16), true)
  view.setUint32(start + 12, written, true)
  view.setFloat64(start + 16, time, true)
  view.setUint32(start, checksum(view, start + 4, end, seedFor(place.seed, place.offset)), true)
  bytes.end = end
  return bytes
}

/** Undefined when this is not what was written for that place. */
export function decodeEntry(bytes: Buffer, size: number, place: EntryPlace): Entry | undefined {
  const view = viewFor(bytes)
  const length = bodyLength(view, size)
  if (length === undefined || view.getUint32(0, true) !== checksum(view, 4, size, seedFor(place.seed, place.offset)))
    return undefined
  const flags = view.getUint8(4)
  const text = bytes.toString(encodings[flags & encodingMask] ?? 'latin1', headerBytes, headerBytes + length)
  const afterId = view.getUint8(5)
  const afterFrom = afterId + view.getUint16(6, true)
  const afterTo = afterFrom + view.getUint16(8, true)
  const afterClientId = afterTo + view.getUint16(10, true)
  const isWords = (flags & isEvent) === 0
  const content = isWords ? afterClientId : text.indexOf('\n', afterClientId) + 1
  return {
    from: (flags & hasFrom) === 0 ? undefined : text.slice(afterId, afterFrom),
    to: (flags & hasTo) === 0 ? undefined : text.slice(afterFrom, afterTo),
    content: text.slice(content),
    event: isWords ? undefined : markIn(text.slice(afterClientId, content - 1)),
    time: view.getFloat64(16, true),
    clientMessageId: (flags & hasClientId) === 0 ? undefined : text.slice(afterTo, afterClientId),
    stream: place.stream,
    epoch: place.epoch,
    offset: place.offset,
    messageId: text.slice(0, afterId),
  }
}

function markIn(text: string): EventMark {
  const blank = text.indexOf(' ')
  return { name: text.slice(0, blank), version: Number(text.slice(blank + 1)) }
}

/** When a message was said, without reading the rest; undefined as above. */
export function timeOf(
  bytes: Buffer,
  size: number,
  { seed, offset }: Pick<EntryPlace, 'seed' | 'offset'>,
): number | undefined {
  const view = viewFor(bytes)
  const right =
    bodyLength(view, size) !== undefined && view.getUint32(0, true) === checksum(view, 4, size, seedFor(seed, offset))
  return right ? view.getFloat64(16, true) : undefined
}

const encodings = ['latin1', 'utf8', 'utf16le'] as const

function bodyLength(view: DataView, size: number): number | undefined {
  if (size < headerBytes || size % 4 !== 0 || size > view.byteLength) return undefined
  const length = view.getUint32(12, true)
  const flags = view.getUint8(4)
  return headerBytes + ((length + 3) & ~3) === size &&
    (flags & ~knownFlags) === 0 &&
    (flags & encodingMask) !== encodingMask
    ? length
    : undefined
}

function seedFor(seed: number, offset: number): number {
  return seed ^ Math.imul(offset | 0, 0x9e3779b1) ^ Math.imul(Math.floor(offset / 0x1_0000_0000), 0x85ebca77)
}

function length(text: string | undefined, most: number): number {
  if (text === undefined) return 0
  if (text.length > most) throw new RangeError(`a name in a message must have at most ${most} characters`)
  return text.length
}

export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

let lastBytes: Uint8Array | undefined
let lastView: DataView = new DataView(new ArrayBuffer(0))

/** LMDB hands out the same buffer again and again. */
function viewFor(bytes: Buffer): DataView {
  if (bytes !== lastBytes) {
    lastBytes = bytes
    // Its `length` may be set to less than there is.
    lastView = new DataView(bytes.buffer, bytes.byteOffset)
  }
  return lastView
}
