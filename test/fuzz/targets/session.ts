/** The session, told of events in any order, also such that no server reports: it never throws, ends once and stays ended. */
import { closeCodes, errorCodes, operations } from '../../../generated/operations.ts'
import type { ClientFrame } from '../../../generated/types.ts'
import {
  type CloseName,
  openSession,
  type SessionEvent,
  type SessionPolicy,
  step,
  wakeAfter,
} from '../../../src/protocol/session.ts'
import type { Dice } from '../dice.ts'
import type { Target } from '../explore.ts'

interface Happening {
  readonly event: SessionEvent
  /** By how much the clock on the wall has jumped, and how long it has been, in milliseconds. */
  readonly jumpMs: number
  readonly passedMs: number
}

const longest = 60
const policy: SessionPolicy = {
  connectTimeoutMs: 10_000,
  tokenGraceMs: 5000,
  requests: { perSecond: 10, burst: 8 },
  badFrames: { perSecond: 1 / 60, burst: 3 },
  maxRefusals: 4,
  maxPending: 5,
}
const requests = Object.keys(operations) as (keyof typeof operations)[]
const errors = Object.keys(errorCodes) as (keyof typeof errorCodes)[]
const closes = Object.keys(closeCodes) as CloseName[]

export const sessionTarget: Target<readonly Happening[]> = {
  name: 'session',
  seeds: [[]],
  mutate,
  run,
  show: (input) => JSON.stringify(input),
}

function run(input: readonly Happening[]): void {
  let [now, elapsed, ends] = [50_000, 0, 0]
  let session = openSession({ now, elapsed })
  for (const { event, jumpMs, passedMs } of input) {
    now += jumpMs
    elapsed += passedMs
    const moment = { now, elapsed }
    const before = session
    const { session: after, effects } = step(before, event, policy, moment)
    session = after
    ends += effects.filter(({ type }) => type === 'detach').length
    check(before.state !== 'closed' || (after === before && effects.length === 0), 'a closed session does something')
    check(before.state !== 'open' || after.state !== 'opening', 'an open session begins again')
    check((wakeAfter(after, policy, moment) ?? 0) >= 0, 'a time to wake that is over')
    check(ends === (after.state === 'closed' ? 1 : 0), `it ends ${ends} times`)
  }
}

function check(holds: boolean, complaint: string): void {
  if (!holds) throw new Error(complaint)
}

function mutate(dice: Dice, kept: readonly (readonly Happening[])[]): readonly Happening[] {
  let happenings = dice.heads() ? dice.pick(kept) : dice.pick(kept.slice(-20))
  for (let changes = dice.between(1, 4); changes > 0; changes--) {
    const at = dice.below(happenings.length + 1)
    const [before, after] = [happenings.slice(0, at), happenings.slice(at)]
    const choices: readonly (() => readonly Happening[])[] = [
      () => [...before, happening(dice), ...after],
      () => [...happenings, happening(dice)],
      () => [...before, ...after.slice(1)],
      () => [...before, ...after.slice(0, 3), ...after],
      () => [...before, ...dice.pick(kept).slice(at)],
    ]
    happenings = dice.pick(choices)()
  }
  return happenings.slice(0, longest)
}

function happening(dice: Dice): Happening {
  return {
    event: eventOf(dice),
    jumpMs: dice.heads(0.8) ? dice.below(20) : dice.between(-5000, 20_000),
    passedMs: dice.heads(0.8) ? dice.below(20) : dice.below(5000),
  }
}

function eventOf(dice: Dice): SessionEvent {
  const id = dice.heads() ? undefined : `${dice.below(5)}`
  const identity = { userId: dice.pick(['a', 'b']), expiresAt: dice.heads() ? undefined : dice.below(100_000) }
  const purpose = dice.pick(['connect', 'refresh'] as const)
  const failure = { code: dice.pick(errors), message: 'no' }
  const events: readonly (() => SessionEvent)[] = [
    () => ({
      type: 'request',
      frame: { type: dice.pick(requests), id, data: { token: 't' } } as unknown as ClientFrame,
    }),
    () => ({ type: 'refused', id, failure }),
    () => ({ type: 'recognised', identity }),
    () => ({ type: 'authenticated', purpose, id, identity }),
    () => ({ type: 'rejected', purpose, id, failure }),
    () => ({ type: 'attached', id, identity }),
    () => ({ type: 'not_attached', id, failure }),
    () => ({ type: 'settled', exclusive: dice.heads() }),
    () => ({ type: 'tick' }),
    () => ({ type: 'end', close: dice.pick(closes), reason: 'over' }),
    () => ({ type: 'gone' }),
  ]
  return dice.pick(events)()
}
