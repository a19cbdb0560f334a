/**
 * Where lines go: a file descriptor, written in the background, one write at a time. A reader that stalls or goes away,
 * or a disk that is full, costs lines and not the server: what waits is bounded, and what was lost is counted and said as
 * soon as writing succeeds again.
 */
import { write, writeSync } from 'node:fs'

export interface LineOutput {
  /** A whole line with its newline. Never throws, never waits. */
  write(line: string): void
  /** When everything so far is written or given up, at the latest after a second. */
  flush(): Promise<void>
  /** The same at once, for the end of the process, when nothing can be awaited any more. */
  flushNow(): void
}

export interface LineOutputOptions {
  readonly fd: number
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
/** After this long without an answer the reader is taken for stalled, and the end of the process does not wait for it. */
const patienceMillis = 1000

export function createLineOutput({ fd, mostBytes = 4 * 1024 * 1024, lostLine }: LineOutputOptions): LineOutput {
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
    const piece = take()
    if (piece !== undefined) {
      state = { kind: 'writing', since }
      writePiece(piece, since)
      return
    }
    state = { kind: 'idle' }
    const done = flushed
    flushed = []
    for (const one of done) one()
  }

  const writePiece = (piece: Piece, since: number): void => {
    write(fd, piece.bytes, 0, piece.bytes.length, null, (error, written) => {
      if (error === null) {
        const rest = piece.bytes.subarray(written)
        if (rest.length > 0) put({ bytes: rest, lines: piece.lines }, 'first')
        writeNext()
      } else if (isBusy(error)) {
        put(piece, 'first')
        setTimeout(() => writeNext(since), retryMillis).unref()
      } else {
        lost += piece.lines
        writeNext()
      }
    })
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
      const now = Date.now()
      if (state.kind === 'writing' && now - state.since > patienceMillis) return
      for (let piece = take(); piece !== undefined; piece = take()) {
        if (!writeWhole(fd, piece.bytes, now + patienceMillis)) return
      }
    },
  }
}

function writeWhole(fd: number, bytes: Buffer, deadline: number): boolean {
  let at = 0
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      if (!isBusy(error) || Date.now() >= deadline) return false
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMillis)
    }
  }
  return true
}

function isBusy(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === 'EAGAIN' || code === 'EBUSY'
}
