/** Tokens for the users of a case: HS256, made here, so that they can be wrong in every way. */
import { createHmac } from 'node:crypto'
import type { Users } from './target.ts'

export interface TokenOrder {
  readonly claims: Readonly<Record<string, unknown>>
  readonly secret: string
  readonly header?: Readonly<Record<string, unknown>>
}

/** A JWT (RFC 7519) in compact form. */
export function signToken({ claims, secret, header = {} }: TokenOrder): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${encode(claims)}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

/** The same with no signature at all, as `alg: none` would have it. */
export function unsignedToken(claims: Readonly<Record<string, unknown>>): string {
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export const nowInSeconds = (): number => Math.floor(Date.now() / 1000)

/** A good token for a user, an hour long; with other claims where a case wants them (`undefined` leaves one out). */
export function claimsFor(
  users: Extract<Users, { kind: 'secret' }>,
  userId: string,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const { issuer, audience } = users
  const now = nowInSeconds()
  return {
    sub: userId,
    iat: now,
    exp: now + 3600,
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(audience === undefined ? {} : { aud: audience }),
    ...changes,
  }
}
