/** What a good token may look like, and which key it is tried with. */
import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../src/auth/auth.ts'
import { createAuthenticator } from '../../src/auth/build.ts'
import type { AuthSettings } from '../../src/auth/settings.ts'
import { maxTokenLength } from '../../src/auth/token.ts'
import { audience, issuer, kinds } from '../support/auth-kinds.ts'
import { forge, hmac, noKeys, pair, pemOf, signWith, world } from '../support/auth-tokens.ts'

const now = 1_700_000_000
const good = { sub: 'alice', iss: issuer, aud: audience }

describe.each(kinds)('$name', (kind) => {
  async function present(body: unknown, header: Record<string, unknown> = {}): Promise<Verdict> {
    const auth = await createAuthenticator(kind.settings, world(kind.files).deps)
    return auth.authenticate({ token: forge({ alg: kind.algorithm, ...kind.header, ...header }, body, kind.sign) })
  }

  test.each([
    ['none', undefined, undefined],
    ['a whole number', now + 60, (now + 60) * 1000],
    ['a fraction', now + 0.5, now * 1000 + 500],
    ['one just passed, within the tolerance', now - 4, (now - 4) * 1000],
    ['the last second that can be written', 253_402_300_799, 253_402_300_799_000],
    ['a year after 9999', 253_402_300_800, undefined],
    ['a number that Date cannot hold', 1e15, undefined],
    ['a number beyond 2^53', 2 ** 53 + 2, undefined],
    ['an enormous number', 1e300, undefined],
    ['the largest number', Number.MAX_VALUE, undefined],
  ])('an expiry may be %s', async (_, exp, expiresAt) => {
    const verdict = await present({ ...good, exp })
    expect(verdict).toEqual({ ok: true, principal: { userId: 'alice', expiresAt, rights: undefined } })
  })

  test.each([
    ['an audience among others', { aud: ['other', audience] }, {}],
    ['a beginning within the tolerance', { nbf: now + 5 }, {}],
    ['an issue in the past or the future', { iat: now + 1000 }, {}],
    ['claims of other programs', { ok: false, code: 'unavailable', roles: ['admin'], nested: { sub: 'bob' } }, {}],
    ['no type', {}, { typ: undefined }],
    ['the type JWT', {}, { typ: 'JWT' }],
    ['the type at+jwt', {}, { typ: 'application/at+jwt' }],
    ['a thumbprint of a certificate', {}, { x5t: 'abc' }],
    ['a user id of every kind of character', { sub: 'Az09_.:@+-' }, {}],
  ])('takes %s', async (_, claims, header) => {
    expect(await present({ ...good, ...claims }, header)).toMatchObject({ ok: true })
  })

  test('takes a token of the greatest length and none longer', async () => {
    const auth = await createAuthenticator(kind.settings, world(kind.files).deps)
    // No single part can have every length, because base64 has none of 4n+1; header and body together can.
    const ofLength = (length: number) => {
      for (const spare of ['', 'x', 'xx', 'xxx']) {
        const header = { alg: kind.algorithm, ...kind.header, spare }
        for (let pad = 5000; pad < 6200; pad += 1) {
          const body = { ...good, pad: 'x'.repeat(pad) }
          if (forge(header, body, () => Buffer.alloc(signatureSize)).length === length)
            return forge(header, body, kind.sign)
        }
      }
      throw new Error(`no token of ${length} characters`)
    }
    const signatureSize = kind.sign(Buffer.from('')).length
    expect(await auth.authenticate({ token: ofLength(maxTokenLength) })).toMatchObject({ ok: true })
    expect(await auth.authenticate({ token: ofLength(maxTokenLength + 1) })).toMatchObject({ ok: false })
  })

  test('reads the rights', async () => {
    const verdict = await present({ ...good, pactwire: { join: ['room:*'], send: ['room:1'] } })
    expect(verdict).toMatchObject({
      ok: true,
      principal: { rights: { join: ['room:*'], send: ['room:1'], history: ['room:*'], presence: ['room:*'] } },
    })
  })

  test('wants a token, and takes no user id for one', async () => {
    const auth = await createAuthenticator(kind.settings, world(kind.files).deps)
    expect(auth.mode).toBe('jwt')
    expect(await auth.authenticate({})).toMatchObject({ ok: false, code: 'unauthorized', reason: 'no token' })
    expect(await auth.authenticate({ userId: 'alice' })).toMatchObject({ ok: false, code: 'unauthorized' })
  })

  test('is over when it is closed', async () => {
    const auth = await createAuthenticator(kind.settings, world(kind.files).deps)
    auth.close()
    const token = forge({ alg: kind.algorithm, ...kind.header }, good, kind.sign)
    expect(await auth.authenticate({ token })).toMatchObject({ ok: false, code: 'unavailable' })
  })
})

