/** The messages of a conversation, oldest first, and older ones as the reader goes up. */
import { useMemo } from 'preact/hooks'
import { MessageRow, OutgoingRow } from './message-row.tsx'
import { useScroll } from './scroll.ts'
import type { ChatSession } from './session.ts'
import { type Conversation, titleOf } from './state/conversation.ts'
import { type Row, rowsOf } from './state/rows.ts'
import type { Past } from './state/timeline.ts'
import { dayOf, dayWords } from './times.ts'

export interface LogProps {
  readonly chat: ChatSession
  readonly conversation: Conversation
  readonly self: string | undefined
  readonly isOnline: boolean
}

export function Log({ chat, conversation, self, isOnline }: LogProps) {
  const { id, timeline, firstUnread, unread } = conversation
  const rows = useMemo(() => rowsOf(timeline, self, firstUnread, dayOf), [timeline, self, firstUnread])
  const { past } = timeline
  const scroll = useScroll(
    id,
    timeline.entries[0]?.key,
    rows,
    timeline.outgoing.at(-1)?.clientMessageId,
    () => {
      if (past.state === 'more') void chat.readPast(id)
    },
    (isAtEnd) => chat.store.dispatch({ type: 'scrolled', id, isAtEnd }),
  )
  return (
    <div class="chat-scroller">
      <div
        class="chat-log"
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-busy={past.state === 'loading'}
        aria-label={`Messages: ${titleOf(conversation)}`}
        ref={scroll.place}
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse.
        tabIndex={0}
      >
        <Beginning past={past} isEmpty={rows.length === 0} onRead={() => void chat.readPast(id)} />
        <ol>
          {rows.map((row) => (
            <RowView key={row.key} row={row} chat={chat} id={id} self={self} isOnline={isOnline} />
          ))}
        </ol>
      </div>
      {!scroll.isAtEnd && (
        <button type="button" class="button chat-to-end" onClick={scroll.toEnd}>
          {unread === 0 ? 'To the newest' : `${unread} new`} ↓
        </button>
      )}
    </div>
  )
}

interface RowProps extends Omit<LogProps, 'conversation'> {
  readonly row: Row
  readonly id: string
}

function RowView({ row, chat, id, self, isOnline }: RowProps) {
  switch (row.kind) {
    case 'day':
      return (
        <li class="chat-line">
          <span>{dayWords(row.time, Date.now())}</span>
        </li>
      )
    case 'new':
      return (
        <li class="chat-line chat-line-new">
          <span>new</span>
        </li>
      )
    case 'notice':
      return (
        <li class="chat-notice" title={row.timestamp}>
          <bdi>{row.userId}</bdi> {row.what}
        </li>
      )
    case 'gap':
      return (
        <li class="chat-line chat-line-gap">
          <span>
            Messages may be missing here
            <button type="button" class="button chat-small" onClick={() => chat.reload(id)}>
              Reload
            </button>
          </span>
        </li>
      )
    case 'message':
      return <MessageRow message={row.message} isHead={row.isHead} isOwn={row.message.author === self} />
    case 'outgoing': {
      const { clientMessageId } = row.message
      return (
        <OutgoingRow
          message={row.message}
          self={self ?? ''}
          isHead={row.isHead}
          isOnline={isOnline}
          onRetry={() => chat.retry(id, clientMessageId)}
          onDiscard={() => chat.discard(id, clientMessageId)}
        />
      )
    }
  }
}

function Beginning({
  past,
  isEmpty,
  onRead,
}: {
  readonly past: Past
  readonly isEmpty: boolean
  readonly onRead: () => void
}) {
  switch (past.state) {
    case 'unknown':
      return null
    case 'loading':
      return <p class="chat-past muted">Reading …</p>
    case 'beginning':
      return <p class="chat-past muted">{isEmpty ? 'Nothing has been said yet.' : 'The beginning of what is kept.'}</p>
    case 'failed':
      return (
        <p class="chat-past chat-failed">
          <span>{past.message}</span>
          <button type="button" class="button chat-small" onClick={onRead}>
            Try again
          </button>
        </p>
      )
    case 'more':
      return (
        <p class="chat-past">
          <button type="button" class="button button-quiet chat-small" onClick={onRead}>
            Older messages
          </button>
        </p>
      )
  }
}
