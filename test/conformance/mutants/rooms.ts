/** Wrong channels, inboxes and presence: leaks, ghosts, memberships that are forgotten. */
import { counted, dataOf, hears, type Mutant, refuses, says, withData } from './mutant.ts'
import type { Frame, Wire } from './proxy.ts'

const user = (wire: Wire): unknown => wire.notes.get('user')
const remember = (frame: Frame, wire: Wire): void => {
  if (frame.type === 'connect_ack') wire.notes.set('user', dataOf(frame)['user_id'])
}
const others = (wire: Wire): Wire[] => [...wire.all].filter((other) => other !== wire)

export const rooms: readonly Mutant[] = [
  {
    name: 'direct messages go to everyone',
    caughtBy: ['direct-03'],
    begin: says('direct_message', (frame, wire) => {
      for (const other of others(wire)) if (counted(wire, 'leaks') < 10) other.toClient(frame)
      return frame
    }),
  },
  {
    name: 'messages of a channel go to everyone',
    caughtBy: ['channels-09', 'channels-10'],
    begin: says('new_message', (frame, wire) => {
      for (const other of others(wire)) other.toClient(frame)
      return frame
    }),
  },
  {
    name: 'leaving is acknowledged and not done',
    caughtBy: ['channels-06'],
    begin: hears('leave_channel', (frame, wire) => {
      wire.toClient({ type: 'leave_channel_ack', id: frame.id, data: { channel_id: dataOf(frame)['channel_id'] } })
      return []
    }),
  },
  {
    name: 'to join twice is to hear twice',
    caughtBy: ['channels-08'],
    begin: () => ({
      toClient: (frame, wire) => {
        if (frame.type === 'join_channel_ack') counted(wire, `joins ${dataOf(frame)['channel_id']}`)
        const joins = Number(wire.notes.get(`joins ${dataOf(frame)['channel_id']}`) ?? 1)
        return frame.type === 'new_message' ? Array.from({ length: joins }, () => frame) : [frame]
      },
    }),
  },
  {
    name: 'a message without a channel goes to the one that was joined first',
    caughtBy: ['channels-05'],
    begin: () => ({
      toServer: (frame, wire) => {
        const { channel_id: channel } = dataOf(frame)
        if (frame.type === 'join_channel' && !wire.notes.has('first')) wire.notes.set('first', channel)
        const named = frame.type !== 'send_message' || channel !== undefined || !wire.notes.has('first')
        return [named ? frame : withData(frame, { channel_id: wire.notes.get('first') })]
      },
    }),
  },
  {
    name: 'contents are trimmed',
    caughtBy: ['channels-11'],
    begin: says('new_message', (frame) => withData(frame, { content: `${dataOf(frame)['content']}`.trim() || '?' })),
  },
  {
    name: 'who has not joined is joined by sending',
    caughtBy: ['channels-03'],
    begin: () => ({
      toServer: (frame) => {
        const { channel_id } = dataOf(frame)
        const joins = frame.type === 'send_message' && channel_id !== undefined
        return joins ? [{ type: 'join_channel', id: 'hidden', data: { channel_id } }, frame] : [frame]
      },
      toClient: (frame) => (frame.id === 'hidden' ? [] : [frame]),
    }),
  },
  {
    name: 'durable membership is forgotten',
    caughtBy: ['channels-14'],
    begin: hears('join_channel', (frame) => withData(frame, { durable: false })),
  },
  {
    name: 'durable membership never ends',
    caughtBy: ['channels-15'],
    begin: hears('leave_channel', (frame) => withData(frame, { durable: false })),
  },
  {
    name: 'to leave is to leave for ever',
    caughtBy: ['channels-16'],
    begin: hears('leave_channel', (frame) => withData(frame, { durable: true })),
  },
  {
    name: 'nobody is told that the application joined them',
    caughtBy: ['channels-17'],
    begin: says('join_channel_ack', (frame) => (frame.id === undefined ? [] : frame)),
  },
  {
    name: 'nobody is told that the application took them out',
    caughtBy: ['channels-18'],
    begin: says('leave_channel_ack', (frame) => (frame.id === undefined ? [] : frame)),
  },
  {
    name: 'the sender of a direct message gets no copy',
    caughtBy: ['direct-01'],
    begin: () => ({
      toClient: (frame, wire) => {
        remember(frame, wire)
        return frame.type === 'direct_message' && dataOf(frame)['from'] === user(wire) ? [] : [frame]
      },
    }),
  },
  {
    name: 'nothing is ever unread',
    caughtBy: ['direct-04', 'direct-05'],
    begin: says('connect_ack', (frame) =>
      withData(frame, { inbox: { ...(dataOf(frame)['inbox'] as object), unread: 0 } }),
    ),
  },
  {
    name: 'everything is always unread',
    caughtBy: ['direct-05'],
    begin: says('connect_ack', (frame) => {
      const inbox = dataOf(frame)['inbox'] as { offset: number }
      return withData(frame, { inbox: { ...inbox, unread: inbox.offset } })
    }),
  },
  {
    name: 'the inbox of another can be read',
    caughtBy: ['direct-07'],
    begin: refuses('forbidden', ({ id }) => ({
      type: 'history_ack',
      id,
      data: { channel_id: '@somebody', messages: [], epoch: 'e', offset: 0, has_more: false },
    })),
  },
  {
    name: 'ghosts: who has left is still counted',
    caughtBy: ['presence-06', 'presence-07', 'presence-11'],
    begin: () => {
      const seen = new Set<unknown>()
      return {
        toClient: (frame) => {
          if (frame.type === 'user_joined') seen.add(dataOf(frame)['user_id'])
          if (frame.type !== 'presence_ack') return [frame]
          const users = dataOf(frame)['users'] as { user_id: string }[]
          const ghosts = [...seen].filter((id) => !users.some(({ user_id }) => user_id === id))
          const all = [...users, ...ghosts.map((user_id) => ({ user_id, connections: 1 }))]
          return [withData(frame, { users: all, count: all.length })]
        },
      }
    },
  },
  { name: 'nobody is announced', caughtBy: ['presence-01'], begin: says('user_joined', () => []) },
  { name: 'nobody is missed', caughtBy: ['presence-05', 'presence-06'], begin: says('user_left', () => []) },
  {
    name: 'each connection is announced',
    caughtBy: ['presence-02'],
    begin: () => ({
      toClient: (frame, wire) => {
        remember(frame, wire)
        if (frame.type === 'join_channel_ack') {
          const { channel_id } = dataOf(frame)
          const data = { channel_id, user_id: user(wire), timestamp: new Date().toISOString() }
          for (const other of others(wire))
            if (other.notes.get('in') === channel_id && user(other) !== user(wire))
              other.toClient({ type: 'user_joined', data })
          wire.notes.set('in', channel_id)
        }
        return frame.type === 'user_joined' ? [] : [frame]
      },
    }),
  },
  {
    name: 'who reconnects is missed at once',
    caughtBy: ['presence-08'],
    begin: () => ({
      toClient: (frame, wire) => {
        remember(frame, wire)
        if (frame.type === 'join_channel_ack') wire.notes.set('in', dataOf(frame)['channel_id'])
        return [frame]
      },
      ended: (wire) => {
        const channel_id = wire.notes.get('in')
        const data = { channel_id, user_id: user(wire), timestamp: new Date().toISOString() }
        for (const other of wire.all)
          if (other.notes.get('in') === channel_id) other.toClient({ type: 'user_left', data })
      },
    }),
  },
  {
    name: 'presence counts connections',
    caughtBy: ['presence-03'],
    begin: says('presence_ack', (frame) => {
      const users = dataOf(frame)['users'] as { connections: number }[]
      return withData(frame, { count: users.reduce((sum, { connections }) => sum + connections, 0) })
    }),
  },
  {
    name: 'presence in the order of names',
    caughtBy: ['presence-03'],
    begin: says('presence_ack', (frame) => {
      const users = dataOf(frame)['users'] as { user_id: string }[]
      return withData(frame, { users: users.toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1)) })
    }),
  },
  {
    name: 'leaving what was not joined is acknowledged',
    caughtBy: ['channels-07'],
    begin: refuses('not_joined', ({ id }) => ({ type: 'leave_channel_ack', id, data: { channel_id: 'some' } })),
  },
  {
    name: 'history of a channel that was not joined',
    caughtBy: ['channels-13'],
    begin: refuses('not_joined', ({ id }) => ({
      type: 'history_ack',
      id,
      data: { channel_id: 'some', messages: [], epoch: 'e', offset: 0, has_more: false },
    })),
  },
  {
    name: 'what is forbidden is told as not joined',
    caughtBy: ['channels-20', 'channels-21', 'presence-13', 'events-04'],
    begin: refuses('forbidden', (frame) => withData(frame, { code: 'not_joined' })),
  },
  {
    name: 'a note to oneself comes twice',
    caughtBy: ['direct-06'],
    begin: says('direct_message', (frame) => (dataOf(frame)['from'] === dataOf(frame)['to'] ? [frame, frame] : frame)),
  },
  {
    name: 'the copy of the sender has a time of its own',
    caughtBy: ['direct-13', 'direct-01'],
    begin: says('direct_message', (frame) =>
      dataOf(frame)['channel_id'] === `@${dataOf(frame)['from']}`
        ? withData(frame, { timestamp: '2020-01-01T00:00:00.000Z' })
        : frame,
    ),
  },
  {
    name: 'nobody is told who a direct message is from',
    caughtBy: ['direct-12'],
    begin: says('direct_message', ({ data, ...frame }) => {
      const { from: _, ...rest } = data as Record<string, unknown>
      return { ...frame, data: rest }
    }),
  },
  {
    name: 'who asks is counted as there',
    caughtBy: ['presence-04'],
    begin: says('presence_ack', (frame) => withData(frame, { count: Number(dataOf(frame)['count']) + 1 })),
  },
  {
    name: 'who comes back is not announced again',
    caughtBy: ['presence-09'],
    begin: says('user_joined', (frame, wire) => (counted(wire, `joined ${dataOf(frame)['user_id']}`) > 1 ? [] : frame)),
  },
  {
    name: 'presence counts only those that it lists',
    caughtBy: ['presence-14'],
    begin: says('presence_ack', (frame) => withData(frame, { count: (dataOf(frame)['users'] as unknown[]).length })),
  },
  {
    name: 'everyone is told who comes and goes anywhere',
    caughtBy: ['presence-15'],
    begin: says('user_joined', (frame, wire) => {
      for (const other of others(wire)) other.toClient(frame)
      return frame
    }),
  },
]
