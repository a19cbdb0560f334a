/**
 * Whether the events of today can take the place of those that were recorded. A payload that was stored must still be what
 * its schema says, a client that publishes as it did must not be refused, and one that reads as it did must understand
 * what comes: where any of this does not hold, the event has to be of a new version. Pure.
 */
import type { EventDocument } from '../codegen/events.ts'
import type { SchemaSet } from '../codegen/model.ts'
import { reachableFrom } from '../codegen/refs.ts'
import type { Change } from '../evolution/change.ts'
import { compareSets } from '../evolution/compare.ts'
import type { GeneratedSet } from '../evolution/library.ts'
import type { Recorded, RecordedSchemas } from './record.ts'

export interface Finding {
  readonly event: string
  readonly version: number
  /** The latest that was recorded; undefined: none was. */
  readonly recorded: number | undefined
  /**
   * `new`: of this name none was recorded. `raised`: a new version. `same`: nobody can tell it from what was recorded, or
   * everybody can live with what has changed. `broken`: it was changed so that somebody cannot. `lowered`: a later version
   * was recorded.
   */
  readonly state: 'new' | 'raised' | 'same' | 'broken' | 'lowered'
  readonly changes: readonly Change[]
}

export interface Judgement {
  readonly findings: readonly Finding[]
  /** A line for each event that may not be taken as it is: what has changed, where, and what to do. */
  readonly refusals: readonly string[]
  /** Recorded, and no longer among the events: what was stored of them is still read. */
  readonly gone: readonly string[]
  /** What is to be recorded, if it is taken; undefined: all of it is recorded already. */
  readonly next: Recorded | undefined
}

export function judge(recorded: Recorded, set: SchemaSet, events: readonly EventDocument[], place: string): Judgement {
  const next = new Map([...recorded].map(([name, versions]) => [name, new Map(versions)]))
  let changed = false
  const findings = events.map((event) => {
    const { name, role } = event
    const schemas = schemasOf(event, set)
    const before = recorded.get(name)
    changed ||= JSON.stringify(before?.get(role.version)) !== JSON.stringify(schemas)
    next.set(name, new Map([...(before ?? []), [role.version, schemas]]))
    return judgeOne(event, schemas, recorded)
  })
  const names = new Set(events.map(({ name }) => name))
  return {
    findings,
    refusals: findings.flatMap((finding) => refusalOf(finding, place)),
    gone: [...recorded.keys()].filter((name) => !names.has(name)),
    next: changed ? next : undefined,
  }
}

function judgeOne({ name, role }: EventDocument, schemas: RecordedSchemas, recorded: Recorded): Finding {
  const { version } = role
  const versions = recorded.get(name) ?? new Map<number, RecordedSchemas>()
  const latest = versions.size === 0 ? undefined : Math.max(...versions.keys())
  const found = { event: name, version, recorded: latest }
  if (latest === undefined) return { ...found, state: 'new', changes: [] }
  if (version > latest) return { ...found, state: 'raised', changes: [] }
  if (version < latest) return { ...found, state: 'lowered', changes: [] }
  const before = versions.get(latest) ?? {}
  // Nearly all of them, nearly always.
  if (JSON.stringify(before) === JSON.stringify(schemas)) return { ...found, state: 'same', changes: [] }
  const changes = changesBetween(before, schemas)
  const broken = changes.some(({ verdict }) => verdict === 'breaking')
  return { ...found, state: broken ? 'broken' : 'same', changes }
}

/** What has changed of an event, as those see it who know it as it was. */
export function changesBetween(before: RecordedSchemas, now: RecordedSchemas): readonly Change[] {
  return compareSets(setOf(before, 'recorded'), setOf(now, 'now'))
}

/** The schema of an event and those that it refers to, by name. */
export function schemasOf(event: EventDocument, set: SchemaSet): RecordedSchemas {
  const documents = [event, ...reachableFrom([event], set)]
  return Object.fromEntries(documents.map(({ name, schema }) => [name, schema]))
}

function setOf(schemas: RecordedSchemas, source: string): GeneratedSet {
  return {
    source,
    files: Object.entries(schemas).map(([name, schema]) => ({ name, place: `${source} ${name}.json`, schema })),
  }
}

const mostChanges = 3

function refusalOf({ event, version, recorded = 0, state, changes }: Finding, place: string): string[] {
  if (state === 'lowered') {
    return [
      `${event}: is of version ${version}, but version ${recorded} is recorded in ${place}; make it ${recorded} if it is that one again, and ${recorded + 1} otherwise`,
    ]
  }
  if (state !== 'broken') return []
  return [
    `${event}: is not what was recorded as version ${version} in ${place} (${describeBreaking(event, changes)}); raise its version to ${version + 1}, or take the change back`,
  ]
}

/** What of the changes somebody could not live with, in short. */
export function describeBreaking(event: string, changes: readonly Change[]): string {
  const breaking = changes.filter(({ verdict }) => verdict === 'breaking')
  const told = breaking.slice(0, mostChanges).map((change) => describeChange(event, change))
  return `${told.join('; ')}${breaking.length > mostChanges ? `; and ${breaking.length - mostChanges} more` : ''}`
}

function describeChange(event: string, { document, path, message, kind }: Change): string {
  const file = document === event ? '' : `${document}.json`
  const where = [file, path].filter((part) => part !== '').join(' ')
  return `${where === '' ? '' : `${where}: `}${message} [${kind}]`
}
