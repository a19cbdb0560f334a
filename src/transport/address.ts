/** Where a request comes from, and how far a proxy is believed about it. */
import { isIP } from 'node:net'

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i
const mappedHex = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/

/** One spelling for every address, so that two spellings of one peer are one peer; `undefined` when it is none. */
export function plainAddress(text: string): string | undefined {
  const version = isIP(text)
  if (version === 4) return text
  // A zone names a network card of the machine that wrote it and says nothing here.
  if (version === 0 || text.includes('%')) return undefined
  const dotted = mapped.exec(text)?.[1]
  if (dotted !== undefined) return dotted
  const host = new URL(`http://[${text}]`).hostname
  const hex = mappedHex.exec(host)
  if (hex === null) return host.slice(1, -1)
  const [high, low] = [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}

/**
 * Every proxy appends the address it saw, so only the right end of `X-Forwarded-For` was written by somebody we trust:
 * walk from there to the first address that is not a trusted proxy. What cannot be read ends the walk, because whoever
 * wrote it need not be believed about what stands left of it.
 */
export function clientAddress(
  direct: string,
  forwardedFor: () => string | undefined,
  trusted: (address: string) => boolean,
): string {
  let address = plainAddress(direct) ?? direct
  const forwarded = trusted(address) ? forwardedFor() : undefined
  if (forwarded === undefined) return address
  for (const entry of forwarded.split(',').reverse()) {
    const next = plainAddress(withoutPort(entry.trim()))
    if (next === undefined) return address
    address = next
    if (!trusted(address)) return address
  }
  return address
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(entry)
  if (bracketed !== null) return bracketed[1] ?? ''
  return /^\d+\.\d+\.\d+\.\d+:\d+$/.test(entry) ? entry.slice(0, entry.indexOf(':')) : entry
}
