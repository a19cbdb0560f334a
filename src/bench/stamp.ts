/**
 * The stamp that each content begins with: who sent it, its number, and when it was meant to be sent. It is of one length
 * and in plain digits, so that it is written into a finished frame and found in a received one without any JSON.
 */

const marker = '#pw'
const digits = { sender: 5, number: 9, micros: 12 } as const

const senderAt = marker.length
const numberAt = senderAt + digits.sender + 1
const microsAt = numberAt + digits.number + 1
export const stampLength = microsAt + digits.micros + 1

/** The smallest content that has room for a stamp. */
export const smallestContent = stampLength

export interface Stamp {
  readonly sender: number
  readonly number: number
  /** Since an arbitrary beginning that sender and receiver share. */
  readonly micros: number
}

const filling = 'The quick brown fox jumps over the lazy dog, and over the next one too, because somebody has to. '

/** A content of so many bytes, with an empty stamp. */
export function stampedContent(bytes: number): string {
  if (bytes < smallestContent) throw new RangeError(`a content has to have ${smallestContent} bytes for its stamp`)
  const empty = `${marker}${'0'.repeat(digits.sender)}.${'0'.repeat(digits.number)}.${'0'.repeat(digits.micros)}#`
  const rest = bytes - stampLength
  return empty + filling.repeat(Math.ceil(rest / filling.length)).slice(0, rest)
}

const markerBytes = Buffer.from(marker)

/** Where a stamp begins in `bytes[start, end)`; -1 when there is none. `guess` is where the one before was. */
export function findStamp(bytes: Buffer, start: number, end: number, guess = 0): number {
  if (guess > 0 && start + guess + stampLength <= end && isMarker(bytes, start + guess)) return start + guess
  const at = bytes.subarray(start, end).indexOf(markerBytes)
  return at === -1 || start + at + stampLength > end ? -1 : start + at
}

/**
 * How many there are, in contents of one length: so the next is looked for first where it ought to be. What stands between
 * them may differ by less than a content.
 */
export function countStamps(bytes: Buffer): number {
  let count = 0
  let stride = 0
  for (let at = bytes.indexOf(markerBytes); at !== -1; ) {
    count++
    const isThere = stride > 0 && isMarker(bytes, at + stride)
    const next = isThere ? at + stride : bytes.indexOf(markerBytes, at + stampLength)
    stride = next - at
    at = next
  }
  return count
}

function isMarker(bytes: Buffer, at: number): boolean {
  return bytes[at] === markerBytes[0] && bytes[at + 1] === markerBytes[1] && bytes[at + 2] === markerBytes[2]
}

export function readStamp(bytes: Buffer, at: number): Stamp {
  return {
    sender: readDigits(bytes, at + senderAt, digits.sender),
    number: readDigits(bytes, at + numberAt, digits.number),
    micros: readDigits(bytes, at + microsAt, digits.micros),
  }
}

export function writeStamp(bytes: Buffer, at: number, { sender, number, micros }: Stamp): void {
  writeDigits(bytes, at + senderAt, digits.sender, sender)
  writeDigits(bytes, at + numberAt, digits.number, number)
  writeDigits(bytes, at + microsAt, digits.micros, micros)
}

function readDigits(bytes: Buffer, at: number, count: number): number {
  let value = 0
  for (let place = at; place < at + count; place++) value = value * 10 + (bytes[place] ?? 0) - 0x30
  return value
}

function writeDigits(bytes: Buffer, at: number, count: number, value: number): void {
  let rest = Math.floor(value)
  for (let place = at + count - 1; place >= at; place--) {
    bytes[place] = 0x30 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
}
