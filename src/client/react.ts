/**
 * Hooks for React 18 and later. What they look at is shared by all components that look at the same, and never torn: each
 * snapshot is one object until something changes. On a server, where nothing is connected, they show that nothing is known.
 */
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { surroundings } from './browser.ts'
import type { AnyEvents, EventName, Tellable } from './entries.ts'
import type { ConnectionState } from './state.ts'
import {
  type ChannelHandle,
  ChannelStore,
  type ChannelStoreOptions,
  type ChannelView,
  unjoined,
} from './stores/channel-store.ts'
import { type Presence, PresenceStore } from './stores/presence-store.ts'
import { Shared, type Store } from './stores/shared.ts'
import type { Channel, ChannelEvents, Client, Told } from './surface.ts'

export type { ChannelStoreOptions as UseChannelOptions, ChannelView } from './stores/channel-store.ts'
export type { Presence, PresenceView } from './stores/presence-store.ts'

const channels = new Shared<ChannelView, ChannelHandle>(surroundings.after)
const presences = new Shared<Presence, Store<Presence>>(surroundings.after)
const begun: ConnectionState = { state: 'connecting', attempt: 1 }

/** The state of the connection, followed. */
export function useConnection<Events = AnyEvents>(client: Client<Events>): ConnectionState {
  const subscribe = useCallback((listener: () => void) => client.on('state', listener), [client])
  return useSyncExternalStore(
    subscribe,
    () => client.state,
    () => begun,
  )
}

export interface UsedChannel<Events = AnyEvents> extends ChannelView<Events> {
  /** For everything that is not here: history, position, leaving. */
  readonly channel: Channel<Events>
  readonly send: Channel<Events>['send']
  readonly publish: Channel<Events>['publish']
  /** Puts older messages before the first, and resolves to how many: no more than there is room for. */
  readonly loadOlder: (count?: number) => Promise<number>
  readonly dismissReset: () => void
  /** Once more, after the channel was refused or the server has taken this user out. */
  readonly join: () => void
}

/** In the channel for as long as a component that uses it is mounted. The options are those of the first moment. */
export function useChannel<Events = AnyEvents>(
  client: Client<Events>,
  channelId: string,
  options: ChannelStoreOptions = {},
): UsedChannel<Events> {
  const given = useRef(options)
  useEffect(() => {
    given.current = options
  })
  const subscribe = useCallback(
    (listener: () => void) => {
      // They are shared by client and channel, so that whoever finds one knows of which events it is.
      const make = (changed: () => void) =>
        new ChannelStore(client, channelId, given.current, changed) as unknown as ChannelHandle
      const { store, release } = channels.hold(client, channelId, make, listener)
      store.widen(given.current)
      return release
    },
    [client, channelId],
  )
  const view = useSyncExternalStore(
    subscribe,
    () => channels.find(client, channelId)?.snapshot ?? unjoined,
    () => unjoined,
  )
  const actions = useMemo(() => {
    const channel = client.channel(channelId)
    return {
      channel,
      send: channel.send.bind(channel),
      publish: channel.publish.bind(channel),
      loadOlder: async (count?: number) => (await channels.find(client, channelId)?.loadOlder(count)) ?? 0,
      dismissReset: () => channels.find(client, channelId)?.dismissReset(),
      join: () => channels.find(client, channelId)?.join(),
    }
  }, [client, channelId])
  return useMemo(() => ({ ...(view as unknown as ChannelView<Events>), ...actions }), [view, actions])
}

/**
 * Calls for each event of the application of that name, or for whatever else a channel tells, as `channel.on` does, while the
 * component is mounted: in a channel that this user is in, by `useChannel` or otherwise. The listener may be another one
 * each time; the latest is called.
 */
export function useChannelEvent<Name extends keyof ChannelEvents | EventName<Events>, Events = AnyEvents>(
  client: Client<Events>,
  channelId: string,
  event: Name & Tellable<Name, ChannelEvents>,
  listener: (value: Told<Name, Events>) => void,
): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(
    () => client.channel(channelId).on<Name>(event, (value) => latest.current(value)),
    [client, channelId, event],
  )
}

/** Who is in a channel that this user is in, by `useChannel` or otherwise. Undefined until it is known. */
export function usePresence<Events = AnyEvents>(client: Client<Events>, channelId: string): Presence {
  const subscribe = useCallback(
    (listener: () => void) => {
      const make = (changed: () => void) => new PresenceStore(client, channelId, surroundings.after, changed)
      return presences.hold(client, channelId, make, listener).release
    },
    [client, channelId],
  )
  return useSyncExternalStore(
    subscribe,
    () => presences.find(client, channelId)?.snapshot,
    () => undefined,
  )
}
