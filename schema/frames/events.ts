/** Events of the application: published to a channel, checked by the server, stored among its messages. */
import { Type } from '@sinclair/typebox'
import { closed, operation, push, ref } from '../declare.ts'
import { ChannelEvent, ChannelId, ClientMessageId, EventName, EventPayload, RequestId } from '../values.ts'
import { taken } from './messages.ts'

export const Publish = operation({
  event: 'publish',
  session: 'open',
  description:
    'Publishes an event of the application to a channel that this connection has joined. The payload must be as the schema of the event says; the answer means that it is stored as the channel’s policy demands.',
  id: ref(RequestId),
  data: closed({
    channel_id: ref(ChannelId, 'Where to.'),
    event: ref(EventName, 'Which event; one that the channel carries.'),
    payload: ref(EventPayload, 'What it carries, as the schema of the event says.'),
    client_message_id: Type.Optional(ref(ClientMessageId)),
  }),
  example: {
    type: 'publish',
    id: '10',
    data: {
      channel_id: 'orders:42',
      event: 'order_updated',
      payload: { order_id: 'o-42', status: 'shipped' },
      client_message_id: 'c-8f1e',
    },
  },
  errors: ['not_connected', 'token_expired', 'not_joined', 'forbidden', 'limit_exceeded', 'unknown_event'],
  reply: {
    description: 'The event is taken, and every member gets it.',
    data: taken('The channel that it was published to.'),
    example: {
      type: 'publish_ack',
      id: '10',
      data: {
        channel_id: 'orders:42',
        message_id: 'Jq3f0ZkR-18',
        epoch: 'Jq3f0ZkR',
        offset: 18,
        timestamp: '2026-01-31T09:30:00.000Z',
        duplicate: false,
      },
    },
  },
})

export const NewEvent = push({
  event: 'new_event',
  description:
    'An event of the application in a channel that this connection has joined: its own too, in the order of offsets, among the messages.',
  data: ref(ChannelEvent),
  example: {
    type: 'new_event',
    data: {
      channel_id: 'orders:42',
      epoch: 'Jq3f0ZkR',
      offset: 18,
      message_id: 'Jq3f0ZkR-18',
      event: 'order_updated',
      version: 1,
      payload: { order_id: 'o-42', status: 'shipped' },
      timestamp: '2026-01-31T09:30:00.000Z',
      client_message_id: 'c-8f1e',
    },
  },
})
