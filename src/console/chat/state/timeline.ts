/**
 * What is shown of one conversation: stored messages oldest first, quiet notices between them, and at the end what this
 * window has written and the stream has not brought back yet. Pure; every function gives a new timeline.
 */
import { type Delivery, keyOf, type OutgoingMessage, type StoredMessage } from './message.ts'

export interface MessageEntry {
  readonly kind: 'message'
  readonly key: string
  readonly message: StoredMessage
}

/** Somebody came or went. It has no place in the stream, only a time. */
export interface NoticeEntry {
  readonly kind: 'notice'
  readonly key: string
  readonly what: 'joined' | 'left'
  readonly userId: string
  readonly timestamp: string
}

/** Messages may be missing here. */
export interface GapEntry {
  readonly kind: 'gap'
  readonly key: string
  readonly why: string
}

export type Entry = MessageEntry | NoticeEntry | GapEntry

export interface Place {
  readonly epoch: string
  readonly offset: number
}

/** What is known of what stands before the first entry. */
export type Past =
  | { readonly state: 'unknown' }
  | { readonly state: 'loading' }
  /** There is more; `before` is where to go on reading. */
  | { readonly state: 'more'; readonly before: Place | undefined }
  | { readonly state: 'beginning' }
  | { readonly state: 'failed'; readonly message: string }

export interface Timeline {
  readonly entries: readonly Entry[]
  readonly outgoing: readonly OutgoingMessage[]
  readonly past: Past
}

/** How many entries a window keeps of a conversation; older ones can be read back. */
export const keptEntries = 2000
const droppedAtOnce = 500

export const emptyTimeline: Timeline = { entries: [], outgoing: [], past: { state: 'unknown' } }

/** A message of the live feed, or of a recovery. Seen already: the same timeline. */
export function received(timeline: Timeline, message: StoredMessage): Timeline {
  const outgoing = without(timeline.outgoing, message)
  if (has(timeline.entries, message)) {
    return outgoing === timeline.outgoing ? timeline : { ...timeline, outgoing }
  }
  return trimmed({ ...timeline, outgoing, entries: [...timeline.entries, entryOf(message)] })
}

/** A page of history, oldest first, that stands before everything that is shown. */
export function prepended(timeline: Timeline, page: readonly StoredMessage[], past: Past): Timeline {
  const shown = new Set(timeline.entries.map(({ key }) => key))
  const fresh = page.filter((message) => !shown.has(keyOf(message)))
  const outgoing = fresh.reduce(without, timeline.outgoing)
  return { entries: [...fresh.map(entryOf), ...timeline.entries], outgoing, past }
}

export function noticed(timeline: Timeline, notice: Omit<NoticeEntry, 'kind' | 'key'>): Timeline {
  const key = `${notice.what}-${notice.userId}-${notice.timestamp}`
  if (timeline.entries.some((entry) => entry.key === key)) return timeline
  return trimmed({ ...timeline, entries: [...timeline.entries, { kind: 'notice', key, ...notice }] })
}

/** Marks the place after which messages may be missing. Two marks at one place are one. */
export function broken(timeline: Timeline, key: string, why: string): Timeline {
  if (timeline.entries.at(-1)?.kind === 'gap' || timeline.entries.length === 0) return timeline
  return { ...timeline, entries: [...timeline.entries, { kind: 'gap', key: `gap-${key}`, why }] }
}

/** Forgets what is shown, to read it again; what has been written stays. */
export function emptied({ outgoing }: Timeline): Timeline {
  return { ...emptyTimeline, outgoing }
}

export function written(timeline: Timeline, message: Omit<OutgoingMessage, 'delivery'>): Timeline {
  return { ...timeline, outgoing: [...timeline.outgoing, { ...message, delivery: { state: 'pending' } }] }
}

export function delivered(timeline: Timeline, clientMessageId: string, delivery: Delivery): Timeline {
  const { entries } = timeline
  const outgoing = timeline.outgoing
    .map((message) => (message.clientMessageId === clientMessageId ? { ...message, delivery } : message))
    // Reloaded or recovered meanwhile: the stream has shown it before the answer came.
    .filter(({ delivery: now }) => !(now.state === 'stored' && hasId(entries, now.messageId)))
  return { ...timeline, outgoing }
}

export function discarded(timeline: Timeline, clientMessageId: string): Timeline {
  return { ...timeline, outgoing: timeline.outgoing.filter((message) => message.clientMessageId !== clientMessageId) }
}

/** The oldest stored message that is shown: history is asked for what stands before it. */
export function oldest({ entries }: Timeline): StoredMessage | undefined {
  return entries.find((entry) => entry.kind === 'message')?.message
}

export function newest({ entries }: Timeline): StoredMessage | undefined {
  return entries.findLast((entry) => entry.kind === 'message')?.message
}

function entryOf(message: StoredMessage): MessageEntry {
  return { kind: 'message', key: keyOf(message), message }
}

/** What is looked for is nearly always near the end. */
function has(entries: readonly Entry[], message: StoredMessage): boolean {
  const key = keyOf(message)
  return entries.findLastIndex((entry) => entry.key === key) !== -1
}

function hasId(entries: readonly Entry[], messageId: string): boolean {
  return entries.findLastIndex((entry) => entry.kind === 'message' && entry.message.messageId === messageId) !== -1
}

function without(outgoing: readonly OutgoingMessage[], message: StoredMessage): readonly OutgoingMessage[] {
  const { clientMessageId, messageId } = message
  const rest = outgoing.filter(
    ({ clientMessageId: own, delivery }) =>
      own !== clientMessageId && !(delivery.state === 'stored' && delivery.messageId === messageId),
  )
  return rest.length === outgoing.length ? outgoing : rest
}

function trimmed(timeline: Timeline): Timeline {
  if (timeline.entries.length <= keptEntries) return timeline
  const kept = { ...timeline, entries: timeline.entries.slice(droppedAtOnce) }
  return { ...kept, past: { state: 'more', before: oldest(kept) } }
}
