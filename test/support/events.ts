/** Events of an application for tests: a catalogue that is made by hand, and folders of schemas. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nearest } from '../../src/codegen/nearest.ts'
import type { Catalogue, Events, EventType, PayloadMistake } from '../../src/events/catalogue.ts'

type Judge = (payload: unknown) => PayloadMistake | undefined

export function catalogueOf(judges: Readonly<Record<string, Judge>>, version = 1): Catalogue {
  const types = new Map(
    Object.entries(judges).map(([name, mistakeIn]): [string, EventType] => [
      name,
      { mark: { name, version }, mistakeIn },
    ]),
  )
  const names = [...types.keys()]
  return { size: types.size, find: (name) => types.get(name), names: () => names, nearest }
}

export function eventsOf(judges: Readonly<Record<string, Judge>>, version = 1): Events {
  return { current: catalogueOf(judges, version) }
}

/** Takes whatever comes. */
export const anything: Judge = () => undefined

const sku = {
  $id: 'sku.json',
  type: 'string',
  pattern: '^[A-Z]{2}-[0-9]{1,6}$',
  'x-error': 'must be two letters, a dash and a number',
}

const line = {
  $id: 'order_line.json',
  type: 'object',
  properties: { sku: { $ref: 'sku.json' }, quantity: { type: 'integer', minimum: 1 } },
  required: ['sku', 'quantity'],
  additionalProperties: false,
}

export const orderUpdated = {
  description: 'An order has changed.',
  type: 'object',
  properties: {
    order_id: { type: 'string', minLength: 1, maxLength: 64 },
    status: { enum: ['open', 'paid', 'shipped'] },
    lines: { type: 'array', items: { $ref: 'order_line.json' }, maxItems: 100 },
  },
  required: ['order_id', 'status'],
  additionalProperties: false,
  examples: [{ order_id: 'o-42', status: 'shipped', lines: [{ sku: 'AB-1', quantity: 2 }] }],
  'x-pactwire': { kind: 'event' },
}

const cursorMoved = {
  description: 'Somebody points at something.',
  type: 'object',
  properties: { x: { type: 'number' }, y: { type: 'number' } },
  required: ['x', 'y'],
  'x-pactwire': { kind: 'event', version: 3 },
}

/** Two events, and two values that they refer to. */
export const shop: Readonly<Record<string, object>> = {
  'order_updated.json': orderUpdated,
  'cursor_moved.json': cursorMoved,
  'order_line.json': line,
  'sku.json': sku,
}

/** By the name of the file; what is text is written as it is. */
export type FilesOfFolder = Readonly<Record<string, object | string>>

export class EventsFolder {
  readonly dir: string

  private constructor(dir: string) {
    this.dir = dir
  }

  static async with(files: FilesOfFolder = shop): Promise<EventsFolder> {
    const folder = new EventsFolder(await mkdtemp(join(tmpdir(), 'pactwire-events-')))
    made.add(folder)
    await folder.write(files)
    return folder
  }

  async write(files: FilesOfFolder): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.dir, name)
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2))
    }
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.dir, name))
  }
}

const made = new Set<EventsFolder>()

/** For `afterAll`. */
export async function removeEventsFolders(): Promise<void> {
  for (const { dir } of made) await rm(dir, { recursive: true, force: true })
  made.clear()
}
