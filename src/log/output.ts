/**
 * Where lines go: a file descriptor. A reader that stalls or goes away, or a disk that is full, costs lines and not the
 * server: what waits is bounded, and what was lost is counted and said as soon as writing succeeds again.
 *
 * What does not block is written at once, so that lines are in order and out even when the process dies of an error. What
 * may block is written by another thread, one write at a time.
 */
import { write, writeSync } from 'node:fs'
import type { Descriptor } from './descriptor.ts'

export interface LineOutput {
  /** A whole line with its newline. Never throws, never waits. */
  write(line: string): void
  /** When everything so far is written or given up, at the latest after a second. */
  flush(): Promise<void>
  /** The same at once, for the end of the process, when nothing can be awaited any more. */
  flushNow(): void
}

export interface LineOutputOptions extends Descriptor {
  /** How much may wait, in bytes of UTF-8. */
  readonly mostBytes?: number
  /** The line that tells how many lines were lost. */
  readonly lostLine: (count: number) => string
}

interface Piece {
  readonly bytes: Buffer
  /** How many lines are lost if it cannot be written. */
  readonly lines: number
}

type State = { readonly kind: 'idle' } | { readonly kind: 'writing'; readonly since: number }

const chunkBytes = 64 * 1024
const retryMillis = 20
/** How long the end of the process waits for a reader. */
const patienceMillis = 1000
/** After this long without an answer the reader is taken for stalled, and is not waited for at all. */
const stalledMillis = 500

export function createLineOutput({
  fd,
  blocking,
  mostBytes = 4 * 1024 * 1024,
  lostLine,
}: LineOutputOptions): LineOutput {
  let state: State = { kind: 'idle' }
  let waiting: Piece[] = []
  let waitingBytes = 0
  let lost = 0
  let flushed: (() => void)[] = []

  const put = (piece: Piece, place: 'first' | 'last'): void => {
    if (place === 'first') waiting.unshift(piece)
    else waiting.push(piece)
    waitingBytes += piece.bytes.length
  }

  const take = (): Piece | undefined => {
    // Only beside other lines, so that a failure does not go round in circles with nothing but the news of itself.
    if (lost > 0 && waiting.length > 0 && waitingBytes < mostBytes / 2) {
      put({ bytes: Buffer.from(lostLine(lost)), lines: lost }, 'last')
      lost = 0
    }
    let count = 0
    for (let bytes = 0; count < waiting.length && bytes < chunkBytes; count++)
      bytes += waiting[count]?.bytes.length ?? 0
    if (count === 0) return undefined
    const taken = waiting.slice(0, count)
    waiting = waiting.slice(count)
    const bytes = Buffer.concat(taken.map((piece) => piece.bytes))
    waitingBytes -= bytes.length
    return { bytes, lines: taken.reduce((sum, piece) => sum + piece.lines, 0) }
  }

  const writeNext = (since = Date.now()): void => {
    for (let piece = take(); piece !== undefined; piece = take()) {
      state = { kind: 'writing', since }
      if (blocking) {
        const begun = piece
        write(fd, begun.bytes, 0, begun.bytes.length, null, (error, count) => {
          if (settle(begun, error ?? count)) writeNext()
          else writeLater(since)
        })
        return
      }
      if (!settle(piece, written(fd, piece.bytes))) {
        writeLater(since)
        return
      }
      since = Date.now()
    }
    state = { kind: 'idle' }
    const done = flushed
    flushed = []
    for (const one of done) one()
  }

  const writeLater = (since: number): void => {
    setTimeout(() => writeNext(since), retryMillis).unref()
  }

  /** What becomes of a piece after so many of its bytes were written; false when nothing can be written now. */
  const settle = (piece: Piece, outcome: unknown): boolean => {
    if (isBusy(outcome)) {
      put(piece, 'first')
      return false
    }
    const rest = typeof outcome === 'number' ? piece.bytes.subarray(outcome) : undefined
    if (rest === undefined) lost += piece.lines
    else if (rest.length > 0) put({ bytes: rest, lines: piece.lines }, 'first')
    return true
  }

  return {
    write(line) {
      const bytes = Buffer.from(line)
      if (waitingBytes + bytes.length > mostBytes) {
        lost++
        return
      }
      put({ bytes, lines: 1 }, 'last')
      if (state.kind === 'idle') writeNext()
    },
    flush() {
      if (state.kind === 'idle') return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, patienceMillis)
        flushed.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    },
    flushNow() {
      if (state.kind === 'idle') return
      const now = Date.now()
      if (now - state.since > stalledMillis) return
      // The other thread first, or its lines would come after those that follow them.
      if (blocking) pause()
      for (let piece = take(); piece !== undefined; piece = take()) {
        if (!writeWhole(fd, piece.bytes, now + patienceMillis)) return
      }
    },
  }
}

/** How many bytes were written, or why none. */
function written(fd: number, bytes: Buffer): unknown {
  try {
    return writeSync(fd, bytes)
  } catch (error) {
    return error
  }
}

function writeWhole(fd: number, bytes: Buffer, deadline: number): boolean {
  let rest = bytes
  while (rest.length > 0) {
    const outcome = written(fd, rest)
    if (typeof outcome === 'number') rest = rest.subarray(outcome)
    else if (!isBusy(outcome) || Date.now() >= deadline) return false
    else pause()
  }
  return true
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMillis)
}

function isBusy(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'EAGAIN' || code === 'EBUSY'
}
