/** A stream that is followed: the cursor, the joins that keep it going, and the loops that read from it. */
import type { JoinChannelAck, Position, StoredMessage } from '../../generated/types.ts'
import { Cursor, same } from './cursor.ts'
import { deadline } from './deadline.ts'
import { ClosedError, ConnectionLostError, MessagesLostError, type PactwireError } from './errors.ts'
import { failed, MessageQueue, type QueueEnd } from './message-queue.ts'
import type { Answer } from './pending.ts'
import type { Ask } from './requests.ts'
import type { MessagesOptions, Reset } from './surface.ts'
import type { Surroundings } from './surroundings.ts'

/** The client, as its parts see it. */
export interface Hub {
  readonly surroundings: Surroundings
  readonly requestTimeoutMs: number
  ask(ask: Ask): () => void
  /** The same as a promise. */
  asked<T>(ask: Omit<Ask, 'settled'>): Promise<T>
  /** How long to wait before the same is asked again, after so many failures in a row; undefined: that is in vain. */
  retryAfterMs(error: PactwireError, failures: number): number | undefined
}

export interface FeedEvents<M> {
  deliver(message: M): void
  reset(reset: Reset): void
  /** The live feed goes on from here. `asked`: what the join that was answered had asked for. */
  live(recovered: boolean, asked: { readonly durable: boolean }): void
  refused(error: PactwireError): void
  /** Whether the next join is to be for good. */
  durable(): boolean
}

type Ack = JoinChannelAck['data']

export class Feed<M extends StoredMessage> {
  readonly #hub: Hub
  readonly #events: FeedEvents<M>
  readonly #cursor: Cursor<M>
  readonly #queues = new Set<MessageQueue<M>>()
  /** What ends the join that is under way, or the wait for the next one. */
  #cancel: (() => void) | undefined
  #failures = 0
  #batch = false
  id: string

  constructor(id: string, hub: Hub, events: FeedEvents<M>) {
    this.id = id
    this.#hub = hub
    this.#events = events
    this.#cursor = new Cursor<M>({
      deliver: (message) => {
        for (const queue of this.#queues) queue.push(message, !this.#batch)
        events.deliver(message)
      },
      reset: (reset) => {
        const { had, top, why } = reset
        this.end(failed(new MessagesLostError(why, had, top)))
        events.reset(reset)
      },
      rejoin: () => this.#ask(),
    })
  }

  get position(): Position | undefined {
    return this.#cursor.position
  }

  get live(): boolean {
    return this.#cursor.feed === 'live'
  }

  /** Whether the server has been asked, or will be in a moment. */
  get joining(): boolean {
    return this.#cursor.feed === 'joining'
  }

  /** Whether loops read from it. */
  get read(): boolean {
    return this.#queues.size > 0
  }

  message(message: M): void {
    this.#cursor.message(message)
  }

  /** The server has joined us by itself. */
  attached(top: Position): void {
    this.#cursor.attached(top)
    if (this.live) this.#events.live(true, { durable: false })
  }

  join(): void {
    this.#cursor.joining()
    this.#ask()
  }

  rewind(since: Position): void {
    this.#cursor.rewind(since)
  }

  /** The connection is gone, or nobody wants it: the position stays. */
  off(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#failures = 0
    this.#cursor.off()
  }

  forget(): void {
    this.off()
    this.#cursor.forget()
  }

  /** Ends all loops. */
  end(end: QueueEnd): void {
    for (const queue of [...this.#queues]) queue.end(end)
  }

  messages({ since, buffer = 1000, signal }: MessagesOptions): MessageQueue<M> {
    const { position } = this
    const behind = since !== undefined && position !== undefined && !same(since, position)
    let lift = (): void => undefined
    let abandon = (): void => undefined
    const queue = new MessageQueue<M>(Math.max(1, buffer), behind, () => {
      this.#queues.delete(queue)
      lift()
      abandon()
    })
    this.#queues.add(queue)
    lift = deadline('messages', signal === undefined ? {} : { signal }, this.#hub.surroundings, (error) =>
      queue.end(failed(error('not_sent'))),
    )
    const fetch = (since: Position, failures: number): void => {
      if (!this.#queues.has(queue)) return
      abandon = this.#request({ channel_id: this.id, since }, true, (answer) => {
        if (answer.ok) {
          const { recovered, messages, epoch, offset } = answer.data
          if (recovered) queue.begin(since, messages as M[])
          else queue.end(failed(new MessagesLostError('not_recovered', since, { epoch, offset })))
          return
        }
        const retryMs = answer.error instanceof ConnectionLostError ? 0 : this.#hub.retryAfterMs(answer.error, failures)
        if (retryMs === undefined) queue.end(failed(answer.error))
        else abandon = this.#hub.surroundings.after(retryMs, () => fetch(since, failures + 1))
      })
    }
    if (behind) fetch(since, 1)
    return queue
  }

  #request(data: object, patient: boolean, settled: (answer: Answer<Ack>) => void): () => void {
    return this.#hub.ask({
      name: 'join_channel',
      data,
      urgent: true,
      patient,
      ...(patient ? {} : { timeoutMs: this.#hub.requestTimeoutMs }),
      settled: settled as (answer: Answer) => void,
    })
  }

  #ask(): void {
    this.#cancel?.()
    const since = this.position
    const durable = this.#events.durable()
    const data = { channel_id: this.id, ...(since === undefined ? {} : { since }), ...(durable ? { durable } : {}) }
    this.#cancel = undefined
    let settled = false
    const cancel = this.#request(data, false, (answer) => {
      settled = true
      this.#cancel = undefined
      if (answer.ok) this.#joined(since, answer.data, durable)
      else this.#failed(answer.error)
    })
    // What is refused in this very call may be waiting for another try already.
    if (!settled) this.#cancel = cancel
  }

  #joined(since: Position | undefined, ack: Ack, durable: boolean): void {
    this.#failures = 0
    if (ack.recovered && ack.messages.length > 0) for (const queue of [...this.#queues]) queue.brace(ack)
    this.#batch = true
    try {
      this.#cursor.joined(since, ack)
    } finally {
      this.#batch = false
    }
    if (this.live) this.#events.live(ack.recovered, { durable })
  }

  #failed(error: PactwireError): void {
    // With the next connection it begins anew.
    if (error instanceof ConnectionLostError || error instanceof ClosedError) return
    const retryMs = this.#hub.retryAfterMs(error, ++this.#failures)
    if (retryMs === undefined) {
      this.off()
      this.#events.refused(error)
    } else this.#cancel = this.#hub.surroundings.after(retryMs, () => this.#ask())
  }
}
