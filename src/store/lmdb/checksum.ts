/**
 * A checksum of 32 bits that tells what a disk has changed. Every step can be undone, so that two texts that differ in
 * four neighbouring bytes only never have the same sum. (The mixing is that of MurmurHash3; it is not a secret.)
 */

/** Over whole words of four bytes, from `start` up to `end`. */
export function checksum(view: DataView, start: number, end: number, seed: number): number {
  let hash = seed | 0
  for (let at = start; at < end; at += 4) hash = mix(hash, view.getUint32(at, true))
  return hash >>> 0
}

/** Over bytes of any number. */
export function checksumOf(bytes: Uint8Array, seed: number): number {
  let hash = seed | 0
  const whole = bytes.length & ~3
  for (let at = 0; at < whole; at += 4) hash = mix(hash, wordAt(bytes, at))
  return mix(mix(hash, wordAt(bytes, whole)), bytes.length) >>> 0
}

/** What a name adds to the sums of all that belongs to it. */
export function seedOf(name: string): number {
  return checksumOf(Buffer.from(name), 0)
}

function mix(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51)
  const mixed = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593)
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
}
