/**
 * What was sent under which client message id: for so long, and never fewer than the last so many of each sender in each
 * stream. Pure; time is handed in.
 */
import type { Appended } from './store.ts'

export type Receipt = Omit<Appended, 'duplicate'>

export interface SentWindow {
  readonly ageMs: number
  /** How many of one sender in one stream are remembered however old they are. */
  readonly entries: number
  /** How many senders are remembered beyond the age; the longest silent are forgotten first. */
  readonly senders: number
}

interface Remembered {
  readonly receipt: Receipt
  readonly at: number
}

interface Sender {
  /** By client message id, in the order of sending. */
  readonly sent: Map<string, Remembered>
  readonly last: number
}

export class Sent {
  readonly #window: SentWindow
  /** By sender and stream, in the order of their last message. */
  readonly #senders = new Map<string, Sender>()

  constructor(window: SentWindow) {
    this.#window = window
  }

  find(scope: string, stream: string, id: string): Receipt | undefined {
    return this.#senders.get(keyOf(scope, stream))?.sent.get(id)?.receipt
  }

  remember(scope: string, stream: string, id: string, receipt: Receipt, elapsed: number): void {
    const key = keyOf(scope, stream)
    const { sent } = this.#senders.get(key) ?? { sent: new Map<string, Remembered>() }
    this.#senders.delete(key)
    this.#senders.set(key, { sent, last: elapsed })
    sent.set(id, { receipt, at: elapsed })
    for (const [old, { at }] of sent) {
      if (sent.size <= this.#window.entries || elapsed - at < this.#window.ageMs) break
      sent.delete(old)
    }
    this.#forgetSenders(elapsed)
  }

  #forgetSenders(elapsed: number): void {
    if (this.#senders.size <= this.#window.senders) return
    for (const [key, { last }] of this.#senders) {
      if (this.#senders.size <= this.#window.senders || elapsed - last < this.#window.ageMs) return
      this.#senders.delete(key)
    }
  }
}

/** Neither a user id nor a stream has a line break in it. */
function keyOf(scope: string, stream: string): string {
  return `${scope}\n${stream}`
}
