/**
 * The life of a client as a pure function: what happened goes in, the new state and what is to be done come out.
 * No socket, no timer, no clock: whoever calls this carries out the effects and reports back with events.
 *
 *   closed ──start──▶ connecting: preparing ──▶ dialling ──▶ greeting ──▶ open
 *     ▲                   ▲          │  failed, lost, too late  │           │
 *     │                 retry        ▼                          ▼           │ lost, silent
 *     └──── stop ────  waiting ◀────────────────────────────────────────────┘
 */
import { type Backoff, backoffMs } from './backoff.ts'
import type { PactwireError } from './errors.ts'
import type { WaitReason } from './state.ts'
import type { Happening } from './surroundings.ts'

/** `refused`: what was prepared last, a token, was not taken by the server. */
export type Occasion = 'connect' | 'refused'

type Waiting = {
  readonly state: 'waiting'
  /** The number of the attempt that comes next. */
  readonly attempt: number
  readonly why: WaitReason
  readonly delayMs: number | undefined
  readonly occasion: Occasion
  /** The server does not want to see us before this, by the clock that never goes backwards. */
  readonly notBefore: number
}

type Connecting = {
  readonly state: 'connecting'
  readonly attempt: number
  readonly step: 'preparing' | 'dialling' | 'greeting'
  readonly occasion: Occasion
}

type Open = {
  readonly state: 'open'
  /** How many attempts this connection took; begins anew once it has held for a while. */
  readonly attempt: number
  /** How long silence is normal; undefined: for ever. */
  readonly heartbeatMs: number | undefined
  /** When the server was last asked for a sign of life that has not been seen yet. */
  readonly probedAt: number | undefined
  readonly notBefore: number
}

type Closed = {
  readonly state: 'closed'
  readonly code: number | undefined
  readonly reason: string
  readonly final: boolean
  readonly error?: PactwireError
}

export type Life = Waiting | Connecting | Open | Closed

/** What the server's refusal of a greeting, or its close code, asks for. */
export type Verdict = 'retry' | 'renew' | 'stop'

export type LifeEvent =
  /** `asked`: by the application, which gets what it wants even on a hidden page. */
  | { readonly type: 'start'; readonly asked: boolean }
  | { readonly type: 'stop' }
  | { readonly type: 'prepared' }
  | { readonly type: 'dialled' }
  | { readonly type: 'welcomed'; readonly heartbeatMs: number | undefined }
  /** The attempt came to nothing: could not be prepared, or the greeting was refused. */
  | { readonly type: 'failed'; readonly verdict: Verdict; readonly error: PactwireError; readonly retryAfterMs: number }
  | { readonly type: 'lost'; readonly verdict: Verdict; readonly code: number; readonly reason: string }
  | { readonly type: 'going_away'; readonly afterMs: number }
  | { readonly type: 'timer'; readonly name: TimerName }
  | { readonly type: 'world'; readonly happening: Happening }

export type TimerName = 'step' | 'retry' | 'stable' | 'quiet'

export type LifeEffect =
  | { readonly type: 'prepare'; readonly occasion: Occasion }
  | { readonly type: 'dial' }
  | { readonly type: 'greet' }
  | { readonly type: 'probe' }
  /** Let go of the socket and of whatever else the attempt has under way. `dead`: nobody will answer a farewell. */
  | { readonly type: 'hang_up'; readonly dead: boolean }
  /** An open connection is gone: what was asked on it will not be answered. */
  | { readonly type: 'dropped' }
  /** Nothing will come any more unless the application starts it again. */
  | { readonly type: 'ended' }
  | { readonly type: 'timer'; readonly name: TimerName; readonly ms: number }
  | { readonly type: 'cancel_timers' }

export interface LifePolicy {
  readonly connectTimeoutMs: number
  readonly reconnect: Backoff | 'off'
  /** Whether something else can be prepared when the server has refused what was. */
  readonly renewable: boolean
}

/** The circumstances of an event. */
export interface Moment {
  readonly elapsed: number
  /** From 0 to 1, 1 excluded. */
  readonly random: number
  readonly online: boolean
  readonly hidden: boolean
  /** For how long nothing has come from the server. */
  readonly quietMs: number
}

export interface LifeStep {
  readonly life: Life
  readonly effects: readonly LifeEffect[]
}

/** How long the server may take to answer when there is a reason to doubt the connection: the page woke up. */
const wakeUpMs = 5000

const cancel: LifeEffect = { type: 'cancel_timers' }
const hangUp = { type: 'hang_up', dead: false } as const

