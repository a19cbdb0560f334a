/** The list of what is open: rooms and people, each with what is unread and what was said last. */
import { hashOf } from '../route.ts'
import { rove } from '../shell/roving.ts'
import { Avatar } from './avatar.tsx'
import { OpenForm } from './open-form.tsx'
import { type Conversation, type ConversationId, directId, titleOf } from './state/conversation.ts'
import { newest } from './state/timeline.ts'

export interface ConversationsProps {
  readonly conversations: readonly Conversation[]
  readonly selected: ConversationId | undefined
  readonly self: string | undefined
  readonly onOpen: (id: ConversationId) => void
}

export function Conversations({ conversations, selected, self, onOpen }: ConversationsProps) {
  const rooms = conversations.filter(({ about }) => about.kind === 'room')
  const people = conversations.filter(({ about }) => about.kind === 'direct')
  const focusable = conversations.some(({ id }) => id === selected) ? selected : (rooms[0] ?? people[0])?.id
  const list = (items: readonly Conversation[]) =>
    items.map((conversation) => (
      <Item
        key={conversation.id}
        conversation={conversation}
        isSelected={conversation.id === selected}
        isStop={conversation.id === focusable}
        self={self}
      />
    ))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the links inside.
    <div class="chat-lists" onKeyDown={rove}>
      <nav class="chat-section" aria-labelledby="chat-rooms">
        <h2 id="chat-rooms">Rooms</h2>
        <ul>{list(rooms)}</ul>
        <OpenForm label="Join a room" placeholder="room:1" mark="#" onOpen={onOpen} />
      </nav>
      <nav class="chat-section" aria-labelledby="chat-directs">
        <h2 id="chat-directs">Direct messages</h2>
        <ul>{list(people)}</ul>
        <OpenForm label="Message somebody" placeholder="bob" mark="@" onOpen={(user) => onOpen(directId(user))} />
      </nav>
    </div>
  )
}

interface ItemProps {
  readonly conversation: Conversation
  readonly isSelected: boolean
  readonly isStop: boolean
  readonly self: string | undefined
}

function Item({ conversation, isSelected, isStop, self }: ItemProps) {
  const { id, about, unread } = conversation
  const said = newest(conversation.timeline)
  const title = titleOf(conversation)
  return (
    <li>
      <a
        class="chat-item"
        href={hashOf('chat', id)}
        aria-current={isSelected ? 'page' : undefined}
        data-roving
        data-unread={unread > 0}
        tabIndex={isStop ? 0 : -1}
      >
        {about.kind === 'direct' ? (
          <Avatar name={title} />
        ) : (
          <span class="chat-hash" aria-hidden="true">
            #
          </span>
        )}
        <span class="chat-item-words">
          <span class="chat-item-title">{title}</span>
          {said !== undefined && (
            <span class="chat-item-last">
              <bdi>{said.author === self ? 'you' : (said.author ?? 'server')}</bdi>:{' '}
              <bdi>{said.content.slice(0, 80)}</bdi>
            </span>
          )}
        </span>
        {unread > 0 && (
          <span class="count">
            {unread > 99 ? '99+' : unread}
            <span class="unseen"> unread</span>
          </span>
        )}
      </a>
    </li>
  )
}
