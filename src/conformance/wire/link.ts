/** A TCP or TLS connection that says what it is told to, byte by byte, and keeps what comes until somebody listens. */
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

export class Link {
  readonly #socket: Socket
  #early: Buffer[] = []
  #listener: ((chunk: Buffer) => void) | undefined
  /** Both directions are over. */
  readonly ended: Promise<void>
  isEnded = false

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    // A reset is one of the ways in which a server may end a connection; what counts is that it ended.
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      if (this.#listener === undefined) this.#early.push(chunk)
      else this.#listener(chunk)
    })
    this.ended = new Promise((resolve) => {
      socket.once('close', () => {
        this.isEnded = true
        resolve()
      })
    })
  }

  static open(url: URL, patienceMs: number): Promise<Link> {
    const secure = url.protocol === 'wss:' || url.protocol === 'https:'
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const port = Number(url.port === '' ? (secure ? 443 : 80) : url.port)
    return new Promise((resolve, reject) => {
      const socket = secure ? connectTls({ host, port, servername: host }) : connectTcp({ host, port })
      const giveUp = (error: Error): void => {
        clearTimeout(timer)
        socket.destroy()
        reject(error)
      }
      const timer = setTimeout(() => giveUp(new Error(`${url.host} did not answer in ${patienceMs} ms`)), patienceMs)
      socket.once('error', giveUp)
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer)
        socket.off('error', giveUp)
        resolve(new Link(socket))
      })
    })
  }

  /** From now on, what comes goes here; what came before, first. A listener that lets go on the way gets no more of it. */
  listen(listener: (chunk: Buffer) => void): void {
    this.#listener = listener
    while (this.#listener === listener) {
      const chunk = this.#early.shift()
      if (chunk === undefined) return
      listener(chunk)
    }
  }

  /** Puts back what was taken too much: it is kept for the next listener. */
  unread(chunk: Buffer): void {
    this.#listener = undefined
    if (chunk.length > 0) this.#early.unshift(chunk)
  }

  write(bytes: string | Uint8Array): void {
    if (!this.isEnded && this.#socket.writable) this.#socket.write(bytes)
  }

  /** Reads no more, so that what comes piles up on the other side. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Says that nothing more will be said. */
  end(): void {
    this.#socket.end()
  }

  destroy(): void {
    this.#socket.destroy()
  }
}
