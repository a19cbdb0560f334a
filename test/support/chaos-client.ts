/**
 * A client of the SDK that keeps talking through a bad network, in messages and in events of an application, and the books that say afterwards what it was told of each
 * message and what it was shown of each stream.
 */
import WebSocket from 'ws'
import type { Position, StoredMessage } from '../../generated/types.ts'
import { connect } from '../../src/client/development.ts'
import type { ChannelEntry } from '../../src/client/entries.ts'
import { AbortedError, TimeoutError } from '../../src/client/errors.ts'
import type { Channel, Client } from '../../src/client/surface.ts'
import { seededRandom } from './random.ts'

/** What became of a send. */
export type Fate =
  | { readonly kind: 'stored'; readonly stream: string; readonly at: Position; readonly messageId: string }
  | { readonly kind: 'not_sent' }
  | { readonly kind: 'unknown' }

export interface Sent {
  readonly id: string
  /** The channel, or the user that was written to with an `@`. */
  readonly to: string
  /** The words of a message, or the payload of an event as JSON. */
  readonly content: string
  /** Of an event: its name. */
  readonly event: string | undefined
  fate: Fate | undefined
}

/** What was shown of one stream. */
export interface Shown {
  /** Where it began. */
  readonly base: Position
  readonly messages: StoredMessage[]
}

/** The event that is published: of `shop` in test/support/events.ts. */
export const publishedEvent = 'order_updated'

function orderOf(id: string, length: number): Readonly<Record<string, unknown>> {
  const lines = Array.from({ length: Math.floor(length / 15) }, (_, at) => ({ sku: `AB-${at}`, quantity: at + 1 }))
  return { order_id: id, status: length % 2 === 0 ? 'open' : 'paid', lines }
}

function listenTo(channel: Channel, listener: (entry: ChannelEntry) => void): readonly (() => void)[] {
  return [channel.on('new_message', listener), channel.on('new_event', listener)]
}

export interface ChaosClientOptions {
  readonly url: string
  readonly user: string
  readonly others: readonly string[]
  readonly channels: readonly string[]
  readonly seed: number
  /** How many sends are under way at once. */
  readonly hands: number
}

export class ChaosClient {
  readonly user: string
  readonly client: Client
  readonly sent: Sent[] = []
  readonly shown = new Map<string, Shown>()
  readonly problems: string[] = []
  opened = 0
  readonly #options: ChaosClientOptions
  readonly #random: () => number
  #talking = false
  #busy = 0
  readonly #loops: Promise<void>[] = []

  constructor(options: ChaosClientOptions) {
    this.#options = options
    this.user = options.user
    this.#random = seededRandom(options.seed)
    this.client = connect(options.url, {
      userId: options.user,
      WebSocket,
      // Quick, so that many cycles fit into a test.
      reconnect: { minDelayMs: 4, maxDelayMs: 40 },
      connectTimeoutMs: 1500,
      requestTimeoutMs: 1500,
      outbox: { max: 1000 },
    })
    this.client.on('fault', (error) => this.problems.push(`${this.user}: fault: ${error.message}`))
    this.client.on('state', ({ state }) => {
      if (state === 'open') this.opened++
    })
  }

  /** Joined wherever it is to be, and told where each stream begins for it. */
  async begin(): Promise<void> {
    const { client } = this
    const { inbox } = client
    await client.opened()
    if (inbox.position === undefined || inbox.id === undefined) throw new Error('an open client without an inbox')
    this.#follow(inbox.id, inbox.position)
    const id = inbox.id
    inbox.on('direct_message', (message) => this.#saw(id, message))
    inbox.on('reset', (reset) => this.problems.push(`${this.user}: ${id} was reset: ${JSON.stringify(reset)}`))
    for (const [at, channelId] of this.#options.channels.entries())
      await this.#join(client.channel(channelId), at === 0)
  }

  async #join(channel: Channel, inLoop: boolean): Promise<void> {
    const { id } = channel
    channel.on('reset', (reset) => this.problems.push(`${this.user}: ${id} was reset: ${JSON.stringify(reset)}`))
    channel.on('state', (state) => {
      if (state.state === 'left' || state.state === 'refused')
        this.problems.push(`${this.user}: ${id}: ${JSON.stringify(state)}`)
    })
    // Before anything can come: what comes with the answer to a second join counts as well.
    const early: ChannelEntry[] = []
    const offs = listenTo(channel, (entry) => early.push(entry))
    const { position } = await channel.join()
    for (const off of offs) off()
    const base = early[0] === undefined ? position : { epoch: early[0].epoch, offset: early[0].offset - 1 }
    this.#follow(id, base)
    for (const entry of early) this.#saw(id, entry)
    // The first by a loop, the others by a listener.
    if (inLoop) this.#loops.push(this.#loop(channel, early.at(-1) ?? base))
    else listenTo(channel, (entry) => this.#saw(id, entry))
  }

  async #loop(channel: Channel, since: Position): Promise<void> {
    const { epoch, offset } = since
    try {
      for await (const message of channel.messages({ since: { epoch, offset }, buffer: 100_000 }))
        this.#saw(channel.id, message)
    } catch (error) {
      this.problems.push(`${this.user}: the loop over ${channel.id} ended: ${String(error)}`)
    }
  }

  #follow(stream: string, { epoch, offset }: Position): void {
    this.shown.set(stream, { base: { epoch, offset }, messages: [] })
  }

