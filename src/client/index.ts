/** The client SDK. Frames of the server are trusted by their types; the development entry looks at each. */
import { ChatClient } from './chat.ts'
import type { AnyEvents } from './entries.ts'
import type { ClientOptions } from './options.ts'
import type { Client } from './surface.ts'

export * from './exports.ts'

/** Begins to connect at once. `Events`: what each event of the application carries, by its name. */
export function connect<Events = AnyEvents>(url: string | URL, options?: ClientOptions): Client<Events>
// So that `ReturnType<typeof connect>` is a client of any events.
export function connect(url: string | URL, options?: ClientOptions): Client
export function connect(url: string | URL, options: ClientOptions = {}): unknown {
  const { validator = 'off' } = options
  return new ChatClient(url, options, validator === 'off' ? undefined : validator)
}
