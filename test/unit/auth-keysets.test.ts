/** Key sets that are fetched, from a real server on loopback. The clock stands still unless a test moves it. */
import { afterEach, describe, expect, test } from 'vitest'
import type { Authenticator } from '../../src/auth/auth.ts'
import { createAuthenticator, machine } from '../../src/auth/build.ts'
import { maxDocumentBytes } from '../../src/auth/download.ts'
import type { AuthSettings, JwksSettings } from '../../src/auth/settings.ts'
import { type Answer, type Issuer, keySet, startIssuer, status } from '../support/auth-issuer.ts'
import {
  type AsymmetricAlgorithm,
  forge,
  hmac,
  jwkOf,
  noKeys,
  pair,
  pemOf,
  signWith,
  world,
} from '../support/auth-tokens.ts'

const cacheMs = 600_000
const cooldownMs = 30_000
const algorithms: AsymmetricAlgorithm[] = ['RS256', 'ES256', 'EdDSA']

/** The public key of somebody by name, as the issuer publishes it, and a token that they signed. */
const jwk = (name: string, algorithm: AsymmetricAlgorithm = 'EdDSA', rest: object = {}) =>
  jwkOf(pair(algorithm, name).publicKey, { kid: name, ...rest })
const tokenOf = (name: string, algorithm: AsymmetricAlgorithm = 'EdDSA', header: object = {}, claims: object = {}) =>
  forge(
    { alg: algorithm, kid: name, ...header },
    { sub: 'alice', ...claims },
    signWith[algorithm](pair(algorithm, name).privateKey),
  )

const running: { stop(): unknown }[] = []
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop()
})

async function issuerWith(answer: Answer): Promise<Issuer> {
  const issuer = await startIssuer(answer)
  running.push(issuer)
  return issuer
}

async function serverFor(sources: readonly Partial<JwksSettings>[], settings: Partial<AuthSettings> = {}, files = {}) {
  const { clock, lines, deps } = world(files)
  const jwks = sources.map((source) => ({ algorithms, cache_ms: cacheMs, cooldown_ms: cooldownMs, ...source }))
  const auth = await createAuthenticator({ ...noKeys, ...settings, jwks }, { ...deps, fetch: machine.fetch })
  running.push({ stop: () => auth.close() })
  return { auth, clock, lines }
}

/** What becomes of a token: `ok`, or the code it is refused with. */
async function outcome(auth: Authenticator, token: string): Promise<string> {
  const verdict = await auth.authenticate({ token })
  return verdict.ok ? 'ok' : verdict.code
}

