/**
 * A client against a server that is honest, unlucky or plainly wrong, and a network that breaks wherever it hurts. The
 * application’s diary must be the stream itself, each message and each event once and in order, or say at the very place that it is not.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JoinChannel, Position } from '../../generated/types.ts'
import type { Channel, Reset } from '../../src/client/surface.ts'
import { entryAt, type FakeSocket, FakeWorld } from '../support/fake-server.ts'

/** Messages, and at every third place an event of the application: one stream. */
const channelId = 'mixed'
const runs = Number(process.env['FC_RUNS'] ?? 400)

type Move =
  | { readonly kind: 'say'; readonly times: number }
  | { readonly kind: 'break' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'answer' }
  /** The server forgets what is older than this many messages. */
  | { readonly kind: 'trim'; readonly keep: number }
  | { readonly kind: 'new_life' }
  | { readonly kind: 'refuse' }
  /** The listener throws at the next message. */
  | { readonly kind: 'throw' }
  // From here on it is the server that errs.
  | { readonly kind: 'swallow' }
  | { readonly kind: 'repeat'; readonly back: number }
  | { readonly kind: 'jump'; readonly ahead: number }
  | { readonly kind: 'lie'; readonly without: number; readonly offset: number; readonly recovered: boolean }
  | { readonly kind: 'deny' }

const small = fc.integer({ min: 1, max: 3 })
const honest: fc.Arbitrary<Move>[] = [
  fc.record({ kind: fc.constant('say' as const), times: small }),
  fc.record({ kind: fc.constant('say' as const), times: small }),
  fc.constant({ kind: 'break' as const }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(0, 200, 1000, 11_000, 40_000) }),
  fc.constant({ kind: 'answer' as const }),
  fc.constant({ kind: 'answer' as const }),
  fc.record({ kind: fc.constant('trim' as const), keep: fc.integer({ min: 0, max: 4 }) }),
  fc.constant({ kind: 'new_life' as const }),
  fc.constant({ kind: 'refuse' as const }),
  fc.constant({ kind: 'throw' as const }),
]
const wrong: fc.Arbitrary<Move>[] = [
  fc.constant({ kind: 'swallow' as const }),
  fc.record({ kind: fc.constant('repeat' as const), back: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ kind: fc.constant('jump' as const), ahead: small }),
  fc.record({
    kind: fc.constant('lie' as const),
    without: fc.integer({ min: 0, max: 3 }),
    offset: fc.integer({ min: -2, max: 2 }),
    recovered: fc.boolean(),
  }),
  fc.constant({ kind: 'deny' as const }),
]

type Entry = { readonly told: 'entry'; readonly at: Position } | { readonly told: 'reset'; readonly reset: Reset }

class Story {
  readonly world = new FakeWorld()
  readonly room: Channel
  readonly diary: Entry[] = []
  /** How many events have been told by their name. */
  named = 0
  /** Where the diary begins, and begins anew. */
  readonly beginnings: Position[] = []
  #life = 1
  #top = 0
  #oldest = 1
  #subscribed = false
  #swallow = false
  #throwNext = false

  constructor() {
    const client = this.world.client()
    this.room = client.channel(channelId)
    const told = ({ epoch, offset }: Position): void => {
      // Of a server that answers twice, the second answer may bring messages before the channel counts as joined.
      if (this.beginnings.length === 0) this.beginnings.push({ epoch, offset: offset - 1 })
      this.diary.push({ told: 'entry', at: { epoch, offset } })
      if (this.#throwNext) {
        this.#throwNext = false
        throw new Error('the application fails')
      }
    }
    this.room.on('new_message', told)
    this.room.on('new_event', told)
    // By its name each is told right after, whatever the other listeners do.
    this.room.on('order_updated', ({ epoch, offset }) => {
      expect(offset % 3).toBe(0)
      expect(this.diary.at(-1)).toEqual({ told: 'entry', at: { epoch, offset } })
      this.named++
    })
    this.room.on('reset', (reset) => {
      if (this.beginnings.length === 0 && reset.had !== undefined) this.beginnings.push(reset.had)
      this.diary.push({ told: 'reset', reset })
    })
    this.room.on('state', () => {
      const { position } = this.room
      if (this.beginnings.length === 0 && position !== undefined) this.beginnings.push(position)
    })
    this.room.join().catch(() => undefined)
  }

  get epoch(): string {
    return `e${this.#life}`
  }

  get top(): Position {
    return { epoch: this.epoch, offset: this.#top }
  }

  get socket(): FakeSocket {
    return this.world.socket
  }

  get #connected(): boolean {
    return this.world.clients[0]?.state.state === 'open' && this.socket.readyState === 1
  }

