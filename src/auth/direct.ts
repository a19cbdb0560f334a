/** Who may write to a user: anyone, unless the token says where its bearer may send; then it must name the inbox. Pure. */
import type { Principal } from './auth.ts'
import { matchesPattern } from './pattern.ts'
import type { Decision } from './policy.ts'

export function mayDirect(to: string, { rights }: Principal): Decision {
  const inbox = `@${to}`
  if (rights === undefined || rights.send.some((pattern) => matchesPattern(pattern, inbox))) return { allowed: true }
  return {
    allowed: false,
    message: `You may not send to ${to}: your token does not name ${inbox}; ask for a token that does.`,
  }
}
