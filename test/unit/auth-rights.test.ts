import { describe, expect, test } from 'vitest'
import { ChannelPolicy } from '../../schema/config.ts'
import type { Operation, Rights } from '../../src/auth/auth.ts'
import { defaultPolicy, mayDo, policyFor } from '../../src/auth/policy.ts'
import { readRights } from '../../src/auth/rights.ts'

const nowhere: Rights = { join: [], send: [], publish: [], history: [], presence: [] }

describe('the claim', () => {
  test.each<[string, unknown, Rights]>([
    ['an empty claim allows nothing', {}, nowhere],
    [
      'join alone also allows to read and see',
      { join: ['a'] },
      { ...nowhere, join: ['a'], history: ['a'], presence: ['a'] },
    ],
    ['send alone also allows to publish', { send: ['a'] }, { ...nowhere, send: ['a'], publish: ['a'] }],
    ['publish alone allows only that', { publish: ['a'] }, { ...nowhere, publish: ['a'] }],
    ['what may be published is not taken from send', { send: ['a'], publish: [] }, { ...nowhere, send: ['a'] }],
    [
      'what is named is not taken from join',
      { join: ['a'], history: [], presence: ['b'] },
      { ...nowhere, join: ['a'], presence: ['b'] },
    ],
    ['100 patterns are taken', { publish: Array(100).fill('a') }, { ...nowhere, publish: Array(100).fill('a') }],
    ['128 characters are taken', { publish: ['*'.repeat(128)] }, { ...nowhere, publish: ['*'.repeat(128)] }],
  ])('%s', (_, claim, rights) => {
    expect(readRights(claim)).toEqual({ ok: true, rights })
  })

  test.each<[string, unknown, string]>([
    ['null', null, 'pactwire is not an object'],
    ['a list', ['room:*'], 'pactwire is not an object'],
    ['text', 'room:*', 'pactwire is not an object'],
    [
      'an unknown operation',
      { join: [], sned: ['a'] },
      'pactwire.sned is none of join, send, publish, history, presence',
    ],
    ['an operation in capitals', { Join: [] }, 'pactwire.Join is none of join, send, publish, history, presence'],
    [
      'a name of many characters',
      { ['é'.repeat(500)]: [] },
      `pactwire."${'é'.repeat(32)}" is none of join, send, publish, history, presence`,
    ],
    ['one pattern that is no list', { join: 'room:*' }, 'pactwire.join is not a list of channel patterns'],
    ['null for a list', { join: null }, 'pactwire.join is not a list of channel patterns'],
    ['101 patterns', { join: Array(101).fill('a') }, 'pactwire.join has more than 100 patterns'],
    ['129 characters', { join: ['a', 'a'.repeat(129)] }, 'pactwire.join[1] is not a channel pattern'],
    ['an empty pattern', { join: [''] }, 'pactwire.join[0] is not a channel pattern'],
    ['a blank', { join: ['room: *'] }, 'pactwire.join[0] is not a channel pattern'],
    ['a line end', { join: ['room\n'] }, 'pactwire.join[0] is not a channel pattern'],
    ['a number', { join: [1] }, 'pactwire.join[0] is not a channel pattern'],
    ['a member __proto__', JSON.parse('{"__proto__":{"join":["*"]}}'), 'pactwire.__proto__ is none of'],
  ])('is refused when it is or has %s', (_, claim, problem) => {
    const reading = readRights(claim)
    expect(reading.ok ? '' : reading.problem).toContain(problem)
    expect(reading.ok).toBe(false)
  })
})

describe('the policy', () => {
  const policies = [
    { ...defaultPolicy, pattern: 'news:internal:*', join: 'members' as const },
    { ...defaultPolicy, pattern: 'news:*', send: 'server' as const },
  ]
  test.each([
    ['news:internal:1', 'news:internal:*'],
    ['news:1', 'news:*'],
    ['news:', 'news:*'],
    ['room:1', '*'],
  ])('of %s is that of %s', (channelId, pattern) => {
    expect(policyFor(channelId, policies).pattern).toBe(pattern)
  })

  test('of a channel that none matches is what the schema says', () => {
    const defaults = Object.entries(ChannelPolicy.properties).flatMap(([name, schema]) =>
      'default' in schema ? [[name, schema['default']]] : [],
    )
    expect({ ...defaultPolicy }).toEqual({ pattern: '*', ...Object.fromEntries(defaults) })
  })
})

