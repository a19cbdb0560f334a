/** The HTTP API of server to server, and the endpoints for operators. */
import { Type } from '@sinclair/typebox'
import { ErrorCode } from './codes.ts'
import { closed, open, ref, route } from './declare.ts'
import { ErrorDetail } from './frames/failure.ts'
import {
  ChannelId,
  ClientMessageId,
  Content,
  Epoch,
  EventName,
  EventPayload,
  MessageId,
  Offset,
  PresenceUser,
  StoredMessage,
  StreamId,
  Timestamp,
  UserId,
} from './values.ts'

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

export const Problem = open(
  {
    type: Type.String({ description: '`urn:pactwire:error:` and the code.' }),
    title: Type.String({ description: 'What the code means.' }),
    status: Type.Integer({ minimum: 400, maximum: 599, description: 'The HTTP status.' }),
    detail: Type.String({ description: 'What is wrong in this case and what to do.' }),
    code: ref(ErrorCode),
    retryable: Type.Boolean({ description: 'Whether the same request can succeed later without being changed.' }),
    retry_after_ms: Type.Optional(Type.Integer({ minimum: 0, description: 'How long to wait before trying again.' })),
    errors: Type.Optional(Type.Array(ref(ErrorDetail), { description: 'The places that are wrong.' })),
  },
  {
    $id: 'problem',
    description: 'Why a request of the HTTP API failed, as `application/problem+json` (RFC 9457).',
    examples: [
      {
        type: 'urn:pactwire:error:invalid_data',
        title: 'The request is known, but its fields are not as the schema says.',
        status: 422,
        detail: 'body.content is required',
        code: 'invalid_data',
        retryable: false,
        errors: [{ path: 'body.content', message: 'is required' }],
      },
    ],
  },
)

export const SentMessage = open(
  {
    channel_id: ref(StreamId, 'The channel, or the inbox of the recipient.'),
    message_id: ref(MessageId),
    epoch: ref(Epoch),
    offset: ref(Offset),
    timestamp: ref(Timestamp),
    duplicate: Type.Boolean({
      description: 'True: this idempotency key had been taken before, and this is its first answer.',
    }),
  },
  { $id: 'sent_message', description: 'A message or an event that was taken.' },
)

export const MessagePage = open(
  {
    channel_id: ref(StreamId),
    messages: Type.Array(ref(StoredMessage), { description: 'The messages, oldest first.' }),
    epoch: ref(Epoch),
    offset: ref(Offset, 'The top of the stream.'),
    has_more: Type.Boolean({ description: 'Whether more is stored in the direction that was asked for.' }),
  },
  { $id: 'message_page', description: 'A part of what is stored of a stream.' },
)

export const ChannelSummary = open(
  {
    channel_id: ref(ChannelId),
    epoch: ref(Epoch),
    offset: ref(Offset, 'The top of the channel.'),
    connections: Type.Integer({ minimum: 0, description: 'How many connections are in it now.' }),
    users: Type.Integer({ minimum: 0, description: 'How many users are in it now.' }),
  },
  { $id: 'channel_summary', description: 'A channel that somebody is in, or that has been written to.' },
)

export const ChannelPage = open(
  {
    channels: Type.Array(ref(ChannelSummary), { description: 'The channels, by channel id.' }),
    next: Type.Optional(ref(ChannelId, 'Give this as `after` for the next page; missing on the last.')),
  },
  { $id: 'channel_page', description: 'A part of the list of channels.' },
)

export const ChannelPresence = open(
  {
    channel_id: ref(ChannelId),
    count: Type.Integer({ minimum: 0, description: 'How many users are in the channel.' }),
    users: Type.Array(ref(PresenceUser), {
      description: 'The users, in the order in which they came; only the first of them when they are very many.',
    }),
  },
  { $id: 'channel_presence', description: 'Who is in a channel now.' },
)

export const Member = open(
  {
    channel_id: ref(ChannelId),
    user_id: ref(UserId),
    online: Type.Boolean({ description: 'Whether the user has a connection now.' }),
  },
  { $id: 'member', description: 'A durable member of a channel: joined on every connect.' },
)

export const MemberPage = open(
  {
    channel_id: ref(ChannelId),
    members: Type.Array(ref(Member), { description: 'The members, by user id.' }),
    next: Type.Optional(ref(UserId, 'Give this as `after` for the next page; missing on the last.')),
  },
  { $id: 'member_page', description: 'A part of the list of members.' },
)

