/** The port of authentication: who is there, and what a token says they may do. Implementations are in jwt.ts and none.ts. */

/**
 * What a token allows, as channel patterns. These are complete: an operation with an empty list is allowed nowhere. A token
 * that says nothing about rights has no `Rights` at all, and the policy of the channel decides.
 */
export interface Rights {
  readonly join: readonly string[]
  readonly send: readonly string[]
  readonly publish: readonly string[]
  readonly history: readonly string[]
  readonly presence: readonly string[]
}

export type Operation = keyof Rights

export interface Principal {
  readonly userId: string
  /**
   * Milliseconds since 1970, undefined when the token never expires. It is what the token says: it can have passed already,
   * by as much as the clock tolerance, and it can be further away than one timer can wait (2^31 ms).
   */
  readonly expiresAt: number | undefined
  /** Undefined when the policies of the channels decide alone. */
  readonly rights: Rights | undefined
}

export interface Refusal {
  readonly ok: false
  /** The error code of the protocol; only `unavailable` is worth a second try with the same token. */
  readonly code: 'unauthorized' | 'token_expired' | 'unavailable'
  /** For the client: what to do about it. Holds nothing that the client does not know. */
  readonly message: string
  /** For the log of the operator. Holds short excerpts of single claims, never the token. */
  readonly reason: string
}

export type Verdict = { readonly ok: true; readonly principal: Principal } | Refusal

export interface Credentials {
  readonly token?: string
  /** With a token, it must equal the token's subject. */
  readonly userId?: string
}

export interface Authenticator {
  readonly mode: 'none' | 'jwt'
  /** Never rejects: whatever goes wrong is a refusal. */
  authenticate(credentials: Credentials): Promise<Verdict>
  /** Ends what is under way; from then on everything is refused as `unavailable`. */
  close(): void
}

export function refuse(code: Refusal['code'], message: string, reason: string): Refusal {
  return { ok: false, code, message, reason }
}