describe('a key set', () => {
  test.each(algorithms)('serves tokens of %s', async (algorithm) => {
    const issuer = await issuerWith(keySet(...algorithms.map((each) => jwk(`main ${each}`, each))))
    const { auth } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf(`main ${algorithm}`, algorithm))).toBe('ok')
    expect(await outcome(auth, tokenOf('attacker', algorithm, { kid: `main ${algorithm}` }))).toBe('unauthorized')
  })

  test('is asked for once, however many tokens come at once', async () => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth } = await serverFor([{ url: issuer.url }])
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => outcome(auth, tokenOf('main'))))
    expect(new Set(outcomes)).toEqual(new Set(['ok']))
    expect(issuer.asked).toEqual(['/keys.json?secret=query'])
  })

  test('is asked for again when its time is over, and only then', async () => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth, clock } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    clock.advance(cacheMs - 1)
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    expect(issuer.asked).toHaveLength(1)
    clock.advance(1)
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    expect(issuer.asked).toHaveLength(2)
  })

  test('brings new keys when a token names one, and forgets those that are gone', async () => {
    const issuer = await issuerWith(keySet(jwk('old')))
    const { auth, clock } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('old'))).toBe('ok')
    issuer.answer = keySet(jwk('new'))
    clock.advance(cooldownMs)
    expect(await outcome(auth, tokenOf('new'))).toBe('ok')
    expect(await outcome(auth, tokenOf('old'))).toBe('unauthorized')
    expect(issuer.asked).toHaveLength(2)
  })

  test('is left alone between two fetches, whatever key ids tokens name', async () => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth, clock } = await serverFor([{ url: issuer.url }])
    for (let at = 0; at < 100; at += 1) {
      expect(await outcome(auth, tokenOf('attacker', 'EdDSA', { kid: `key ${at}` }))).toBe('unauthorized')
    }
    clock.advance(cooldownMs - 1)
    expect(await outcome(auth, tokenOf('attacker'))).toBe('unauthorized')
    expect(issuer.asked).toHaveLength(1)
    clock.advance(1)
    await Promise.all(
      Array.from({ length: 50 }, (_, at) => outcome(auth, tokenOf('attacker', 'EdDSA', { kid: `${at}` }))),
    )
    expect(issuer.asked).toHaveLength(2)
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
  })

  test('is not kept from being fetched by a wall clock that is set back', async () => {
    const issuer = await issuerWith(keySet(jwk('old')))
    const { auth, clock } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('old'))).toBe('ok')
    issuer.answer = keySet(jwk('new'))
    clock.jump(-86_400_000)
    clock.advance(cooldownMs)
    expect(await outcome(auth, tokenOf('new'))).toBe('ok')
  })

  test('of a token without a key id are all keys that fit', async () => {
    const issuer = await issuerWith(keySet(jwk('one'), jwk('two'), jwk('three', 'RS256')))
    const { auth } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('two', 'EdDSA', { kid: undefined }))).toBe('ok')
    expect(await outcome(auth, tokenOf('attacker', 'EdDSA', { kid: undefined }))).toBe('unauthorized')
  })

  test('does not lend a key to another key id or another algorithm', async () => {
    const issuer = await issuerWith(keySet(jwk('one'), jwk('two'), jwk('rsa', 'RS256')))
    const { auth } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('two', 'EdDSA', { kid: 'one' }))).toBe('unauthorized')
    expect(await outcome(auth, tokenOf('two', 'EdDSA', { kid: 'rsa' }))).toBe('unauthorized')
    const pem = pemOf(pair('RS256', 'rsa').publicKey)
    expect(await outcome(auth, forge({ alg: 'HS256', kid: 'rsa' }, { sub: 'alice' }, hmac(pem)))).toBe('unauthorized')
  })

  test('serves only the algorithms that were configured', async () => {
    const issuer = await issuerWith(keySet(jwk('main'), jwk('rsa', 'RS256')))
    const { auth } = await serverFor([{ url: issuer.url, algorithms: ['RS256'] }])
    expect(await outcome(auth, tokenOf('rsa', 'RS256'))).toBe('ok')
    expect(await outcome(auth, tokenOf('main'))).toBe('unauthorized')
  })

  test('serves only its own issuer, and only that issuer’s tokens make it be fetched', async () => {
    const [a, b] = [await issuerWith(keySet(jwk('a'))), await issuerWith(keySet(jwk('b')))]
    const { auth, clock } = await serverFor([
      { url: a.url, issuer: 'https://a' },
      { url: b.url, issuer: 'https://b' },
    ])
    await Promise.all([a.requests(1), b.requests(1)])
    expect(await outcome(auth, tokenOf('a', 'EdDSA', {}, { iss: 'https://a' }))).toBe('ok')
    expect(await outcome(auth, tokenOf('b', 'EdDSA', {}, { iss: 'https://b' }))).toBe('ok')
    expect(await outcome(auth, tokenOf('b', 'EdDSA', {}, { iss: 'https://a' }))).toBe('unauthorized')
    expect(await outcome(auth, tokenOf('a'))).toBe('unauthorized')
    clock.advance(cooldownMs)
    expect(await outcome(auth, tokenOf('c', 'EdDSA', {}, { iss: 'https://b' }))).toBe('unauthorized')
    expect([a.asked.length, b.asked.length]).toEqual([1, 2])
  })

  test('skips the keys in it that are for something else', async () => {
    const misfits = [
      jwk('enc', 'EdDSA', { use: 'enc' }),
      jwk('alg', 'RS256', { alg: 'RS512' }),
      jwk('ops', 'EdDSA', { key_ops: ['sign'] }),
      jwk('kid', 'EdDSA', { kid: 7 }),
      jwkOf(pair('EdDSA', 'private').privateKey, { kid: 'private' }),
      { kty: 'oct', kid: 'oct', k: 'c2VjcmV0' },
      { kty: 'EC', crv: 'P-256', kid: 'point', x: 'AAAA', y: 'AAAA' },
      { kty: 'RSA', kid: 'rsa' },
      {},
      null,
      'key',
    ]
    const issuer = await issuerWith(
      keySet(...misfits, jwk('main', 'EdDSA', { use: 'sig', alg: 'EdDSA', key_ops: ['verify'] })),
    )
    const { auth, lines } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    expect(await outcome(auth, tokenOf('alg', 'RS256'))).toBe('unauthorized')
    expect(await outcome(auth, tokenOf('kid', 'EdDSA', { kid: undefined }))).toBe('unauthorized')
    for (const name of ['enc', 'ops', 'private']) expect(await outcome(auth, tokenOf(name))).toBe('unauthorized')
    expect(await outcome(auth, forge({ alg: 'HS256', kid: 'oct' }, { sub: 'a' }, hmac('secret')))).toBe('unauthorized')
    expect(lines).toEqual([])
  })

  test('is not asked for tokens of an algorithm that it cannot hold', async () => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth, clock } = await serverFor([{ url: issuer.url, algorithms: ['EdDSA'] }])
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    clock.advance(cacheMs)
    expect(await outcome(auth, tokenOf('main', 'RS256'))).toBe('unauthorized')
    expect(await outcome(auth, forge({ alg: 'HS256', kid: 'main' }, { sub: 'a' }, hmac('')))).toBe('unauthorized')
    expect(issuer.asked).toHaveLength(1)
  })

  test('that is empty withdraws all keys', async () => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth, clock, lines } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    issuer.answer = keySet()
    clock.advance(cacheMs)
    expect(await outcome(auth, tokenOf('main'))).toBe('unauthorized')
    expect(lines).toEqual([`jwks[0]: ${issuer.origin}/keys.json holds no key that fits`])
  })

  test('is not asked for a token that a configured key has signed', async () => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth, clock } = await serverFor(
      [{ url: issuer.url }],
      { jwt_keys: [{ algorithm: 'EdDSA', public_key_file: '/ed.pem' }] },
      { '/ed.pem': pemOf(pair('EdDSA', 'static').publicKey) },
    )
    await issuer.requests(1)
    clock.advance(cacheMs * 2)
    expect(await outcome(auth, tokenOf('static'))).toBe('ok')
    expect(issuer.asked).toHaveLength(1)
  })

  test('in a file is read again like one that is fetched', async () => {
    const files: Record<string, string> = { '/keys.json': JSON.stringify({ keys: [jwk('old')] }) }
    const { auth, clock, lines } = await serverFor([{ file: '/keys.json' }], {}, files)
    expect(await outcome(auth, tokenOf('old'))).toBe('ok')
    files['/keys.json'] = JSON.stringify({ keys: [jwk('new')] })
    expect(await outcome(auth, tokenOf('new'))).toBe('unauthorized')
    clock.advance(cooldownMs)
    expect(await outcome(auth, tokenOf('new'))).toBe('ok')
    files['/keys.json'] = '{"keys":['
    clock.advance(cacheMs)
    expect(await outcome(auth, tokenOf('new'))).toBe('ok')
    expect(lines).toEqual(['jwks[0]: /keys.json is not JSON; the keys known so far stay in use'])
  })
})

