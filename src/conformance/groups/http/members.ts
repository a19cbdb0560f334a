/** The lists of channels and of members, and how a membership is made and ended. */
import type { Case } from '../../case.ts'
import { check, has, same, show } from '../../failure.ts'

export const members: readonly Case[] = [
  {
    id: 'http-11',
    sentence: 'Channels are listed by id, page by page, and by prefix.',
    reference: 'route-get_channels',
    needs: ['api_key', 'users'],
    run: async (world) => {
      const prefix = world.channel('list')
      const ids = ['a', 'b', 'c', 'd', 'e'].map((name) => `${prefix}:${name}`)
      for (const channel_id of ids)
        await world.api.ask('post_channel_message', { params: { channel_id }, body: { content: 'x' } })
      await world.member(world.user('alice'), ids[0] ?? '')
      const seen: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await world.api.ask('get_channels', {
          query: { prefix, limit: 2, ...(after === undefined ? {} : { after }) },
        })
        seen.push(...page.channels.map(({ channel_id }) => channel_id))
        check(page.channels.length <= 2, 'two channels at most', () => show(page))
        if (page.next === undefined) break
        after = page.next
      }
      same(seen, ids, 'the channels of all pages')
      const page = await world.api.ask('get_channels', { query: { prefix } })
      has(page.channels[0], { offset: 1, connections: 1, users: 1 }, 'the first channel')
      has(page.channels[1], { offset: 1, connections: 0, users: 0 }, 'the second channel')
    },
  },
  {
    id: 'http-12',
    sentence: 'Members are listed by user id, page by page, with whether they are connected.',
    reference: 'route-get_channel_members',
    needs: ['api_key', 'users'],
    run: async (world) => {
      const room = world.channel()
      const users = ['a', 'b', 'c'].map((name) => world.user(name))
      for (const user_id of users) await world.api.ask('put_channel_member', { params: { channel_id: room, user_id } })
      await world.as(users[1] ?? '')
      const first = await world.api.ask('get_channel_members', { params: { channel_id: room }, query: { limit: 2 } })
      const next = first.next ?? ''
      const second = await world.api.ask('get_channel_members', {
        params: { channel_id: room },
        query: { limit: 2, after: next },
      })
      same(second.next, undefined, 'next on the last page')
      same(
        [...first.members, ...second.members],
        users.map((user_id, at) => ({ channel_id: room, user_id, online: at === 1 })),
        'the members of all pages',
      )
    },
  },
  {
    id: 'http-13',
    sentence: 'A member can be asked for, made and ended, twice as well as once; who is none is not_found.',
    reference: 'route-get_channel_member',
    needs: ['api_key'],
    run: async (world) => {
      const ids = { channel_id: world.channel(), user_id: world.unique('somebody') }
      await world.api.refusal('get_channel_member', 'not_found', { params: ids })
      for (let twice = 0; twice < 2; twice++)
        same(await world.api.ask('put_channel_member', { params: ids }), { ...ids, online: false }, 'the member')
      same(await world.api.ask('get_channel_member', { params: ids }), { ...ids, online: false }, 'the member')
      for (let twice = 0; twice < 2; twice++) await world.api.ask('delete_channel_member', { params: ids })
      await world.api.refusal('get_channel_member', 'not_found', { params: ids })
    },
  },
]
