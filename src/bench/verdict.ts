/**
 * Whether a run measured the server or the generator. A generator that is out of breath delays what it sends and what it
 * reads, and nothing in the figures tells that apart from a slow server; so it looks at itself.
 */
import type { Pace } from './pace.ts'

export interface Signs {
  readonly pace: Pace['kind']
  /** Of one core: 1 is all of it. */
  readonly generatorShare: number
  /** Undefined when nobody knows. */
  readonly serverShare: number | undefined
  /** What others took of the cores that were to be for these two alone; undefined when there are none such. */
  readonly foreignShare: number | undefined
  /** How late messages of an open pace left; undefined where there is none. */
  readonly lateP99Ms: number | undefined
  readonly sent: number
  readonly missing: number
  readonly refusals: ReadonlyMap<string, number>
  readonly lost: readonly string[]
}

/** A server that is this busy was as much the limit as the generator. */
const busy = 0.9
/** Where an open pace leaves no core to spare, waiting begins. */
const breathless = 0.95
/** A timer is late by up to 1 ms, and by as long as it takes to read what one message sets off. */
const tooLateMs = 10

/** There is always something else to do on a machine, but not more than this. */
const crowded = 0.1

export function problemsOf(signs: Signs): string[] {
  const { pace, generatorShare, serverShare, sent, missing, refusals, lost } = signs
  const problems: string[] = []
  if (pace === 'open' && generatorShare > breathless)
    problems.push(
      `the generator was saturated (${percent(generatorShare)} of a core): offer less, or give it more room`,
    )
  if (pace === 'closed' && generatorShare > breathless && (serverShare === undefined || serverShare < busy))
    problems.push(
      `the generator was the limit (${percent(generatorShare)} of a core, the server ${serverShare === undefined ? 'unknown' : percent(serverShare)})`,
    )
  if (sent === 0) problems.push('nothing was sent')
  if (missing > 0) problems.push(`${missing} deliveries are missing`)
  if (missing < 0)
    problems.push(`${-missing} deliveries came that nobody had sent: is somebody else in these channels?`)
  for (const [code, count] of refusals) problems.push(`${count} requests were refused: ${code}`)
  const [first] = lost
  if (first !== undefined) problems.push(`${lost.length} connections were lost, the first because ${first}`)
  return problems
}

/** What a quieter machine, or one with more room for the generator, would do away with. */
export function disturbancesOf({ foreignShare, lateP99Ms }: Signs): string[] {
  const disturbances: string[] = []
  if (foreignShare !== undefined && foreignShare > crowded)
    disturbances.push(`others took ${percent(foreignShare)} of a core: the machine was not free for this`)
  if (lateP99Ms !== undefined && lateP99Ms > tooLateMs)
    disturbances.push(`the generator sent late (p99 ${lateP99Ms.toFixed(1)} ms): it, or the machine, was busy`)
  return disturbances
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
