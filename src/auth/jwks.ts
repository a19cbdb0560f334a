/**
 * A key set that comes from elsewhere and changes: fetched when it is first needed, kept for a time, fetched again when that
 * is over or a token names a key it does not hold. Whatever tokens say, one fetch is under way at a time and fetches are
 * `cooldownMs` apart, so that strangers cannot make this server knock at another.
 *
 *     find ── fresh and known ───────────────────────────────────────────────> keys
 *       └──── stale, or unknown ── cooled down? ── yes ── fetch ── good ──> the new keys decide
 *                                     └─ no ─┐                └─ failed ─┐
 *                                            └── the keys we have decide <┘
 */
import type { Clock } from '../clock/clock.ts'
import { importJwk, KeyProblem, type TokenKey } from './keys.ts'
import type { Algorithm } from './settings.ts'
import { isMembers } from './token.ts'

export interface KeySetOptions {
  /** How the operator knows it: `jwks[0]`. */
  readonly name: string
  /** Where the set comes from, for the log: an address or a path. */
  readonly source: string
  readonly issuer: string | undefined
  readonly algorithms: readonly Algorithm[]
  /** A set without a key that fits: an issuer in distress withdraws its keys like this, but an operator's file is mistaken. */
  readonly empty: 'believed' | 'refused'
  readonly cacheMs: number
  readonly cooldownMs: number
  /** Gets the text of the set. What it throws becomes a line in the log: `message` says what is wrong with the source. */
  readonly load: (signal: AbortSignal) => Promise<string>
  readonly clock: Pick<Clock, 'elapsed' | 'after'>
  readonly report: (line: string) => void
}

export type Lookup =
  | { readonly kind: 'found'; readonly keys: readonly TokenKey[] }
  /** The set is up to date and holds no such key. */
  | { readonly kind: 'unknown' }
  /** Whether there is such a key cannot be said: the last fetch failed. */
  | { readonly kind: 'unavailable'; readonly reason: string }

export interface KeySet {
  readonly name: string
  readonly issuer: string | undefined
  readonly algorithms: readonly Algorithm[]
  /** The keys for a token: those of the key id it names, or all that fit when it names none. Never rejects. */
  find(algorithm: Algorithm, kid: string | undefined): Promise<Lookup>
  /**
   * Fetches the set unless that is too soon or under way, and reports when it fails and when it works again. The result
   * is what is wrong with the set, undefined when it is good. Never rejects.
   */
  refresh(report: (line: string) => void): Promise<string | undefined>
  close(): void
}

const maxKeys = 100
const loadTimeoutMs = 5000

export function createKeySet(options: KeySetOptions): KeySet {
  const { name, source, issuer, algorithms, clock } = options
  let keys: readonly TokenKey[] = []
  let loadedAt: number | undefined
  let attemptedAt: number | undefined
  let failure: string | undefined
  let pending: Promise<void> | undefined
  const life = new AbortController()

  const past = (since: number | undefined, ms: number) => since === undefined || clock.elapsed() - since >= ms

  const fetchOnce = async (report: (line: string) => void) => {
    try {
      keys = await readKeySet(await withTimeout(options, life.signal), options)
      loadedAt = clock.elapsed()
      if (failure !== undefined) report(`${name}: ${source} can be read again`)
      failure = undefined
      if (keys.length === 0) report(`${name}: ${source} holds no key that fits`)
    } catch (error) {
      failure = `${source} ${error instanceof Error ? error.message : 'cannot be read'}`
      if (life.signal.aborted) return
      const rest = loadedAt === undefined ? 'tokens of this set are refused' : 'the keys known so far stay in use'
      report(`${name}: ${failure}; ${rest}`)
    }
  }

  const refresh = async (report: (line: string) => void): Promise<string | undefined> => {
    if (pending === undefined && !life.signal.aborted && past(attemptedAt, options.cooldownMs)) {
      attemptedAt = clock.elapsed()
      pending = fetchOnce(report).finally(() => {
        pending = undefined
      })
    }
    await pending
    return failure
  }

  const fitting = (algorithm: Algorithm, kid: string | undefined) =>
    keys.filter((key) => key.algorithm === algorithm && (kid === undefined || key.kid === kid))

  return {
    name,
    issuer,
    algorithms,
    refresh,
    async find(algorithm, kid) {
      if (past(loadedAt, options.cacheMs)) await refresh(options.report)
      let found = fitting(algorithm, kid)
      if (found.length === 0) {
        await refresh(options.report)
        found = fitting(algorithm, kid)
      }
      if (found.length > 0) return { kind: 'found', keys: found }
      return failure === undefined ? { kind: 'unknown' } : { kind: 'unavailable', reason: `${name}: ${failure}` }
    },
    close() {
      life.abort()
    },
  }
}

/** Ends when the load ends, the time is over or the set is closed, whether or not the load listens to its signal. */
async function withTimeout({ load, clock }: KeySetOptions, life: AbortSignal): Promise<string> {
  const attempt = new AbortController()
  const stopped = new Promise<never>((_, reject) => {
    attempt.signal.addEventListener('abort', () => reject(attempt.signal.reason), { once: true })
  })
  const end = () => attempt.abort(new Error('was not waited for: the server is shutting down'))
  if (life.aborted) end()
  life.addEventListener('abort', end, { once: true })
  const cancel = clock.after(loadTimeoutMs, () => attempt.abort(new Error(`gave no answer within ${loadTimeoutMs} ms`)))
  try {
    return await Promise.race([stopped, load(attempt.signal)])
  } finally {
    cancel()
    life.removeEventListener('abort', end)
  }
}

async function readKeySet(text: string, { name, issuer, algorithms, empty }: KeySetOptions): Promise<TokenKey[]> {
  let set: unknown
  try {
    set = JSON.parse(text)
  } catch {
    throw new KeyProblem('is not JSON')
  }
  const members = isMembers(set) ? set['keys'] : undefined
  if (!Array.isArray(members)) throw new KeyProblem('is not a key set: it has no list `keys`')
  if (members.length > maxKeys) throw new KeyProblem(`holds ${members.length} keys; ${maxKeys} are the most`)

  const keys: TokenKey[] = []
  const problems: string[] = []
  for (const [at, member] of members.entries()) {
    try {
      if (!isMembers(member)) throw new KeyProblem('is not an object')
      const key = await importJwk(member)
      if (!algorithms.includes(key.algorithm))
        throw new KeyProblem(`is for ${key.algorithm}, which is not accepted here`)
      keys.push({ ...key, name: `${name} keys[${at}]`, issuer })
    } catch (error) {
      // A set holds keys for other purposes too, so one that does not fit is no failure of the set.
      problems.push(`keys[${at}] ${error instanceof Error ? error.message : 'cannot be read'}`)
    }
  }
  if (keys.length === 0 && empty === 'refused') {
    throw new KeyProblem(`holds no key that fits${problems[0] === undefined ? '' : `: ${problems[0]}`}`)
  }
  return keys
}
