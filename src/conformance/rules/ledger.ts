/**
 * A position names one message, for ever and for everyone: whatever any connection, any page of history and any
 * acknowledgement of a run says about a position is kept here, and has to agree.
 */
import type { SendMessageAck, ServerFrame, StoredMessage } from '../../../generated/types.ts'
import { canonical } from '../failure.ts'

type Receipt = Pick<SendMessageAck['data'], 'channel_id' | 'epoch' | 'offset' | 'message_id' | 'timestamp'>

interface Entry {
  readonly messageId: string
  readonly timestamp: string
  message: string | undefined
}

/** What is older was compared when it came; a run is not so long that more would be seen again. */
const mostEntries = 200_000

export class Ledger {
  readonly #entries = new Map<string, Entry>();

  *received(frame: ServerFrame): Iterable<string> {
    switch (frame.type) {
      case 'new_message':
      case 'direct_message':
      case 'new_event':
        yield* this.message(frame.data)
        return
      case 'history_ack':
      case 'join_channel_ack':
        for (const message of frame.data.messages) yield* this.message(message)
        return
      case 'send_message_ack':
      case 'send_direct_ack':
      case 'publish_ack':
        yield* this.receipt(frame.data)
        return
      default:
    }
  }

  *message(message: StoredMessage): Iterable<string> {
    const entry = yield* this.#at(message)
    const text = canonical(message)
    if (entry.message !== undefined && entry.message !== text)
      yield `${placeOf(message)} was shown as ${entry.message} and as ${text}`
    entry.message ??= text
  }

  receipt(receipt: Receipt): Iterable<string> {
    return this.#at(receipt)
  }

  *#at(seen: Receipt): Generator<string, Entry> {
    const place = placeOf(seen)
    const { message_id: messageId, timestamp } = seen
    const known = this.#entries.get(place)
    const entry = known ?? { messageId, timestamp, message: undefined }
    if (entry.messageId !== messageId) yield `${place} is ${entry.messageId} for one and ${messageId} for another`
    else if (entry.timestamp !== timestamp)
      yield `${place} has the time ${entry.timestamp} for one and ${timestamp} for another`
    if (known === undefined) {
      this.#entries.set(place, entry)
      const [oldest] = this.#entries.size > mostEntries ? this.#entries.keys() : []
      if (oldest !== undefined) this.#entries.delete(oldest)
    }
    return entry
  }
}

function placeOf({ channel_id: stream, epoch, offset }: Pick<Receipt, 'channel_id' | 'epoch' | 'offset'>): string {
  return `${stream} ${epoch}/${offset}`
}
