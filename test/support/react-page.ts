/** A small page with the hooks, in StrictMode, which mounts everything twice: two views of one room that come and go. */
import { createElement as h, type ReactNode, StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { connect } from '../../src/client/development.ts'
import { useChannel, useChannelEvent, useConnection, usePresence } from '../../src/client/react.ts'
import type { Client } from '../../src/client/surface.ts'

export function Room({ client, id, name }: { client: Client; id: string; name: string }): ReactNode {
  const { state, messages, hasOlder, reset, send, loadOlder, dismissReset } = useChannel(client, id, { history: 3 })
  const presence = usePresence(client, id)
  return h(
    'section',
    { id: name, 'data-state': state.state },
    h('p', { className: 'presence' }, presence === undefined ? 'unknown' : namesOf(presence)),
    h('p', { className: 'reset' }, reset?.why ?? 'none'),
    h('button', { type: 'button', onClick: () => void send(`hello from ${name}`) }, 'send'),
    h('button', { type: 'button', disabled: !hasOlder, onClick: () => void loadOlder(2) }, 'older'),
    h('button', { type: 'button', onClick: dismissReset }, 'dismiss'),
    h('ul', null, ...messages.map(({ offset, content }) => h('li', { key: offset }, content))),
  )
}

/** Events of an application: all that stand in the channel, and what was heard of one kind while this was shown. */
export function Orders({ client, id }: { client: Client; id: string }): ReactNode {
  const { entries, messages, publish, send, hasOlder, loadOlder } = useChannel(client, id, { events: true, history: 3 })
  const [heard, hear] = useState<readonly number[]>([])
  const [factor, multiply] = useState(1)
  useChannelEvent(client, id, 'order_updated', ({ payload }) =>
    // Always by the listener of the latest rendering.
    hear((before) => [...before, Number(payload['order_id']) * factor]),
  )
  const said = entries.map((entry) => (entry.event === undefined ? entry.content : `${entry.event} ${entry.offset}`))
  // Of every rendering: nothing missing, nothing twice, and the messages are those among the entries.
  const gap = entries.some(({ offset }, at) => at > 0 && offset !== (entries[at - 1]?.offset ?? 0) + 1)
  const torn = gap || messages.length !== entries.filter(({ event }) => event === undefined).length
  if (torn) console.error(`torn: ${said.join(', ')}`)
  const order = { order_id: '7', status: 'paid' }
  return h(
    'section',
    { id: 'orders' },
    h('p', { className: 'heard' }, heard.join(' ')),
    h('p', { className: 'messages' }, messages.map(({ content }) => content).join(' ')),
    h('button', { type: 'button', onClick: () => void publish('order_updated', order) }, 'publish'),
    h('button', { type: 'button', onClick: () => void send('words') }, 'say'),
    h('button', { type: 'button', disabled: !hasOlder, onClick: () => void loadOlder(2) }, 'older'),
    h('button', { type: 'button', onClick: () => multiply(10) }, 'times ten'),
    h('ul', null, ...said.map((text, at) => h('li', { key: entries[at]?.offset }, text))),
  )
}

function namesOf({ users, current }: { users: readonly { user_id: string }[]; current: boolean }): string {
  return `${users.map(({ user_id }) => user_id).join(' ')}${current ? '' : ' (before)'}`
}

export function Connection({ client }: { client: Client }): ReactNode {
  return h('h1', null, useConnection(client).state)
}

function App({ client }: { client: Client }): ReactNode {
  const [shown, show] = useState<readonly string[]>(['one', 'two'])
  const [id, move] = useState('room:1')
  const toggle = (name: string) => () =>
    show((before) => (before.includes(name) ? before.filter((other) => other !== name) : [...before, name]))
  return h(
    'main',
    null,
    h(Connection, { client }),
    ...['one', 'two', 'orders'].map((name) =>
      h('button', { key: `toggle ${name}`, type: 'button', onClick: toggle(name) }, `toggle ${name}`),
    ),
    h(
      'button',
      { type: 'button', onClick: () => move((before) => (before === 'room:1' ? 'room:2' : 'room:1')) },
      'move',
    ),
    // A view of its own for each, so that one can go without the other.
    ...shown.map((name) =>
      name === 'orders' ? h(Orders, { key: name, client, id: 'orders:1' }) : h(Room, { key: name, client, id, name }),
    ),
  )
}

/** Called by the page itself: only there is a document. */
export function start(element: Parameters<typeof createRoot>[0], url: string): void {
  const client = connect(url, { userId: 'alice', reconnect: { minDelayMs: 20, maxDelayMs: 100 } })
  createRoot(element).render(h(StrictMode, null, h(App, { client })))
}
