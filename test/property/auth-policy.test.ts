import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Operation, Rights } from '../../src/auth/auth.ts'
import { defaultPolicy, mayDo } from '../../src/auth/policy.ts'
import { readRights } from '../../src/auth/rights.ts'

const operations = ['join', 'send', 'history', 'presence'] as const
const audiences = ['anyone', 'token', 'members', 'server'] as const
const channels = ['room:1', 'room:2', 'news:1', 'x', '@alice', '@bob', '@'] as const

/** Patterns with what they match written out, so that the model knows nothing of matching. */
const patterns: Readonly<Record<string, readonly string[]>> = {
  '*': channels,
  'room:*': ['room:1', 'room:2'],
  '*:1': ['room:1', 'news:1'],
  'room:2': ['room:2'],
  '@*': ['@alice', '@bob', '@'],
  'nothing*': [],
}

interface Case {
  readonly operation: Operation
  readonly channel: string
  readonly claim: Partial<Record<Operation, string[]>> | undefined
  readonly member: boolean
  readonly join: (typeof audiences)[number]
  readonly send: (typeof audiences)[number]
  readonly presence: boolean
}

/** The truth table once more, as text: operation class, audience, claim, membership. `-` is without a claim, `?` is any. */
const yes = new Set(
  [
    // anyone
    'do anyone - ?',
    'do anyone match ?',
    'look anyone - ?',
    'look anyone match ?',
    // token
    'do token match ?',
    'look token match ?',
    // members
    'do members - member',
    'do members match member',
    'look members - member',
    'look members match member',
    // server
    'look server match ?',
  ].flatMap((row) => (row.endsWith('?') ? [row.replace('?', 'member'), row.replace('?', 'stranger')] : [row])),
)

function model({ operation, channel, claim, member, join, send, presence }: Case): boolean {
  if (channel[0] === '@') return channel === '@alice' && (operation === 'join' || operation === 'history')
  if (operation === 'presence' && !presence) return false
  const inherits = operation === 'history' || operation === 'presence'
  const named = claim?.[operation] ?? (inherits ? claim?.join : undefined) ?? []
  const matches = named.some((pattern) => patterns[pattern]?.includes(channel) === true)
  const kind = inherits ? 'look' : 'do'
  const audience = operation === 'send' ? send : join
  return yes.has(
    `${kind} ${audience} ${claim === undefined ? '-' : matches ? 'match' : 'miss'} ${member ? 'member' : 'stranger'}`,
  )
}

const list = fc.array(fc.constantFrom(...Object.keys(patterns)), { maxLength: 3 })
const cases: fc.Arbitrary<Case> = fc.record({
  operation: fc.constantFrom(...operations),
  channel: fc.constantFrom(...channels),
  claim: fc.option(fc.record({ join: list, send: list, history: list, presence: list }, { requiredKeys: [] }), {
    nil: undefined,
    freq: 3,
  }),
  member: fc.boolean(),
  join: fc.constantFrom(...audiences),
  send: fc.constantFrom(...audiences),
  presence: fc.boolean(),
})

test('10,000 cases are decided as the truth table says, from the claim to the decision', () => {
  const seen = { yes: 0, no: 0 }
  fc.assert(
    fc.property(cases, (each) => {
      const rights = rightsOf(each.claim)
      const principal = { userId: 'alice', expiresAt: undefined, rights }
      const policy = { ...defaultPolicy, join: each.join, send: each.send, presence: each.presence }
      const decision = mayDo(each.operation, each.channel, { principal, member: each.member }, policy)
      const expected = model(each)
      seen[expected ? 'yes' : 'no'] += 1
      expect(decision.allowed).toBe(expected)
      if (!decision.allowed) expect(decision.message).toContain(each.channel)
    }),
    { numRuns: 10_000 },
  )
  // A test that only ever saw one answer would prove little.
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(1000)
})

test('a claim only takes away unless the policy asks for one, and membership only adds', () => {
  fc.assert(
    fc.property(cases, (each) => {
      const policy = { ...defaultPolicy, join: each.join, send: each.send, presence: each.presence }
      const decide = (rights: Rights | undefined, member: boolean) =>
        mayDo(
          each.operation,
          each.channel,
          { principal: { userId: 'alice', expiresAt: undefined, rights }, member },
          policy,
        ).allowed
      const audience = each.operation === 'send' ? each.send : each.join
      const rights = rightsOf(each.claim)
      // Where a token is not what the policy asks for, a claim can only take away.
      if (rights !== undefined && (audience === 'anyone' || audience === 'members') && decide(rights, each.member)) {
        expect(decide(undefined, each.member)).toBe(true)
      }
      // Membership can only add.
      if (decide(rights, false)) expect(decide(rights, true)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

function rightsOf(claim: Case['claim']): Rights | undefined {
  if (claim === undefined) return undefined
  const reading = readRights(claim)
  if (!reading.ok) throw new Error(reading.problem)
  return reading.rights
}
