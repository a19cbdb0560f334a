/**
 * A channel as something to look at: its state, and its latest messages without a gap. Joins when it is made and leaves at
 * its end, unless somebody else had joined the channel already.
 */
import type { ChannelMessage, Position } from '../../../generated/types.ts'
import { positionOf } from '../cursor.ts'
import type { AnyEvents, ChannelEntry, MessageEntry } from '../entries.ts'
import { ClosedError, PactwireError } from '../errors.ts'
import type { Channel, ChannelState, Client, Reset, Unsubscribe } from '../surface.ts'
import type { Store } from './shared.ts'

export interface ChannelView<Events = AnyEvents> {
  readonly state: ChannelState
  /** The latest, oldest first, each once, nothing missing between them. */
  readonly messages: readonly ChannelMessage[]
  /** The same with the events of the application between them, where `events` were asked for; empty otherwise. */
  readonly entries: readonly ChannelEntry<Events>[]
  /** Whether the server may have older ones than the first. */
  readonly hasOlder: boolean
  /** Messages were missed, and `messages` has begun anew after them; until it is dismissed. */
  readonly reset: Reset | undefined
}

export interface ChannelStoreOptions {
  /** How many messages are kept: 500. Then new ones push out the oldest. */
  readonly limit?: number
  /** How many older messages are loaded by itself in the beginning, and after a reset: 50. 0 for none. */
  readonly history?: number
  /** Where to begin, instead of with what comes next: a position that was kept. */
  readonly since?: Position
  /** Keeps events too, in `entries`. Then `limit` and `history` count both kinds. */
  readonly events?: boolean
  /** Makes the user a member for good. Leaving the page does not end that. */
  readonly durable?: boolean
}

export interface ChannelHandle<Events = AnyEvents> extends Store<ChannelView<Events>> {
  /** Also after it has been refused, or after the server has taken this user out. */
  join(): void
  /** Puts older messages before the first, and tells how many: no more than there is room for. */
  loadOlder(count?: number): Promise<number>
  dismissReset(): void
  /** Another one looks at it, and wants so many messages, and events perhaps. */
  widen(options: ChannelStoreOptions): void
}

const none: readonly never[] = []

/** What there is to see before anything is known. */
export const unjoined: ChannelView = {
  state: { state: 'joining' },
  messages: none,
  entries: none,
  hasOlder: false,
  reset: undefined,
}

export class ChannelStore<Events> implements ChannelHandle<Events> {
  snapshot: ChannelView<Events> = { ...unjoined, entries: none }
  readonly #channel: Channel<Events>
  readonly #options: ChannelStoreOptions
  readonly #changed: () => void
  readonly #unsubscribe: readonly Unsubscribe[]
  /** Whether the channel is left in the end. */
  readonly #own: boolean
  #limit: number
  #withEvents: boolean
  /** The list is of all that come after this. */
  #front: Position | undefined
  /** What is loaded by itself in the beginning is not there yet. */
  #unfilled = false
  /** The client was closed before it had joined: it tries again when that is opened. */
  #kept = false
  #ended = false
  #loading: Promise<number> | undefined

