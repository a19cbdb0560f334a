/** Channels: who is in them, coming and going. */
import { Type } from '@sinclair/typebox'
import { closed, open, operation, push, ref } from '../declare.ts'
import {
  ChannelId,
  Epoch,
  Offset,
  Position,
  PresenceUser,
  RequestId,
  StoredMessage,
  StreamId,
  Timestamp,
  UserId,
} from '../values.ts'

export const JoinChannel = operation({
  event: 'join_channel',
  session: 'open',
  description:
    'Joins a channel, or attaches to the own inbox `@<user_id>`. With `since`, everything after that position comes in the reply, or `recovered: false` says that it cannot. Joining again what is joined already is no error.',
  id: ref(RequestId),
  data: closed({
    channel_id: ref(StreamId, 'The channel to join, or the own inbox.'),
    since: Type.Optional(ref(Position, 'The last position that the client has seen of this channel.')),
    durable: Type.Optional(
      Type.Boolean({
        description:
          'True: the user becomes a member and is joined again on every later connect, until they leave durably.',
      }),
    ),
  }),
  example: { type: 'join_channel', id: '2', data: { channel_id: 'room:1', since: { epoch: 'Jq3f0ZkR', offset: 16 } } },
  errors: ['not_connected', 'token_expired', 'forbidden', 'limit_exceeded'],
  reply: {
    description:
      'The connection is in the channel. The first push after this is the message at the next offset. Comes unasked, without an `id`, when the server makes a connected user a member.',
    data: open({
      channel_id: ref(StreamId),
      message: Type.String({ description: 'The same for a person to read.' }),
      epoch: ref(Epoch),
      offset: ref(Offset, 'The last offset before the live feed: the top of the channel.'),
      recovered: Type.Boolean({
        description:
          'True: `messages` and what follows is exactly everything after `since`. False: there was no `since`, or it cannot be served, and the client must reload.',
      }),
      messages: Type.Array(ref(StoredMessage), {
        description: 'What was missed, oldest first; empty unless `recovered`.',
      }),
    }),
    example: {
      type: 'join_channel_ack',
      id: '2',
      data: {
        channel_id: 'room:1',
        message: 'Joined room:1.',
        epoch: 'Jq3f0ZkR',
        offset: 17,
        recovered: true,
        messages: [
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
    },
  },
})

export const LeaveChannel = operation({
  event: 'leave_channel',
  session: 'open',
  description: 'Leaves a channel: no more of its messages come on this connection.',
  id: ref(RequestId),
  data: closed({
    channel_id: ref(ChannelId, 'The channel to leave.'),
    durable: Type.Optional(
      Type.Boolean({ description: 'True: the user also stops being a member, on all connections to come.' }),
    ),
  }),
  example: { type: 'leave_channel', id: '8', data: { channel_id: 'room:1' } },
  errors: ['not_connected', 'token_expired', 'not_joined'],
  reply: {
    description:
      'The connection is no longer in the channel. Comes unasked, without an `id`, when the server ends a membership or a new token no longer allows the channel.',
    data: open({ channel_id: ref(ChannelId) }),
    example: { type: 'leave_channel_ack', id: '8', data: { channel_id: 'room:1' } },
  },
})

export const Presence = operation({
  event: 'presence',
  session: 'open',
  description: 'Asks who is in a channel now.',
  id: ref(RequestId),
  data: closed({ channel_id: ref(ChannelId) }),
  example: { type: 'presence', id: '6', data: { channel_id: 'room:1' } },
  errors: ['not_connected', 'token_expired', 'forbidden'],
  reply: {
    description: 'Who is in the channel.',
    data: open({
      channel_id: ref(ChannelId),
      count: Type.Integer({ minimum: 0, description: 'How many users are in the channel.' }),
      users: Type.Array(ref(PresenceUser), {
        description: 'The users, in the order in which they came; only the first of them when they are very many.',
      }),
    }),
    example: {
      type: 'presence_ack',
      id: '6',
      data: { channel_id: 'room:1', count: 1, users: [{ user_id: 'alice', connections: 2 }] },
    },
  },
})

const movement = () =>
  open({
    channel_id: ref(ChannelId),
    user_id: ref(UserId),
    timestamp: ref(Timestamp),
  })

export const UserJoined = push({
  event: 'user_joined',
  description:
    'A user came into the channel with the first of their connections. A user who only reconnects is not announced, and above a number of members nobody is.',
  data: movement(),
  example: {
    type: 'user_joined',
    data: { channel_id: 'room:1', user_id: 'bob', timestamp: '2026-01-31T09:30:00.000Z' },
  },
})

export const UserLeft = push({
  event: 'user_left',
  description: 'A user left the channel with the last of their connections and did not come back at once.',
  data: movement(),
  example: { type: 'user_left', data: { channel_id: 'room:1', user_id: 'bob', timestamp: '2026-01-31T09:31:00.000Z' } },
})
