import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JoinChannelAck, ServerFrame, StoredMessage } from '../../generated/types.ts'
import { Refused } from '../../src/protocol/failure.ts'
import type { MemoryStore } from '../../src/store/memory.ts'
import type { Store } from '../../src/store/store.ts'
import { anything, eventsOf } from '../support/events.ts'
import { attachmentOf, contentOf, HubWorld, type RecordingConnection } from '../support/hub-world.ts'

/** Thrown where a test makes the store fail: before a call does anything, or after it has done it. */
class Injected extends Error {}

/** What becomes of the next call of the store. */
type Fate = 'well' | 'fails before' | 'fails after'

/** Every answer of the store comes when the scheduler says; what the feed brings comes when the store has it. */
function slowed(memory: MemoryStore, scheduler: fc.Scheduler, next: () => Fate): Store {
  const slow =
    <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await scheduler.schedule(Promise.resolve(), `${name} begins`)
      const fate = next()
      if (fate === 'fails before') throw new Injected(`${name} failed`)
      const result = await call(...args)
      await scheduler.schedule(Promise.resolve(), `${name} ends`)
      if (fate === 'fails after') throw new Injected(`${name} was done, and failed`)
      return result
    }
  return {
    append: slow('append', (append) => memory.append(append)),
    head: slow('head', (stream) => memory.head(stream)),
    read: slow('read', (stream, range) => memory.read(stream, range)),
    streams: slow('streams', (options) => memory.streams(options)),
    addMember: slow('addMember', (channel, user) => memory.addMember(channel, user)),
    removeMember: slow('removeMember', (channel, user) => memory.removeMember(channel, user)),
    isMember: slow('isMember', (channel, user) => memory.isMember(channel, user)),
    members: slow('members', (channel, options) => memory.members(channel, options)),
    memberships: slow('memberships', (user) => memory.memberships(user)),
    seen: slow('seen', (user) => memory.seen(user)),
    markSeen: slow('markSeen', (user, offset) => memory.markSeen(user, offset)),
    follow: (follower) => memory.follow(follower),
    setRetention: (retention) => memory.setRetention(retention),
    health: () => memory.health(),
    close: () => memory.close(),
  }
}

type Command =
  | { readonly do: 'connect'; readonly user: number }
  | {
      readonly do: 'join'
      readonly who: number
      readonly channel: number
      readonly back: number | undefined
      readonly durable: boolean
    }
  | { readonly do: 'leave'; readonly who: number; readonly channel: number; readonly durable: boolean }
  | {
      readonly do: 'send'
      readonly who: number
      readonly channel: number
      readonly twice: boolean
      readonly event: boolean
    }
  | { readonly do: 'direct'; readonly who: number; readonly to: number }
  | { readonly do: 'drop'; readonly who: number }
  /** Gone before it was let in. */
  | { readonly do: 'abandon' }
  | { readonly do: 'kick'; readonly user: number }
  | { readonly do: 'member'; readonly user: number; readonly channel: number; readonly add: boolean }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'let'; readonly steps: number }

const small = (max: number) => fc.integer({ min: 0, max })
const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('connect' as const), user: small(2) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      who: small(6),
      channel: small(1),
      back: fc.option(small(6), { nil: undefined }),
      durable: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('leave' as const),
      who: small(6),
      channel: small(1),
      durable: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      who: small(6),
      channel: small(1),
      twice: fc.boolean(),
      event: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('direct' as const), who: small(6), to: small(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), who: small(6) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'abandon' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('kick' as const), user: small(2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('member' as const), user: small(2), channel: small(1), add: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.constantFrom(3, 500, 3000) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('let' as const), steps: fc.integer({ min: 1, max: 6 }) }) },
)

interface Joined {
  readonly connection: RecordingConnection
  readonly ack: JoinChannelAck['data']
  /** How many frames the connection had been told when it was answered. */
  readonly at: number
}

class Run {
  readonly world: HubWorld
  readonly scheduler: fc.Scheduler
  readonly joins: Joined[] = []
  readonly acks: {
    readonly channel: string
    readonly offset: number
    readonly content: string
    readonly duplicate: boolean
  }[] = []
  readonly unexpected: unknown[] = []
  #said = 0

  /** From here on the store does as it is told: what it has is looked at. */
  over = false

  constructor(scheduler: fc.Scheduler, fates: Iterator<Fate, unknown>, restPerListenerMs: number) {
    this.scheduler = scheduler
    const next = (): Fate => (this.over ? 'well' : ((fates.next().value as Fate | undefined) ?? 'well'))
    this.world = new HubWorld({
      store: (memory) => slowed(memory, scheduler, next),
      limits: { restPerListenerMs },
      events: eventsOf({ said: anything }),
    })
  }

