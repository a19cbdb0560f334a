/** What the servers of the peers share: how they learn their settings, and how they say that they listen. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'

/** Files in PEM; undefined without TLS. */
export function tlsFiles(): { readonly key: string; readonly cert: string } | undefined {
  const { BENCH_TLS_KEY: key, BENCH_TLS_CERT: cert } = process.env
  return key === undefined || cert === undefined ? undefined : { key, cert }
}

/** Whoever started this process waits for this line. */
export function announce(port: number): void {
  process.stdout.write(`${JSON.stringify({ msg: 'listening', port })}\n`)
}

export function httpServer(): Server {
  const tls = tlsFiles()
  if (tls === undefined) return createServer()
  return createSecureServer({ key: readFileSync(tls.key), cert: readFileSync(tls.cert) })
}

export function listen(server: Server): void {
  server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
    const address = server.address()
    announce(typeof address === 'object' && address !== null ? address.port : 0)
  })
}
