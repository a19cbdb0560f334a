/** The client SDK as bundlers take it in development: every frame of the server is held against its schema. */
import { refuseServerFrame } from '../../generated/validators.js'
import { ChatClient } from './chat.ts'
import type { ClientOptions } from './options.ts'
import type { Client } from './surface.ts'

export * from './exports.ts'

/** Begins to connect at once. */
export function connect(url: string | URL, options: ClientOptions = {}): Client {
  const { validator = refuseServerFrame } = options
  return new ChatClient(url, options, validator === 'off' ? undefined : validator)
}