  /** What is refused is refused by the contract; anything else is a bug. */
  #begin(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof Refused || error instanceof Injected)) this.unexpected.push(error)
    })
  }

  async obey(command: Command): Promise<void> {
    const { world } = this
    const pick = world.connections.filter(({ attachment, ended }) => attachment !== undefined && ended === undefined)
    const choose = (who: number) => pick[who % Math.max(1, pick.length)]
    switch (command.do) {
      case 'connect':
        this.#begin(world.connect(`user${command.user}`))
        return
      case 'time':
        world.clock.advance(command.ms)
        return
      case 'let':
        for (let at = 0; at < command.steps && this.scheduler.count() > 0; at++) await this.scheduler.waitOne()
        return
      case 'abandon': {
        const arriving = world.connections.find(
          ({ attachment, ended }) => attachment === undefined && ended === undefined,
        )
        if (arriving !== undefined) world.drop(arriving)
        return
      }
      case 'kick':
        for (const attachment of [...(world.hub.user(`user${command.user}`)?.attachments ?? [])])
          attachment.connection.end('kicked', '')
        return
      case 'member': {
        const [channel, user] = [`room${command.channel}`, `user${command.user}`]
        this.#begin(command.add ? world.hub.addMember(channel, user) : world.hub.removeMember(channel, user))
        return
      }
    }
    const connection = choose(command.who)
    if (connection === undefined) return
    const attachment = attachmentOf(connection)
    switch (command.do) {
      case 'join': {
        const id = `room${command.channel}`
        const top = world.hub.channels.get(id)?.top
        const since =
          command.back === undefined || top === undefined
            ? undefined
            : { epoch: top.epoch, offset: Math.max(0, top.offset - command.back) }
        const data = { channel_id: id, ...(since === undefined ? {} : { since }), durable: command.durable }
        this.#begin(
          world.hub.join(attachment, data, (ack) => {
            connection.frames.push({ type: 'join_channel_ack', data: ack })
            this.joins.push({ connection, ack, at: connection.frames.length })
            if (ack.recovered) {
              const offsets = ack.messages.map(({ offset }) => offset)
              expect(offsets).toEqual(range((since?.offset ?? 0) + 1, ack.offset))
            } else expect(ack.messages).toEqual([])
          }),
        )
        return
      }
      case 'leave': {
        const channel_id = `room${command.channel}`
        const answer = () => connection.frames.push({ type: 'leave_channel_ack', data: { channel_id } })
        this.#begin(world.hub.leave(attachment, { channel_id, durable: command.durable }).then(answer))
        return
      }
      case 'send': {
        const channel = `room${command.channel}`
        const said = `message ${++this.#said}`
        const to = { channel_id: channel, client_message_id: `id${this.#said}` }
        const payload = { said }
        const content = command.event ? JSON.stringify(payload) : said
        for (let at = 0; at < (command.twice ? 2 : 1); at++) {
          const sending = command.event
            ? world.hub.publish(attachment, { ...to, event: 'said', payload })
            : world.hub.send(attachment, { ...to, content })
          this.#begin(sending.then(({ offset, duplicate }) => this.acks.push({ channel, offset, content, duplicate })))
        }
        return
      }
      case 'direct':
        this.#begin(world.hub.sendDirect(attachment, { to: `user${command.to}`, content: `message ${++this.#said}` }))
        return
      case 'drop':
        world.drop(connection)
    }
  }
}

const kinds = ['new_message', 'new_event', 'direct_message'] as const

function isMessage(frame: ServerFrame): frame is Extract<ServerFrame, { type: (typeof kinds)[number] }> {
  return kinds.some((kind) => kind === frame.type)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
}

/** The last answer of each joining says where the feed began: what came after it is the stream itself, without a hole. */
function checkFeed(run: Run, stored: ReadonlyMap<string, readonly StoredMessage[]>): void {
  for (const connection of run.world.connections) {
    for (const [channel, messages] of stored) {
      const pushed = connection.frames.flatMap((frame) =>
        isMessage(frame) && frame.data.channel_id === channel ? [frame.data] : [],
      )
      for (const data of pushed) expect(data).toEqual(messages[data.offset - 1])
      const offsets = pushed.map(({ offset }) => offset)
      expect([...offsets].sort((a, b) => a - b)).toEqual(offsets)
      expect(new Set(offsets).size).toBe(offsets.length)
    }
  }
  for (const { connection, ack, at } of run.joins) {
    const following: number[] = []
    for (const frame of connection.frames.slice(at)) {
      const left = frame.type === 'leave_channel_ack' && frame.data.channel_id === ack.channel_id
      const rejoined = frame.type === 'join_channel_ack' && frame.data.channel_id === ack.channel_id
      if (left || rejoined) break
      if (isMessage(frame) && frame.data.channel_id === ack.channel_id) following.push(frame.data.offset)
    }
    expect(following).toEqual(range(ack.offset + 1, ack.offset + following.length))
  }
  for (const { attachment, ended, frames } of run.world.connections) {
    expect(ended).not.toBe('position_lost')
    if (attachment === undefined || ended !== undefined) continue
    for (const [channel, messages] of stored) {
      // Whoever is still there has seen the end of it: by a push, or by the position that it was given.
      if (channel !== attachment.inbox.id && ![...attachment.channels].some(({ id }) => id === channel)) continue
      const last = frames.flatMap((frame) =>
        frame.data !== undefined &&
        'channel_id' in frame.data &&
        frame.data.channel_id === channel &&
        'offset' in frame.data
          ? [frame.data.offset]
          : [],
      )
      const told = Math.max(0, ...last, ...(run.world.welcomes(attachment)[channel] ?? []))
      expect(told).toBe(messages.length)
    }
  }
}

