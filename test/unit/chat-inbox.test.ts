/** The inbox as conversations: one stream, in which the two who talk have to be found. */
import { describe, expect, it } from 'vitest'
import type { Client, DirectMessageRecord, HistoryOptions, HistoryPage } from '../../src/client/index.ts'
import { Inbox } from '../../src/console/chat/inbox.ts'
import { type ChatAction, emptyChat, reduce } from '../../src/console/chat/state/chat-state.ts'
import { createStore } from '../../src/console/chat/state/store.ts'
import { emptyTimeline } from '../../src/console/chat/state/timeline.ts'

type Listener = (value: unknown) => void

/** As much of a client as an inbox uses: `messages` is the stream, oldest first. */
class FakeClient {
  readonly userId = 'alice'
  readonly asked: HistoryOptions[] = []
  readonly listeners = new Map<string, Listener>()
  readonly inbox = {
    on: (event: string, listener: Listener) => this.on(event, listener),
    history: (options: HistoryOptions) => this.#history(options),
  }
  readonly #messages: readonly DirectMessageRecord[]

  constructor(messages: readonly DirectMessageRecord[]) {
    this.#messages = messages
  }

  on(event: string, listener: Listener): () => void {
    this.listeners.set(event, listener)
    return () => void this.listeners.delete(event)
  }

  async #history(options: HistoryOptions): Promise<HistoryPage<DirectMessageRecord>> {
    this.asked.push(options)
    const { before = Number.POSITIVE_INFINITY, limit = 100 } = options
    const older = this.#messages.filter(({ offset }) => offset < before)
    const messages = older.slice(-limit)
    return {
      channel_id: '@alice',
      messages,
      has_more: messages.length < older.length,
      epoch: 'e',
      offset: this.#messages.length,
    }
  }
}

function record(offset: number, from: string, to = 'alice'): DirectMessageRecord {
  const timestamp = '2026-01-31T09:30:00.000Z'
  return {
    channel_id: '@alice',
    epoch: 'e',
    offset,
    message_id: `m${offset}`,
    from,
    to,
    content: `${offset}`,
    timestamp,
  }
}

function inboxOf(messages: readonly DirectMessageRecord[]) {
  const client = new FakeClient(messages)
  const store = createStore(reduce, reduce(emptyChat, { type: 'self', userId: 'alice' }))
  const dispatch = (action: ChatAction) => store.dispatch(action)
  return { client, store, inbox: new Inbox(client as unknown as Client, dispatch, () => store.state) }
}

const crowd = (count: number) =>
  Array.from({ length: count }, (_, at) => record(at + 1, at === 0 ? 'bob' : `user-${at % 7}`))

describe('the past of a conversation', () => {
  it('is looked for page by page, until something of the other comes up or the beginning', async () => {
    const { client, inbox } = inboxOf(crowd(500))
    const page = await inbox.readPage('bob', emptyTimeline)
    expect(page.messages.map(({ offset }) => offset)).toEqual([1])
    expect(page.past).toEqual({ state: 'beginning' })
    expect(client.asked.map(({ before }) => before)).toEqual([undefined, 301, 101])
  })

  it('is not looked for for ever at once, and goes on where it stopped', async () => {
    const { client, inbox } = inboxOf(crowd(5000))
    const first = await inbox.readPage('bob', emptyTimeline)
    expect(client.asked).toHaveLength(10)
    expect(first.messages).toEqual([])
    expect(first.past).toMatchObject({ state: 'more', before: { offset: 3001 } })
    await inbox.readPage('bob', { ...emptyTimeline, past: first.past })
    expect(client.asked[10]).toMatchObject({ before: 3001 })
  })

  it('has what was sent as well as what was received', async () => {
    const { inbox } = inboxOf([record(1, 'bob'), record(2, 'alice', 'bob'), record(3, 'carol')])
    const page = await inbox.readPage('bob', emptyTimeline)
    expect(page.messages.map(({ author }) => author)).toEqual(['bob', 'alice'])
  })
})

describe('what waited while nobody was there', () => {
  it('is read once, after the first connect', async () => {
    const { client, store } = inboxOf([record(1, 'bob'), record(2, 'bob'), record(3, 'carol')])
    const told = { channel_id: '@alice', epoch: 'e', offset: 3, unread: 2 }
    client.listeners.get('inbox')?.(told)
    client.listeners.get('inbox')?.(told)
    await expect.poll(() => [...store.state.conversations.keys()]).toEqual(['@bob', '@carol'])
    expect([...store.state.conversations.values()].map(({ unread }) => unread)).toEqual([1, 1])
    expect(client.asked).toEqual([{ limit: 200, before: 4, epoch: 'e' }])
  })

  it('opens a conversation when somebody writes for the first time', () => {
    const { client, store } = inboxOf([])
    client.listeners.get('direct_message')?.(record(1, 'dave'))
    expect(store.state.conversations.get('@dave')).toMatchObject({ unread: 1 })
  })
})
