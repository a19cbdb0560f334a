/** The chat without a page: what is shown, unread and pending, whatever comes in whatever order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ChatAction,
  type ChatState,
  emptyChat,
  reduce,
  unreadIn,
} from '../../src/console/chat/state/chat-state.ts'
import { titleOf } from '../../src/console/chat/state/conversation.ts'
import type { StoredMessage } from '../../src/console/chat/state/message.ts'
import { rowsOf } from '../../src/console/chat/state/rows.ts'
import { keptEntries, oldest, type Timeline } from '../../src/console/chat/state/timeline.ts'

const start = Date.parse('2026-01-31T09:30:00.000Z')

function said(offset: number, author = 'bob', more: Partial<StoredMessage> = {}): StoredMessage {
  return {
    messageId: `m${offset}`,
    epoch: 'e',
    offset,
    author,
    content: `line ${offset}`,
    timestamp: new Date(start + offset * 1000).toISOString(),
    ...more,
  }
}

const signedIn: ChatAction[] = [
  { type: 'self', userId: 'alice' },
  { type: 'seen', isVisible: true },
  { type: 'room_opened', id: 'room:1' },
  { type: 'room_opened', id: 'ops' },
  { type: 'selected', id: 'room:1' },
]

function stateAfter(...actions: ChatAction[]): ChatState {
  return [...signedIn, ...actions].reduce(reduce, emptyChat)
}

function timelineOf(state: ChatState, id = 'room:1'): Timeline {
  const timeline = state.conversations.get(id)?.timeline
  if (timeline === undefined) throw new Error(`${id} is not open`)
  return timeline
}

const came = (message: StoredMessage, id = 'room:1'): ChatAction => ({ type: 'message', id, message })
const wrote = (clientMessageId: string): ChatAction => ({
  type: 'written',
  id: 'room:1',
  message: { clientMessageId, content: 'hi', writtenAt: start },
})
const offsets = (timeline: Timeline) =>
  timeline.entries.flatMap((entry) => (entry.kind === 'message' ? [entry.message.offset] : []))

describe('messages', () => {
  it('stand once, however often they come', () => {
    const state = stateAfter(came(said(1)), came(said(2)), came(said(1)), came(said(2)))
    expect(offsets(timelineOf(state))).toEqual([1, 2])
  })

  it('of history go before those of the feed, without those that are there', () => {
    const state = stateAfter(came(said(4)), { type: 'past_asked', id: 'room:1' }, came(said(5)), {
      type: 'past_read',
      id: 'room:1',
      messages: [said(2), said(3), said(4)],
      past: { state: 'more', before: said(2) },
    })
    expect(offsets(timelineOf(state))).toEqual([2, 3, 4, 5])
    expect(timelineOf(state).past).toMatchObject({ state: 'more', before: { offset: 2 } })
  })

  it('of a page that was asked for before a reload are not shown', () => {
    const state = stateAfter(
      came(said(9)),
      { type: 'past_asked', id: 'room:1' },
      { type: 'reload', id: 'room:1' },
      { type: 'past_read', id: 'room:1', messages: [said(1)], past: { state: 'beginning' } },
    )
    expect(timelineOf(state)).toMatchObject({ entries: [], past: { state: 'unknown' } })
  })

  it('are kept up to a bound, and what is dropped can be read again', () => {
    const all = Array.from({ length: keptEntries + 1 }, (_, at) => came(said(at + 1)))
    const timeline = timelineOf(stateAfter(...all))
    expect(timeline.entries.length).toBeLessThanOrEqual(keptEntries)
    expect(timeline.past).toEqual({ state: 'more', before: oldest(timeline) })
    expect(offsets(timeline).at(-1)).toBe(keptEntries + 1)
  })

  it('for rooms that are not open are nobody’s business', () => {
    expect(stateAfter(came(said(1), 'elsewhere'))).toEqual(stateAfter())
  })
})

describe('what is unread', () => {
  it('is what comes into other conversations, and not one’s own', () => {
    const state = stateAfter(came(said(1)), came(said(1), 'ops'), came(said(2, 'alice'), 'ops'), came(said(3), 'ops'))
    expect(state.conversations.get('room:1')?.unread).toBe(0)
    expect(state.conversations.get('ops')).toMatchObject({ unread: 2, firstUnread: 'e-1' })
    expect(unreadIn(state)).toBe(2)
  })

  it('is read by looking, and marked until one looks elsewhere', () => {
    const looked = [came(said(1), 'ops'), { type: 'selected', id: 'ops' }] as const
    expect(stateAfter(...looked).conversations.get('ops')).toMatchObject({ unread: 0, firstUnread: 'e-1' })
    const left = stateAfter(...looked, { type: 'selected', id: 'room:1' })
    expect(left.conversations.get('ops')).toMatchObject({ unread: 0, firstUnread: undefined })
  })

  it('is what comes while the page is hidden or shows older messages', () => {
    const hidden = stateAfter({ type: 'seen', isVisible: false }, came(said(1)))
    expect(unreadIn(hidden)).toBe(1)
    expect(unreadIn(reduce(hidden, { type: 'seen', isVisible: true }))).toBe(0)
    const above = stateAfter({ type: 'scrolled', id: 'room:1', isAtEnd: false }, came(said(1)))
    expect(unreadIn(above)).toBe(1)
    expect(unreadIn(reduce(above, { type: 'scrolled', id: 'room:1', isAtEnd: true }))).toBe(0)
    // A scroll of the conversation that was left says nothing of the one that is shown.
    expect(unreadIn(reduce(above, { type: 'scrolled', id: 'ops', isAtEnd: true }))).toBe(1)
  })

  it('of the inbox is its last messages, by whom they are', () => {
    const messages = [said(1, 'bob'), said(2, 'carol'), said(3, 'alice'), said(4, 'carol')].map((message) => ({
      peer: message.author === 'alice' ? 'bob' : (message.author ?? ''),
      message,
    }))
    const state = stateAfter({ type: 'inbox_read', messages, past: { state: 'beginning' }, unread: 3 })
    expect(state.conversations.get('@bob')).toMatchObject({ unread: 0 })
    expect(offsets(timelineOf(state, '@bob'))).toEqual([1, 3])
    expect(state.conversations.get('@carol')).toMatchObject({ unread: 2, firstUnread: 'e-2' })
  })
})

describe('what is written', () => {
  it('is pending until the stream brings it', () => {
    const pending = stateAfter(wrote('c1'))
    expect(timelineOf(pending).outgoing).toMatchObject([{ delivery: { state: 'pending' } }])
    const acknowledged = reduce(pending, {
      type: 'acknowledged',
      id: 'room:1',
      clientMessageId: 'c1',
      messageId: 'm1',
    })
    expect(timelineOf(acknowledged).outgoing).toMatchObject([{ delivery: { state: 'stored' } }])
    const shown = reduce(acknowledged, came(said(1, 'alice', { clientMessageId: 'c1' })))
    expect(timelineOf(shown)).toMatchObject({ outgoing: [] })
    expect(offsets(timelineOf(shown))).toEqual([1])
  })

  it('is shown exactly once, in whatever order push, acknowledgement and history come', () => {
    const mine = said(2, 'alice', { clientMessageId: 'c1' })
    const events: ChatAction[] = [
      came(mine),
      came(said(3)),
      { type: 'acknowledged', id: 'room:1', clientMessageId: 'c1', messageId: mine.messageId },
      { type: 'past_read', id: 'room:1', messages: [said(1), mine], past: { state: 'beginning' } },
      came(mine),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
        const state = stateAfter(wrote('c1'), { type: 'past_asked', id: 'room:1' }, ...order)
        expect(timelineOf(state).outgoing).toEqual([])
        expect(offsets(timelineOf(state)).filter((offset) => offset === 2)).toEqual([2])
      }),
    )
  })

  it('is delivered when the stream brings it, though no answer has come', () => {
    const state = stateAfter(wrote('c1'), came(said(1, 'alice', { clientMessageId: 'c1' })))
    expect(timelineOf(state).outgoing).toEqual([])
  })

  it('is not taken for delivered because somebody else uses the same id', () => {
    const state = stateAfter(wrote('c1'), came(said(1, 'mallory', { clientMessageId: 'c1' })))
    expect(timelineOf(state).outgoing).toHaveLength(1)
  })

  it('can fail, and be tried again or discarded', () => {
    const failure = { code: 'not_joined', message: 'Join first.', retryable: false }
    const failed = stateAfter(wrote('c1'), { type: 'send_failed', id: 'room:1', clientMessageId: 'c1', failure })
    expect(timelineOf(failed).outgoing).toMatchObject([{ delivery: { state: 'failed', failure } }])
    const again = reduce(failed, { type: 'retried', id: 'room:1', clientMessageId: 'c1' })
    expect(timelineOf(again).outgoing).toMatchObject([{ delivery: { state: 'pending' } }])
    const gone = reduce(failed, { type: 'discarded', id: 'room:1', clientMessageId: 'c1' })
    expect(timelineOf(gone).outgoing).toEqual([])
  })

  it('survives a reload of what is shown', () => {
    expect(timelineOf(stateAfter(came(said(1)), wrote('c1'), { type: 'reload', id: 'room:1' }))).toMatchObject({
      entries: [],
      outgoing: [{ clientMessageId: 'c1' }],
    })
  })
})

describe('a gap', () => {
  it('is marked once at its place', () => {
    const reset = (offset: number): ChatAction => ({
      type: 'reset',
      id: 'room:1',
      why: 'not_recovered',
      at: { epoch: 'e', offset },
    })
    const state = stateAfter(came(said(1)), reset(40), reset(41), came(said(42)))
    expect(timelineOf(state).entries.map(({ kind }) => kind)).toEqual(['message', 'gap', 'message'])
    expect(timelineOf(stateAfter(reset(40))).entries).toEqual([])
  })
})

describe('rows', () => {
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
  const rows = (...actions: ChatAction[]) => {
    const state = stateAfter(...actions)
    return rowsOf(timelineOf(state), 'alice', state.conversations.get('room:1')?.firstUnread, dayOf)
  }
  const at = (time: string) => ({ timestamp: `2026-01-31T${time}.000Z` })

  it('put one author’s messages together, until somebody speaks, something happens or time passes', () => {
    const list = rows(
      came(said(1, 'bob', at('09:00:00'))),
      came(said(2, 'bob', at('09:01:00'))),
      came(said(3, 'carol', at('09:01:10'))),
      came(said(4, 'bob', at('09:01:20'))),
      { type: 'notice', id: 'room:1', what: 'joined', userId: 'dan', timestamp: '2026-01-31T09:01:30.000Z' },
      came(said(5, 'bob', at('09:01:40'))),
      came(said(6, 'bob', at('09:30:00'))),
    )
    expect(list.flatMap((row) => (row.kind === 'message' ? [[row.message.offset, row.isHead]] : []))).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [4, true],
      [5, true],
      [6, true],
    ])
  })

  it('stand under their day, and what is new under a line of its own', () => {
    const list = rows(
      came(said(1, 'bob', { timestamp: '2026-01-30T23:59:00.000Z' })),
      { type: 'seen', isVisible: false },
      came(said(2, 'bob', { timestamp: '2026-01-31T00:01:00.000Z' })),
      wrote('c1'),
    )
    expect(list.map(({ kind }) => kind)).toEqual(['day', 'message', 'day', 'new', 'message', 'outgoing'])
    expect(new Set(list.map(({ key }) => key)).size).toBe(list.length)
  })
})

it('what the server sends in nobody’s name is a conversation with the server', () => {
  const state = stateAfter({ type: 'direct_opened', peer: '' }, came(said(1, undefined as unknown as string), '@'))
  const conversation = state.conversations.get('@')
  expect(conversation && titleOf(conversation)).toBe('Server')
})
