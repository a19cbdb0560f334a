/**
 * The life of one connection as a pure function: what happened goes in, the new state and what is to be done come out.
 * No socket, no clock, no store: whoever calls this carries out the effects and reports back with events.
 *
 *   opening ──connect──▶ (authenticate) ──▶ (attach) ──▶ open ──▶ closed
 *      │ no connect in time: 4408              │ expired and not refreshed: 4419
 *      └ token refused: 4401                   └ kicked 4403 · flooding 4429 · bad frames 4400 · too slow 4508
 *
 * Requests take effect in the order in which they came. Those that change the session itself or what the connection is
 * in (`exclusive`) are finished before the next one begins; the others run side by side.
 */
import { type closeCodes, operations } from '../../generated/operations.ts'
import type { ClientFrame } from '../../generated/types.ts'
import { type Bucket, type BucketLimit, fullBucket, takeOne } from './bucket.ts'
import type { Failure } from './failure.ts'

export type CloseName = keyof typeof closeCodes

/** The time of an event: `now` by the wall, which may jump; `elapsed` by a clock that never goes backwards. */
export interface Moment {
  readonly now: number
  readonly elapsed: number
}

export interface SessionPolicy {
  readonly connectTimeoutMs: number
  readonly tokenGraceMs: number
  readonly requests: BucketLimit
  readonly badFrames: BucketLimit
  readonly maxRefusals: number
  readonly maxPending: number
}

export interface Identity {
  readonly userId: string
  /** Milliseconds since 1970; undefined: never. */
  readonly expiresAt: number | undefined
}

interface Traffic {
  readonly requests: Bucket
  readonly badFrames: Bucket
  /** How many requests in a row were refused for coming too fast. */
  readonly refusals: number
  /** Requests that have not been answered, those that wait included. */
  readonly pending: number
  /** Whether a request is under way that the others wait for. */
  readonly exclusive: boolean
  readonly waiting: readonly ClientFrame[]
}

export type Session =
  | (Traffic & { readonly state: 'opening'; readonly since: number })
  | (Traffic & { readonly state: 'open'; readonly identity: Identity })
  | { readonly state: 'closed'; readonly close: CloseName | undefined }

type Live = Exclude<Session, { state: 'closed' }>

export type SessionEvent =
  | { readonly type: 'request'; readonly frame: ClientFrame }
  | { readonly type: 'refused'; readonly id: string | undefined; readonly failure: Failure }
  /** The upgrade brought a good token: the connection opens by itself. */
  | { readonly type: 'recognised'; readonly identity: Identity }
  | {
      readonly type: 'authenticated'
      readonly purpose: 'connect' | 'refresh'
      readonly id: string | undefined
      readonly identity: Identity
    }
  | {
      readonly type: 'rejected'
      readonly purpose: 'connect' | 'refresh'
      readonly id: string | undefined
      readonly failure: Failure
    }
  | { readonly type: 'attached'; readonly id: string | undefined; readonly identity: Identity }
  | { readonly type: 'not_attached'; readonly id: string | undefined; readonly failure: Failure }
  /** A request that was to be performed has been answered, well or ill. */
  | { readonly type: 'settled'; readonly exclusive: boolean }
  | { readonly type: 'tick' }
  /** The server decides to end it. */
  | { readonly type: 'end'; readonly close: CloseName; readonly reason?: string }
  | { readonly type: 'gone' }

export type Effect =
  | {
      readonly type: 'authenticate'
      readonly purpose: 'connect' | 'refresh'
      readonly id: string | undefined
      readonly token: string | undefined
      readonly userId: string | undefined
    }
  | { readonly type: 'attach'; readonly id: string | undefined; readonly identity: Identity }
  | { readonly type: 'refreshed'; readonly id: string | undefined; readonly identity: Identity }
  | { readonly type: 'perform'; readonly frame: ClientFrame; readonly exclusive: boolean }
  | { readonly type: 'fail'; readonly id: string | undefined; readonly failure: Failure }
  | { readonly type: 'close'; readonly close: CloseName; readonly reason: string }
  /** The connection is over: forget it wherever it is known. */
  | { readonly type: 'detach' }

export interface Step {
  readonly session: Session
  readonly effects: readonly Effect[]
}

const strangersPending = 8

const none: readonly Effect[] = []
const nobodyWaits: readonly ClientFrame[] = []

/** After these nothing may be assumed about what the connection is in until they are done. */
const exclusiveEvents: ReadonlySet<string> = new Set(['connect', 'refresh', 'join_channel', 'leave_channel'])

export function openSession(moment: Moment): Session {
  return {
    state: 'opening',
    since: moment.elapsed,
    requests: fullBucket,
    badFrames: fullBucket,
    refusals: 0,
    pending: 0,
    exclusive: false,
    waiting: nobodyWaits,
  }
}

