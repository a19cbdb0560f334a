/** Wrong streams: gaps, repeats, holes in a recovery, history that lies, retries that are stored twice. */
import { closes, counted, dataOf, hears, type Mutant, messagesOf, says, withData, without } from './mutant.ts'
import type { Frame, Wire } from './proxy.ts'

/** The offset of a pushed message is told as another. */
const offsetOf = (frame: Frame): number => Number(dataOf(frame)['offset'])

/** Ids of messages are made unlike any other, and told as they were. */
function renamed(mark: (wire: Wire) => string): Mutant['begin'] {
  return () => ({
    toServer: (frame, wire) => {
      const { client_message_id: id } = dataOf(frame)
      return [id === undefined ? frame : withData(frame, { client_message_id: `${id}#${mark(wire)}` })]
    },
    toClient: (frame) => [
      JSON.parse(JSON.stringify(frame).replace(/("client_message_id":"[^"#]*)#[^"]*"/g, '$1"')) as Frame,
    ],
  })
}

let renames = 0

export const streams: readonly Mutant[] = [
  {
    name: 'a message that is not delivered',
    caughtBy: ['streams-01'],
    begin: says('new_message', (frame) => (offsetOf(frame) === 3 ? [] : frame)),
  },
  {
    name: 'a message that is delivered twice',
    caughtBy: ['streams-01'],
    begin: says('new_message', (frame) => (offsetOf(frame) === 3 ? [frame, frame] : frame)),
  },
  {
    name: 'two messages in the wrong order',
    caughtBy: ['streams-01', 'streams-03'],
    begin: says('new_message', (frame, wire) => {
      if (offsetOf(frame) === 3) {
        wire.notes.set('kept', frame)
        return []
      }
      return offsetOf(frame) === 4 ? [frame, wire.notes.get('kept') as Frame] : frame
    }),
  },
  {
    name: 'an offset that is left out',
    caughtBy: ['streams-01'],
    begin: says('new_message', (frame) =>
      offsetOf(frame) >= 3 ? withData(frame, { offset: offsetOf(frame) + 1 }) : frame,
    ),
  },
  {
    name: 'an epoch that changes under way',
    caughtBy: ['streams-01'],
    begin: says('new_message', (frame) => (offsetOf(frame) === 3 ? withData(frame, { epoch: 'another' }) : frame)),
  },
  {
    name: 'an epoch of each connection’s own',
    caughtBy: ['streams-02'],
    begin: () => ({
      toClient: (frame, wire) => {
        if (!wire.notes.has('number')) wire.notes.set('number', ++renames)
        return [
          JSON.parse(JSON.stringify(frame).replace(/("epoch":"[^"]*)"/g, `$1-${wire.notes.get('number')}"`)) as Frame,
        ]
      },
    }),
  },
  {
    name: 'a message that others see otherwise',
    caughtBy: ['streams-02', 'channels-02'],
    begin: () => {
      let wires = 0
      return {
        toClient: (frame, wire) => {
          if (!wire.notes.has('number')) wire.notes.set('number', ++wires)
          const changed = frame.type === 'new_message' && Number(wire.notes.get('number')) % 2 === 0
          return [changed ? withData(frame, { content: 'something else' }) : frame]
        },
      }
    },
  },
  {
    name: 'a message id that is not that of the ack',
    caughtBy: ['streams-04'],
    begin: says('send_message_ack', (frame) => withData(frame, { message_id: 'another' })),
  },
  {
    name: 'one’s own messages are not pushed',
    caughtBy: ['channels-02'],
    begin: () => ({
      toClient: (frame, wire) => {
        if (frame.type === 'connect_ack') wire.notes.set('user', dataOf(frame)['user_id'])
        return frame.type === 'new_message' && dataOf(frame)['user_id'] === wire.notes.get('user') ? [] : [frame]
      },
    }),
  },
  {
    name: 'a push without the client_message_id',
    caughtBy: ['channels-02'],
    begin: says('new_message', (frame) => without(frame, 'client_message_id')),
  },
  {
    name: 'history with the newest first',
    caughtBy: ['streams-06'],
    begin: says('history_ack', (frame) => withData(frame, { messages: messagesOf(frame).toReversed() })),
  },
  {
    name: 'history that says there is no more',
    caughtBy: ['streams-07', 'streams-08', 'streams-09', 'streams-23'],
    begin: says('history_ack', (frame) => withData(frame, { has_more: false })),
  },
  {
    name: 'history that always says there is more',
    caughtBy: ['streams-07', 'streams-13'],
    begin: says('history_ack', (frame) => withData(frame, { has_more: true })),
  },
  {
    name: 'history that knows no limit',
    caughtBy: ['streams-07'],
    begin: hears('history', (frame) => without(frame, 'limit')),
  },
  {
    name: 'history with what it was to come after',
    caughtBy: ['streams-07'],
    begin: hears('history', (frame) => {
      const { after } = dataOf(frame)
      return typeof after === 'number' && after > 0 ? withData(frame, { after: after - 1 }) : frame
    }),
  },
  {
    name: 'history of any epoch',
    caughtBy: ['streams-11'],
    begin: hears('history', (frame) => without(frame, 'epoch')),
  },
  {
    name: 'an acknowledged message that history lacks',
    caughtBy: ['streams-05'],
    begin: says('history_ack', (frame) => withData(frame, { messages: messagesOf(frame).slice(0, -1) })),
  },
  {
    name: 'history with a hole',
    caughtBy: ['streams-06'],
    begin: says('history_ack', (frame) => withData(frame, { messages: messagesOf(frame).filter((_, at) => at !== 2) })),
  },
  {
    name: 'duplicates are not known',
    caughtBy: ['streams-14', 'streams-18', 'direct-11'],
    begin: renamed(() => `${++renames}`),
  },
  {
    name: 'duplicates are known on the same connection only',
    caughtBy: ['streams-15'],
    begin: renamed((wire) => {
      if (!wire.notes.has('mark')) wire.notes.set('mark', ++renames)
      return String(wire.notes.get('mark'))
    }),
  },
  {
    name: 'duplicates are not called so',
    caughtBy: ['streams-14'],
    begin: says('send_message_ack', (frame) => withData(frame, { duplicate: false })),
  },
  {
    name: 'a duplicate is acknowledged with another place',
    caughtBy: ['streams-14'],
    begin: says('send_message_ack', (frame) =>
      dataOf(frame)['duplicate'] === true ? withData(frame, { offset: offsetOf(frame) + 1 }) : frame,
    ),
  },
  {
    name: 'recovered: true with a hole',
    caughtBy: ['recovery-01'],
    begin: says('join_channel_ack', (frame) =>
      withData(frame, { messages: messagesOf(frame).filter((_, at) => at !== 1) }),
    ),
  },
  {
    name: 'recovered: true without the last',
    caughtBy: ['recovery-01'],
    begin: says('join_channel_ack', (frame) => withData(frame, { messages: messagesOf(frame).slice(0, -1) })),
  },
  {
    name: 'recovered: false with messages',
    caughtBy: ['recovery-01'],
    begin: says('join_channel_ack', (frame) => withData(frame, { recovered: false })),
  },
  {
    name: 'nothing is ever recovered',
    caughtBy: ['recovery-01', 'recovery-07', 'recovery-09', 'recovery-10'],
    begin: says('join_channel_ack', (frame) => withData(frame, { recovered: false, messages: [] })),
  },
  {
    name: 'recovered: true without a since',
    caughtBy: ['recovery-02'],
    begin: says('join_channel_ack', (frame) => withData(frame, { recovered: true })),
  },
  {
    name: 'a position of another epoch is taken for one of this',
    caughtBy: ['recovery-03'],
    begin: () => {
      let epoch: unknown
      return {
        toClient: (frame) => {
          if (frame.type === 'send_message_ack') epoch = dataOf(frame)['epoch']
          return [frame]
        },
        toServer: (frame) => {
          const { since } = dataOf(frame)
          return [since === undefined ? frame : withData(frame, { since: { ...(since as object), epoch } })]
        },
      }
    },
  },
  {
    name: 'a position in the future is taken for the top',
    caughtBy: ['recovery-03', 'recovery-04', 'recovery-05'],
    begin: says('join_channel_ack', (frame) => withData(frame, { recovered: true, messages: [] })),
  },
  {
    name: 'what was recovered is pushed again',
    caughtBy: ['recovery-01', 'direct-09'],
    begin: says('join_channel_ack', (frame) => {
      const last = messagesOf(frame).at(-1)
      return last === undefined ? frame : [frame, { type: 'to' in last ? 'direct_message' : 'new_message', data: last }]
    }),
  },
  {
    name: 'what is said while somebody joins is lost',
    caughtBy: ['recovery-06'],
    begin: says('new_message', (frame, wire) => (counted(wire, 'pushes') === 1 && offsetOf(frame) > 3 ? [] : frame)),
  },
  {
    name: 'history that is shorter than its default',
    caughtBy: ['streams-09'],
    begin: hears('history', (frame) => (dataOf(frame)['limit'] === undefined ? withData(frame, { limit: 50 }) : frame)),
  },
  {
    name: 'history in two directions at once',
    caughtBy: ['streams-10'],
    begin: hears('history', (frame) => (dataOf(frame)['after'] === undefined ? frame : without(frame, 'before'))),
  },
  {
    name: 'ids are forgotten after 500 messages',
    caughtBy: ['streams-19'],
    begin: renamed((wire) => `${Math.floor(counted(wire, 'sent') / 500)}`),
  },
  {
    name: 'offsets that begin anew where history is kept',
    caughtBy: ['streams-22'],
    begin: says('history_ack', (frame) =>
      withData(frame, { messages: messagesOf(frame).map((message, at) => ({ ...message, offset: at + 1 })) }),
    ),
  },
  {
    name: 'offsets that are text are taken',
    caughtBy: ['recovery-15'],
    begin: hears('join_channel', (frame) => {
      const { since } = dataOf(frame)
      const { offset } = (since ?? {}) as { offset?: unknown }
      return offset === '1' ? withData(frame, { since: { ...(since as object), offset: 1 } }) : frame
    }),
  },
  { name: 'too slow, told as a fault of the server', caughtBy: ['recovery-11'], begin: closes(4508, 4500) },
  { name: 'a lost position, told as a fault of the server', caughtBy: ['recovery-12'], begin: closes(4509, 4500) },
]
