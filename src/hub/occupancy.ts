/** Who is in which channel: coming in and going out, asked for or not. */
import type { Attachment, HubUser } from './attachment.ts'
import type { Channel } from './channel.ts'
import type { Channels } from './channels.ts'
import type { Departure } from './crowd.ts'
import type { Rights } from './rights.ts'

export class Occupancy {
  readonly #channels: Channels
  readonly #rights: Rights

  constructor(channels: Channels, rights: Rights) {
    this.#channels = channels
    this.#rights = rights
  }

  /** The channel of this name, if the connection is in it. */
  joined(attachment: Attachment, id: string): Channel | undefined {
    const channel = this.#channels.get(id)
    return channel !== undefined && attachment.isIn(channel) ? channel : undefined
  }

  enter(attachment: Attachment, channel: Channel): void {
    const joined = attachment.isIn(channel)
    attachment.enter(channel)
    if (joined) return
    // Told before the newcomer is subscribed: it knows already.
    channel.crowd.enter(attachment.user.id)
    channel.attach(attachment)
  }

  exit(attachment: Attachment, channel: Channel, departure: Departure): void {
    if (!attachment.isIn(channel)) return
    // Nobody leaves between a message and its delivery.
    this.#channels.flush(channel)
    attachment.exit(channel)
    channel.detach(attachment)
    if (attachment.live) attachment.connection.unsubscribe(channel.id)
    channel.crowd.leave(attachment.user.id, departure, () => this.#channels.discard(channel))
    this.#channels.discard(channel)
  }

  /** A connection leaves without having asked, and is told. */
  dismiss(attachment: Attachment, id: string): void {
    const channel = this.joined(attachment, id)
    if (channel === undefined) return
    this.exit(attachment, channel, 'left')
    attachment.connection.push({ type: 'leave_channel_ack', data: { channel_id: id } })
  }

  /** Takes a channel from those connections of a user that may not be in it any more. */
  expel(user: HubUser, id: string): void {
    for (const attachment of user.attachments) this.#review(attachment, id)
  }

  /** The same for all channels of one connection: what its token no longer allows is left. */
  review(attachment: Attachment): void {
    for (const { id } of [...attachment.channels]) this.#review(attachment, id)
  }

  #review(attachment: Attachment, id: string): void {
    const { principal, user } = attachment
    if (!this.#rights.allow('join', id, principal, user.isMemberOf(id))) this.dismiss(attachment, id)
  }
}
