/** From a configuration to an authenticator: what is wrong with the keys is said in one line that names the place. */
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { AuthConfigError, createAuthenticator } from '../../src/auth/build.ts'
import { isLoopback } from '../../src/auth/loopback.ts'
import type { AuthSettings } from '../../src/auth/settings.ts'
import { forge, hmac, jwkOf, noKeys, pair, pemOf, world } from '../support/auth-tokens.ts'

const secret = 'a shared secret that is long enough for HS256'
const rsa = pair('RS256', 'server')
const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const x25519 = generateKeyPairSync('x25519')
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })

const files = {
  '/secret': `${secret}\r\n`,
  '/short': 'short\n',
  '/binary': Buffer.from([0xff, 0xfe, 0x00, 0x80]),
  '/huge': Buffer.alloc(300_000, 0x61),
  '/empty': '',
  '/rsa.pem': pemOf(rsa.publicKey),
  '/private.pem': rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  '/two.pem': pemOf(rsa.publicKey) + pemOf(pair('RS256', 'attacker').publicKey),
  '/small.pem': pemOf(small.publicKey),
  '/p384.pem': pemOf(p384.publicKey),
  '/x25519.pem': pemOf(x25519.publicKey),
  '/pss.pem': pemOf(pss.publicKey),
  '/torn.pem': pemOf(rsa.publicKey).slice(0, 200),
  '/ed.pem': pemOf(pair('EdDSA', 'server').publicKey),
  '/text.json': 'hello',
  '/list.json': '[]',
  '/many.json': JSON.stringify({ keys: Array(101).fill(jwkOf(rsa.publicKey)) }),
  '/none.json': '{"keys":[]}',
  '/enc.json': JSON.stringify({ keys: [jwkOf(rsa.publicKey, { use: 'enc' })] }),
  '/rsa.json': JSON.stringify({ keys: [jwkOf(rsa.publicKey)] }),
  '/secret.json': JSON.stringify({ keys: [jwkOf(rsa.privateKey)] }),
  '/oct.json': JSON.stringify({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }] }),
}

const source = { algorithms: ['RS256' as const], cache_ms: 1000, cooldown_ms: 1000 }
const hs = { algorithm: 'HS256' } as const
const rs = { algorithm: 'RS256' } as const

async function complaint(settings: Partial<AuthSettings>): Promise<string> {
  try {
    await createAuthenticator({ ...noKeys, ...settings }, world(files).deps)
    return 'none'
  } catch (error) {
    expect(error).toBeInstanceOf(AuthConfigError)
    return error instanceof Error ? error.message : ''
  }
}

