/** Keys of every kind, and tokens made by hand: a library would refuse to make most of what an attacker sends. */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { AuthDeps } from '../../src/auth/build.ts'
import type { Algorithm, AuthSettings } from '../../src/auth/settings.ts'
import { ManualClock } from '../../src/clock/manual.ts'

export type Sign = (data: Buffer) => Buffer

export const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A compact token of any header and any body; text is taken as it stands. */
export function forge(header: unknown, body: unknown, signature: Sign): string {
  const input = `${part(header)}.${part(body)}`
  return `${input}.${signature(Buffer.from(input)).toString('base64url')}`
}

export const hmac =
  (secret: string | Buffer, hash = 'sha256'): Sign =>
  (data) =>
    createHmac(hash, secret).update(data).digest()

export const signWith: Readonly<Record<Exclude<Algorithm, 'HS256'>, (key: KeyObject) => Sign>> = {
  RS256: (key) => (data) => sign('sha256', data, key),
  ES256: (key) => (data) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
  EdDSA: (key) => (data) => sign(null, data, key),
}

export type AsymmetricAlgorithm = keyof typeof signWith

export function makePair(algorithm: AsymmetricAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm === 'RS256') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
}

const pairs = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>()

/** A pair by name, made once: RSA keys take their time. */
export function pair(algorithm: AsymmetricAlgorithm, owner: string): { publicKey: KeyObject; privateKey: KeyObject } {
  const name = `${algorithm} ${owner}`
  const made = pairs.get(name) ?? makePair(algorithm)
  pairs.set(name, made)
  return made
}

export const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()

export function jwkOf(key: KeyObject, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...key.export({ format: 'jwk' }), ...rest }
}

export const isUserId = (text: string): boolean => /^[A-Za-z0-9_.:@+-]{1,128}$/.test(text)

export const noKeys: AuthSettings = { host: '127.0.0.1', jwt_keys: [], jwks: [], jwt_clock_tolerance_ms: 5000 }

/** A world of files that are given here, a clock that stands still and a network that is not there. */
export function world(files: Readonly<Record<string, string | Buffer>> = {}) {
  const clock = new ManualClock()
  const lines: string[] = []
  const fetched: string[] = []
  const deps: AuthDeps = {
    isUserId,
    clock,
    report: (line) => lines.push(line),
    fetch: (input) => {
      fetched.push(String(input))
      return Promise.reject(new Error('there is no network here'))
    },
    readFile: async (path) => {
      const content = files[path]
      if (content === undefined) throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' })
      return Buffer.from(content)
    },
  }
  return { clock, lines, fetched, deps }
}