export const unborn: Life = { state: 'closed', code: undefined, reason: 'Not started.', final: false }

export function step(life: Life, event: LifeEvent, policy: LifePolicy, moment: Moment): LifeStep {
  switch (event.type) {
    case 'start':
      return start(life, event.asked, policy, moment)
    case 'stop':
      return life.state === 'closed' ? still(life) : end(life, { reason: 'Closed by the application.', final: true })
    case 'world':
      return world(life, event.happening, policy, moment)
    case 'timer':
      return timer(life, event.name, policy, moment)
    default:
      if (life.state === 'connecting') return connecting(life, event, policy, moment)
      return life.state === 'open' ? open(life, event, policy, moment) : still(life)
  }
}

function still(life: Life): LifeStep {
  return { life, effects: [] }
}

function start(life: Life, asked: boolean, policy: LifePolicy, moment: Moment): LifeStep {
  if (life.state === 'waiting') return attempt(life.attempt, life.occasion, policy)
  if (life.state !== 'closed') return still(life)
  if (asked || !moment.hidden) return attempt(1, 'connect', policy)
  return {
    life: { state: 'waiting', attempt: 1, why: 'hidden', delayMs: undefined, occasion: 'connect', notBefore: 0 },
    effects: [],
  }
}

function attempt(number: number, occasion: Occasion, { connectTimeoutMs }: LifePolicy): LifeStep {
  return {
    life: { state: 'connecting', attempt: number, step: 'preparing', occasion },
    effects: [cancel, { type: 'timer', name: 'step', ms: connectTimeoutMs }, { type: 'prepare', occasion }],
  }
}

function connecting(life: Connecting, event: LifeEvent, policy: LifePolicy, moment: Moment): LifeStep {
  switch (event.type) {
    case 'prepared':
      if (life.step !== 'preparing') return still(life)
      // From here to the welcome it is one time, and shorter than the server's, which begins later.
      return {
        life: { ...life, step: 'dialling' },
        effects: [{ type: 'timer', name: 'step', ms: policy.connectTimeoutMs }, { type: 'dial' }],
      }
    case 'dialled':
      return life.step === 'dialling'
        ? { life: { ...life, step: 'greeting' }, effects: [{ type: 'greet' }] }
        : still(life)
    case 'welcomed':
      return life.step === 'greeting' ? welcomed(life, event.heartbeatMs) : still(life)
    case 'failed': {
      const { error, verdict, retryAfterMs } = event
      if (verdict === 'renew') return renew(life, { reason: error.message, error }, policy)
      if (verdict === 'stop') return end(life, { reason: error.message, error, final: true })
      return wait(life, moment.elapsed + retryAfterMs, 'connect', error.message, policy, moment)
    }
    case 'lost':
      if (event.verdict === 'renew') return renew(life, event, policy)
      if (event.verdict === 'stop') return end(life, { ...event, final: true })
      return wait(life, 0, 'connect', event.reason, policy, moment, event.code)
    default:
      return still(life)
  }
}

/** Once more within the same attempt; who is refused twice in a row is refused. */
function renew(life: Connecting, why: Ending, policy: LifePolicy): LifeStep {
  if (!policy.renewable || life.occasion === 'refused') return end(life, { ...why, final: true })
  const again = attempt(life.attempt, 'refused', policy)
  return { life: again.life, effects: [hangUp, ...again.effects] }
}

function welcomed(life: Connecting, heartbeatMs: number | undefined): LifeStep {
  return {
    life: { state: 'open', attempt: life.attempt, heartbeatMs, probedAt: undefined, notBefore: 0 },
    effects: [
      cancel,
      { type: 'timer', name: 'stable', ms: heartbeatMs ?? 30_000 },
      ...(heartbeatMs === undefined ? [] : [quiet(heartbeatMs)]),
    ],
  }
}

function open(life: Open, event: LifeEvent, policy: LifePolicy, moment: Moment): LifeStep {
  if (event.type === 'going_away') return still({ ...life, notBefore: moment.elapsed + event.afterMs })
  if (event.type !== 'lost') return still(life)
  const { verdict, code, reason } = event
  if (verdict === 'stop' || (verdict === 'renew' && !policy.renewable)) return end(life, { code, reason, final: true })
  // Not at once, even with a new token: a server that opens and closes at once would be asked without end.
  return wait(life, life.notBefore, verdict === 'renew' ? 'refused' : 'connect', reason, policy, moment, code)
}

