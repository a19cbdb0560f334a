/** Requests that do not ask for a WebSocket. */
import { clientAddress } from './address.ts'
import { handshakeProblem, plain } from './handshake.ts'
import type { HttpAnswer, HttpHandler, HttpRequest } from './transport.ts'
import type { HttpResponse, HttpRequest as UwsRequest } from './uws-binary.ts'
import { Body } from './uws-body.ts'
import { Reply } from './uws-reply.ts'

export interface HttpRoute {
  readonly handler: HttpHandler
  readonly maxBodyBytes: number
  /** Where WebSockets are; what arrives here for it is not a handshake. */
  readonly webSocketPath: string
  readonly trusted: (address: string) => boolean
  readonly isStopping: () => boolean
  readonly onFault: (error: unknown) => void
}

/** Never throws: an exception that reaches uWebSockets.js ends the process. */
export function takeRequest(route: HttpRoute, res: HttpResponse, req: UwsRequest): void {
  let body: Body | undefined
  const reply = new Reply(res, () => body?.cutOff())
  let method = 'GET'
  try {
    // The request may be looked at during this call only, so everything is copied.
    const headers = copyHeaders(req)
    const header = (name: string): string | undefined => headers.get(name)
    method = req.getCaseSensitiveMethod()
    const path = req.getUrl()
    if (route.isStopping()) {
      reply.answer(plain(503, 'The server is stopping.', { 'Retry-After': '1' }), method, true)
      return
    }
    if (path === route.webSocketPath) {
      const problem = handshakeProblem(method, header) ?? plain(400, 'The WebSocket handshake is malformed.')
      reply.answer(problem, method, true)
      return
    }
    body = receive(res, reply, header, route.maxBodyBytes)
    const direct = Buffer.from(res.getRemoteAddressAsText()).toString()
    const request: HttpRequest = {
      method,
      path,
      // Declared as a string, and `undefined` when there is no question mark.
      query: req.getQuery() ?? '',
      address: clientAddress(direct, () => header('x-forwarded-for'), route.trusted),
      header,
      body: () => {
        const whole = read(body)
        // Whoever does not wait for it has not missed anything.
        whole.catch(() => {})
        return whole
      },
    }
    void answer(route, reply, body, request)
  } catch (error) {
    route.onFault(error)
    reply.answer(plain(500, 'Something went wrong.'), method, true)
  }
}

async function answer(route: HttpRoute, reply: Reply, body: Body | undefined, request: HttpRequest): Promise<void> {
  try {
    const given = await ask(route, reply, request)
    // Whoever was answered may go on sending: nothing of it is kept.
    body?.cutOff()
    reply.answer(given, request.method, route.isStopping())
  } catch (error) {
    route.onFault(error)
  }
}

async function ask(route: HttpRoute, reply: Reply, request: HttpRequest): Promise<HttpAnswer> {
  try {
    return await route.handler(request)
  } catch (error) {
    // Whoever reads a body whose client went away fails, and nobody is left to hear of it.
    if (reply.isDue) route.onFault(error)
    return plain(500, 'Something went wrong.')
  }
}

async function read(body: Body | undefined): Promise<Uint8Array | 'too_large'> {
  return body === undefined ? new Uint8Array() : body.read()
}

/** Starts at once, because what arrives while nobody listens is lost. */
function receive(
  res: HttpResponse,
  reply: Reply,
  header: (name: string) => string | undefined,
  limit: number,
): Body | undefined {
  const announced = header('content-length')
  if (announced === undefined && header('transfer-encoding') === undefined) return undefined
  const body = new Body(limit, Number(announced ?? 0), {
    pause: () => {
      if (reply.isDue) res.pause()
    },
    resume: () => {
      if (reply.isDue) res.resume()
    },
  })
  res.onData((chunk, last) => body.add(chunk, last))
  return body
}

function copyHeaders(req: UwsRequest): Map<string, string> {
  const headers = new Map<string, string>()
  req.forEach((name, value) => {
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  })
  return headers
}
