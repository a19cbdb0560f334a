/**
 * Where things lie in the database. A key is a table, a name, and what follows within the name:
 *
 *   0x01 name                            what is known of a stream: its epoch, and how far it goes
 *   0x02 name 0x01 offset                a message; the offset has 6 bytes, the highest first
 *   0x02 name 0x02 scope 0x00 id         the receipt of a message: what its sender is told when it comes again
 *   0x03 channel 0x00 user               a member of a channel
 *   0x04 user 0x00 channel               the same the other way round
 *   0x05 user                            up to where the inbox has been seen
 *   0x06 number                          what the store keeps for itself
 *
 * No name, scope or user has a control character in it, so that none is a prefix of another’s keys. Receipts lie beside
 * the messages of their stream, so that one message of a small stream changes one page.
 */
export const tables = { heads: 1, streams: 2, members: 3, memberships: 4, seen: 5, own: 6 } as const
export const kinds = { entry: 1, receipt: 2 } as const

export const offsetBytes = 6
export const maxOffset = 2 ** 48 - 1

/** A key in one piece, or the key of a message in two, which saves making it. */
export type StoreKey = Uint8Array | EntryKey

export interface EntryKey {
  /** All that stands before the offset. */
  readonly prefix: Uint8Array
  readonly offset: number
}

/** How LMDB writes and reads keys. */
export const keyEncoder = {
  writeKey(key: StoreKey, target: Uint8Array, start: number): number {
    if (key instanceof Uint8Array) {
      target.set(key, start)
      return start + key.length
    }
    const { prefix, offset } = key
    let at = start
    // A loop is faster than `set` for so few bytes.
    for (let index = 0; index < prefix.length; index++) target[at++] = prefix[index] ?? 0
    return writeOffset(target, at, offset)
  },
  readKey(source: Uint8Array, start: number, end: number): Uint8Array {
    // A copy: LMDB writes the next key over this one.
    return Uint8Array.prototype.slice.call(source, start, end)
  },
}

function writeOffset(target: Uint8Array, start: number, offset: number): number {
  const high = Math.floor(offset / 0x1_0000_0000)
  target[start] = high >>> 8
  target[start + 1] = high
  target[start + 2] = offset >>> 24
  target[start + 3] = offset >>> 16
  target[start + 4] = offset >>> 8
  target[start + 5] = offset
  return start + offsetBytes
}

/** The offset at the end of the key of a message. */
export function offsetOf(key: Uint8Array): number {
  let offset = 0
  for (let at = key.length - offsetBytes; at < key.length; at++) offset = offset * 256 + (key[at] ?? 0)
  return offset
}

/** What a key is about; undefined when no key of ours looks so. */
export type Subject =
  | { readonly kind: 'head'; readonly stream: string }
  | { readonly kind: 'entry'; readonly stream: string; readonly offset: number }
  | { readonly kind: 'receipt'; readonly stream: string; readonly scope: string; readonly id: string }
  | { readonly kind: 'member'; readonly channel: string; readonly user: string }
  | { readonly kind: 'membership'; readonly channel: string; readonly user: string }
  | { readonly kind: 'seen'; readonly user: string }
  | { readonly kind: 'own'; readonly number: number }

export function subjectOf(key: Buffer): Subject | undefined {
  const text = key.subarray(1)
  switch (key[0]) {
    case tables.heads:
      return { kind: 'head', stream: text.toString() }
    case tables.streams:
      return subjectInStream(text)
    case tables.members: {
      const pair = split(text)
      return pair && { kind: 'member', channel: pair[0], user: pair[1] }
    }
    case tables.memberships: {
      const pair = split(text)
      return pair && { kind: 'membership', channel: pair[1], user: pair[0] }
    }
    case tables.seen:
      return { kind: 'seen', user: text.toString() }
    case tables.own:
      return { kind: 'own', number: text[0] ?? 0 }
    default:
      return undefined
  }
}

function subjectInStream(text: Buffer): Subject | undefined {
  const end = text.findIndex((byte) => byte < 0x20)
  const stream = text.toString('utf8', 0, end)
  const rest = text.subarray(end + 1)
  if (text[end] === kinds.entry && rest.length === offsetBytes) return { kind: 'entry', stream, offset: offsetOf(rest) }
  const pair = text[end] === kinds.receipt ? split(rest) : undefined
  return pair && { kind: 'receipt', stream, scope: pair[0], id: pair[1] }
}

function split(text: Buffer): readonly [string, string] | undefined {
  const at = text.indexOf(0)
  return at === -1 ? undefined : [text.toString('utf8', 0, at), text.toString('utf8', at + 1)]
}

export function headKey(stream: string): Buffer {
  return Buffer.from(`\u0001${stream}`)
}

/** What stands before the offset in the keys of a stream’s messages. */
export function entryPrefix(stream: string): Buffer {
  return Buffer.from(`\u0002${stream}\u0001`)
}

export function receiptKey(stream: string, scope: string, id: string): Buffer {
  return Buffer.from(`\u0002${stream}\u0002${scope}\0${id}`)
}

/** Before all receipts of a stream, or of one sender in it, and after all of them. */
export function receiptsOf(stream: string, scope?: string): { readonly start: Buffer; readonly end: Buffer } {
  const of = `\u0002${stream}\u0002`
  return scope === undefined
    ? { start: Buffer.from(of), end: Buffer.from(`\u0002${stream}\u0003`) }
    : { start: Buffer.from(`${of}${scope}\0`), end: Buffer.from(`${of}${scope}\u0001`) }
}

export function memberKey(channel: string, user: string): Buffer {
  return Buffer.from(`\u0003${channel}\0${user}`)
}

export function membershipKey(user: string, channel: string): Buffer {
  return Buffer.from(`\u0004${user}\0${channel}`)
}

export function seenKey(user: string): Buffer {
  return Buffer.from(`\u0005${user}`)
}

/** The first key after all that begin so. */
export function after(prefix: Buffer): Buffer {
  return Buffer.concat([prefix, Buffer.from([0xff])])
}

const longestName = 200
/** A client’s message id has 128 characters at most, each of them one or two units. */
export const longestId = 256

/** Throws for a name that has no place in a key: none that the contract allows. */
export function checkName(name: string, what: string): void {
  // Three bytes at most for each unit: two names and an id fit into the key of a receipt, which may have 1978.
  if (name.length <= longestName && !hasControl(name)) return
  throw new RangeError(`${what} must have at most ${longestName} characters and no control characters`)
}

function hasControl(name: string): boolean {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) < 0x20) return true
  return false
}

/** Written to find out whether writing works. */
export const probeKey = Buffer.from([tables.own, 1])
/** How long the store has been in use; see `StoreTime`. */
export const timeKey = Buffer.from([tables.own, 2])
