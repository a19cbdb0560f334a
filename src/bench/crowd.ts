/** Many connections: opened a few at a time, each from an address that still has ports. */
import { isIP } from 'node:net'
import { Client, type Target } from './client.ts'
import type { Dialect } from './dialect.ts'
import type { Cores } from './usage.ts'

export interface World {
  readonly target: Target
  readonly dialect: Dialect
  /** How many connections are in their handshake at once. */
  readonly opening: number
  /** The process of the server, when it is on this machine and its use of CPU and memory is wanted. */
  readonly pid?: number | undefined
  readonly cores?: Cores | undefined
  /** Channels and users of this run begin with this, so that they meet nobody else’s. */
  readonly prefix: string
  readonly tell: (line: string) => void
}

/** One address has 28,000 ports for clients, and servers have limits for each address. */
const perAddress = 500
const addresses = 200

export interface Arrivals {
  readonly users: readonly string[]
  /** How many have come before, so that these get other addresses. */
  readonly before?: number
  /** So many bytes of what it gets are wanted by each. */
  readonly headBytes: (index: number) => number
  /** What each does before the next one comes in its place. */
  readonly arrived: (client: Client, index: number) => Promise<unknown>
}

/** Those who opened come in the order of their users; when one fails, all are gone. */
export async function openCrowd(
  { target, dialect, opening, prefix }: World,
  { users, before = 0, headBytes, arrived }: Arrivals,
): Promise<Client[]> {
  const nearby = isNearby(target.url)
  const tokens = target.tokens ?? []
  const clients: Client[] = []
  let next = 0
  let failure: unknown
  const openSome = async (): Promise<void> => {
    while (next < users.length && failure === undefined) {
      const index = next++
      const client = new Client(target, dialect, {
        user: `${prefix}${users[index] ?? ''}`,
        token: tokens.length === 0 ? undefined : tokens[index % tokens.length],
        localAddress: nearby ? `127.0.0.${2 + (Math.floor((before + index) / perAddress) % addresses)}` : undefined,
        headBytes: headBytes(index),
      })
      clients[index] = client
      try {
        await client.open()
        await arrived(client, index)
      } catch (error) {
        failure ??= error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(opening, users.length) }, openSome))
  if (failure !== undefined) {
    for (const client of clients) client?.destroy()
    throw failure
  }
  return clients
}

function isNearby(url: string): boolean {
  const { hostname } = new URL(url)
  return isIP(hostname) === 4 && hostname.startsWith('127.')
}
