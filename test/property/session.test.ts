import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClientFrame } from '../../generated/types.ts'
import {
  type Effect,
  openSession,
  type Session,
  type SessionEvent,
  type SessionPolicy,
  step,
  wakeAfter,
} from '../../src/protocol/session.ts'

const policy: SessionPolicy = {
  connectTimeoutMs: 10_000,
  tokenGraceMs: 5000,
  requests: { perSecond: 10, burst: 8 },
  badFrames: { perSecond: 1 / 60, burst: 3 },
  maxRefusals: 4,
  maxPending: 5,
}

/** What the world may do to a session; answers of the world refer to what the session asked for. */
type Stimulus =
  | {
      readonly kind: 'frame'
      readonly type: 'connect' | 'refresh' | 'heartbeat' | 'join_channel' | 'leave_channel' | 'send_message'
    }
  | { readonly kind: 'bad'; readonly code: 'bad_frame' | 'invalid_data' | 'rate_limited' }
  | { readonly kind: 'answer'; readonly which: number; readonly good: boolean }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'gone' }

const stimuli: fc.Arbitrary<Stimulus> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('frame' as const),
      type: fc.constantFrom(
        'connect',
        'connect',
        'refresh',
        'heartbeat',
        'join_channel',
        'leave_channel',
        'send_message',
        'send_message',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('bad' as const),
      code: fc.constantFrom('bad_frame', 'invalid_data', 'rate_limited'),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('answer' as const), which: fc.nat(5), good: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 100, 3000, 11_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('jump' as const), ms: fc.constantFrom(-100_000, 100_000) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'end' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'gone' as const }) },
)

type Asked = Extract<Effect, { type: 'authenticate' | 'attach' | 'perform' }>

function frameOf(type: Extract<Stimulus, { kind: 'frame' }>['type'], id: string): ClientFrame {
  switch (type) {
    case 'connect':
      return { type, id, data: { user_id: 'alice' } }
    case 'refresh':
      return { type, id, data: { token: 't' } }
    case 'heartbeat':
      return { type, id }
    case 'join_channel':
    case 'leave_channel':
      return { type, id, data: { channel_id: 'room' } }
    case 'send_message':
      return { type, id, data: { content: 'hi' } }
  }
}

/** Drives a session and keeps the books: which requests were sent, which were answered, in which order they began. */
class Books {
  session: Session = openSession({ now: 0, elapsed: 0 })
  now = 1_000_000
  elapsed = 0
  readonly sent: string[] = []
  readonly answered: string[] = []
  readonly begun: string[] = []
  readonly underWay: Asked[] = []
  closes = 0
  detaches = 0
  #ids = 0

  nextId(): string {
    const id = `r${++this.#ids}`
    this.sent.push(id)
    return id
  }

  happen(event: SessionEvent): void {
    const before = JSON.stringify(this.session)
    const first = step(this.session, event, policy, this)
    expect(JSON.stringify(this.session)).toBe(before)
    // Pure: the same again is the same.
    expect(step(this.session, event, policy, this)).toEqual(first)
    if (this.session.state === 'closed') expect(first.effects).toEqual([])
    this.session = first.session
    for (const effect of first.effects) this.#note(effect)
  }

