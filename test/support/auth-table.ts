/** Who may do what, once more and as a table, and cases to ask it about. It knows nothing of how patterns match. */
import fc from 'fast-check'
import type { Operation } from '../../src/auth/auth.ts'

export const operations = ['join', 'send', 'publish', 'history', 'presence'] as const
export const audiences = ['anyone', 'token', 'members', 'server'] as const
export const channels = ['room:1', 'room:2', 'news:1', 'x', '@alice', '@bob', '@'] as const

/** Patterns with what they match written out, so that the model knows nothing of matching. */
const patterns: Readonly<Record<string, readonly string[]>> = {
  '*': channels,
  'room:*': ['room:1', 'room:2'],
  '*:1': ['room:1', 'news:1'],
  'room:2': ['room:2'],
  '@*': ['@alice', '@bob', '@'],
  'nothing*': [],
}

export interface Case {
  readonly operation: Operation
  readonly channel: string
  readonly claim: Partial<Record<Operation, string[]>> | undefined
  readonly member: boolean
  readonly join: (typeof audiences)[number]
  readonly send: (typeof audiences)[number]
  readonly publish: (typeof audiences)[number] | undefined
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

export function allowedByTable({ operation, channel, claim, member, join, send, publish, presence }: Case): boolean {
  if (channel[0] === '@') return channel === '@alice' && (operation === 'join' || operation === 'history')
  if (operation === 'presence' && !presence) return false
  const inherits = operation === 'history' || operation === 'presence'
  const from = { join: undefined, send: undefined, publish: claim?.send, history: claim?.join, presence: claim?.join }
  const named = claim?.[operation] ?? from[operation] ?? []
  const matches = named.some((pattern) => patterns[pattern]?.includes(channel) === true)
  const kind = inherits ? 'look' : 'do'
  const audience = operation === 'publish' ? (publish ?? send) : operation === 'send' ? send : join
  return yes.has(
    `${kind} ${audience} ${claim === undefined ? '-' : matches ? 'match' : 'miss'} ${member ? 'member' : 'stranger'}`,
  )
}

const list = fc.array(fc.constantFrom(...Object.keys(patterns)), { maxLength: 3 })
export const cases: fc.Arbitrary<Case> = fc.record({
  operation: fc.constantFrom(...operations),
  channel: fc.constantFrom(...channels),
  claim: fc.option(
    fc.record({ join: list, send: list, publish: list, history: list, presence: list }, { requiredKeys: [] }),
    {
      nil: undefined,
      freq: 3,
    },
  ),
  member: fc.boolean(),
  join: fc.constantFrom(...audiences),
  send: fc.constantFrom(...audiences),
  publish: fc.option(fc.constantFrom(...audiences), { nil: undefined }),
  presence: fc.boolean(),
})
