/**
 * Tokens against keys. The key decides the algorithm, never the token: a token is only tried with keys whose one algorithm it
 * names, whose key id and issuer it fits. Its claims count for nothing before a signature has been found good.
 */
import { errors, type JWTPayload, jwtVerify } from 'jose'
import { type Authenticator, type Principal, type Refusal, refuse, type Verdict } from './auth.ts'
import type { KeySet } from './jwks.ts'
import type { TokenKey } from './keys.ts'
import { readRights, rightsClaim } from './rights.ts'
import type { Algorithm } from './settings.ts'
import { excerpt, readToken, type UnverifiedToken } from './token.ts'

export interface TokenRules {
  readonly keys: readonly TokenKey[]
  readonly sets: readonly KeySet[]
  readonly issuer: string | undefined
  readonly audience: string | undefined
  readonly clockToleranceMs: number
  readonly isUserId: (text: string) => boolean
  readonly now: () => number
}

/** Checking a signature costs time, and a token without a key id could ask for it once for every key. */
const maxTries = 16

/** The last moment that the protocol can write down. A token that lasts longer lasts for ever. */
const endOfTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

const algorithms: readonly Algorithm[] = ['HS256', 'RS256', 'ES256', 'EdDSA']

type Checked = { readonly ok: true; readonly claims: JWTPayload } | Refusal
type Attempt = { readonly signed: false } | { readonly signed: true; readonly result: Checked }
type Candidate = { readonly ok: true; readonly key: TokenKey } | Refusal

export function createJwtAuthenticator(rules: TokenRules): Authenticator {
  let closed = false

  const verify = async (text: string): Promise<Checked> => {
    const reading = readToken(text)
    if (!reading.ok) return unauthorized(`The token cannot be used: ${reading.problem}.`, reading.problem)
    const { token } = reading
    const algorithm = algorithms.find((known) => known === token.algorithm)
    if (algorithm === undefined) {
      return unauthorized(
        `The token is signed in a way that is not accepted here; accepted are ${algorithms.join(', ')}, each with its own keys.`,
        `alg ${excerpt(token.algorithm)} is not accepted`,
      )
    }

    let tries = 0
    for await (const candidate of candidates(rules, algorithm, token)) {
      if (!candidate.ok) return candidate
      tries += 1
      if (tries > maxTries) {
        return noKey(token, `none of the first ${maxTries} keys that could be meant; give the keys a kid or an issuer`)
      }
      const attempt = await tryKey(text, candidate.key, rules)
      if (attempt.signed) return attempt.result
    }
    return noKey(token, tries === 0 ? 'no key for this' : `signed by none of ${tries} keys that could be meant`)
  }

  return {
    mode: 'jwt',
    async authenticate({ token, userId }) {
      if (closed) return unavailable('authentication is closed')
      if (token === undefined || token === '') {
        return unauthorized('A token is needed: send it as `token` in `connect`.', 'no token')
      }
      try {
        const checked = await verify(token)
        return checked.ok ? admit(checked.claims, userId, rules) : checked
      } catch (error) {
        // Nothing above is expected to throw; whatever does must not let anybody in or take the server down.
        return unauthorized(
          'The token cannot be checked.',
          `the check failed: ${error instanceof Error ? error.message : 'unknown error'}`,
        )
      }
    },
    close() {
      closed = true
      for (const set of rules.sets) set.close()
    },
  }
}

/**
 * The keys that a token could be signed with, those of the configuration first, so that no set is fetched without need. When
 * a set cannot say whether it holds the key, that is the last word: another time the token may be good.
 */
async function* candidates(
  { keys, sets }: TokenRules,
  algorithm: Algorithm,
  { kid, issuer }: UnverifiedToken,
): AsyncGenerator<Candidate> {
  for (const key of keys) {
    if (key.algorithm !== algorithm) continue
    if (key.kid !== undefined && key.kid !== kid) continue
    if (key.issuer !== undefined && key.issuer !== issuer) continue
    yield { ok: true, key }
  }
  let doubt: string | undefined
  for (const set of sets) {
    if (!set.algorithms.includes(algorithm)) continue
    if (set.issuer !== undefined && set.issuer !== issuer) continue
    const lookup = await set.find(algorithm, kid)
    if (lookup.kind === 'found') for (const key of lookup.keys) yield { ok: true, key }
    else if (lookup.kind === 'unavailable') doubt ??= lookup.reason
  }
  if (doubt !== undefined) yield unavailable(doubt)
}

