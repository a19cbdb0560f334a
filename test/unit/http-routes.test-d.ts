import { describe, expectTypeOf, it } from 'vitest'
import type { Member, SentMessage, Stats } from '../../generated/types.ts'
import type { Api } from '../../src/conformance/api.ts'
import type { ApiHandlers } from '../../src/http/routes.ts'

declare const api: Api
declare const member: Member
declare const sent: SentMessage
declare const stats: Stats

describe('the handler of a route', () => {
  it('answers with the body that the schema of the route names', () => {
    const handlers: Pick<ApiHandlers, 'put_channel_member' | 'post_user_message' | 'delete_channel_member'> = {
      put_channel_member: async () => member,
      post_user_message: async () => sent,
      delete_channel_member: async () => undefined,
    }
    expectTypeOf(handlers.put_channel_member).returns.resolves.toEqualTypeOf<Member>()
  })

  it('does not compile with another body', () => {
    // @ts-expect-error: a member is answered, and not the figures
    const wrong: Pick<ApiHandlers, 'put_channel_member'> = { put_channel_member: async () => stats }
    // @ts-expect-error: there is something to say
    const silent: Pick<ApiHandlers, 'get_stats'> = { get_stats: async () => undefined }
    // @ts-expect-error: there is nothing to say
    const chatty: Pick<ApiHandlers, 'delete_channel_member'> = { delete_channel_member: async () => member }
    // @ts-expect-error: a field of it has another type
    const bent: Pick<ApiHandlers, 'put_channel_member'> = { put_channel_member: async () => ({ ...member, online: 1 }) }
    void [wrong, silent, chatty, bent]
  })
})

describe('what the conformance suite is answered', () => {
  it('is of the same types', () => {
    expectTypeOf(api.ask<'get_channel_member'>).returns.resolves.toEqualTypeOf<Member>()
    expectTypeOf(api.ask<'get_metrics'>).returns.resolves.toEqualTypeOf<string>()
    expectTypeOf(api.ask<'delete_channel_member'>).returns.resolves.toEqualTypeOf<undefined>()
    expectTypeOf(api.ask<'get_asyncapi'>).returns.resolves.toEqualTypeOf<unknown>()
  })
})
