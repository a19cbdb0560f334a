/** What a stream holds, as the contract says it on the wire. */
import type { ChannelMessage, DirectMessageRecord, PushFrame } from '../../generated/types.ts'
import type { Entry } from '../store/store.ts'

/** Formatting a time costs as much as parsing a frame; within one millisecond it is always the same text. */
let lastTime = -1
let lastText = ''

export function timestamp(time: number): string {
  if (time !== lastTime) {
    lastText = new Date(time).toISOString()
    lastTime = time
  }
  return lastText
}

export function inboxOf(userId: string): string {
  return `@${userId}`
}

export function isInbox(stream: string): boolean {
  return stream.charCodeAt(0) === 0x40
}

export function messageOf(entry: Entry): ChannelMessage | DirectMessageRecord {
  return entry.to === undefined ? channelMessage(entry) : directMessage(entry, entry.to)
}

export function pushOf(entry: Entry): PushFrame {
  return entry.to === undefined
    ? { type: 'new_message', data: channelMessage(entry) }
    : { type: 'direct_message', data: directMessage(entry, entry.to) }
}

function channelMessage({
  stream,
  epoch,
  offset,
  messageId,
  from,
  content,
  time,
  clientMessageId,
}: Entry): ChannelMessage {
  return {
    channel_id: stream,
    epoch,
    offset,
    message_id: messageId,
    ...(from === undefined ? undefined : { user_id: from }),
    content,
    timestamp: timestamp(time),
    ...(clientMessageId === undefined ? undefined : { client_message_id: clientMessageId }),
  }
}

function directMessage(
  { stream, epoch, offset, messageId, from, content, time, clientMessageId }: Entry,
  to: string,
): DirectMessageRecord {
  return {
    channel_id: stream,
    epoch,
    offset,
    message_id: messageId,
    ...(from === undefined ? undefined : { from }),
    to,
    content,
    timestamp: timestamp(time),
    ...(clientMessageId === undefined ? undefined : { client_message_id: clientMessageId }),
  }
}
