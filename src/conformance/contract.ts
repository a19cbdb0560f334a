/** What the schemas say beside the generated tables: which body each route answers with, and the example of each event. */
import { readFileSync } from 'node:fs'
import { type Operations, type Routes, routes } from '../../generated/operations.ts'
import type {
  ChannelPage,
  ChannelPresence,
  Disconnected,
  Health,
  Member,
  MemberPage,
  MessagePage,
  SentMessage,
  Stats,
} from '../../generated/types.ts'
import type { Documents } from '../../generated/validators.js'

export type RouteName = keyof Routes
export const routeNames = Object.keys(routes) as RouteName[]

/** What a route answers when all is well; documents and pages are not looked into. */
export type Answer<R extends RouteName> = R extends keyof Bodies ? Bodies[R] : unknown

/** That they are so is checked by the schemas. */
interface Bodies {
  delete_channel_member: undefined
  get_channel_member: Member
  get_channel_members: MemberPage
  get_channel_messages: MessagePage
  get_channel_presence: ChannelPresence
  get_channels: ChannelPage
  get_livez: Health
  get_metrics: string
  get_readyz: Health
  get_stats: Stats
  post_channel_event: SentMessage
  post_channel_message: SentMessage
  post_user_disconnect: Disconnected
  post_user_message: SentMessage
  put_channel_member: Member
}

interface RouteSchema {
  readonly 'x-pactwire': {
    readonly success: { readonly schema?: { readonly $ref: string }; readonly type?: string }
  }
}

/** Where the generated schemas stand, beside the sources and beside what is compiled. */
export const schemaFolder = new URL('../../generated/schema/', import.meta.url)

const successes = routeNames.map((name) => {
  const schema = JSON.parse(readFileSync(new URL(`${name}.json`, schemaFolder), 'utf8')) as RouteSchema
  return [name, schema['x-pactwire'].success] as const
})

/** The name of the schema of the body, where it has one. */
export const bodySchemas: ReadonlyMap<RouteName, keyof Documents> = new Map(
  successes.flatMap(([name, { schema }]) =>
    schema === undefined ? [] : [[name, schema.$ref.replace(/\.json$/, '') as keyof Documents] as const],
  ),
)

/** The `Content-Type` of the body, where there is one. */
export const bodyTypes: ReadonlyMap<RouteName, string> = new Map(
  successes.flatMap(([name, { schema, type }]) => {
    const expected = type ?? (schema === undefined ? undefined : 'application/json')
    return expected === undefined ? [] : [[name, expected] as const]
  }),
)

/** What a request can look like when it is well-formed: the first example of its schema. */
export function exampleOf(request: keyof Operations): unknown {
  const schema = JSON.parse(readFileSync(new URL(`${request}.json`, schemaFolder), 'utf8')) as {
    readonly examples: readonly { readonly data?: unknown }[]
  }
  return schema.examples[0]?.data
}
