/** All that the chat shows, and what can happen to it. A pure reducer: no DOM, no clock, no connection. */
import {
  type Conversation,
  type ConversationId,
  directId,
  type Membership,
  newDirect,
  newRoom,
  type Presence,
} from './conversation.ts'
import { keyOf, type OutgoingMessage, type SendFailure, type StoredMessage } from './message.ts'
import {
  broken,
  delivered,
  discarded,
  emptied,
  noticed,
  type Past,
  type Place,
  prepended,
  received,
  type Timeline,
  written,
} from './timeline.ts'

export interface ChatState {
  readonly self: string | undefined
  /** In the order in which they were opened. */
  readonly conversations: ReadonlyMap<ConversationId, Conversation>
  readonly selected: ConversationId | undefined
  /** Whether the chat can be seen, and whether it shows the end of the selected conversation: what comes then is read. */
  readonly isVisible: boolean
  readonly isAtEnd: boolean
}

export type ChatAction =
  | { readonly type: 'self'; readonly userId: string }
  | { readonly type: 'room_opened'; readonly id: ConversationId }
  | { readonly type: 'direct_opened'; readonly peer: string }
  | { readonly type: 'closed'; readonly id: ConversationId }
  | { readonly type: 'selected'; readonly id: ConversationId | undefined }
  | { readonly type: 'seen'; readonly isVisible: boolean }
  | { readonly type: 'scrolled'; readonly id: ConversationId; readonly isAtEnd: boolean }
  | { readonly type: 'drafted'; readonly id: ConversationId; readonly draft: string }
  | { readonly type: 'membership'; readonly id: ConversationId; readonly membership: Membership }
  | { readonly type: 'presence'; readonly id: ConversationId; readonly presence: Presence }
  | { readonly type: 'message'; readonly id: ConversationId; readonly message: StoredMessage }
  | {
      readonly type: 'notice'
      readonly id: ConversationId
      readonly what: 'joined' | 'left'
      readonly userId: string
      readonly timestamp: string
    }
  | { readonly type: 'reset'; readonly id: ConversationId; readonly why: string; readonly at: Place }
  | { readonly type: 'reload'; readonly id: ConversationId }
  | { readonly type: 'past_asked'; readonly id: ConversationId }
  | {
      readonly type: 'past_read'
      readonly id: ConversationId
      readonly messages: readonly StoredMessage[]
      readonly past: Past
    }
  | { readonly type: 'past_failed'; readonly id: ConversationId; readonly message: string }
  /** What the inbox held when the page came: some of it nobody has read. */
  | {
      readonly type: 'inbox_read'
      readonly messages: readonly { readonly peer: string; readonly message: StoredMessage }[]
      readonly past: Past
      readonly unread: number
    }
  | { readonly type: 'written'; readonly id: ConversationId; readonly message: Omit<OutgoingMessage, 'delivery'> }
  | { readonly type: 'retried'; readonly id: ConversationId; readonly clientMessageId: string }
  | {
      readonly type: 'acknowledged'
      readonly id: ConversationId
      readonly clientMessageId: string
      readonly messageId: string
    }
  | {
      readonly type: 'send_failed'
      readonly id: ConversationId
      readonly clientMessageId: string
      readonly failure: SendFailure
    }
  | { readonly type: 'discarded'; readonly id: ConversationId; readonly clientMessageId: string }

export const emptyChat: ChatState = {
  self: undefined,
  conversations: new Map(),
  selected: undefined,
  isVisible: false,
  isAtEnd: true,
}

export function reduce(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'self':
      return { ...state, self: action.userId }
    case 'room_opened':
      return state.conversations.has(action.id) ? state : put(state, newRoom(action.id))
    case 'direct_opened':
      return state.conversations.has(directId(action.peer)) ? state : put(state, newDirect(action.peer))
    case 'closed':
      return closed(state, action.id)
    case 'selected':
      return selected(state, action.id)
    case 'seen':
      return action.isVisible === state.isVisible ? state : read({ ...state, isVisible: action.isVisible })
    case 'scrolled':
      return action.id === state.selected && action.isAtEnd !== state.isAtEnd
        ? read({ ...state, isAtEnd: action.isAtEnd })
        : state
    case 'drafted':
      return change(state, action.id, (conversation) => ({ ...conversation, draft: action.draft }))
    case 'membership':
      return inRoom(state, action.id, { membership: action.membership })
    case 'presence':
      return inRoom(state, action.id, { presence: action.presence })
    case 'message':
      return messageCame(state, action.id, action.message)
    case 'notice':
      return inTimeline(state, action.id, (timeline) => noticed(timeline, action))
    case 'reset':
      return inTimeline(state, action.id, (timeline) => broken(timeline, keyOf(action.at), action.why))
    case 'reload':
      return inTimeline(state, action.id, emptied)
    case 'past_asked':
      return inTimeline(state, action.id, (timeline) => ({ ...timeline, past: { state: 'loading' } }))
    case 'past_read':
      return inTimeline(state, action.id, (timeline) =>
        // Reloaded or cut meanwhile: the page does not fit any more, and is asked for again.
        timeline.past.state === 'loading'
          ? prepended(timeline, ownIdsOnly(state, action.messages), action.past)
          : timeline,
      )
    case 'past_failed':
      return inTimeline(state, action.id, (timeline) => ({
        ...timeline,
        past: { state: 'failed', message: action.message },
      }))
    case 'inbox_read':
      return inboxRead(state, action)
    case 'written':
      return inTimeline(state, action.id, (timeline) => written(timeline, action.message))
    case 'retried':
      return inTimeline(state, action.id, (timeline) =>
        delivered(timeline, action.clientMessageId, { state: 'pending' }),
      )
    case 'acknowledged':
      return inTimeline(state, action.id, (timeline) =>
        delivered(timeline, action.clientMessageId, { state: 'stored', messageId: action.messageId }),
      )
    case 'send_failed':
      return inTimeline(state, action.id, (timeline) =>
        delivered(timeline, action.clientMessageId, { state: 'failed', failure: action.failure }),
      )
    case 'discarded':
      return inTimeline(state, action.id, (timeline) => discarded(timeline, action.clientMessageId))
  }
}