/** Presence is what the hub says of each connection, counted by hand. */
function checkPresence({ world }: Run): void {
  for (const channel of ['room0', 'room1']) {
    const counted = new Map<string, number>()
    for (const { attachment, ended } of world.connections) {
      if (ended !== undefined || attachment === undefined || ![...attachment.channels].some(({ id }) => id === channel))
        continue
      counted.set(attachment.user.id, (counted.get(attachment.user.id) ?? 0) + 1)
    }
    const users = [...counted]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([user_id, connections]) => ({ user_id, connections }))
    const { count, users: told } = world.hub.whoIsIn(channel)
    const sorted = [...told].sort((a, b) => (a.user_id < b.user_id ? -1 : 1))
    expect({ count, users: sorted }).toEqual({ count: users.length, users })
  }
}

/** Whoever stays in a channel is told of each other user’s coming and going in turns, never the same twice. */
function checkAnnouncements({ world }: Run): void {
  for (const connection of world.connections) {
    const last = new Map<string, string>()
    for (const frame of connection.frames) {
      if (frame.type === 'leave_channel_ack' || frame.type === 'join_channel_ack') {
        for (const key of [...last.keys()]) if (key.startsWith(`${frame.data.channel_id} `)) last.delete(key)
      }
      if (frame.type !== 'user_joined' && frame.type !== 'user_left') continue
      const key = `${frame.data.channel_id} ${frame.data.user_id}`
      expect(last.get(key)).not.toBe(frame.type)
      last.set(key, frame.type)
    }
  }
}

describe('the hub, over a store that answers in any order', () => {
  const well: fc.Arbitrary<Fate> = fc.constant('well')
  const seldom: fc.Arbitrary<Fate> = fc.oneof(
    { weight: 12, arbitrary: well },
    { weight: 1, arbitrary: fc.constantFrom<Fate>('fails before', 'fails after') },
  )

  test.each([
    ['whatever happens while requests are under way', well],
    ['also when the store fails at any of them, before or after', seldom],
  ])('no gap, no repeat, no ghost, %s', { timeout: 120_000 }, async (_name, fates) => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(commands, { minLength: 5, maxLength: 60, size: 'max' }),
        fc.infiniteStream(fates),
        // Nobody waits for company, or everybody does.
        fc.constantFrom(0, 2),
        async (scheduler, program, destiny, restPerListenerMs) => {
          const run = new Run(scheduler, destiny[Symbol.iterator](), restPerListenerMs)
          // Somebody is there, or most programs would be about nobody.
          for (const user of [0, 0, 1]) await run.obey({ do: 'connect', user })
          await scheduler.waitIdle()
          for (const command of program) {
            await run.obey(command)
            checkPresence(run)
          }
          await scheduler.waitIdle()
          expect(run.unexpected).toEqual([])
          run.over = true
          run.world.clock.advance(20)

          const stored = new Map<string, readonly StoredMessage[]>()
          for (const stream of ['room0', 'room1', '@user0', '@user1', '@user2']) {
            const { messages } = await settled(
              scheduler,
              run.world.hub.readHistory({ channel_id: stream, after: 0, limit: 1000 }),
            )
            expect(messages.map(({ offset }) => offset)).toEqual(range(1, messages.length))
            stored.set(stream, messages)
          }
          checkPresence(run)
          checkFeed(run, stored)
          checkAnnouncements(run)
          for (const { channel, offset, content } of run.acks)
            expect(
              stored
                .get(channel)
                ?.slice(offset - 1, offset)
                .map(contentOf),
            ).toEqual([content])
          const contents = [...stored.values()].slice(0, 2).flatMap((messages) => messages.map(contentOf))
          expect(new Set(contents).size).toBe(contents.length)

          for (const connection of run.world.connections) if (connection.ended === undefined) run.world.drop(connection)
          run.world.clock.advance(10_000)
          await scheduler.waitIdle()
          expect(run.world.hub.users).toBe(0)
          expect([...run.world.hub.channels.live()]).toEqual([])
          expect(run.world.clock.pending).toBe(0)
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    )
  })
})

async function settled<T>(scheduler: fc.Scheduler, work: Promise<T>): Promise<T> {
  await scheduler.waitFor(work)
  return work
}
