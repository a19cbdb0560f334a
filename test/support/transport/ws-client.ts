/** A client over a real socket with the hands of a client in memory. */
import { WebSocket } from 'ws'
import type { Goodbye, MemoryClient } from '../../../src/transport/memory.ts'

export interface Refusal {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export interface WsOptions {
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  readonly ca?: string
}

export function connectWs(
  url: string,
  { protocols = [], headers = {}, ca }: WsOptions = {},
): Promise<WsClient | Refusal> {
  return new Promise((done, fail) => {
    const socket = new WebSocket(url, [...protocols], { headers, ...(ca === undefined ? {} : { ca }) })
    const client = new WsClient(socket)
    socket.once('open', () => done(client))
    socket.once('error', fail)
    socket.once('unexpected-response', (_, response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { statusCode: status = 0, headers: answered } = response
        done({ status, headers: answered, body: Buffer.concat(chunks).toString() })
      })
    })
  })
}

interface Wait {
  readonly enough: (frames: readonly string[]) => boolean
  readonly done: (frames: readonly string[]) => void
  readonly fail: (error: Error) => void
}

export class WsClient implements MemoryClient {
  readonly frames: string[] = []
  readonly closed: Promise<Goodbye>
  readonly socket: WebSocket
  pings = 0
  #waits: Wait[] = []

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('ping', () => {
      this.pings += 1
    })
    socket.on('error', () => {})
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) throw new Error('the server sent a binary frame')
      this.frames.push(data.toString())
      const met = this.#waits.filter(({ enough }) => enough(this.frames))
      this.#waits = this.#waits.filter((wait) => !met.includes(wait))
      for (const { done } of met) done(this.frames)
    })
    this.closed = new Promise((done) => {
      socket.on('close', (code, reason) => {
        for (const { fail } of this.#waits) fail(new Error(`closed with ${code} after ${this.frames.length} frames`))
        done({ code, reason: reason.toString() })
      })
    })
  }

  send(text: string): void {
    this.socket.send(text)
  }

  sendBinary(bytes: Uint8Array): void {
    this.socket.send(bytes)
  }

  close(code?: number): void {
    this.socket.close(code)
  }

  kill(): void {
    this.socket.terminate()
  }

  pause(): void {
    this.socket.pause()
  }

  resume(): void {
    this.socket.resume()
  }

  waitFor(enough: (frames: readonly string[]) => boolean): Promise<readonly string[]> {
    if (enough(this.frames)) return Promise.resolve(this.frames)
    return new Promise((done, fail) => this.#waits.push({ enough, done, fail }))
  }
}
