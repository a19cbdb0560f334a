/** How a connection is opened by this contract: the request that comes first, and what of it a person fills in. */
import { shapeOf } from '../form/schema-shape.ts'
import { isObject, type JsonObject } from '../json/value.ts'
import { schemaIn } from '../validate/schema.ts'
import type { Contract } from './load.ts'

export interface Opening {
  readonly event: string
  /** The text fields of its `data`. */
  readonly fields: readonly string[]
}

export function openingOf({ catalogue, files }: Contract): Opening | undefined {
  const event = catalogue.events.find(({ isOpening }) => isOpening)?.name
  const root = event === undefined ? undefined : schemaIn(files, `${event}.json`)
  if (event === undefined || root === undefined) return undefined
  const frame = shapeOf(files, root)
  const data = frame.kind === 'object' ? frame.properties.find(({ name }) => name === 'data') : undefined
  const shape = data === undefined ? undefined : shapeOf(files, data.located)
  const properties = shape?.kind === 'object' ? shape.properties : []
  return {
    event,
    fields: properties.filter(({ located }) => shapeOf(files, located).kind === 'text').map(({ name }) => name),
  }
}

/** Fields that are left empty are left out. */
export function openingFrame(
  { event, fields }: Opening,
  given: Readonly<Record<string, string>>,
  id: string,
): JsonObject {
  const data = Object.fromEntries(fields.map((name) => [name, given[name] ?? '']).filter(([, text]) => text !== ''))
  return { type: event, id, ...(Object.keys(data).length === 0 ? {} : { data }) }
}

/** The text with another `id`, if it is a frame that has one; everything else stays as it was written. */
export function withId(
  text: string,
  value: unknown,
  place: { start: number; end: number } | undefined,
  id: string,
): string {
  if (!isObject(value) || typeof value['id'] !== 'string' || place === undefined) return text
  return `${text.slice(0, place.start)}${JSON.stringify(id)}${text.slice(place.end)}`
}
