import type { ServerFrame } from '../../generated/types.ts'
import type { CloseName } from '../protocol/session.ts'

/** How the hub reaches a connection; the gateway implements it over a socket. */
export interface Connection {
  readonly id: string
  readonly address: string
  subscribe(topic: string): void
  unsubscribe(topic: string): void
  push(frame: ServerFrame): void
  end(close: CloseName, reason: string): void
}
