/**
 * A port that nobody listens on, for a server that is to be stopped and started again where it was. It has to be named
 * from the start: on a port that uWebSockets.js chose itself, the sockets of those who were connected keep others out for
 * a minute.
 */
import { createServer } from 'node:net'

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
