/** What a stream holds, as the contract says it on the wire. */
import type { ChannelEvent, ChannelMessage, DirectMessageRecord, PushFrame } from '../../generated/types.ts'
import type { EventHead } from '../protocol/codec.ts'
import type { Entry, EventMark } from '../store/store.ts'

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

export function messageOf(entry: Entry): ChannelMessage | DirectMessageRecord | ChannelEvent {
  if (entry.event !== undefined) return channelEvent(entry, entry.event)
  return entry.to === undefined ? channelMessage(entry) : directMessage(entry, entry.to)
}

/** Of words; an event is pushed as `eventHead` and the text of its payload. */
export function pushOf(entry: Entry): PushFrame {
  return entry.to === undefined
    ? { type: 'new_message', data: channelMessage(entry) }
    : { type: 'direct_message', data: directMessage(entry, entry.to) }
}

/** Fields that may be missing are set afterwards: spreading them in makes an object that is slow to build and to write. */
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
  const message: ChannelMessage = {
    channel_id: stream,
    epoch,
    offset,
    message_id: messageId,
    content,
    timestamp: timestamp(time),
  }
  if (from !== undefined) message.user_id = from
  if (clientMessageId !== undefined) message.client_message_id = clientMessageId
  return message
}

function directMessage(
  { stream, epoch, offset, messageId, from, content, time, clientMessageId }: Entry,
  to: string,
): DirectMessageRecord {
  const message: DirectMessageRecord = {
    channel_id: stream,
    epoch,
    offset,
    message_id: messageId,
    to,
    content,
    timestamp: timestamp(time),
  }
  if (from !== undefined) message.from = from
  if (clientMessageId !== undefined) message.client_message_id = clientMessageId
  return message
}

function channelEvent(entry: Entry, mark: EventMark): ChannelEvent {
  return { ...eventHead(entry, mark), payload: JSON.parse(entry.content) as ChannelEvent['payload'] }
}

/** All of an event but its payload, which is text already and is not taken apart to be handed out. */
export function eventHead(
  { stream, epoch, offset, messageId, from, time, clientMessageId }: Entry,
  { name, version }: EventMark,
): EventHead {
  const head: EventHead = {
    channel_id: stream,
    epoch,
    offset,
    message_id: messageId,
    event: name,
    version,
    timestamp: timestamp(time),
  }
  if (from !== undefined) head.user_id = from
  if (clientMessageId !== undefined) head.client_message_id = clientMessageId
  return head
}
