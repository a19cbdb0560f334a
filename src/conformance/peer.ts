/**
 * One connection of a case: speaks the protocol well or, where the case wants it, wrongly. Every frame that comes is
 * checked against its schema and against what holds for all frames; what is wrong fails the case at hand, whatever it is
 * about. Nothing here sleeps: one waits for a frame, for the close, or for a fence.
 */
import { closeCodes, type Operations, peerCloses } from '../../generated/operations.ts'
import type { ErrorCode, ErrorFrame, Position, ServerFrame, StoredMessage } from '../../generated/types.ts'
import { opcodes } from '../websocket/header.ts'
import { type Closed, closeFrame, mayClose } from './closing.ts'
import { check, fail, show } from './failure.ts'
import type { Asked } from './rules/answers.ts'
import { Scrutiny, type ScrutinyOptions } from './rules/scrutiny.ts'
import type { Transcript } from './transcript.ts'
import { type FrameToWrite, writeFrame } from './wire/frames.ts'
import type { Link } from './wire/link.ts'
import { MessageReader, type WireMessage } from './wire/messages.ts'

export type RequestName = keyof Operations
export type RequestData<E extends RequestName> = Operations[E]['request']['data']
export type Reply<E extends RequestName> = Operations[E]['reply']
export type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

export interface PeerSurroundings extends ScrutinyOptions {
  readonly transcript: Transcript
  readonly patienceMs: number
  /** Throws when something was wrong on any connection of the case. */
  readonly throwIfWrong: () => void
}

const mostFrames = 100_000

export class Peer {
  readonly name: string
  readonly frames: ServerFrame[] = []
  readonly pings: Buffer[] = []
  readonly pongs: Buffer[] = []
  /** Switched off by cases that want to be found silent. */
  answersPings = true
  readonly #around: PeerSurroundings
  readonly #link: Link
  readonly #messages = new MessageReader()
  readonly #scrutiny: Scrutiny
  readonly #replies = new Map<string, ServerFrame>()
  #closeFrame: Closed | undefined
  #saidClose = false
  #ids = 0
  #waiting: (() => void)[] = []

  constructor(link: Link, around: PeerSurroundings) {
    this.name = around.name
    this.#link = link
    this.#around = around
    this.#scrutiny = new Scrutiny(around)
    link.listen((chunk) => this.#receive(chunk))
    void link.ended.then(() => {
      const { code, reason } = this.closed
      this.#around.transcript.add(
        this.name,
        'in',
        `(the connection ended: ${code}${reason === '' ? '' : ` ${reason}`})`,
      )
      this.#wake()
    })
  }

  get isClosed(): boolean {
    return this.#link.isEnded
  }

  /** How it was closed, so far. */
  get closed(): Closed {
    return this.#closeFrame ?? { code: peerCloses.lost, reason: '' }
  }

  get unanswered(): readonly Asked[] {
    return this.isClosed || this.#closeFrame !== undefined ? [] : this.#scrutiny.unanswered
  }

  position(stream: string): Position | undefined {
    return this.#scrutiny.position(stream)
  }

  // ---- what it says ----

  /** A whole text frame; what it asks for is expected to be answered. */
  text(text: string): void {
    this.#scrutiny.sent(text)
    this.bytes(writeFrame({ opcode: opcodes.text, payload: text }), text)
  }

  /** Several text frames in one packet. */
  texts(texts: readonly string[]): void {
    for (const text of texts) this.#scrutiny.sent(text)
    this.bytes(
      Buffer.concat(texts.map((payload) => writeFrame({ opcode: opcodes.text, payload }))),
      `${texts.length} frames at once: ${texts.join(' ')}`,
    )
  }

  say(frame: { readonly type: string; readonly id?: unknown; readonly data?: unknown }): void {
    this.text(JSON.stringify(frame))
  }

  /** A frame as it is ordered, which may be no good one. What it is answered is the case’s business. */
  frame(order: FrameToWrite): void {
    this.bytes(writeFrame(order), `(opcode ${order.opcode}, ${order.payload?.length ?? 0} bytes)`)
  }

  /** A binary message, which is answered by `unsupported_frame`. */
  binary(payload: Uint8Array): void {
    this.#scrutiny.sentBinary()
    this.frame({ opcode: opcodes.binary, payload })
  }

