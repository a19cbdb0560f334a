/** One open connection as the hub sees it: who it is, what it is in, and how to reach it. */
import type { Principal } from '../auth/auth.ts'
import { CompactSet } from '../sets/compact-set.ts'
import type { Channel } from './channel.ts'
import type { Connection } from './connection.ts'

export class Attachment {
  readonly connection: Connection
  readonly user: HubUser
  principal: Principal
  /** In the order of joining; the one joined last is where a message without a channel goes. */
  readonly channels = new CompactSet<Channel>()
  readonly inbox: Channel
  /** False from the moment when the connection is over: nothing may be attached to it any more. */
  live = true

  constructor(connection: Connection, user: HubUser, principal: Principal, inbox: Channel) {
    this.connection = connection
    this.user = user
    this.principal = principal
    this.inbox = inbox
  }
}

/** A user with at least one connection, or with one on its way in. */
export class HubUser {
  readonly id: string
  readonly attachments = new CompactSet<Attachment>()
  /** What the user is a durable member of; right once it is `loaded`. */
  readonly memberships = new CompactSet<string>()
  loaded = false
  /** How often the user has been told to go: whoever is arriving meanwhile is told too. */
  kicks = 0
  arriving = 0
  /** Up to where the inbox has been handed to a connection without a hole. */
  seen = 0
  storedSeen = 0

  constructor(id: string) {
    this.id = id
  }

  get gone(): boolean {
    return this.attachments.size === 0 && this.arriving === 0
  }
}
