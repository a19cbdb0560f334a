/**
 * What one connection sees of its streams: the offsets of an epoch in order, none missing and none twice, from where a
 * reply said that the live feed begins.
 */
import type {
  ConnectAck,
  HistoryAck,
  JoinChannelAck,
  Position,
  ServerFrame,
  StoredMessage,
} from '../../../generated/types.ts'
import type { Asked } from './answers.ts'

const defaultLimit = 100

export class Positions {
  readonly #at = new Map<string, Position>()

  /** Where the connection is in a stream; undefined when it is not in it. */
  of(stream: string): Position | undefined {
    return this.#at.get(stream)
  }

  *received(frame: ServerFrame, to: Asked | undefined): Iterable<string> {
    switch (frame.type) {
      case 'connect_ack':
        yield* this.#welcome(frame.data)
        return
      case 'join_channel_ack':
        yield* this.#joined(frame.data, to)
        return
      case 'leave_channel_ack':
        this.#at.delete(frame.data.channel_id)
        return
      case 'new_message':
      case 'direct_message':
      case 'new_event':
        yield* this.#pushed(frame.data)
        return
      case 'history_ack':
        yield* pageProblems(frame.data, (to?.data ?? {}) as HistoryQuestion)
        return
      default:
    }
  }

  *#welcome({ channels, inbox, user_id: user }: ConnectAck['data']): Iterable<string> {
    if (inbox.channel_id !== `@${user}`) yield `the inbox of ${user} is called ${inbox.channel_id}`
    for (const { channel_id, epoch, offset } of [...channels, inbox]) this.#at.set(channel_id, { epoch, offset })
  }

  *#joined(ack: JoinChannelAck['data'], to: Asked | undefined): Iterable<string> {
    const { channel_id: stream, epoch, offset, recovered, messages } = ack
    const since = (to?.data as { since?: Position } | undefined)?.since
    const before = this.#at.get(stream)
    if (before !== undefined && before.epoch === epoch && before.offset > offset)
      yield `${stream}: the reply says ${offset}, and ${before.offset} had been pushed before it`
    this.#at.set(stream, { epoch, offset })
    if (!recovered) {
      if (messages.length > 0) yield `${stream}: recovered is false, and there are ${messages.length} messages`
      return
    }
    if (since === undefined) {
      yield `${stream}: recovered is true, though there was no since`
      return
    }
    if (since.epoch !== epoch) yield `${stream}: recovered is true, though since is of another epoch`
    yield* runProblems(stream, epoch, since.offset, messages)
    const last = since.offset + messages.length
    if (last !== offset)
      yield `${stream}: recovered from ${since.offset} to ${last}, and the live feed begins after ${offset}`
  }

  *#pushed({ channel_id: stream, epoch, offset }: StoredMessage): Iterable<string> {
    const at = this.#at.get(stream)
    if (at === undefined) {
      yield `a message of ${stream} was pushed to a connection that is not in it`
      return
    }
    if (epoch !== at.epoch) yield `${stream}: a message of the epoch ${epoch} was pushed after one of ${at.epoch}`
    else if (offset <= at.offset)
      yield `${stream}: offset ${offset} was pushed when ${at.offset} had been seen: it came twice`
    else if (offset > at.offset + 1) yield `${stream}: offset ${offset} was pushed after ${at.offset}: there is a gap`
    this.#at.set(stream, { epoch, offset })
  }
}

export interface HistoryQuestion {
  readonly after?: number
  readonly before?: number
  readonly epoch?: string
  readonly limit?: number
}

/** What a page of history has to be, by socket or by HTTP. */
export function* pageProblems(page: HistoryAck['data'], question: HistoryQuestion): Iterable<string> {
  const { channel_id: stream, messages, epoch, offset, has_more: more } = page
  const { after, before, limit = defaultLimit } = question
  const [first, last] = [messages[0], messages.at(-1)]
  if (messages.length > limit) yield `${stream}: ${messages.length} messages came, and ${limit} were asked for at most`
  if (question.epoch !== undefined && question.epoch !== epoch) {
    if (messages.length > 0 || more) yield `${stream}: history of another epoch is not empty`
    return
  }
  if (first === undefined || last === undefined) {
    if (more) yield `${stream}: has_more is true on an empty page`
    return
  }
  yield* runProblems(stream, epoch, first.offset - 1, messages)
  if (last.offset > offset) yield `${stream}: history has ${last.offset}, and the top is ${offset}`
  if (after !== undefined && first.offset <= after) yield `${stream}: history after ${after} has ${first.offset}`
  if (before !== undefined && last.offset >= before) yield `${stream}: history before ${before} has ${last.offset}`
  if (after !== undefined && !more && last.offset !== offset)
    yield `${stream}: has_more is false at ${last.offset}, and the top is ${offset}`
  if (after !== undefined && more && last.offset === offset) yield `${stream}: has_more is true at the top`
  if (after === undefined && more && first.offset === 1) yield `${stream}: has_more is true at the first message`
}

function* runProblems(
  stream: string,
  epoch: string,
  after: number,
  messages: readonly StoredMessage[],
): Iterable<string> {
  for (const [at, message] of messages.entries()) {
    const expected = after + at + 1
    if (message.channel_id !== stream) yield `${stream}: a message of ${message.channel_id} is among its own`
    if (message.epoch !== epoch) yield `${stream}: a message of epoch ${message.epoch} is among those of ${epoch}`
    if (message.offset !== expected) {
      yield `${stream}: offset ${message.offset} stands where ${expected} should`
      return
    }
  }
}
