/** Runs the suite: each case on its own, several side by side, and then whatever must have the server to itself. */
import { randomBytes, randomInt } from 'node:crypto'
import { Servers } from './arrangement.ts'
import type { Case, Group } from './case.ts'
import { Coverage } from './coverage.ts'
import { Failure, NotApplicable } from './failure.ts'
import { Ledger } from './rules/ledger.ts'
import { suite } from './suite.ts'
import type { Serve, Target } from './target.ts'
import { type Line, Transcript } from './transcript.ts'
import { World } from './world.ts'

export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly expected: string; readonly came: string; readonly transcript: readonly Line[] }

export interface CaseResult {
  readonly case: Case
  readonly verdict: Verdict
  readonly ms: number
  /** What else there is to say: what was tried, and what could not be. */
  readonly notes?: readonly string[]
}

export interface ConformanceOptions {
  /** The server under test. Without one, `serve` starts it. */
  readonly target?: Target | undefined
  /** Starts further servers, for the cases that want one of their own. */
  readonly serve?: Serve | undefined
  /** Groups (`streams`) and cases (`streams-07`); all when left out. */
  readonly only?: readonly string[] | undefined
  /** Cases that are not run, each with the reason. */
  readonly skip?: Readonly<Record<string, string>> | undefined
  /** How many cases run side by side. */
  readonly concurrency?: number | undefined
  /** How long an answer may take. */
  readonly patienceMs?: number | undefined
  /** What is made by chance is made of this; the same again makes the same. Drawn when left out. */
  readonly seed?: number | undefined
  readonly onResult?: ((result: CaseResult, done: number, of: number) => void) | undefined
  readonly groups?: readonly Group[] | undefined
}

export interface ConformanceReport {
  /** In the order of the suite. */
  readonly results: readonly CaseResult[]
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly ms: number
  readonly seed: number
  /** What of the contract no case has exercised; empty when the suite itself is whole. */
  readonly uncovered: readonly string[]
  readonly coverage: ReturnType<Coverage['counts']>
  /** Whether all cases were asked for: only then what is uncovered says something about the suite. */
  readonly whole: boolean
  /** Nothing failed, and a suite that ran whole has exercised the whole contract. */
  readonly ok: boolean
}

/** Seeds are below this. */
export const mostSeed = 2 ** 32
const usualPatienceMs = 10_000
const usualConcurrency = 8
/** A case that has not come to an end by then never will. */
const longestCaseMs = 180_000

export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { groups = suite, only, target, serve, onResult } = options
  if (target === undefined && serve === undefined) throw new Error('give `target`, or `serve`')
  const cases = choose(groups, only)
  const began = performance.now()
  const coverage = new Coverage()
  const servers = new Servers(target, serve)
  const ledgers = new WeakMap<Target, Ledger>()
  const seed = options.seed ?? randomInt(mostSeed)
  const results = new Map<Case, CaseResult>()
  const run = async (one: Case, alone: boolean): Promise<'later' | 'done'> => {
    const result = await runCase(one, { options, servers, coverage, ledgers, alone, seed })
    if (result === 'later') return 'later'
    results.set(one, result)
    onResult?.(result, results.size, cases.length)
    return 'done'
  }

  try {
    const later: Case[] = []
    const queue = [...cases]
    const single = target?.users.kind === 'one'
    const work = async (): Promise<void> => {
      for (let one = queue.shift(); one !== undefined; one = queue.shift())
        if ((await run(one, false)) === 'later') later.push(one)
    }
    await Promise.all(Array.from({ length: single ? 1 : (options.concurrency ?? usualConcurrency) }, work))
    for (const one of later) await run(one, true)
  } finally {
    await servers.close()
  }

  const whole = only === undefined || only.length === 0
  const uncovered = coverage.missing()
  const inOrder = cases.flatMap((one) => results.get(one) ?? [])
  const count = (kind: Verdict['kind']): number => inOrder.filter(({ verdict }) => verdict.kind === kind).length
  const [failed, skipped] = [count('failed'), count('skipped')]
  return {
    results: inOrder,
    passed: count('passed'),
    failed,
    skipped,
    ms: Math.round(performance.now() - began),
    seed,
    uncovered,
    coverage: coverage.counts(),
    whole,
    ok: failed === 0 && !(whole && skipped === 0 && uncovered.length > 0),
  }
}

/** The cases that are asked for, in the order of the suite. @throws when a name is none. */
export function choose(groups: readonly Group[], only: readonly string[] = []): Case[] {
  const all = groups.flatMap((group) => group.cases)
  for (const name of only) {
    if (!groups.some((group) => group.name === name) && !all.some(({ id }) => id === name))
      throw new Error(`there is no group and no case ${name}; --list shows them`)
  }
  const wanted = new Set(only)
  return groups.flatMap(({ name, cases }) =>
    cases.filter(({ id }) => wanted.size === 0 || wanted.has(name) || wanted.has(id)),
  )
}

interface Stage {
  readonly options: ConformanceOptions
  readonly servers: Servers
  readonly coverage: Coverage
  readonly ledgers: WeakMap<Target, Ledger>
  readonly alone: boolean
  readonly seed: number
}

async function runCase(one: Case, stage: Stage): Promise<CaseResult | 'later'> {
  const { options, servers, coverage, ledgers, alone, seed } = stage
  let began = performance.now()
  const transcript = new Transcript()
  let notes: readonly string[] = []
  const result = (verdict: Verdict): CaseResult => {
    const ms = Math.round(performance.now() - began)
    return { case: one, verdict, ms, ...(notes.length === 0 ? {} : { notes }) }
  }
  const reason = options.skip?.[one.id]
  if (reason !== undefined) return result({ kind: 'skipped', reason })
  try {
    const arrangement = await servers.arrange(one)
    if (arrangement.kind === 'none') return result({ kind: 'skipped', reason: arrangement.reason })
    if (arrangement.alone && !alone) return 'later'
    const { target, release } = arrangement
    const ledger = ledgers.get(target) ?? new Ledger()
    ledgers.set(target, ledger)
    const patienceMs = options.patienceMs ?? usualPatienceMs
    const mark = randomBytes(5).toString('hex')
    // What it took to start a server for the case says nothing about the server.
    began = performance.now()
    const world = new World({ target, coverage, ledger, transcript, patienceMs, mark, seed })
    try {
      await inTime(one.run(world).then(() => world.settle()))
    } finally {
      notes = world.notes
      world.destroy()
      await release()
    }
    return result({ kind: 'passed' })
  } catch (error) {
    if (error instanceof NotApplicable) return result({ kind: 'skipped', reason: error.message })
    const { expected, came } =
      error instanceof Failure ? error : { expected: 'the case to come to an end', came: messageOf(error) }
    return result({ kind: 'failed', expected, came, transcript: transcript.lines() })
  }
}

async function inTime(running: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Failure('the case to come to an end', `it had not in ${longestCaseMs} ms`)),
      longestCaseMs,
    )
  })
  try {
    await Promise.race([running, late])
  } finally {
    clearTimeout(timer)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