export function step(session: Session, event: SessionEvent, policy: SessionPolicy, moment: Moment): Step {
  if (session.state === 'closed') return { session, effects: none }
  switch (event.type) {
    case 'request':
      return request(session, event.frame, policy, moment)
    case 'refused':
      return refused(session, event.id, event.failure, policy, moment)
    case 'recognised':
      return {
        session: changed(session, { exclusive: true, pending: session.pending + 1 }),
        effects: [{ type: 'attach', id: undefined, identity: event.identity }],
      }
    case 'authenticated':
      return authenticated(session, event, moment)
    case 'rejected':
      return rejected(session, event, moment)
    case 'attached':
      return attached(session, event.identity, moment)
    case 'not_attached':
      return settle(session, true, [{ type: 'fail', id: event.id, failure: event.failure }], moment)
    case 'settled':
      return settle(session, event.exclusive, none, moment)
    case 'tick':
      return tick(session, policy, moment)
    case 'end':
      return close(event.close, event.reason ?? '')
    case 'gone':
      return { session: { state: 'closed', close: undefined }, effects: [{ type: 'detach' }] }
  }
}

/** After how many milliseconds the session wants a `tick`, if at all. */
export function wakeAfter(session: Session, policy: SessionPolicy, moment: Moment): number | undefined {
  if (session.state === 'opening') return Math.max(0, session.since + policy.connectTimeoutMs - moment.elapsed)
  if (session.state === 'closed' || session.identity.expiresAt === undefined) return undefined
  return Math.max(0, session.identity.expiresAt + policy.tokenGraceMs - moment.now)
}

/** Field by field: a copy by spreading costs more than all else that a step does. */
function changed(
  session: Live,
  {
    requests = session.requests,
    badFrames = session.badFrames,
    refusals = session.refusals,
    pending = session.pending,
    exclusive = session.exclusive,
    waiting = session.waiting,
  }: Partial<Traffic>,
): Live {
  return session.state === 'open'
    ? { state: 'open', identity: session.identity, requests, badFrames, refusals, pending, exclusive, waiting }
    : { state: 'opening', since: session.since, requests, badFrames, refusals, pending, exclusive, waiting }
}

function close(name: CloseName, reason: string, before: readonly Effect[] = none): Step {
  return {
    session: { state: 'closed', close: name },
    effects: [...before, { type: 'detach' }, { type: 'close', close: name, reason }],
  }
}

function request(session: Live, frame: ClientFrame, policy: SessionPolicy, moment: Moment): Step {
  const { bucket, waitMs } = takeOne(session.requests, policy.requests, moment.elapsed)
  if (waitMs > 0) return tooFast(changed(session, { requests: bucket }), frame.id, waitMs, policy)
  // Who has not connected yet is a stranger, whose frames wait in our memory: a few are enough to open with.
  const most = session.state === 'open' ? policy.maxPending : Math.min(policy.maxPending, strangersPending)
  if (session.pending >= most) return tooFast(changed(session, { requests: bucket }), frame.id, 100, policy)
  const counted = changed(session, { requests: bucket, refusals: 0, pending: session.pending + 1 })
  if (counted.exclusive) return { session: changed(counted, { waiting: [...counted.waiting, frame] }), effects: none }
  return begin(counted, frame, moment)
}

function tooFast(session: Live, id: string | undefined, waitMs: number, policy: SessionPolicy): Step {
  const failure: Failure = {
    code: 'rate_limited',
    message: `Too many requests: wait ${waitMs} ms.`,
    retryAfterMs: waitMs,
  }
  return tooOften(session, { type: 'fail', id, failure }, policy)
}

/** Refused as `rate_limited`, by whatever limit; who goes on regardless is closed. */
function tooOften(session: Live, fail: Effect, policy: SessionPolicy): Step {
  const refusals = session.refusals + 1
  if (refusals > policy.maxRefusals) return close('flooding', 'Too many requests.', [fail])
  return { session: changed(session, { refusals }), effects: [fail] }
}

function begin(session: Live, frame: ClientFrame, moment: Moment): Step {
  const refusal = untimely(session, frame, moment)
  if (refusal !== undefined) {
    return {
      session: changed(session, { pending: session.pending - 1 }),
      effects: [{ type: 'fail', id: frame.id, failure: refusal }],
    }
  }
  const exclusive = exclusiveEvents.has(frame.type)
  const next: Live = exclusive ? changed(session, { exclusive }) : session
  if (frame.type === 'connect') {
    return {
      session: next,
      effects: [
        {
          type: 'authenticate',
          purpose: 'connect',
          id: frame.id,
          token: frame.data?.token,
          userId: frame.data?.user_id,
        },
      ],
    }
  }
  if (frame.type === 'refresh') {
    return {
      session: next,
      effects: [{ type: 'authenticate', purpose: 'refresh', id: frame.id, token: frame.data.token, userId: undefined }],
    }
  }
  return { session: next, effects: [{ type: 'perform', frame, exclusive }] }
}

