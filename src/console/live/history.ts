/** What was read within the last two minutes: the lines of the charts. Where the server did not answer there is nothing. */
import {
  type FigureName,
  type Figures,
  figureNames,
  figuresOf,
  isRestart,
  type Reading,
  recentSeconds,
  refusalsOf,
} from './figures.ts'

export const spanSeconds = 120
/** Readings come once a second; this is in case somebody makes them come faster. */
const mostPoints = 300

interface Point {
  readonly time: number
  readonly figures: Figures | undefined
  readonly refusals: ReadonlyMap<string, number>
}

/** A picture of it at one moment, that does not change any more. */
export interface Lines {
  /** In seconds since 1970, ascending. */
  readonly times: readonly number[]
  readonly values: Readonly<Record<FigureName, readonly (number | null)[]>>
  /** When another process answered for the first time. */
  readonly restarts: readonly number[]
  /** How many were refused, by code, most first. */
  readonly refusals: readonly (readonly [code: string, count: number])[]
  readonly end: number
}

const nothing: ReadonlyMap<string, number> = new Map()

export class History {
  #points: Point[] = []
  #restarts: number[] = []
  /** The last one however old it is, and those before it that are recent. */
  #readings: Reading[] = []

  add(reading: Reading): void {
    const before = this.#readings.at(-1)
    if (before !== undefined && before.time >= reading.time) return
    const recent = this.#readings.filter(({ time }) => time >= reading.time - recentSeconds)
    if (before !== undefined && isRestart(reading, before)) this.#restarts.push(reading.time)
    this.#push({
      time: reading.time,
      figures: figuresOf(reading, recent),
      refusals: refusalsOf(reading, before),
    })
    this.#readings = [...recent, reading]
  }

  /** Nothing is known of this moment. */
  miss(time: number): void {
    this.#push({ time, figures: undefined, refusals: nothing })
  }

  /** `end` is the moment on the right: now, or when it was paused. */
  lines(end: number): Lines {
    const points = this.#points.filter(({ time }) => time >= end - spanSeconds && time <= end)
    const line = (name: FigureName) => points.map(({ figures }) => figures?.[name] ?? null)
    const refused = new Map<string, number>()
    for (const { refusals } of points) {
      for (const [code, count] of refusals) refused.set(code, (refused.get(code) ?? 0) + count)
    }
    return {
      times: points.map(({ time }) => time),
      values: Object.fromEntries(figureNames.map((name) => [name, line(name)])) as Record<
        FigureName,
        (number | null)[]
      >,
      restarts: this.#restarts.filter((time) => time >= end - spanSeconds && time <= end),
      refusals: [...refused].sort(([a, many], [b, more]) => more - many || a.localeCompare(b)),
      end,
    }
  }

  #push(point: Point): void {
    // What comes late, or twice in one moment, would make the lines run backwards.
    if (point.time <= (this.#points.at(-1)?.time ?? Number.NEGATIVE_INFINITY)) return
    this.#points.push(point)
    const oldest = point.time - 2 * spanSeconds
    this.#points = this.#points.filter(({ time }) => time >= oldest).slice(-mostPoints)
    this.#restarts = this.#restarts.filter((time) => time >= oldest)
  }
}
