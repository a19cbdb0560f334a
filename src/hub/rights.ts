/** What somebody may do in a channel, by the token and by the policy of the channel. */
import type { ChannelPolicy } from '../../generated/types.ts'
import type { Operation, Principal } from '../auth/auth.ts'
import { mayDo } from '../auth/policy.ts'
import { refuse } from '../protocol/failure.ts'
import type { Attachment } from './attachment.ts'

export class Rights {
  readonly #policyOf: (channelId: string) => ChannelPolicy

  constructor(policyOf: (channelId: string) => ChannelPolicy) {
    this.#policyOf = policyOf
  }

  allow(operation: Operation, id: string, principal: Principal, member: boolean): boolean {
    return mayDo(operation, id, { principal, member }, this.#policyOf(id)).allowed
  }

  /** Refuses the request if it is not allowed. */
  demand(
    operation: Operation,
    id: string,
    { principal, user }: Attachment,
    policy: ChannelPolicy = this.#policyOf(id),
  ): void {
    const decision = mayDo(operation, id, { principal, member: user.isMemberOf(id) }, policy)
    if (!decision.allowed) refuse('forbidden', decision.message)
  }
}
