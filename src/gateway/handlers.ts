/**
 * What each request does, by its name: the table between the contract and the hub. A request that the contract has and
 * this table lacks does not compile.
 */
import type { Operations } from '../../generated/operations.ts'
import type { Clock } from '../clock/clock.ts'
import type { Attachment } from '../hub/attachment.ts'
import { timestamp } from '../hub/frames.ts'
import type { Hub } from '../hub/hub.ts'

export interface HandlerContext {
  readonly hub: Hub
  readonly clock: Clock
  readonly attachment: Attachment
}

/** These are the session’s own: they are not done here. */
type SessionRequest = 'connect' | 'refresh'
export type Performed = Exclude<keyof Operations, SessionRequest>
type Data<E extends keyof Operations> = Operations[E]['request']['data']
export type ReplyData<E extends keyof Operations> = Operations[E]['reply']['data']

/** Calls `reply` once, or rejects: with `Refused` for what the client is to be told. */
export type Handler<E extends Performed> = (
  data: Data<E>,
  context: HandlerContext,
  reply: (data: ReplyData<E>) => void,
) => void | Promise<void>

export const handlers: { readonly [E in Performed]: Handler<E> } = {
  heartbeat: (_data, { clock }, reply) => reply({ server_time: timestamp(clock.now()) }),
  join_channel: (data, { hub, attachment }, reply) => hub.join(attachment, data, reply),
  leave_channel: async (data, { hub, attachment }, reply) => {
    await hub.leave(attachment, data)
    reply({ channel_id: data.channel_id })
  },
  send_message: async (data, { hub, attachment }, reply) => reply(await hub.send(attachment, data)),
  publish: async (data, { hub, attachment }, reply) => reply(await hub.publish(attachment, data)),
  send_direct: async (data, { hub, attachment }, reply) => reply(await hub.sendDirect(attachment, data)),
  history: async (data, { hub, attachment }, reply) => reply(await hub.history(attachment, data)),
  presence: (data, { hub, attachment }, reply) => reply(hub.presence(attachment, data)),
}
