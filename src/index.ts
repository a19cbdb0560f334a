/**
 * The public surface of the package: everything that a program may rely on is named here. `createServer` starts the same
 * server as `pactwire serve`, in this process.
 */

import type { Routes } from '../generated/operations.ts'
import type { SentMessage } from '../generated/types.ts'
import { violation } from '../generated/validators.js'
import { type GivenConfig, resolveConfig } from './config/resolve.ts'
import { inboxOf, timestamp } from './hub/frames.ts'
import type { Hooks } from './hub/hooks.ts'
import type { Logger } from './log/log.ts'
import { createProcessLogger } from './log/pino.ts'
import { refuse } from './protocol/failure.ts'
import { startServer } from './server.ts'
import type { Appended } from './store/store.ts'

export interface ServerOptions {
  /** As in a configuration file; what is left out has its default. Neither environment nor flags are read. */
  readonly config?: GivenConfig
  readonly hooks?: Hooks
  /** Where log entries go; as the configuration says, on standard output, unless given. */
  readonly log?: Logger
}

export interface Words {
  readonly content: string
  /** In whose name; nobody’s when left out. */
  readonly userId?: string
  /** Makes a retry safe: what was sent with it within the window is sent once. */
  readonly clientMessageId?: string
}

export interface Publication {
  /** Which event: one that the channel carries. */
  readonly event: string
  readonly payload: Readonly<Record<string, unknown>>
  /** In whose name; nobody’s when left out. */
  readonly userId?: string
  /** Makes a retry safe: what was published with it within the window is published once. */
  readonly clientMessageId?: string
}

export interface PactwireServer {
  /** Where clients connect: `ws://127.0.0.1:8080/ws`. */
  readonly url: string
  readonly address: string
  readonly port: number
  /** To everyone in a channel, and into its history. */
  publish(channelId: string, words: Words): Promise<SentMessage>
  /** An event of the application, to everyone in a channel and into its history; refused unless it is as its schema says. */
  publishEvent(channelId: string, publication: Publication): Promise<SentMessage>
  /** To one user, on all connections, and into their inbox. */
  publishDirect(userId: string, words: Words): Promise<SentMessage>
  /** Closes every connection of a user (4403); resolves to how many there were. */
  disconnect(userId: string, reason?: string): number
  /** A token that this process takes: in development mode only. */
  developmentToken(userId: string): Promise<string>
  /** Says goodbye to everyone, answers what was asked, and closes. */
  close(reason?: string): Promise<void>
}

export async function createServer({
  config: given = {},
  hooks = {},
  log,
}: ServerOptions = {}): Promise<PactwireServer> {
  const config = resolveConfig(given)
  const server = await startServer({ config, hooks, log: log ?? createProcessLogger(config).logger })
  const { address, port } = server.listening
  const scheme = config.tls_key_file === undefined ? 'ws' : 'wss'
  const { hub } = server
  return {
    url: `${scheme}://${address.includes(':') ? `[${address}]` : address}:${port}/ws`,
    address,
    port,
    publish: async (channelId, words) => {
      const body = { content: words.content, user_id: words.userId, client_message_id: words.clientMessageId }
      check('post_channel_message', { params: { channel_id: channelId }, body })
      return sent(channelId, await hub.speaker.say({ channelId, ...said(words) }))
    },
    publishEvent: async (channelId, { event, payload: given, userId, clientMessageId }) => {
      const payload = plain(given)
      const body = { event, payload, user_id: userId, client_message_id: clientMessageId }
      check('post_channel_event', { params: { channel_id: channelId }, body })
      const publication = { channelId, event, payload, userId, client_message_id: clientMessageId }
      return sent(channelId, await hub.speaker.publish(publication))
    },
    publishDirect: async (userId, words) => {
      const body = { content: words.content, from: words.userId, client_message_id: words.clientMessageId }
      check('post_user_message', { params: { user_id: userId }, body })
      return sent(inboxOf(userId), await hub.speaker.sayDirect({ to: userId, ...said(words) }))
    },
    disconnect: (userId, reason = '') => hub.disconnect(userId, reason),
    developmentToken: async (userId) => {
      if (server.developmentToken === undefined)
        throw new Error('authentication is configured: make tokens with your own key')
      return server.developmentToken(userId)
    },
    close: async (reason = 'The server is shutting down.') => {
      await server.stop(reason)
    },
  }
}

/** A program is held to the same contract as a caller of the HTTP API. */
function check(name: keyof Routes, value: { readonly params: object; readonly body: object }): void {
  const body = Object.fromEntries(Object.entries(value.body).filter(([, field]) => field !== undefined))
  const wrong = violation(name, { ...value, body })
  if (wrong !== undefined) refuse('invalid_data', `${wrong.path} ${wrong.message}`, { details: [wrong] })
}

/** What a caller of the HTTP API would have sent: fields without a value are none, and a date is its text. */
function plain(payload: object): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(payload)) as Record<string, unknown>
  } catch {
    const message = 'cannot be written as JSON'
    refuse('invalid_data', `body.payload ${message}`, { details: [{ path: 'body.payload', message }] })
  }
}

function said({ content, userId, clientMessageId }: Words) {
  return { userId, content, ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }) }
}

function sent(channelId: string, { messageId, epoch, offset, time, duplicate }: Appended): SentMessage {
  return { channel_id: channelId, message_id: messageId, epoch, offset, timestamp: timestamp(time), duplicate }
}

export type { Operations, Pushes } from '../generated/operations.ts'
export { closeCodes, errorCodes, operations, protocol, pushes } from '../generated/operations.ts'
export type * from '../generated/types.ts'
export { ConfigError } from './config/error.ts'
export type { GivenConfig } from './config/resolve.ts'
export type { Hooks } from './hub/hooks.ts'
export type { Logger } from './log/log.ts'
export { type Failure, Refused } from './protocol/failure.ts'
