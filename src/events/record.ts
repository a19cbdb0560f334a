/**
 * Which events there were, beside what is stored: of each event every version, with all schemas that it needs. It says what
 * the payloads look like that were stored in that version, and what a changed schema is compared with.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { JsonSchema } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import { fileProblem, StoreError } from '../store/error.ts'
import { writeWhole } from '../store/whole-file.ts'
import { EventsError } from './error.ts'

/** The schema of the event and those that it refers to, by name. */
export type RecordedSchemas = Readonly<Record<string, JsonSchema>>

/** By event, by version. */
export type Recorded = ReadonlyMap<string, ReadonlyMap<number, RecordedSchemas>>

export interface EventRecord {
  /** For messages: what the events were compared with. */
  readonly place: string
  /** Rejects with an EventsError of one line; empty where nothing was recorded yet. */
  read(): Promise<Recorded>
  /** Resolves when it would survive a loss of power. */
  write(recorded: Recorded): Promise<void>
}

/** Where nothing is kept, there is nothing to be compared with. */
export const noRecord: EventRecord = {
  place: 'nothing',
  read: async () => new Map(),
  write: async () => undefined,
}

const format = 1

export function recordIn(dir: string): EventRecord {
  const folder = resolve(dir)
  const path = join(folder, 'events.json')
  return {
    place: path,
    read: async () => {
      let text: string
      try {
        text = await readFile(path, 'utf8')
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map()
        throw problem(path, error)
      }
      return parse(path, text)
    },
    write: async (recorded) => {
      try {
        await mkdir(folder, { recursive: true })
        await writeWhole(path, textOf(recorded))
      } catch (error) {
        throw problem(path, error)
      }
    },
  }
}

function textOf(recorded: Recorded): string {
  const events = [...recorded]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, versions]) => [name, Object.fromEntries([...versions].sort(([a], [b]) => a - b))])
  return `${JSON.stringify({ format, events: Object.fromEntries(events) }, null, 2)}\n`
}

function parse(path: string, text: string): Recorded {
  const damaged = new EventsError(
    `${path}: is damaged; restore it from a backup, or delete it to have the events recorded anew as they are now`,
  )
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw damaged
  }
  if (!isObject(value)) throw damaged
  if (typeof value['format'] === 'number' && value['format'] > format) {
    throw new EventsError(
      `${path}: has format ${value['format']}, which a later version of Pactwire wrote; this one reads format ${format}: use the later version`,
    )
  }
  if (value['format'] !== format || !isObject(value['events'])) throw damaged
  const recorded = new Map<string, Map<number, RecordedSchemas>>()
  for (const [name, versions] of Object.entries(value['events'])) {
    if (!isObject(versions)) throw damaged
    const read = new Map<number, RecordedSchemas>()
    for (const [version, schemas] of Object.entries(versions)) {
      if (!/^[1-9]\d{0,8}$/.test(version) || !isObject(schemas) || !isObject(schemas[name])) throw damaged
      read.set(Number(version), schemas as Record<string, JsonSchema>)
    }
    recorded.set(name, read)
  }
  return recorded
}

function problem(path: string, error: unknown): Error {
  const found = fileProblem(path, error)
  return found instanceof StoreError ? new EventsError(found.message) : found
}
