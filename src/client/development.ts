/** The client SDK as bundlers take it in development: every frame of the server is held against its schema. */
import { refuseServerFrame } from '../../generated/validators.js'
import { ChatClient } from './chat.ts'
import type { AnyEvents } from './entries.ts'
import type { ClientOptions } from './options.ts'
import type { Client } from './surface.ts'
import type { Validator } from './validator.ts'

export * from './exports.ts'

/** Begins to connect at once. `Events`: what each event of the application carries, by its name. */
export function connect<Events = AnyEvents>(url: string | URL, options?: ClientOptions): Client<Events>
// So that `ReturnType<typeof connect>` is a client of any events.
export function connect(url: string | URL, options?: ClientOptions): Client
export function connect(url: string | URL, options: ClientOptions = {}): unknown {
  return new ChatClient(url, options, withOurs(options.validator))
}

/** One of the application’s own, for its events, is asked besides. */
function withOurs(own: Validator | 'off' = () => undefined): Validator | undefined {
  return own === 'off' ? undefined : (frame) => refuseServerFrame(frame) ?? own(frame)
}
