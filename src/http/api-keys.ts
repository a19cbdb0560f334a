/**
 * Who may use the API: whoever knows one of its keys. Keys are compared by their hashes, all of them each time, so that
 * how long it takes says nothing about any of them.
 *
 * Failures are counted by address. What that bounds is the log and the patience with a caller that is misconfigured; a
 * right key is let in whatever its address did before, because behind a proxy everyone may have the same address, and
 * nobody should be able to lock the application out by guessing. A key is too long to be guessed at any rate.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock/clock.ts'
import type { Logger } from '../log/log.ts'
import type { HttpAnswer, HttpRequest } from '../transport/transport.ts'
import { problem } from './problem.ts'

export interface ApiKeysOptions {
  readonly keys: readonly string[]
  readonly clock: Clock
  readonly log: Logger
}

/** The answer when the request has no right key. */
export type ApiKeyCheck = (request: Pick<HttpRequest, 'address' | 'header'>) => HttpAnswer | undefined

const windowMs = 60_000
const mostFailures = 20
const mostAddresses = 10_000

interface Failures {
  readonly until: number
  count: number
}

export function createApiKeyCheck({ keys, clock, log }: ApiKeysOptions): ApiKeyCheck {
  const known = keys.map(hash)
  /** In the order in which their windows end. */
  const failing = new Map<string, Failures>()

  const failuresOf = (address: string): Failures => {
    const now = clock.elapsed()
    for (const [old, { until }] of failing) {
      if (until > now && failing.size < mostAddresses) break
      failing.delete(old)
    }
    const failures = failing.get(address) ?? { until: now + windowMs, count: 0 }
    failing.set(address, failures)
    return failures
  }

  return ({ address, header }) => {
    const given = bearer(header('authorization'))
    if (given !== undefined && isKnown(given, known)) return undefined
    const failures = failuresOf(address)
    failures.count++
    if (failures.count > mostFailures) {
      if (failures.count === mostFailures + 1) log.warn({ address }, 'too many wrong API keys from one address')
      return problem('rate_limited', 'Too many requests without a right API key: correct the key.', {
        retryAfterMs: Math.max(1, Math.ceil(failures.until - clock.elapsed())),
      })
    }
    const reason = keys.length === 0 ? 'closed' : given === undefined ? 'missing' : 'wrong'
    log.warn({ address, reason }, 'a request of the HTTP API had no right key')
    return problem('unauthorized', explanations[reason])
  }
}

const explanations = {
  closed: 'The HTTP API is closed: no key is configured. Set `api_keys`, or PACTWIRE_API_KEYS in the environment.',
  missing: 'Send an API key: `Authorization: Bearer <key>`.',
  wrong: 'The API key is not one of those that are configured.',
} as const

function bearer(header: string | undefined): string | undefined {
  if (header === undefined || !/^bearer /i.test(header)) return undefined
  const key = header.slice('bearer '.length).trim()
  return key === '' ? undefined : key
}

function isKnown(given: string, known: readonly Buffer[]): boolean {
  const hashed = hash(given)
  let found = false
  for (const key of known) found = timingSafeEqual(key, hashed) || found
  return found
}

function hash(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
