/**
 * What was missed since a position, together with what is handed out while it is being read: exactly everything, or
 * nothing. Entries up to the channel's top at the start are in the store; later ones are collected by the bridge.
 */
import type { Position } from '../../generated/types.ts'
import { answerBytes } from '../store/size.ts'
import type { Entry, Head, Store } from '../store/store.ts'
import type { Channel } from './channel.ts'
import type { Pace } from './pace.ts'
import type { Missed, SharedRecoveries, Span } from './shared-recoveries.ts'

export interface RecoveryLimits {
  readonly entries: number
  readonly bytes: number
  readonly pace: Pace
  readonly shared: SharedRecoveries
  /** Whether somebody still waits for it. */
  readonly wanted: () => boolean
}

export type Recovery =
  | { readonly recovered: true; readonly top: Head; readonly entries: readonly Entry[] }
  /** `top` is where the live feed begins. */
  | { readonly recovered: false; readonly top: Head }

/**
 * Prepares a recovery. What it resolves to is called at the moment of attaching, and in the same turn: only then is it
 * known how far the feed has come.
 */
export async function prepareRecovery(
  channel: Channel,
  since: Position | undefined,
  store: Store,
  limits: RecoveryLimits,
): Promise<() => Recovery> {
  if (since === undefined) return () => ({ recovered: false, top: channel.top })
  const bridge = channel.bridge()
  try {
    const start = channel.top
    const missed = since.epoch === start.epoch ? start.offset - since.offset : -1
    if (missed < 0 || missed > limits.entries) {
      bridge.close()
      return () => ({ recovered: false, top: channel.top })
    }
    const span: Span = { stream: channel.id, epoch: since.epoch, after: since.offset, upTo: start.offset }
    const read = missed === 0 ? [] : await limits.shared.read(span, () => readAll(span, store, limits.bytes))
    // Writing down what was missed is the work. What is said while it waits for its turn is collected by the bridge.
    if (read !== undefined && read.length > 0) await limits.pace.pass(weightOf(span, limits.shared), limits.wanted)
    return () => {
      bridge.close()
      return read === undefined
        ? { recovered: false, top: channel.top }
        : join(since, start, read, bridge.entries, channel.top, limits)
    }
  } catch (error) {
    bridge.close()
    throw error
  }
}

/** In messages to be written down. What is written down already has still to be sent. */
function weightOf(span: Span, shared: SharedRecoveries): number {
  const missed = span.upTo - span.after
  return shared.has(span) ? Math.ceil(missed / 4) : missed
}

async function readAll({ stream, epoch, after, upTo }: Span, store: Store, maxBytes: number): Promise<Missed> {
  const wanted = upTo - after
  const page = await store.read(stream, { kind: 'after', offset: after, limit: wanted, maxBytes })
  const entries = page.entries.filter(({ offset }) => offset <= upTo)
  const whole = page.head.epoch === epoch && entries.length === wanted && entries[0]?.offset === after + 1
  return whole ? entries : undefined
}

function join(
  since: Position,
  start: Head,
  read: readonly Entry[],
  bridged: readonly Entry[],
  top: Head,
  limits: RecoveryLimits,
): Recovery {
  const later = bridged.filter(({ epoch, offset }) => epoch === since.epoch && offset > start.offset)
  const entries = later.length === 0 ? read : [...read, ...later]
  const unbroken = top.epoch === since.epoch && since.offset + entries.length === top.offset
  if (!unbroken || entries.length > limits.entries || sizeOf(later) > limits.bytes) return { recovered: false, top }
  return { recovered: true, top, entries }
}

function sizeOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + answerBytes(entry), 0)
}