describe('what one may do', () => {
  const who = (rights: Rights | undefined, member = false) => {
    return { principal: { userId: 'alice', expiresAt: undefined, rights }, member }
  }
  const named: Rights = {
    join: ['room:*'],
    send: ['room:*'],
    publish: ['room:*'],
    history: ['room:*'],
    presence: ['room:*'],
  }
  const operations: readonly Operation[] = ['join', 'send', 'history', 'presence']

  test('is said in a sentence that helps', () => {
    const refusal = (operation: Operation, policy: Partial<typeof defaultPolicy>, rights?: Rights) => {
      const decision = mayDo(operation, 'room:1', who(rights), { ...defaultPolicy, ...policy })
      return decision.allowed ? 'allowed' : decision.message
    }
    expect(refusal('join', {}, nowhere)).toBe(
      'You may not join room:1: your token does not name it; ask for a token that does.',
    )
    expect(refusal('send', { send: 'server' })).toBe('You may not send to room:1: only the server may.')
    expect(refusal('history', { join: 'members' })).toBe('You may not read the history of room:1: only members may.')
    expect(refusal('presence', { presence: false }, named)).toBe(
      'You may not see who is in room:1: presence is switched off there.',
    )
    expect(refusal('join', { join: 'token' })).toBe('You may not join room:1: it takes a token that names the channel.')
  })

  test('publishing is decided by its own audience, and by that of sending where it has none', () => {
    const decide = (policy: Partial<typeof defaultPolicy>, rights?: Rights) =>
      mayDo('publish', 'room:1', who(rights), { ...defaultPolicy, ...policy }).allowed
    expect(decide({})).toBe(true)
    expect(decide({ send: 'server' })).toBe(false)
    expect(decide({ send: 'server', publish: 'anyone' })).toBe(true)
    expect(decide({ publish: 'server' })).toBe(false)
    expect(decide({ publish: 'server' }, named)).toBe(false)
    expect(decide({ publish: 'token' })).toBe(false)
    expect(decide({ publish: 'token' }, named)).toBe(true)
    expect(decide({}, { ...named, publish: [] })).toBe(false)
    expect(mayDo('publish', 'room:1', who(undefined), { ...defaultPolicy, publish: 'server' })).toEqual({
      allowed: false,
      message: 'You may not publish to room:1: only the server may.',
    })
  })

  test('sending and joining are decided by different audiences', () => {
    const policy = { ...defaultPolicy, send: 'server' as const }
    expect(operations.map((operation) => mayDo(operation, 'room:1', who(undefined), policy).allowed)).toEqual([
      true,
      false,
      true,
      true,
    ])
    const closed = { ...defaultPolicy, join: 'server' as const }
    expect(operations.map((operation) => mayDo(operation, 'room:1', who(named, true), closed).allowed)).toEqual([
      false,
      true,
      true,
      true,
    ])
  })

  test('an inbox is its owner’s to join and read, whatever token and policy say', () => {
    const everything: Rights = { join: ['*'], send: ['*'], publish: ['*'], history: ['*'], presence: ['*'] }
    for (const rights of [undefined, everything, nowhere]) {
      for (const member of [true, false]) {
        for (const join of ['anyone', 'server'] as const) {
          const decide = (inbox: string) =>
            operations.map(
              (operation) => mayDo(operation, inbox, who(rights, member), { ...defaultPolicy, join }).allowed,
            )
          expect(decide('@alice')).toEqual([true, false, true, false])
          expect(decide('@bob')).toEqual([false, false, false, false])
          expect(decide('@alice2')).toEqual([false, false, false, false])
        }
      }
    }
  })
})
