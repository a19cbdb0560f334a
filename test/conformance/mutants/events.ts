/** Wrong events of an application: not checked, not counted, told otherwise. */
import { dataOf, hears, type Mutant, messagesOf, refuses, says, withData } from './mutant.ts'

export const events: readonly Mutant[] = [
  {
    name: 'payloads are not checked',
    caughtBy: ['events-02'],
    begin: hears('publish', (frame) => withData(frame, { payload: { order: 'o', lines: [] } })),
  },
  {
    name: 'a payload that comes otherwise than it was published',
    caughtBy: ['events-01'],
    begin: says('new_event', (frame) => withData(frame, { payload: JSON.stringify(dataOf(frame)['payload']) })),
  },
  {
    name: 'the version of an event is always 1',
    caughtBy: ['events-01'],
    begin: says('new_event', (frame) => withData(frame, { version: 1 })),
  },
  {
    name: 'an event that nobody knows is called wrong data',
    caughtBy: ['events-03'],
    begin: refuses('unknown_event', (frame) =>
      withData(frame, { code: 'invalid_data', details: [{ path: 'data.event', message: 'is unknown' }] }),
    ),
  },
  {
    name: 'history has no events',
    caughtBy: ['events-05'],
    begin: says('history_ack', (frame) =>
      withData(frame, { messages: messagesOf(frame).filter((message) => !('event' in message)) }),
    ),
  },
  { name: 'events are not pushed', caughtBy: ['events-01', 'events-07'], begin: says('new_event', () => []) },
]
