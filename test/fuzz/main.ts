/**
 * `npm run fuzz`: a million hostile frames; FRAMES says how many. `SEED=… npm run fuzz` does the same again, and with
 * `SCENE=…` that scene alone. `npm run fuzz -- churn`: connections come and go for MINUTES (5).
 * `npm run fuzz -- guided`: the codec and the session by themselves, RUNS (1,000,000) times each, led by what is reached.
 */
import { seedFrom } from './dice.ts'

// Each kind is loaded when it is asked for: what `guided` counts may not be loaded before.
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

function numberOf(name: string, usual: number): number {
  const value = Number(process.env[name] ?? usual)
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name}: a number more than 0 is needed`)
  return value
}

async function frames(): Promise<readonly string[]> {
  const [{ fuzz }, { waits }] = await Promise.all([import('./fuzz.ts'), import('./birdcage.ts')])
  const seed = seedFrom(process.env['SEED'])
  const scene = process.env['SCENE'] === undefined ? undefined : Number(process.env['SCENE'])
  say(`fuzz: seed ${seed}${scene === undefined ? '' : `, scene ${scene}`}`)
  const outcome = await fuzz({
    frames: numberOf('FRAMES', 1_000_000),
    seed,
    scene,
    floorMs: numberOf('FLOOR_MS', 4),
    rounds: 6,
    quietMs: 5000,
    yields: true,
    framesPerSecond: numberOf('RATE', 3000),
    progress: say,
  })
  const { before, after, song } = outcome
  for (const [name, count] of outcome.byScene) say(`  ${String(count).padStart(8)}  ${name}`)
  for (const { name, received, p50, p99, worst } of song.periods)
    say(
      `  canary ${name}: ${received} messages, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, worst ${worst.toFixed(1)} ms`,
    )
  const { quiet, loud } = waits(song)
  say(`  canary: loud p99 is ${(loud / quiet).toFixed(2)} times the quiet one`)
  say(
    `  memory ${before.residentMb.toFixed(0)} → ${after.residentMb.toFixed(0)} MB, heap ${before.heapMb.toFixed(0)} of ${before.heapTakenMb.toFixed(0)} → ${after.heapMb.toFixed(0)} of ${after.heapTakenMb.toFixed(0)} MB, with pages of files ${before.allResidentMb.toFixed(0)} → ${after.allResidentMb.toFixed(0)} MB, files ${before.files} → ${after.files}`,
  )
  say(`fuzz: ${outcome.frames} frames in ${outcome.scenes} scenes and ${outcome.seconds.toFixed(0)} s`)
  if (outcome.problems.length > 0)
    say(`again: SEED=${seed} FRAMES=${numberOf('FRAMES', 1_000_000)} npm run fuzz (or SCENE=<number> for one scene)`)
  return outcome.problems
}

async function comings(): Promise<readonly string[]> {
  const { churn } = await import('./churn.ts')
  const outcome = await churn({
    seconds: 60 * numberOf('MINUTES', 5),
    perMinute: numberOf('RATE', 10_000),
    progress: say,
  })
  say(outcome.summary)
  return outcome.problems
}

async function led(): Promise<readonly string[]> {
  const { guided, summary } = await import('./guided.ts')
  const seed = seedFrom(process.env['SEED'])
  say(`fuzz: seed ${seed}`)
  const comparisons = await guided({ runs: numberOf('RUNS', 1_000_000), seed, progress: say })
  for (const comparison of comparisons) say(summary(comparison))
  return comparisons.flatMap(({ name, led, blind }) =>
    [...led.findings, ...blind.findings].map(({ input, error }) => `${name}: ${error}\n  ${input}`),
  )
}

const [what = 'frames'] = process.argv.slice(2)
const kinds: Readonly<Record<string, () => Promise<readonly string[]>>> = { frames, churn: comings, guided: led }
const kind = kinds[what]
if (kind === undefined) throw new Error(`"${what}" is none of ${Object.keys(kinds).join(', ')}`)
const problems = await kind()
for (const problem of problems) say(`PROBLEM ${problem}`)
say(problems.length === 0 ? 'no problems' : `${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
