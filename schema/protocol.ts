/** Who this protocol is, and the envelope that all its frames share. */
import { Type } from '@sinclair/typebox'
import { open, ref } from './declare.ts'
import { RequestId } from './values.ts'

export const Envelope = open(
  {
    type: Type.String({ minLength: 1, maxLength: 64, description: 'The name of the event.' }),
    id: Type.Optional(
      ref(RequestId, 'On a request: a name for the answer to repeat. On an answer: the id of its request.'),
    ),
    data: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'The fields of the event; may be left out where all are optional.',
      }),
    ),
  },
  {
    $id: 'envelope',
    description: 'What every frame looks like: one JSON object in one WebSocket text frame, UTF-8.',
    examples: [{ type: 'heartbeat', id: '7' }],
    'x-pactwire': {
      kind: 'protocol',
      name: 'pactwire',
      version: '1.0.0',
      title: 'pactwire.v1',
      description:
        'Realtime messages over one WebSocket: channels and inboxes are durable streams that a client resumes without gap or repeat.',
      path: '/ws',
      subprotocol: 'pactwire.v1',
      server: 'localhost:8080',
      license: { name: 'MIT', identifier: 'MIT' },
      /** Any request can be answered with these, whatever it is; requests name only what is theirs alone. */
      everyRequest: ['bad_frame', 'invalid_data', 'rate_limited', 'unavailable', 'internal'],
    },
  },
)
