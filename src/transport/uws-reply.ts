/** The answer to one request: given once, and only while somebody is there to get it. */
import { STATUS_CODES } from 'node:http'
import { plain } from './handshake.ts'
import type { HttpAnswer } from './transport.ts'
import type { HttpResponse, SocketContext } from './uws-binary.ts'

/** uWebSockets.js writes these itself, from the body and from `close`. */
const written = new Set(['content-length', 'transfer-encoding', 'connection'])

export class Reply {
  #res: HttpResponse | undefined

  /** To be made before the route's callback returns, else uWebSockets.js ends the process. */
  constructor(res: HttpResponse, gone: () => void) {
    this.#res = res
    res.onAborted(() => {
      this.#res = undefined
      gone()
    })
  }

  /** Whether an answer can still be given. */
  get isDue(): boolean {
    return this.#res !== undefined
  }

  /** `close` ends the connection after it. Throws, having answered 500, when the answer cannot be written down. */
  answer(answer: HttpAnswer, method: string, close: boolean): void {
    const res = this.#take()
    if (res === undefined) return
    const problem = unwritable(answer)
    const { status, headers, body } = problem === undefined ? answer : plain(500, 'Something went wrong.')
    res.cork(() => {
      res.writeStatus(`${status} ${STATUS_CODES[status] ?? 'Unknown'}`)
      for (const [name, value] of Object.entries(headers)) {
        if (!written.has(name.toLowerCase())) res.writeHeader(name, value)
      }
      const isBare = status === 204 || status === 304
      if (method !== 'HEAD' && !isBare) {
        res.end(body, close)
        return
      }
      // With a length, `endWithoutBody` waits for the body that it was promised, and breaks the connection off at the
      // next request. So the headers that it would write are written here.
      if (!isBare) res.writeHeader('Content-Length', String(Buffer.byteLength(body)))
      if (close) res.writeHeader('Connection', 'close')
      res.endWithoutBody()
    })
    if (problem !== undefined) throw new Error(problem)
  }

  /** Turns the connection into a WebSocket; `open` is called before this returns. */
  upgrade(seat: unknown, key: string, subprotocol: string | undefined, context: SocketContext): void {
    const res = this.#take()
    // Extensions are not negotiated: compression costs more memory a connection than anything else here.
    res?.cork(() => res.upgrade(seat, key, subprotocol ?? '', '', context))
  }

  #take(): HttpResponse | undefined {
    const res = this.#res
    this.#res = undefined
    return res
  }
}

/** uWebSockets.js writes what it is given, so a line break in a header would begin another header. */
function unwritable(answer: HttpAnswer): string | undefined {
  if (!Number.isInteger(answer.status) || answer.status < 200 || answer.status > 599) {
    return `${answer.status} is not a status that an answer can have`
  }
  const bad = Object.entries(answer.headers).find(
    ([name, value]) => !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name) || /[\r\n\0]/.test(value),
  )
  return bad === undefined ? undefined : `the header ${JSON.stringify(bad[0])} of an answer cannot be written`
}
