/**
 * Where lines go: a file descriptor, written in the background, one write at a time. A reader that stalls costs lines, not
 * the server: what waits is bounded, and what did not fit is counted and said. A reader that has gone away ends the log,
 * not the process.
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

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing'; readonly since: number }
  /** The reader has gone; nothing is written any more. */
  | { readonly kind: 'broken' }

const chunkBytes = 64 * 1024
const retryMillis = 20
/** After this long without an answer the reader is taken for stalled, and the end of the process does not wait for it. */
const patienceMillis = 1000

export function createLineOutput({ fd, mostBytes = 4 * 1024 * 1024, lostLine }: LineOutputOptions): LineOutput {
  let state: State = { kind: 'idle' }
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let lost = 0
  let flushed: (() => void)[] = []

  const take = (): Buffer => {
    if (lost > 0 && waitingBytes < mostBytes / 2) {
      const line = Buffer.from(lostLine(lost))
      lost = 0
      waiting.push(line)
      waitingBytes += line.length
    }
    let count = 0
    let bytes = 0
    for (; count < waiting.length && bytes < chunkBytes; count++) bytes += waiting[count]?.length ?? 0
    const chunk = Buffer.concat(waiting.slice(0, count))
    waiting = waiting.slice(count)
    waitingBytes -= chunk.length
    return chunk
  }

  const settle = (kind: 'idle' | 'broken'): void => {
    state = { kind }
    if (kind === 'broken') {
      waiting = []
      waitingBytes = 0
    }
    const done = flushed
    flushed = []
    for (const one of done) one()
  }

  const writeNext = (since?: number): void => {
    const chunk = take()
    if (chunk.length === 0) settle('idle')
    else writeChunk(chunk, since)
  }

  const writeChunk = (chunk: Buffer, since = Date.now()): void => {
    state = { kind: 'writing', since }
    write(fd, chunk, 0, chunk.length, null, (error, written) => {
      if (error === null) {
        if (written < chunk.length) writeChunk(chunk.subarray(written))
        else writeNext()
      } else if (isBusy(error)) {
        // Back into the queue, where flushNow finds it.
        waiting.unshift(chunk)
        waitingBytes += chunk.length
        setTimeout(() => writeNext(since), retryMillis).unref()
      } else if (isGone(error)) {
        settle('broken')
      } else {
        // A full disk, say: it may have room again later.
        lost += linesIn(chunk)
        if (waiting.length === 0) settle('idle')
        else writeNext()
      }
    })
  }

  return {
    write(line) {
      if (state.kind === 'broken') return
      const bytes = Buffer.from(line)
      if (waitingBytes + bytes.length > mostBytes) {
        lost++
        return
      }
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (state.kind === 'idle') writeNext()
    },
    flush() {
      if (state.kind !== 'writing') return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, patienceMillis)
        flushed.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    },
    flushNow() {
      if (state.kind === 'broken') return
      if (state.kind === 'writing' && Date.now() - state.since > patienceMillis) return
      const deadline = Date.now() + patienceMillis
      for (let chunk = take(); chunk.length > 0; chunk = take()) {
        if (!writeWhole(fd, chunk, deadline)) return
      }
    },
  }
}

function writeWhole(fd: number, chunk: Buffer, deadline: number): boolean {
  let at = 0
  while (at < chunk.length) {
    try {
      at += writeSync(fd, chunk, at)
    } catch (error) {
      if (!isBusy(error) || Date.now() >= deadline) return false
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMillis)
    }
  }
  return true
}

function linesIn(chunk: Buffer): number {
  let count = 0
  for (const byte of chunk) if (byte === 0x0a) count++
  return count
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

const isBusy = (error: unknown): boolean => codeOf(error) === 'EAGAIN' || codeOf(error) === 'EBUSY'
const isGone = (error: unknown): boolean => ['EPIPE', 'EBADF', 'ECONNRESET'].includes(String(codeOf(error)))
