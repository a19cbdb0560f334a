/**
 * A folder of schemas to the events of an application, ready to be asked. What is wrong with it is told as `pactwire
 * generate` tells it, with file and place. The only file here that knows Ajv.
 */
import { sep } from 'node:path'
import { ajvFor } from '../codegen/ajv.ts'
import { breather } from '../codegen/breath.ts'
import { type EventDocument, eventsOf, refuseTaken } from '../codegen/events.ts'
import { loadSchemas } from '../codegen/load.ts'
import { GeneratorError, type SchemaSet } from '../codegen/model.ts'
import { nearest } from '../codegen/nearest.ts'
import { run } from '../codegen/validators/prelude.js'
import type { Catalogue, EventType } from './catalogue.ts'
import { EventsError } from './error.ts'
import { checkPatterns } from './patterns.ts'
import { unsoundness } from './soundness.ts'

export interface LoadEventsOptions {
  readonly dir: string
  readonly maxEvents: number
  /** The contract, whose names are taken. */
  readonly beside: SchemaSet
  /** The folder has been read before, and may have changed. */
  readonly fresh?: boolean
}

export interface LoadedEvents {
  readonly catalogue: Catalogue
  readonly set: SchemaSet
  readonly events: readonly EventDocument[]
  /** What somebody should know, and may leave as it is. */
  readonly warnings: readonly string[]
}

/** Rejects with an EventsError of one line. */
export async function loadEvents({ dir, maxEvents, beside, fresh = false }: LoadEventsOptions): Promise<LoadedEvents> {
  try {
    const set = await loadSchemas(dir, { fresh })
    const events = eventsOf(set)
    refuseTaken(set, beside, 'the protocol itself')
    if (events.length > maxEvents)
      throw new EventsError(`${dir}: has ${events.length} events; \`limits.max_events\` allows ${maxEvents}`)
    const breath = breather()
    const warnings = await checkPatterns(set, breath)
    const catalogue = await createCatalogue(set, events, breath)
    return { set, events, catalogue, warnings: warnings.map((line) => inFolder(dir, line)) }
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    throw new EventsError(error.place === dir ? error.message : inFolder(dir, error.message))
  }
}

/** What begins with the name of a file; what follows may look like a path and is none. */
function inFolder(dir: string, line: string): string {
  return `${dir.replace(/[/\\]+$/, '')}${sep}${line}`
}

async function createCatalogue(
  set: SchemaSet,
  events: readonly EventDocument[],
  breath: () => Promise<void>,
): Promise<Catalogue> {
  const ajv = ajvFor(set, 'values')
  const types = new Map<string, EventType>()
  for (const { name, role } of events) {
    await breath()
    const check = ajv.getSchema(`${name}.json`)
    if (check === undefined) throw new Error(`the schema of ${name} was not compiled`)
    types.set(name, {
      mark: { name, version: role.version },
      // What is nested too deeply must not get as far as the validator.
      mistakeIn: (payload) => unsoundness(payload) ?? run(check as Parameters<typeof run>[0], payload),
    })
  }
  const names = [...types.keys()]
  return { size: types.size, find: (name) => types.get(name), names: () => names, nearest }
}
