/**
 * What many who come back together are told, written down once. A place in an epoch holds one message for ever, so the
 * same range is the same list, and whoever encodes it can know it again by its identity. Kept for a moment only, and
 * not much of it.
 */
import type { StoredMessage } from '../../generated/types.ts'
import type { Cancel, Clock } from '../clock/clock.ts'
import type { Entry } from '../store/store.ts'
import { messageOf } from './frames.ts'

const keptMs = 1000
const mostMessages = 50_000
/** In units of text: what is kept is there as messages, and once more as JSON. */
const mostUnits = 16 * 1024 * 1024

export class SharedRecoveries {
  readonly #clock: Clock
  readonly #kept = new Map<string, StoredMessage[]>()
  #messages = 0
  #units = 0
  #cancel: Cancel | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether somebody has been told the same a moment ago: then telling it again is little work. */
  has(stream: string, epoch: string, after: number, upTo: number): boolean {
    return this.#kept.has(keyOf(stream, epoch, after, upTo))
  }

  /** Of entries of one stream and epoch, without a hole. Nobody may change the list: others are told it too. */
  messages(entries: readonly Entry[]): StoredMessage[] {
    const [first] = entries
    if (first === undefined) return []
    const after = first.offset - 1
    const key = keyOf(first.stream, first.epoch, after, after + entries.length)
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    const messages = entries.map(messageOf)
    const units = entries.reduce((sum, { content }) => sum + content.length, 0)
    if (this.#messages + messages.length > mostMessages || this.#units + units > mostUnits) this.close()
    this.#kept.set(key, messages)
    this.#messages += messages.length
    this.#units += units
    this.#cancel ??= this.#clock.after(keptMs, () => this.close())
    return messages
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#kept.clear()
    this.#messages = 0
    this.#units = 0
  }
}

function keyOf(stream: string, epoch: string, after: number, upTo: number): string {
  return `${stream} ${epoch} ${after} ${upTo}`
}