/** How much is unread in all conversations together. */
export function unreadIn({ conversations }: ChatState): number {
  return [...conversations.values()].reduce((sum, { unread }) => sum + unread, 0)
}

function messageCame(state: ChatState, id: ConversationId, message: StoredMessage): ChatState {
  const [own] = ownIdsOnly(state, [message])
  const before = state.conversations.get(id)
  if (before === undefined || own === undefined) return state
  const timeline = received(before.timeline, own)
  if (timeline === before.timeline) return state
  const isFresh = timeline.entries.length !== before.timeline.entries.length
  const isRead = (isReading(state) && state.selected === id) || message.author === state.self || !isFresh
  return put(state, {
    ...before,
    timeline,
    unread: before.unread + (isRead ? 0 : 1),
    firstUnread: isRead ? before.firstUnread : (before.firstUnread ?? keyOf(message)),
  })
}

function inboxRead(
  state: ChatState,
  { messages, past, unread }: Extract<ChatAction, { type: 'inbox_read' }>,
): ChatState {
  const unreadKeys = new Set(messages.slice(messages.length - Math.min(unread, messages.length)).map(placeKey))
  const peers = [...new Set(messages.map(({ peer }) => peer))]
  return peers.reduce((now, peer) => {
    const opened = reduce(now, { type: 'direct_opened', peer })
    const own = messages.filter((one) => one.peer === peer)
    const fresh = own.filter((one) => unreadKeys.has(placeKey(one)) && one.message.author !== state.self)
    return change(opened, directId(peer), (conversation) => {
      const [first] = fresh
      return {
        ...conversation,
        timeline: prepended(
          conversation.timeline,
          ownIdsOnly(
            state,
            own.map(({ message }) => message),
          ),
          past,
        ),
        unread: conversation.unread + fresh.length,
        firstUnread: first === undefined ? conversation.firstUnread : keyOf(first.message),
      }
    })
  }, state)
}

function placeKey({ message }: { readonly message: StoredMessage }): string {
  return keyOf(message)
}

/** Everybody chooses the ids of their own messages; those of others are no sign that one of ours has arrived. */
function ownIdsOnly({ self }: ChatState, messages: readonly StoredMessage[]): StoredMessage[] {
  return messages.map((message) => (message.author === self ? message : { ...message, clientMessageId: undefined }))
}

function selected(state: ChatState, id: ConversationId | undefined): ChatState {
  if (id === state.selected) return read(state)
  const left =
    state.selected === undefined ? state : change(state, state.selected, (one) => ({ ...one, firstUnread: undefined }))
  return read({ ...left, selected: id, isAtEnd: true })
}

function isReading({ isVisible, isAtEnd }: ChatState): boolean {
  return isVisible && isAtEnd
}

function read(state: ChatState): ChatState {
  if (!isReading(state) || state.selected === undefined) return state
  return change(state, state.selected, (one) => (one.unread === 0 ? one : { ...one, unread: 0 }))
}

function closed(state: ChatState, id: ConversationId): ChatState {
  const conversations = new Map(state.conversations)
  conversations.delete(id)
  return { ...state, conversations, selected: state.selected === id ? undefined : state.selected }
}

function inRoom(
  state: ChatState,
  id: ConversationId,
  news: { readonly membership: Membership } | { readonly presence: Presence },
): ChatState {
  return change(state, id, (conversation) =>
    conversation.about.kind === 'room' ? { ...conversation, about: { ...conversation.about, ...news } } : conversation,
  )
}

function inTimeline(state: ChatState, id: ConversationId, next: (timeline: Timeline) => Timeline): ChatState {
  return change(state, id, (conversation) => {
    const timeline = next(conversation.timeline)
    return timeline === conversation.timeline ? conversation : { ...conversation, timeline }
  })
}

function change(state: ChatState, id: ConversationId, next: (conversation: Conversation) => Conversation): ChatState {
  const before = state.conversations.get(id)
  if (before === undefined) return state
  const after = next(before)
  return after === before ? state : put(state, after)
}

function put(state: ChatState, conversation: Conversation): ChatState {
  return { ...state, conversations: new Map(state.conversations).set(conversation.id, conversation) }
}
