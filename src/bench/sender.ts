/** Somebody who sends: the frame is finished once, and for each message only the digits of its stamp are written. */
import type { Client } from './client.ts'
import type { Dialect } from './dialect.ts'
import { clientFrame } from './frames.ts'
import { findStamp, stampedContent, writeStamp } from './stamp.ts'

export type Address = { readonly channel: string } | { readonly user: string }

const mostUnanswered = 1024

export class Sender {
  readonly client: Client
  readonly number: number
  sent = 0
  /** When those left that have not been answered; where nothing is answered, nobody takes them out, and few are kept. */
  readonly unanswered: number[] = []
  readonly #frame: Buffer
  readonly #stampAt: number

  constructor(number: number, client: Client, dialect: Dialect, to: Address, contentBytes: number) {
    this.number = number
    this.client = client
    this.#frame = clientFrame(said(dialect, to, stampedContent(contentBytes)))
    this.#stampAt = findStamp(this.#frame, 0, this.#frame.length)
  }

  /** The bytes of the next message; who calls writes them. `micros` is when it is meant to leave. */
  next(micros: number): Buffer {
    if (this.unanswered.length < mostUnanswered) this.unanswered.push(micros)
    writeStamp(this.#frame, this.#stampAt, { sender: this.number, number: this.sent++, micros })
    // A socket that is full keeps what it was given, and the next message must not be written over it.
    return Buffer.from(this.#frame)
  }
}

function said(dialect: Dialect, to: Address, content: string): string {
  if ('channel' in to) return dialect.publish(to.channel, content)
  if (dialect.sendDirect === undefined) throw new Error(`${dialect.name} has no direct messages`)
  return dialect.sendDirect(to.user, content)
}
