/** Everything that must be refused, for every kind of key, and for the reason it should be refused for. */
import { describe, expect, test } from 'vitest'
import { createAuthenticator } from '../../src/auth/build.ts'
import { attacks, good, header, now } from '../support/auth-attacks.ts'
import { kinds } from '../support/auth-kinds.ts'
import { forge, hmac, jwkOf, pair, world } from '../support/auth-tokens.ts'

describe.each(kinds)('$name', (kind) => {
  test('takes a good token', async () => {
    const { deps } = world(kind.files)
    const auth = await createAuthenticator(kind.settings, deps)
    const verdict = await auth.authenticate({ token: forge(header(kind), good, kind.sign), userId: 'alice' })
    expect(verdict).toEqual({
      ok: true,
      principal: { userId: 'alice', expiresAt: (now + 600) * 1000, rights: undefined },
    })
  })

  test.each(Object.entries(attacks))('refuses %s', async (_, row) => {
    const { deps, fetched } = world(kind.files)
    const auth = await createAuthenticator(kind.settings, deps)
    const each = [row(kind)].flat()
    expect(each.length).toBeGreaterThan(0)
    for (const { token, userId, reason, code = 'unauthorized' } of each) {
      const verdict = await auth.authenticate({ token, ...(userId === undefined ? {} : { userId }) })
      expect(verdict, token.slice(0, 300)).toMatchObject({ ok: false, code, reason: expect.stringMatching(reason) })
      if (verdict.ok) continue
      expect(verdict.reason.length).toBeLessThan(400)
      expect(verdict.message.length).toBeLessThan(400)
      const signature = token.split('.').at(-1) ?? ''
      if (signature.length > 8) expect(`${verdict.reason} ${verdict.message}`).not.toContain(signature)
      expect(verdict.reason).toMatch(/^[\x20-\x7e…]+$/)
    }
    expect(fetched).toEqual([])
  })
})

test('a key set cannot bring in a shared secret', async () => {
  const secret = 'a secret that somebody put into a key set'
  const oct = { kty: 'oct', kid: 'main', alg: 'HS256', k: Buffer.from(secret).toString('base64url') }
  const { publicKey } = pair('RS256', 'server')
  const { deps } = world({ '/keys.json': JSON.stringify({ keys: [oct, jwkOf(publicKey, { kid: 'other' })] }) })
  const jwks = [{ file: '/keys.json', algorithms: ['RS256' as const], cache_ms: 600_000, cooldown_ms: 30_000 }]
  const settings = { host: '127.0.0.1', jwt_keys: [], jwks, jwt_clock_tolerance_ms: 0 }
  const auth = await createAuthenticator(settings, deps)
  const token = forge({ alg: 'HS256', kid: 'main' }, good, hmac(secret))
  expect(await auth.authenticate({ token })).toMatchObject({ ok: false, code: 'unauthorized' })
})