  #note(effect: Effect): void {
    switch (effect.type) {
      case 'authenticate':
      case 'perform': {
        const id = effect.type === 'perform' ? effect.frame.id : effect.id
        const exclusiveBefore = this.underWay.some((asked) => asked.type !== 'perform' || asked.exclusive)
        // While something exclusive is under way, nothing else begins.
        expect(exclusiveBefore).toBe(false)
        if (id !== undefined) this.begun.push(id)
        this.underWay.push(effect)
        return
      }
      case 'attach':
        this.underWay.push(effect)
        return
      case 'fail':
        if (effect.id !== undefined) this.answered.push(effect.id)
        return
      case 'refreshed':
        if (effect.id !== undefined) this.answered.push(effect.id)
        return
      case 'close':
        this.closes++
        return
      case 'detach':
        this.detaches++
    }
  }

  /** The world answers one of the things that it was asked to do. */
  answer(which: number, good: boolean): void {
    const asked = this.underWay[which % Math.max(1, this.underWay.length)]
    if (asked === undefined) return
    this.underWay.splice(this.underWay.indexOf(asked), 1)
    const failure = { code: 'unauthorized' as const, message: 'no' }
    if (asked.type === 'authenticate') {
      const { purpose, id } = asked
      const identity = { userId: 'alice', expiresAt: this.now + 4000 }
      this.happen(good ? { type: 'authenticated', purpose, id, identity } : { type: 'rejected', purpose, id, failure })
    } else if (asked.type === 'attach') {
      const { id, identity } = asked
      // The connection answers a good `connect` by itself.
      if (good && id !== undefined && this.session.state !== 'closed') this.answered.push(id)
      this.happen(
        good
          ? { type: 'attached', id, identity }
          : { type: 'not_attached', id, failure: { code: 'unavailable', message: 'later' } },
      )
    } else {
      // A request that was performed is answered whether the connection still stands or not.
      if (asked.frame.id !== undefined) this.answered.push(asked.frame.id)
      this.happen({ type: 'settled', exclusive: asked.exclusive })
    }
  }

  obey(stimulus: Stimulus): void {
    switch (stimulus.kind) {
      case 'frame':
        if (this.session.state !== 'closed')
          this.happen({ type: 'request', frame: frameOf(stimulus.type, this.nextId()) })
        return
      case 'bad':
        if (this.session.state !== 'closed')
          this.happen({
            type: 'refused',
            id: this.nextId(),
            failure: { code: stimulus.code, message: 'bad', retryAfterMs: 5 },
          })
        return
      case 'answer':
        this.answer(stimulus.which, stimulus.good)
        return
      case 'wait':
        this.now += stimulus.ms
        this.elapsed += stimulus.ms
        if (wakeAfter(this.session, policy, this) === 0) this.happen({ type: 'tick' })
        return
      case 'jump':
        this.now += stimulus.ms
        return
      case 'end':
        this.happen({ type: 'end', close: 'kicked' })
        return
      case 'gone':
        this.happen({ type: 'gone' })
    }
  }
}

