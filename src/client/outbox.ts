/**
 * What is to be said, until it has been acknowledged: over reconnects, timeouts and passing refusals, each time under the
 * same `client_message_id`, so that it is stored once. In the order of saying within a lane, unless the server refuses one
 * and takes the next that is on its way already.
 */
import type { SentMessage, StoredMessage } from '../../generated/types.ts'
import { ConnectionLostError, OutboxFullError } from './errors.ts'
import type { Hub } from './feed.ts'
import type { RequestOptions } from './options.ts'
import { type Answer, pending, type Settle } from './pending.ts'
import type { Unanswered } from './requests.ts'

/** What is said in one lane keeps its order: to a channel, or to a user that is written to. */
export interface Lane {
  readonly key: string
  /** The field that says where to. */
  readonly address: object
  /** Whether what is sent now would be taken. */
  ready(): boolean
}

export interface Saying {
  readonly lane: Lane
  readonly request: 'send_message' | 'send_direct' | 'publish'
  readonly data: unknown
  readonly clientMessageId: string
}

interface Entry extends Saying {
  readonly settle: Settle<SentMessage>
  state: 'waiting' | 'under_way'
  /** Whether it may have reached the server. */
  tried: boolean
  failures: number
  abandon: () => void
}

export interface OutboxOptions {
  readonly max: number
  /** How many may be under way besides. */
  underWay(): number
}

export class Outbox {
  readonly #hub: Hub
  readonly #options: OutboxOptions
  readonly #entries = new Set<Entry>()
  /** Lanes in which the first message has to wait a little, and what ends the wait. */
  readonly #pauses = new Map<string, () => void>()
  #open = false

  constructor(hub: Hub, options: OutboxOptions) {
    this.#hub = hub
    this.#options = options
  }

  async say(saying: Saying, options: RequestOptions): Promise<SentMessage> {
    const { surroundings } = this.#hub
    const { max, underWay } = this.#options
    if (this.#entries.size >= max + (this.#open ? underWay() : 0)) throw new OutboxFullError(max)
    let entry: Entry | undefined
    const outcome = () => (entry?.tried === true ? 'unknown' : 'not_sent')
    return pending<SentMessage>(saying.request, options, surroundings, outcome, (settle) => {
      const added: Entry = {
        ...saying,
        settle,
        state: 'waiting',
        tried: false,
        failures: 0,
        abandon: () => undefined,
      }
      entry = added
      this.#entries.add(added)
      this.pump()
      return () => {
        this.#entries.delete(added)
        added.abandon()
      }
    })
  }

  open(): void {
    this.#open = true
    this.pump()
  }

  /** The connection is gone: what was under way waits for the next. */
  lost(): void {
    this.#open = false
    for (const resume of this.#pauses.values()) resume()
    this.#pauses.clear()
  }

  end(error: Unanswered): void {
    this.lost()
    for (const entry of [...this.#entries])
      entry.settle({ ok: false, error: error(entry.request, entry.tried ? 'unknown' : 'not_sent') })
  }

  /**
   * A message of this user’s turned up in a stream: it need not be sent again. Of a direct message that is the own inbox; its
   * place in the other’s is told to nobody else, and to ask for it would be to send again what may be long forgotten.
   */
  confirm(laneKey: string, message: StoredMessage): void {
    const id = message.client_message_id
    if (id === undefined) return
    for (const entry of this.#entries) {
      if (entry.clientMessageId !== id || entry.lane.key !== laneKey || entry.state !== 'waiting') continue
      const { channel_id, message_id, epoch, offset, timestamp } = message
      entry.settle({ ok: true, data: { channel_id, message_id, epoch, offset, timestamp, duplicate: true } })
    }
  }

  /** Sends what can be sent. */
  pump(): void {
    if (!this.#open) return
    for (const entry of [...this.#entries]) {
      if (entry.state !== 'waiting' || !this.#entries.has(entry)) continue
      const { lane } = entry
      if (!this.#pauses.has(lane.key) && lane.ready()) this.#try(entry)
    }
  }

  #try(entry: Entry): void {
    entry.state = 'under_way'
    entry.tried = true
    entry.abandon = this.#hub.ask({
      name: entry.request,
      data: entry.data,
      timeoutMs: this.#hub.requestTimeoutMs,
      settled: (answer) => {
        if (answer.ok) {
          entry.settle(answer as Answer<SentMessage>)
          return
        }
        entry.state = 'waiting'
        if (answer.error instanceof ConnectionLostError) return
        const retryMs = this.#hub.retryAfterMs(answer.error, ++entry.failures)
        if (retryMs === undefined) entry.settle(answer)
        else this.#pause(entry.lane.key, retryMs)
      },
    })
  }

  #pause(key: string, ms: number): void {
    this.#pauses.get(key)?.()
    this.#pauses.set(
      key,
      this.#hub.surroundings.after(ms, () => {
        this.#pauses.delete(key)
        this.pump()
      }),
    )
  }
}
