/**
 * A fuzzer that is led by what it reaches: an input that runs a block which none has run before is kept, and further
 * inputs are made from those that were kept. The same can be had blind, to see what the leading is worth.
 */
import { add, type Coverage, type Ground, isNewIn, type Reach } from './coverage.ts'
import { Dice } from './dice.ts'

/** What is fuzzed: how its inputs are made, and what may not happen with any of them. */
export interface Target<T> {
  readonly name: string
  readonly seeds: readonly T[]
  /** Another input, made of those that are kept. */
  readonly mutate: (dice: Dice, kept: readonly T[]) => T
  /** Throws when something is wrong. */
  readonly run: (input: T) => void
  /** An input in a form to be read and given again. */
  readonly show: (input: T) => string
}

export interface Expedition {
  readonly runs: number
  readonly seed: number
  /** Makes every input from the seeds alone. */
  readonly isBlind?: boolean
  readonly progress?: (line: string) => void
}

export interface Finding {
  readonly input: string
  readonly error: string
}

export interface Discovery {
  readonly runs: number
  readonly kept: number
  readonly ground: Ground
  readonly findings: readonly Finding[]
}

/** To look at what has run takes as long as many runs: a batch is looked at as one, and again one by one if it is worth it. */
const batch = 64
const mostFindings = 5

export function explore<T>(
  target: Target<T>,
  coverage: Coverage,
  { runs, seed, isBlind, progress }: Expedition,
): Discovery {
  const dice = new Dice(seed)
  const kept = [...target.seeds]
  const ground: Ground = new Map()
  const findings = new Map<string, Finding>()
  const attempt = (input: T): void => {
    try {
      target.run(input)
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      // Told apart by where they are thrown: one fault is found by many inputs.
      const place = text.split('\n').slice(0, 2).join('\n')
      if (!findings.has(place)) findings.set(place, { input: target.show(input), error: text })
    }
  }
  // What has run before, to load the code for instance, is nothing that an input has reached.
  coverage.take()
  for (const input of target.seeds) attempt(input)
  add(ground, coverage.take())
  let done = 0
  let told = 0
  while (done < runs && findings.size < mostFindings) {
    const inputs = Array.from({ length: Math.min(batch, runs - done) }, () =>
      target.mutate(dice, isBlind === true ? target.seeds : kept),
    )
    for (const input of inputs) attempt(input)
    done += inputs.length
    const ran = coverage.take()
    if (isNewIn(ground, ran)) {
      for (const input of isBlind === true ? [] : inputs) {
        attempt(input)
        const alone = coverage.take()
        if (!isNewIn(ground, alone)) continue
        add(ground, alone)
        kept.push(input)
      }
      add(ground, ran)
    }
    if (done - told < 100_000) continue
    told = done
    const { reached, blocks } = coverage.reach(ground)
    progress?.(`${target.name}: ${done} runs, ${kept.length} inputs kept, ${reached} of ${blocks} blocks`)
  }
  return { runs: done, kept: kept.length, ground, findings: [...findings.values()] }
}

export interface Comparison {
  readonly name: string
  readonly led: Discovery & Reach
  readonly blind: Discovery & Reach
}

/** The same number of runs, led and blind. */
export function compare<T>(target: Target<T>, coverage: Coverage, expedition: Expedition): Comparison {
  const blind = explore(target, coverage, { ...expedition, isBlind: true })
  const led = explore(target, coverage, expedition)
  // Only now: each of them tells of more places where a block begins.
  return {
    name: target.name,
    led: { ...led, ...coverage.reach(led.ground) },
    blind: { ...blind, ...coverage.reach(blind.ground) },
  }
}
