/** How many connections, channels and memberships there may be. */
import type { Case } from '../../case.ts'
import { check, same, show } from '../../failure.ts'
import type { Peer } from '../../peer.ts'
import type { World } from '../../world.ts'

export const numbers: readonly Case[] = [
  {
    id: 'limits-10',
    sentence:
      'A connection may join max_channels channels; one more is refused with limit_exceeded, until another is left.',
    reference: 'error-limit_exceeded',
    settings: { limits: { max_channels_per_connection: 3 } },
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const most = world.terms(peer).limits.max_channels
      if (most > 500) world.skip(`max_channels is ${most}`)
      for (let at = 0; at < most; at++) await peer.request('join_channel', { channel_id: world.channel(`${at}`) })
      await peer.refusal('limit_exceeded', 'join_channel', { channel_id: world.channel('more') })
      await peer.request('join_channel', { channel_id: world.channel('0') })
      await peer.request('leave_channel', { channel_id: world.channel('1') })
      await peer.request('join_channel', { channel_id: world.channel('more') })
    },
  },
  {
    id: 'limits-13',
    sentence:
      'More connections of one user than the limit are refused with limit_exceeded; when one closes, there is room.',
    reference: 'setting-limits.max_connections_per_user',
    needs: ['settings'],
    settings: { limits: { max_connections_per_user: 2 } },
    run: async (world) => {
      const user = world.user('alice')
      const [one] = [await world.as(user), await world.as(user)]
      const more = await world.peer({ name: 'one too many' })
      await more.refusal('limit_exceeded', 'connect', await world.credentials(user))
      await one.close()
      await eventually(
        world,
        async () => (await more.ask('connect', await world.credentials(user))).type === 'connect_ack',
      )
    },
  },
  {
    id: 'limits-14',
    sentence: 'A server that is full answers upgrades with 503 and Retry-After.',
    reference: 'transport',
    needs: ['settings'],
    settings: { limits: { max_connections: 2 } },
    run: async (world) => {
      const one = await world.as(world.user('alice'))
      await world.as(world.user('alice'))
      const full = await world.upgrade()
      same(full.status, 503, 'the status')
      check(/^\d+$/.test(full.headers.get('retry-after') ?? ''), 'Retry-After', () => show([...full.headers]))
      await one.close()
      await eventually(world, async () => (await world.upgrade()).status === 101)
    },
  },
  {
    id: 'limits-16',
    sentence: 'More durable memberships of one user than the limit are refused with limit_exceeded.',
    reference: 'setting-limits.max_memberships_per_user',
    needs: ['settings', 'users', 'api_key'],
    settings: { limits: { max_memberships_per_user: 2 } },
    run: async (world) => {
      const user = world.user('alice')
      const peer = await world.as(user)
      for (const name of ['1', '2'])
        await peer.request('join_channel', { channel_id: world.channel(name), durable: true })
      await peer.refusal('limit_exceeded', 'join_channel', { channel_id: world.channel('3'), durable: true })
      await world.api.refusal('put_channel_member', 'limit_exceeded', {
        params: { channel_id: world.channel('3'), user_id: user },
      })
      await peer.request('join_channel', { channel_id: world.channel('3') })
    },
  },
  {
    id: 'limits-17',
    sentence: 'More channels than the server will have in use are refused with unavailable.',
    reference: 'setting-limits.max_channels',
    needs: ['settings'],
    settings: { limits: { max_channels: 6 } },
    run: async (world) => {
      const peer = await world.as(world.user('alice'))
      const codes: string[] = []
      for (let at = 0; at < 10; at++) {
        const frame = await peer.ask('join_channel', { channel_id: world.channel(`${at}`) })
        if (frame.type === 'error') await peer.refused('unavailable', frame.id ?? '', 'a channel too many')
        codes.push(frame.type)
      }
      check(codes.includes('error') && codes[0] !== 'error', 'the last of them to be refused', () => show(codes))
      await peer.fence()
    },
  },
  {
    id: 'limits-19',
    sentence: 'Connections that have not connected yet are limited, with 503 and Retry-After for more.',
    reference: 'setting-limits.max_opening_connections',
    needs: ['settings'],
    settings: { limits: { max_opening_connections: 3 } },
    run: async (world) => {
      const waiting = [await world.peer(), await world.peer(), await world.peer()]
      const full = await world.upgrade()
      same(full.status, 503, 'the status')
      check(/^\d+$/.test(full.headers.get('retry-after') ?? ''), 'Retry-After', () => show([...full.headers]))
      await world.connect(waiting[0] as Peer, world.user('alice'))
      same((await world.upgrade()).status, 101, 'the status when one of them has connected')
    },
  },
]

/** Asks again until it is so: what a server frees when a connection ends, it may free a moment later. */
async function eventually(world: World, ask: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + world.patienceMs
  while (!(await ask())) {
    check(performance.now() < deadline, 'room for one more when another has closed', 'there was none')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
