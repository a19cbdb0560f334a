/**
 * The chat of one signed-in user: what the SDK tells goes into the state, what the user does goes to the SDK. It lives
 * as long as the user is signed in, whichever view is shown, so that what comes meanwhile is counted.
 */
import type { Client } from '../../client/index.ts'
import { failureOf, messageOf } from './failure.ts'
import { Inbox } from './inbox.ts'
import type { Page } from './page.ts'
import { Rooms } from './rooms.ts'
import { type ChatAction, type ChatState, emptyChat, reduce } from './state/chat-state.ts'
import type { Conversation, ConversationId } from './state/conversation.ts'
import { createStore, type Store } from './state/store.ts'

export class ChatSession {
  readonly store: Store<ChatState, ChatAction> = createStore(reduce, emptyChat)
  readonly #client: Client
  readonly #newId: () => string
  readonly #now: () => number
  readonly #rooms: Rooms
  readonly #inbox: Inbox
  readonly #ends: (() => void)[] = []
  /** What is on its way, by its id: it can be taken back. */
  readonly #sending = new Map<string, AbortController>()

  constructor(client: Client, { newId, now }: { readonly newId: () => string; readonly now: () => number }) {
    this.#client = client
    this.#newId = newId
    this.#now = now
    const dispatch = (action: ChatAction) => this.store.dispatch(action)
    this.#rooms = new Rooms(client, dispatch)
    this.#inbox = new Inbox(client, dispatch, () => this.store.state)
    this.#ends.push(
      client.on('state', (state) => {
        if (state.state !== 'open') return
        dispatch({ type: 'self', userId: state.userId })
        this.#readAgain()
      }),
    )
  }

  openRoom(channelId: string): void {
    this.store.dispatch({ type: 'room_opened', id: channelId })
    void this.#rooms.open(channelId).then((joined) => {
      if (joined) void this.readPast(channelId)
    })
  }

  openDirect(userId: string): void {
    this.store.dispatch({ type: 'direct_opened', peer: userId })
  }

  /** Leaves a room; of direct messages it only takes them from the list. */
  close(id: ConversationId): void {
    this.#rooms.leave(id)
    this.store.dispatch({ type: 'closed', id })
  }

  select(id: ConversationId | undefined): void {
    this.store.dispatch({ type: 'selected', id })
    const conversation = this.#conversation(id)
    if (conversation?.about.kind === 'direct' && conversation.timeline.past.state === 'unknown') {
      void this.readPast(conversation.id)
    }
  }

  say(id: ConversationId, content: string): void {
    const message = { clientMessageId: this.#newId(), content, writtenAt: this.#now() }
    this.store.dispatch({ type: 'written', id, message })
    void this.#send(id, message.clientMessageId, content)
  }

  /** Under the same id: what has arrived after all is not stored twice. */
  retry(id: ConversationId, clientMessageId: string): void {
    const message = this.#conversation(id)?.timeline.outgoing.find((one) => one.clientMessageId === clientMessageId)
    if (message === undefined) return
    this.store.dispatch({ type: 'retried', id, clientMessageId })
    void this.#send(id, clientMessageId, message.content)
  }

  /** What waits is not sent any more. What has left may have arrived; then the stream shows it. */
  discard(id: ConversationId, clientMessageId: string): void {
    this.store.dispatch({ type: 'discarded', id, clientMessageId })
    this.#sending.get(clientMessageId)?.abort()
  }

  /** The next older page, unless it is being read or there is none. */
  async readPast(id: ConversationId): Promise<void> {
    const conversation = this.#conversation(id)
    if (conversation === undefined) return
    const { past } = conversation.timeline
    if (past.state === 'loading' || past.state === 'beginning') return
    this.store.dispatch({ type: 'past_asked', id })
    try {
      const page = await this.#readPage(conversation)
      this.store.dispatch({ type: 'past_read', id, ...page })
    } catch (error) {
      this.store.dispatch({ type: 'past_failed', id, message: messageOf(error) })
    }
  }

  /** After messages may have been missed: what is kept is read anew. */
  reload(id: ConversationId): void {
    this.store.dispatch({ type: 'reload', id })
    void this.readPast(id)
  }

  askPresence(id: ConversationId): void {
    void this.#rooms.askPresence(id)
  }

  end(): void {
    for (const end of this.#ends) end()
    this.#rooms.end()
    this.#inbox.end()
  }

  #conversation(id: ConversationId | undefined): Conversation | undefined {
    return id === undefined ? undefined : this.store.state.conversations.get(id)
  }

  #readPage(conversation: Conversation): Promise<Page> {
    const { about, id, timeline } = conversation
    return about.kind === 'room' ? this.#rooms.readPage(id, timeline) : this.#inbox.readPage(about.peer, timeline)
  }

  async #send(id: ConversationId, clientMessageId: string, content: string): Promise<void> {
    const conversation = this.#conversation(id)
    if (conversation === undefined) return
    const { about } = conversation
    const abort = new AbortController()
    this.#sending.set(clientMessageId, abort)
    try {
      const target = about.kind === 'direct' ? this.#client.direct(about.peer) : this.#client.channel(id)
      const sent = await target.send(content, { clientMessageId, signal: abort.signal })
      this.store.dispatch({ type: 'acknowledged', id, clientMessageId, messageId: sent.message_id })
    } catch (error) {
      this.store.dispatch({ type: 'send_failed', id, clientMessageId, failure: failureOf(error) })
    } finally {
      this.#sending.delete(clientMessageId)
    }
  }

  /** What could not be read while there was no connection. */
  #readAgain(): void {
    for (const { id, timeline } of this.store.state.conversations.values()) {
      if (timeline.past.state === 'failed') void this.readPast(id)
    }
  }
}
