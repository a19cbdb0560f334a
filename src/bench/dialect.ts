/**
 * How a server is spoken to. The generator knows connections, rooms and messages; a dialect knows the bytes. Pactwire’s
 * own is in `pactwire-dialect.ts`; others let the same load go to other servers.
 */

import type { Telltale } from './frames.ts'

/** What a received frame is, as told by its first bytes. */
export type FrameKind =
  /** A message for this connection. */
  | 'delivery'
  /** The answer to a message that was sent. */
  | 'answer'
  | 'welcome'
  | 'joined'
  /** The answer to a request for history. */
  | 'page'
  /** A request was refused. */
  | 'error'
  /** The server asks for a sign of life, in its own way. */
  | 'ping'
  | 'other'

/** Something to say, and what has to come before the next thing is said. */
export interface Step {
  readonly say?: string
  readonly until: FrameKind
}

/** A place in a stream, to go on from. */
export interface Position {
  readonly epoch: string
  readonly offset: number
}

export interface Dialect {
  /** By what a delivery is known from everything else. */
  readonly delivery: Telltale
  readonly name: string
  /** Where the WebSocket is, with its query, when the address does not say. */
  readonly path: string
  /** So many bytes of a payload tell its kind. */
  readonly headBytes: number
  /** Whether each message is answered, besides being delivered. */
  readonly answers: boolean
  /** How a connection becomes that of a user. */
  greet(user: string, token: string | undefined): readonly Step[]
  join(channel: string): Step
  publish(channel: string, content: string): string
  /** Undefined when the server has no such thing; so with those below. */
  sendDirect?(to: string, content: string): string
  /** Joins and asks for what was missed. */
  rejoin?(channel: string, since: Position): Step
  history?(channel: string, limit: number): Step
  /** Where a stream stands, from the answer to a join. */
  position?(answer: string): Position
  /** Whether the answer to a rejoin says that nothing is missing. */
  recovered?(answer: Buffer): boolean
  kindOf(bytes: Buffer, start: number, end: number): FrameKind
  /** How a refusal is told in a report: its code. */
  refusal(payload: string): string
  /** The answer to a `ping`. */
  readonly pong?: string
}
