/** Where the protocol says that a server is: a host for documents to name, with or without a scheme before it. */
import type { RoleOf } from './model.ts'

export interface Server {
  readonly host: string
  readonly secure: boolean
}

export function serverOf(protocol: RoleOf<'protocol'> | undefined): Server | undefined {
  if (protocol?.server === undefined) return undefined
  const [, scheme = '', host = ''] = /^(?:([a-z]+):\/\/)?([^/]+)/.exec(protocol.server) ?? []
  return host === '' ? undefined : { host, secure: scheme === 'wss' || scheme === 'https' }
}
