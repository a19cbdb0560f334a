/** A real connection that keeps a diary of what it is shown: each message at its place, and who is in each channel. */
import type { JoinChannelAck, Position, ServerFrame } from '../../generated/types.ts'
import { inboxOf, type Model } from './model.ts'
import { eventContent } from './model-event.ts'
import { RawClient } from './raw-client.ts'

type Message = JoinChannelAck['data']['messages'][number]

export function contentOf(message: Message): string {
  return 'content' in message ? message.content : eventContent(message)
}

export class ModelClient {
  readonly raw: RawClient
  readonly #model: Model
  /** Where each stream is that messages may come from. */
  readonly positions = new Map<string, Position>()
  /** Who is there, as the announcements say since the last answer of `presence`. */
  readonly crowds = new Map<string, Set<string>>()
  #read = 0
  closed: number | undefined

  private constructor(raw: RawClient, model: Model) {
    this.raw = raw
    this.#model = model
    void raw.closed.then(({ code }) => {
      this.closed = code
    })
  }

  static async open(url: string, model: Model): Promise<ModelClient> {
    return new ModelClient(await RawClient.open(url), model)
  }

  /** Reads on in what has come. Throws what the model knows nothing of. */
  read(): void {
    for (; this.#read < this.raw.frames.length; this.#read++) {
      const frame = this.raw.frames[this.#read]
      if (frame !== undefined) this.#take(frame)
    }
  }

  #take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'connect_ack': {
        const { channels, inbox } = frame.data
        for (const { channel_id: id, epoch, offset } of [...channels, inbox]) this.positions.set(id, { epoch, offset })
        return
      }
      case 'join_channel_ack': {
        const { channel_id: id, epoch, offset, recovered, messages } = frame.data
        if (recovered) {
          for (const [at, message] of messages.entries()) {
            this.#compare(message)
            if (message.offset !== offset - messages.length + 1 + at)
              throw new Error(
                `a recovery with a hole: ${JSON.stringify(messages.map(({ offset }) => offset))} up to ${offset}`,
              )
          }
        }
        this.positions.set(id, { epoch, offset })
        return
      }
      case 'leave_channel_ack':
        this.positions.delete(frame.data.channel_id)
        this.crowds.delete(frame.data.channel_id)
        return
      case 'new_message':
      case 'new_event':
      case 'direct_message':
        this.#next(frame.data)
        return
      case 'user_joined':
        this.crowds.get(frame.data.channel_id)?.add(frame.data.user_id)
        return
      case 'user_left':
        this.crowds.get(frame.data.channel_id)?.delete(frame.data.user_id)
    }
  }

  #next(message: Message): void {
    const { channel_id: id, epoch, offset } = message
    const here = this.positions.get(id)
    if (here === undefined) throw new Error(`a message of ${id} came, which is not joined`)
    if (here.epoch !== epoch || here.offset + 1 !== offset)
      throw new Error(`${id}: ${epoch}/${offset} came after ${here.epoch}/${here.offset}`)
    this.#compare(message)
    this.positions.set(id, { epoch, offset })
  }

  #compare(message: Message): void {
    const { channel_id: id, offset } = message
    const [content, said] = [contentOf(message), this.#model.stream(id)[offset - 1]]
    if (said?.content !== content) throw new Error(`${id}/${offset} is ${content}, and should be ${said?.content}`)
  }

  /** The code with which the server closed it. */
  async end(): Promise<number> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('it was not closed')), 10_000)
    })
    const { code } = await Promise.race([this.raw.closed, late])
    clearTimeout(timer)
    return code
  }

  /** Until it has been shown all that there is for it, and no more. */
  async settle(user: string, channels: readonly string[]): Promise<void> {
    const streams = [...channels, inboxOf(user)]
    await this.raw.until(() => {
      this.read()
      return streams.every((id) => this.positions.get(id)?.offset === this.#model.stream(id).length) ? true : undefined
    })
    const extra = [...this.positions.keys()].filter((id) => !streams.includes(id))
    if (extra.length > 0) throw new Error(`${user} is in ${extra.join(', ')} as well`)
    for (const id of channels) await this.#settleCrowd(id)
  }

  /** Whoever breaks off is noticed a little later, so the answer may have to be asked for again. */
  async #settleCrowd(id: string): Promise<void> {
    const wanted = this.#model.crowd(id)
    const deadline = Date.now() + 10_000
    for (;;) {
      const { users } = await this.raw.request('presence', { channel_id: id })
      const found = Object.fromEntries(users.map(({ user_id: user, connections }) => [user, connections]))
      if (sameCrowd(found, wanted)) break
      if (Date.now() > deadline)
        throw new Error(`${JSON.stringify(found)} are in ${id}, and should be ${JSON.stringify(wanted)}`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const known = this.crowds.get(id)
    this.read()
    if (known === undefined) this.crowds.set(id, new Set(Object.keys(wanted)))
    else
      await this.raw.until(() => {
        this.read()
        return known.size === Object.keys(wanted).length && Object.keys(wanted).every((user) => known.has(user))
          ? true
          : undefined
      })
  }
}

function sameCrowd(one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}
