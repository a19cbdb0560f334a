/**
 * The claim that restricts a token. It is read strictly: a claim that is not exactly as described refuses the token, because
 * a misspelt restriction that were ignored would be a right.
 */
import type { Operation, Rights } from './auth.ts'
import { isChannelPattern } from './pattern.ts'

export const rightsClaim = 'pactwire'
export const operations: readonly Operation[] = ['join', 'send', 'publish', 'history', 'presence']

const maxPatterns = 100

/** The claim as it stands in a token. */
export type RightsClaim = { readonly [operation in Operation]?: readonly string[] }

export type RightsReading =
  | { readonly ok: true; readonly rights: Rights }
  | { readonly ok: false; readonly problem: string }

/**
 * Inside a claim, what is not named is not allowed; but who may join may also read and see, and who may send may publish, unless the
 * claim says otherwise.
 */
export function readRights(claim: unknown): RightsReading {
  if (typeof claim !== 'object' || claim === null || Array.isArray(claim)) {
    return { ok: false, problem: `${rightsClaim} is not an object` }
  }
  const lists = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(claim)) {
    const place = `${rightsClaim}.${excerpt(name)}`
    if (!operations.some((operation) => operation === name)) {
      return { ok: false, problem: `${place} is none of ${operations.join(', ')}` }
    }
    if (!Array.isArray(value)) return { ok: false, problem: `${place} is not a list of channel patterns` }
    if (value.length > maxPatterns) return { ok: false, problem: `${place} has more than ${maxPatterns} patterns` }
    const patterns: string[] = []
    for (const [at, pattern] of value.entries()) {
      if (typeof pattern !== 'string' || !isChannelPattern(pattern)) {
        return {
          ok: false,
          problem: `${place}[${at}] is not a channel pattern: 1 to 128 of letters, digits, \`_.:@+-\` and \`*\``,
        }
      }
      patterns.push(pattern)
    }
    lists.set(name, patterns)
  }
  const join = lists.get('join') ?? []
  const send = lists.get('send') ?? []
  return {
    ok: true,
    rights: {
      join,
      send,
      publish: lists.get('publish') ?? send,
      history: lists.get('history') ?? join,
      presence: lists.get('presence') ?? join,
    },
  }
}

function excerpt(name: string): string {
  return /^\w{1,32}$/.test(name) ? name : JSON.stringify(name.slice(0, 32))
}
