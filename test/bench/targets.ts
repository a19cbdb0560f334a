/** What Pactwire is to reach, and whether it has: an absolute bound, or one in proportion to a peer of the same run. */
import { type MeasureName, measures, written } from '../../src/bench/figures.ts'

export interface Target {
  readonly measure: MeasureName
  /** A peer by name; `others` are all but the floor, and each has to be beaten. */
  readonly against?: string
  /** Pactwire’s own figure in another scenario. */
  readonly inScenario?: string
  readonly atMost?: number
  readonly atLeast?: number
  readonly atMostTimes?: number
  readonly atLeastTimes?: number
  readonly atMostAbove?: number
}

export interface Verdict {
  readonly sentence: string
  readonly state: 'met' | 'missed' | 'not measured'
  /** What it came to, in words. */
  readonly found: string
  /** What the floor comes to by the same target: what is out of its reach can be reached by nobody on this library. */
  readonly floor: string
}

type Reached = Pick<Verdict, 'state' | 'found'>

/** The median of a figure of a peer in a scenario; undefined when there is none that can be believed. */
export type Lookup = (scenario: string, peer: string, measure: MeasureName) => number | undefined

const ours = 'pactwire'
/** Beside the servers, and not among those that are to be beaten. */
const floors = ['floor', 'uws-at-once'] as const
const unknown = '–'

export function judge(target: Target, scenario: string, peerNames: readonly string[], look: Lookup): Verdict {
  const floor = target.against === 'floor' ? unknown : reach(floors[0], target, scenario, peerNames, look).found
  return { sentence: sentence(target), ...reach(ours, target, scenario, peerNames, look), floor }
}

/** What one server comes to by a target. */
function reach(
  subject: string,
  { against, inScenario, ...target }: Target,
  scenario: string,
  peerNames: readonly string[],
  look: Lookup,
): Reached {
  const { measure } = target
  const own = look(scenario, subject, measure)
  const rivals =
    against === 'others' ? peerNames.filter((name) => name !== ours && !isFloor(name)) : [against ?? subject]
  const verdicts = rivals.map((rival) => one(target, own, look(inScenario ?? scenario, rival, measure)))
  const known = verdicts.filter(({ state }) => state !== 'not measured')
  const worst = known.find(({ state }) => state === 'missed') ?? known[0]
  const found = against === 'others' ? known.map((verdict) => verdict.found).join(', ') : (worst?.found ?? unknown)
  return { state: worst?.state ?? 'not measured', found: found === '' ? unknown : found }
}

function one(target: Target, own: number | undefined, other: number | undefined): Reached {
  const { measure, atMost, atLeast, atMostTimes, atLeastTimes, atMostAbove } = target
  if (own === undefined || other === undefined || Number.isNaN(own) || Number.isNaN(other))
    return { state: 'not measured', found: unknown }
  const { unit } = measures[measure]
  if (atMost !== undefined) return reached(own <= atMost, `${written(measure, own)} ${unit}`)
  if (atLeast !== undefined) return reached(own >= atLeast, `${written(measure, own)} ${unit}`)
  const times = `${(own / other).toFixed(own / other >= 10 ? 1 : 2)} ×`
  if (atMostTimes !== undefined) return reached(own <= atMostTimes * other, times)
  if (atLeastTimes !== undefined) return reached(own >= atLeastTimes * other, times)
  const above = own - other
  return reached(above <= (atMostAbove ?? 0), `${above < 0 ? '−' : '+'}${written(measure, Math.abs(above))} ${unit}`)
}

function isFloor(name: string): boolean {
  return floors.some((floor) => floor === name)
}

function reached(yes: boolean, found: string): Reached {
  return { state: yes ? 'met' : 'missed', found }
}

function sentence({ measure, against, inScenario, ...bound }: Target): string {
  const { title, unit } = measures[measure]
  const whose = inScenario === undefined ? `that of ${against ?? ''}` : `that in ${inScenario}`
  if (bound.atMost !== undefined) return `${title} at most ${bound.atMost} ${unit}`
  if (bound.atLeast !== undefined) return `${title} at least ${bound.atLeast} ${unit}`
  if (bound.atMostTimes !== undefined) return `${title} at most ${bound.atMostTimes} × ${whose}`
  if (bound.atLeastTimes !== undefined) return `${title} at least ${bound.atLeastTimes} × ${whose}`
  return `${title} at most ${bound.atMostAbove} ${unit} above ${whose}`
}
