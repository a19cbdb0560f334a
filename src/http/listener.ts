/** A small port of its own for the operator, over Node: no sockets to upgrade, no bodies, few and trusted callers. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { HttpHandler, HttpRequest, Listening } from '../transport/transport.ts'

export interface ListenerOptions {
  readonly host: string
  readonly port: number
  readonly handler: HttpHandler
}

export interface Listener extends Listening {
  close(): void
}

const mostConnections = 100

/** Rejects when it cannot listen. */
export async function openListener({ host, port, handler }: ListenerOptions): Promise<Listener> {
  const server = createServer((incoming, response) => void answer(incoming, response, handler))
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error(`${host}:${port}: no address was bound`)
  return {
    address: bound.address,
    port: bound.port,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answer(incoming: IncomingMessage, response: ServerResponse, handler: HttpHandler): Promise<void> {
  const { status, headers, body } = await handler(requestOf(incoming))
  const bodiless = status === 204 || status === 304
  response.writeHead(status, bodiless ? headers : { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(bodiless ? undefined : body)
}

function requestOf({ method = 'GET', url = '/', socket, headers }: IncomingMessage): HttpRequest {
  const at = url.indexOf('?')
  return {
    method,
    path: at === -1 ? url : url.slice(0, at),
    query: at === -1 ? '' : url.slice(at + 1),
    address: socket.remoteAddress ?? '',
    header: (name) => {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
    body: async () => new Uint8Array(),
  }
}
