/**
 * What is recorded of events on its way from one folder to another, beside the messages that were stored in them: so that
 * what was stored is still held to its schemas where it goes. Pure.
 */
import { EventsError } from './error.ts'
import { changesBetween, describeBreaking } from './guard.ts'
import type { Recorded, RecordedSchemas } from './record.ts'

export interface MovedEvent {
  readonly name: string
  readonly version: number
  readonly schemas: RecordedSchemas
}

export function movedFrom(recorded: Recorded): MovedEvent[] {
  return [...recorded].flatMap(([name, versions]) =>
    [...versions].map(([version, schemas]) => ({ name, version, schemas })),
  )
}

/**
 * What is to be recorded where they arrive; undefined when all of it is. Throws an EventsError when a version is recorded
 * there as something else: what was stored here and there could not be held to one schema.
 */
export function arrived(
  recorded: Recorded,
  moved: readonly MovedEvent[],
  { place, source }: { readonly place: string; readonly source: string },
): Recorded | undefined {
  const next = new Map([...recorded].map(([name, versions]) => [name, new Map(versions)]))
  let changed = false
  for (const { name, version, schemas } of moved) {
    const versions = next.get(name) ?? new Map<number, RecordedSchemas>()
    next.set(name, versions)
    const here = versions.get(version)
    const outcome = here === undefined ? 'theirs' : choose(here, schemas)
    if (outcome === 'ours') continue
    if (outcome !== 'theirs') {
      throw new EventsError(
        `${source}: ${name}: version ${version} is not what is recorded as version ${version} in ${place} (${describeBreaking(name, outcome)}); import it into another folder: nothing was imported`,
      )
    }
    versions.set(version, schemas)
    changed = true
  }
  return changed ? next : undefined
}

type Changes = ReturnType<typeof changesBetween>

/** Of two that differ the one may stay that everybody can live with who knows the other, as after a change of a schema. */
function choose(ours: RecordedSchemas, theirs: RecordedSchemas): 'ours' | 'theirs' | Changes {
  if (JSON.stringify(ours) === JSON.stringify(theirs) || !breaks(changesBetween(theirs, ours))) return 'ours'
  const changes = changesBetween(ours, theirs)
  return breaks(changes) ? changes : 'theirs'
}

function breaks(changes: Changes): boolean {
  return changes.some(({ verdict }) => verdict === 'breaking')
}
