/** The values that frames, HTTP bodies and the configuration share: each is named once and referred to. */
import { Type } from '@sinclair/typebox'
import { open, ref } from './declare.ts'

export const RequestId = Type.String({
  $id: 'request_id',
  minLength: 1,
  maxLength: 64,
  description: 'A name that the client gives to a request. The answer repeats it, and nothing else does.',
  examples: ['42'],
})

export const UserId = Type.String({
  $id: 'user_id',
  minLength: 1,
  maxLength: 128,
  pattern: '^[A-Za-z0-9_.:@+-]+$',
  'x-error': 'must be letters, digits and _.:@+- only',
  description: 'A user: 1 to 128 characters of letters, digits and `_.:@+-`.',
  examples: ['alice'],
})

export const ChannelId = Type.String({
  $id: 'channel_id',
  minLength: 1,
  maxLength: 128,
  pattern: '^[A-Za-z0-9_.:+-][A-Za-z0-9_.:@+-]*$',
  'x-error': 'must be letters, digits and _.:@+- only, and not begin with @',
  description: 'A channel: 1 to 128 characters of letters, digits and `_.:@+-`, the first of them not `@`.',
  examples: ['room:1'],
})

export const StreamId = Type.String({
  $id: 'stream_id',
  minLength: 1,
  maxLength: 129,
  // The inbox has one character more than the channel, so the length of the latter is in the pattern.
  pattern: '^@[A-Za-z0-9_.:@+-]+$|^[A-Za-z0-9_.:+-][A-Za-z0-9_.:@+-]{0,127}$',
  'x-error': 'must be a channel id (letters, digits and _.:@+- only), or @ and a user id',
  description: 'A channel, or the inbox of a user, which is `@` and the user id.',
  examples: ['room:1', '@alice'],
})

export const Epoch = Type.String({
  $id: 'epoch',
  minLength: 1,
  maxLength: 64,
  description: 'A random name for this life of a stream. Offsets can be compared only within one epoch.',
  examples: ['Jq3f0ZkR'],
})

export const Offset = Type.Integer({
  $id: 'offset',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'The place of a message in its stream: 1, 2, 3 …; 0 is the place before the first.',
  examples: [17],
})

export const Timestamp = Type.String({
  $id: 'timestamp',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  description: 'A time of the server: RFC 3339, UTC, with milliseconds.',
  examples: ['2026-01-31T09:30:00.000Z'],
})

export const MessageId = Type.String({
  $id: 'message_id',
  minLength: 1,
  maxLength: 64,
  description: 'The name that the server gives to a message, unique in the server.',
  examples: ['Jq3f0ZkR-17'],
})

export const ClientMessageId = Type.String({
  $id: 'client_message_id',
  minLength: 1,
  maxLength: 128,
  description:
    'The name that the sender gives to a message. Sent again within the window, it is stored once and acknowledged again with the first message id and offset.',
  examples: ['c-8f1d'],
})

export const Content = Type.String({
  $id: 'content',
  minLength: 1,
  maxLength: 1_048_576,
  description:
    'The text of a message. The server does not look into it. What fits is bounded by the frame limit and by the policy of the channel.',
  examples: ['Good morning!'],
})

export const EventName = Type.String({
  $id: 'event_name',
  minLength: 1,
  maxLength: 64,
  pattern: '^[a-z][a-z0-9_]*$',
  'x-error': 'must be a small letter, and then small letters, digits and _ only',
  description:
    'The name of an event of the application: 1 to 64 small letters, digits and `_`, a letter first. Which there are, and what they carry, is said by the schemas that the server was given.',
  examples: ['order_updated'],
})

export const EventPayload = Type.Unsafe<unknown>({
  $id: 'event_payload',
  type: 'object',
  additionalProperties: true,
  description: 'What an event of the application carries: an object as the schema of the event says.',
  examples: [{ order_id: 'o-42', status: 'shipped' }],
})

export const Position = open(
  {
    epoch: ref(Epoch),
    offset: ref(Offset),
  },
  {
    $id: 'position',
    additionalProperties: false,
    description: 'A place in a stream: everything up to and including `offset` of `epoch` has been seen.',
    examples: [{ epoch: 'Jq3f0ZkR', offset: 17 }],
  },
)

