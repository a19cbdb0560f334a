/** A page of history, and from the wire’s messages to those of the page. */
import type { ChannelEntry, DirectMessageRecord } from '../../client/index.ts'
import type { StoredMessage } from './state/message.ts'
import type { Past } from './state/timeline.ts'

export interface Page {
  readonly messages: readonly StoredMessage[]
  readonly past: Past
}

export function fromChannel(message: ChannelEntry): StoredMessage {
  return stored(message, message.user_id)
}

export function fromInbox(message: DirectMessageRecord): StoredMessage {
  return stored(message, message.from)
}

/** Whom the message is exchanged with; empty when it is from the server itself. */
export function peerOf({ from, to }: DirectMessageRecord, self: string): string {
  return from === self ? to : (from ?? '')
}

/** A stream may hold other things than messages, from servers and applications that have more to say: shown as they are. */
function contentOf(message: {
  readonly content?: unknown
  readonly event?: unknown
  readonly payload?: unknown
}): string {
  if (typeof message.content === 'string') return message.content
  const name = typeof message.event === 'string' ? message.event : 'something else'
  return message.payload === undefined ? name : `${name} ${JSON.stringify(message.payload)}`
}

function stored(message: ChannelEntry | DirectMessageRecord, author: string | undefined): StoredMessage {
  const { epoch, offset, timestamp } = message
  return {
    messageId: message.message_id,
    epoch,
    offset,
    author,
    content: contentOf(message),
    timestamp,
    clientMessageId: message.client_message_id,
  }
}