function untimely(session: Live, frame: ClientFrame, moment: Moment): Failure | undefined {
  const wanted = operations[frame.type].session
  if (session.state === 'opening') {
    return wanted === 'opening'
      ? undefined
      : { code: 'not_connected', message: `Send \`connect\` before \`${frame.type}\`.` }
  }
  if (wanted === 'opening')
    return { code: 'already_connected', message: `This connection is open already, as ${session.identity.userId}.` }
  const { expiresAt } = session.identity
  if (expiresAt !== undefined && moment.now >= expiresAt && frame.type !== 'refresh' && frame.type !== 'heartbeat') {
    return { code: 'token_expired', message: 'The token has expired: send `refresh` with a new one.' }
  }
  return undefined
}

function refused(session: Live, id: string | undefined, failure: Failure, policy: SessionPolicy, moment: Moment): Step {
  const { bucket, waitMs } = takeOne(session.requests, policy.requests, moment.elapsed)
  if (waitMs > 0) return tooFast(changed(session, { requests: bucket }), id, waitMs, policy)
  const fail: Effect = { type: 'fail', id, failure }
  if (failure.code === 'rate_limited') return tooOften(changed(session, { requests: bucket }), fail, policy)
  if (failure.code !== 'bad_frame' && failure.code !== 'unsupported_frame')
    return { session: changed(session, { requests: bucket }), effects: [fail] }
  const bad = takeOne(session.badFrames, policy.badFrames, moment.elapsed)
  if (bad.waitMs > 0) return close('bad_frames', 'Too many frames that are not requests.', [fail])
  return { session: changed(session, { requests: bucket, badFrames: bad.bucket }), effects: [fail] }
}

function authenticated(session: Live, event: Extract<SessionEvent, { type: 'authenticated' }>, moment: Moment): Step {
  const { id, identity, purpose } = event
  if (purpose === 'connect') return { session, effects: [{ type: 'attach', id, identity }] }
  if (session.state !== 'open' || session.identity.userId !== identity.userId) {
    const failure: Failure = {
      code: 'unauthorized',
      message: 'The token is for another user; `refresh` is for the same one.',
    }
    return settle(session, true, [{ type: 'fail', id, failure }], moment)
  }
  return settle({ ...session, identity }, true, [{ type: 'refreshed', id, identity }], moment)
}

/** A connection that is open keeps its old token, and is no worse off for a new one that is no good. */
function rejected(
  session: Live,
  { id, failure, purpose }: Extract<SessionEvent, { type: 'rejected' }>,
  moment: Moment,
): Step {
  const fail: Effect = { type: 'fail', id, failure }
  // A key set that cannot be fetched now says nothing about the token.
  if (purpose === 'refresh' || failure.code === 'unavailable') return settle(session, true, [fail], moment)
  return close('unauthorized', 'The token was refused.', [fail])
}

function attached(session: Live, identity: Identity, moment: Moment): Step {
  const { requests, badFrames, refusals, pending, exclusive, waiting } = session
  return settle(
    { state: 'open', identity, requests, badFrames, refusals, pending, exclusive, waiting },
    true,
    none,
    moment,
  )
}

/** One answer less is owed; and if the others waited for it, they go on until one of them is exclusive again. */
function settle(session: Live, exclusive: boolean, effects: readonly Effect[], moment: Moment): Step {
  let current = changed(session, { pending: session.pending - 1 })
  if (!exclusive) return { session: current, effects }
  current = changed(current, { exclusive: false })
  const all = [...effects]
  while (!current.exclusive) {
    const [next] = current.waiting
    if (next === undefined) break
    const waiting = current.waiting.length === 1 ? nobodyWaits : current.waiting.slice(1)
    const begun = begin(changed(current, { waiting }), next, moment)
    all.push(...begun.effects)
    if (begun.session.state === 'closed') return { session: begun.session, effects: all }
    current = begun.session
  }
  return { session: current, effects: all }
}

function tick(session: Live, policy: SessionPolicy, moment: Moment): Step {
  if (wakeAfter(session, policy, moment) !== 0) return { session, effects: none }
  if (session.state === 'opening') return close('connect_timeout', '`connect` did not succeed in time.')
  return close('token_expired', 'The token has expired.', [
    {
      type: 'fail',
      id: undefined,
      failure: { code: 'token_expired', message: 'The token has expired and was not refreshed in time.' },
    },
  ])
}
