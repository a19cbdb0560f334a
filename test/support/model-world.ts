/**
 * Carries a program out, against the model and against a real server that is a process of its own, and compares after each
 * command. Names have the number of the program in them, so that programs do not know of one another.
 */
import { expect } from 'vitest'
import { closeCodes } from '../../generated/operations.ts'
import type { ErrorFrame, MessagePage, Position } from '../../generated/types.ts'
import { inboxOf, Model, type Place } from './model.ts'
import { contentOf, ModelClient } from './model-client.ts'
import { eventContent, rightEvent, shapes } from './model-event.ts'
import { type Command, channels, type Line, users } from './model-program.ts'
import { type ModelServer, tokenOf } from './model-server.ts'

let programs = 0

export class ModelWorld {
  readonly #server: ModelServer
  readonly #prefix = `${process.pid}-${++programs}-`
  readonly model = new Model()
  readonly #clients = new Map<number, ModelClient>()
  /** Of each client that has gone: who it was, and what it had seen. */
  readonly #former = new Map<number, { user: string; positions: Map<string, Position> }>()
  #said = 0

  constructor(server: ModelServer) {
    this.#server = server
  }

  async run(program: readonly Command[]): Promise<void> {
    await this.#server.ensure()
    try {
      for (const command of program) {
        await this.#carryOut(command)
        await this.#settle()
      }
      await this.#compareStreams()
    } finally {
      for (const { raw } of this.#clients.values()) raw.socket.terminate()
    }
  }

  async #carryOut(command: Command): Promise<void> {
    switch (command.do) {
      case 'open':
        await this.#open(command.client)
        return
      case 'connect':
        if (!this.#clients.has(command.client)) await this.#open(command.client)
        await this.#connect(command.client, this.#name(command.user))
        return
      case 'kill':
      case 'close':
        await this.#drop(command.client, command.do)
        return
      case 'resume':
        await this.#resume(command.client)
        return
      case 'post':
        await this.#post(this.#name(command.channel), command.isEvent)
        return
      case 'member': {
        const [user, channel] = [this.#name(command.user), this.#name(command.channel)]
        await this.#server.call(command.yes ? 'PUT' : 'DELETE', `channels/${channel}/members/${user}`)
        this.model.member(user, channel, command.yes)
        return
      }
      case 'kick':
        await this.#kick(this.#name(command.user))
        return
      case 'chorus':
        for (const { line, place } of await this.#sing(command.lines)) this.#agree(line, await place)
        return
      case 'crash':
        await this.#crash(command.lines)
        return
      case 'restart':
        await this.#restart(command.signal)
        return
      default: {
        const client = this.#clients.get(command.client)
        if (client !== undefined) await this.#ask(client, command)
      }
    }
  }

  // ---- requests of one client ----

  async #ask(
    client: ModelClient,
    command: Extract<Command, { do: 'join' | 'leave' | 'send' | 'event' | 'direct' | 'history' | 'refresh' }>,
  ): Promise<void> {
    const { raw } = client
    switch (command.do) {
      case 'refresh': {
        const user = this.#name(command.user)
        const expected = this.model.refresh(command.client, user)
        same(codeOf(await raw.ask('refresh', { token: await tokenOf(user) })), expected)
        return
      }
      case 'join': {
        const channel =
          command.channel === 'inbox'
            ? inboxOf(this.model.connections.get(command.client)?.user ?? 'nobody')
            : this.#name(command.channel)
        const seen = this.#former.get(command.client)?.positions.get(channel) ?? client.positions.get(channel)
        const epoch = seen?.epoch
        const since = sinceOf(command.since, seen)
        await this.#join(command.client, channel, epoch, since, command.durable)
        return
      }
      case 'leave': {
        const channel = this.#name(command.channel)
        const expected = this.model.leave(command.client, channel, command.durable)
        same(codeOf(await raw.ask('leave_channel', { channel_id: channel, durable: command.durable })), expected)
        return
      }
      case 'send': {
        const channel = command.channel && this.#name(command.channel)
        const [content, id] = [this.#words(), idOf(command.id)]
        const expected = this.model.send(command.client, channel, content, id)
        const answer = await raw.ask('send_message', {
          content,
          ...(channel === undefined ? {} : { channel_id: channel }),
          ...named(id),
        })
        same(answer.type === 'error' ? codeOf(answer) : placeOf(answer.data as Placed), expected)
        return
      }
      case 'event': {
        const [channel, words, id] = [this.#name(command.channel), this.#words(), idOf(command.id)]
        const { sent, mistake } = shapes[command.shape](words)
        const expected = this.model.publish(command.client, channel, eventContent(sent), id, mistake)
        const answer = await raw.ask('publish', { channel_id: channel, ...sent, ...named(id) })
        same(answer.type === 'error' ? codeOf(answer) : placeOf(answer.data as Placed), expected)
        return
      }
      case 'direct': {
        const [to, content, id] = [this.#name(command.user), this.#words(), idOf(command.id)]
        const expected = this.model.direct(command.client, to, content, id)
        const answer = await raw.ask('send_direct', { to, content, ...named(id) })
        same(answer.type === 'error' ? codeOf(answer) : placeOf(answer.data as Placed), expected)
        return
      }
      case 'history': {
        const isUser = users.some((user) => user === command.channel)
        const stream = isUser ? inboxOf(this.#name(command.channel)) : this.#name(command.channel)
        const expected = this.model.history(command.client, stream, command.after)
        const answer = await raw.ask('history', { channel_id: stream, after: command.after, limit: 1000 })
        same(
          answer.type === 'error' ? codeOf(answer) : { messages: (answer.data as MessagePage).messages.map(contentOf) },
          expected,
        )
      }
    }
  }

  /** The application speaks, in nobody’s name. */
  async #post(stream: string, isEvent: boolean): Promise<void> {
    const words = this.#words()
    const [path, body] = isEvent ? ['events', rightEvent(words)] : ['messages', { content: words }]
    const { offset } = (await this.#server.call('POST', `channels/${stream}/${path}`, body)) as { offset: number }
    const content = isEvent ? eventContent(rightEvent(words)) : words
    expect(offset).toBe(this.model.say([stream], { user: undefined, content }).offset)
  }

  async #open(which: number): Promise<void> {
    this.#clients.get(which)?.raw.socket.terminate()
    this.#clients.set(which, await ModelClient.open(`ws://127.0.0.1:${this.#server.port}/ws`, this.model))
    this.model.connections.set(which, { user: undefined, channels: [] })
  }

  async #connect(which: number, user: string): Promise<void> {
    const client = this.#client(which)
    const expected = this.model.connect(which, user)
    const answer = await client.raw.ask('connect', { token: await tokenOf(user) })
    if (answer.type === 'error') {
      same(codeOf(answer), expected)
      return
    }
    const { channels, inbox } = (answer as Extract<typeof answer, { type: 'connect_ack' }>).data
    same(
      { channels: Object.fromEntries(channels.map(({ channel_id: id, offset }) => [id, offset])), inbox: inbox.offset },
      expected,
    )
  }

  async #join(
    which: number,
    channel: string,
    epoch: string | undefined,
    since: number | 'alien' | undefined,
    durable: boolean,
  ): Promise<void> {
    const expected = this.model.join(which, channel, since, durable)
    const position =
      since === undefined
        ? undefined
        : since === 'alien'
          ? { epoch: 'alien', offset: 0 }
          : { epoch: epoch ?? '', offset: since }
    const answer = await this.#client(which).raw.ask('join_channel', {
      channel_id: channel,
      ...(position === undefined ? {} : { since: position }),
      durable,
    })
    if (answer.type === 'error') {
      same(codeOf(answer), expected)
      return
    }
    const { offset, recovered, messages } = (answer as Extract<typeof answer, { type: 'join_channel_ack' }>).data
    same({ offset, missed: recovered ? messages.map(contentOf) : undefined }, expected)
  }

  /** Comes back as who it was, to where it was, and misses nothing. */
  async #resume(which: number): Promise<void> {
    const former = this.#former.get(which)
    if (former === undefined || this.#clients.has(which)) return
    await this.#open(which)
    await this.#connect(which, former.user)
    for (const [stream, { epoch, offset }] of former.positions) await this.#join(which, stream, epoch, offset, false)
  }

  // ---- the end of connections ----

  async #drop(which: number, how: 'kill' | 'close'): Promise<void> {
    const client = this.#clients.get(which)
    if (client === undefined) return
    this.#remember(which)
    if (how === 'kill') client.raw.socket.terminate()
    else await client.raw.close()
    this.#clients.delete(which)
    this.model.connections.delete(which)
  }

