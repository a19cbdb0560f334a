/** `npm run bench`: all scenarios against all peers, in turn, several times; then tables, charts and a file of results. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Outcome } from '../../src/bench/figures.ts'
import { connectionsOf } from '../../src/bench/plan.ts'
import { writeDocument } from './document.ts'
import { provenance } from './machine.ts'
import { measure, type Run } from './measure.ts'
import { helpText, Misuse, type Options, readOptions } from './options.ts'
import { type Peer, peers, root } from './peers/peers.ts'
import { type Results, readResults, results, writeResults } from './results.ts'
import { quick, type Scenario, scenarios } from './scenarios.ts'
import { findCores } from './server-process.ts'
import type { Row } from './summary.ts'
import { complaints, scenarioTable, targetTable } from './tables.ts'

const usualFile = join(root, '.cache/bench/results.json')
/** Beside its connections, a process has some files open. */
const spareFiles = 200
/** So often is tried what others have disturbed. */
const attempts = 3

process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))
process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args)
    if (options === 'help') {
      process.stdout.write(helpText())
      return 0
    }
    return await bench(options)
  } catch (error) {
    const misused =
      error instanceof Misuse ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`)
    return misused ? 2 : 1
  }
}

async function bench(options: Options): Promise<number> {
  const all =
    options.from === undefined ? await measureAll(options) : { ...readResults(options.from), ...again(options) }
  if (options.from === undefined) {
    const file = options.json ?? usualFile
    mkdirSync(dirname(file), { recursive: true })
    writeResults(file, all)
    process.stderr.write(`${file}\n`)
  }
  const measured = scenarios.filter(({ name }) => all.rows.some(({ scenario }) => scenario === name))
  for (const scenario of measured) {
    process.stdout.write(`\n${scenario.title}\n\n${scenarioTable(scenario, all)}\n`)
    for (const line of complaints(scenario, all)) process.stdout.write(`  not counted: ${line}\n`)
  }
  process.stdout.write(`\n${targetTable(scenarios, all)}\n`)
  if (options.write) for (const file of writeDocument(all)) process.stderr.write(`${file}\n`)
  return measured.some((scenario) => complaints(scenario, all).length > 0) ? 1 : 0
}

/** Results of before can be looked at in another way. */
function again({ noise }: Options): Partial<Results> {
  return noise === 'counted' ? { noise } : {}
}

async function measureAll(options: Options): Promise<Results> {
  const cores = findCores()
  if (cores === undefined) note('nothing can be pinned here (taskset, two cores): figures will be noisier')
  const chosen = peers.filter(({ name }) => options.peers.includes(name))
  const skipped = new Map(chosen.flatMap((peer) => withReason(peer)))
  for (const [name, reason] of skipped) note(`${name} is left out: ${reason}`)
  const there = chosen.filter(({ name }) => !skipped.has(name))
  const origin = provenance(there, cores, loadavg()[0] ?? 0)
  const wanted = scenarios.filter(({ name }) => options.only.includes(name))
  const certificates = wanted.some(({ tls }) => tls) ? makeCertificate() : undefined
  const rows: Row[] = []
  try {
    for (const scenario of wanted) {
      const plan = options.quick ? quick(scenario.plan) : scenario.plan
      const limit = openFilesLimit()
      if (connectionsOf(plan) + spareFiles > limit) {
        note(
          `${scenario.name} is left out: it needs ulimit -n ${connectionsOf(plan) + spareFiles}, which is ${limit} here`,
        )
        continue
      }
      if (scenario.tls && certificates === undefined) {
        note(`${scenario.name} is left out: it needs openssl, to make a certificate`)
        continue
      }
      const able = there.filter((peer) => canDo(peer, scenario))
      const runs = new Map<string, Outcome[]>(able.map(({ name }) => [name, []]))
      for (let turn = 1; turn <= options.repetitions; turn++) {
        for (const peer of able) {
          const label = `${scenario.name} ${turn}/${options.repetitions} ${peer.name}`
          const tls = scenario.tls ? certificates?.files : undefined
          const tell = (line: string): void => note(`${label}: ${line}`)
          const run = {
            plan,
            peer,
            kept: scenario.kept,
            tls,
            from: 'built',
            state: scenario.state ?? options.state,
            cores,
            tell,
          } as const
          runs.get(peer.name)?.push(await measureUndisturbed(run, options))
        }
      }
      for (const [peer, outcomes] of runs) rows.push({ scenario: scenario.name, peer, runs: outcomes })
    }
  } finally {
    certificates?.remove()
  }
  const reasons = [...skipped].map(([name, reason]) => `${name}: ${reason}`)
  return results({
    ...origin,
    quick: options.quick,
    state: options.state,
    repetitions: options.repetitions,
    noise: options.noise,
    rows,
    skipped: reasons,
  })
}

async function measureUndisturbed(run: Run, { quick: once, noise }: Options): Promise<Outcome> {
  const patience = once || noise === 'counted' ? 1 : attempts
  for (let attempt = 1; ; attempt++) {
    const outcome = await measure(run).catch((error: Error): Outcome => failed(error.message))
    for (const reason of [...outcome.problems, ...outcome.disturbances])
      run.tell(`${noise === 'counted' ? 'disturbed' : 'not counted'}: ${reason}`)
    if (outcome.disturbances.length === 0 || attempt === patience) return outcome
  }
}

function failed(reason: string): Outcome {
  return { figures: {}, notes: [], problems: [reason], disturbances: [] }
}

function withReason(peer: Peer): [string, string][] {
  const reason = peer.missing?.()
  return reason === undefined ? [] : [[peer.name, reason]]
}

function canDo({ abilities, scenarios: only }: Peer, { name, needs }: Scenario): boolean {
  return needs.every((need) => abilities.includes(need)) && (only === undefined || only.includes(name))
}

function openFilesLimit(): number {
  try {
    const soft = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return soft === undefined || soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

function makeCertificate(): { files: { key: string; cert: string }; remove: () => void } | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'pactwire-bench-tls-'))
  const files = { key: join(dir, 'key.pem'), cert: join(dir, 'cert.pem') }
  const what = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'
  const remove = (): void => rmSync(dir, { recursive: true, force: true })
  const made = spawnSync('openssl', [...what.split(' '), '-keyout', files.key, '-out', files.cert], { stdio: 'ignore' })
  if (made.status === 0) return { files, remove }
  remove()
  return undefined
}

function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
