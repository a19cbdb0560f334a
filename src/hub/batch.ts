/**
 * What a busy channel waits with, so that it goes out together: writing to a peer costs the same for one message as for
 * ten, and that is nearly all that a delivery costs. A channel that has been quiet hands out at once; after that the
 * next ones wait until the writing has been rested from, which is soon where few are listening and never longer than the
 * policy of the channel allows.
 *
 * They leave with the one that comes nearest to the end of the rest. On the dot, the last of them would have waited for
 * nothing if no other came, and one that comes just after it would be written apart.
 *
 * What waits here has not been handed out yet: the top of the channel is before it, whoever reads or joins finds it in
 * the store or gets it with everybody else.
 */
import { type Cancel, type Clock, finestWaitMs } from '../clock/clock.ts'
import type { Entry } from '../store/store.ts'

/**
 * How long a channel rests for each listener that it has written to, in milliseconds: a write takes about 3.5 µs, the
 * system call and its share of the event loop, or 5 after a pause, and for each part of writing there are four or five of rest.
 */
export const restPerListenerMs = 0.018

/** Beyond this much text the bytes are what costs, and nothing is gained by waiting for more. */
const mostUnits = 64 * 1024

/** How long a channel rests between two rounds of writing to so many. */
export function restOf(listeners: number, perListenerMs: number, maxDelayMs: number): number {
  const rest = Math.min(maxDelayMs, listeners * perListenerMs)
  return rest < finestWaitMs ? 0 : rest
}

/** How many gaps it takes until a new pace is believed. */
const gapsRemembered = 4

/** uWebSockets.js writes no more than so many together: nothing is gained by waiting for more. */
const mostEntries = 32

/** When what waits leaves: when the channel has rested, or as soon as this turn of the event loop is over. */
type Departure = { readonly when: 'rested' | 'soon'; readonly cancel: Cancel }

export class Batch {
  readonly #clock: Clock
  readonly #flush: () => void
  #entries: Entry[] = []
  #units = 0
  #flushedAt = Number.NEGATIVE_INFINITY
  #heardAt = Number.NEGATIVE_INFINITY
  /** From one entry to the next, as it has been of late. */
  #gapMs = 0
  /** Undefined: nothing waits. */
  #departure: Departure | undefined

  constructor(clock: Clock, flush: () => void) {
    this.#clock = clock
    this.#flush = flush
  }

  /** Whether the entry has to wait, which is for no longer than `restMs`; if not, everything that waited goes before it. */
  holds(entry: Entry, restMs: number): boolean {
    if (restMs === 0 && this.#entries.length === 0) return false
    const now = this.#clock.elapsed()
    this.#hear(now, restMs)
    const leftMs = this.#flushedAt + restMs - now
    const nearMs = this.#gapMs / 2
    if (this.#departure === undefined && leftMs <= nearMs) {
      this.#flushedAt = now
      return false
    }
    this.#entries.push(entry)
    this.#units += entry.content.length
    if (this.#units >= mostUnits) this.#flush()
    // Not at once: within its handlers uWebSockets.js writes each message by itself.
    else if (this.#entries.length >= mostEntries || leftMs <= nearMs) this.#leave('soon', 0)
    else this.#leave('rested', Math.min(leftMs + nearMs, restMs))
    return true
  }

  /** What is about to leave is not held up by what comes meanwhile, else a turn that always brings more would keep it for ever. */
  #leave(when: Departure['when'], afterMs: number): void {
    const planned = this.#departure?.when
    if (planned === 'soon' || planned === when) return
    this.#departure?.cancel()
    this.#departure = { when, cancel: this.#clock.after(afterMs, this.#flush) }
  }

  #hear(now: number, restMs: number): void {
    const gapMs = Math.min(now - this.#heardAt, restMs)
    this.#heardAt = now
    this.#gapMs += (gapMs - this.#gapMs) / gapsRemembered
  }

  /** What has waited, for whoever hands it out now. */
  take(): readonly Entry[] {
    this.#departure?.cancel()
    this.#departure = undefined
    if (this.#entries.length === 0) return []
    const entries = this.#entries
    this.#entries = []
    this.#units = 0
    this.#flushedAt = this.#clock.elapsed()
    return entries
  }
}
