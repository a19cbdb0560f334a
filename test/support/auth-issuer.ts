/** An issuer on loopback that serves what the test tells it to, and counts. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

export interface Issuer {
  readonly origin: string
  readonly url: string
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[]
  answer: Answer
  /** Resolves when so many requests have come in all. */
  requests(count: number): Promise<void>
  stop(): Promise<void>
}

export const keySet =
  (...keys: readonly unknown[]): Answer =>
  (response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys }))
  }

export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(code, headers).end()
  }

export async function startIssuer(first: Answer): Promise<Issuer> {
  const asked: string[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    issuer.answer(response, request)
    for (const look of [...waiting]) look()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const issuer: Issuer = {
    origin,
    url: `${origin}/keys.json?secret=query`,
    asked,
    answer: first,
    requests: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (asked.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return issuer
}
