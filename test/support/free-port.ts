/**
 * A port that nobody listens on, for a server that is to be stopped and started again where it was. It has to be named
 * from the start: on a port that uWebSockets.js chose itself, the sockets of those who were connected keep others out for
 * a minute. And it is below those that the system gives to clients, so that none of them takes it while the server is down.
 */
import { createServer } from 'node:net'

const first = 20_000
const count = 10_000

export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * count)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ host: '127.0.0.1', port }, () => server.close(() => resolve(true)))
  })
}