  /** What a text that is sent in pieces asks for is expected to be answered as well. */
  expectAnswerTo(text: string): void {
    this.#scrutiny.sent(text)
  }

  bytes(bytes: Uint8Array, shown: string): void {
    this.#around.transcript.add(this.name, 'out', shown)
    this.#link.write(bytes)
  }

  // ---- asking ----

  nextId(): string {
    return `r${++this.#ids}`
  }

  /** Asks, and gives the id to wait for the answer with. */
  begin<E extends RequestName>(type: E, data?: RequestData<E>, id = this.nextId()): string {
    this.say({ type, id, ...(data === undefined ? {} : { data }) })
    return id
  }

  async answerTo(id: string): Promise<ServerFrame> {
    return this.until(() => this.#replies.get(id), `an answer to ${id}`)
  }

  /** The frame that answers: the reply, or `error`. */
  async ask<E extends RequestName>(type: E, data?: RequestData<E>): Promise<Reply<E> | ErrorFrame> {
    return (await this.answerTo(this.begin(type, data))) as Reply<E> | ErrorFrame
  }

  /** What is answered when it is done. Waits and tries again when it is told to slow down. */
  async request<E extends RequestName>(type: E, data?: RequestData<E>): Promise<Reply<E>['data']> {
    const deadline = performance.now() + this.#around.patienceMs
    for (;;) {
      const frame = await this.ask(type, data)
      if (frame.type !== 'error') return frame.data
      const { code, retry_after_ms: wait = 0 } = (frame as ErrorFrame).data
      if (code !== 'rate_limited' || performance.now() + wait > deadline)
        fail(`${type} to be done`, `it was refused: ${show(frame.data)}`)
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  /** The error with which a request is refused; it must be this one. */
  async refusal<E extends RequestName>(code: ErrorCode, type: E, data?: unknown): Promise<ErrorFrame['data']> {
    const id = this.nextId()
    this.say({ type, id, ...(data === undefined ? {} : { data }) })
    return this.refused(code, id, type)
  }

  async refused(code: ErrorCode, id: string, what: string): Promise<ErrorFrame['data']> {
    return errorOf(await this.answerTo(id), code, what)
  }

  /** The next frame of an answer that has no id, for what was sent without one that can be used. */
  async refusalOf(text: string, code: ErrorCode): Promise<ErrorFrame['data']> {
    const before = this.all('error').length
    this.text(text)
    const error = await this.until(() => this.all('error')[before], `an error for ${show(text)}`)
    return errorOf(error, code, show(text))
  }

  /** All that the server had to say to what was asked before has come: what has not come by now does not come. */
  async fence(): Promise<void> {
    await this.request('heartbeat')
  }

  // ---- what came ----

  all<T extends ServerFrame['type']>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type)
  }

  /** The messages of a stream that were pushed. */
  messages(stream: string) {
    return this.frames.flatMap((frame) =>
      (frame.type === 'new_message' || frame.type === 'direct_message') && frame.data.channel_id === stream
        ? [frame.data]
        : [],
    )
  }

  contents(stream: string): string[] {
    return this.messages(stream).map(({ content }) => content)
  }

  /** Waits until so many messages of a stream have been pushed. */
  async waitForMessages(stream: string, count: number) {
    return this.until(
      () => {
        const messages = this.messages(stream)
        return messages.length >= count ? messages : undefined
      },
      () => `${count} messages of ${stream} (${this.messages(stream).length} came)`,
    )
  }

  async wait<T extends ServerFrame['type']>(type: T, count = 1): Promise<FrameOf<T>[]> {
    return this.until(
      () => {
        const found = this.all(type)
        return found.length >= count ? found : undefined
      },
      () => `${count} ${type} (${this.all(type).length} came)`,
    )
  }

  /** Waits until something is there; fails when the connection closes first, or when it takes too long. */
  async until<T>(
    look: () => T | undefined,
    what: string | (() => string),
    patienceMs = this.#around.patienceMs,
  ): Promise<T> {
    const deadline = performance.now() + patienceMs
    const name = () => `${typeof what === 'string' ? what : what()} on the connection of ${this.name}`
    for (;;) {
      this.#around.throwIfWrong()
      const found = look()
      if (found !== undefined) return found
      if (this.isClosed) fail(name(), `the connection was closed: ${this.closed.code} ${this.closed.reason}`)
      const left = deadline - performance.now()
      if (left <= 0) fail(name(), `nothing such came in ${patienceMs} ms`)
      await this.#change(left)
    }
  }

  /** Waits for the end of the connection. */
  async end(patienceMs = this.#around.patienceMs): Promise<Closed> {
    const deadline = performance.now() + patienceMs
    while (!this.isClosed) {
      this.#around.throwIfWrong()
      const left = deadline - performance.now()
      if (left <= 0) fail(`the connection of ${this.name} to be closed`, `it was open after ${patienceMs} ms`)
      await this.#change(left)
    }
    this.#around.throwIfWrong()
    return this.closed
  }

  /** Waits for the close of a name in the contract. */
  async closedAs(name: keyof typeof closeCodes, patienceMs?: number): Promise<Closed> {
    const closed = await this.end(patienceMs)
    const { code } = closeCodes[name]
    check(
      closed.code === code,
      `the connection to be closed with ${code} ${name}`,
      `it was closed with ${closed.code} ${closed.reason}`,
    )
    return closed
  }

  // ---- going ----

  /** The closing handshake, begun here. */
  async close(code: number = peerCloses.normal): Promise<Closed> {
    this.sayClose(code)
    return this.end()
  }

  sayClose(code: number): void {
    this.#saidClose = true
    this.bytes(closeFrame(code), `(close ${code})`)
  }

  /** As a network that is gone: without a word. */
  cut(): void {
    this.#around.transcript.add(this.name, 'out', '(the connection is cut)')
    this.#link.destroy()
  }

  pause(): void {
    this.#link.pause()
  }

  resume(): void {
    this.#link.resume()
  }

  /** Ends the sending side only. */
  halfClose(): void {
    this.#link.end()
  }

  // ---- the wire ----

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#messages.read(chunk)) this.#hear(message)
    } catch (error) {
      this.#around.wrong(`${this.name}: ${error instanceof Error ? error.message : String(error)}`)
      this.#link.destroy()
    }
    this.#wake()
  }

  #hear(message: WireMessage): void {
    switch (message.kind) {
      case 'text':
        this.#around.transcript.add(this.name, 'in', message.text)
        this.#read(message.text)
        return
      case 'binary':
        this.#around.wrong(`${this.name}: the server sent a binary frame: the protocol is text`)
        return
      case 'ping':
        if (this.pings.length < mostFrames) this.pings.push(message.payload)
        if (this.answersPings) this.#link.write(writeFrame({ opcode: opcodes.pong, payload: message.payload }))
        return
      case 'pong':
        if (this.pongs.length < mostFrames) this.pongs.push(message.payload)
        return
      case 'close':
        this.#closing(message)
    }
  }

  #closing({ code, reason }: Closed): void {
    this.#closeFrame = { code, reason }
    this.#around.transcript.add(this.name, 'in', `(close ${code} ${reason})`)
    this.#around.coverage.note('close', String(code))
    // The answer to a close repeats its code, whatever that is.
    if (!this.#saidClose && !mayClose(code))
      this.#around.wrong(`${this.name}: closed with ${code}, which is no code of the contract`)
    if (!this.#saidClose) this.#link.write(closeFrame(code))
    this.#link.end()
  }

  #read(text: string): void {
    if (this.frames.length >= mostFrames) {
      this.#around.wrong(`${this.name}: more frames came than any case asks for`)
      return
    }
    const read = this.#scrutiny.received(text)
    if (read === undefined) return
    this.frames.push(read.frame)
    const id = read.to?.id
    if (id !== undefined && !this.#replies.has(id)) this.#replies.set(id, read.frame)
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  #change(mostMs: number): Promise<void> {
    return new Promise((resolve) => {
      // Something wrong on another connection is to be noticed too.
      const timer = setTimeout(resolve, Math.min(mostMs, 250))
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

/** What was said in words; events of the application say nothing in words. */
export function contentsOf(messages: readonly StoredMessage[]): string[] {
  return messages.flatMap((message) => ('content' in message ? [message.content] : []))
}

export function errorOf(frame: ServerFrame, code: ErrorCode, what: string): ErrorFrame['data'] {
  if (frame.type !== 'error') fail(`${what} to be refused with ${code}`, `${frame.type} came`)
  const { data } = frame as ErrorFrame
  check(data.code === code, `${what} to be refused with ${code}`, () => `it was refused with ${show(data)}`)
  return data
}
