/**
 * One message. What people write goes into text nodes and nowhere else: no link, no image, no markup is ever made of it.
 * It is isolated, so that signs which turn the direction of writing end with it.
 */

import { Avatar } from './avatar.tsx'
import { memo } from './memo.ts'
import type { OutgoingMessage, StoredMessage } from './state/message.ts'
import { clockWords, isoOf } from './times.ts'

export interface MessageRowProps {
  readonly message: StoredMessage
  readonly isHead: boolean
  readonly isOwn: boolean
}

export const MessageRow = memo(function MessageRow({ message, isHead, isOwn }: MessageRowProps) {
  const time = Date.parse(message.timestamp)
  const author = message.author ?? 'Server'
  return (
    <li class="chat-message" data-head={isHead} data-own={isOwn} data-offset={message.offset}>
      <Beside author={author} isHead={isHead} time={time} />
      <div class="chat-said">
        {isHead ? <Head author={author} time={time} isOwn={isOwn} /> : <span class="unseen">{author}: </span>}
        <p class="chat-text" dir="auto">
          {message.content}
        </p>
      </div>
    </li>
  )
})

export interface OutgoingRowProps {
  readonly message: OutgoingMessage
  readonly self: string
  readonly isHead: boolean
  readonly isOnline: boolean
  readonly onRetry: () => void
  readonly onDiscard: () => void
}

export function OutgoingRow({ message, self, isHead, isOnline, onRetry, onDiscard }: OutgoingRowProps) {
  const { delivery, content, writtenAt } = message
  return (
    <li class="chat-message" data-head={isHead} data-own="true" data-delivery={delivery.state}>
      <Beside author={self} isHead={isHead} time={writtenAt} />
      <div class="chat-said">
        {isHead ? <Head author={self} time={writtenAt} isOwn={true} /> : <span class="unseen">{self}: </span>}
        <p class="chat-text" dir="auto">
          {content}
        </p>
        {delivery.state === 'pending' && (
          <div class="chat-delivery chat-waiting muted">
            <span>{isOnline ? 'Sending …' : 'Pending: will be sent when connected'}</span>
            <button type="button" class="button button-quiet chat-small" onClick={onDiscard}>
              Discard
            </button>
          </div>
        )}
        {delivery.state === 'failed' && (
          <div class="chat-delivery chat-failed" role="alert">
            <span>Not sent: {delivery.failure.message}</span>
            <button type="button" class="button chat-small" onClick={onRetry}>
              Retry
            </button>
            <button type="button" class="button button-quiet chat-small" onClick={onDiscard}>
              Discard
            </button>
          </div>
        )}
      </div>
    </li>
  )
}

function Head({ author, time, isOwn }: { readonly author: string; readonly time: number; readonly isOwn: boolean }) {
  return (
    <p class="chat-head">
      <bdi class="chat-author">{author}</bdi>
      {isOwn && <span class="chat-you">you</span>}
      <Time time={time} />
    </p>
  )
}

function Beside({
  author,
  isHead,
  time,
}: {
  readonly author: string
  readonly isHead: boolean
  readonly time: number
}) {
  if (isHead) return <Avatar name={author} />
  return (
    <span class="chat-beside" aria-hidden="true">
      {clockWords(time)}
    </span>
  )
}

function Time({ time }: { readonly time: number }) {
  const iso = isoOf(time)
  return iso === undefined ? null : (
    <time class="chat-time figures" dateTime={iso} title={iso}>
      {clockWords(time)}
    </time>
  )
}
