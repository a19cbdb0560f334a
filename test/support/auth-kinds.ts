/** Every way in which a key can be configured, each with the means to sign for it and against it. */
import type { Algorithm, AuthSettings } from '../../src/auth/settings.ts'
import { type AsymmetricAlgorithm, hmac, jwkOf, noKeys, pair, pemOf, type Sign, signWith } from './auth-tokens.ts'

export interface Kind {
  readonly name: string
  readonly algorithm: Algorithm
  /** What a token's header needs beside `alg` to be for this key. */
  readonly header: Readonly<Record<string, unknown>>
  readonly settings: AuthSettings
  readonly files: Readonly<Record<string, string>>
  readonly sign: Sign
  /** Another key of the same kind, which the server does not know. */
  readonly attacker: Sign
  /** The attacker's key as a public JWK. */
  readonly attackerJwk: Readonly<Record<string, unknown>>
  /** What everybody can know of the key and could be taken for a secret. */
  readonly published: readonly (string | Buffer)[]
}

export const issuer = 'https://id.example'
export const audience = 'chat'
const rules = { ...noKeys, jwt_issuer: issuer, jwt_audience: audience }

const secret = 'a shared secret that is long enough for HS256'
const secretOfAttacker = 'a secret of the attacker that is long enough'

const symmetric = {
  algorithm: 'HS256',
  header: {},
  sign: hmac(secret),
  attacker: hmac(secretOfAttacker),
  attackerJwk: { kty: 'oct', k: Buffer.from(secretOfAttacker).toString('base64url') },
  published: ['', '\0', 'secret', '{"kty":"oct"}'],
} as const

function asymmetric(algorithm: AsymmetricAlgorithm) {
  const { publicKey, privateKey } = pair(algorithm, 'server')
  const attacker = pair(algorithm, 'attacker')
  const pem = pemOf(publicKey)
  return {
    algorithm,
    sign: signWith[algorithm](privateKey),
    attacker: signWith[algorithm](attacker.privateKey),
    attackerJwk: jwkOf(attacker.publicKey),
    published: [
      pem,
      pem.trim(),
      publicKey.export({ type: 'spki', format: 'der' }),
      JSON.stringify(jwkOf(publicKey)),
      Buffer.from(String(jwkOf(publicKey)['n'] ?? jwkOf(publicKey)['x']), 'base64url'),
      '',
    ],
  }
}

const algorithms: readonly AsymmetricAlgorithm[] = ['RS256', 'ES256', 'EdDSA']

export const kinds: readonly Kind[] = [
  { ...symmetric, name: 'HS256 jwt_secret', settings: { ...rules, jwt_secret: secret }, files: {} },
  {
    ...symmetric,
    name: 'HS256 secret_file',
    settings: { ...rules, jwt_keys: [{ algorithm: 'HS256', secret_file: '/secret' }] },
    files: { '/secret': `${secret}\n` },
  },
  ...algorithms.map((algorithm) => ({
    ...asymmetric(algorithm),
    name: `${algorithm} public_key_file`,
    header: {},
    settings: { ...rules, jwt_keys: [{ algorithm, public_key_file: '/public.pem' }] },
    files: { '/public.pem': pemOf(pair(algorithm, 'server').publicKey) },
  })),
  ...algorithms.map((algorithm) => ({
    ...asymmetric(algorithm),
    name: `${algorithm} jwks file`,
    header: { kid: 'main' },
    settings: {
      ...rules,
      jwks: [{ file: '/keys.json', algorithms: [...algorithms], cache_ms: 600_000, cooldown_ms: 30_000 }],
    },
    files: { '/keys.json': JSON.stringify({ keys: [jwkOf(pair(algorithm, 'server').publicKey, { kid: 'main' })] }) },
  })),
]
