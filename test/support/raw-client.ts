/**
 * A raw client of the protocol for tests, over the `ws` package. Every frame that comes is checked against its schema,
 * whatever the test is about. Nothing here sleeps: one waits for a frame or for the close.
 */
import WebSocket, { type ClientOptions } from 'ws'
import type { Operations } from '../../generated/operations.ts'
import type { ErrorFrame, ServerFrame } from '../../generated/types.ts'
import { refuseServerFrame } from '../../generated/validators.js'

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>
export type RequestName = keyof Operations
type Data<E extends RequestName> = Operations[E]['request']['data']
type Reply<E extends RequestName> = Operations[E]['reply']

export interface Closed {
  readonly code: number
  readonly reason: string
}

const patience = 15_000

export class RawClient {
  readonly socket: WebSocket
  readonly frames: ServerFrame[] = []
  readonly closed: Promise<Closed>
  #waiting: (() => void)[] = []
  #ids = 0

  private constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (bytes, binary) => {
      if (binary) throw new Error('the server sent a binary frame')
      const frame: unknown = JSON.parse(String(bytes))
      const refusal = refuseServerFrame(frame)
      if (refusal !== undefined)
        throw new Error(
          `a frame of the server is not as its schema says: ${JSON.stringify(refusal)}: ${String(bytes).slice(0, 500)}`,
        )
      this.frames.push(frame as ServerFrame)
      this.#wake()
    })
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        this.#wake()
        resolve({ code, reason: String(reason) })
      })
    })
    socket.on('error', () => undefined)
  }

  static async open(url: string, options: ClientOptions & { subprotocols?: string[] } = {}): Promise<RawClient> {
    const { subprotocols = [], ...rest } = options
    const socket = new WebSocket(url, subprotocols, { perMessageDeflate: false, ...rest })
    const client = new RawClient(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return client
  }

  /** Opened and connected as a user of development mode. */
  static async as(url: string, userId: string): Promise<RawClient> {
    const client = await RawClient.open(url)
    await client.request('connect', { user_id: userId })
    return client
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  raw(text: string | Uint8Array): void {
    this.socket.send(text, { binary: typeof text !== 'string' })
  }

  send(frame: { type: string; id?: string; data?: unknown }): void {
    this.socket.send(JSON.stringify(frame))
  }

  /** The frame that answers; an `error` too. */
  async ask<E extends RequestName>(type: E, data?: Data<E>): Promise<Reply<E> | ErrorFrame> {
    const id = `q${++this.#ids}`
    this.send({ type, id, ...(data === undefined ? {} : { data }) })
    return (await this.until(() => this.frames.find((frame) => 'id' in frame && frame.id === id))) as
      | Reply<E>
      | ErrorFrame
  }

  /** The data of the answer; throws when the request is refused. */
  async request<E extends RequestName>(type: E, data?: Data<E>): Promise<Reply<E>['data']> {
    const frame = await this.ask(type, data)
    if (frame.type === 'error')
      throw new Error(`${type} was refused: ${(frame as ErrorFrame).data.code}: ${(frame as ErrorFrame).data.message}`)
    return frame.data
  }

  /** The code with which a request is refused; `none` when it is not. */
  async refusal<E extends RequestName>(type: E, data?: Data<E>): Promise<string> {
    const frame = await this.ask(type, data)
    return frame.type === 'error' ? (frame as ErrorFrame).data.code : 'none'
  }

  all<T extends ServerFrame['type']>(type: T): Frame<T>[] {
    return this.frames.filter((frame): frame is Frame<T> => frame.type === type)
  }

  /** Waits until there are so many frames of a type, and gives them. */
  async wait<T extends ServerFrame['type']>(type: T, count = 1): Promise<Frame<T>[]> {
    return this.until(() => {
      const found = this.all(type)
      return found.length >= count ? found : undefined
    })
  }

  /** Waits until something is there. Fails when the connection closes first, or after a long time. */
  async until<T>(look: () => T | undefined): Promise<T> {
    const deadline = Date.now() + patience
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (this.socket.readyState >= WebSocket.CLOSING) {
        const { code, reason } = await this.closed
        const late = look()
        if (late !== undefined) return late
        throw new Error(
          `closed (${code} ${reason}) while waiting; got ${this.frames.map(({ type }) => type).join(', ')}`,
        )
      }
      if (Date.now() > deadline) throw new Error(`waited in vain; got ${JSON.stringify(this.frames).slice(0, 2000)}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000)
        this.#waiting.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  async close(): Promise<Closed> {
    this.socket.close()
    return this.closed
  }
}
