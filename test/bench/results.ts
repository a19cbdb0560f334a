/** What a run of the bench leaves behind, and how it gets to disk and back. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Provenance } from './machine.ts'
import type { State } from './scenarios.ts'
import type { Noise, Row } from './summary.ts'

/** Counted up when older files can no longer be read. */
const format = 2

export interface Results extends Provenance {
  readonly format: typeof format
  /** Little of everything: good for seeing that it works, and for nothing else. */
  readonly quick: boolean
  readonly state: State
  readonly repetitions: number
  readonly noise: Noise
  readonly rows: readonly Row[]
  /** Peers that could not be measured, and why. */
  readonly skipped: readonly string[]
}

export function results(parts: Omit<Results, 'format'>): Results {
  return { format, ...parts }
}

export function writeResults(path: string, all: Results): void {
  writeFileSync(path, `${JSON.stringify(all, null, 1)}\n`)
}

export function readResults(path: string): Results {
  const read = JSON.parse(readFileSync(path, 'utf8')) as Partial<Results>
  if (read.format !== format || !Array.isArray(read.rows))
    throw new Error(`${path} is not a result of this bench: run it again with --json`)
  return read as Results
}
