/**
 * Stands before a correct server and makes a wrong one of it: frames and answers of HTTP are rewritten on the way. What a
 * mutant does not touch passes as it is, byte by byte.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { FrameReader, type FrameToWrite, type WireFrame, writeFrame } from '../../../src/conformance/wire/frames.ts'
import { MessageReader, type WireMessage } from '../../../src/conformance/wire/messages.ts'
import { opcodes } from '../../../src/websocket/header.ts'

/** A frame of the protocol, as loosely as a mutant wants it. */
export interface Frame {
  readonly type: string
  readonly id?: unknown
  readonly data?: unknown
}

export interface Close {
  readonly code: number
  readonly reason: string
}

/** One connection through the proxy, for mutants that remember or that say things of their own. */
export interface Wire {
  readonly toClient: (frame: Frame) => void
  readonly toServer: (frame: Frame) => void
  /** All connections that are open through this proxy, this one included. */
  readonly all: ReadonlySet<Wire>
  /** What the mutant writes down about the connection. */
  readonly notes: Map<string, unknown>
}

export interface HttpMessage {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface HttpAsked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Where it goes wrong; each may be left out. */
export interface Wrongness {
  /** What becomes of a frame of the server. */
  readonly toClient?: (frame: Frame, wire: Wire) => readonly Frame[]
  /** What becomes of a request. */
  readonly toServer?: (frame: Frame, wire: Wire) => readonly Frame[]
  /** Whether what a client sends is passed on at all, by its size and kind. */
  readonly hears?: (message: WireMessage, bytes: number, wire: Wire) => boolean
  /** What becomes of a frame of WebSocket that a client sends, however bad it is; nothing: it is not passed on. */
  readonly mends?: (frame: WireFrame) => FrameToWrite | undefined
  /** What becomes of the close frame of the server; nothing: it is not passed on, and the connection stays. */
  readonly close?: (close: Close, wire: Wire) => Close | undefined
  /** What becomes of any other frame that the server writes. */
  readonly control?: (frame: WireFrame) => WireFrame
  readonly masksToClient?: boolean
  readonly ended?: (wire: Wire) => void
  /** What becomes of the head of an upgrade, and of its answer. */
  readonly asksUpgrade?: (head: string) => string
  readonly answersUpgrade?: (head: string) => string
  readonly asks?: (asked: HttpAsked) => HttpAsked
  readonly answers?: (answer: HttpMessage, asked: HttpAsked) => HttpMessage
}

export interface Proxy {
  readonly port: number
  readonly close: () => Promise<void>
}

export async function startProxy(upstream: number, wrong: Wrongness): Promise<Proxy> {
  const wires = new Set<Wire>()
  const sockets = new Set<Duplex>()
  const server = createServer((asked, answer) => void relay(upstream, wrong, asked, answer))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (asked, socket, head) => relayUpgrade(upstream, wrong, wires, asked, socket, head))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

// ---- HTTP ----

async function relay(port: number, { asks, answers }: Wrongness, asked: IncomingMessage, answer: ServerResponse) {
  const original: HttpAsked = {
    method: asked.method ?? 'GET',
    path: asked.url ?? '/',
    headers: flat(asked.headers),
    body: await bodyOf(asked),
  }
  const { method, path, headers, body } = asks?.(original) ?? original
  const { 'content-length': _, ...kept } = headers
  const upstream = request({ port, host: '127.0.0.1', method, path, headers: kept, agent: false }, (response) => {
    void bodyOf(response).then((text) => {
      const message: HttpMessage = { status: response.statusCode ?? 500, headers: flat(response.headers), body: text }
      const changed = answers?.(message, original) ?? message
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = changed.headers
      answer.writeHead(changed.status, rest)
      answer.end(Buffer.from(changed.body, 'latin1'))
    })
  })
  upstream.once('error', () => answer.destroy())
  upstream.end(Buffer.from(body, 'latin1'))
}

/** Bytes as characters, so that what is not UTF-8 passes too. */
async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('latin1')
}

