/**
 * One connection of the load: a raw socket, the handshake, and frames by their kind. All connections read into the same
 * piece of memory, one after the other, so that ten thousand of them cost little more than their sockets.
 */
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { opcodes } from '../websocket/header.ts'
import type { Dialect, FrameKind, Step } from './dialect.ts'
import { type Counted, clientFrame, FrameReader } from './frames.ts'

export interface Target {
  /** `ws:` or `wss:`; a path and a query are used instead of the dialect’s. */
  readonly url: string
  readonly tokens?: readonly string[]
}

export interface ClientOptions {
  readonly user: string
  readonly token?: string | undefined
  /** Of this machine, when the other end is on it too: each address has ports of its own. */
  readonly localAddress?: string | undefined
  /** So many bytes of a payload are wanted; fewer than the dialect needs are no choice. */
  readonly headBytes: number
}

export type OnFrame = (kind: FrameKind, bytes: Buffer, start: number, end: number, length: number) => void

export class ClientError extends Error {
  override readonly name = 'ClientError'
}

const shared = Buffer.allocUnsafeSlow(512 * 1024)
/** Sixteen bytes that the server hashes; nobody here looks at what comes out. */
const key = 'cGFjdHdpcmUtYmVuY2gtMQ=='
const endOfHead = Buffer.from('\r\n\r\n')
const patienceMs = 60_000

interface Waiting {
  readonly kind: FrameKind
  /** The payload is gone after the call. */
  readonly take: (payload: Buffer) => void
  readonly reject: (error: Error) => void
}

/** Where a server is, found out once for all who go there. */
interface Address {
  readonly url: URL
  readonly secure: boolean
  /** Undefined: wherever the dialect has it. */
  readonly path: string | undefined
}

const known = new Map<string, Address>()

function addressOf(target: string): Address {
  const found = known.get(target)
  if (found !== undefined) return found
  const url = new URL(target)
  const path = url.pathname === '/' && url.search === '' ? undefined : `${url.pathname}${url.search}`
  const address = { url, secure: url.protocol === 'wss:', path }
  known.set(target, address)
  return address
}

export class Client {
  readonly user: string
  /** Whatever is not waited for. */
  onFrame: OnFrame = () => undefined
  /** All frames of a chunk have been handed on. */
  onRead: () => void = () => undefined
  onClose: (reason: string) => void = () => undefined
  readonly #dialect: Dialect
  readonly #socket: Socket
  readonly #secure: boolean
  readonly #reader: FrameReader
  readonly #greeting: readonly Step[]
  #head: Buffer | undefined = Buffer.alloc(0)
  #waiting: Waiting | undefined
  #upgraded: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined
  /** Why it is over; what the server said last counts more than how the socket ended. */
  #ended: string | undefined
  #closing = false

