/**
 * One connection of the fuzzer. It says whatever a scene wants, byte by byte, and judges what comes back: well-formed
 * WebSocket, frames as their schemas say, and for each message that was sent no more than one answer; in the end exactly
 * one, or a connection that is closed.
 */
import { operations, peerCloses } from '../../generated/operations.ts'
import type { ServerFrame } from '../../generated/types.ts'
import { refuseServerFrame } from '../../generated/validators.js'
import { mayClose } from '../../src/conformance/closing.ts'
import { type FrameToWrite, writeFrame } from '../../src/conformance/wire/frames.ts'
import type { Link } from '../../src/conformance/wire/link.ts'
import { MessageReader } from '../../src/conformance/wire/messages.ts'
import { askForUpgrade } from '../../src/conformance/wire/upgrade.ts'
import { opcodes } from '../../src/websocket/header.ts'

/** Long, because a machine can be busy: whoever waits so long waits in vain. */
const patienceMs = 20_000
const replies: ReadonlySet<string> = new Set([...Object.values(operations).map(({ reply }) => reply), 'error'])

export class HostilePeer {
  readonly #link: Link
  readonly #messages = new MessageReader()
  readonly #waiting = new Set<() => void>()
  /** Messages that were sent whole, each of which is to be answered. */
  #asked = 0
  #answered = 0
  readonly #ids = new Set<string>()
  #closeCode: number | undefined
  #said: number | undefined
  pongs = 0
  sent = 0
  /** What the server did that it may not do. */
  problem: string | undefined
  /** The type and code of what came last, for those who look at a failure. */
  last: ServerFrame | undefined

  private constructor(link: Link) {
    this.#link = link
    link.listen((chunk) => this.#receive(chunk))
    void link.ended.then(() => this.#wake())
  }

  static async open(url: URL): Promise<HostilePeer> {
    const { link, status } = await askForUpgrade(url, {}, patienceMs)
    if (link === undefined) throw new Error(`the upgrade was answered with ${status}`)
    return new HostilePeer(link)
  }

  static async as(url: URL, user: string): Promise<HostilePeer> {
    const peer = await HostilePeer.open(url)
    peer.say({ type: 'connect', id: 'hello', data: { user_id: user } })
    await peer.settled()
    if (peer.isOver) throw new Error(`${user} could not connect: ${JSON.stringify(peer.last)}`)
    return peer
  }

  /** Closed, or about to be: nothing more comes. */
  get isOver(): boolean {
    return this.#link.isEnded || this.#closeCode !== undefined
  }

  get isEnded(): boolean {
    return this.#link.isEnded
  }

  get closeCode(): number {
    return this.#closeCode ?? peerCloses.lost
  }

  /** Messages that have had no answer. */
  get owed(): number {
    return this.#asked - this.#answered
  }

  /** Bytes that may be anything. What they are answered is not counted on. */
  bytes(bytes: Uint8Array): void {
    this.sent++
    this.#link.write(bytes)
  }

  frame(order: FrameToWrite): void {
    const { opcode, payload = '' } = order
    // What it said itself, it may be told.
    if (opcode === opcodes.close && payload.length >= 2) this.#said = Buffer.from(payload).readUInt16BE()
    this.bytes(writeFrame(order))
  }

  /** A whole message, however foolish: it has to be answered. */
  text(text: string | Uint8Array): void {
    this.#asked++
    this.frame({ opcode: opcodes.text, payload: text })
  }

  binary(payload: Uint8Array): void {
    this.#asked++
    this.frame({ opcode: opcodes.binary, payload })
  }

  say(frame: { readonly type: string; readonly id?: string; readonly data?: unknown }): void {
    this.text(JSON.stringify(frame))
  }

  /** A message that was or will be sent in pieces. */
  expectAnswer(): void {
    this.#asked++
  }

  pause(): void {
    this.#link.pause()
  }

  resume(): void {
    this.#link.resume()
  }

  halfClose(): void {
    this.#link.end()
  }

  destroy(): void {
    this.#link.destroy()
  }

  /** Until everything is answered or the connection is closed. */
  settled(): Promise<void> {
    return this.#until(
      () => this.isOver || this.owed <= 0,
      () => `${this.owed} of ${this.#asked} messages were not answered`,
    )
  }

  ended(): Promise<void> {
    return this.#until(
      () => this.isEnded,
      () => 'the connection was not ended',
    )
  }

  ponged(count: number): Promise<void> {
    return this.#until(
      () => this.isOver || this.pongs >= count,
      () => `${this.pongs} of ${count} pongs came`,
    )
  }

  #until(done: () => boolean, complaint: () => string): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve()
      }
      const timer = setTimeout(() => {
        this.#blame(`${complaint()} in ${patienceMs} ms`)
        finish()
      }, patienceMs)
      const look = (): void => {
        if (done() || this.problem !== undefined) finish()
      }
      this.#waiting.add(look)
      look()
    })
  }

  #receive(chunk: Buffer): void {
    try {
      for (const message of this.#messages.read(chunk)) {
        if (message.kind === 'text') this.#hear(message.text)
        else if (message.kind === 'pong') this.pongs++
        else if (message.kind === 'binary') this.#blame('a binary frame came')
        else if (message.kind === 'close') {
          this.#closeCode = message.code
          if (!mayClose(message.code) && message.code !== this.#said) this.#blame(`it was closed with ${message.code}`)
        }
      }
    } catch (error) {
      this.#blame(String(error))
    }
    this.#wake()
  }

  #hear(text: string): void {
    const frame = JSON.parse(text) as ServerFrame
    const refusal = refuseServerFrame(frame)
    if (refusal !== undefined) this.#blame(`a frame is not as its schema says: ${text.slice(0, 300)}`)
    this.last = frame
    if (!replies.has(frame.type)) return
    // What stands in a close frame anyway is said before it, too: no answer to anything.
    if (frame.type === 'error' && frame.data.code === 'token_expired' && !('id' in frame)) return
    this.#answered++
    if (this.owed < 0) this.#blame(`an answer too many: ${text.slice(0, 300)}`)
    if (frame.type === 'error' && frame.data.code === 'internal')
      this.#blame(`something failed inside: ${text.slice(0, 300)}`)
    const id = 'id' in frame ? frame.id : undefined
    if (id === undefined || !id.startsWith('once-')) return
    if (this.#ids.has(id)) this.#blame(`two answers to ${id}`)
    this.#ids.add(id)
  }

  #blame(problem: string): void {
    this.problem ??= problem
    this.#wake()
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look()
  }
}
