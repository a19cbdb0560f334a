/** The user’s own inbox: there with every connection, without any joining, and resumed by itself. */
import type { DirectMessageRecord, Inbox, Position } from '../../generated/types.ts'
import type { PactwireError } from './errors.ts'
import { Feed, type Hub } from './feed.ts'
import { Listeners } from './listeners.ts'
import { failed, type QueueEnd } from './message-queue.ts'
import type { RequestOptions } from './options.ts'
import { type Answer, pending, type Settle } from './pending.ts'
import type {
  HistoryOptions,
  HistoryPage,
  InboxEvents,
  InboxStream,
  Joined,
  MessagesOptions,
  Unsubscribe,
} from './surface.ts'

export interface InboxHub extends Hub {
  readonly connected: boolean
  history<M>(channelId: string | undefined, options: HistoryOptions): Promise<HistoryPage<M>>
  closed(what: string): PactwireError | undefined
  directed(message: DirectMessageRecord): void
  threw(event: string, cause: unknown): void
  fault(error: PactwireError): void
  ready(): void
}

export class OwnInbox implements InboxStream {
  readonly #hub: InboxHub
  readonly #feed: Feed<DirectMessageRecord>
  readonly #listeners: Listeners<InboxEvents>
  readonly #resumes = new Set<Settle<Joined>>()
  #id: string | undefined
  #refused = false

  constructor(hub: InboxHub) {
    this.#hub = hub
    this.#listeners = new Listeners((event, cause) => hub.threw(event, cause))
    this.#feed = new Feed<DirectMessageRecord>('', hub, {
      deliver: (message) => {
        hub.directed(message)
        this.#listeners.emit('direct_message', message)
      },
      reset: (reset) => this.#listeners.emit('reset', reset),
      live: (recovered) => {
        const { position } = this
        if (position !== undefined) this.#settle({ ok: true, data: { position, recovered } })
        hub.ready()
      },
      refused: (error) => {
        this.#refused = true
        this.#feed.end(failed(error))
        this.#settle({ ok: false, error })
        hub.fault(error)
        hub.ready()
      },
      durable: () => false,
    })
  }

  get id(): string | undefined {
    return this.#id
  }

  get position(): Position | undefined {
    return this.#feed.position
  }

  /** Whether there is nothing more to be learned of the past on this connection. */
  get settled(): boolean {
    return this.#feed.live || this.#refused
  }

  on<E extends keyof InboxEvents>(event: E, listener: (value: InboxEvents[E]) => void): Unsubscribe {
    return this.#listeners.on(event, listener)
  }

  async resume(since: Position, options: RequestOptions = {}): Promise<Joined> {
    const closed = this.#hub.closed('join_channel')
    if (closed !== undefined) throw closed
    const outcome = () => (this.#feed.joining ? 'unknown' : 'not_sent')
    return pending<Joined>('join_channel', options, this.#hub.surroundings, outcome, (settle) => {
      this.#resumes.add(settle)
      this.#feed.off()
      this.#feed.rewind(since)
      if (this.#hub.connected) this.#feed.join()
      return () => this.#resumes.delete(settle)
    })
  }

  history(options: HistoryOptions = {}): Promise<HistoryPage<DirectMessageRecord>> {
    return this.#hub.history(this.#id, options)
  }

  messages(options: MessagesOptions = {}): AsyncIterableIterator<DirectMessageRecord> {
    const { since } = options
    // Before anything is known of it, the loop simply begins where it is told.
    if (since !== undefined && this.position === undefined) this.#feed.rewind(since)
    return this.#feed.messages(options)
  }

  connected({ channel_id, epoch, offset }: Inbox): void {
    this.#id = channel_id
    this.#feed.id = channel_id
    this.#refused = false
    this.#feed.attached({ epoch, offset })
  }

  message(message: DirectMessageRecord): void {
    if (message.channel_id === this.#id) this.#feed.message(message)
  }

  dropped(): void {
    this.#feed.off()
  }

  ended(error: PactwireError, loops: QueueEnd): void {
    this.#feed.off()
    this.#feed.end(loops)
    this.#settle({ ok: false, error })
  }

  #settle(answer: Answer<Joined>): void {
    for (const settle of [...this.#resumes]) settle(answer)
  }
}
