/** What is kept of a stream, as the contract says it on the wire. */
import type { History, HistoryAck } from '../../generated/types.ts'
import type { Entry, Store } from '../store/store.ts'
import { messageOf } from './frames.ts'

/** The answer, and the entries that it was made of. */
export interface HistoryPage {
  readonly ack: HistoryAck['data']
  readonly entries: readonly Entry[]
}

export async function readHistory(
  store: Store,
  { channel_id: id, after, before, epoch, limit = 100 }: History['data'],
  maxBytes: number,
): Promise<HistoryPage> {
  const bounds = { limit, maxBytes }
  const page = await store.read(
    id,
    after === undefined
      ? { kind: 'before', offset: before ?? Number.MAX_SAFE_INTEGER, ...bounds }
      : { kind: 'after', offset: after, ...bounds },
  )
  const stale = epoch !== undefined && epoch !== page.head.epoch
  const entries = stale ? [] : page.entries
  const ack = { channel_id: id, messages: entries.map(messageOf), ...page.head, has_more: !stale && page.more }
  return { ack, entries }
}
