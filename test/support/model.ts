/**
 * What a server does, as simply as it can be said: streams are lists, a connection is a user and the channels it is in.
 * Every method says what the server must answer: its figures, or the code of its refusal. No time, no sockets, no order of
 * events: that is what the real one has to get right to look like this.
 */
export interface Said {
  /** The stream that it was said to; a copy in another is no reason to take the next one for a repetition. */
  readonly to?: string
  readonly user: string | undefined
  readonly content: string
  readonly id?: string | undefined
}

export interface Connection {
  /** Undefined: it has not connected yet. */
  user: string | undefined
  /** In the order in which they were joined. */
  channels: string[]
}

export type Answer<T = object> = string | T
export interface Place {
  readonly stream: string
  readonly offset: number
  readonly duplicate: boolean
}

type Joined = { readonly offset: number; readonly missed: string[] | undefined }

export const inboxOf = (user: string): string => `@${user}`

function entry<V>(map: Map<string, V>, key: string, empty: V): V {
  const found = map.get(key) ?? empty
  map.set(key, found)
  return found
}

export class Model {
  readonly streams = new Map<string, Said[]>()
  readonly members = new Map<string, Set<string>>()
  readonly connections = new Map<number, Connection>()

  stream(name: string): Said[] {
    return entry(this.streams, name, [])
  }

  membershipsOf(user: string): Set<string> {
    return entry(this.members, user, new Set())
  }

  /** Users in a channel, each with so many connections. */
  crowd(channel: string): Record<string, number> {
    const crowd: Record<string, number> = {}
    for (const { user, channels } of this.connections.values())
      if (user !== undefined && channels.includes(channel)) crowd[user] = (crowd[user] ?? 0) + 1
    return crowd
  }

  connect(which: number, user: string): Answer<{ channels: Record<string, number>; inbox: number }> {
    const connection = this.#at(which)
    if (connection.user !== undefined) return 'already_connected'
    connection.user = user
    connection.channels = [...this.membershipsOf(user)].sort()
    const channels = Object.fromEntries(connection.channels.map((name) => [name, this.stream(name).length]))
    return { channels, inbox: this.stream(inboxOf(user)).length }
  }

  refresh(which: number, user: string): Answer {
    const { user: own } = this.#at(which)
    return own === undefined ? 'not_connected' : own === user ? {} : 'unauthorized'
  }

  /** `since`: undefined without one, 'alien' for one of another epoch. */
  join(which: number, channel: string, since: number | 'alien' | undefined, durable: boolean): Answer<Joined> {
    const { user, channels } = this.#at(which)
    if (user === undefined) return 'not_connected'
    if (channel.startsWith('@') && channel !== inboxOf(user)) return 'forbidden'
    if (channel.startsWith('@') && durable) return 'invalid_data'
    if (durable) this.membershipsOf(user).add(channel)
    this.#exit(channels, channel)
    if (!channel.startsWith('@')) channels.push(channel)
    const said = this.stream(channel)
    const missed = typeof since === 'number' ? said.slice(since).map(({ content }) => content) : undefined
    return { offset: said.length, missed }
  }

  leave(which: number, channel: string, durable: boolean): Answer {
    const { user, channels } = this.#at(which)
    if (user === undefined) return 'not_connected'
    const wasMember = durable && this.membershipsOf(user).delete(channel)
    if (!channels.includes(channel) && !wasMember) return 'not_joined'
    this.#exit(channels, channel)
    return {}
  }

  send(which: number, channel: string | undefined, content: string, id?: string): Answer<Place> {
    const { user, channels } = this.#at(which)
    if (user === undefined) return 'not_connected'
    const target = channel ?? channels.at(-1)
    if (target === undefined || !channels.includes(target)) return 'not_joined'
    return this.say([target], { user, content, id })
  }

  /** An event of the application. `mistake` is what is wrong with it, as a code, if anything. */
  publish(which: number, channel: string, content: string, id?: string, mistake?: string): Answer<Place> {
    const { user, channels } = this.#at(which)
    if (user === undefined) return 'not_connected'
    if (!channels.includes(channel)) return 'not_joined'
    return mistake ?? this.say([channel], { user, content, id })
  }

  direct(which: number, to: string, content: string, id?: string): Answer<Place> {
    const { user } = this.#at(which)
    if (user === undefined) return 'not_connected'
    return this.say([inboxOf(to), ...(user === to ? [] : [inboxOf(user)])], { user, content, id })
  }

  history(which: number, stream: string, after: number): Answer<{ messages: string[] }> {
    const { user, channels } = this.#at(which)
    if (user === undefined) return 'not_connected'
    if (stream.startsWith('@') ? stream !== inboxOf(user) : !channels.includes(stream))
      return stream.startsWith('@') ? 'forbidden' : 'not_joined'
    return {
      messages: this.stream(stream)
        .slice(after)
        .map(({ content }) => content),
    }
  }

  /** Into the first of the streams, and copies into the others. */
  say(streams: readonly string[], said: Said): Place {
    const [first = ''] = streams
    const earlier = this.stream(first).findIndex(
      ({ to, user, id }) => said.id !== undefined && to === first && id === said.id && user === said.user,
    )
    if (earlier !== -1) return { stream: first, offset: earlier + 1, duplicate: true }
    for (const stream of streams) this.stream(stream).push({ ...said, to: first })
    return { stream: first, offset: this.stream(first).length, duplicate: false }
  }

  member(user: string, channel: string, yes: boolean): void {
    if (yes) this.membershipsOf(user).add(channel)
    else this.membershipsOf(user).delete(channel)
    for (const { user: who, channels } of this.connections.values()) {
      if (who !== user) continue
      if (!yes) this.#exit(channels, channel)
      else if (!channels.includes(channel)) channels.push(channel)
    }
  }

  #at(which: number): Connection {
    return this.connections.get(which) ?? { user: undefined, channels: [] }
  }

  #exit(channels: string[], channel: string): void {
    if (channels.includes(channel)) channels.splice(channels.indexOf(channel), 1)
  }
}
