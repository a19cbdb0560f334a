/** Development mode: everybody is who they say they are. build.ts sees to it that this listens on loopback only. */
import { type Authenticator, refuse } from './auth.ts'

export function createOpenAuthenticator(isUserId: (text: string) => boolean): Authenticator {
  let closed = false
  return {
    mode: 'none',
    async authenticate({ token, userId }) {
      if (closed) return refuse('unavailable', 'The server is shutting down.', 'authentication is closed')
      if (userId === undefined) {
        return token === undefined
          ? refuse('unauthorized', 'Say who you are: send `user_id`.', 'no user_id')
          : refuse(
              'unauthorized',
              'This server has no authentication configured and cannot check a token: send `user_id`, or configure `jwt_secret`.',
              'a token without user_id, but no authentication is configured',
            )
      }
      if (!isUserId(userId)) {
        return refuse(
          'unauthorized',
          'That is no user id: 1 to 128 characters of letters, digits and `_.:@+-`.',
          'user_id does not fit its schema',
        )
      }
      return { ok: true, principal: { userId, expiresAt: undefined, rights: undefined } }
    },
    close() {
      closed = true
    },
  }
}
