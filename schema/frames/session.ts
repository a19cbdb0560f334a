/** The life of a connection: connect, refresh, heartbeat, and the server's farewell. */
import { Type } from '@sinclair/typebox'
import { closed, open, operation, push, ref } from '../declare.ts'
import { ChannelId, Epoch, Offset, RequestId, StreamId, Timestamp, UserId } from '../values.ts'

const Token = (description: string) => Type.String({ minLength: 1, maxLength: 8192, description })

const ExpiresAt = Type.Optional(ref(Timestamp, 'When the token expires; missing when it does not.'))

export const Limits = open(
  {
    max_frame_bytes: Type.Integer({ minimum: 1, description: 'The largest frame that the server takes, in bytes.' }),
    max_content_bytes: Type.Integer({
      minimum: 1,
      description: 'The largest content of a message, in bytes of UTF-8.',
    }),
    max_channels: Type.Integer({
      minimum: 1,
      description: 'How many channels this connection may have joined at once.',
    }),
    max_pending_requests: Type.Integer({ minimum: 1, description: 'How many requests may be unanswered at once.' }),
    requests_per_second: Type.Number({
      exclusiveMinimum: 0,
      description: 'How many requests a second this connection may send, in the long run.',
    }),
    request_burst: Type.Integer({ minimum: 1, description: 'How many requests it may send at once after a silence.' }),
    bytes_per_second: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'How many bytes of frames a second this connection may send, in the long run.',
      }),
    ),
    byte_burst: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'How many bytes it may send at once after a silence. A frame that begins within it is taken whole, and what is too much is owed.',
      }),
    ),
    max_frame_depth: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'How many levels of objects and lists a frame may have, its own object included.',
      }),
    ),
    max_frame_members: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How many members all objects of a frame may have together.' }),
    ),
  },
  { $id: 'limits', description: 'What the server lets this connection do.' },
)

export const JoinedChannel = open(
  {
    channel_id: ref(ChannelId),
    epoch: ref(Epoch),
    offset: ref(Offset, 'The last offset before the live feed of this connection.'),
  },
  {
    $id: 'joined_channel',
    description: 'A channel that the connection was joined to, because the user is a durable member.',
  },
)

export const Inbox = open(
  {
    channel_id: ref(StreamId, 'The inbox of the user: `@` and the user id.'),
    epoch: ref(Epoch),
    offset: ref(Offset, 'The last offset before the live feed of this connection.'),
    unread: Type.Integer({
      minimum: 0,
      description: 'How many messages have come since a connection of this user was last there to receive them.',
    }),
  },
  {
    $id: 'inbox',
    description: 'Where the inbox of the user stands. `history` or `join_channel` fetches what is in it.',
  },
)

export const Connect = operation({
  event: 'connect',
  session: 'opening',
  description:
    'Opens the connection. Must be the first request and must succeed within the time to connect (10 s unless configured), or the connection closes with 4408. With a good token at the upgrade the connection opens by itself, and `connect_ack` comes unasked.',
  id: ref(RequestId),
  data: closed({
    token: Type.Optional(
      Token(
        'The token that says who this is. Required unless the server runs in development mode without authentication.',
      ),
    ),
    user_id: Type.Optional(
      ref(
        UserId,
        'Who this is. With a token, it must be the token’s subject; in development mode it is enough by itself.',
      ),
    ),
  }),
  example: {
    type: 'connect',
    id: '1',
    data: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl', user_id: 'alice' },
  },
  errors: ['unauthorized', 'token_expired', 'already_connected', 'forbidden', 'limit_exceeded'],
  reply: {
    description: 'The connection is open.',
    data: open({
      status: Type.Literal('success', { description: 'Always `success`; a failure is an `error`.' }),
      message: Type.String({ description: 'The same for a person to read.' }),
      user_id: ref(UserId, 'Who this connection is.'),
      connection_id: Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'The name of this connection, as it stands in the server’s log.',
      }),
      server_time: ref(Timestamp),
      heartbeat_interval_ms: Type.Integer({
        minimum: 1,
        description:
          'A peer that has been silent for longer than twice this, neither answering pings nor sending anything, is closed.',
      }),
      expires_at: ExpiresAt,
      limits: ref(Limits),
      channels: Type.Array(ref(JoinedChannel), {
        description: 'The channels that this connection has been joined to.',
      }),
      inbox: ref(Inbox),
    }),
    example: {
      type: 'connect_ack',
      id: '1',
      data: {
        status: 'success',
        message: 'Connected as alice.',
        user_id: 'alice',
        connection_id: 'k3v9Qw',
        server_time: '2026-01-31T09:30:00.000Z',
        heartbeat_interval_ms: 30000,
        expires_at: '2026-01-31T10:30:00.000Z',
        limits: {
          max_frame_bytes: 65536,
          max_content_bytes: 65536,
          max_channels: 100,
          max_pending_requests: 64,
          requests_per_second: 100,
          request_burst: 200,
          bytes_per_second: 1048576,
          byte_burst: 1048576,
          max_frame_depth: 128,
          max_frame_members: 4096,
        },
        channels: [{ channel_id: 'room:1', epoch: 'Jq3f0ZkR', offset: 17 }],
        inbox: { channel_id: '@alice', epoch: 'p0aTz4Wm', offset: 3, unread: 1 },
      },
    },
  },
})

export const Refresh = operation({
  event: 'refresh',
  session: 'open',
  description:
    'Replaces the token before or shortly after it expires. The new one must be for the same user; its rights take effect at once.',
  id: ref(RequestId),
  data: closed({ token: Token('The new token.') }),
  example: { type: 'refresh', id: '9', data: { token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl' } },
  errors: ['not_connected', 'unauthorized', 'token_expired'],
  reply: {
    description: 'The new token is in force.',
    data: open({ expires_at: ExpiresAt }),
    example: { type: 'refresh_ack', id: '9', data: { expires_at: '2026-01-31T11:30:00.000Z' } },
  },
})

export const Heartbeat = operation({
  event: 'heartbeat',
  session: 'open',
  description:
    'Says that the client is alive, for clients that cannot answer WebSocket pings or want to see the server answer.',
  id: ref(RequestId),
  data: closed({}),
  example: { type: 'heartbeat' },
  errors: ['not_connected'],
  reply: {
    description: 'The server is alive too.',
    data: open({ server_time: ref(Timestamp) }),
    example: { type: 'heartbeat_ack', data: { server_time: '2026-01-31T09:30:30.000Z' } },
  },
})

export const GoingAway = push({
  event: 'going_away',
  description: 'The server is about to shut down as planned; the connection closes with 1001 after this.',
  data: open({
    reason: Type.String({ description: 'Why, for a person to read.' }),
    reconnect_after_ms: Type.Integer({
      minimum: 0,
      description: 'How long to wait before connecting again; each client is told another time.',
    }),
  }),
  example: { type: 'going_away', data: { reason: 'The server is restarting.', reconnect_after_ms: 1730 } },
})
