/** A message as the page shows it: a stored one has its place in a stream, an outgoing one waits for its own. */

/** A message that the server has stored, in a room or in the inbox. */
export interface StoredMessage {
  readonly messageId: string
  readonly epoch: string
  readonly offset: number
  /** Undefined: the server sent it, in nobody’s name. */
  readonly author: string | undefined
  readonly content: string
  /** As the server wrote it: RFC 3339. */
  readonly timestamp: string
  readonly clientMessageId?: string | undefined
}

export interface SendFailure {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
}

export type Delivery =
  /** Sent, or waiting for a connection; nobody has acknowledged it. */
  | { readonly state: 'pending' }
  /** Acknowledged; its place in the stream comes with the push. */
  | { readonly state: 'stored'; readonly messageId: string }
  | { readonly state: 'failed'; readonly failure: SendFailure }

export interface OutgoingMessage {
  readonly clientMessageId: string
  readonly content: string
  /** When it was written, by the clock of this window. */
  readonly writtenAt: number
  readonly delivery: Delivery
}

export function keyOf({ epoch, offset }: { readonly epoch: string; readonly offset: number }): string {
  return `${epoch}-${offset}`
}
