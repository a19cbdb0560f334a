/** Making a token for development. An application makes its own, with the library of its language. */
import { SignJWT } from 'jose'
import { importSecret } from './keys.ts'
import { type RightsClaim, rightsClaim } from './rights.ts'

export interface TokenOrder {
  readonly secret: string
  readonly userId: string
  /** Undefined: the token has no claim, and the policies of the channels decide. */
  readonly rights: RightsClaim | undefined
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly lifetimeMs: number
  readonly issuer: string | undefined
  readonly audience: string | undefined
}

/** Rejects with `KeyProblem` when the secret is none. */
export async function mintToken(order: TokenOrder): Promise<string> {
  const { secret, userId, rights, issuedAt, lifetimeMs, issuer, audience } = order
  await importSecret(secret)
  const seconds = Math.floor(issuedAt / 1000)
  const claims = {
    sub: userId,
    iat: seconds,
    exp: seconds + Math.ceil(lifetimeMs / 1000),
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(audience === undefined ? {} : { aud: audience }),
    ...(rights === undefined ? {} : { [rightsClaim]: rights }),
  }
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret))
}
