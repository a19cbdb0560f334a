/** Which policy holds for a channel: the first that matches, or the defaults of the schema. */
import { itemDefaults } from '../../generated/settings.ts'
import type { ChannelPolicy } from '../../generated/types.ts'
import { matchesPattern } from '../auth/pattern.ts'

export type Policy = ChannelPolicy

const defaults = { pattern: '*', ...itemDefaults['channels'] } as ChannelPolicy

export function policyFor(channelId: string, policies: readonly ChannelPolicy[]): Policy {
  return policies.find(({ pattern }) => matchesPattern(pattern, channelId)) ?? defaults
}
