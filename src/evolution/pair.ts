/** Two schemas that are compared, and what a rule may ask and say about them. */
import type { Schema } from './schema.ts'
import type { Mode, Side, View } from './view.ts'

export interface Pair {
  readonly mode: Mode
  /** The side whose values come: the old schema of an input, the new one of an output. */
  readonly sub: View
  /** The side that must take them all, as its reader understands it. */
  readonly sup: View
  readonly before: View
  readonly after: View
  readonly judge: Judge
}

export interface Judge {
  /** Whether everything that is valid by the first is certainly valid by the second. */
  readonly proves: (sub: Side, sup: Side, mode: Mode) => boolean
}

export interface Finding {
  readonly kind: string
  readonly path: string
  readonly message: string
  /** Whether the side that must take everything still does, as far as this goes. */
  readonly implied: boolean
  /**
   * `spoken`: worth telling even where it changes nothing that a validator would see. `firm`: that, and a promise to
   * readers, so that nothing can prove it harmless.
   */
  readonly weight?: 'spoken' | 'firm'
}

/** Where a rule says what it has found: a proof wants to know whether, a report wants to know what. */
export interface Sink {
  readonly purpose: 'proof' | 'report'
  readonly found: (finding: Finding) => void
  /** Compares what stands inside: the schema of one side with the schema of the other, in the same mode if none is given. */
  readonly inside: (path: string, sub: Schema, sup: Schema, mode?: Mode) => void
}

export type Rule = (pair: Pair, path: string, sink: Sink) => void

/** Puts in order of time what is known by side. */
export function inTime<T>({ mode }: Pair, sub: T, sup: T): { readonly before: T; readonly after: T } {
  return mode === 'output' ? { before: sup, after: sub } : { before: sub, after: sup }
}
