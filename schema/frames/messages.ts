/** Messages: to a channel, to a user, and what was said before. */
import { Type } from '@sinclair/typebox'
import { closed, open, operation, push, ref } from '../declare.ts'
import {
  ChannelId,
  ChannelMessage,
  ClientMessageId,
  Content,
  DirectMessage,
  Epoch,
  MessageId,
  Offset,
  RequestId,
  StoredMessage,
  StreamId,
  Timestamp,
  UserId,
} from '../values.ts'

export const taken = (channel: string) =>
  open({
    channel_id: ref(StreamId, channel),
    message_id: ref(MessageId),
    epoch: ref(Epoch),
    offset: ref(Offset, 'The place of the message in its stream, from 1.'),
    timestamp: ref(Timestamp, 'When the server took the message.'),
    duplicate: Type.Boolean({
      description: 'True: this `client_message_id` had been taken before, and these are its first id and offset.',
    }),
  })

export const SendMessage = operation({
  event: 'send_message',
  session: 'open',
  description:
    'Sends a message to a channel that this connection has joined. The answer means that it is stored as the channel’s policy demands.',
  id: ref(RequestId),
  data: closed({
    content: ref(Content),
    channel_id: Type.Optional(ref(ChannelId, 'Where to; the channel that was joined last when left out.')),
    client_message_id: Type.Optional(ref(ClientMessageId)),
  }),
  example: {
    type: 'send_message',
    id: '3',
    data: { channel_id: 'room:1', content: 'Good morning!', client_message_id: 'c-8f1d' },
  },
  errors: ['not_connected', 'token_expired', 'not_joined', 'forbidden', 'limit_exceeded'],
  reply: {
    description: 'The message is taken, and every member gets it.',
    data: taken('The channel that it was sent to.'),
    example: {
      type: 'send_message_ack',
      id: '3',
      data: {
        channel_id: 'room:1',
        message_id: 'Jq3f0ZkR-17',
        epoch: 'Jq3f0ZkR',
        offset: 17,
        timestamp: '2026-01-31T09:30:00.000Z',
        duplicate: false,
      },
    },
  },
})

export const SendDirect = operation({
  event: 'send_direct',
  session: 'open',
  description: 'Sends a message to one user, on all their connections, and into their inbox when they are away.',
  id: ref(RequestId),
  data: closed({
    to: ref(UserId, 'Whom it is for. They need not be connected.'),
    content: ref(Content),
    client_message_id: Type.Optional(ref(ClientMessageId)),
  }),
  example: { type: 'send_direct', id: '4', data: { to: 'bob', content: 'Lunch?' } },
  errors: ['not_connected', 'token_expired', 'forbidden', 'limit_exceeded'],
  reply: {
    description: 'The message is in the inbox of the recipient.',
    data: taken('The inbox of the recipient: `@` and their user id.'),
    example: {
      type: 'send_direct_ack',
      id: '4',
      data: {
        channel_id: '@bob',
        message_id: 'p0aTz4Wm-3',
        epoch: 'p0aTz4Wm',
        offset: 3,
        timestamp: '2026-01-31T09:30:00.000Z',
        duplicate: false,
      },
    },
  },
})

export const History = operation({
  event: 'history',
  session: 'open',
  description:
    'Reads what is stored of a channel that this connection has joined, or of the own inbox. With `after` forwards from there; with `before`, or with neither, the last that stand before it. Oldest first in every case.',
  id: ref(RequestId),
  data: closed(
    {
      channel_id: ref(StreamId, 'A joined channel, or the own inbox.'),
      after: Type.Optional(ref(Offset, 'Only what stands after this offset.')),
      before: Type.Optional(ref(Offset, 'Only what stands before this offset.')),
      epoch: Type.Optional(
        ref(
          Epoch,
          'The epoch that `after` or `before` is of. When it is no longer the epoch of the stream, nothing is returned.',
        ),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'How many at most.' })),
    },
    {
      not: { required: ['after', 'before'] },
      'x-error': 'must not have both `after` and `before`',
    },
  ),
  example: { type: 'history', id: '5', data: { channel_id: 'room:1', before: 17, limit: 50 } },
  errors: ['not_connected', 'token_expired', 'not_joined', 'forbidden'],
  reply: {
    description: 'What was asked for, oldest first.',
    data: open({
      channel_id: ref(StreamId),
      messages: Type.Array(ref(StoredMessage), { description: 'The messages, oldest first.' }),
      epoch: ref(Epoch, 'The epoch of the stream now; not that of the request when a new one has begun.'),
      offset: ref(Offset, 'The top of the stream.'),
      has_more: Type.Boolean({ description: 'Whether more is stored in the direction that was asked for.' }),
    }),
    example: {
      type: 'history_ack',
      id: '5',
      data: {
        channel_id: 'room:1',
        messages: [
          {
            channel_id: 'room:1',
            epoch: 'Jq3f0ZkR',
            offset: 16,
            message_id: 'Jq3f0ZkR-16',
            user_id: 'bob',
            content: 'Is anybody here?',
            timestamp: '2026-01-31T09:29:00.000Z',
          },
        ],
        epoch: 'Jq3f0ZkR',
        offset: 17,
        has_more: false,
      },
    },
  },
})

export const NewMessage = push({
  event: 'new_message',
  description: 'A message in a channel that this connection has joined: its own messages too, in the order of offsets.',
  data: ref(ChannelMessage),
  example: {
    type: 'new_message',
    data: {
      channel_id: 'room:1',
      epoch: 'Jq3f0ZkR',
      offset: 17,
      message_id: 'Jq3f0ZkR-17',
      user_id: 'alice',
      content: 'Good morning!',
      timestamp: '2026-01-31T09:30:00.000Z',
      client_message_id: 'c-8f1d',
    },
  },
})

export const DirectMessagePush = push({
  event: 'direct_message',
  description: 'A direct message to this user, or one that this user sent, on whichever of their connections.',
  data: ref(DirectMessage),
  example: {
    type: 'direct_message',
    data: {
      channel_id: '@bob',
      epoch: 'p0aTz4Wm',
      offset: 3,
      message_id: 'p0aTz4Wm-3',
      from: 'alice',
      to: 'bob',
      content: 'Lunch?',
      timestamp: '2026-01-31T09:30:00.000Z',
    },
  },
})
