import { describe, expect, it } from 'vitest'
import { connectNoting, HttpWorld } from '../support/http-world.ts'

const disconnect = '/api/v1/users/bob/disconnect'

describe('disconnecting a user', () => {
  it('ends every connection of theirs, and of nobody else', async () => {
    const world = new HttpWorld()
    const [one, two, other] = [await world.connect('bob'), await world.connect('bob'), await world.connect('alice')]
    const { json } = await world.succeed('post_user_disconnect', disconnect, { json: { reason: 'Signed out.' } })
    expect(json).toEqual({ user_id: 'bob', connections: 2 })
    expect([one.ended, two.ended, other.ended]).toEqual(['kicked', 'kicked', undefined])
    expect(world.log.entries.at(-1)?.fields).toEqual({ user: 'bob', connections: 2 })
  })

  it('is no error when there is nobody', async () => {
    const { json } = await new HttpWorld().succeed('post_user_disconnect', disconnect)
    expect(json).toEqual({ user_id: 'bob', connections: 0 })
  })

  it.each([
    [undefined, 'Disconnected by the application.'],
    ['Signed out.', 'Signed out.'],
  ])('says why: %j', async (reason, told) => {
    const world = new HttpWorld()
    const bob = await connectNoting(world, 'bob')
    await world.succeed('post_user_disconnect', disconnect, reason === undefined ? {} : { json: { reason } })
    expect(bob.ends).toEqual([['kicked', told]])
  })

  it.each([{ reason: '' }, { reason: 'x'.repeat(101) }, { because: 'x' }])('is refused with %j', async (json) => {
    const { problem } = await new HttpWorld().fail('POST', disconnect, { json })
    expect(problem).toMatchObject({ status: 422, code: 'invalid_data' })
  })
})

describe('the figures', () => {
  it('tell what is there and what was done', async () => {
    const world = new HttpWorld()
    for (const user of ['alice', 'alice', 'bob']) await world.connect(user)
    await world.succeed('put_channel_member', '/api/v1/channels/room:1/members/alice')
    await world.succeed('post_channel_message', '/api/v1/channels/room:1/messages', { json: { content: 'x' } })
    world.clock.advance(90_500)
    world.draining = true
    const { json } = await world.succeed('get_stats', '/api/v1/stats')
    expect(json).toEqual({
      version: '9.8.7',
      uptime_seconds: 90.5,
      connections: 3,
      users: 2,
      channels: 1,
      messages: 1,
      deliveries: 2,
      memory_bytes: expect.any(Number),
      draining: true,
    })
    expect(json['memory_bytes']).toBeGreaterThan(1_000_000)
  })
})
