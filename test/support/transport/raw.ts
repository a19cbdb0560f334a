/** A TCP client that says what it is told to, byte by byte. */
import { connect, type Socket } from 'node:net'

export class RawClient {
  readonly socket: Socket
  received = Buffer.alloc(0)
  isClosed = false
  #waits: { readonly enough: () => boolean; readonly done: () => void }[] = []

  constructor(port: number, host = '127.0.0.1') {
    this.socket = connect(port, host)
    this.socket.on('error', () => {})
    this.socket.on('data', (chunk) => {
      this.received = Buffer.concat([this.received, chunk])
      this.#check()
    })
    this.socket.on('close', () => {
      this.isClosed = true
      this.#check()
    })
  }

  /** With lines joined as HTTP wants them. */
  request(...lines: string[]): this {
    this.socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    return this
  }

  /** Resolves with what has come so far as soon as it contains the text. */
  async until(text: string): Promise<string> {
    await this.#wait(() => this.received.includes(text) || this.isClosed)
    if (!this.received.includes(text)) throw new Error(`closed before "${text}": ${this.received.toString()}`)
    return this.received.toString('latin1')
  }

  /** Resolves with everything that came. */
  async end(): Promise<string> {
    await this.#wait(() => this.isClosed)
    return this.received.toString('latin1')
  }

  /** Asks for a WebSocket and gets it. */
  async upgrade(path = '/ws'): Promise<this> {
    await this.request(...handshake(path)).until('\r\n\r\n')
    return this
  }

  #wait(enough: () => boolean): Promise<void> {
    if (enough()) return Promise.resolve()
    return new Promise((done) => this.#waits.push({ enough, done }))
  }

  #check(): void {
    const met = this.#waits.filter(({ enough }) => enough())
    this.#waits = this.#waits.filter((wait) => !met.includes(wait))
    for (const { done } of met) done()
  }
}

/** A handshake that is accepted, with some headers changed or, when `undefined`, left out. */
export function handshake(path = '/ws', changes: Readonly<Record<string, string | undefined>> = {}): string[] {
  const headers = {
    Host: 'localhost',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    ...changes,
  }
  const lines = Object.entries(headers).filter(([, value]) => value !== undefined)
  return [`GET ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)]
}
