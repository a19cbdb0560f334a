/**
 * IP addresses and networks. Both versions are one here: `10.0.0.1` is read as `::ffff:10.0.0.1`, so that it does not
 * matter in which of the two forms a socket names its peer.
 */

/** The 16 bytes of an address. */
type Bytes = readonly number[]

export interface Network {
  readonly bytes: Bytes
  /** How many bits of them count. */
  readonly prefix: number
}

const mappedPrefix: Bytes = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]

export function parseAddress(text: string): Bytes | undefined {
  if (text.length > 45) return undefined
  if (!text.includes(':')) {
    const four = parseFour(text)
    return four === undefined ? undefined : [...mappedPrefix, ...four]
  }
  return parseSix(text)
}

function parseFour(text: string): Bytes | undefined {
  const parts = text.split('.')
  // No leading zeros: some read them as octal, so that the address would depend on the reader.
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined
  return parts.map(Number)
}

function parseSix(text: string): Bytes | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1))
  if (head === undefined) return undefined
  if (halves.length === 1) return head.length === 16 ? head : undefined
  // `::` stands for at least one group of zeros.
  if (tail === undefined || head.length + tail.length > 14) return undefined
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail]
}

/** Groups of hexadecimal digits; the last one of the address may be an IPv4 address. */
function parseGroups(text: string, last: boolean): Bytes | undefined {
  if (text === '') return []
  const groups = text.split(':')
  const bytes: number[] = []
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 0xff)
      continue
    }
    const four = last && index === groups.length - 1 ? parseFour(group) : undefined
    if (four === undefined) return undefined
    bytes.push(...four)
  }
  return bytes
}

/** `10.0.0.0/8`, `fd00::/8`, or an address, which is a network of one. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  const bytes = parseAddress(address)
  if (bytes === undefined) return undefined
  if (slash < 0) return { bytes, prefix: 128 }
  const length = text.slice(slash + 1)
  const offset = address.includes(':') ? 0 : 96
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) + offset > 128) return undefined
  return { bytes, prefix: Number(length) + offset }
}

/** Whether an address is in one of the networks. Every entry of the list must be one; what is no address is in none. */
export function matchAddress(list: readonly string[]): (address: string) => boolean {
  const networks = list.map((text) => {
    const network = parseNetwork(text)
    if (network === undefined) throw new TypeError(`${JSON.stringify(text)} is neither an address nor a network`)
    return network
  })
  return (address) => {
    const bytes = parseAddress(address)
    return bytes !== undefined && networks.some((network) => contains(network, bytes))
  }
}

function contains({ bytes, prefix }: Network, address: Bytes): boolean {
  // `::/0` is all of IPv6, and not IPv4 as well only because of how that is written here.
  if (prefix < 96 && isMapped(address)) return false
  const whole = prefix >> 3
  for (let at = 0; at < whole; at++) if (bytes[at] !== address[at]) return false
  const rest = prefix & 7
  return rest === 0 || ((bytes[whole] ?? 0) ^ (address[whole] ?? 0)) >> (8 - rest) === 0
}

function isMapped(address: Bytes): boolean {
  return mappedPrefix.every((byte, at) => byte === address[at])
}

const inLoopback = matchAddress(['127.0.0.0/8', '::1'])

/** Whether only this machine can reach it. `host` is as configured, or as `URL.hostname` gives it, with brackets. */
export function isLoopback(host: string): boolean {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
  return bare.toLowerCase() === 'localhost' || inLoopback(bare)
}
