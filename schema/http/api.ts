/** The HTTP API of server to server: every route needs a key. */
import { Type } from '@sinclair/typebox'
import { closed, ref, route } from '../declare.ts'
import { ChannelId, ClientMessageId, Content, Epoch, EventName, EventPayload, Offset, UserId } from '../values.ts'
import {
  ChannelPage,
  ChannelPresence,
  Disconnected,
  Member,
  MemberPage,
  MessagePage,
  SentMessage,
  Stats,
} from './bodies.ts'

/** The numbers in a query are text there; the server turns them into numbers before it validates. */
const Limit = (most: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: most, default: 100, description: 'How many at most.' }))

const channel = closed({ channel_id: ref(ChannelId) })
const user = closed({ user_id: ref(UserId) })
const member = closed({ channel_id: ref(ChannelId), user_id: ref(UserId) })

const idempotent = closed({
  'idempotency-key': Type.Optional(
    ref(ClientMessageId, 'Makes a retry safe: the same key, for the same target, is taken once.'),
  ),
})

/** `bad_frame` is for a path whose percent-encoding makes no sense. */
const secured = ['unauthorized', 'rate_limited', 'unavailable', 'internal', 'bad_frame'] as const
/** For routes with a body. */
const written = [...secured, 'invalid_data', 'unsupported_frame', 'limit_exceeded'] as const

export const PostMessage = route({
  name: 'post_channel_message',
  method: 'POST',
  path: '/api/v1/channels/{channel_id}/messages',
  access: 'api_key',
  description:
    'Sends a message to a channel, in the name of a user or of nobody. The policy on who may send does not apply to the server.',
  params: channel,
  headers: idempotent,
  body: closed({
    content: ref(Content),
    user_id: Type.Optional(ref(UserId, 'In whose name; nobody’s when left out.')),
    client_message_id: Type.Optional(
      ref(ClientMessageId, 'As the header `Idempotency-Key`, which wins when both are given.'),
    ),
  }),
  example: {
    params: { channel_id: 'room:1' },
    headers: { 'idempotency-key': 'order-42' },
    body: { content: 'The order has shipped.' },
  },
  success: { status: 201, description: 'The message is stored and on its way.', body: ref(SentMessage) },
  errors: [...written, 'forbidden'],
})

export const PostEvent = route({
  name: 'post_channel_event',
  method: 'POST',
  path: '/api/v1/channels/{channel_id}/events',
  access: 'api_key',
  description:
    'Publishes an event of the application to a channel, in the name of a user or of nobody. The channel must carry the event; the policy on who may publish does not apply to the server.',
  params: channel,
  headers: idempotent,
  body: closed({
    event: ref(EventName, 'Which event; one that the channel carries.'),
    payload: ref(EventPayload, 'What it carries, as the schema of the event says.'),
    user_id: Type.Optional(ref(UserId, 'In whose name; nobody’s when left out.')),
    client_message_id: Type.Optional(
      ref(ClientMessageId, 'As the header `Idempotency-Key`, which wins when both are given.'),
    ),
  }),
  example: {
    params: { channel_id: 'orders:42' },
    headers: { 'idempotency-key': 'order-42-shipped' },
    body: { event: 'order_updated', payload: { order_id: 'o-42', status: 'shipped' } },
  },
  success: { status: 201, description: 'The event is stored and on its way.', body: ref(SentMessage) },
  errors: [...written, 'forbidden', 'unknown_event'],
})

export const GetMessages = route({
  name: 'get_channel_messages',
  method: 'GET',
  path: '/api/v1/channels/{channel_id}/messages',
  access: 'api_key',
  description:
    'Reads what is stored of a channel, messages and events: with `after` forwards from there, with `before`, or with neither, the last that stand before it. Oldest first.',
  params: channel,
  query: closed(
    {
      after: Type.Optional(ref(Offset, 'Only what stands after this offset.')),
      before: Type.Optional(ref(Offset, 'Only what stands before this offset.')),
      epoch: Type.Optional(ref(Epoch, 'The epoch that `after` or `before` is of.')),
      limit: Limit(1000),
    },
    { not: { required: ['after', 'before'] }, 'x-error': 'must not have both `after` and `before`' },
  ),
  example: { params: { channel_id: 'room:1' }, query: { after: 0, limit: 100 } },
  success: { status: 200, description: 'The messages.', body: ref(MessagePage) },
  errors: [...secured, 'invalid_data'],
})