function flat(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

// ---- WebSocket ----

function relayUpgrade(
  port: number,
  wrong: Wrongness,
  wires: Set<Wire>,
  asked: IncomingMessage,
  client: Duplex,
  early: Buffer,
): void {
  const upstream = connect(port, '127.0.0.1')
  client.on('error', () => undefined)
  upstream.on('error', () => client.destroy())
  const lines: string[] = []
  for (let at = 0; at < asked.rawHeaders.length; at += 2)
    lines.push(`${asked.rawHeaders[at]}: ${asked.rawHeaders[at + 1]}`)
  const head = `${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
  upstream.write(wrong.asksUpgrade?.(head) ?? head)
  let got = Buffer.alloc(0)
  const take = (chunk: Buffer): void => {
    got = Buffer.concat([got, chunk])
    const end = got.indexOf('\r\n\r\n')
    if (end === -1) return
    upstream.off('data', take)
    const answered = got.subarray(0, end + 4).toString('latin1')
    client.write(wrong.answersUpgrade?.(answered) ?? answered)
    const rest = got.subarray(end + 4)
    if (answered.startsWith('HTTP/1.1 101')) new Relay(client, upstream, wrong, wires).begin(early, rest)
    else {
      client.write(rest)
      upstream.pipe(client)
    }
  }
  upstream.on('data', take)
}

class Relay implements Wire {
  readonly notes = new Map<string, unknown>()
  readonly all: Set<Wire>
  readonly #client: Duplex
  readonly #upstream: Socket
  readonly #wrong: Wrongness
  readonly #fromClient = { frames: new FrameReader(), messages: new MessageReader() }
  readonly #fromServer = { frames: new FrameReader(), messages: new MessageReader() }
  #stays = false

  constructor(client: Duplex, upstream: Socket, wrong: Wrongness, wires: Set<Wire>) {
    this.#client = client
    this.#upstream = upstream
    this.#wrong = wrong
    this.all = wires
  }

  begin(early: Buffer, rest: Buffer): void {
    const [client, upstream] = [this.#client, this.#upstream]
    this.all.add(this)
    client.on('data', (chunk: Buffer) => this.#hear(chunk))
    upstream.on('data', (chunk: Buffer) => this.#say(chunk))
    client.once('close', () => {
      upstream.destroy()
      this.all.delete(this)
      this.#wrong.ended?.(this)
    })
    client.once('end', () => upstream.end())
    upstream.once('close', () => {
      if (!this.#stays) client.end()
    })
    if (early.length > 0) this.#hear(early)
    if (rest.length > 0) this.#say(rest)
  }

  readonly toClient = (frame: Frame): void => this.#toClient({ opcode: opcodes.text, payload: JSON.stringify(frame) })

  readonly toServer = (frame: Frame): void => {
    this.#upstream.write(writeFrame({ opcode: opcodes.text, payload: JSON.stringify(frame) }))
  }

  #toClient({ opcode, payload }: { opcode: number; payload: string | Uint8Array }): void {
    if (!this.#client.writable) return
    const frame = writeFrame({ opcode, payload, masked: this.#wrong.masksToClient ?? false })
    if (this.#client.write(frame)) return
    // Who reads slowly is to be slow to the server as well.
    this.#upstream.pause()
    this.#client.once('drain', () => this.#upstream.resume())
  }

  #hear(chunk: Buffer): void {
    const { toServer, hears, mends } = this.#wrong
    if (mends !== undefined) {
      this.#mend(chunk, mends)
      return
    }
    if (toServer === undefined && hears === undefined) {
      this.#upstream.write(chunk)
      return
    }
    try {
      this.#read(chunk)
    } catch {
      // What cannot be read cannot be rewritten.
      this.#client.destroy()
    }
  }

  #read(chunk: Buffer): void {
    const { toServer, hears } = this.#wrong
    const { frames, messages } = this.#fromClient
    for (const frame of frames.push(chunk)) {
      const message = messages.take({ ...frame, masked: false })
      if (message === undefined || hears?.(message, frame.payload.length, this) === false) continue
      const parsed = message.kind === 'text' ? parse(message.text) : undefined
      if (parsed !== undefined && toServer !== undefined) for (const each of toServer(parsed, this)) this.toServer(each)
      else this.#upstream.write(writeFrame(written(message, frame)))
    }
  }

  #mend(chunk: Buffer, mends: (frame: WireFrame) => FrameToWrite | undefined): void {
    try {
      for (const frame of this.#fromClient.frames.push(chunk)) {
        const mended = mends(frame)
        if (mended !== undefined) this.#upstream.write(writeFrame(mended))
      }
    } catch {
      // A length that nobody can wait for: this server waits for it.
    }
  }

  #say(chunk: Buffer): void {
    const { frames, messages } = this.#fromServer
    for (const frame of frames.push(chunk)) {
      const message = messages.take(frame)
      if (message?.kind === 'close') this.#closing(message)
      else if (message?.kind === 'text') {
        const parsed = parse(message.text) ?? { type: 'unreadable' }
        for (const each of this.#wrong.toClient?.(parsed, this) ?? [parsed]) this.toClient(each)
      } else this.#toClient(this.#wrong.control?.(frame) ?? frame)
    }
  }

  #closing(close: Close): void {
    const changed = this.#wrong.close === undefined ? close : this.#wrong.close(close, this)
    if (changed === undefined) {
      this.#stays = true
      return
    }
    const payload = Buffer.concat([Buffer.of(changed.code >> 8, changed.code & 0xff), Buffer.from(changed.reason)])
    this.#toClient({ opcode: opcodes.close, payload: changed.code === 1005 ? '' : payload })
  }
}

/** Fragments have been put together by now. */
function written(message: WireMessage, frame: WireFrame): FrameToWrite {
  if (message.kind === 'text') return { opcode: opcodes.text, payload: message.text }
  return message.kind === 'binary'
    ? { opcode: opcodes.binary, payload: message.bytes }
    : { opcode: frame.opcode, payload: frame.payload }
}

function parse(text: string): Frame | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'type' in value ? (value as Frame) : undefined
  } catch {
    return undefined
  }
}
