/** The rooms that the user has opened: each a channel of the SDK, listened to as long as it is open. */
import type { Channel, Client } from '../../client/index.ts'
import { messageOf } from './failure.ts'
import { fromChannel, type Page } from './page.ts'
import type { ChatAction } from './state/chat-state.ts'
import type { Membership } from './state/conversation.ts'
import { oldest, type Timeline } from './state/timeline.ts'

const pageSize = 50

interface OpenRoom {
  readonly channel: Channel
  readonly ends: readonly (() => void)[]
  asking: 'no' | 'once' | 'again'
}

export class Rooms {
  readonly #client: Client
  readonly #dispatch: (action: ChatAction) => void
  readonly #open = new Map<string, OpenRoom>()

  constructor(client: Client, dispatch: (action: ChatAction) => void) {
    this.#client = client
    this.#dispatch = dispatch
  }

  /** True when it is joined; a refusal stands in the state. */
  async open(id: string): Promise<boolean> {
    if (this.#open.has(id)) return false
    const channel = this.#client.channel(id)
    const ends = [
      channel.on('new_message', (message) => this.#dispatch({ type: 'message', id, message: fromChannel(message) })),
      channel.on('new_event', (event) => this.#dispatch({ type: 'message', id, message: fromChannel(event) })),
      channel.on('user_joined', (data) => this.#moved(id, 'joined', data)),
      channel.on('user_left', (data) => this.#moved(id, 'left', data)),
      channel.on('reset', ({ why, top }) => this.#dispatch({ type: 'reset', id, why, at: top })),
      channel.on('state', (state) => {
        this.#dispatch({ type: 'membership', id, membership: membershipOf(state) })
        if (state.state === 'joined') void this.askPresence(id)
      }),
    ]
    this.#open.set(id, { channel, ends, asking: 'no' })
    try {
      await channel.join()
      this.#dispatch({ type: 'membership', id, membership: { state: 'joined' } })
      void this.askPresence(id)
      return true
    } catch (error) {
      this.#dispatch({ type: 'membership', id, membership: { state: 'refused', message: messageOf(error) } })
      this.#forget(id)
      return false
    }
  }

  leave(id: string): void {
    const room = this.#open.get(id)
    this.#forget(id)
    // Refused or not: it is no longer shown, and the server forgets it with the connection.
    room?.channel.leave().catch(() => undefined)
  }

  /** One question at a time; what happens meanwhile is asked for once more. */
  async askPresence(id: string): Promise<void> {
    const room = this.#open.get(id)
    if (room === undefined) return
    if (room.asking !== 'no') {
      room.asking = 'again'
      return
    }
    room.asking = 'once'
    try {
      const { count, users } = await room.channel.presence()
      const people = users.map(({ user_id: userId, connections }) => ({ userId, connections }))
      this.#dispatch({ type: 'presence', id, presence: { count, people } })
    } catch {
      // Not allowed here, or no connection: what was known stays.
    }
    const again = isAgain(room)
    room.asking = 'no'
    if (again) await this.askPresence(id)
  }

  /** What stands before everything that is shown; at first, before the live feed. */
  async readPage(id: string, timeline: Timeline): Promise<Page> {
    const channel = this.#client.channel(id)
    const first = oldest(timeline)
    const top = channel.position
    const before = first ?? (top === undefined ? undefined : { epoch: top.epoch, offset: top.offset + 1 })
    const page = await channel.history({
      limit: pageSize,
      ...(before === undefined ? {} : { before: before.offset, epoch: before.epoch }),
    })
    const messages = page.messages.map(fromChannel)
    return { messages, past: page.has_more ? { state: 'more', before: messages[0] } : { state: 'beginning' } }
  }

  end(): void {
    for (const id of [...this.#open.keys()]) this.#forget(id)
  }

  #moved(id: string, what: 'joined' | 'left', { user_id: userId, timestamp }: { user_id: string; timestamp: string }) {
    this.#dispatch({ type: 'notice', id, what, userId, timestamp })
    void this.askPresence(id)
  }

  #forget(id: string): void {
    for (const end of this.#open.get(id)?.ends ?? []) end()
    this.#open.delete(id)
  }
}

function isAgain({ asking }: OpenRoom): boolean {
  return asking === 'again'
}

function membershipOf(state: Channel['state']): Membership {
  switch (state.state) {
    case 'joined':
    case 'joining':
      return { state: state.state }
    case 'refused':
      return { state: 'refused', message: state.error.message }
    case 'left':
      return {
        state: 'refused',
        message: state.by === 'server' ? 'The server took you out of this room.' : 'You left.',
      }
  }
}
