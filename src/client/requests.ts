/**
 * Requests and their answers: which are under way, which wait for a connection or for their turn. No more leave than the
 * server has said it takes, so that what is too much waits here instead of being refused there.
 */
import type { ErrorCode } from '../../generated/types.ts'
import { type Bucket, type BucketLimit, fullBucket, takeOne } from '../protocol/bucket.ts'
import { deadline } from './deadline.ts'
import {
  ConnectionLostError,
  OutboxFullError,
  type Outcome,
  PactwireError,
  type Refusal,
  RequestError,
  textOf,
  UsageError,
} from './errors.ts'
import type { Frame } from './frame.ts'
import type { RequestOptions } from './options.ts'
import type { Answer } from './pending.ts'
import type { Surroundings } from './surroundings.ts'

export interface Ask extends RequestOptions {
  readonly name: string
  readonly data?: unknown
  /** Called once, in the very turn in which the answer came: what follows it on the wire comes after. */
  readonly settled: (answer: Answer) => void
  /** Goes before whatever else waits. */
  readonly urgent?: boolean
  /** While it has not been sent, it may wait for the next connection. */
  readonly patient?: boolean
}

/** What the server takes on one connection. */
export interface Allowance {
  readonly maxPending: number
  readonly maxFrameBytes: number
  readonly rate: BucketLimit
}

interface Entry {
  readonly ask: Ask
  readonly id: string
  readonly order: number
  state: 'waiting' | 'written' | 'settled'
  lift: () => void
}

/** The reply to each request, by name. */
export type Replies = Readonly<Record<string, string>>

/** Why there will be no answer. */
export type Unanswered = (what: string, outcome: Outcome) => PactwireError

export const lost: Unanswered = (what, outcome) => new ConnectionLostError(what, outcome)

const tooFast: ErrorCode = 'rate_limited'
/** More than this has no business waiting: somebody asks in a loop. */
const maxWaiting = 1000
const urgency = 2 ** 40

export class Requests {
  readonly #replies: Replies
  readonly #surroundings: Surroundings
  readonly #write: (text: string) => void
  #waiting: Entry[] = []
  /** What the server owes an answer to, whether anybody still waits for it or not. */
  readonly #written = new Map<string, Entry>()
  #allowance: Allowance | undefined
  #bucket: Bucket = fullBucket
  #pausedUntil = 0
  #cancelFlow: (() => void) | undefined
  #flowing = false
  #count = 0

  constructor(replies: Replies, surroundings: Surroundings, write: (text: string) => void) {
    this.#replies = replies
    this.#surroundings = surroundings
    this.#write = write
  }

  /** Returns what lets go of it: it is not sent if it has not been, and its answer is nobody's business. */
  ask(ask: Ask): () => void {
    const entry = this.#enter(ask)
    if (entry.state === 'settled') return entry.lift
    if (this.#waiting.length >= maxWaiting) {
      this.#settle(entry, { ok: false, error: new OutboxFullError(maxWaiting) })
      return entry.lift
    }
    if (this.#allowance === undefined && ask.patient !== true) {
      this.#fail([entry], lost, 'not_sent')
      return entry.lift
    }
    this.#queue(entry)
    this.flow()
    return () => this.#drop(entry)
  }

  /** Past everything that waits, and before the connection is open: greetings and signs of life. */
  now(ask: Ask): void {
    const entry = this.#enter(ask)
    if (entry.state === 'waiting') this.#send(entry)
  }

