/** What can be done to a user: to be told to go. */
import type { ApiPart } from '../routes.ts'
import type { ApiPorts } from './ports.ts'

export function createUserRoutes({ hub, log }: ApiPorts): ApiPart<'post_user_disconnect'> {
  return {
    post_user_disconnect: async ({ params: { user_id: userId }, body = {} }) => {
      const connections = hub.disconnect(userId, body.reason ?? 'Disconnected by the application.')
      log.info({ user: userId, connections }, 'a user was disconnected by the HTTP API')
      return { user_id: userId, connections }
    },
  }
}
