/** What a user may do in a channel: the rights of the token and the policy of the channel, put together. Pure. */
import { itemDefaults } from '../../generated/settings.ts'
import type { Operation, Principal } from './auth.ts'
import { matchesPattern } from './pattern.ts'
import type { Audience, ChannelPolicySettings } from './settings.ts'

/** As much of a channel's policy as decides who may do what. */
export type ChannelPolicyLike = Pick<ChannelPolicySettings, 'join' | 'send' | 'publish' | 'presence'>

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly message: string }

export interface Actor {
  readonly principal: Principal
  /** Whether the user is a durable member of the channel. */
  readonly member: boolean
}

/** What holds for a channel that no policy matches: the defaults of the schema. */
export const defaultPolicy: ChannelPolicySettings = Object.freeze({
  pattern: '*',
  ...itemDefaults['channels'],
} as ChannelPolicySettings)

/** The first policy whose pattern matches. It is the same for the life of a channel: look it up once, not for every message. */
export function policyFor(channelId: string, policies: readonly ChannelPolicySettings[]): ChannelPolicySettings {
  return policies.find((policy) => matchesPattern(policy.pattern, channelId)) ?? defaultPolicy
}

const allowed: Decision = { allowed: true }

/**
 * The audience is `policy.send` for `send`, `policy.publish` for `publish` (as `send` where it is not given), and
 * `policy.join` for the other three. "Matches" is: the claim of the token has a pattern for this operation that matches the
 * channel.
 *
 * | audience  | token without claim | claim matches                              | claim does not match |
 * |-----------|---------------------|--------------------------------------------|----------------------|
 * | `anyone`  | yes                 | yes                                        | no                   |
 * | `token`   | no                  | yes                                        | no                   |
 * | `members` | members             | members                                    | no                   |
 * | `server`  | no                  | `history`, `presence`: yes; the others: no     | no                   |
 *
 * Above the table stand two rules: with `presence: false` nobody may see presence; and an inbox `@<user>` is its owner's to
 * join and read, nobody else's, and no policy or claim changes that.
 */
export function mayDo(operation: Operation, channelId: string, who: Actor, policy: ChannelPolicyLike): Decision {
  if (channelId.startsWith('@')) return mayDoInInbox(operation, channelId, who.principal)
  if (operation === 'presence' && !policy.presence)
    return refused(operation, channelId, 'presence is switched off there')

  const { rights } = who.principal
  if (rights !== undefined && !rights[operation].some((pattern) => matchesPattern(pattern, channelId))) {
    return refused(operation, channelId, 'your token does not name it; ask for a token that does')
  }
  switch (audienceOf(operation, policy)) {
    case 'anyone':
      return allowed
    case 'token':
      return rights !== undefined ? allowed : refused(operation, channelId, 'it takes a token that names the channel')
    case 'members':
      return who.member ? allowed : refused(operation, channelId, 'only members may')
    case 'server':
      return rights !== undefined && (operation === 'history' || operation === 'presence')
        ? allowed
        : refused(operation, channelId, 'only the server may')
  }
}

function audienceOf(operation: Operation, policy: ChannelPolicyLike): Audience {
  switch (operation) {
    case 'send':
      return policy.send
    case 'publish':
      return policy.publish ?? policy.send
    default:
      return policy.join
  }
}

function mayDoInInbox(operation: Operation, inboxId: string, principal: Principal): Decision {
  if (operation === 'send') return refused(operation, inboxId, 'it is an inbox; use `send_direct`')
  if (operation === 'publish' || operation === 'presence')
    return refused(operation, inboxId, 'it is an inbox, not a channel')
  return inboxId === `@${principal.userId}` ? allowed : refused(operation, inboxId, 'it is not your inbox')
}

const deeds: Readonly<Record<Operation, string>> = {
  join: 'join',
  send: 'send to',
  publish: 'publish to',
  history: 'read the history of',
  presence: 'see who is in',
}

function refused(operation: Operation, channelId: string, why: string): Decision {
  return { allowed: false, message: `You may not ${deeds[operation]} ${channelId}: ${why}.` }
}
