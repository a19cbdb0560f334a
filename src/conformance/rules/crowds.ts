/** What one connection is told of who comes and goes: each user once, whatever the number of their connections. */
import type { ServerFrame } from '../../../generated/types.ts'

export class Crowds {
  /** `channel user` -> the last that was told. */
  readonly #told = new Map<string, 'user_joined' | 'user_left'>();

  *received(frame: ServerFrame): Iterable<string> {
    if (frame.type === 'join_channel_ack' || frame.type === 'leave_channel_ack') {
      // Who came or went while this connection was away was told to others.
      const { channel_id: channel } = frame.data
      for (const key of [...this.#told.keys()]) if (key.startsWith(`${channel} `)) this.#told.delete(key)
      return
    }
    if (frame.type !== 'user_joined' && frame.type !== 'user_left') return
    const { channel_id: channel, user_id: user } = frame.data
    const key = `${channel} ${user}`
    if (this.#told.get(key) === frame.type) yield `${channel}: ${frame.type} came twice in a row for ${user}`
    this.#told.set(key, frame.type)
  }
}
