/**
 * The domain: connections are attached, join and leave channels, say things and read what was said. Everything that is
 * said goes to the store first; what the store's feed brings is handed out, never what has just been said.
 *
 * Where a method takes `reply`, it is called once, in the same turn in which the live feed starts: nothing can come
 * between the answer and the first push.
 */
import type {
  ChannelPolicy,
  ConnectAck,
  History,
  HistoryAck,
  JoinChannel,
  JoinChannelAck,
  LeaveChannel,
  Presence,
  PresenceAck,
  Publish,
  PublishAck,
  SendDirect,
  SendDirectAck,
  SendMessage,
  SendMessageAck,
} from '../../generated/types.ts'
import type { Principal } from '../auth/auth.ts'
import { mayDirect } from '../auth/direct.ts'
import type { Clock } from '../clock/clock.ts'
import type { Events } from '../events/catalogue.ts'
import type { Logger } from '../log/log.ts'
import type { Meter } from '../metrics/meter.ts'
import type { Codec } from '../protocol/codec.ts'
import { refuse } from '../protocol/failure.ts'
import type { Appended, Store } from '../store/store.ts'
import { Attachment, HubUser } from './attachment.ts'
import type { Channel } from './channel.ts'
import { Channels } from './channels.ts'
import type { Connection } from './connection.ts'
import type { Departure } from './crowd.ts'
import { inboxOf, isInbox, timestamp } from './frames.ts'
import { readHistory } from './history.ts'
import type { Hooks } from './hooks.ts'
import { InboxReading } from './inbox-reading.ts'
import { Membership } from './membership.ts'
import { Occupancy } from './occupancy.ts'
import { Pace } from './pace.ts'
import { prepareRecovery } from './recovery.ts'
import { Rights } from './rights.ts'
import { SharedRecoveries } from './shared-recoveries.ts'
import { Speaker } from './speaker.ts'

/** To let somebody in is as much work as to write down so many missed messages. */
const arrivalWeight = 10

export interface HubLimits {
  readonly maxChannels: number
  readonly maxChannelsPerConnection: number
  readonly maxConnectionsPerUser: number
  readonly maxMembershipsPerUser: number
  readonly maxPresenceUsers: number
  readonly maxRecovery: number
  /** No answer is larger than this, so that it cannot make its own receiver too slow. */
  readonly maxAnswerBytes: number
  readonly presenceDebounceMs: number
  /** How long a busy channel waits for company, for each listener that it writes to. */
  readonly restPerListenerMs: number
  /** How many missed messages are written down in one turn of the event loop, for all who come back together; arriving counts too. */
  readonly recoveredPerTurn: number
}

export interface HubOptions {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  readonly codec: Codec
  readonly hooks: Hooks
  /** The events of the application that there are. */
  readonly events: Events
  readonly limits: HubLimits
  readonly policyOf: (channelId: string) => ChannelPolicy
  readonly publish: (topic: string, frame: string) => void
}

export type Welcome = Pick<ConnectAck['data'], 'channels' | 'inbox'>

export class Hub {
  readonly #options: HubOptions
  readonly #users = new Map<string, HubUser>()
  readonly #reading: InboxReading
  readonly #membership: Membership
  readonly #pace: Pace
  readonly #shared: SharedRecoveries
  readonly #rights: Rights
  readonly #occupancy: Occupancy
  readonly channels: Channels
  readonly speaker: Speaker