  /** True when it was the answer to something. */
  answered({ id, type, data }: Frame): boolean {
    const entry = this.#claim(id)
    if (entry === undefined) return false
    const { name } = entry.ask
    if (type === this.#replies[name]) this.#settle(entry, { ok: true, data })
    else {
      const refusal = refusalOf(data)
      if (refusal.code === tooFast && this.#allowance !== undefined) this.#slowDown(entry, refusal.retry_after_ms)
      else this.#settle(entry, { ok: false, error: new RequestError(name, refusal) })
    }
    this.flow()
    return true
  }

  /** The answer came, and is not what an answer should be. */
  broken(id: string | undefined, error: PactwireError): void {
    const entry = this.#claim(id)
    if (entry === undefined) return
    this.#settle(entry, { ok: false, error })
    this.flow()
  }

  /** From now on requests leave; those that wait already do with the next one, or with `flow`. */
  open(allowance: Allowance): void {
    this.#allowance = allowance
    this.#pausedUntil = 0
    // The greeting was one already.
    this.#bucket = takeOne(fullBucket, allowance.rate, this.#surroundings.elapsed()).bucket
  }

  /** Sends what may be sent. */
  flow(): void {
    if (this.#flowing) return
    this.#flowing = true
    this.#cancelFlow?.()
    this.#cancelFlow = undefined
    while (this.#allowance !== undefined && this.#written.size < this.#allowance.maxPending) {
      const [next] = this.#waiting
      if (next === undefined) break
      const waitMs = this.#take(this.#allowance)
      if (waitMs > 0) {
        this.#cancelFlow = this.#surroundings.after(waitMs, () => this.flow())
        break
      }
      this.#waiting.shift()
      this.#send(next)
    }
    this.#flowing = false
  }

  /** The connection is gone; the patient wait for the next. */
  lost(error: Unanswered): void {
    this.#allowance = undefined
    this.#cancelFlow?.()
    const written = [...this.#written.values()]
    this.#written.clear()
    const hasty = this.#waiting.filter(({ ask }) => ask.patient !== true)
    this.#waiting = this.#waiting.filter(({ ask }) => ask.patient === true)
    this.#fail(written, error, 'unknown')
    this.#fail(hasty, error, 'not_sent')
  }

  /** Nothing that waits will ever be sent. */
  end(error: Unanswered): void {
    this.lost(error)
    const waiting = this.#waiting
    this.#waiting = []
    this.#fail(waiting, error, 'not_sent')
  }

  /** What this answers, which is owed no other answer. */
  #claim(id = ''): Entry | undefined {
    const entry = this.#written.get(id)
    this.#written.delete(id)
    return entry
  }

  #enter(ask: Ask): Entry {
    const count = ++this.#count
    const entry: Entry = {
      ask,
      id: String(count),
      order: ask.urgent === true ? count - urgency : count,
      state: 'waiting',
      lift: () => undefined,
    }
    entry.lift = deadline(ask.name, ask, this.#surroundings, (error) => {
      const outcome: Outcome = entry.state === 'written' ? 'unknown' : 'not_sent'
      this.#drop(entry)
      ask.settled({ ok: false, error: error(outcome) })
    })
    return entry
  }

  #drop(entry: Entry): void {
    if (entry.state === 'waiting') this.#waiting = this.#waiting.filter((other) => other !== entry)
    entry.state = 'settled'
    entry.lift()
  }

  #settle(entry: Entry, answer: Answer): void {
    if (entry.state === 'settled') return
    entry.state = 'settled'
    entry.lift()
    entry.ask.settled(answer)
  }

  #fail(entries: readonly Entry[], error: Unanswered, outcome: Outcome): void {
    for (const entry of entries) this.#settle(entry, { ok: false, error: error(entry.ask.name, outcome) })
  }

  #queue(entry: Entry): void {
    const before = this.#waiting.findLastIndex(({ order }) => order < entry.order)
    this.#waiting.splice(before + 1, 0, entry)
  }

  /** It was refused for coming too early, and nothing was done: all wait, and it keeps its place. */
  #slowDown(entry: Entry, retryAfterMs = 100): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#surroundings.elapsed() + retryAfterMs)
    if (entry.state === 'settled') return
    entry.state = 'waiting'
    this.#queue(entry)
  }

  #take({ rate }: Allowance): number {
    const elapsed = this.#surroundings.elapsed()
    if (elapsed < this.#pausedUntil) return this.#pausedUntil - elapsed
    const { bucket, waitMs } = takeOne(this.#bucket, rate, elapsed)
    this.#bucket = bucket
    return waitMs
  }

  #send(entry: Entry): void {
    const { name, data } = entry.ask
    let text: string
    try {
      text = jsonOf(name, { type: name, id: entry.id, data })
    } catch (error) {
      this.#settle(entry, { ok: false, error: error as UsageError })
      return
    }
    const most = this.#allowance?.maxFrameBytes
    if (most !== undefined && bytesOver(text, most)) {
      // To send it all the same would end the connection.
      const message = `\`${name}\` is larger than a frame may be: ${most} bytes.`
      this.#settle(entry, { ok: false, error: new PactwireError('frame_too_big', message, false) })
      return
    }
    entry.state = 'written'
    this.#written.set(entry.id, entry)
    this.#write(text)
  }
}

/** Throws a UsageError only. */
export function jsonOf(name: string, value: object): string {
  try {
    return JSON.stringify(value)
  } catch (cause) {
    throw new UsageError(`\`${name}\` cannot be written as JSON: ${textOf(cause)}`)
  }
}

/** A unit of a string has at most three bytes, so that counting is rarely needed. */
function bytesOver(text: string, most: number): boolean {
  return text.length * 3 > most && new TextEncoder().encode(text).length > most
}

function refusalOf(data: unknown): Refusal {
  const { code, message, retryable, ...rest } = (data ?? {}) as Partial<Refusal>
  return { code: code ?? 'internal', message: message ?? 'Refused.', retryable: retryable === true, ...rest }
}
