/** What can be done to a user: to be told to go. */
import type { ApiPart } from '../routes.ts'
import type { ApiPorts } from './ports.ts'

/** What a close frame has room for. */
const room = new Uint8Array(123)
const encoder = new TextEncoder()

export function createUserRoutes({ hub, log }: ApiPorts): ApiPart<'post_user_disconnect'> {
  return {
    post_user_disconnect: async ({ params: { user_id: userId }, body = {} }) => {
      const reason = cut(body.reason ?? 'Disconnected by the application.')
      const attachments = [...(hub.user(userId)?.attachments ?? [])]
      for (const { connection } of attachments) connection.end('kicked', reason)
      log.info({ user: userId, connections: attachments.length }, 'a user was disconnected by the HTTP API')
      return { user_id: userId, connections: attachments.length }
    },
  }
}

/** Whole characters only: encoding stops before the one that does not fit. */
function cut(reason: string): string {
  return reason.slice(0, encoder.encodeInto(reason, room).read)
}
