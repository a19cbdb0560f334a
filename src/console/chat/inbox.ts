/** The inbox of the user: one stream, shown as a conversation with each of those who wrote or were written to. */
import type { Client, DirectMessageRecord } from '../../client/index.ts'
import { fromInbox, type Page, peerOf } from './page.ts'
import type { ChatAction, ChatState } from './state/chat-state.ts'
import { directId } from './state/conversation.ts'
import { oldest, type Past, type Place, type Timeline } from './state/timeline.ts'

const overviewSize = 200
const pageSize = 200
/** Others may have written much since the two last talked; one look back goes no further than this. */
const mostPages = 10
const enough = 20

export class Inbox {
  readonly #client: Client
  readonly #dispatch: (action: ChatAction) => void
  readonly #state: () => ChatState
  readonly #ends: readonly (() => void)[]
  #overview: 'unread' | 'reading' | 'read' = 'unread'

  constructor(client: Client, dispatch: (action: ChatAction) => void, state: () => ChatState) {
    this.#client = client
    this.#dispatch = dispatch
    this.#state = state
    this.#ends = [
      client.on('inbox', (inbox) => void this.#readOverview(inbox)),
      client.inbox.on('direct_message', (message) => this.#came(message)),
      client.inbox.on('reset', ({ why, top }) => {
        for (const { id, about } of state().conversations.values()) {
          if (about.kind === 'direct') dispatch({ type: 'reset', id, why, at: top })
        }
      }),
    ]
  }

  /** Reads back until something of this peer comes up. */
  async readPage(peer: string, { past, entries, outgoing }: Timeline): Promise<Page> {
    const found: DirectMessageRecord[] = []
    let before: Place | undefined = past.state === 'more' ? past.before : undefined
    before ??= oldest({ entries, outgoing, past })
    for (let count = 0; count < mostPages && found.length < enough; count++) {
      const page = await this.#client.inbox.history({
        limit: pageSize,
        ...(before === undefined ? {} : { before: before.offset, epoch: before.epoch }),
      })
      found.unshift(...page.messages.filter((message) => peerOf(message, this.#self()) === peer))
      before = page.messages[0] ?? before
      if (!page.has_more) return { messages: found.map(fromInbox), past: { state: 'beginning' } }
    }
    return { messages: found.map(fromInbox), past: { state: 'more', before } }
  }

  end(): void {
    for (const end of this.#ends) end()
  }

  #self(): string {
    return this.#client.userId ?? ''
  }

  #came(message: DirectMessageRecord): void {
    const peer = peerOf(message, this.#self())
    this.#dispatch({ type: 'direct_opened', peer })
    this.#dispatch({ type: 'message', id: directId(peer), message: fromInbox(message) })
    // The first that came from somebody: what was said before belongs to it.
    if (this.#state().conversations.get(directId(peer))?.timeline.past.state === 'unknown') this.#dispatchPast(peer)
  }

  #dispatchPast(peer: string): void {
    if (this.#overview !== 'read') return
    const id = directId(peer)
    const timeline = this.#state().conversations.get(id)?.timeline
    if (timeline === undefined) return
    this.#dispatch({ type: 'past_asked', id })
    this.readPage(peer, timeline).then(
      (page) => this.#dispatch({ type: 'past_read', id, ...page }),
      (error: unknown) => this.#dispatch({ type: 'past_failed', id, message: String(error) }),
    )
  }

  /** Once, after the first connect: later ones are resumed by the SDK. */
  async #readOverview({ epoch, offset, unread }: { epoch: string; offset: number; unread: number }): Promise<void> {
    if (this.#overview !== 'unread') return
    this.#overview = 'reading'
    try {
      const page = await this.#client.inbox.history({ limit: overviewSize, before: offset + 1, epoch })
      const messages = page.messages.map((message) => ({
        peer: peerOf(message, this.#self()),
        message: fromInbox(message),
      }))
      const past: Past = page.has_more ? { state: 'more', before: page.messages[0] } : { state: 'beginning' }
      this.#dispatch({ type: 'inbox_read', messages, past, unread })
      this.#overview = 'read'
    } catch {
      // The next connect tries again.
      this.#overview = 'unread'
    }
  }
}
