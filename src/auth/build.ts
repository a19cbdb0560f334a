/** From the configuration to an authenticator: reads the keys and says in one line what is wrong with them. */
import { readFile } from 'node:fs/promises'
import type { CryptoKey } from 'jose'
import type { Clock } from '../clock/clock.ts'
import { systemClock } from '../clock/system.ts'
import type { Authenticator } from './auth.ts'
import { download, type Fetch, nameOf, readAddress } from './download.ts'
import { type ReadFile, readSecret, readText } from './files.ts'
import { createKeySet, type KeySet } from './jwks.ts'
import { createJwtAuthenticator } from './jwt.ts'
import { importPem, importSecret, type TokenKey } from './keys.ts'
import { isLoopback } from './loopback.ts'
import { createOpenAuthenticator } from './none.ts'
import type { AuthSettings, JwksSettings, JwtKeySettings } from './settings.ts'

export interface AuthDeps {
  readonly isUserId: (text: string) => boolean
  /** For the log, as a warning: a line about a key set that cannot be fetched, and when it can be again. */
  readonly report: (line: string) => void
  readonly clock: Clock
  readonly fetch: Fetch
  readonly readFile: ReadFile
}

/** The machine as it is, for `AuthDeps`. */
export const machine: Pick<AuthDeps, 'clock' | 'fetch' | 'readFile'> = {
  clock: systemClock,
  fetch: (...request) => globalThis.fetch(...request),
  readFile: (path) => readFile(path),
}

/** What is wrong with the configuration: one line that begins with the key it is about. */
export class AuthConfigError extends Error {
  override readonly name = 'AuthConfigError'
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`)
  }
}

export async function createAuthenticator(config: AuthSettings, deps: AuthDeps): Promise<Authenticator> {
  const { jwt_secret: secret, jwt_keys: keySettings, jwks } = config
  if (secret === undefined && keySettings.length === 0 && jwks.length === 0) return withoutKeys(config, deps)

  const keys: TokenKey[] = []
  if (secret !== undefined) {
    const material = await inPlace('jwt_secret', importSecret(secret))
    keys.push({ name: 'jwt_secret', algorithm: 'HS256', kid: undefined, issuer: undefined, material })
  }
  for (const [index, settings] of keySettings.entries()) {
    const name = `jwt_keys[${index}]`
    const { algorithm, kid, issuer } = settings
    keys.push({ name, algorithm, kid, issuer, material: await readKey(name, settings, deps) })
  }
  const sets: KeySet[] = []
  for (const [index, settings] of jwks.entries()) sets.push(await openKeySet(`jwks[${index}]`, settings, deps))
  // Asked for at the start, so that a wrong address is in the log at once, but not waited for: this server can be up
  // before its issuer is. Only after all else has been found good, so that nothing is left running by an error.
  for (const set of sets) void set.refresh(deps.report)

  return createJwtAuthenticator({
    keys,
    sets,
    issuer: config.jwt_issuer,
    audience: config.jwt_audience,
    clockToleranceMs: config.jwt_clock_tolerance_ms,
    isUserId: deps.isUserId,
    now: () => deps.clock.now(),
  })
}

function withoutKeys(config: AuthSettings, { isUserId }: AuthDeps): Authenticator {
  const remedy = 'set jwt_secret, jwt_keys or jwks'
  // Whoever names an issuer wants tokens to be checked; to let everybody in instead would be the worst of answers.
  for (const key of ['jwt_issuer', 'jwt_audience'] as const) {
    if (config[key] !== undefined) throw new AuthConfigError(key, `there is no key to check tokens with: ${remedy}`)
  }
  if (!isLoopback(config.host)) {
    throw new AuthConfigError(
      'host',
      `${config.host} is not loopback, which takes authentication: ${remedy}, or listen on 127.0.0.1`,
    )
  }
  return createOpenAuthenticator(isUserId)
}

async function readKey(name: string, settings: JwtKeySettings, deps: AuthDeps): Promise<CryptoKey> {
  const { algorithm, secret, secret_file: secretFile, public_key_file: publicKeyFile } = settings
  const given = { secret, secret_file: secretFile, public_key_file: publicKeyFile }
  const fitting = algorithm === 'HS256' ? ['secret', 'secret_file'] : ['public_key_file']
  const names = Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [key]))
  if (names.length !== 1 || !names.every((key) => fitting.includes(key))) {
    const found = names.length === 0 ? 'nothing' : names.join(' and ')
    throw new AuthConfigError(name, `${algorithm} takes ${fitting.join(' or ')}, and ${found} is given`)
  }
  if (secret !== undefined) return inPlace(`${name}.secret`, importSecret(secret))
  if (secretFile !== undefined) {
    const place = `${name}.secret_file: ${secretFile}`
    return inPlace(place, readSecret(secretFile, deps.readFile).then(importSecret))
  }
  const path = publicKeyFile ?? ''
  const pem = readText(path, deps.readFile)
  return inPlace(
    `${name}.public_key_file: ${path}`,
    pem.then((text) => importPem(text, algorithm)),
  )
}

async function openKeySet(name: string, settings: JwksSettings, deps: AuthDeps): Promise<KeySet> {
  const { url, file, algorithms, issuer, cache_ms: cacheMs, cooldown_ms: cooldownMs } = settings
  const { clock, report } = deps
  const common = { name, issuer, algorithms, cacheMs, cooldownMs, clock, report }
  if (file !== undefined && url === undefined) {
    const load = () => readText(file, deps.readFile)
    const set = createKeySet({ ...common, source: file, load, empty: 'refused' })
    const problem = await set.refresh(() => {})
    if (problem !== undefined) throw new AuthConfigError(`${name}.file`, problem)
    return set
  }
  if (url === undefined || file !== undefined) {
    throw new AuthConfigError(name, `takes url or file, and ${file === undefined ? 'nothing' : 'both'} is given`)
  }
  const address = await inPlace(`${name}.url`, readAddress(url))
  const load = (signal: AbortSignal) => download(address, deps.fetch, signal)
  return createKeySet({ ...common, source: nameOf(address), load, empty: 'believed' })
}

/** Puts before what goes wrong with a key where it stands. */
async function inPlace<T>(place: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new AuthConfigError(place, error instanceof Error ? error.message : 'unknown error')
  }
}
