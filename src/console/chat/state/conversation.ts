/** A room, or what is said with one user: its timeline, what of it is unread, and who is there. */
import { emptyTimeline, type Timeline } from './timeline.ts'

/**
 * The name of a conversation in the page and its address: a channel id, or `@` and a user id. Channel ids never begin
 * with `@`.
 */
export type ConversationId = string

export interface Person {
  readonly userId: string
  readonly connections: number
}

export type Membership =
  | { readonly state: 'joining' }
  | { readonly state: 'joined' }
  | { readonly state: 'refused'; readonly message: string }

export interface Presence {
  readonly count: number
  readonly people: readonly Person[]
}

export interface Room {
  readonly kind: 'room'
  readonly membership: Membership
  /** Undefined until the server has told, or when it does not tell. */
  readonly presence: Presence | undefined
}

export interface Direct {
  readonly kind: 'direct'
  /** Empty for what the server sends in nobody’s name. */
  readonly peer: string
}

export interface Conversation {
  readonly id: ConversationId
  readonly about: Room | Direct
  readonly timeline: Timeline
  readonly unread: number
  /** The first entry that nobody had looked at when the conversation was opened; the line "new" stands before it. */
  readonly firstUnread: string | undefined
  readonly draft: string
}

export function directId(userId: string): ConversationId {
  return `@${userId}`
}

export function newRoom(channelId: string): Conversation {
  return { ...blank(channelId), about: { kind: 'room', membership: { state: 'joining' }, presence: undefined } }
}

export function newDirect(peer: string): Conversation {
  return { ...blank(directId(peer)), about: { kind: 'direct', peer } }
}

export function titleOf({ about, id }: Conversation): string {
  if (about.kind === 'room') return id
  return about.peer === '' ? 'Server' : about.peer
}

function blank(id: ConversationId) {
  return { id, timeline: emptyTimeline, unread: 0, firstUnread: undefined, draft: '' }
}
