/**
 * What many who come back together are told, read and written down once. A place in an epoch holds one message for ever,
 * so the same range is the same list, and whoever encodes it can know it again by its identity. Kept for a moment only,
 * and not much of it.
 */
import type { StoredMessage } from '../../generated/types.ts'
import type { Cancel, Clock } from '../clock/clock.ts'
import type { Entry } from '../store/store.ts'
import { messageOf } from './frames.ts'

const keptMs = 1000
const mostMessages = 50_000
/** In units of text: what is kept is there as messages, and once more as JSON. */
const mostUnits = 16 * 1024 * 1024

/** Everything after one place of an epoch, up to another. */
export interface Span {
  readonly stream: string
  readonly epoch: string
  readonly after: number
  readonly upTo: number
}

/** Undefined: it cannot be had whole. */
export type Missed = readonly Entry[] | undefined

export class SharedRecoveries {
  readonly #clock: Clock
  readonly #reading = new Map<string, Promise<Missed>>()
  readonly #kept = new Map<string, StoredMessage[]>()
  #messages = 0
  #units = 0
  #cancel: Cancel | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What somebody else has read a moment ago, or is about to have read. */
  read(span: Span, load: () => Promise<Missed>): Promise<Missed> {
    const key = keyOf(span)
    const known = this.#reading.get(key)
    if (known !== undefined) return known
    const reading = load()
    this.#keep(() => this.#reading.set(key, reading))
    const forget = (): void => {
      if (this.#reading.get(key) === reading) this.#reading.delete(key)
    }
    reading.then((entries) => {
      if (entries === undefined) forget()
      // It may have been forgotten meanwhile: then it takes no room here.
      else if (this.#reading.get(key) === reading && !this.#take(entries))
        this.#keep(() => this.#reading.set(key, reading))
    }, forget)
    return reading
  }

  /** Whether somebody has been told the same a moment ago: then telling it again is little work. */
  has(span: Span): boolean {
    return this.#kept.has(keyOf(span))
  }

  /** Of entries of one stream and epoch, without a hole. Nobody may change the list: others are told it too. */
  messages(entries: readonly Entry[]): StoredMessage[] {
    const [first] = entries
    if (first === undefined) return []
    const after = first.offset - 1
    const key = keyOf({ stream: first.stream, epoch: first.epoch, after, upTo: after + entries.length })
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    const messages = entries.map(messageOf)
    this.#take(entries)
    this.#keep(() => this.#kept.set(key, messages))
    return messages
  }

  #keep(keep: () => void): void {
    keep()
    this.#cancel ??= this.#clock.after(keptMs, () => this.close())
  }

  /** Counts what is to be kept. False: there was no room, and everything else has been forgotten for it. */
  #take(entries: readonly Entry[]): boolean {
    const units = entries.reduce((sum, { content }) => sum + content.length, 0)
    const fits = this.#messages + entries.length <= mostMessages && this.#units + units <= mostUnits
    if (!fits) this.close()
    this.#messages += entries.length
    this.#units += units
    return fits
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#reading.clear()
    this.#kept.clear()
    this.#messages = 0
    this.#units = 0
  }
}

function keyOf({ stream, epoch, after, upTo }: Span): string {
  return `${stream} ${epoch} ${after} ${upTo}`
}
