/**
 * A client that knows a contract or the events of an application by their types: `connect`, bound to what stands beside it
 * in the output. The one output that imports something, the SDK of Pactwire.
 */
import type { EventDocument } from './events.ts'
import { sourceHeader } from './header.ts'
import { documentsOf, GeneratorError, type OutputFile, type SchemaSet } from './model.ts'

/** For the protocol of Pactwire, with events of the application. */
export function emitEventsClient(set: SchemaSet, events: readonly EventDocument[]): OutputFile {
  const rows = events.map(({ role, typeName }) => `  ${role.event}: types.${typeName}`)
  return file(
    set,
    `import * as pactwire from 'pactwire/client'
import type * as types from './types.ts'

/** Every event, and what it carries. */
export interface Events {
${rows.join('\n')}
}

export type Client = pactwire.Client<Events>
export type Channel = pactwire.Channel<Events>
/** What stands in a channel: messages, which have no \`event\`, and events. */
export type ChannelEntry = pactwire.ChannelEntry<Events>
/** One event as it is told: \`EventOf<'${events[0]?.role.event}'>\`. */
export type EventOf<Name extends keyof Events> = pactwire.EventOf<Name, Events[Name]>

/** Begins to connect at once. */
export function connect(url: string | URL, options?: pactwire.ClientOptions): Client {
  return pactwire.connect<Events>(url, options)
}
`,
  )
}

/** For a contract of one’s own. */
export function emitContractClient(set: SchemaSet): OutputFile {
  const has = {
    protocol: documentsOf(set, 'protocol').length > 0,
    replies: documentsOf(set, 'request').length > 0,
    pushes: documentsOf(set, 'push').length + documentsOf(set, 'error').length > 0,
    closeStops: documentsOf(set, 'close_codes').some(({ role }) => role.codes.length > 0),
  }
  if (!has.replies && !has.pushes) {
    throw new GeneratorError(
      set.source,
      'there is neither a request nor a push among the schemas: nothing for a client',
    )
  }
  const types = [...(has.replies ? ['type Operations'] : []), ...(has.pushes ? ['type Pushes'] : [])]
  const values = Object.entries(has).flatMap(([name, is]) => (is ? [name] : []))
  const bound = `${has.replies ? 'Operations' : 'Record<never, never>'}, ${has.pushes ? 'Pushes' : 'Record<never, never>'}`
  const parts = [
    has.protocol ? 'protocol' : 'protocol: { subprotocol: null }',
    has.replies ? 'replies' : 'replies: {}',
    has.pushes ? 'pushes' : 'pushes: []',
    ...(has.closeStops ? ['closeStops'] : []),
  ]
  return file(
    set,
    `import { type ContractClient, type ContractOptions, connectTo } from 'pactwire/client/contract'
import { ${[...types, ...values].join(', ')} } from './operations.ts'

export type Client = ContractClient<${bound}>

/** Begins to connect at once. */
export function connect(url: string, options?: ContractOptions): Client {
  return connectTo<${bound}>({ ${parts.join(', ')} }, url, options)
}
`,
  )
}

function file(set: SchemaSet, content: string): OutputFile {
  return { path: 'client.ts', content: `${sourceHeader(set)}${content}` }
}
