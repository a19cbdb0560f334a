import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rights } from '../../src/auth/auth.ts'
import { defaultPolicy, mayDo } from '../../src/auth/policy.ts'
import { readRights } from '../../src/auth/rights.ts'
import { allowedByTable, type Case, cases } from '../support/auth-table.ts'

test('10,000 cases are decided as the truth table says, from the claim to the decision', () => {
  const seen = { yes: 0, no: 0 }
  fc.assert(
    fc.property(cases, (each) => {
      const rights = rightsOf(each.claim)
      const principal = { userId: 'alice', expiresAt: undefined, rights }
      const policy = policyOf(each)
      const decision = mayDo(each.operation, each.channel, { principal, member: each.member }, policy)
      const expected = allowedByTable(each)
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
      const policy = policyOf(each)
      const decide = (rights: Rights | undefined, member: boolean) =>
        mayDo(
          each.operation,
          each.channel,
          { principal: { userId: 'alice', expiresAt: undefined, rights }, member },
          policy,
        ).allowed
      const audience =
        each.operation === 'publish' ? (each.publish ?? each.send) : each.operation === 'send' ? each.send : each.join
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

function policyOf({ join, send, publish, presence }: Case) {
  return { ...defaultPolicy, join, send, presence, ...(publish === undefined ? {} : { publish }) }
}

function rightsOf(claim: Case['claim']): Rights | undefined {
  if (claim === undefined) return undefined
  const reading = readRights(claim)
  if (!reading.ok) throw new Error(reading.problem)
  return reading.rights
}
