/** Durable membership. */
import type { Member } from '../../../generated/types.ts'
import { refuse } from '../../protocol/failure.ts'
import type { ApiPart } from '../routes.ts'
import { usualLimit } from './channels.ts'
import type { ApiPorts } from './ports.ts'

export function createMemberRoutes({
  hub,
  store,
}: ApiPorts): ApiPart<'get_channel_members' | 'get_channel_member' | 'put_channel_member' | 'delete_channel_member'> {
  const member = (channelId: string, userId: string): Member => ({
    channel_id: channelId,
    user_id: userId,
    online: (hub.user(userId)?.connected ?? 0) > 0,
  })

  return {
    get_channel_members: async ({ params: { channel_id: id }, query = {} }) => {
      const { after, limit = usualLimit } = query
      const users = await store.members(id, { after, limit: limit + 1 })
      const page = users.slice(0, limit)
      const last = page.at(-1)
      return {
        channel_id: id,
        members: page.map((userId) => member(id, userId)),
        ...(users.length > limit && last !== undefined ? { next: last } : {}),
      }
    },

    get_channel_member: async ({ params: { channel_id: id, user_id: userId } }) => {
      if (await store.isMember(id, userId)) return member(id, userId)
      refuse('not_found', `${userId} is no durable member of ${id}.`)
    },

    put_channel_member: async ({ params: { channel_id: id, user_id: userId } }) => {
      await hub.addMember(id, userId)
      return member(id, userId)
    },

    delete_channel_member: async ({ params: { channel_id: id, user_id: userId } }) => {
      await hub.removeMember(id, userId)
      return undefined
    },
  }
}
