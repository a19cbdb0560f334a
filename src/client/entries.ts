/** What stands in the stream of a channel: messages, and the events of an application with what each carries. */
import type { Operations, Pushes } from '../../generated/operations.ts'
import type { ChannelEvent, ChannelMessage } from '../../generated/types.ts'

/** Where nothing is known of the events: any name, any payload. `pactwire generate --events` knows more. */
export type AnyEvents = Record<string, ChannelEvent['payload']>

export type EventName<Events> = keyof Events & string

/** An event of one name. Its types are those of today; `version` tells which schema the payload was written by. */
export interface EventOf<Name extends string, Payload> extends Omit<ChannelEvent, 'event' | 'payload'> {
  event: Name
  payload: Payload
  /** Only messages have one. */
  content?: undefined
}

/** Any of the events, told apart by `event`. */
export type EventEntry<Events = AnyEvents> = {
  [Name in EventName<Events>]: EventOf<Name, Events[Name]>
}[EventName<Events>]

export interface MessageEntry extends ChannelMessage {
  /** Only events have these. */
  event?: undefined
  payload?: undefined
}

export type ChannelEntry<Events = AnyEvents> = MessageEntry | EventEntry<Events>

/** Names that the protocol has taken for something that channels are not told of: no event is called so. */
type Elsewhere = Exclude<keyof Pushes | keyof Operations | Operations[keyof Operations]['reply']['type'], 'new_event'>

/** For a parameter that takes the name of an event or of something else (`Own`) that a channel tells. */
export type Tellable<Name, Own> = Name extends Exclude<Elsewhere, keyof Own> ? never : Name
