/** The client SDK. Frames of the server are trusted by their types; the development entry looks at each. */
import { ChatClient } from './chat.ts'
import type { ClientOptions } from './options.ts'
import type { Client } from './surface.ts'

export * from './exports.ts'

/** Begins to connect at once. */
export function connect(url: string | URL, options: ClientOptions = {}): Client {
  const { validator = 'off' } = options
  return new ChatClient(url, options, validator === 'off' ? undefined : validator)
}
