/** Which channels there are, and who is in them. */
import type { ChannelSummary } from '../../../generated/types.ts'
import type { Channel } from '../../hub/channel.ts'
import { isInbox } from '../../hub/frames.ts'
import type { Head } from '../../store/store.ts'
import type { ApiPart } from '../routes.ts'
import type { ApiPorts } from './ports.ts'

export const usualLimit = 100

export function createChannelRoutes({ hub, store }: ApiPorts): ApiPart<'get_channels' | 'get_channel_presence'> {
  return {
    get_channels: async ({ query = {} }) => {
      const { after, prefix, limit = usualLimit } = query
      // One more than fits on the page tells whether there is a next one.
      const stored = await store.streams({ after, prefix, limit: limit + 1 })
      const heads = new Map<string, Head>(stored.map(({ stream, epoch, offset }) => [stream, { epoch, offset }]))
      const until = stored.length > limit ? stored.at(-1)?.stream : undefined
      for (const { id, top } of unstored(hub.channels.live())) {
        const wanted = (after === undefined || id > after) && (prefix === undefined || id.startsWith(prefix))
        // What stands beyond the last of the store’s is not on this page: it need not be sorted.
        if (wanted && (until === undefined || id < until) && !heads.has(id)) heads.set(id, top)
      }
      const ids = [...heads.keys()].sort()
      const page = ids.slice(0, limit)
      const last = page.at(-1)
      return {
        channels: page.map((id) => summary(id, heads.get(id), hub.channels.get(id))),
        ...(ids.length > limit && last !== undefined ? { next: last } : {}),
      }
    },

    get_channel_presence: async ({ params: { channel_id: id } }) => ({ channel_id: id, ...hub.whoIsIn(id) }),
  }
}

/** Somebody can be in a channel that the store has forgotten, or has never heard of. */
function* unstored(live: Iterable<Channel>): Iterable<Channel> {
  for (const channel of live) {
    if (!isInbox(channel.id) && channel.loaded && channel.listeners > 0) yield channel
  }
}

function summary(id: string, head: Head = { epoch: '', offset: 0 }, channel: Channel | undefined): ChannelSummary {
  return {
    channel_id: id,
    ...head,
    connections: channel?.listeners ?? 0,
    users: channel?.crowd.size ?? 0,
  }
}
