/**
 * How far each connected user has been handed their inbox: by pushes while connected, and by `history` and `join_channel`.
 * It only moves on without a hole, so that what was never handed out stays unread.
 */
import type { Logger } from '../log/log.ts'
import type { Entry, Store } from '../store/store.ts'
import type { HubUser } from './attachment.ts'

export interface InboxReadingOptions {
  readonly store: Store
  readonly log: Logger
}

export class InboxReading {
  readonly #options: InboxReadingOptions

  constructor(options: InboxReadingOptions) {
    this.#options = options
  }

  /** What was stored when the first connection of a user came; never beyond the top of the inbox. */
  begin(user: HubUser, stored: number, top: number): void {
    user.seen = Math.min(stored, top)
    user.storedSeen = user.seen
  }

  /** One more entry was pushed to the connections of the user. */
  pushed(user: HubUser | undefined, { offset }: Entry): void {
    if (user !== undefined && user.connected > 0 && user.seen === offset - 1) user.seen = offset
  }

  /** The user asked for these, and gets them. */
  fetched(user: HubUser, entries: readonly Entry[]): void {
    const [first, last] = [entries[0], entries.at(-1)]
    if (first === undefined || last === undefined || first.offset > user.seen + 1 || last.offset <= user.seen) return
    user.seen = last.offset
    this.keep(user)
  }

  /** Pushes are not written down one by one: this is for when the last connection goes. */
  keep(user: HubUser): void {
    if (user.seen <= user.storedSeen) return
    user.storedSeen = user.seen
    this.#options.store.markSeen(user.id, user.seen).catch((error: unknown) => {
      this.#options.log.warn({ error: String(error) }, 'what a user has seen of their inbox was not stored')
    })
  }
}
