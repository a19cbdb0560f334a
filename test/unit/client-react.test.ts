import { createElement as h, StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { ChannelMessage, ChannelState, ConnectionState } from '../../src/client/index.ts'
import type { Presence, useChannel, useConnection, usePresence } from '../../src/client/react.ts'
import { FakeWorld } from '../support/fake-server.ts'
import { Connection, Orders, Room } from '../support/react-page.ts'

describe('the hooks of React on a server', () => {
  it('show that nothing is known, and touch nothing', () => {
    const world = new FakeWorld()
    const client = world.open()
    const room = h(Room, { client, id: 'room', name: 'one' })
    const html = renderToString(
      h(StrictMode, null, h(Connection, { client }), room, h(Orders, { client, id: 'orders' })),
    )
    expect(html).toContain('<h1>connecting</h1>')
    expect(html).toContain('data-state="joining"')
    expect(html).toContain('unknown')
    expect(html).toContain('<p class="heard"></p>')
    expect(world.socket.all('join_channel')).toEqual([])
    expect(client.channel('room').state).toEqual({ state: 'left', by: 'application' })
  })
})

it('the hooks of React have types', () => {
  expectTypeOf<typeof useConnection<{ moved: { x: number } }>>().returns.toEqualTypeOf<ConnectionState>()
  type Used = ReturnType<typeof useChannel<{ moved: { x: number } }>>
  expectTypeOf<Used['messages']>().toEqualTypeOf<readonly ChannelMessage[]>()
  expectTypeOf<Used['entries'][number]['event']>().toEqualTypeOf<'moved' | undefined>()
  expectTypeOf<Used['state']>().toEqualTypeOf<ChannelState>()
  expectTypeOf<typeof usePresence>().returns.toEqualTypeOf<Presence>()
})
