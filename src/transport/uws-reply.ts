/** The answer to one request: given once, and only while somebody is there to get it. */
import { STATUS_CODES } from 'node:http'
import { plain } from './handshake.ts'
import type { HttpAnswer } from './transport.ts'
import type { HttpResponse, SocketContext } from './uws-binary.ts'

/** One in so many answers without a body is the last of its connection: about 150 kB of heads. */
const bodilessPerConnection = 500

/** uWebSockets.js writes these itself, from the body and from `close`. */
const written = new Set(['content-length', 'transfer-encoding', 'connection'])

type State =
  | { readonly kind: 'due'; readonly res: HttpResponse }
  /** Begun, and the client has not taken all of it: uWebSockets.js ends a connection that asks again meanwhile. */
  | { readonly kind: 'going' }
  | { readonly kind: 'over' }

/**
 * What `res.end` cannot write at once it queues, and a client that asks and never reads would fill the memory with it.
 * So bodies are written as far as there is room, and the rest waits here, once for each connection: a request that comes
 * before it has left, or 10 s in which nothing leaves, end the connection. Of answers without a body uWebSockets.js queues
 * the heads, tells nobody how many, and does not tell one connection from another. So chance ends a connection after some
 * hundreds of them: to clients that read it is said in time, and whoever never reads is cut off at the next request.
 */
export class Reply {
  #state: State

  /** To be made before the route's callback returns, else uWebSockets.js ends the process. */
  constructor(res: HttpResponse, gone: () => void) {
    this.#state = { kind: 'due', res }
    res.onAborted(() => {
      this.#state = { kind: 'over' }
      gone()
    })
  }

  /** Whether an answer can still be given. */
  get isDue(): boolean {
    return this.#state.kind === 'due'
  }

  /** `close` ends the connection after it. Throws, having answered 500, when the answer cannot be written down. */
  answer(answer: HttpAnswer, method: string, close: boolean): void {
    const res = this.#take()
    if (res === undefined) return
    const problem = unwritable(answer)
    const { status, headers, body } = problem === undefined ? answer : plain(500, 'Something went wrong.')
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    const isBodiless = method === 'HEAD' || status === 204 || status === 304 || bytes.byteLength === 0
    // Of a 204, nothing may be said; a 304 may tell the length of what it stands for.
    const length = status === 204 ? 0 : bytes.byteLength
    res.cork(() => {
      res.writeStatus(`${status} ${STATUS_CODES[status] ?? 'Unknown'}`)
      for (const [name, value] of Object.entries(headers)) {
        if (!written.has(name.toLowerCase())) res.writeHeader(name, value)
      }
      if (isBodiless) {
        this.#endWithoutBody(res, status, length, close || Math.random() * bodilessPerConnection < 1)
        return
      }
      if (close) {
        res.writeHeader('Connection', 'close')
        this.#writeAndClose(res, bytes)
      } else this.#write(res, bytes)
    })
    if (problem !== undefined) throw new Error(problem)
  }

  #endWithoutBody(res: HttpResponse, status: number, length: number, isLast: boolean): void {
    if (isLast) res.writeHeader('Connection', 'close')
    if (isLast && length > 0) {
      this.#state = { kind: 'going' }
      // The body that is announced here never comes: until the connection is closed, it takes no other request.
      res.tryEnd('', length)
      setImmediate(() => {
        if (this.#state.kind === 'going') res.close()
      })
      return
    }
    // With a length, `endWithoutBody` waits for the body that it was promised, and breaks the connection off at the
    // next request. So the header that it would write is written here.
    if (length > 0 || (status !== 204 && status !== 304)) res.writeHeader('Content-Length', String(length))
    res.endWithoutBody()
  }

  #write(res: HttpResponse, bytes: Uint8Array): void {
    const start = res.getWriteOffset()
    const [isWhole] = res.tryEnd(bytes, bytes.byteLength)
    if (isWhole) return
    this.#state = { kind: 'going' }
    res.onWritable((offset) => res.tryEnd(bytes.subarray(offset - start), bytes.byteLength)[0])
  }

  /**
   * `res.end` would close too, but once everything has left, and would take and answer more requests until then. Here,
   * the answer is announced with its length and then written as if one byte more were to come, so that uWebSockets.js
   * holds it to be unfinished. The last byte is written by itself: it is taken when nothing else is waiting any more.
   */
  #writeAndClose(res: HttpResponse, bytes: Uint8Array): void {
    this.#state = { kind: 'going' }
    const { byteLength } = bytes
    const start = res.getWriteOffset()
    const write = (from: number, to: number): boolean => res.tryEnd(bytes.subarray(from, to), byteLength + 1)[0]
    const finish = (): boolean => {
      if (this.#state.kind !== 'going') return true
      let isWhole = false
      res.cork(() => {
        const at = res.getWriteOffset() - start
        isWhole = (at >= byteLength - 1 || write(at, byteLength - 1)) && write(byteLength - 1, byteLength)
      })
      if (isWhole) res.close()
      return isWhole
    }
    res.onWritable(finish)
    res.tryEnd('', byteLength)
    write(0, byteLength - 1)
    // While a request is being read, what is written is only collected. Closing now would lose it.
    setImmediate(finish)
  }

  /** Turns the connection into a WebSocket; `open` is called before this returns, and only notes it: see uws-arrivals.ts. */
  upgrade(seat: unknown, key: string, subprotocol: string | undefined, context: SocketContext): void {
    const res = this.#take()
    // Extensions are not negotiated: compression costs more memory a connection than anything else here.
    res?.cork(() => res.upgrade(seat, key, subprotocol ?? '', '', context))
  }

  #take(): HttpResponse | undefined {
    if (this.#state.kind !== 'due') return undefined
    const { res } = this.#state
    this.#state = { kind: 'over' }
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
