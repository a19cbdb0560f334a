/** Asks who somebody is. An authenticator that fails says nothing about the token: the client may try again. */
import type { Authenticator, Credentials, Verdict } from '../auth/auth.ts'

export async function askWho(authenticator: Authenticator, credentials: Credentials): Promise<Verdict> {
  try {
    return await authenticator.authenticate(credentials)
  } catch (error) {
    const message = 'The token cannot be checked now; try again later.'
    return { ok: false, code: 'unavailable', message, reason: String(error) }
  }
}
