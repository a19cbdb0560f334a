/** Saying something: bounds, hooks, and into the store. The same for connections, for the HTTP API and for programs. */
import type { ChannelPolicy } from '../../generated/types.ts'
import type { Clock } from '../clock/clock.ts'
import type { Meter } from '../metrics/meter.ts'
import { refuse } from '../protocol/failure.ts'
import type { Appended, Store } from '../store/store.ts'
import { inboxOf } from './frames.ts'
import type { Hooks } from './hooks.ts'
import { Turns } from './turns.ts'

export interface SpeakerOptions {
  readonly store: Store
  readonly clock: Clock
  readonly meter: Meter
  readonly hooks: Hooks
  readonly policyOf: (channelId: string) => ChannelPolicy
}

interface Words {
  /** In whose name; undefined: nobody’s. */
  readonly userId: string | undefined
  readonly content: string
  readonly client_message_id?: string | undefined
}

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
    return this.#append([words.channelId], words, undefined, policy)
  }

  sayDirect(words: Words & { readonly to: string }): Promise<Appended> {
    const { to, userId } = words
    const inbox = inboxOf(to)
    const streams: [string, ...string[]] = userId === undefined || userId === to ? [inbox] : [inbox, inboxOf(userId)]
    return this.#append(streams, words, to, this.#options.policyOf(inbox))
  }

  async #append(
    streams: [string, ...string[]],
    words: Words,
    to: string | undefined,
    policy: ChannelPolicy,
  ): Promise<Appended> {
    const { store, clock, meter, hooks } = this.#options
    const started = clock.elapsed()
    bound(words.content, policy.max_content_bytes)
    const content = hooks.onMessage === undefined ? words.content : await this.#ask(words, streams[0], hooks.onMessage)
    bound(content, policy.max_content_bytes)
    const appended = await store.append({
      streams,
      body: { from: words.userId, to, content, time: clock.now(), clientMessageId: words.client_message_id },
      idempotencyScope: words.client_message_id === undefined ? undefined : (words.userId ?? ''),
      durability: policy.durability,
    })
    if (appended.duplicate) meter.duplicates++
    else {
      meter.messages++
      meter.fanOut.observe(clock.elapsed() - started)
    }
    return appended
  }

  #ask({ userId, content }: Words, channelId: string, hook: NonNullable<Hooks['onMessage']>): Promise<string> {
    return this.#turns.run(
      `${userId ?? ''}\n${channelId}`,
      async () => (await hook({ userId, channelId, content })) ?? content,
    )
  }
}

/** A string has at most three bytes for each of its units, so that counting is rarely needed. */
function bound(content: string, most: number): void {
  if (content.length * 3 <= most || Buffer.byteLength(content) <= most) return
  refuse('limit_exceeded', `The content may have ${most} bytes of UTF-8 in this channel.`, {
    details: [{ path: 'data.content', message: `must be at most ${most} bytes` }],
  })
}
