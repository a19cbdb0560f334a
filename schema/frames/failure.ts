/** What is said when something went wrong. */
import { Type } from '@sinclair/typebox'
import { ErrorCode } from '../codes.ts'
import { failure, open, ref } from '../declare.ts'
import { RequestId } from '../values.ts'

export const ErrorDetail = open(
  {
    path: Type.String({ description: 'Where in the frame: `data.channel_id`.' }),
    message: Type.String({ description: 'What is wrong there, for a person to read.' }),
  },
  { $id: 'error_detail', description: 'One thing that is wrong with a request.' },
)

export const ErrorEvent = failure({
  event: 'error',
  description:
    'A request was refused, or something is wrong with the connection. As an answer it repeats the id of the request.',
  id: ref(RequestId, 'The id of the refused request, when it had one.'),
  data: open({
    code: ref(ErrorCode),
    message: Type.String({
      description: 'What is wrong and what to do, for a person to read. Programs decide by `code`.',
    }),
    retryable: Type.Boolean({ description: 'Whether the same request can succeed later without being changed.' }),
    retry_after_ms: Type.Optional(Type.Integer({ minimum: 0, description: 'How long to wait before trying again.' })),
    details: Type.Optional(Type.Array(ref(ErrorDetail), { description: 'The places that are wrong.' })),
  }),
  example: {
    type: 'error',
    id: '3',
    data: {
      code: 'invalid_data',
      message: 'send_message: data.channel_id must be at most 128 characters',
      retryable: false,
      details: [{ path: 'data.channel_id', message: 'must be at most 128 characters' }],
    },
  },
})
