/** Saying something to a channel or to a user, and reading what was said. */
import type { SentMessage } from '../../../generated/types.ts'
import { inboxOf, timestamp } from '../../hub/frames.ts'
import type { Appended } from '../../store/store.ts'
import type { ApiPart } from '../routes.ts'
import type { ApiPorts } from './ports.ts'

interface Named {
  readonly headers?: { readonly 'idempotency-key'?: string }
  readonly body: { readonly content: string; readonly client_message_id?: string }
}

export function createMessageRoutes({
  hub,
}: ApiPorts): ApiPart<'post_channel_message' | 'get_channel_messages' | 'post_user_message'> {
  return {
    post_channel_message: async (request) => {
      const { channel_id: channelId } = request.params
      return sent(channelId, await hub.speaker.say({ channelId, userId: request.body.user_id, ...words(request) }))
    },

    get_channel_messages: async ({ params, query }) => {
      // `page` is for those who keep track of what an inbox has handed out.
      const { page: _, ...answer } = await hub.readHistory({ ...params, ...query })
      return answer
    },

    post_user_message: async (request) => {
      const { user_id: to } = request.params
      return sent(inboxOf(to), await hub.speaker.sayDirect({ to, userId: request.body.from, ...words(request) }))
    },
  }
}

/** The header wins: it is what proxies and retrying clients set. */
function words({ headers, body }: Named): { content: string; client_message_id?: string } {
  const name = headers?.['idempotency-key'] ?? body.client_message_id
  return { content: body.content, ...(name === undefined ? {} : { client_message_id: name }) }
}

function sent(stream: string, { messageId, epoch, offset, time, duplicate }: Appended): SentMessage {
  return { channel_id: stream, message_id: messageId, epoch, offset, timestamp: timestamp(time), duplicate }
}
