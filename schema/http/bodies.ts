/** What the HTTP API answers. */
import { Type } from '@sinclair/typebox'
import { ErrorCode } from '../codes.ts'
import { open, ref } from '../declare.ts'
import { ErrorDetail } from '../frames/failure.ts'
import {
  ChannelId,
  Epoch,
  MessageId,
  Offset,
  PresenceUser,
  StoredMessage,
  StreamId,
  Timestamp,
  UserId,
} from '../values.ts'

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

export const Health = open(
  { status: Type.String({ description: '`ok`, or why not.' }) },
  { $id: 'health', description: 'How the process is.' },
)