describe('several keys', () => {
  const secretOf = (name: string) => `the secret of ${name}, made long enough for HS256`
  const key = (name: string, rest: { kid?: string; issuer?: string } = {}) => {
    return { algorithm: 'HS256' as const, secret: secretOf(name), ...rest }
  }
  const tokenOf = (name: string, header: object = {}, claims: object = {}) => {
    return forge({ alg: 'HS256', ...header }, { sub: 'alice', ...claims }, hmac(secretOf(name)))
  }
  async function verdicts(settings: Partial<AuthSettings>, tokens: readonly string[]): Promise<boolean[]> {
    const auth = await createAuthenticator({ ...noKeys, ...settings }, world().deps)
    return Promise.all(tokens.map(async (token) => (await auth.authenticate({ token })).ok))
  }

  test('a key with an id is only for tokens that name it', async () => {
    const jwt_keys = [key('old', { kid: 'old' }), key('new', { kid: 'new' })]
    const tokens = [
      tokenOf('old', { kid: 'old' }),
      tokenOf('new', { kid: 'new' }),
      tokenOf('new', { kid: 'old' }),
      tokenOf('new'),
      tokenOf('new', { kid: 'other' }),
    ]
    expect(await verdicts({ jwt_keys }, tokens)).toEqual([true, true, false, false, false])
  })

  test('keys without an id are tried one after the other', async () => {
    const tokens = [tokenOf('first'), tokenOf('second'), tokenOf('second', { kid: 'any' }), tokenOf('third')]
    expect(await verdicts({ jwt_secret: secretOf('first'), jwt_keys: [key('second')] }, tokens)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  test('a key with an issuer is only for tokens of that issuer', async () => {
    const jwt_keys = [key('a', { issuer: 'https://a' }), key('b', { issuer: 'https://b' })]
    const tokens = [
      tokenOf('a', {}, { iss: 'https://a' }),
      tokenOf('b', {}, { iss: 'https://b' }),
      tokenOf('b', {}, { iss: 'https://a' }),
      tokenOf('a'),
    ]
    expect(await verdicts({ jwt_keys }, tokens)).toEqual([true, true, false, false])
  })

  test('an issuer of a key does not replace the issuer that every token must name', async () => {
    const jwt_keys = [key('a', { issuer: 'https://a' })]
    const tokens = [tokenOf('a', {}, { iss: 'https://a' })]
    expect(await verdicts({ jwt_keys, jwt_issuer: 'https://b' }, tokens)).toEqual([false])
  })

  test('no more than 16 keys are tried for one token', async () => {
    const jwt_keys = Array.from({ length: 20 }, (_, at) => key(`${at}`))
    const auth = await createAuthenticator({ ...noKeys, jwt_keys }, world().deps)
    expect(await auth.authenticate({ token: tokenOf('15') })).toMatchObject({ ok: true })
    expect(await auth.authenticate({ token: tokenOf('16') })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('give the keys a kid or an issuer'),
    })
  })

  test('keys of different kinds live side by side', async () => {
    const { publicKey, privateKey } = pair('ES256', 'server')
    const jwt_keys = [{ algorithm: 'ES256' as const, public_key_file: '/es.pem' }]
    const { deps } = world({ '/es.pem': pemOf(publicKey) })
    const auth = await createAuthenticator({ ...noKeys, jwt_secret: secretOf('x'), jwt_keys }, deps)
    const es = forge({ alg: 'ES256' }, { sub: 'eve' }, signWith.ES256(privateKey))
    expect(await auth.authenticate({ token: es })).toMatchObject({ ok: true, principal: { userId: 'eve' } })
    expect(await auth.authenticate({ token: tokenOf('x') })).toMatchObject({ ok: true })
  })
})