describe('the session, under any sequence of events', () => {
  test('answers every request once, in order where order matters, and ends once', () => {
    fc.assert(
      fc.property(fc.array(stimuli, { maxLength: 80, size: 'max' }), (program) => {
        const books = new Books()
        for (const stimulus of program) books.obey(stimulus)
        // Let the world answer all that is left.
        while (books.underWay.length > 0) books.answer(0, true)

        expect(new Set(books.answered).size).toBe(books.answered.length)
        if (books.session.state !== 'closed') {
          expect([...books.answered].sort()).toEqual([...books.sent].sort())
          expect(books.session).toMatchObject({ pending: 0, exclusive: false, waiting: [] })
          expect(books.closes + books.detaches).toBe(0)
        } else {
          expect(books.detaches).toBe(1)
          expect(books.closes).toBeLessThanOrEqual(1)
        }
        const order = books.sent.filter((id) => books.begun.includes(id))
        expect(books.begun).toEqual(order)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the session', () => {
  const moment = { now: 1_000_000, elapsed: 0 }
  const opened = (expiresAt?: number): Session => {
    const authenticating = step(
      openSession(moment),
      { type: 'request', frame: { type: 'connect', id: '1' } },
      policy,
      moment,
    ).session
    const identity = { userId: 'alice', expiresAt }
    return step(authenticating, { type: 'attached', id: '1', identity }, policy, moment).session
  }
  const codes = (effects: readonly Effect[]) =>
    effects.flatMap((effect) =>
      effect.type === 'fail' ? [effect.failure.code] : effect.type === 'close' ? [effect.close] : [],
    )

  test('refuses everything but connect before connect', () => {
    const { effects, session } = step(
      openSession(moment),
      { type: 'request', frame: { type: 'heartbeat', id: 'x' } },
      policy,
      moment,
    )
    expect(codes(effects)).toEqual(['not_connected'])
    expect(session.state).toBe('opening')
  })

  test('closes with connect_timeout when connect has not succeeded in time, and not before', () => {
    const session = openSession(moment)
    expect(step(session, { type: 'tick' }, policy, { now: 0, elapsed: 9999 }).effects).toEqual([])
    expect(codes(step(session, { type: 'tick' }, policy, { now: 0, elapsed: 10_000 }).effects)).toEqual([
      'connect_timeout',
    ])
  })

  test('says already_connected to a second connect, and stays open', () => {
    const { effects, session } = step(opened(), { type: 'request', frame: { type: 'connect' } }, policy, moment)
    expect(codes(effects)).toEqual(['already_connected'])
    expect(session.state).toBe('open')
  })

  test('lets an expired token do nothing but refresh, and closes after the grace period', () => {
    const session = opened(1_000_500)
    const late = { now: 1_000_500, elapsed: 500 }
    expect(
      codes(
        step(session, { type: 'request', frame: { type: 'send_message', data: { content: 'x' } } }, policy, late)
          .effects,
      ),
    ).toEqual(['token_expired'])
    expect(
      step(session, { type: 'request', frame: { type: 'refresh', data: { token: 't' } } }, policy, late).effects,
    ).toMatchObject([{ type: 'authenticate', purpose: 'refresh' }])
    expect(step(session, { type: 'request', frame: { type: 'heartbeat' } }, policy, late).effects).toMatchObject([
      { type: 'perform' },
    ])
    expect(step(session, { type: 'tick' }, policy, { now: 1_005_499, elapsed: 5499 }).effects).toEqual([])
    expect(codes(step(session, { type: 'tick' }, policy, { now: 1_005_500, elapsed: 5500 }).effects)).toEqual([
      'token_expired',
      'token_expired',
    ])
  })

  test('a refresh for another user, or with a bad token, is refused and changes nothing', () => {
    const asking = step(
      opened(2_000_000),
      { type: 'request', frame: { type: 'refresh', id: 'r', data: { token: 't' } } },
      policy,
      moment,
    ).session
    const other = step(
      asking,
      { type: 'authenticated', purpose: 'refresh', id: 'r', identity: { userId: 'mallory', expiresAt: undefined } },
      policy,
      moment,
    )
    expect(codes(other.effects)).toEqual(['unauthorized'])
    expect(other.session).toMatchObject({ state: 'open', identity: { userId: 'alice', expiresAt: 2_000_000 } })
    const bad = step(
      asking,
      { type: 'rejected', purpose: 'refresh', id: 'r', failure: { code: 'unauthorized', message: '' } },
      policy,
      moment,
    )
    expect(bad.session).toMatchObject({ state: 'open', identity: { userId: 'alice' } })
  })

  test('counts frames that make no sense, and forgives one a minute', () => {
    const bad: SessionEvent = { type: 'refused', id: undefined, failure: { code: 'bad_frame', message: '' } }
    let session: Session = opened()
    for (let at = 0; at < 3; at++) session = step(session, bad, policy, moment).session
    expect(codes(step(session, bad, policy, moment).effects)).toEqual(['bad_frame', 'bad_frames'])
    expect(step(session, bad, policy, { ...moment, elapsed: 60_000 }).session.state).toBe('open')
  })

  test('tells a client that is too fast how long to wait, and closes one that does not listen', () => {
    let session: Session = opened()
    const send: SessionEvent = { type: 'request', frame: { type: 'presence', data: { channel_id: 'room' } } }
    for (let at = 0; at < 7; at++)
      session = step(
        step(session, send, policy, moment).session,
        { type: 'settled', exclusive: false },
        policy,
        moment,
      ).session
    const refused = step(session, send, policy, moment)
    expect(refused.effects).toMatchObject([{ type: 'fail', failure: { code: 'rate_limited', retryAfterMs: 100 } }])
    session = refused.session
    for (let at = 0; at < 3; at++) session = step(session, send, policy, moment).session
    expect(codes(step(session, send, policy, moment).effects)).toEqual(['rate_limited', 'flooding'])
  })

  test('a clock that is set back does not close anybody early', () => {
    const session = opened(1_000_500)
    expect(step(session, { type: 'tick' }, policy, { now: 500_000, elapsed: 5500 }).effects).toEqual([])
    expect(wakeAfter(session, policy, { now: 500_000, elapsed: 5500 })).toBe(505_500)
  })
})