describe('when the issuer fails', () => {
  const failures: readonly [string, Answer, string][] = [
    ['500', status(500), 'answered 500'],
    ['404', status(404), 'answered 404'],
    ['204', status(204), 'answered 204'],
    ['no JSON', (response) => response.end('<html>'), 'is not JSON'],
    ['no key set', (response) => response.end('{"key":[]}'), 'is not a key set: it has no list `keys`'],
    ['too many keys', keySet(...Array(101).fill({})), 'holds 101 keys; 100 are the most'],
    ['a hang-up', (response) => response.destroy(), 'cannot be reached: '],
    [
      'a hang-up halfway',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('{"keys":[', () => response.destroy())
      },
      'broke off: ',
    ],
    [
      'a set that is too large',
      (response) => response.end(JSON.stringify({ keys: [jwk('main')], pad: 'x'.repeat(maxDocumentBytes) })),
      `is larger than ${maxDocumentBytes} bytes`,
    ],
    [
      'a set without end',
      (response) => {
        const more = () => response.write('x'.repeat(65_536), (error) => (error ? undefined : setImmediate(more)))
        response.on('error', () => {})
        more()
      },
      `is larger than ${maxDocumentBytes} bytes`,
    ],
    ['a redirect to nowhere', status(302), 'answered 302 without saying where to'],
    ['a redirect without end', status(307, { location: '/keys.json' }), 'redirects more than 3 times'],
    [
      'a redirect to plain http',
      status(301, { location: 'http://id.example/' }),
      'redirects to http://id.example, which is not followed',
    ],
    [
      'a redirect into a file',
      status(301, { location: 'file:///etc/passwd' }),
      'redirects to file://, which is not followed',
    ],
  ]

  test.each(failures)('with %s, known keys stay in use and the log says why', async (_, answer, why) => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth, clock, lines } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')

    issuer.answer = answer
    clock.advance(cacheMs)
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    expect(lines).toEqual([expect.stringContaining(`jwks[0]: ${issuer.origin}/keys.json ${why}`)])
    expect(lines[0]).toMatch(/; the keys known so far stay in use$/)
    // Whether there is such a key now cannot be known, so the client may come back with the same token.
    expect(await outcome(auth, tokenOf('new'))).toBe('unavailable')
    expect(await outcome(auth, tokenOf('attacker', 'EdDSA', { kid: 'main' }))).toBe('unauthorized')

    const asked = issuer.asked.length
    clock.advance(cooldownMs - 1)
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    expect(issuer.asked).toHaveLength(asked)

    issuer.answer = keySet(jwk('new'))
    clock.advance(1)
    expect(await outcome(auth, tokenOf('new'))).toBe('ok')
    expect(await outcome(auth, tokenOf('main'))).toBe('unauthorized')
    expect(lines[1]).toBe(`jwks[0]: ${issuer.origin}/keys.json can be read again`)
  })

  test('from the start, tokens are refused as unavailable until it answers', async () => {
    const issuer = await issuerWith(status(503))
    const { auth, clock, lines } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('unavailable')
    expect(lines).toEqual([`jwks[0]: ${issuer.origin}/keys.json answered 503; tokens of this set are refused`])
    issuer.answer = keySet(jwk('main'))
    clock.advance(cooldownMs)
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
  })

  test('another issuer’s tokens are taken all the same', async () => {
    const [down, up] = [await issuerWith(status(503)), await issuerWith(keySet(jwk('up')))]
    const { auth } = await serverFor([{ url: down.url }, { url: up.url }])
    expect(await outcome(auth, tokenOf('up'))).toBe('ok')
    expect(await outcome(auth, tokenOf('down'))).toBe('unavailable')
  })

  test('to be there at all, the log says how', async () => {
    const issuer = await issuerWith(status(200))
    await issuer.stop()
    const { auth, lines } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('unavailable')
    expect(lines[0]).toMatch(/cannot be reached: ECONNREFUSED; tokens of this set are refused$/)
  })

  test.each<[string, Answer]>([
    ['says nothing', () => {}],
    ['begins and does not end', (response) => response.write('{"keys":[')],
  ])('because it %s, it is given up after 5 seconds', async (_, answer) => {
    const issuer = await issuerWith(keySet(jwk('main')))
    const { auth, clock, lines } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    issuer.answer = answer
    clock.advance(cacheMs)
    const waiting = outcome(auth, tokenOf('main'))
    await issuer.requests(2)
    expect(clock.pending).toBe(1)
    clock.advance(4999)
    expect(lines).toEqual([])
    clock.advance(1)
    expect(await waiting).toBe('ok')
    expect(lines[0]).toContain('gave no answer within 5000 ms')
    expect(clock.pending).toBe(0)
  })

  test('because it is slow, it is not asked again before it has answered', async () => {
    const held: (() => void)[] = []
    const issuer = await issuerWith((response, request) => held.push(() => keySet(jwk('main'))(response, request)))
    const { auth, clock } = await serverFor([{ url: issuer.url, cooldown_ms: 1000 }])
    const first = outcome(auth, tokenOf('main'))
    await issuer.requests(1)
    clock.advance(1000)
    const second = outcome(auth, tokenOf('main'))
    for (const release of held) release()
    expect([await first, await second]).toEqual(['ok', 'ok'])
    expect(issuer.asked).toHaveLength(1)
  })

  test('to answer before the end, nobody waits for it any longer', async () => {
    const issuer = await issuerWith(() => {})
    const { auth, clock, lines } = await serverFor([{ url: issuer.url }])
    const waiting = outcome(auth, tokenOf('main'))
    await issuer.requests(1)
    auth.close()
    expect(await waiting).toBe('unavailable')
    expect(clock.pending).toBe(0)
    expect(lines).toEqual([])
  })
})

