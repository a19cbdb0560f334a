/**
 * The frames of one connection, both ways, and which answer belongs to which request. Pure and bounded: the oldest
 * entries go when there are too many.
 */
export type Direction = 'sent' | 'received' | 'note'

export interface LogEntry {
  readonly number: number
  readonly direction: Direction
  /** Milliseconds since 1970, for people. */
  readonly time: number
  /** The `type` of the frame; empty for what is no frame. */
  readonly type: string
  readonly text: string
  /** The number of the request that this answers, and how long it took. */
  readonly answers?: { readonly number: number; readonly latencyMs: number } | undefined
  /** It answers a request, and not with the reply of success. */
  readonly isRefusal?: boolean | undefined
}

/** A frame as it comes out of the socket or goes into it. */
export interface Frame {
  readonly direction: Direction
  readonly time: number
  /** A clock that only goes forward, for latencies. */
  readonly elapsedMs: number
  readonly text: string
}

interface Waiting {
  readonly number: number
  readonly type: string
  readonly id: string | undefined
  readonly elapsedMs: number
}

export interface FrameLog {
  readonly entries: readonly LogEntry[]
  readonly next: number
  readonly waiting: readonly Waiting[]
}

export const keptFrames = 500
const keptWaiting = 200

export const emptyLog: FrameLog = { entries: [], next: 1, waiting: [] }

/** `repliesTo` names what may answer a request, the reply of success first. */
export function logged(
  log: FrameLog,
  frames: readonly Frame[],
  repliesTo: (type: string) => readonly string[],
): FrameLog {
  const entries = [...log.entries]
  let { next, waiting } = log
  for (const { direction, time, elapsedMs, text } of frames) {
    const { type, id } = direction === 'note' ? { type: '', id: undefined } : headOf(text)
    const number = next++
    if (direction === 'sent' && repliesTo(type).length > 0) {
      waiting = [...waiting, { number, type, id, elapsedMs }].slice(-keptWaiting)
    }
    const request = direction === 'received' ? waiting.find((one) => isAnswer(one, type, id, repliesTo)) : undefined
    waiting = request === undefined ? waiting : waiting.filter((one) => one !== request)
    entries.push({
      number,
      direction,
      time,
      type,
      text,
      ...(request === undefined
        ? {}
        : {
            answers: { number: request.number, latencyMs: elapsedMs - request.elapsedMs },
            isRefusal: repliesTo(request.type)[0] !== type,
          }),
    })
  }
  return { entries: entries.slice(-keptFrames), next, waiting }
}

/** A new connection: what was asked on the last one is not answered any more. */
export function forgotWaiting(log: FrameLog): FrameLog {
  return { ...log, waiting: [] }
}

/** Without an id, only the type of the reply tells; the oldest request of its kind is meant. */
function isAnswer(
  request: Waiting,
  type: string,
  id: string | undefined,
  repliesTo: (type: string) => readonly string[],
): boolean {
  if (id !== undefined) return request.id === id
  return request.id === undefined && repliesTo(request.type)[0] === type
}

/** The type and the id of what is hopefully a frame. */
export function headOf(text: string): { readonly type: string; readonly id: string | undefined } {
  try {
    const frame: unknown = JSON.parse(text)
    if (typeof frame !== 'object' || frame === null) return { type: '', id: undefined }
    const { type, id } = frame as { readonly type?: unknown; readonly id?: unknown }
    return { type: typeof type === 'string' ? type : '', id: typeof id === 'string' ? id : undefined }
  } catch {
    return { type: '', id: undefined }
  }
}

export interface LogFilter {
  readonly text: string
  readonly direction: 'all' | 'sent' | 'received'
}

export function filtered(entries: readonly LogEntry[], { text, direction }: LogFilter): readonly LogEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    if (direction !== 'all' && entry.direction !== direction && entry.direction !== 'note') return false
    const type = entry.type.toLowerCase()
    return words.every((word) => type.includes(word) || entry.text.toLowerCase().includes(word))
  })
}
