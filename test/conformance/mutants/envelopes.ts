/** Wrong answers: ids, numbers of answers, errors, what is taken that should not be. */
import { counted, dataOf, hears, type Mutant, nameless, refuses, says, withData, without } from './mutant.ts'

const time = (frame: { data?: unknown }): string => String((frame.data as { server_time?: string }).server_time)

export const envelopes: readonly Mutant[] = [
  { name: 'an ack without its id', caughtBy: ['envelope-01'], begin: says('heartbeat_ack', nameless) },
  {
    name: 'an ack with the id of another request',
    caughtBy: ['envelope-01'],
    begin: says('heartbeat_ack', (frame) => ({ ...frame, id: `${frame.id}x` })),
  },
  { name: 'two acks', caughtBy: ['envelope-18'], begin: says('send_message_ack', (frame) => [frame, frame]) },
  { name: 'no ack', caughtBy: ['streams-04'], begin: says('send_message_ack', () => []) },
  {
    name: 'an ack of another type',
    caughtBy: ['channels-01'],
    begin: says('join_channel_ack', (frame) => ({
      ...frame,
      type: 'heartbeat_ack',
      data: { server_time: new Date().toISOString() },
    })),
  },
  {
    name: 'a request that is answered by a null id',
    caughtBy: ['envelope-03'],
    begin: says('heartbeat_ack', (frame) => ({ id: null, ...frame })),
  },
  {
    name: 'a push with an id',
    caughtBy: ['envelope-21'],
    begin: says('new_message', (frame) => ({ ...frame, id: 'mine' })),
  },
  {
    name: 'an error without a code',
    caughtBy: ['envelope-07'],
    begin: says('error', (frame) => without(frame, 'code')),
  },
  {
    name: 'an error without retryable',
    caughtBy: ['envelope-22'],
    begin: says('error', (frame) => without(frame, 'retryable')),
  },
  {
    name: 'an error that says to try again in vain',
    caughtBy: ['envelope-22'],
    begin: refuses('not_joined', (frame) => withData(frame, { retryable: true })),
  },
  {
    name: 'an error of another code',
    caughtBy: ['envelope-07'],
    begin: refuses('unknown_event', (frame) => withData(frame, { code: 'forbidden' })),
  },
  {
    name: 'an error that names no place',
    caughtBy: ['envelope-09'],
    begin: refuses('invalid_data', (frame) => without(frame, 'details')),
  },
  {
    name: 'an error that names the wrong place',
    caughtBy: ['envelope-14'],
    begin: refuses('invalid_data', (frame) => withData(frame, { details: [{ path: 'data', message: 'is wrong' }] })),
  },
  {
    name: 'rate_limited without a time to wait',
    caughtBy: ['limits-06'],
    begin: refuses('rate_limited', (frame) => without(frame, 'retry_after_ms')),
  },
  { name: 'unknown events are ignored', caughtBy: ['envelope-07'], begin: refuses('unknown_event', () => []) },
  { name: 'bad frames are ignored', caughtBy: ['envelope-04'], begin: refuses('bad_frame', () => []) },
  { name: 'binary frames are ignored', caughtBy: ['framing-15'], begin: refuses('unsupported_frame', () => []) },
  {
    name: 'fields that nobody knows are taken',
    caughtBy: ['envelope-09'],
    begin: hears('heartbeat', (frame) => ({ ...frame, data: {} })),
  },
  {
    name: 'fields beside data are taken',
    caughtBy: ['envelope-10'],
    begin: () => ({
      toServer: ({ type, id, data }) => [
        { type, ...(id === undefined ? {} : { id }), ...(data === undefined ? {} : { data }) },
      ],
    }),
  },
  {
    name: 'data that is null is taken',
    caughtBy: ['envelope-11'],
    begin: () => ({ toServer: (frame) => [frame.data === null ? { ...frame, data: {} } : frame] }),
  },
  {
    name: 'ids that are no text are taken',
    caughtBy: ['envelope-02'],
    begin: () => ({ toServer: (frame) => [typeof frame.id === 'string' ? frame : nameless(frame)] }),
  },
  {
    name: 'what is asked before connect is done',
    caughtBy: ['session-02'],
    begin: refuses('not_connected', ({ id }) => ({
      type: 'heartbeat_ack',
      id,
      data: { server_time: new Date().toISOString() },
    })),
  },
  {
    name: 'connect succeeds twice',
    caughtBy: ['session-03', 'session-04'],
    begin: () => ({
      toClient: (frame, wire) => {
        if (frame.type === 'connect_ack') wire.notes.set('welcome', frame.data)
        const again = frame.type === 'error' && dataOf(frame)['code'] === 'already_connected'
        return [again ? { type: 'connect_ack', id: frame.id, data: wire.notes.get('welcome') } : frame]
      },
    }),
  },
  {
    name: 'times without milliseconds',
    caughtBy: ['session-08'],
    begin: says('heartbeat_ack', (frame) => withData(frame, { server_time: time(frame).replace(/\.\d+/, '') })),
  },
  {
    name: 'times with an offset in place of Z',
    caughtBy: ['session-01'],
    begin: says('connect_ack', (frame) => withData(frame, { server_time: time(frame).replace('Z', '+00:00') })),
  },
  {
    name: 'a time that goes back',
    caughtBy: ['session-08'],
    begin: says('heartbeat_ack', (frame, wire) =>
      withData(frame, { server_time: new Date(Date.now() - counted(wire, 'beats') * 60_000).toISOString() }),
    ),
  },
  {
    name: 'a connection_id that all share',
    caughtBy: ['session-07'],
    begin: says('connect_ack', (frame) => withData(frame, { connection_id: 'the-same' })),
  },
  {
    name: 'data that is missing is taken for empty',
    caughtBy: ['envelope-13'],
    begin: () => ({ toServer: (frame) => [frame.data === undefined ? { ...frame, data: {} } : frame] }),
  },
  {
    name: 'a limit beyond its bound is cut to it',
    caughtBy: ['envelope-16'],
    begin: hears('history', (frame) =>
      Number(dataOf(frame)['limit']) > 1000 ? withData(frame, { limit: 1000 }) : frame,
    ),
  },
  {
    name: 'numbers as text are taken',
    caughtBy: ['envelope-15'],
    begin: hears('history', (frame) => (dataOf(frame)['limit'] === '5' ? withData(frame, { limit: 5 }) : frame)),
  },
  {
    name: 'an id that was used before is not answered again',
    caughtBy: ['envelope-19'],
    begin: says('heartbeat_ack', (frame, wire) => (counted(wire, `id ${frame.id}`) > 1 ? [] : frame)),
  },
]
