/**
 * Declaring an event of an application in a TypeBox module, and what a folder of them must be. The annotation is the same
 * that a JSON Schema file writes by hand: `"x-pactwire": { "kind": "event", "version": 1 }`.
 */
import { documentsOf, GeneratorError, type RoleOf, type SchemaDocument, type SchemaSet } from './model.ts'
import { placeOf } from './place.ts'

export interface EventParts<T> {
  /** How it is called on the wire: 1 to 64 small letters, digits and `_`. */
  readonly name: string
  /** Raised with every change that those who know the schema as it was could not live with; 1 unless said. */
  readonly version?: number
  readonly description: string
  /** The schema of the payload, an object. */
  readonly payload: T
  /** A payload, for documents. The schema must take it. */
  readonly example?: Readonly<Record<string, unknown>>
}

/** The schema of the payload, with what makes it that of an event. */
export function event<T extends object>({ name, version = 1, description, payload, example }: EventParts<T>): T {
  return {
    ...payload,
    $id: name,
    description,
    ...(example === undefined ? {} : { examples: [example] }),
    'x-pactwire': { kind: 'event', version },
  }
}

export type EventDocument = SchemaDocument<RoleOf<'event'>>

/** The events of a set that holds nothing but events, and values that they refer to. */
export function eventsOf(set: SchemaSet): EventDocument[] {
  for (const document of set.documents) {
    const { kind } = document.role
    if (kind === 'event' || kind === 'value') continue
    throw new GeneratorError(
      placeOf(document),
      `\`x-pactwire.kind\` is \`${kind}\`; a folder of events holds events, and values that they refer to`,
    )
  }
  const events = documentsOf(set, 'event')
  if (events.length === 0) {
    throw new GeneratorError(
      set.source,
      'there is no event among the schemas; mark those that are with `"x-pactwire": { "kind": "event" }`',
    )
  }
  return events
}

/** The schemas of two sets are to stand side by side, and so are their types. */
export function refuseTaken(set: SchemaSet, others: SchemaSet, by: string): void {
  const taken = new Set(others.documents.map(({ typeName }) => typeName.toLowerCase()))
  for (const document of set.documents) {
    if (taken.has(document.typeName.toLowerCase()))
      throw new GeneratorError(
        placeOf(document),
        `the name \`${document.name}\` is taken by ${by}; call it something else`,
      )
  }
}