  #saw(stream: string, message: StoredMessage): void {
    const shown = this.shown.get(stream)
    if (shown === undefined) throw new Error(`nobody follows ${stream}`)
    const { epoch, offset } = shown.messages.at(-1) ?? shown.base
    if (message.epoch !== epoch || message.offset !== offset + 1)
      this.problems.push(`${this.user}: ${stream}: ${message.epoch}/${message.offset} came after ${epoch}/${offset}`)
    shown.messages.push(message)
  }

  position(stream: string): number {
    const shown = this.shown.get(stream)
    return (shown?.messages.at(-1) ?? shown?.base)?.offset ?? 0
  }

  talk(): void {
    this.#talking = true
    while (this.#busy < this.#options.hands) this.#say()
  }

  /** No new messages; what has been said goes on until it is settled. */
  finish(): void {
    this.#talking = false
  }

  get idle(): boolean {
    return !this.#talking && this.#busy === 0
  }

  async stop(): Promise<void> {
    this.client.close()
    await Promise.all(this.#loops)
  }

  #say(): void {
    const random = this.#random
    const { channels, others, user } = this.#options
    const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
    const direct = random() < 0.25
    const to = direct ? pick(others) : pick(channels)
    const id = `${user}-${this.sent.length}`
    // Now and then a long one, and never two alike.
    const length = random() < 0.05 ? Math.floor(random() * 1500) : Math.floor(random() * 20)
    // What is said in a channel is an event as often as it is words.
    const payload = direct || random() < 0.5 ? undefined : orderOf(id, length)
    const content = payload === undefined ? `${id} ${'☃'.repeat(length)}` : JSON.stringify(payload)
    const event = payload === undefined ? undefined : publishedEvent
    const sent: Sent = { id, to: direct ? `@${to}` : to, content, event, fate: undefined }
    this.sent.push(sent)
    const impatience = random()
    const controller = new AbortController()
    const options = {
      clientMessageId: id,
      ...(impatience < 0.04 ? { timeoutMs: 1 + random() * 150 } : {}),
      ...(impatience > 0.97 ? { signal: controller.signal } : {}),
    }
    const timer = 'signal' in options ? setTimeout(() => controller.abort(), random() * 150) : undefined
    this.#busy++
    const channel = this.client.channel(to)
    const said =
      payload === undefined
        ? (direct ? this.client.direct(to) : channel).send(content, options)
        : channel.publish(publishedEvent, payload, options)
    said.then(
      ({ channel_id: stream, epoch, offset, message_id: messageId }) =>
        this.#settle(sent, { kind: 'stored', stream, at: { epoch, offset }, messageId }, timer),
      (error: unknown) => {
        const expected = 'timeoutMs' in options ? TimeoutError : 'signal' in options ? AbortedError : undefined
        if (expected === undefined || !(error instanceof expected)) {
          this.problems.push(`${user}: ${id} was rejected: ${String(error)}`)
          this.#settle(sent, { kind: 'unknown' }, timer)
        } else this.#settle(sent, { kind: error.outcome }, timer)
      },
    )
  }

  #settle(sent: Sent, fate: Fate, timer: NodeJS.Timeout | undefined): void {
    clearTimeout(timer)
    if (sent.fate !== undefined) this.problems.push(`${this.user}: ${sent.id} was settled twice`)
    sent.fate = fate
    this.#busy--
    // In a turn of its own: a client that refuses at once must not keep all others from theirs.
    setTimeout(() => {
      while (this.#talking && this.#busy < this.#options.hands) this.#say()
    }, this.#random() * 10)
  }
}