  #remember(which: number): void {
    const [client, user] = [this.#clients.get(which), this.model.connections.get(which)?.user]
    client?.read()
    if (client !== undefined && user !== undefined)
      this.#former.set(which, { user, positions: new Map(client.positions) })
  }

  async #kick(user: string): Promise<void> {
    const kicked = [...this.#clients.keys()].filter((which) => this.model.connections.get(which)?.user === user)
    const { connections } = (await this.#server.call('POST', `users/${user}/disconnect`, {})) as { connections: number }
    // Who has just broken off may still be counted.
    expect(connections).toBeGreaterThanOrEqual(kicked.length)
    await this.#allEnd(kicked, closeCodes.kicked.code)
  }

  async #restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ended = this.#server.end(signal)
    await this.#allEnd([...this.#clients.keys()], signal === 'SIGTERM' ? closeCodes.going_away.code : 1006)
    await ended
    if (signal === 'SIGKILL') this.#forget(this.#emptyStreams())
    await this.#server.begin()
  }

  /** Of a stream that nobody has written to nothing is on the disk: it begins anew, and a position in it means nothing. */
  #emptyStreams(): (stream: string) => boolean {
    const written = new Set([...this.model.streams].flatMap(([name, said]) => (said.length > 0 ? [name] : [])))
    return (stream) => !written.has(stream)
  }

  #forget(lost: (stream: string) => boolean): void {
    for (const { positions } of this.#former.values())
      for (const stream of positions.keys()) if (lost(stream)) positions.delete(stream)
  }

  async #allEnd(which: readonly number[], code: number): Promise<void> {
    for (const each of which) {
      expect(await this.#client(each).end(), `how client ${each} was closed`).toBe(code)
      this.#remember(each)
      this.#clients.delete(each)
      this.model.connections.delete(each)
    }
  }

  // ---- many at once ----

  /** Only those sing who are there and in the channel. */
  async #sing(lines: readonly Line[]): Promise<{ line: Sung; place: Promise<Place | undefined> }[]> {
    const able = lines.flatMap(({ client: which, channel, isEvent }) => {
      const [client, stream, connection] = [
        this.#clients.get(which),
        this.#name(channel),
        this.model.connections.get(which),
      ]
      if (client === undefined || connection?.user === undefined || !connection.channels.includes(stream)) return []
      const words = this.#words()
      const content = isEvent ? eventContent(rightEvent(words)) : words
      return [{ client, isEvent, words, line: { user: connection.user, stream, content, id: `${this.#said}` } }]
    })
    return able.map(({ client, isEvent, words, line }) => {
      const rest = { channel_id: line.stream, client_message_id: line.id }
      const asked = isEvent
        ? client.raw.request('publish', { ...rest, ...rightEvent(words) })
        : client.raw.request('send_message', { ...rest, content: words })
      return { line, place: asked.then(placeOf, () => undefined) }
    })
  }

  #agree(line: Sung, place: Place | undefined): void {
    if (place === undefined) throw new Error(`${line.content} was not acknowledged`)
    this.#pending.set(`${line.stream} ${place.offset}`, line)
    // Answers can overtake one another; what counts is the place.
    for (let next = this.#next(line.stream); next !== undefined; next = this.#next(line.stream)) {
      this.#pending.delete(`${line.stream} ${this.model.stream(line.stream).length + 1}`)
      this.model.say([line.stream], next)
    }
  }

  readonly #pending = new Map<string, Sung>()

  #next(stream: string): Sung | undefined {
    return this.#pending.get(`${stream} ${this.model.stream(stream).length + 1}`)
  }

  /** Whatever was acknowledged is there at its place; of the rest, each is there once or not at all. */
  async #crash(lines: readonly Line[]): Promise<void> {
    const sung = await this.#sing(lines)
    const ended = this.#server.end('SIGKILL')
    const known = await Promise.all(sung.map(async ({ line, place }) => ({ line, place: await place })))
    await ended
    const empty = this.#emptyStreams()
    await this.#server.begin()
    for (const stream of new Set(sung.map(({ line }) => line.stream))) {
      const before = this.model.stream(stream).length
      const { messages } = (await this.#server.call(
        'GET',
        `channels/${stream}/messages?after=${before}&limit=1000`,
      )) as MessagePage
      for (const message of messages) {
        const [content, offset] = [contentOf(message), message.offset]
        const one = known.find(({ line }) => line.content === content)
        if (one === undefined) throw new Error(`${stream}/${offset} is ${content}, which nobody said`)
        if (one.place !== undefined) expect(offset, content).toBe(one.place.offset)
        expect(this.model.say([stream], one.line)).toEqual({ stream, offset, duplicate: false })
      }
      for (const { line, place } of known)
        if (
          line.stream === stream &&
          place !== undefined &&
          this.model.stream(stream)[place.offset - 1]?.content !== line.content
        )
          throw new Error(`${line.content} was acknowledged at ${stream}/${place.offset} and is not there`)
    }
    await this.#allEnd([...this.#clients.keys()], 1006)
    this.#forget(empty)
  }

  // ---- comparing ----

  async #settle(): Promise<void> {
    for (const [which, client] of this.#clients) {
      const connection = this.model.connections.get(which)
      if (client.closed !== undefined) throw new Error(`client ${which} was closed with ${client.closed}`)
      if (connection?.user !== undefined) await client.settle(connection.user, connection.channels)
    }
  }

  async #compareStreams(): Promise<void> {
    for (const name of channels) {
      const stream = this.#name(name)
      const { messages } = (await this.#server.call(
        'GET',
        `channels/${stream}/messages?after=0&limit=1000`,
      )) as MessagePage
      expect(messages.map(contentOf)).toEqual(this.model.stream(stream).map(({ content }) => content))
    }
  }

  #client(which: number): ModelClient {
    const client = this.#clients.get(which)
    if (client === undefined) throw new Error(`client ${which} is not there`)
    return client
  }

  #name(short: string): string {
    return `${this.#prefix}${short}`
  }

  #words(): string {
    return `said ${++this.#said}`
  }
}

interface Sung {
  readonly user: string
  readonly stream: string
  readonly content: string
  readonly id: string
}

interface Placed {
  readonly channel_id: string
  readonly offset: number
  readonly duplicate: boolean
}

function placeOf({ channel_id: stream, offset, duplicate }: Placed): Place {
  return { stream, offset, duplicate }
}

function codeOf(frame: { readonly type: string }): unknown {
  return frame.type === 'error' ? (frame as ErrorFrame).data.code : {}
}

function same(found: unknown, expected: unknown): void {
  expect(found).toEqual(expected)
}

function sinceOf(since: 'none' | 'seen' | 'start' | 'alien', seen: Position | undefined): number | 'alien' | undefined {
  if (since === 'none') return undefined
  if (seen === undefined || since === 'alien') return 'alien'
  return since === 'start' ? 0 : seen.offset
}

function idOf(id: number | undefined): string | undefined {
  return id === undefined ? undefined : `id-${id}`
}

function named(id: string | undefined): { client_message_id?: string } {
  return id === undefined ? {} : { client_message_id: id }
}
