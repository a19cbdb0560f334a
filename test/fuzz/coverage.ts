/**
 * Which code has run, block by block, as V8 counts it. Counting has to begin before the code is loaded: what is compiled
 * without counters has none.
 */
import { type Profiler, Session } from 'node:inspector'

/** For each script, a byte for each of its characters: whether it has ever run. */
export type Ground = Map<string, Uint8Array>

/** A function that has run: a byte for each of its characters, of which the first stands at `from`. */
export interface Ran {
  readonly url: string
  readonly from: number
  readonly ran: Uint8Array
}

export interface Reach {
  readonly reached: number
  readonly blocks: number
}

export class Coverage {
  readonly #session = new Session()
  readonly #scripts: RegExp
  /** Where blocks begin and end, as far as V8 has told: it says so only where the counts differ. */
  readonly #seams = new Map<string, Set<number>>()

  /** Of the scripts whose address matches. */
  constructor(scripts: RegExp) {
    this.#scripts = scripts
    this.#session.connect()
    this.#post('Profiler.enable')
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** The functions that have run since it was asked last. */
  take(): readonly Ran[] {
    const { result } = this.#post<Profiler.TakePreciseCoverageReturnType>('Profiler.takePreciseCoverage')
    return result
      .filter(({ url }) => this.#scripts.test(url))
      .flatMap(({ url, functions }) => functions.map(({ ranges }) => this.#paint(url, ranges)))
  }

  /** Ranges come from the outside in: the count of what is further inside is written over that of what is around it. */
  #paint(url: string, ranges: readonly Profiler.CoverageRange[]): Ran {
    const seams = this.#seams.get(url) ?? new Set()
    this.#seams.set(url, seams)
    const from = ranges[0]?.startOffset ?? 0
    const ran = new Uint8Array((ranges[0]?.endOffset ?? 0) - from)
    for (const { startOffset, endOffset, count } of ranges) {
      seams.add(startOffset)
      ran.fill(count > 0 ? 1 : 0, startOffset - from, endOffset - from)
    }
    return { url, from, ran }
  }

  /** How many blocks there are in the scripts of a ground, and how many of them it has. */
  reach(ground: Ground): Reach {
    let [reached, blocks] = [0, 0]
    for (const [url, seams] of this.#seams) {
      if (!ground.has(url)) continue
      const ran = ground.get(url)
      for (const from of seams) {
        blocks++
        if (ran?.[from] === 1) reached++
      }
    }
    return { reached, blocks }
  }

  stop(): void {
    this.#session.disconnect()
  }

  #post<T>(method: string, params: object = {}): T {
    let answer: T | undefined
    // The inspector of its own process answers at once.
    this.#session.post(method, params, (error, result) => {
      if (error !== null) throw new Error(error.message)
      answer = result as T
    })
    return answer as T
  }
}

/** Whether anything has run that is not in the ground. */
export function isNewIn(ground: Ground, functions: readonly Ran[]): boolean {
  for (const { url, from, ran } of functions) {
    const known = ground.get(url)
    // Plainly, because this is asked all the time.
    for (let at = 0; at < ran.length; at++) if (ran[at] === 1 && known?.[from + at] !== 1) return true
  }
  return false
}

export function add(ground: Ground, functions: readonly Ran[]): void {
  for (const { url, from, ran } of functions) {
    let known = ground.get(url) ?? new Uint8Array()
    if (known.length < from + ran.length) {
      const longer = new Uint8Array(from + ran.length)
      longer.set(known)
      known = longer
    }
    for (let at = 0; at < ran.length; at++) if (ran[at] === 1) known[from + at] = 1
    ground.set(url, known)
  }
}