function wait(
  life: Connecting | Open,
  notBefore: number,
  occasion: Occasion,
  reason: string,
  { reconnect }: LifePolicy,
  moment: Moment,
  code?: number,
): LifeStep {
  if (reconnect === 'off') return end(life, { code, reason, final: false })
  const { elapsed, online } = moment
  const jitterMs = backoffMs(life.attempt, reconnect, moment.random)
  const askedMs = notBefore - elapsed
  const why = askedMs > jitterMs ? 'asked' : online ? 'lost' : 'offline'
  const next = { state: 'waiting', attempt: life.attempt + 1, occasion, notBefore } as const
  return settled(life, next, why, Math.max(jitterMs, askedMs), moment)
}

function settled(
  before: Life,
  next: Omit<Waiting, 'why' | 'delayMs'>,
  why: WaitReason,
  delayMs: number,
  { hidden }: Moment,
): LifeStep {
  return {
    life: hidden ? { ...next, why: 'hidden', delayMs: undefined } : { ...next, why, delayMs },
    effects: [...letGo(before), cancel, ...(hidden ? [] : [{ type: 'timer', name: 'retry', ms: delayMs } as const])],
  }
}

/** Who is above hears first that it is over, and asks for nothing more. */
function letGo({ state }: Life): LifeEffect[] {
  if (state === 'open') return [{ type: 'dropped' }, hangUp]
  return state === 'connecting' ? [hangUp] : []
}

interface Ending {
  readonly code?: number | undefined
  readonly reason: string
  readonly error?: PactwireError
}

function end(life: Life, { code, reason, final, error }: Ending & { readonly final: boolean }): LifeStep {
  return {
    life: { state: 'closed', code, reason, final, ...(error === undefined ? {} : { error }) },
    effects: [...letGo(life), cancel, { type: 'ended' }],
  }
}

function timer(life: Life, name: TimerName, policy: LifePolicy, moment: Moment): LifeStep {
  switch (name) {
    case 'step':
      if (life.state !== 'connecting') return still(life)
      return wait(life, 0, 'connect', 'Connecting took too long.', policy, moment)
    case 'retry':
      if (life.state !== 'waiting') return still(life)
      return moment.hidden
        ? still({ ...life, why: 'hidden', delayMs: undefined })
        : attempt(life.attempt, life.occasion, policy)
    case 'stable':
      return still(life.state === 'open' ? { ...life, attempt: 0 } : life)
    case 'quiet':
      return life.state === 'open' ? listen(life, policy, moment) : still(life)
  }
}

function quiet(ms: number): LifeEffect {
  return { type: 'timer', name: 'quiet', ms }
}

/** After an interval of silence the server is asked for a sign of life; after another one it is taken for dead. */
function listen(life: Open, policy: LifePolicy, moment: Moment): LifeStep {
  const { heartbeatMs, probedAt } = life
  if (heartbeatMs === undefined) return still(life)
  const { quietMs, elapsed } = moment
  if (probedAt !== undefined && quietMs > elapsed - probedAt) {
    const gone = wait(life, life.notBefore, 'connect', 'The server has gone silent.', policy, moment)
    return { ...gone, effects: gone.effects.map((effect) => (effect === hangUp ? { ...hangUp, dead: true } : effect)) }
  }
  if (quietMs < heartbeatMs) return { life: { ...life, probedAt: undefined }, effects: [quiet(heartbeatMs - quietMs)] }
  return probe(life, heartbeatMs, moment)
}

function probe(life: Open, answerMs: number, { elapsed }: Moment): LifeStep {
  return { life: { ...life, probedAt: elapsed }, effects: [{ type: 'probe' }, quiet(answerMs)] }
}

function world(life: Life, happening: Happening, policy: LifePolicy, moment: Moment): LifeStep {
  if (happening === 'hidden' || happening === 'offline') return still(life)
  // The machine may have slept, or changed networks: the connection may be dead without knowing it.
  if (life.state === 'open')
    return life.heartbeatMs === undefined || life.probedAt !== undefined
      ? still(life)
      : probe(life, Math.min(wakeUpMs, life.heartbeatMs), moment)
  if (life.state !== 'waiting' || moment.hidden) return still(life)
  if (happening === 'visible' && life.why !== 'hidden') return still(life)
  const leftMs = life.notBefore - moment.elapsed
  return leftMs <= 0 ? attempt(life.attempt, life.occasion, policy) : settled(life, life, 'asked', leftMs, moment)
}
