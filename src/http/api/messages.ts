/** Saying something to a channel or to a user, publishing events, and reading what was said. */
import type { SentMessage } from '../../../generated/types.ts'
import { inboxOf, timestamp } from '../../hub/frames.ts'
import type { Appended } from '../../store/store.ts'
import type { ApiPart } from '../routes.ts'
import type { ApiPorts } from './ports.ts'

interface Named {
  readonly headers?: { readonly 'idempotency-key'?: string }
  readonly body: { readonly client_message_id?: string }
}

export function createMessageRoutes({
  hub,
}: ApiPorts): ApiPart<'post_channel_message' | 'post_channel_event' | 'get_channel_messages' | 'post_user_message'> {
  return {
    post_channel_message: async (request) => {
      const { channel_id: channelId } = request.params
      const { user_id: userId, content } = request.body
      return sent(channelId, await hub.speaker.say({ channelId, userId, content, client_message_id: nameOf(request) }))
    },

    post_channel_event: async (request) => {
      const { channel_id: channelId } = request.params
      const { user_id: userId, event, payload } = request.body
      return sent(
        channelId,
        await hub.speaker.publish({ channelId, userId, event, payload, client_message_id: nameOf(request) }),
      )
    },

    get_channel_messages: ({ params, query }) => hub.readHistory({ ...params, ...query }),

    post_user_message: async (request) => {
      const { user_id: to } = request.params
      const { from: userId, content } = request.body
      return sent(inboxOf(to), await hub.speaker.sayDirect({ to, userId, content, client_message_id: nameOf(request) }))
    },
  }
}

/** The header wins: it is what proxies and retrying clients set. */
function nameOf({ headers, body }: Named): string | undefined {
  return headers?.['idempotency-key'] ?? body.client_message_id
}

function sent(stream: string, { messageId, epoch, offset, time, duplicate }: Appended): SentMessage {
  return { channel_id: stream, message_id: messageId, epoch, offset, timestamp: timestamp(time), duplicate }
}
