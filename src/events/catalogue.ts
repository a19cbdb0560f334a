/**
 * Which events of the application there are: the port that the hub asks. A catalogue never changes; another one takes its
 * place as a whole (`Events.current`), so that whoever holds one sees either all of a change or nothing of it.
 */

import type { EventMark } from '../store/store.ts'

/** One thing that is wrong with a payload: where in it (`lines[0].sku`), and what. */
export interface PayloadMistake {
  readonly path: string
  readonly message: string
}

export interface EventType {
  /** What is stored with each payload. */
  readonly mark: EventMark
  /** Undefined when the payload is as the schema of the event says. */
  readonly mistakeIn: (payload: unknown) => PayloadMistake | undefined
}

export interface Catalogue {
  readonly size: number
  find(name: string): EventType | undefined
  names(): readonly string[]
  /** Of these names the one that was probably meant. */
  nearest(name: string, names: readonly string[]): string | undefined
}

export interface Events {
  readonly current: Catalogue
}

export const noEvents: Events = {
  current: { size: 0, find: () => undefined, names: () => [], nearest: () => undefined },
}

export const everyEvent = '*'

/** Of a channel’s policy, as much as says which events it carries. */
export interface Carrying {
  readonly events: readonly string[]
}

export function carries({ events }: Carrying, name: string): boolean {
  return events.includes(everyEvent) || events.includes(name)
}
