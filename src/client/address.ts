/** Where to connect to. */

import { world } from './browser.ts'
import { UsageError } from './errors.ts'

/** Web addresses become those of sockets; one without a path gets the path of the contract. */
export function socketAddress(given: string | URL, path: string): string {
  let url: URL | undefined
  try {
    url = new URL(String(given), world.location?.href)
    url.protocol = url.protocol.replace('http', 'ws')
  } catch {
    // What is wrong with it is said below.
  }
  if (url === undefined || !/^wss?:$/.test(url.protocol))
    throw new UsageError(`"${given}" is not the address of a WebSocket: give one like ws://localhost:8080${path}.`)
  if (url.pathname === '/') url.pathname = path
  url.hash = ''
  return url.href
}