export const Disconnected = open(
  { user_id: ref(UserId), connections: Type.Integer({ minimum: 0, description: 'How many connections were closed.' }) },
  { $id: 'disconnected', description: 'What a disconnect did.' },
)

export const Stats = open(
  {
    version: Type.String({ description: 'The version of the server.' }),
    uptime_seconds: Type.Number({ minimum: 0, description: 'How long it has been running.' }),
    connections: Type.Integer({ minimum: 0, description: 'Open connections.' }),
    users: Type.Integer({ minimum: 0, description: 'Users with at least one connection.' }),
    channels: Type.Integer({ minimum: 0, description: 'Channels that somebody is in.' }),
    messages: Type.Integer({ minimum: 0, description: 'Messages taken since the start.' }),
    deliveries: Type.Integer({
      minimum: 0,
      description: 'Messages handed out since the start, counted per receiving connection.',
    }),
    memory_bytes: Type.Integer({ minimum: 0, description: 'Resident memory of the process.' }),
    draining: Type.Boolean({ description: 'Whether the server is shutting down.' }),
  },
  { $id: 'stats', description: 'How the server is doing.' },
)

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

const health = open(
  { status: Type.String({ description: '`ok`, or why not.' }) },
  { $id: 'health', description: 'How the process is.' },
)
export const Health = health

export const GetLivez = route({
  name: 'get_livez',
  method: 'GET',
  path: '/livez',
  access: 'open',
  description: 'Answers while the process can answer.',
  success: { status: 200, description: 'The process lives.', body: ref(health) },
  errors: [],
})

export const GetReadyz = route({
  name: 'get_readyz',
  method: 'GET',
  path: '/readyz',
  access: 'open',
  description: 'Answers 200 while new connections are welcome, and 503 while the server is starting or draining.',
  success: { status: 200, description: 'New connections are welcome.', body: ref(health) },
  errors: ['unavailable'],
})

export const GetMetrics = route({
  name: 'get_metrics',
  method: 'GET',
  path: '/metrics',
  access: 'open',
  description: 'The metrics of the server for Prometheus. On a port of its own when `metrics_port` is configured.',
  success: { status: 200, description: 'The metrics.', type: 'text/plain' },
  errors: [],
})

export const GetAsyncApi = route({
  name: 'get_asyncapi',
  method: 'GET',
  path: '/asyncapi.json',
  access: 'open',
  description: 'This protocol as AsyncAPI 3.0.',
  success: { status: 200, description: 'The document.', type: 'application/json' },
  errors: [],
})

export const GetOpenApi = route({
  name: 'get_openapi',
  method: 'GET',
  path: '/openapi.json',
  access: 'open',
  description: 'The HTTP API as OpenAPI 3.1.',
  success: { status: 200, description: 'The document.', type: 'application/json' },
  errors: [],
})

export const GetSchema = route({
  name: 'get_schema',
  method: 'GET',
  path: '/schema/{file}',
  access: 'open',
  description: 'The JSON Schema of an event, by `<event>.json`, and of everything that it refers to.',
  params: closed({
    file: Type.String({
      minLength: 1,
      maxLength: 128,
      pattern: '^[a-z0-9_]+\\.json$',
      description: 'The event and `.json`.',
    }),
  }),
  example: { params: { file: 'send_message.json' } },
  success: { status: 200, description: 'The schema.', type: 'application/schema+json' },
  errors: ['not_found'],
})

export const GetPage = route({
  name: 'get_page',
  method: 'GET',
  path: '/',
  access: 'open',
  description: 'The page of the server: chat, protocol explorer and live view. There or not by the setting `page`.',
  success: { status: 200, description: 'The page.', type: 'text/html' },
  errors: ['not_found'],
})

export const GetPageFile = route({
  name: 'get_page_file',
  method: 'GET',
  path: '/assets/{file}',
  access: 'open',
  description: 'A file of the page. Its name changes with its content, so that it may be kept for ever.',
  params: closed({
    file: Type.String({
      minLength: 1,
      maxLength: 128,
      pattern: '^[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+$',
      description: 'The name of the file.',
    }),
  }),
  example: { params: { file: 'index-DxtgG-ye.js' } },
  success: { status: 200, description: 'The file.', type: '*/*' },
  errors: ['not_found'],
})
