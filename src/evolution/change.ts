/** What the comparison finds: one entry for each thing that is not as it was. */

export type Verdict = 'breaking' | 'compatible'

/**
 * Who is on the other end. `input` is what others send to us, `output` what we send to them. For a breaking change it is
 * where it breaks, for a compatible one where the schema is used; `none` is for what is about neither.
 */
export type Direction = 'input' | 'output' | 'both' | 'none'

export interface Change {
  readonly verdict: Verdict
  /** The name of the schema, without `.json`. */
  readonly document: string
  readonly direction: Direction
  /** Where in a value: `data.since.offset`, `data.users[].user_id`; empty for the whole of it. */
  readonly path: string
  /** For programs: `property-required-added`. docs/EVOLUTION.md explains them. */
  readonly kind: string
  /** For a person to read. */
  readonly message: string
  /** The events and routes that are concerned, by the name of their schema, when the change stands in a schema they share. */
  readonly affects: readonly string[]
}

/** A change of what a document promises, before it is said of which document. */
export type PromiseChange = Omit<Change, 'document' | 'affects'>

const verdicts: readonly Verdict[] = ['breaking', 'compatible']
const directions: readonly Direction[] = ['both', 'input', 'output', 'none']

/**
 * A schema that is used both ways is compared twice. What is found both times becomes one change, which breaks if it
 * breaks either way.
 */
export function settle(found: readonly Change[]): Change[] {
  const merged = new Map<string, Change>()
  for (const change of found) {
    const key = JSON.stringify([change.document, change.path, change.kind, change.message])
    const other = merged.get(key)
    merged.set(key, other === undefined ? change : join(other, change))
  }
  return [...merged.values()].sort(inOrder)
}

function join(a: Change, b: Change): Change {
  if (a.verdict !== b.verdict) return a.verdict === 'breaking' ? a : b
  return {
    ...a,
    direction: together(a.direction, b.direction),
    affects: [...new Set([...a.affects, ...b.affects])].sort(),
  }
}

function together(a: Direction, b: Direction): Direction {
  if (a === b || b === 'none') return a
  return a === 'none' ? b : 'both'
}

function inOrder(a: Change, b: Change): number {
  return (
    inCodeUnits(a.document, b.document) ||
    verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
    inCodeUnits(a.path, b.path) ||
    inCodeUnits(a.kind, b.kind) ||
    directions.indexOf(a.direction) - directions.indexOf(b.direction) ||
    inCodeUnits(a.message, b.message)
  )
}

/** The order of code units: the same on every machine, whatever its language. */
export function inCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
