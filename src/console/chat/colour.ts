/** Which of the colours of people a name has: always the same one. */
const colours = 6

/** From 1. */
export function colourOf(name: string): number {
  let hash = 0x811c9dc5
  for (const sign of name) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return (((hash ^ (hash >>> 15)) >>> 0) % colours) + 1
}