  move(move: Move): void {
    this.#greet()
    switch (move.kind) {
      case 'say':
        for (let at = 0; at < move.times; at++) this.#say()
        return
      case 'break':
        this.#subscribed = false
        if (this.socket.readyState < 2) this.socket.drop(4508)
        return
      case 'wait':
        this.world.clock.advance(move.ms)
        if (this.socket.readyState !== 1) this.#subscribed = false
        if (this.socket.readyState === 1 && this.socket.has('heartbeat'))
          this.socket.answer('heartbeat', { server_time: '2026-01-31T09:30:00.000Z' })
        return
      case 'answer':
        this.#answer()
        return
      case 'trim':
        this.#oldest = Math.max(this.#oldest, this.#top - move.keep + 1)
        return
      case 'new_life':
        // A server that begins a new life of a stream ends the connections that followed the old one.
        this.move({ kind: 'break' })
        this.#life++
        this.#top = 0
        this.#oldest = 1
        return
      case 'refuse':
        if (this.#connected && this.socket.has('join_channel'))
          this.socket.refuse('join_channel', { code: 'unavailable', retryable: true, retry_after_ms: 50 })
        return
      case 'throw':
        this.#throwNext = true
        return
      case 'swallow':
        this.#swallow = true
        return
      case 'repeat':
        if (this.#subscribed && this.#connected && this.#top > move.back)
          this.socket.push(channelId, this.#top - move.back, this.epoch)
        return
      case 'jump':
        if (this.#subscribed && this.#connected) this.socket.push(channelId, this.#top + move.ahead, this.epoch)
        return
      case 'lie':
        this.#lie(move)
        return
      case 'deny':
        if (this.#connected && this.socket.has('join_channel')) {
          const { since } = this.socket.pending('join_channel').data
          this.socket.joined(channelId, since?.offset ?? 0, {
            epoch: since?.epoch ?? this.epoch,
            recovered: since !== undefined,
          })
          this.#subscribed = true
        }
        return
    }
  }

  /** The world is in order again, and a little more is said. */
  settle(): void {
    this.#swallow = false
    for (let at = 0; at < 12; at++) {
      const state = this.world.clients[0]?.state
      this.world.clock.advance(state?.state === 'waiting' ? (state.delayMs ?? 0) : 11_000)
      this.#greet()
      this.move({ kind: 'wait', ms: 0 })
      while (this.#connected && this.socket.has('join_channel')) this.#answer()
    }
    this.#say()
    while (this.#connected && this.socket.has('join_channel')) this.#answer()
  }

  #greet(): void {
    const { socket } = this
    if (socket.readyState === 0) {
      this.#subscribed = false
      socket.welcome()
    }
  }

  #say(): void {
    this.#top++
    if (!this.#subscribed || !this.#connected) return
    if (this.#swallow) this.#swallow = false
    else this.socket.push(channelId, this.#top, this.epoch)
  }

  #answer(): void {
    if (!this.#connected || !this.socket.has('join_channel')) return
    const { data } = this.socket.pending('join_channel')
    const recovered = this.#recoverable(data)
    const from = data.since?.offset ?? 0
    const messages = recovered ? Array.from({ length: this.#top - from }, (_, at) => from + 1 + at) : []
    this.#subscribed = true
    this.socket.joined(channelId, this.#top, { epoch: this.epoch, recovered, messages })
  }

  #recoverable({ since }: JoinChannel['data']): boolean {
    return since?.epoch === this.epoch && since.offset <= this.#top && since.offset >= this.#oldest - 1
  }

  #lie({ without, offset, recovered }: Extract<Move, { kind: 'lie' }>): void {
    if (!this.#connected || !this.socket.has('join_channel')) return
    const { data } = this.socket.pending('join_channel')
    const from = data.since?.offset ?? 0
    const all = Array.from({ length: Math.max(0, this.#top - from) }, (_, at) => from + 1 + at)
    this.#subscribed = true
    const request = this.socket.pending('join_channel')
    this.socket.answer(
      'join_channel',
      {
        channel_id: channelId,
        message: '',
        epoch: this.epoch,
        offset: Math.max(0, this.#top + offset),
        recovered,
        messages: all.filter((at) => at % 4 !== without).map((at) => entryAt(channelId, at, this.epoch)),
      },
      request,
    )
  }

  /** The one promise. */
  check(): void {
    let here = this.beginnings[0]
    for (const entry of this.diary) {
      if (entry.told === 'entry') {
        if (here === undefined) throw new Error('a message before the beginning')
        expect(entry.at).toEqual({ epoch: here.epoch, offset: here.offset + 1 })
        here = entry.at
      } else {
        expect(entry.reset.had).toEqual(here)
        here = entry.reset.top
      }
    }
    if (here !== undefined) expect(this.room.position).toEqual(here)
    expect(this.named).toBe(this.diary.filter((entry) => entry.told === 'entry' && entry.at.offset % 3 === 0).length)
  }
}

function play(moves: readonly Move[]): Story {
  const story = new Story()
  for (const move of moves) {
    story.move(move)
    story.check()
  }
  story.settle()
  story.check()
  return story
}

describe('a stream', () => {
  test('of an honest server is seen once and in order, and resets come only where they must', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...honest), { maxLength: 60 }), (moves) => {
        const story = play(moves)
        expect(story.room.position).toEqual(story.top)
        const must = moves.some(({ kind }) => kind === 'trim' || kind === 'new_life')
        if (!must) expect(story.diary.filter(({ told }) => told === 'reset')).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  test('of a server that errs is seen once and in order as well, or the application is told', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...honest, ...wrong), { maxLength: 60 }), (moves) => {
        play(moves)
      }),
      { numRuns: runs },
    )
  })

  test('that was messed with is followed again as soon as the server is in order', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...honest, ...wrong.slice(0, 2)), { maxLength: 60 }), (moves) => {
        const story = play(moves)
        expect(story.room.position).toEqual(story.top)
      }),
      { numRuns: runs },
    )
  })
})
