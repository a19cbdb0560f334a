import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { Channel } from '../../src/client/surface.ts'
import { FakeWorld, settled } from '../support/fake-server.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

it('a channel is the same object for as long as anybody holds it, and forgotten when nobody does', async () => {
  const world = new FakeWorld()
  const client = world.open()
  const held = client.channel('held')
  const joined: string[] = []
  const idle: WeakRef<Channel>[] = []
  void (() => {
    client
      .channel('joined')
      .join()
      .catch(() => undefined)
    client.channel('listened').on('new_message', ({ channel_id }) => joined.push(channel_id))
    for (let at = 0; at < 50; at++) idle.push(new WeakRef(client.channel(`idle:${at}`)))
    // Ended, it is idle as well.
    client.channel('idle:0').on('state', () => undefined)()
    client
      .channel('idle:1')
      .join()
      .catch(() => undefined)
    client
      .channel('idle:1')
      .leave()
      .catch(() => undefined)
  })()
  world.socket.joined('joined', 0)
  world.socket.joined('idle:1', 0)
  world.socket.answer('leave_channel', { channel_id: 'idle:1' })
  await settled()
  collectGarbage()
  await settled()
  expect(idle.filter((channel) => channel.deref() !== undefined)).toEqual([])
  expect(client.channel('held')).toBe(held)
  expect(client.channel('joined').state.state).toBe('joined')
  world.socket.say({
    type: 'join_channel_ack',
    data: { channel_id: 'listened', message: '', epoch: 'e1', offset: 0, recovered: false, messages: [] },
  })
  world.socket.push('listened', 1)
  expect(joined).toEqual(['listened'])
})
