/** Which hosts are this machine itself: where development mode may listen and where plain http is good enough. */
import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6')

/** `host` as in a configuration or as `URL.hostname` gives it, where IPv6 stands in brackets. */
export function isLoopback(host: string): boolean {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
  switch (isIP(bare)) {
    case 4:
      return loopback.check(bare, 'ipv4')
    case 6:
      return loopback.check(bare, 'ipv6')
    default:
      return bare.toLowerCase() === 'localhost'
  }
}