async function tryKey(text: string, key: TokenKey, rules: TokenRules): Promise<Attempt> {
  try {
    const { payload } = await jwtVerify(text, key.material, {
      algorithms: [key.algorithm],
      currentDate: new Date(rules.now()),
      clockTolerance: rules.clockToleranceMs / 1000,
      requiredClaims: ['sub'],
      ...(rules.issuer === undefined ? {} : { issuer: rules.issuer }),
      ...(rules.audience === undefined ? {} : { audience: rules.audience }),
    })
    return { signed: true, result: { ok: true, claims: payload } }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { signed: false }
    if (error instanceof errors.JWTExpired) {
      const expired = refuse('token_expired', 'The token has expired; get a new one.', `expired, by ${key.name}`)
      return { signed: true, result: expired }
    }
    if (error instanceof errors.JWTClaimValidationFailed)
      return { signed: true, result: refuseClaim(error, key, rules) }
    throw error
  }
}

function refuseClaim(error: errors.JWTClaimValidationFailed, key: TokenKey, rules: TokenRules): Refusal {
  const { claim, payload } = error
  const value = excerpt(payload[claim])
  switch (claim) {
    case 'sub':
      return unauthorized('The token names no user: it needs a claim `sub`.', `no sub, by ${key.name}`)
    case 'iss':
      return unauthorized(
        'The token is not from the issuer that this server trusts (`iss`).',
        `iss is ${value}, not ${excerpt(rules.issuer)}, by ${key.name}`,
      )
    case 'aud':
      return unauthorized(
        'The token is not meant for this server (`aud`).',
        `aud is ${value} and does not name ${excerpt(rules.audience)}, by ${key.name}`,
      )
    case 'nbf':
      // Reached for two reasons: too early, or no time at all; only the first is about clocks.
      if (error.reason !== 'check_failed') break
      return unauthorized(
        'The token is not valid yet (`nbf`). If it is new, the clocks of its issuer and this server differ.',
        `not valid yet, by ${key.name}`,
      )
  }
  return unauthorized(`The claim \`${claim}\` of the token is not as it should be.`, `${error.message}, by ${key.name}`)
}

/** What a signed token, good in time, says about its bearer. */
function admit(claims: JWTPayload, userId: string | undefined, { isUserId }: TokenRules): Verdict {
  const { sub, exp } = claims
  if (typeof sub !== 'string' || !isUserId(sub)) {
    return unauthorized(
      'The `sub` of the token is no user id: 1 to 128 characters of letters, digits and `_.:@+-`.',
      `sub ${excerpt(sub)} is no user id`,
    )
  }
  if (userId !== undefined && userId !== sub) {
    return unauthorized(
      'The token is for another user than `user_id`.',
      `the token is for ${excerpt(sub)}, user_id is ${excerpt(userId)}`,
    )
  }
  if (exp !== undefined && !Number.isFinite(exp)) {
    return unauthorized('The claim `exp` of the token is not as it should be.', 'exp is too large a number')
  }
  const principal = { userId: sub, expiresAt: expiryOf(exp) }
  if (!Object.hasOwn(claims, rightsClaim)) return { ok: true, principal: { ...principal, rights: undefined } }
  const reading = readRights(claims[rightsClaim])
  if (!reading.ok) return unauthorized(`The rights in the token are malformed: ${reading.problem}.`, reading.problem)
  return { ok: true, principal: { ...principal, rights: reading.rights } }
}

function expiryOf(exp: number | undefined): Principal['expiresAt'] {
  if (exp === undefined) return undefined
  const time = Math.floor(exp * 1000)
  return time > endOfTime ? undefined : time
}

function noKey({ algorithm, kid, issuer }: UnverifiedToken, what: string): Refusal {
  return unauthorized(
    'The token is not signed by a key that this server knows.',
    `${what}: alg ${excerpt(algorithm)}, kid ${excerpt(kid)}, iss ${excerpt(issuer)}`,
  )
}

function unauthorized(message: string, reason: string): Refusal {
  return refuse('unauthorized', message, reason)
}

function unavailable(reason: string): Refusal {
  return refuse('unavailable', 'Tokens cannot be checked at the moment; try again shortly.', reason)
}
