/** What the application may do about a user who is connected. */
import type { Case } from '../../case.ts'
import { same } from '../../failure.ts'

export const users: readonly Case[] = [
  {
    id: 'http-14',
    sentence: 'disconnect closes every connection of the user with 4403 and the reason, and says how many there were.',
    reference: 'route-post_user_disconnect',
    needs: ['api_key', 'users'],
    run: async (world) => {
      const a = world.user('alice')
      const peers = [await world.as(a), await world.as(a)]
      const bob = await world.as(world.user('bob'))
      const answer = await world.api.ask('post_user_disconnect', {
        params: { user_id: a },
        body: { reason: 'Signed out.' },
      })
      same(answer, { user_id: a, connections: 2 }, 'the answer')
      for (const peer of peers) same((await peer.closedAs('kicked')).reason, 'Signed out.', 'the reason')
      await bob.fence()
      const none = await world.api.ask('post_user_disconnect', { params: { user_id: a } })
      same(none, { user_id: a, connections: 0 }, 'the answer when there is none')
    },
  },
  {
    id: 'http-15',
    sentence: 'What a disconnected user sent behind the disconnect is not done.',
    reference: 'close-4403',
    needs: ['api_key', 'users'],
    run: async (world) => {
      const room = world.channel()
      const a = world.user('alice')
      const alice = await world.member(a, room)
      const bob = await world.member(world.user('bob'), room)
      await world.api.ask('post_user_disconnect', { params: { user_id: a } })
      alice.frame({
        opcode: 1,
        payload: JSON.stringify({ type: 'send_message', data: { channel_id: room, content: 'too late' } }),
      })
      await alice.closedAs('kicked')
      await bob.request('send_message', { channel_id: room, content: 'after' })
      await bob.waitForMessages(room, 1)
      same(bob.contents(room), ['after'], 'what was heard')
    },
  },
]
