/**
 * The channels that are in use, and the feed that fills them. A channel is here from the moment when somebody wants in
 * until nobody is left; what the feed brings for others concerns nobody.
 */
import type { ChannelPolicy, ServerFrame } from '../../generated/types.ts'
import type { Clock } from '../clock/clock.ts'
import type { Logger } from '../log/log.ts'
import type { Meter } from '../metrics/meter.ts'
import type { Codec } from '../protocol/codec.ts'
import { refuse } from '../protocol/failure.ts'
import type { Entry, Store } from '../store/store.ts'
import { Batch, restOf } from './batch.ts'
import { Channel } from './channel.ts'
import { Crowd } from './crowd.ts'
import { eventHead, isInbox, pushOf, timestamp } from './frames.ts'

export interface ChannelsOptions {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  readonly codec: Codec
  readonly publish: (topic: string, frame: string) => void
  readonly policyOf: (channelId: string) => ChannelPolicy
  readonly debounceMs: number
  readonly maxChannels: number
  readonly restPerListenerMs: number
  /** An inbox handed out one more entry to somebody. */
  readonly delivered: (channel: Channel, entry: Entry) => void
}

export class Channels {
  readonly #options: ChannelsOptions
  readonly #channels = new Map<string, Channel>()
  readonly #unfollow: () => void
  /** An inbox has no crowd: nobody sees who else is looking. */
  readonly #nobody: Crowd
  #inboxes = 0

  constructor(options: ChannelsOptions) {
    this.#options = options
    this.#nobody = this.#newCrowd('')
    this.#unfollow = options.store.follow((entries) => {
      for (const entry of entries) this.#receive(entry)
    })
  }

  get(id: string): Channel | undefined {
    const channel = this.#channels.get(id)
    return channel?.loaded === true ? channel : undefined
  }

  /** How many are in use, inboxes aside. */
  get size(): number {
    return this.#channels.size - this.#inboxes
  }

  live(): Iterable<Channel> {
    return this.#channels.values()
  }

  /** A channel whose position is known, kept until `release`. */
  async open(id: string): Promise<Channel> {
    const channel = this.#channels.get(id) ?? this.#create(id)
    channel.pins++
    try {
      if (!channel.loaded) {
        channel.loading ??= this.#load(channel).finally(() => {
          channel.loading = undefined
        })
        await channel.loading
      }
      // Whoever was told a position before may come with it now: the channel must not be behind.
      this.flush(channel)
      return channel
    } catch (error) {
      this.release(channel)
      throw error
    }
  }

  release(channel: Channel): void {
    channel.pins--
    this.discard(channel)
  }

  /** Forgets the channel if nobody is left in it. */
  discard(channel: Channel): void {
    if (!channel.idle || this.#channels.get(channel.id) !== channel) return
    // What an inbox still waits with was handed to nobody; whoever comes next begins with another channel.
    channel.batch?.take()
    this.#channels.delete(channel.id)
    if (isInbox(channel.id)) this.#inboxes--
  }

  /** To everyone in the channel; not a part of the stream. */
  announce(channel: Channel, frame: ServerFrame): void {
    this.#send(channel, frame)
  }

  /** Hands out what has been waiting for company. */
  flush(channel: Channel): void {
    for (const entry of channel.batch?.take() ?? []) this.#handOut(channel, entry)
  }

  flushAll(): void {
    for (const channel of this.#channels.values()) this.flush(channel)
  }

  close(): void {
    this.#unfollow()
    for (const channel of this.#channels.values()) {
      channel.batch?.take()
      channel.crowd.disband()
    }
  }

  #create(id: string): Channel {
    const { maxChannels, policyOf } = this.#options
    if (this.#channels.size >= maxChannels)
      refuse('unavailable', 'Too many channels are in use; try again later.', { retryAfterMs: 5000 })
    const channel = new Channel(id, policyOf(id), isInbox(id) ? this.#nobody : this.#newCrowd(id))
    this.#channels.set(id, channel)
    if (isInbox(id)) this.#inboxes++
    return channel
  }

  #newCrowd(id: string): Crowd {
    const { clock, debounceMs } = this.#options
    const tell = (movement: 'user_joined' | 'user_left', userId: string) => {
      const channel = this.#channels.get(id)
      if (channel !== undefined) this.#tell(channel, movement, userId)
    }
    return new Crowd({ clock, debounceMs, tell })
  }

  async #load(channel: Channel): Promise<void> {
    channel.load(await this.#options.store.head(channel.id))
  }

  #receive(entry: Entry): void {
    const channel = this.#channels.get(entry.stream)
    if (channel === undefined) return
    const { policy } = channel
    const rest = restOf(channel.listeners, this.#options.restPerListenerMs, policy.max_batch_delay_ms)
    if (rest > 0) channel.batch ??= new Batch(this.#options.clock, () => this.flush(channel))
    if (channel.batch?.holds(entry, rest) !== true) this.#handOut(channel, entry)
  }

  #handOut(channel: Channel, entry: Entry): void {
    switch (channel.receive(entry)) {
      case 'old':
        return
      case 'next':
        this.#push(channel, entry)
        this.#options.meter.deliveries += channel.listeners
        this.#options.delivered(channel, entry)
        return
      case 'lost':
        // Whoever is attached has missed something. Better to say so than to go on with a hole.
        this.#options.log.error({ epoch: entry.epoch, offset: entry.offset }, 'the feed of a channel has a hole')
        for (const attachment of [...channel.attachments])
          attachment.connection.end('position_lost', 'Messages were missed: resume.')
    }
  }

  #tell(channel: Channel, movement: 'user_joined' | 'user_left', userId: string): void {
    const { announce, announce_max_users } = channel.policy
    if (!announce || channel.listeners === 0 || channel.crowd.size > announce_max_users) return
    const data = { channel_id: channel.id, user_id: userId, timestamp: timestamp(this.#options.clock.now()) }
    this.#send(channel, { type: movement, data })
  }

  #push(channel: Channel, entry: Entry): void {
    if (channel.listeners === 0) return
    if (entry.event === undefined) this.#send(channel, pushOf(entry))
    else
      this.#publish(channel, 'new_event', this.#options.codec.encodeEvent(eventHead(entry, entry.event), entry.content))
  }

  #send(channel: Channel, frame: ServerFrame): void {
    if (channel.listeners > 0) this.#publish(channel, frame.type, this.#options.codec.encode(frame))
  }

  #publish(channel: Channel, type: ServerFrame['type'], text: string): void {
    this.#options.publish(channel.topic(), text)
    this.#options.meter.published(type, text, channel.listeners)
  }
}
