/** Programs of the model test: what several clients, an application and an operator do, one after another or at once. */
import fc from 'fast-check'
import type { Shape } from './model-event.ts'

export const users = ['ann', 'ben', 'cat'] as const
export const channels = ['a', 'b'] as const
export const clients = [0, 1, 2] as const

export type User = (typeof users)[number]
export type Channel = (typeof channels)[number]
type Since = 'none' | 'seen' | 'start' | 'alien'

export interface Line {
  readonly client: number
  readonly channel: Channel
  /** As an event of the application, and not as a message. */
  readonly isEvent: boolean
}

export type Command =
  | { readonly do: 'open'; readonly client: number }
  | { readonly do: 'connect'; readonly client: number; readonly user: User }
  | { readonly do: 'refresh'; readonly client: number; readonly user: User }
  | {
      readonly do: 'join'
      readonly client: number
      readonly channel: Channel | 'inbox'
      readonly since: Since
      readonly durable: boolean
    }
  | { readonly do: 'leave'; readonly client: number; readonly channel: Channel; readonly durable: boolean }
  | {
      readonly do: 'send'
      readonly client: number
      readonly channel: Channel | undefined
      readonly id: number | undefined
    }
  | {
      readonly do: 'event'
      readonly client: number
      readonly channel: Channel
      readonly shape: Shape
      readonly id: number | undefined
    }
  | { readonly do: 'direct'; readonly client: number; readonly user: User; readonly id: number | undefined }
  | { readonly do: 'history'; readonly client: number; readonly channel: Channel | User; readonly after: number }
  | { readonly do: 'kill' | 'close' | 'resume'; readonly client: number }
  /** By the application, over HTTP. */
  | { readonly do: 'post'; readonly channel: Channel; readonly isEvent: boolean }
  | { readonly do: 'member'; readonly user: User; readonly channel: Channel; readonly yes: boolean }
  | { readonly do: 'kick'; readonly user: User }
  /** All at once. */
  | { readonly do: 'chorus'; readonly lines: readonly Line[] }
  /** All at once, and the server is killed before anybody knows what became of it. */
  | { readonly do: 'crash'; readonly lines: readonly Line[] }
  | { readonly do: 'restart'; readonly signal: 'SIGTERM' | 'SIGKILL' }

const client = fc.constantFrom(...clients)
const user = fc.constantFrom(...users)
const channel = fc.constantFrom(...channels)
const id = fc.option(fc.nat(2), { nil: undefined })
const lines = fc.array(fc.record({ client, channel, isEvent: fc.boolean() }), { minLength: 1, maxLength: 12 })

function command<C extends { do: Command['do'] }>(
  weight: number,
  name: C['do'],
  fields: { [K in Exclude<keyof C, 'do'>]: fc.Arbitrary<C[K]> },
) {
  const arbitrary = fc.record({ do: fc.constant(name), ...fields }) as unknown as fc.Arbitrary<Command>
  return { weight, arbitrary }
}

type Of<N extends Command['do']> = N extends 'kill' | 'close' | 'resume'
  ? { do: N; client: number }
  : Extract<Command, { do: N }>

const commands: fc.Arbitrary<Command> = fc.oneof(
  command<Of<'connect'>>(10, 'connect', { client, user }),
  command<Of<'open'>>(1, 'open', { client }),
  command<Of<'refresh'>>(2, 'refresh', { client, user }),
  command<Of<'join'>>(12, 'join', {
    client,
    channel: fc.constantFrom(...channels, ...channels, 'inbox' as const),
    since: fc.constantFrom('none', 'seen', 'start', 'alien'),
    durable: fc.boolean(),
  }),
  command<Of<'leave'>>(4, 'leave', { client, channel, durable: fc.boolean() }),
  command<Of<'send'>>(12, 'send', { client, channel: fc.option(channel, { nil: undefined }), id }),
  command<Of<'event'>>(8, 'event', {
    client,
    channel,
    shape: fc.constantFrom<Shape[]>('right', 'right', 'right', 'wrong', 'unknown'),
    id,
  }),
  command<Of<'direct'>>(6, 'direct', { client, user, id }),
  command<Of<'history'>>(4, 'history', { client, channel: fc.constantFrom(...channels, ...users), after: fc.nat(6) }),
  command<Of<'kill'>>(3, 'kill', { client }),
  command<Of<'close'>>(2, 'close', { client }),
  command<Of<'resume'>>(6, 'resume', { client }),
  command<Of<'post'>>(4, 'post', { channel, isEvent: fc.boolean() }),
  command<Of<'member'>>(3, 'member', { user, channel, yes: fc.boolean() }),
  command<Of<'kick'>>(2, 'kick', { user }),
  command<Of<'chorus'>>(4, 'chorus', { lines }),
  command<Of<'crash'>>(1, 'crash', { lines }),
  command<Of<'restart'>>(1, 'restart', { signal: fc.constantFrom('SIGTERM', 'SIGKILL') }),
)

/** Most are here and in most channels to begin with: there is more to go wrong among many. */
const beginning: fc.Arbitrary<Command[]> = fc
  .tuple(
    fc.tuple(...clients.map((which) => user.map((who): Command => ({ do: 'connect', client: which, user: who })))),
    fc.subarray(clients.flatMap((which) => channels.map((name) => ({ which, name })))),
  )
  .map(([connects, joins]) => [
    ...connects,
    ...joins.map(
      ({ which, name }): Command => ({ do: 'join', client: which, channel: name, since: 'none', durable: false }),
    ),
  ])

export const programs: fc.Arbitrary<readonly Command[]> = fc
  .tuple(
    fc.oneof(fc.constant([]), beginning, beginning),
    fc.array(commands, { minLength: 1, maxLength: 40, size: 'max' }),
  )
  .map(([first, rest]) => [...first, ...rest])

/** One line a command, as one would tell it. */
export function tell(command: Command): string {
  const { do: what, ...rest } = command
  return `${what} ${Object.entries(rest)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ')}`
}