  constructor(options: HubOptions) {
    this.#options = options
    const { limits } = options
    this.#reading = new InboxReading(options)
    this.#pace = new Pace(limits.recoveredPerTurn)
    this.#shared = new SharedRecoveries(options.clock)
    this.#membership = new Membership({
      store: options.store,
      maxPerUser: limits.maxMembershipsPerUser,
      present: (userId) => this.#users.get(userId),
    })
    this.channels = new Channels({
      ...options,
      debounceMs: limits.presenceDebounceMs,
      maxChannels: limits.maxChannels,
      restPerListenerMs: limits.restPerListenerMs,
      delivered: (channel, entry) => {
        if (isInbox(channel.id)) this.#reading.pushed(this.#users.get(channel.id.slice(1)), entry)
      },
    })
    this.speaker = new Speaker(options)
    this.#rights = new Rights(options.policyOf)
    this.#occupancy = new Occupancy(this.channels, this.#rights)
  }

  user(userId: string): HubUser | undefined {
    return this.#users.get(userId)
  }

  get users(): number {
    return this.#users.size
  }

  // ---- coming and going of connections ----

  async attach(
    connection: Connection,
    principal: Principal,
    alive: () => boolean,
    reply: (attachment: Attachment, welcome: Welcome) => void,
  ): Promise<void> {
    const { store, hooks, limits } = this.#options
    const user = this.#users.get(principal.userId) ?? this.#newUser(principal.userId)
    if (user.connected + user.arriving >= limits.maxConnectionsPerUser) {
      refuse('limit_exceeded', `A user may have ${limits.maxConnectionsPerUser} connections; close another one first.`)
    }
    const { kicks } = user
    user.arriving++
    const pinned = new Map<string, Channel>()
    try {
      await this.#pace.pass(arrivalWeight, alive)
      await hooks.onConnect?.({ userId: user.id, address: connection.address })
      const inbox = await this.channels.open(inboxOf(user.id))
      pinned.set(inbox.id, inbox)
      const [seen] = await Promise.all([store.seen(user.id), this.#membership.load(user)])
      // Memberships can come and go while channels are being opened.
      let wanted = this.#memberChannels(user, principal)
      for (let missing = wanted; missing.length > 0; missing = wanted.filter((id) => !pinned.has(id))) {
        for (const id of missing) pinned.set(id, await this.channels.open(id))
        wanted = this.#memberChannels(user, principal)
      }
      if (!alive()) return
      if (user.kicks !== kicks) {
        connection.end('kicked', '')
        return
      }
      const first = user.connected === 0
      if (first) this.#reading.begin(user, seen, inbox.top.offset)
      const attachment = new Attachment(connection, user, principal, inbox)
      const joined = wanted.flatMap((id) => pinned.get(id) ?? [])
      reply(attachment, {
        channels: joined.map(({ id, top }) => ({ channel_id: id, ...top })),
        inbox: { channel_id: inbox.id, ...inbox.top, unread: Math.max(0, inbox.top.offset - user.seen) },
      })
      user.attach(attachment)
      inbox.attach(attachment)
      for (const channel of joined) this.#occupancy.enter(attachment, channel)
    } finally {
      user.arriving--
      for (const channel of pinned.values()) this.channels.release(channel)
      this.#forgetUser(user)
    }
  }

  detach(attachment: Attachment, departure: Departure): void {
    if (!attachment.live) return
    attachment.live = false
    for (const channel of [...attachment.channels]) this.#occupancy.exit(attachment, channel, departure)
    attachment.inbox.detach(attachment)
    attachment.user.detach(attachment)
    this.channels.discard(attachment.inbox)
    this.#forgetUser(attachment.user)
  }

  #memberChannels(user: HubUser, principal: Principal): string[] {
    return [...user.memberships]
      .sort()
      .filter((id) => this.#rights.allow('join', id, principal, true))
      .slice(0, this.#options.limits.maxChannelsPerConnection)
  }

  /** Closes every connection of a user, those that are arriving too; says how many there were. */
  disconnect(userId: string, reason: string): number {
    const user = this.#users.get(userId)
    if (user === undefined) return 0
    user.kicks++
    const attachments = [...user.attachments]
    for (const { connection } of attachments) connection.end('kicked', reason)
    return attachments.length + user.arriving
  }

  #newUser(id: string): HubUser {
    const user = new HubUser(id)
    this.#users.set(id, user)
    return user
  }

  #forgetUser(user: HubUser): void {
    if (user.connected === 0) this.#reading.keep(user)
    if (user.gone && this.#users.get(user.id) === user) this.#users.delete(user.id)
  }

  // ---- channels ----

  async join(
    attachment: Attachment,
    { channel_id: id, since, durable }: JoinChannel['data'],
    reply: (data: JoinChannelAck['data']) => void,
  ): Promise<void> {
    const { store, hooks, limits } = this.#options
    this.#rights.demand('join', id, attachment)
    if (isInbox(id)) {
      if (durable === true)
        refuse('invalid_data', 'join_channel: data.durable is not for an inbox', {
          details: [{ path: 'data.durable', message: 'is not for an inbox' }],
        })
    } else if (
      this.#occupancy.joined(attachment, id) === undefined &&
      attachment.joined >= limits.maxChannelsPerConnection
    ) {
      refuse('limit_exceeded', `A connection may join ${limits.maxChannelsPerConnection} channels; leave one first.`)
    }
    await hooks.onJoin?.({ userId: attachment.user.id, channelId: id })
    const channel = await this.channels.open(id)
    try {
      if (durable === true) await this.#membership.add(id, attachment.user.id)
      const recover = await prepareRecovery(channel, since, store, {
        entries: limits.maxRecovery,
        bytes: limits.maxAnswerBytes,
        pace: this.#pace,
        shared: this.#shared,
        wanted: () => attachment.live,
      })
      const { recovered, top, ...rest } = recover()
      if (!attachment.live) return
      // What allowed it before the waiting may be gone: a membership, a token.
      this.#rights.demand('join', id, attachment)
      const entries = 'entries' in rest ? rest.entries : []
      if (recovered && channel === attachment.inbox) this.#reading.fetched(attachment.user, entries)
      reply({ channel_id: id, message: `Joined ${id}.`, ...top, recovered, messages: this.#shared.messages(entries) })
      if (channel !== attachment.inbox) this.#occupancy.enter(attachment, channel)
    } finally {
      this.channels.release(channel)
    }
  }

  async leave(attachment: Attachment, { channel_id: id, durable }: LeaveChannel['data']): Promise<void> {
    const channel = this.#occupancy.joined(attachment, id)
    if (channel === undefined && !(durable === true && attachment.user.isMemberOf(id)))
      refuse('not_joined', `You have not joined ${id}.`)
    if (durable === true) await this.#membership.remove(id, attachment.user.id)
    const left = this.#occupancy.joined(attachment, id)
    if (left !== undefined && attachment.live) this.#occupancy.exit(attachment, left, 'left')
    // Where only members may be, the user’s other connections have to go too.
    if (durable === true) this.#occupancy.expel(attachment.user, id)
  }

  presence(attachment: Attachment, { channel_id: id }: Presence['data']): PresenceAck['data'] {
    this.#rights.demand('presence', id, attachment)
    return { channel_id: id, ...this.whoIsIn(id) }
  }

  whoIsIn(id: string): { count: number; users: PresenceAck['data']['users'] } {
    return this.channels.get(id)?.crowd.list(this.#options.limits.maxPresenceUsers) ?? { count: 0, users: [] }
  }

  // ---- membership ----

  /** The server makes a user a member: the connections that they have are joined at once, and told. */
  async addMember(id: string, userId: string): Promise<void> {
    await this.#membership.add(id, userId)
    const user = this.#users.get(userId)
    if (user === undefined) return
    const channel = await this.channels.open(id)
    try {
      const { maxChannelsPerConnection } = this.#options.limits
      for (const attachment of user.isMemberOf(id) ? user.attachments : []) {
        if (attachment.isIn(channel) || attachment.joined >= maxChannelsPerConnection) continue
        // A membership opens what the policy closes, never what the token does.
        if (!this.#rights.allow('join', id, attachment.principal, true)) continue
        const data = { channel_id: id, message: `The server joined you to ${id}.`, ...channel.top }
        attachment.connection.push({ type: 'join_channel_ack', data: { ...data, recovered: false, messages: [] } })
        this.#occupancy.enter(attachment, channel)
      }
    } finally {
      this.channels.release(channel)
    }
  }

  async removeMember(id: string, userId: string): Promise<void> {
    await this.#membership.remove(id, userId)
    for (const attachment of this.#users.get(userId)?.attachments ?? []) this.#occupancy.dismiss(attachment, id)
  }

  // ---- messages ----

  async send(attachment: Attachment, data: SendMessage['data']): Promise<SendMessageAck['data']> {
    const channel =
      data.channel_id === undefined ? attachment.latest : this.#occupancy.joined(attachment, data.channel_id)
    if (channel === undefined)
      refuse(
        'not_joined',
        data.channel_id === undefined ? 'Join a channel first, or name one.' : `Join ${data.channel_id} first.`,
      )
    this.#rights.demand('send', channel.id, attachment, channel.policy)
    return acknowledge(
      channel.id,
      await this.speaker.say(
        {
          channelId: channel.id,
          userId: attachment.user.id,
          content: data.content,
          client_message_id: data.client_message_id,
        },
        channel.policy,
      ),
    )
  }

  async publish(attachment: Attachment, data: Publish['data']): Promise<PublishAck['data']> {
    const channel = this.#occupancy.joined(attachment, data.channel_id)
    if (channel === undefined) refuse('not_joined', `Join ${data.channel_id} first.`)
    this.#rights.demand('publish', channel.id, attachment, channel.policy)
    return acknowledge(
      channel.id,
      await this.speaker.publish(
        {
          channelId: channel.id,
          userId: attachment.user.id,
          event: data.event,
          payload: data.payload,
          client_message_id: data.client_message_id,
        },
        channel.policy,
      ),
    )
  }

  async sendDirect(attachment: Attachment, data: SendDirect['data']): Promise<SendDirectAck['data']> {
    const decision = mayDirect(data.to, attachment.principal)
    if (!decision.allowed) refuse('forbidden', decision.message)
    return acknowledge(inboxOf(data.to), await this.speaker.sayDirect({ ...data, userId: attachment.user.id }))
  }

  async history(attachment: Attachment, data: History['data']): Promise<HistoryAck['data']> {
    const { channel_id: id } = data
    const channel = isInbox(id) ? attachment.inbox : this.#occupancy.joined(attachment, id)
    this.#rights.demand('history', id, attachment)
    if (channel === undefined) refuse('not_joined', `Join ${id} first.`)
    const { store, limits } = this.#options
    const { ack, entries } = await readHistory(store, data, limits.maxAnswerBytes)
    if (channel === attachment.inbox) this.#reading.fetched(attachment.user, entries)
    return ack
  }

  /** What is kept of a stream; who may see it is somebody else’s question. */
  async readHistory(data: History['data']): Promise<HistoryAck['data']> {
    const { store, limits } = this.#options
    return (await readHistory(store, data, limits.maxAnswerBytes)).ack
  }

  /** A new token can allow less: what it no longer allows is left. */
  renew(attachment: Attachment, principal: Principal): void {
    attachment.principal = principal
    this.#occupancy.review(attachment)
  }
}

function acknowledge(
  channelId: string,
  { messageId, epoch, offset, time, duplicate }: Appended,
): SendMessageAck['data'] {
  return { channel_id: channelId, message_id: messageId, epoch, offset, timestamp: timestamp(time), duplicate }
}