describe('a redirect', () => {
  test('within the same origin is followed', async () => {
    const issuer = await issuerWith((response, request) => {
      if (request.url === '/moved') keySet(jwk('main'))(response, request)
      else status(308, { location: '/moved' })(response, request)
    })
    const { auth } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('ok')
    expect(issuer.asked).toEqual(['/keys.json?secret=query', '/moved'])
  })

  test.each([
    [3, 'ok'],
    [4, 'unavailable'],
  ])('is followed 3 times at most: %d', async (hops, expected) => {
    const issuer = await issuerWith((response, request) => {
      const hop = Number(request.url?.match(/hop(\d)/)?.[1] ?? 0)
      if (hop === hops) keySet(jwk('main'))(response, request)
      else status(302, { location: `hop${hop + 1}` })(response, request)
    })
    const { auth } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe(expected)
    expect(issuer.asked).toHaveLength(4)
  })

  test.each<[string, (other: Issuer) => string]>([
    ['another port', (other) => other.url],
    ['another name of the same host', (other) => other.url.replace('127.0.0.1', 'localhost')],
    ['an address without a scheme', (other) => other.url.replace('http:', '')],
  ])('to %s is not followed', async (_, target) => {
    const other = await issuerWith(keySet(jwk('main')))
    const issuer = await issuerWith(status(302, { location: target(other) }))
    const { auth, lines } = await serverFor([{ url: issuer.url }])
    expect(await outcome(auth, tokenOf('main'))).toBe('unavailable')
    expect(lines[0]).toContain('which is not followed')
    expect(other.asked).toEqual([])
  })
})

test('what a token says of where its keys are is never followed', async () => {
  const evil = await issuerWith(keySet(jwk('attacker')))
  const issuer = await issuerWith(keySet(jwk('main')))
  const { auth } = await serverFor([{ url: issuer.url }])
  for (const header of [{ jku: evil.url }, { x5u: evil.url }, { jwk: jwk('attacker') }, { kid: evil.url }]) {
    expect(await outcome(auth, tokenOf('attacker', 'EdDSA', header, { iss: evil.url }))).toBe('unauthorized')
  }
  expect(evil.asked).toEqual([])
})
