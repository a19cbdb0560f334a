/** Key material: from a secret, a PEM file or a JWK to a key that fits one algorithm and is used with no other. */
import { createPublicKey, type KeyObject, webcrypto } from 'node:crypto'
import { type CryptoKey, importSPKI } from 'jose'
import type { Algorithm } from './settings.ts'
import { isKeyId, type Members } from './token.ts'

/** A key that tokens are checked with, and for which tokens. */
export interface TokenKey {
  /** How the operator knows it: `jwt_keys[0]`. */
  readonly name: string
  readonly algorithm: Algorithm
  /** Only for tokens with this key id; undefined: for all. */
  readonly kid: string | undefined
  /** Only for tokens of this issuer; undefined: for all. */
  readonly issuer: string | undefined
  readonly material: CryptoKey
}

/** What is wrong with a key, as the end of a line that begins with where it stands. */
export class KeyProblem extends Error {
  override readonly name = 'KeyProblem'
}

const minSecretLength = 32
const maxSecretLength = 4096
const minModulusBits = 2048

export async function importSecret(secret: string): Promise<CryptoKey> {
  if (secret.length < minSecretLength || secret.length > maxSecretLength) {
    throw new KeyProblem(
      `the secret must have ${minSecretLength} to ${maxSecretLength} characters, not ${secret.length}`,
    )
  }
  // A public key taken for a secret would let everyone who knows the public key sign tokens.
  if (secret.includes('-----BEGIN ')) throw new KeyProblem('holds a key in PEM, which is no shared secret')
  const bytes = new TextEncoder().encode(secret)
  return webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

export async function importPem(pem: string, algorithm: Algorithm): Promise<CryptoKey> {
  if (pem.includes('PRIVATE KEY-----')) {
    throw new KeyProblem('holds a private key; the server needs only the public key, and should not have the other')
  }
  const blocks = pem.split('-----BEGIN ').length - 1
  if (blocks !== 1) throw new KeyProblem(blocks === 0 ? 'holds no key in PEM' : `holds ${blocks} keys; one key a file`)
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch {
    throw new KeyProblem('holds no public key in PEM that can be read')
  }
  return importFitting(key, algorithm)
}

export interface SetKey {
  readonly algorithm: Algorithm
  readonly kid: string | undefined
  readonly material: CryptoKey
}

/** A member of a key set. Throws `KeyProblem` for those that are for something else, of which real sets have some. */
export async function importJwk(jwk: Members): Promise<SetKey> {
  const { algorithm, members } = essence(jwk)
  if (Object.hasOwn(jwk, 'd')) throw new KeyProblem('is a private key')
  const { alg, use, kid, operations } = {
    alg: jwk['alg'],
    use: jwk['use'],
    kid: jwk['kid'],
    operations: jwk['key_ops'],
  }
  const namesEd25519 = algorithm === 'EdDSA' && alg === 'Ed25519'
  if (alg !== undefined && alg !== algorithm && !namesEd25519) throw new KeyProblem(`is not for ${algorithm}`)
  if (use !== undefined && use !== 'sig') throw new KeyProblem('is not for signatures')
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    throw new KeyProblem('is not for verifying')
  }
  if (kid !== undefined && !isKeyId(kid)) throw new KeyProblem('has a `kid` that is not a key id')
  let key: KeyObject
  try {
    key = createPublicKey({ key: members, format: 'jwk' })
  } catch {
    throw new KeyProblem('cannot be read')
  }
  return { algorithm, kid, material: await importFitting(key, algorithm) }
}

/** The algorithm that a kind of JWK is for, and the members that make up the key: nothing else of it is looked at. */
function essence(jwk: Members): { algorithm: Algorithm; members: Record<string, string> } {
  const text = (name: string): string => {
    const value = jwk[name]
    if (typeof value !== 'string') throw new KeyProblem(`has no \`${name}\``)
    return value
  }
  const kind = text('kty')
  const curve = jwk['crv']
  if (kind === 'RSA') return { algorithm: 'RS256', members: { kty: kind, n: text('n'), e: text('e') } }
  if (kind === 'EC' && curve === 'P-256') {
    return { algorithm: 'ES256', members: { kty: kind, crv: curve, x: text('x'), y: text('y') } }
  }
  if (kind === 'OKP' && curve === 'Ed25519') {
    return { algorithm: 'EdDSA', members: { kty: kind, crv: curve, x: text('x') } }
  }
  throw new KeyProblem('is of a kind that is not used here')
}

async function importFitting(key: KeyObject, algorithm: Algorithm): Promise<CryptoKey> {
  const kind = kindOf(key)
  if (kind.algorithm !== algorithm) throw new KeyProblem(`holds ${kind.name}, which does not fit ${algorithm}`)
  const bits = key.asymmetricKeyDetails?.modulusLength
  if (algorithm === 'RS256' && (bits === undefined || bits < minModulusBits)) {
    throw new KeyProblem(`holds an RSA key of ${bits ?? 'unknown'} bits; ${minModulusBits} is the least`)
  }
  return importSPKI(key.export({ type: 'spki', format: 'pem' }).toString(), algorithm)
}

function kindOf(key: KeyObject): { readonly name: string; readonly algorithm: Algorithm | undefined } {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return { name: 'an RSA key', algorithm: 'RS256' }
    case 'ed25519':
      return { name: 'an Ed25519 key', algorithm: 'EdDSA' }
    case 'ec': {
      const curve = key.asymmetricKeyDetails?.namedCurve
      if (curve === 'prime256v1') return { name: 'a P-256 key', algorithm: 'ES256' }
      return { name: `a key on the curve ${curve ?? 'unknown'}`, algorithm: undefined }
    }
    default:
      return { name: `a key of the kind ${key.asymmetricKeyType ?? 'unknown'}`, algorithm: undefined }
  }
}
