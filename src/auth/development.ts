/**
 * Development mode takes tokens too, so that an application can be written as it will run: they are checked with a secret
 * that lives as long as this process. Whoever sends none says who they are.
 */
import type { Authenticator } from './auth.ts'
import { createJwtAuthenticator } from './jwt.ts'
import { importSecret } from './keys.ts'

export interface DevelopmentTokens {
  readonly open: Authenticator
  readonly secret: string
  readonly isUserId: (text: string) => boolean
  readonly now: () => number
}

export async function withDevelopmentTokens({
  open,
  secret,
  isUserId,
  now,
}: DevelopmentTokens): Promise<Authenticator> {
  const material = await importSecret(secret)
  const tokens = createJwtAuthenticator({
    keys: [{ name: 'development', algorithm: 'HS256', kid: undefined, issuer: undefined, material }],
    sets: [],
    issuer: undefined,
    audience: undefined,
    clockToleranceMs: 0,
    isUserId,
    now,
  })
  return {
    mode: 'none',
    authenticate: (credentials) => (credentials.token === undefined ? open : tokens).authenticate(credentials),
    close() {
      open.close()
      tokens.close()
    },
  }
}
