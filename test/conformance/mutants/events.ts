/** Wrong events of an application: not checked, not counted, told otherwise. */

import { dataOf, hears, type Mutant, messagesOf, refuses, says, withData } from './mutant.ts'
import type { Frame } from './proxy.ts'

/** Whether a refusal is about that event, which the cases with payloads of their own do not have. */
function delivered(frame: Frame): boolean {
  return String(dataOf(frame)['message']).startsWith('conf_delivered')
}

function detailsOf(frame: Frame, change: (path: string) => string): unknown {
  const details = dataOf(frame)['details'] as readonly { readonly path: string }[]
  return details.map((detail) => ({ ...detail, path: change(detail.path) }))
}

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
  {
    name: 'what stands behind a reference is not checked',
    caughtBy: ['own-events-04'],
    begin: hears('publish', (frame) => {
      const { event, payload } = dataOf(frame)
      const { parcels } = (payload ?? {}) as { readonly parcels?: unknown }
      return event === 'conf_delivered' && Array.isArray(parcels) && parcels.length > 0
        ? withData(frame, { payload: { ...(payload as object), parcels: [{ id: 'p', grams: 1 }] } })
        : frame
    }),
  },
  {
    name: 'a mistake inside of a list is told of the list',
    caughtBy: ['own-events-04'],
    begin: refuses('invalid_data', (frame) =>
      delivered(frame)
        ? withData(frame, { details: detailsOf(frame, (path) => path.replace(/\[\d+\].*/, '')) })
        : frame,
    ),
  },
  {
    name: 'a refusal does not say of which event it is',
    caughtBy: ['own-events-04'],
    begin: refuses('invalid_data', (frame) => withData(frame, { message: 'The payload is not as its schema says.' })),
  },
  {
    name: 'what was refused takes a place in the stream',
    caughtBy: ['own-events-05'],
    begin: () => ({
      toServer: (frame, wire) => {
        if (frame.type === 'publish') wire.notes.set('channel', dataOf(frame)['channel_id'])
        return [frame]
      },
      toClient: (frame, wire) => {
        if (frame.type === 'publish_ack' && frame.id === 'of the mutant') return []
        if (frame.type !== 'error' || !delivered(frame)) return [frame]
        const payload = { parcels: [{ id: 'p', grams: 1 }], by: { kind: 'bicycle' } }
        const data = { channel_id: wire.notes.get('channel'), event: 'conf_delivered', payload }
        wire.toServer({ type: 'publish', id: 'of the mutant', data })
        return [frame]
      },
    }),
  },
  {
    name: 'signs outside of the basic plane are lost on the way',
    caughtBy: ['own-events-02'],
    begin: says('new_event', (frame) => {
      const text = JSON.stringify(dataOf(frame)['payload']).replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd')
      return withData(frame, { payload: JSON.parse(text) })
    }),
  },
  {
    name: 'history leaves fields out that are null',
    caughtBy: ['own-events-03'],
    begin: says('history_ack', (frame) => {
      const text = JSON.stringify(messagesOf(frame), (_name, part: unknown) => (part === null ? undefined : part))
      return withData(frame, { messages: JSON.parse(text) })
    }),
  },
  {
    name: 'a schema that an event refers to is not shown',
    caughtBy: ['own-events-01'],
    begin: () => ({
      asks: (asked) => (asked.path === '/schema/conf_parcel.json' ? { ...asked, path: '/schema/none.json' } : asked),
    }),
  },
  {
    name: 'the documents name channels that do not carry the event',
    caughtBy: ['own-events-02'],
    begin: () => ({
      answers: (answer, { path }) => {
        if (path !== '/asyncapi.json') return answer
        const document = JSON.parse(answer.body) as { readonly 'x-channels'?: readonly object[] }
        const channels = (document['x-channels'] ?? []).map((rule) => ({ ...rule, events: ['*'] }))
        return { ...answer, body: JSON.stringify({ ...document, 'x-channels': channels }) }
      },
    }),
  },
  {
    name: 'over HTTP a mistake in an event is told as one in a frame',
    caughtBy: ['own-events-06'],
    begin: () => ({
      answers: (answer) =>
        answer.body.includes('conf_delivered: ')
          ? { ...answer, body: answer.body.replaceAll('"body.payload', '"data.payload') }
          : answer,
    }),
  },
  { name: 'events are not pushed', caughtBy: ['events-01', 'events-07'], begin: says('new_event', () => []) },
]