  constructor(target: Target, dialect: Dialect, { user, token, localAddress, headBytes }: ClientOptions) {
    this.user = user
    this.#dialect = dialect
    this.#greeting = dialect.greet(user, token)
    this.#reader = new FrameReader(Math.max(headBytes, dialect.headBytes), (code, bytes, start, end, length) =>
      this.#take(code, bytes, start, end, length),
    )
    const { url, secure, path = dialect.path } = addressOf(target.url)
    this.#secure = secure
    const options = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (secure ? 443 : 80)),
      noDelay: true,
      ...(localAddress === undefined ? {} : { localAddress }),
      onread: {
        buffer: shared,
        callback: (size: number) => {
          this.#read(size)
          return true
        },
      },
    }
    // A load generator looks at no secrets, and test servers sign their certificates themselves.
    this.#socket = secure
      ? connectTls({ ...options, rejectUnauthorized: false, servername: 'localhost' })
      : connectTcp(options)
    this.#socket.once(secure ? 'secureConnect' : 'connect', () => {
      this.#socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      )
    })
    this.#socket.on('error', (error) => this.#end(error.message))
    this.#socket.on('close', () => this.#end('the connection was closed'))
  }

  /** Connected, upgraded, and known to the server as its user. */
  async open(): Promise<void> {
    await this.#patiently(
      'the upgrade',
      new Promise<void>((resolve, reject) => {
        this.#upgraded = { resolve, reject }
        if (this.#ended !== undefined) reject(new ClientError(this.#ended))
      }),
    )
    for (const step of this.#greeting) await this.ask(step)
  }

  /**
   * Waits for the frame that the step asks for. `read` finds out what is wanted of its payload, as far as this client reads
   * payloads, while it is there: copies of large answers would be most of what a client costs.
   */
  ask(step: Step): Promise<void>
  ask<T>(step: Step, read: (payload: Buffer) => T): Promise<T>
  ask<T>({ say, until }: Step, read?: (payload: Buffer) => T): Promise<T | undefined> {
    const answered = new Promise<T | undefined>((resolve, reject) => {
      const take = (payload: Buffer): void => {
        try {
          resolve(read?.(payload))
        } catch (error) {
          reject(error)
        }
      }
      if (this.#ended === undefined) this.#waiting = { kind: until, take, reject }
      else reject(new ClientError(this.#ended))
    })
    if (say !== undefined) this.write(clientFrame(say))
    return this.#patiently(`${until}, asked for by ${this.user},`, answered)
  }

  /** What is delivered is counted, and `onFrame` told of the rest. */
  count(counted: Counted): void {
    this.#reader.count(this.#dialect.delivery, counted)
  }

  /** Whole frames; the bytes must not be changed afterwards. */
  write(frames: Buffer): void {
    if (this.#ended === undefined) this.#socket.write(frames)
  }

  /** Without a goodbye, and without leaving the port occupied for a minute. */
  destroy(): void {
    this.#closing = true
    if (this.#secure) this.#socket.destroy()
    else this.#socket.resetAndDestroy()
  }

  get alive(): boolean {
    return this.#ended === undefined
  }

  async #patiently<T>(what: string, promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new ClientError(`${what} did not come within ${patienceMs / 1000} s`)),
        patienceMs,
      )
    })
    try {
      return await Promise.race([promise, late])
    } finally {
      clearTimeout(timer)
    }
  }

  #read(size: number): void {
    try {
      if (this.#head === undefined) this.#reader.read(shared, size)
      else this.#readHead(Buffer.concat([this.#head, shared.subarray(0, size)]))
      this.onRead()
    } catch (error) {
      this.#end(error instanceof Error ? error.message : String(error))
      this.destroy()
    }
  }

  #readHead(head: Buffer): void {
    const end = head.indexOf(endOfHead)
    if (end === -1) {
      if (head.length > 64 * 1024) throw new ClientError('the answer to the upgrade has no end')
      this.#head = head
      return
    }
    const status = head.subarray(0, head.indexOf('\r\n')).toString('latin1')
    if (!status.startsWith('HTTP/1.1 101')) {
      const body = head.subarray(end + endOfHead.length).toString('utf8')
      throw new ClientError(`the upgrade was refused: ${status.slice(9)} ${body.slice(0, 300)}`.trim())
    }
    this.#head = undefined
    this.#upgraded?.resolve()
    const rest = head.subarray(end + endOfHead.length)
    if (rest.length > 0) this.#reader.read(rest, rest.length)
  }

  #take(code: number, bytes: Buffer, start: number, end: number, length: number): void {
    if (code !== opcodes.text) {
      this.#control(code, bytes, start, end)
      return
    }
    const kind = this.#dialect.kindOf(bytes, start, end)
    if (kind === 'ping' && this.#dialect.pong !== undefined) this.write(clientFrame(this.#dialect.pong))
    const waiting = this.#waiting
    if (waiting !== undefined && (kind === waiting.kind || kind === 'error')) {
      this.#waiting = undefined
      if (kind === 'error') waiting.reject(new ClientError(`refused: ${this.#refusal(bytes, start, end, length)}`))
      else waiting.take(bytes.subarray(start, end))
      return
    }
    this.onFrame(kind, bytes, start, end, length)
  }

  #refusal(bytes: Buffer, start: number, end: number, length: number): string {
    return end - start === length ? this.#dialect.refusal(bytes.toString('utf8', start, end)) : 'error'
  }

  #control(code: number, bytes: Buffer, start: number, end: number): void {
    if (code === opcodes.ping) this.write(clientFrame(Buffer.from(bytes.subarray(start, end)), opcodes.pong))
    else if (code === opcodes.close) {
      const reason = bytes.toString('utf8', start + 2, end)
      this.#end(`the server closed with ${end - start < 2 ? 'no code' : bytes.readUInt16BE(start)} ${reason}`.trim())
    }
  }

  #end(reason: string): void {
    if (this.#ended !== undefined) return
    this.#ended = reason
    const error = new ClientError(reason)
    this.#upgraded?.reject(error)
    this.#waiting?.reject(error)
    if (!this.#closing) this.onClose(reason)
  }
}
