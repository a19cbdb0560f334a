/**
 * Which pages may connect. Browsers send `Origin`, and nothing else stops a page of somebody else from using what a
 * visitor may do here. In development mode a name that merely resolves to this machine is not enough: pages must say
 * loopback themselves, or any site could rebind its name and talk to the server on the developer’s desk. The page that
 * this server itself serves may connect as if it were listed.
 */
const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

export function originRule(
  allowed: readonly string[],
  development: boolean,
  servesPage: boolean,
): (origin: string, host: string | undefined) => boolean {
  const listed = new Set(allowed)
  return (origin, host) => {
    if (listed.has('*') || listed.has(origin)) return true
    const url = parse(origin)
    if (url === undefined) return false
    const isOwn = host !== undefined && url.host === host.toLowerCase()
    if (listed.size > 0 && !(servesPage && isOwn)) return false
    return development ? loopbackNames.has(url.hostname) : isOwn
  }
}

function parse(origin: string): URL | undefined {
  try {
    return new URL(origin)
  } catch {
    return undefined
  }
}