const stored = {
  epoch: ref(Epoch, 'The epoch of the stream when this was stored.'),
  offset: ref(Offset, 'The place in the stream, from 1.'),
  message_id: ref(MessageId),
}

export const ChannelMessage = open(
  {
    channel_id: ref(ChannelId, 'The channel that it was sent to.'),
    ...stored,
    user_id: Type.Optional(ref(UserId, 'Who sent it; missing when the server sent it in no user’s name.')),
    content: ref(Content),
    timestamp: ref(Timestamp, 'When the server took it.'),
    client_message_id: Type.Optional(ref(ClientMessageId, 'The name that the sender gave it, if any.')),
  },
  {
    $id: 'channel_message',
    description: 'A message of a channel, the same for everyone and for ever.',
    examples: [
      {
        channel_id: 'room:1',
        epoch: 'Jq3f0ZkR',
        offset: 17,
        message_id: 'Jq3f0ZkR-17',
        user_id: 'alice',
        content: 'Good morning!',
        timestamp: '2026-01-31T09:30:00.000Z',
      },
    ],
  },
)

export const DirectMessage = open(
  {
    channel_id: ref(
      StreamId,
      'The inbox that it stands in: `@` and the user id of its owner, who is the sender or the recipient.',
    ),
    ...stored,
    from: Type.Optional(ref(UserId, 'Who sent it; missing when the server sent it in no user’s name.')),
    to: ref(UserId, 'Whom it was sent to.'),
    content: ref(Content),
    timestamp: ref(Timestamp, 'When the server took it.'),
    client_message_id: Type.Optional(ref(ClientMessageId, 'The name that the sender gave it, if any.')),
  },
  {
    $id: 'direct_message_record',
    description:
      'A direct message as it stands in one inbox. Sender and recipient each have their own, with their own offsets.',
    examples: [
      {
        channel_id: '@bob',
        epoch: 'p0aTz4Wm',
        offset: 3,
        message_id: 'p0aTz4Wm-3',
        from: 'alice',
        to: 'bob',
        content: 'Lunch?',
        timestamp: '2026-01-31T09:30:00.000Z',
      },
    ],
  },
)

export const ChannelEvent = open(
  {
    channel_id: ref(ChannelId, 'The channel that it was published to.'),
    ...stored,
    event: ref(EventName, 'Which event it is.'),
    version: Type.Integer({
      minimum: 1,
      description: 'The version of the event’s schema that the payload was written in.',
    }),
    payload: ref(EventPayload, 'What it carries, as the schema of the event said when it was published.'),
    user_id: Type.Optional(ref(UserId, 'Who published it; missing when the server did in no user’s name.')),
    timestamp: ref(Timestamp, 'When the server took it.'),
    client_message_id: Type.Optional(ref(ClientMessageId, 'The name that the sender gave it, if any.')),
  },
  {
    $id: 'channel_event',
    description:
      'An event of the application in a channel, the same for everyone and for ever. It stands among the messages, with an offset like theirs.',
    examples: [
      {
        channel_id: 'orders:42',
        epoch: 'Jq3f0ZkR',
        offset: 18,
        message_id: 'Jq3f0ZkR-18',
        event: 'order_updated',
        version: 1,
        payload: { order_id: 'o-42', status: 'shipped' },
        timestamp: '2026-01-31T09:30:00.000Z',
      },
    ],
  },
)

export const StoredMessage = Type.Unsafe<unknown>({
  $id: 'stored_message',
  anyOf: [ref(ChannelMessage), ref(DirectMessage), ref(ChannelEvent)],
  description:
    'What a stream holds: messages and events in a channel, direct messages in an inbox. An event has `event`, a direct message has `to`.',
})

export const PresenceUser = open(
  {
    user_id: ref(UserId),
    connections: Type.Integer({ minimum: 1, description: 'How many of the user’s connections are in the channel.' }),
  },
  {
    $id: 'presence_user',
    description: 'A user who is in a channel now.',
    examples: [{ user_id: 'alice', connections: 2 }],
  },
)
