/** `pactwire bench`: loads a server that runs, one’s own or another’s, and tells how it did. */
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ClientError } from '../bench/client.ts'
import type { Outcome } from '../bench/figures.ts'
import { outcomeLines } from '../bench/lines.ts'
import { pactwireDialect } from '../bench/pactwire-dialect.ts'
import type { Plan } from '../bench/plan.ts'
import { runPlan } from '../bench/run.ts'
import { type BenchScenario, benchScenarios, type Sizes } from '../bench/scenarios.ts'
import { smallestContent } from '../bench/stamp.ts'
import { usageOf } from '../bench/usage.ts'
import { packageVersion } from '../version.ts'
import type { Command, Terminal } from './command.ts'

const nameWidth = Math.max(...benchScenarios.map(({ name }) => name.length))
const list = benchScenarios.map(({ name, summary }) => `  ${name.padEnd(nameWidth)}  ${summary}`).join('\n')

const help = `Usage: pactwire bench --url ws://HOST:PORT [options]

Loads a server that runs: connects, joins channels of its own (bench-…), sends, and measures how long
messages take from when they were meant to be sent. This process is the load generator; it tells what
it used itself, and when it was the limit. Run it on another core than the server, or another machine.

  --url URL            where the server is; wss:// takes any certificate
  --token TOKEN        for a server with authentication; may be given several times, connections take
                       them in turn. A user may have 100 connections (limits.max_connections_per_user)
  --token-file FILE    the same, one token a line
  --scenario NAME      see below (default: ${benchScenarios[0]?.name})
  --members N          how many connections
  --rate N             messages a second, in all
  --bytes N            of a content (default: 60, at least ${smallestContent})
  --seconds N          how long is measured (default: 10)
  --channel PREFIX     what the names of channels and users begin with (default: bench-, and a random word)
  --pid PID            the process of the server, when it is on this machine: tells its CPU and memory
  --json FILE          the result as JSON; - for the standard output instead of the table
  --help               this text

Scenarios:
${list}

Exit status: 0 measured; 1 failed, or not to be believed; 2 used wrongly.

Example:
  pactwire bench --url ws://127.0.0.1:8080 --scenario rooms --pid "$(pgrep -f 'pactwire serve')"
`

const text = { type: 'string' } as const
const options = {
  url: text,
  token: { type: 'string', multiple: true },
  'token-file': text,
  scenario: text,
  members: text,
  rate: text,
  bytes: text,
  seconds: text,
  channel: text,
  pid: text,
  json: text,
  help: { type: 'boolean' },
} as const

/** Used wrongly: one line that says how to do better. */
class Misuse extends Error {
  override readonly name = 'Misuse'
}

interface Order {
  readonly url: string
  readonly tokens: readonly string[]
  readonly scenario: BenchScenario
  readonly plan: Plan
  readonly prefix: string
  readonly pid: number | undefined
  readonly json: string | undefined
}

export const bench: Command = {
  name: 'bench',
  summary: 'load a running server, and tell how it did',
  help,
  async run(args, terminal) {
    try {
      const order = await read(args)
      if (order === 'help') {
        terminal.out(help)
        return 0
      }
      return await perform(order, terminal)
    } catch (error) {
      if (!isMisuse(error) && !(error instanceof ClientError)) throw error
      terminal.err(`pactwire bench: ${error.message.split('\n')[0] ?? ''}\n`)
      return error instanceof ClientError ? 1 : 2
    }
  },
}

async function read(args: readonly string[]): Promise<Order | 'help'> {
  const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  if (values.help === true) return 'help'
  const { url, scenario: name, json, channel } = values
  if (url === undefined) throw new Misuse('--url is required: pactwire bench --url ws://127.0.0.1:8080')
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol))
    throw new Misuse('--url must begin with ws:// or wss://')
  const scenario = benchScenarios.find((each) => each.name === (name ?? benchScenarios[0]?.name))
  if (scenario === undefined)
    throw new Misuse(`--scenario must be one of ${benchScenarios.map((each) => each.name).join(', ')}`)
  if (channel !== undefined && !/^[A-Za-z0-9_.:+-]{1,64}$/.test(channel))
    throw new Misuse('--channel must be letters, digits and _.:+- only, at most 64 of them')
  const { usual } = scenario
  const sizes: Sizes = {
    members: count('--members', values.members, usual.members, 1, 100_000),
    rate: count('--rate', values.rate, usual.rate, usual.rate === 0 ? 0 : 1, 1_000_000),
    bytes: count('--bytes', values.bytes, usual.bytes, smallestContent, 1_000_000),
    seconds: count('--seconds', values.seconds, usual.seconds, 1, 86_400),
  }
  const pid = values.pid === undefined ? undefined : count('--pid', values.pid, 0, 1, 2 ** 31)
  if (pid !== undefined && usageOf(pid) === undefined)
    throw new Misuse(`--pid: there is no process ${pid}, or no /proc to look it up in`)
  return {
    url,
    tokens: [...(values.token ?? []), ...(await tokensIn(values['token-file']))],
    scenario,
    plan: scenario.plan(sizes),
    prefix: channel ?? `bench-${randomBytes(4).toString('hex')}-`,
    pid,
    json,
  }
}

function count(option: string, given: string | undefined, usual: number, least: number, most: number): number {
  if (given === undefined) return usual
  const value = Number(given)
  if (!/^\d+$/.test(given) || value < least || value > most)
    throw new Misuse(`${option} must be a whole number from ${least} to ${most}`)
  return value
}

async function tokensIn(file: string | undefined): Promise<string[]> {
  if (file === undefined) return []
  try {
    return (await readFile(file, 'utf8'))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  } catch (error) {
    throw new Misuse(`--token-file: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

/** In the handshake at once: fewer than a server allows one address by default. */
const opening = 100

async function perform(order: Order, { out, err }: Terminal): Promise<number> {
  const { url, tokens, scenario, plan, prefix, pid, json } = order
  const tell = (line: string): void => err(`${line}\n`)
  const outcome = await runPlan(plan, { target: { url, tokens }, dialect: pactwireDialect, opening, pid, prefix, tell })
  const result = `${JSON.stringify({ version: packageVersion, time: new Date().toISOString(), url, scenario: scenario.name, plan, ...outcome }, null, 2)}\n`
  if (json === '-') out(result)
  else out(`${outcomeLines(outcome, scenario.columns).join('\n')}\n`)
  if (json !== undefined && json !== '-') await writeFile(json, result)
  return statusOf(outcome)
}

function statusOf({ problems, disturbances }: Outcome): number {
  return problems.length + disturbances.length === 0 ? 0 : 1
}

function isMisuse(error: unknown): error is Error {
  if (error instanceof Misuse) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