  constructor(client: Client<Events>, channelId: string, options: ChannelStoreOptions, changed: () => void) {
    const channel = client.channel(channelId)
    this.#channel = channel
    this.#options = options
    this.#changed = changed
    this.#limit = limitOf(options)
    this.#withEvents = options.events === true
    this.#own = channel.state.state !== 'joined' && channel.state.state !== 'joining'
    this.#unsubscribe = [
      channel.on<'new_message'>('new_message', (message) => this.#entry(message)),
      channel.on<'new_event'>('new_event', (event) => this.#entry(event)),
      channel.on<'reset'>('reset', (reset) => this.#reset(reset)),
      channel.on<'state'>('state', (state) => this.#state(state)),
      client.on('state', ({ state }) => {
        if (this.#kept && state !== 'closed') this.join()
      }),
    ]
    if (channel.state.state === 'joined') {
      this.snapshot = { ...this.snapshot, state: channel.state }
      this.#begin()
    }
    this.join()
  }

  join(): void {
    if (this.#ended) return
    this.#kept = false
    const { since, durable = false } = this.#options
    this.#channel.join({ durable, ...(since === undefined ? {} : { since }) }).catch((error: unknown) => {
      // A refusal is seen in the state of the channel, whatever else went wrong in that of the client.
      this.#kept = error instanceof ClosedError
    })
  }

  widen(options: ChannelStoreOptions): void {
    this.#limit = Math.max(this.#limit, limitOf(options))
    if (options.events !== true || this.#withEvents) return
    this.#withEvents = true
    if (this.#front === undefined) return
    // What events there were between the messages nobody has kept: the list begins anew.
    this.#begin()
    this.#changed()
  }

  loadOlder(count = 50): Promise<number> {
    this.#loading ??= this.#load(count).finally(() => {
      this.#loading = undefined
    })
    return this.#loading
  }

  dismissReset(): void {
    if (this.snapshot.reset !== undefined) this.#show({ reset: undefined })
  }

  end(): void {
    this.#ended = true
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    // That nobody is there any more is no news to anybody who could be told.
    if (this.#own) this.#channel.leave().catch(() => undefined)
  }

  #state(state: ChannelState): void {
    // Whoever comes in again begins with what comes then; what was seen stays until there is something new.
    if (state.state === 'left' || state.state === 'refused') this.#front = undefined
    else if (state.state === 'joined' && this.#front === undefined) this.#begin()
    else if (state.state === 'joined' && this.#unfilled) this.#fill()
    this.#show(this.#front === undefined ? { state, hasOlder: false } : { state })
  }

  #entry(entry: ChannelEntry<Events>): void {
    if (!this.#keeps(entry)) return
    if (this.#front === undefined) this.#startAfter({ epoch: entry.epoch, offset: entry.offset - 1 })
    const list = [...this.#list, entry]
    const pushedOut = list.splice(0, Math.max(0, list.length - this.#limit)).at(-1)
    if (pushedOut !== undefined) this.#front = positionOf(pushedOut)
    this.#show({ ...this.#listed(list), hasOlder: this.snapshot.hasOlder || pushedOut !== undefined })
  }

  #keeps(entry: ChannelEntry<Events>): boolean {
    return this.#withEvents || entry.event === undefined
  }

  get #list(): readonly ChannelEntry<Events>[] {
    return this.#withEvents ? this.snapshot.entries : this.snapshot.messages
  }

  #listed(list: readonly ChannelEntry<Events>[]): Partial<ChannelView<Events>> {
    const messages = list.filter(isMessage)
    const { messages: before } = this.snapshot
    // An event is no reason to look at the messages again.
    const same = messages.length === before.length && messages[0] === before[0] && messages.at(-1) === before.at(-1)
    return { messages: same ? before : messages, ...(this.#withEvents ? { entries: list } : {}) }
  }

  #reset(reset: Reset): void {
    this.#startAfter(reset.top)
    this.#show({ reset })
    this.#fill()
  }

  /** In the channel for the first time: what comes from here on is shown without a gap. */
  #begin(): void {
    const { position } = this.#channel
    if (position === undefined) return
    this.#startAfter(position)
    this.#fill()
  }

  /** Told with what follows from it. */
  #startAfter(position: Position): void {
    this.#front = positionOf(position)
    this.snapshot = { ...this.snapshot, messages: none, entries: none, hasOlder: position.offset > 0 }
  }

  #fill(): void {
    const { history = 50 } = this.#options
    this.#unfilled = history > 0 && this.snapshot.hasOlder
    if (!this.#unfilled) return
    this.loadOlder(history).then(
      () => {
        this.#unfilled = false
      },
      (error: unknown) => {
        // With the next connection once more. Where it may not be read there is nothing to see; who asks is told why.
        this.#unfilled = error instanceof PactwireError && error.retryable
      },
    )
  }

  async #load(count: number): Promise<number> {
    // Begins in a turn of its own: by then the state that it follows from has been told.
    await undefined
    for (;;) {
      const front = this.#front
      const room = Math.min(count, this.#limit - this.#list.length, 1000)
      if (front === undefined || !this.snapshot.hasOlder || room <= 0) return 0
      const page = await this.#channel.history({ before: front.offset + 1, epoch: front.epoch, limit: room })
      if (this.#ended) return 0
      // Meanwhile the first ones were pushed out, or all began anew: the page would leave a gap.
      if (this.#front !== front) continue
      const older = page.messages.filter((entry) => this.#keeps(entry))
      const [first] = page.messages
      if (first !== undefined) this.#front = { epoch: first.epoch, offset: first.offset - 1 }
      const hasOlder = page.has_more && page.epoch === front.epoch
      this.#show({ hasOlder, ...(older.length === 0 ? {} : this.#listed([...older, ...this.#list])) })
      // A page may hold nothing but events, which are not kept here.
      if (older.length > 0 || !hasOlder || first === undefined) return older.length
    }
  }

  #show(change: Partial<ChannelView<Events>>): void {
    this.snapshot = { ...this.snapshot, ...change }
    this.#changed()
  }
}

function isMessage<Events>(entry: ChannelEntry<Events>): entry is MessageEntry {
  return entry.event === undefined
}

function limitOf({ limit = 500 }: ChannelStoreOptions): number {
  return Math.max(1, Math.floor(limit))
}
