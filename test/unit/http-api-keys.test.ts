import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { createApiKeyCheck } from '../../src/http/api-keys.ts'
import { createMemoryLogger } from '../../src/log/memory.ts'
import { apiKey, asProblem, otherKey, received } from '../support/http-world.ts'

function door(keys: readonly string[] = [apiKey, otherKey]) {
  const clock = new ManualClock()
  const log = createMemoryLogger()
  const check = createApiKeyCheck({ keys, clock, log })
  const knock = (authorization: string | undefined, address = '192.0.2.1') => {
    const answer = check({ address, header: (name) => (name === 'authorization' ? authorization : undefined) })
    return answer === undefined ? undefined : asProblem(received(answer))
  }
  const fail = (address: string) => check({ address, header: () => undefined })?.status
  return { clock, log, knock, fail }
}

describe('an API key', () => {
  it.each([`Bearer ${apiKey}`, `Bearer ${otherKey}`, `bearer ${apiKey}`, `Bearer   ${apiKey}  `])(
    'lets in with %j',
    (authorization) => {
      expect(door().knock(authorization)).toBeUndefined()
    },
  )

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${apiKey}`,
    apiKey,
    `Bearer ${apiKey}x`,
    `Bearer ${apiKey.slice(0, -1)}`,
    `Bearer ${apiKey.toUpperCase()}`,
    `Bearer ${apiKey},${otherKey}`,
    `Bearer ${apiKey} ${otherKey}`,
  ])('keeps out with %j', (authorization) => {
    const answer = door().knock(authorization)
    expect(answer?.problem).toMatchObject({ status: 401, code: 'unauthorized' })
    expect(answer?.headers['www-authenticate']).toBe('Bearer')
  })

  it('opens nothing when none is configured, and says how to open', () => {
    for (const authorization of [undefined, 'Bearer ', 'Bearer undefined']) {
      const answer = door([]).knock(authorization)
      expect(answer?.status).toBe(401)
      expect(answer?.problem.detail).toMatch(/closed.*`api_keys`.*PACTWIRE_API_KEYS/)
    }
  })

  it('that is long and full of spaces takes no time', () => {
    const started = performance.now()
    door().knock(`Bearer ${' '.repeat(1_000_000)}`)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('wrong keys', () => {
  it('are logged by address, never by what they are', () => {
    const { knock, log } = door()
    knock('Bearer wrong-key-of-somebody')
    knock(undefined)
    expect(log.entries).toEqual([
      { level: 'warn', message: expect.any(String), fields: { address: '192.0.2.1', reason: 'wrong' } },
      { level: 'warn', message: expect.any(String), fields: { address: '192.0.2.1', reason: 'missing' } },
    ])
    expect(JSON.stringify(log.entries)).not.toContain('wrong-key-of-somebody')
  })

  it('are told to wait after twenty in a minute, and fill the log no further', () => {
    const { knock, clock, log } = door()
    for (let count = 0; count < 20; count++) expect(knock('Bearer wrong')?.status).toBe(401)
    clock.advance(20_000)
    for (let count = 0; count < 5; count++) {
      const answer = knock('Bearer wrong')
      expect(answer?.problem).toMatchObject({ status: 429, code: 'rate_limited', retry_after_ms: 40_000 })
      expect(answer?.headers['retry-after']).toBe('40')
    }
    expect(log.entries).toHaveLength(21)
    clock.advance(40_000)
    expect(knock('Bearer wrong')?.status).toBe(401)
  })

  it('are told to wait for whole milliseconds, though the clock counts parts of them', () => {
    const { knock, clock } = door()
    for (let count = 0; count < 20; count++) knock('Bearer wrong')
    clock.advance(0.25)
    expect(knock('Bearer wrong')?.problem.retry_after_ms).toBe(60_000)
  })

  it('of one address are no reason to keep out another, nor the right key', () => {
    const { knock } = door()
    for (let count = 0; count < 30; count++) knock('Bearer wrong')
    expect(knock('Bearer wrong', '192.0.2.2')?.status).toBe(401)
    expect(knock(`Bearer ${apiKey}`)).toBeUndefined()
  })

  it('of very many addresses are forgotten, the oldest first', () => {
    const { fail } = door()
    for (let count = 0; count < 30; count++) fail('first')
    expect(fail('first')).toBe(429)
    for (let count = 0; count < 10_000; count++) fail(`address-${count}`)
    expect(fail('first')).toBe(401)
  })
})