test.each<[string, Partial<AuthSettings>]>([
  ['jwt_secret: the secret must have 32 to 4096 characters, not 5', { jwt_secret: 'short' }],
  ['jwt_keys[0]: HS256 takes secret or secret_file, and nothing is given', { jwt_keys: [hs] }],
  [
    'jwt_keys[0]: HS256 takes secret or secret_file, and secret and secret_file is given',
    { jwt_keys: [{ ...hs, secret, secret_file: '/secret' }] },
  ],
  [
    'jwt_keys[0]: HS256 takes secret or secret_file, and public_key_file is given',
    { jwt_keys: [{ ...hs, public_key_file: '/rsa.pem' }] },
  ],
  [
    'jwt_keys[1]: RS256 takes public_key_file, and secret is given',
    {
      jwt_keys: [
        { ...hs, secret },
        { ...rs, secret },
      ],
    },
  ],
  ['jwt_keys[0].secret: the secret must have 32 to 4096 characters, not 5', { jwt_keys: [{ ...hs, secret: 'short' }] }],
  ['jwt_keys[0].secret_file: /none: cannot be read: no such file', { jwt_keys: [{ ...hs, secret_file: '/none' }] }],
  [
    'jwt_keys[0].secret_file: /short: the secret must have 32 to 4096 characters, not 5',
    { jwt_keys: [{ ...hs, secret_file: '/short' }] },
  ],
  ['jwt_keys[0].secret_file: /binary: is not text in UTF-8', { jwt_keys: [{ ...hs, secret_file: '/binary' }] }],
  ['jwt_keys[0].secret_file: /huge: is larger than 262144 bytes', { jwt_keys: [{ ...hs, secret_file: '/huge' }] }],
  [
    'jwt_keys[0].secret_file: /rsa.pem: holds a key in PEM, which is no shared secret',
    { jwt_keys: [{ ...hs, secret_file: '/rsa.pem' }] },
  ],
  ['jwt_secret: holds a key in PEM, which is no shared secret', { jwt_secret: files['/rsa.pem'] }],
  [
    'jwt_keys[0].public_key_file: /none: cannot be read: no such file',
    { jwt_keys: [{ ...rs, public_key_file: '/none' }] },
  ],
  [
    'jwt_keys[0].public_key_file: /private.pem: holds a private key; the server needs only the public key, and should not have the other',
    { jwt_keys: [{ ...rs, public_key_file: '/private.pem' }] },
  ],
  [
    'jwt_keys[0].public_key_file: /two.pem: holds 2 keys; one key a file',
    { jwt_keys: [{ ...rs, public_key_file: '/two.pem' }] },
  ],
  ['jwt_keys[0].public_key_file: /empty: holds no key in PEM', { jwt_keys: [{ ...rs, public_key_file: '/empty' }] }],
  [
    'jwt_keys[0].public_key_file: /torn.pem: holds no public key in PEM that can be read',
    { jwt_keys: [{ ...rs, public_key_file: '/torn.pem' }] },
  ],
  [
    'jwt_keys[0].public_key_file: /small.pem: holds an RSA key of 1024 bits; 2048 is the least',
    { jwt_keys: [{ ...rs, public_key_file: '/small.pem' }] },
  ],
  [
    'jwt_keys[0].public_key_file: /ed.pem: holds an Ed25519 key, which does not fit RS256',
    { jwt_keys: [{ ...rs, public_key_file: '/ed.pem' }] },
  ],
  [
    'jwt_keys[0].public_key_file: /pss.pem: holds a key of the kind rsa-pss, which does not fit RS256',
    { jwt_keys: [{ ...rs, public_key_file: '/pss.pem' }] },
  ],
  [
    'jwt_keys[0].public_key_file: /p384.pem: holds a key on the curve secp384r1, which does not fit ES256',
    { jwt_keys: [{ algorithm: 'ES256', public_key_file: '/p384.pem' }] },
  ],
  [
    'jwt_keys[0].public_key_file: /x25519.pem: holds a key of the kind x25519, which does not fit EdDSA',
    { jwt_keys: [{ algorithm: 'EdDSA', public_key_file: '/x25519.pem' }] },
  ],
  ['jwks[0]: takes url or file, and nothing is given', { jwks: [source] }],
  ['jwks[0]: takes url or file, and both is given', { jwks: [{ ...source, url: 'https://a/b', file: '/rsa.json' }] }],
  ['jwks[0].file: /none cannot be read: no such file', { jwks: [{ ...source, file: '/none' }] }],
  ['jwks[0].file: /text.json is not JSON', { jwks: [{ ...source, file: '/text.json' }] }],
  ['jwks[0].file: /list.json is not a key set: it has no list `keys`', { jwks: [{ ...source, file: '/list.json' }] }],
  ['jwks[0].file: /many.json holds 101 keys; 100 are the most', { jwks: [{ ...source, file: '/many.json' }] }],
  ['jwks[0].file: /none.json holds no key that fits', { jwks: [{ ...source, file: '/none.json' }] }],
  [
    'jwks[0].file: /enc.json holds no key that fits: keys[0] is not for signatures',
    { jwks: [{ ...source, file: '/enc.json' }] },
  ],
  [
    'jwks[0].file: /secret.json holds no key that fits: keys[0] is a private key',
    { jwks: [{ ...source, file: '/secret.json' }] },
  ],
  [
    'jwks[0].file: /oct.json holds no key that fits: keys[0] is of a kind that is not used here',
    { jwks: [{ ...source, file: '/oct.json' }] },
  ],
  [
    'jwks[0].file: /rsa.json holds no key that fits: keys[0] is for RS256, which is not accepted here',
    { jwks: [{ ...source, algorithms: ['ES256'], file: '/rsa.json' }] },
  ],
  ['jwks[0].url: is not a URL', { jwks: [{ ...source, url: 'keys' }] }],
  [
    'jwks[0].url: must be https: plain http is for loopback only',
    { jwks: [{ ...source, url: 'http://id.example/keys' }] },
  ],
  [
    'jwks[0].url: must be https: plain http is for loopback only',
    { jwks: [{ ...source, url: 'http://127.0.0.1.example/keys' }] },
  ],
  ['jwks[0].url: must be https', { jwks: [{ ...source, url: 'file:///etc/passwd' }] }],
  [
    'jwks[0].url: must not hold a user name or password',
    { jwks: [{ ...source, url: 'https://me:you@id.example/keys' }] },
  ],
  ['jwt_issuer: there is no key to check tokens with: set jwt_secret, jwt_keys or jwks', { jwt_issuer: 'https://a' }],
  ['jwt_audience: there is no key to check tokens with: set jwt_secret, jwt_keys or jwks', { jwt_audience: 'chat' }],
  [
    'host: 0.0.0.0 is not loopback, which takes authentication: set jwt_secret, jwt_keys or jwks, or listen on 127.0.0.1',
    { host: '0.0.0.0' },
  ],
])('complains: %s', async (line, settings) => {
  expect(await complaint(settings)).toBe(line)
})

