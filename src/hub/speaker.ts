/**
 * Saying something, and publishing an event: bounds, hooks, and into the store. The same for connections, for the HTTP API
 * and for programs.
 */
import type { ChannelPolicy } from '../../generated/types.ts'
import type { Clock } from '../clock/clock.ts'
import type { Catalogue, Events } from '../events/catalogue.ts'
import type { Meter } from '../metrics/meter.ts'
import { refuse } from '../protocol/failure.ts'
import type { Append, Appended, Body, Store } from '../store/store.ts'
import { inboxOf } from './frames.ts'
import type { Hooks } from './hooks.ts'
import { type Payload, type ReadPayload, readPayload } from './publication.ts'
import { Turns } from './turns.ts'

export interface SpeakerOptions {
  readonly store: Store
  readonly clock: Clock
  readonly meter: Meter
  readonly hooks: Hooks
  readonly events: Events
  readonly policyOf: (channelId: string) => ChannelPolicy
}

interface Named {
  /** In whose name; undefined: nobody’s. */
  readonly userId: string | undefined
  readonly client_message_id?: string | undefined
}

interface Words extends Named {
  readonly content: string
}

export interface Publication extends Named {
  readonly channelId: string
  readonly event: string
  readonly payload: Payload
}

type Streams = readonly [string, ...string[]]

export class Speaker {
  readonly #options: SpeakerOptions
  /** With a hook that takes its time, what one user says in one channel still comes in the order of saying. */
  readonly #turns = new Turns()

  constructor(options: SpeakerOptions) {
    this.#options = options
  }

  say(
    words: Words & { readonly channelId: string },
    policy = this.#options.policyOf(words.channelId),
  ): Promise<Appended> {
    return this.#say([words.channelId], words, undefined, policy)
  }

  sayDirect(words: Words & { readonly to: string }): Promise<Appended> {
    const { to, userId } = words
    const inbox = inboxOf(to)
    const streams: Streams = userId === undefined || userId === to ? [inbox] : [inbox, inboxOf(userId)]
    return this.#say(streams, words, to, this.#options.policyOf(inbox))
  }

  /** Refuses what the channel does not carry, and a payload that is not as the schema of the event says. */
  async publish(publication: Publication, policy = this.#options.policyOf(publication.channelId)): Promise<Appended> {
    const { store, clock, hooks, events } = this.#options
    const { channelId, userId, event, client_message_id: clientMessageId } = publication
    const started = clock.elapsed()
    // One catalogue for all of it: it may be replaced while a hook takes its time.
    const catalogue = events.current
    const given = readPayload(event, publication.payload, policy, catalogue)
    const read =
      hooks.onEvent === undefined ? given : await this.#askEvent(publication, policy, catalogue, hooks.onEvent)
    bound(read.text, policy.max_content_bytes, 'payload')
    const body = {
      from: userId,
      to: undefined,
      content: read.text,
      event: read.mark,
      time: clock.now(),
      clientMessageId,
    }
    const appended = await store.append(appendOf([channelId], body, policy))
    this.#count(appended, started)
    return appended
  }

  async #say(streams: Streams, words: Words, to: string | undefined, policy: ChannelPolicy): Promise<Appended> {
    const { store, clock, hooks } = this.#options
    const { userId, client_message_id: clientMessageId } = words
    const started = clock.elapsed()
    bound(words.content, policy.max_content_bytes, 'content')
    const content = hooks.onMessage === undefined ? words.content : await this.#ask(words, streams[0], hooks.onMessage)
    bound(content, policy.max_content_bytes, 'content')
    const body = { from: userId, to, content, event: undefined, time: clock.now(), clientMessageId }
    const appended = await store.append(appendOf(streams, body, policy))
    this.#count(appended, started)
    return appended
  }

  #count({ duplicate }: Appended, started: number): void {
    const { clock, meter } = this.#options
    if (duplicate) meter.duplicates++
    else {
      meter.messages++
      meter.fanOut.observe(clock.elapsed() - started)
    }
  }

  #ask({ userId, content }: Words, channelId: string, hook: NonNullable<Hooks['onMessage']>): Promise<string> {
    return this.#turns.run(
      turnOf(userId, channelId),
      async () => (await hook({ userId, channelId, content })) ?? content,
    )
  }

  /** What a hook makes of a payload is checked too; that it is wrong is none of the client’s business. */
  async #askEvent(
    { userId, channelId, event, payload }: Publication,
    policy: ChannelPolicy,
    catalogue: Catalogue,
    hook: NonNullable<Hooks['onEvent']>,
  ): Promise<ReadPayload> {
    const replaced = await this.#turns.run(turnOf(userId, channelId), async () =>
      hook({ userId, channelId, event, payload }),
    )
    try {
      // A hook may also change the payload that it was given.
      return readPayload(event, replaced ?? payload, policy, catalogue)
    } catch (error) {
      throw new Error('the hook onEvent has made a payload that is not as the schema says', { cause: error })
    }
  }
}

function appendOf(streams: Streams, body: Body, { durability }: ChannelPolicy): Append {
  const idempotencyScope = body.clientMessageId === undefined ? undefined : (body.from ?? '')
  return { streams, body, idempotencyScope, durability }
}

function turnOf(userId: string | undefined, channelId: string): string {
  return `${userId ?? ''}\n${channelId}`
}

/** A string has at most three bytes for each of its units, so that counting is rarely needed. */
function bound(text: string, most: number, what: 'content' | 'payload'): void {
  if (text.length * 3 <= most || Buffer.byteLength(text) <= most) return
  refuse('limit_exceeded', `The ${what} may have ${most} bytes of UTF-8 in this channel.`, {
    details: [{ path: `data.${what}`, message: `must be at most ${most} bytes` }],
  })
}