export const GetChannels = route({
  name: 'get_channels',
  method: 'GET',
  path: '/api/v1/channels',
  access: 'api_key',
  description: 'Lists the channels by id.',
  query: closed({
    after: Type.Optional(ref(ChannelId, 'Only what comes after this channel.')),
    prefix: Type.Optional(ref(ChannelId, 'Only channels whose id begins with this.')),
    limit: Limit(1000),
  }),
  example: { query: { prefix: 'room:', limit: 10 } },
  success: { status: 200, description: 'The channels.', body: ref(ChannelPage) },
  errors: [...secured, 'invalid_data'],
})

export const GetPresence = route({
  name: 'get_channel_presence',
  method: 'GET',
  path: '/api/v1/channels/{channel_id}/presence',
  access: 'api_key',
  description: 'Tells who is in a channel now.',
  params: channel,
  example: { params: { channel_id: 'room:1' } },
  success: { status: 200, description: 'Who is there.', body: ref(ChannelPresence) },
  errors: [...secured, 'invalid_data'],
})

export const GetMembers = route({
  name: 'get_channel_members',
  method: 'GET',
  path: '/api/v1/channels/{channel_id}/members',
  access: 'api_key',
  description: 'Lists the durable members of a channel, connected or not.',
  params: channel,
  query: closed({ after: Type.Optional(ref(UserId, 'Only what comes after this user.')), limit: Limit(1000) }),
  example: { params: { channel_id: 'room:1' }, query: {} },
  success: { status: 200, description: 'The members.', body: ref(MemberPage) },
  errors: [...secured, 'invalid_data'],
})

export const GetMember = route({
  name: 'get_channel_member',
  method: 'GET',
  path: '/api/v1/channels/{channel_id}/members/{user_id}',
  access: 'api_key',
  description: 'Tells whether a user is a durable member of a channel: 404 when not.',
  params: member,
  example: { params: { channel_id: 'room:1', user_id: 'alice' } },
  success: { status: 200, description: 'The user is a member.', body: ref(Member) },
  errors: [...secured, 'invalid_data', 'not_found'],
})

export const PutMember = route({
  name: 'put_channel_member',
  method: 'PUT',
  path: '/api/v1/channels/{channel_id}/members/{user_id}',
  access: 'api_key',
  description: 'Makes a user a durable member. Connections that the user has now are joined at once.',
  params: member,
  example: { params: { channel_id: 'room:1', user_id: 'alice' } },
  success: { status: 200, description: 'The user is a member.', body: ref(Member) },
  errors: [...secured, 'invalid_data', 'limit_exceeded'],
})

export const DeleteMember = route({
  name: 'delete_channel_member',
  method: 'DELETE',
  path: '/api/v1/channels/{channel_id}/members/{user_id}',
  access: 'api_key',
  description:
    'Ends a durable membership. Connections that the user has now leave the channel at once. Ending what is not is no error.',
  params: member,
  example: { params: { channel_id: 'room:1', user_id: 'alice' } },
  success: { status: 204, description: 'The user is no member.' },
  errors: [...secured, 'invalid_data'],
})

export const PostDirect = route({
  name: 'post_user_message',
  method: 'POST',
  path: '/api/v1/users/{user_id}/messages',
  access: 'api_key',
  description: 'Sends a direct message to a user, in the name of another or of nobody.',
  params: user,
  headers: idempotent,
  body: closed({
    content: ref(Content),
    from: Type.Optional(ref(UserId, 'In whose name; nobody’s when left out.')),
    client_message_id: Type.Optional(
      ref(ClientMessageId, 'As the header `Idempotency-Key`, which wins when both are given.'),
    ),
  }),
  example: { params: { user_id: 'bob' }, body: { content: 'Your order has shipped.' } },
  success: { status: 201, description: 'The message is in the inbox of the user.', body: ref(SentMessage) },
  errors: [...written, 'forbidden'],
})

export const PostDisconnect = route({
  name: 'post_user_disconnect',
  method: 'POST',
  path: '/api/v1/users/{user_id}/disconnect',
  access: 'api_key',
  description: 'Closes every connection of a user with 4403.',
  params: user,
  body: closed({
    reason: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Why, for the person who reads the close frame.' }),
    ),
  }),
  example: { params: { user_id: 'bob' }, body: { reason: 'Signed out everywhere.' } },
  success: { status: 200, description: 'The connections are closed.', body: ref(Disconnected) },
  errors: [...written],
})

export const GetStats = route({
  name: 'get_stats',
  method: 'GET',
  path: '/api/v1/stats',
  access: 'api_key',
  description: 'Tells how the server is doing.',
  success: { status: 200, description: 'The figures.', body: ref(Stats) },
  errors: [...secured, 'invalid_data'],
})