test('nothing is fetched when anything of the configuration is wrong', async () => {
  const { deps, fetched } = world(files)
  const jwks = [
    { ...source, url: 'https://id.example/keys' },
    { ...source, file: '/none' },
  ]
  await expect(createAuthenticator({ ...noKeys, jwks }, deps)).rejects.toThrow('jwks[1]')
  expect(fetched).toEqual([])
})

test('a secret in a file ends before the end of its line', async () => {
  const jwt_keys = [{ ...hs, secret_file: '/secret' }]
  const auth = await createAuthenticator({ ...noKeys, jwt_keys }, world(files).deps)
  const token = forge({ alg: 'HS256' }, { sub: 'alice' }, hmac(secret))
  expect(await auth.authenticate({ token })).toMatchObject({ ok: true })
})

test.each(['pkcs1', 'spki'] as const)('a public key may be written as %s', async (type) => {
  const pem = rsa.publicKey.export({ type, format: 'pem' }).toString()
  const { deps } = world({ '/key.pem': pem })
  const jwt_keys = [{ ...rs, public_key_file: '/key.pem' }]
  expect((await createAuthenticator({ ...noKeys, jwt_keys }, deps)).mode).toBe('jwt')
})

describe('without keys', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', '[::1]', 'localhost', '::ffff:127.0.0.1'])(
    'listening on %s is fine',
    async (host) => {
      expect(await complaint({ host })).toBe('none')
    },
  )

  test.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '128.0.0.1',
    '::2',
    '::ffff:10.0.0.1',
    'localhost.example',
    '127.0.0.1.example',
    '',
  ])('%j is not loopback', (host) => {
    expect(isLoopback(host)).toBe(false)
  })

  test('everybody is who they say they are', async () => {
    const auth = await createAuthenticator(noKeys, world().deps)
    expect(auth.mode).toBe('none')
    const principal = { userId: 'alice', expiresAt: undefined, rights: undefined }
    expect(await auth.authenticate({ userId: 'alice' })).toEqual({ ok: true, principal })
    expect(await auth.authenticate({ userId: 'alice', token: 'whatever' })).toEqual({ ok: true, principal })
  })

  test('somebody has to be named, and properly', async () => {
    const auth = await createAuthenticator(noKeys, world().deps)
    expect(await auth.authenticate({})).toMatchObject({ ok: false, code: 'unauthorized', reason: 'no user_id' })
    expect(await auth.authenticate({ userId: 'al ice' })).toMatchObject({ ok: false, code: 'unauthorized' })
    const token = forge({ alg: 'HS256' }, { sub: 'alice' }, hmac(secret))
    expect(await auth.authenticate({ token })).toMatchObject({
      ok: false,
      code: 'unauthorized',
      message: expect.stringContaining('no authentication configured'),
    })
  })

  test('nobody is let in after the end', async () => {
    const auth = await createAuthenticator(noKeys, world().deps)
    auth.close()
    expect(await auth.authenticate({ userId: 'alice' })).toMatchObject({ ok: false, code: 'unavailable' })
  })
})
