/** The rooms of the page: what a channel tells becomes what is shown. */
import { describe, expect, it } from 'vitest'
import { ChatSession } from '../../src/console/chat/session.ts'
import { eventAt, FakeWorld, messageAt, settled } from '../support/fake-server.ts'

async function opened() {
  const world = new FakeWorld()
  const session = new ChatSession(world.open(), { newId: () => 'x', now: () => 0 })
  session.openRoom('orders')
  world.socket.joined('orders', 2)
  await settled()
  return { world, session, shown: () => contentsOf(session) }
}

function contentsOf(session: ChatSession): string[] {
  const entries = session.store.state.conversations.get('orders')?.timeline.entries ?? []
  return entries.flatMap((entry) =>
    entry.kind === 'message' ? [`${entry.message.author}: ${entry.message.content}`] : [],
  )
}

describe('an event of an application', () => {
  it('is shown as text among the messages, by its name and what it carries, live as in history', async () => {
    const { world, session, shown } = await opened()
    world.socket.push('orders', 3)
    world.socket.event('orders', 4, { payload: { html: '<b>' } })
    const { user_id: _nobody, ...ofServer } = eventAt('orders', 5)
    world.socket.say({ type: 'new_event', data: ofServer })
    const live = ['bob: e1:3', 'bob: order_updated {"html":"<b>"}', 'undefined: order_updated {"at":"e1:5"}']
    expect(shown()).toEqual(live)
    const messages = [messageAt('orders', 1), eventAt('orders', 2)]
    world.socket.answer('history', { channel_id: 'orders', epoch: 'e1', offset: 5, messages, has_more: false })
    await settled()
    expect(shown()).toEqual(['bob: e1:1', 'bob: order_updated {"at":"e1:2"}', ...live])
    session.end()
  })
})
