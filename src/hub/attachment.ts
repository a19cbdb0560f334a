/** One open connection as the hub sees it: who it is, what it is in, and how to reach it. */
import type { Principal } from '../auth/auth.ts'
import { type Bucket, fullBucket } from '../protocol/bucket.ts'
import { countOf, each, type Few, has, lastOf, minus, plus } from '../sets/few.ts'
import type { Channel } from './channel.ts'
import type { Connection } from './connection.ts'

export class Attachment {
  readonly connection: Connection
  readonly user: HubUser
  principal: Principal
  readonly inbox: Channel
  /** False from the moment when the connection is over: nothing may be attached to it any more. */
  live = true
  #channels: Few<Channel>

  constructor(connection: Connection, user: HubUser, principal: Principal, inbox: Channel) {
    this.connection = connection
    this.user = user
    this.principal = principal
    this.inbox = inbox
  }

  /** In the order of joining. */
  get channels(): Iterable<Channel> {
    return each(this.#channels)
  }

  /** How many channels it is in. */
  get joined(): number {
    return countOf(this.#channels)
  }

  /** The one joined last is where a message without a channel goes. */
  get latest(): Channel | undefined {
    return lastOf(this.#channels)
  }

  isIn(channel: Channel): boolean {
    return has(this.#channels, channel)
  }

  /** Joining again makes it the one that was joined last. */
  enter(channel: Channel): void {
    this.#channels = plus(minus(this.#channels, channel), channel)
  }

  exit(channel: Channel): void {
    this.#channels = minus(this.#channels, channel)
  }
}

/** A user with at least one connection, or with one on its way in. */
export class HubUser {
  readonly id: string
  /** Whether it is known what the user is a durable member of. */
  loaded = false
  /** How often the user has been told to go: whoever is arriving meanwhile is told too. */
  kicks = 0
  arriving = 0
  /** Up to where the inbox has been handed to a connection without a hole. */
  seen = 0
  storedSeen = 0
  /** What its connections have asked for, all together. */
  requests: Bucket = fullBucket
  #attachments: Few<Attachment>
  #memberships: Few<string>

  constructor(id: string) {
    this.id = id
  }

  get attachments(): Iterable<Attachment> {
    return each(this.#attachments)
  }

  /** How many connections are open. */
  get connected(): number {
    return countOf(this.#attachments)
  }

  attach(attachment: Attachment): void {
    this.#attachments = plus(this.#attachments, attachment)
  }

  detach(attachment: Attachment): void {
    this.#attachments = minus(this.#attachments, attachment)
  }

  /** What the user is a durable member of; right once it is `loaded`. */
  get memberships(): Iterable<string> {
    return each(this.#memberships)
  }

  isMemberOf(channelId: string): boolean {
    return has(this.#memberships, channelId)
  }

  becomeMemberOf(channelId: string): void {
    this.#memberships = plus(this.#memberships, channelId)
  }

  ceaseToBeMemberOf(channelId: string): void {
    this.#memberships = minus(this.#memberships, channelId)
  }

  get gone(): boolean {
    return this.#attachments === undefined && this.arriving === 0
  }
}
