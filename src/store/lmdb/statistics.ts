/** What is in a store, in numbers. */
import { statSync } from 'node:fs'
import { seedOf } from './checksum.ts'
import type { Complain } from './contents.ts'
import { timeOf } from './entries.ts'
import { type Progress, records, type View } from './viewing.ts'

export interface Statistics {
  readonly dir: string
  readonly format: number
  readonly state: string
  readonly file_bytes: number
  readonly streams: number
  readonly inboxes: number
  readonly messages: number
  /** What the messages take, names and headers included. */
  readonly message_bytes: number
  readonly oldest_message: string | null
  readonly newest_message: string | null
  readonly receipts: number
  readonly members: number
  readonly largest: readonly { readonly stream: string; readonly messages: number; readonly bytes: number }[]
}

const shown = 10

export async function statistics(
  view: View,
  includes: (stream: string) => boolean,
  complain: Complain,
  progress: Progress,
): Promise<Statistics> {
  const { folder, description } = view
  const found = { streams: 0, inboxes: 0, messages: 0, message_bytes: 0, receipts: 0, members: 0 }
  let oldest = Number.POSITIVE_INFINITY
  let newest = Number.NEGATIVE_INFINITY
  let largest: { stream: string; messages: number; bytes: number }[] = []
  let current = { stream: '', messages: 0, bytes: 0 }
  let seed = 0
  const next = (stream: string): void => {
    if (current.messages > 0) largest = [...largest, current].sort((a, b) => b.bytes - a.bytes).slice(0, shown)
    current = { stream, messages: 0, bytes: 0 }
    seed = seedOf(stream)
  }
  for await (const { subject, value } of records(view, ['head', 'entry', 'receipt', 'member'], complain, progress)) {
    if (!includes(subject.kind === 'member' ? subject.channel : subject.stream)) continue
    switch (subject.kind) {
      case 'head':
        if (subject.stream.startsWith('@')) found.inboxes++
        else found.streams++
        break
      case 'entry': {
        if (subject.stream !== current.stream) next(subject.stream)
        const time = timeOf(value, value.length, { seed, offset: subject.offset }) ?? 0
        oldest = Math.min(oldest, time)
        newest = Math.max(newest, time)
        current.messages++
        current.bytes += value.length
        found.messages++
        found.message_bytes += value.length
        break
      }
      case 'receipt':
        found.receipts++
        break
      case 'member':
        found.members++
        break
      default:
    }
  }
  next('')
  return {
    dir: folder.dir,
    format: description.format,
    state: description.state === 'clean' ? 'left in order' : 'left without warning',
    file_bytes: statSync(folder.messages).size,
    ...found,
    oldest_message: found.messages === 0 ? null : new Date(oldest).toISOString(),
    newest_message: found.messages === 0 ? null : new Date(newest).toISOString(),
    largest,
  }
}
