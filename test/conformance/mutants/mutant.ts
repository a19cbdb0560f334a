/** What a mutant is, and the words in which most of them are written. */
import type { Frame, Wire, Wrongness } from './proxy.ts'

export interface Mutant {
  /** What it does wrong. */
  readonly name: string
  /** The cases that say they find it: each of them must fail. */
  readonly caughtBy: readonly string[]
  /** A new one for each server: mutants remember things. */
  readonly begin: () => Wrongness
}

export type Data = Readonly<Record<string, unknown>>

export function dataOf(frame: Frame): Data {
  return (frame.data ?? {}) as Data
}

export function withData(frame: Frame, changes: Data): Frame {
  return { ...frame, data: { ...dataOf(frame), ...changes } }
}

export function without(frame: Frame, name: string): Frame {
  const { [name]: _, ...rest } = dataOf(frame)
  return { ...frame, data: rest }
}

export function nameless({ id: _, ...frame }: Frame): Frame {
  return frame
}

export const messagesOf = (frame: Frame): readonly Data[] => (dataOf(frame)['messages'] ?? []) as readonly Data[]

/** Rewrites frames of one type that the server sends. */
export function says(type: string, change: (frame: Frame, wire: Wire) => readonly Frame[] | Frame): () => Wrongness {
  return () => ({ toClient: (frame, wire) => (frame.type === type ? list(change(frame, wire)) : [frame]) })
}

/** Rewrites requests of one type before the server sees them. */
export function hears(type: string, change: (frame: Frame, wire: Wire) => readonly Frame[] | Frame): () => Wrongness {
  return () => ({ toServer: (frame, wire) => (frame.type === type ? list(change(frame, wire)) : [frame]) })
}

/** Rewrites errors of one code. */
export function refuses(code: string, change: (frame: Frame, wire: Wire) => readonly Frame[] | Frame): () => Wrongness {
  return says('error', (frame, wire) => (dataOf(frame)['code'] === code ? change(frame, wire) : frame))
}

/** Closes with another code. */
export function closes(code: number, instead: number | undefined): () => Wrongness {
  return () => ({
    close: (close) => (close.code !== code ? close : instead === undefined ? undefined : { ...close, code: instead }),
  })
}

function list(frames: readonly Frame[] | Frame): readonly Frame[] {
  return Array.isArray(frames) ? frames : [frames as Frame]
}

/** Counts on a connection. */
export function counted(wire: Wire, name: string): number {
  const count = Number(wire.notes.get(name) ?? 0) + 1
  wire.notes.set(name, count)
  return count
}
