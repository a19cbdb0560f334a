/** From a timeline to what stands in rows: days apart, messages of one author together, the line where "new" begins. */
import type { OutgoingMessage, StoredMessage } from './message.ts'
import type { Entry, GapEntry, NoticeEntry, Timeline } from './timeline.ts'

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly time: number }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: StoredMessage; readonly isHead: boolean }
  | {
      readonly kind: 'outgoing'
      readonly key: string
      readonly message: OutgoingMessage
      readonly isHead: boolean
    }
  | NoticeEntry
  | GapEntry

/** Longer silences than this begin a new group, though the author is the same. */
const groupMs = 5 * 60_000

/** `dayOf` names the day of a time, where the reader is. */
export function rowsOf(
  { entries, outgoing }: Timeline,
  self: string | undefined,
  firstUnread: string | undefined,
  dayOf: (time: number) => string,
): Row[] {
  const rows: Row[] = []
  let day: string | undefined
  let last: { readonly author: string | undefined; readonly time: number } | undefined

  const onDay = (time: number) => {
    const here = dayOf(time)
    if (here === day) return
    day = here
    last = undefined
    rows.push({ kind: 'day', key: `day-${here}`, time })
  }
  const isHead = (author: string | undefined, time: number) => {
    const head = last === undefined || last.author !== author || time - last.time > groupMs
    last = { author, time }
    return head
  }

  for (const entry of entries) {
    const time = timeOf(entry)
    if (time !== undefined) onDay(time)
    if (entry.key === firstUnread) {
      last = undefined
      rows.push({ kind: 'new', key: 'new' })
    }
    if (entry.kind === 'message') {
      const { key, message } = entry
      rows.push({ kind: 'message', key, message, isHead: isHead(message.author, time ?? 0) })
    } else {
      last = undefined
      rows.push(entry)
    }
  }
  for (const message of outgoing) {
    onDay(message.writtenAt)
    const head = isHead(self, message.writtenAt)
    rows.push({ kind: 'outgoing', key: message.clientMessageId, message, isHead: head })
  }
  return rows
}

function timeOf(entry: Entry): number | undefined {
  if (entry.kind === 'gap') return undefined
  const time = Date.parse(entry.kind === 'message' ? entry.message.timestamp : entry.timestamp)
  return Number.isNaN(time) ? undefined : time
}
