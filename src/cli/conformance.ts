/** `pactwire conformance`: whether a server keeps the contract, case by case. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Case, needs } from '../conformance/case.ts'
import { controlCommand, serveCommand, tokenCommand } from '../conformance/commands.ts'
import { reportJson } from '../conformance/report/json.ts'
import { reportJunit } from '../conformance/report/junit.ts'
import { listMarkdown, listText } from '../conformance/report/list.ts'
import { summaryText, TextReport } from '../conformance/report/text.ts'
import { type ConformanceReport, choose, mostSeed, runConformance } from '../conformance/run.ts'
import { readSkips } from '../conformance/skips.ts'
import { suite } from '../conformance/suite.ts'
import type { Target, Users } from '../conformance/target.ts'
import { packageVersion } from '../version.ts'
import type { Command, Terminal } from './command.ts'

const groupNames = suite.map(({ name }) => name)
const indent = ' '.repeat(25)

const help = `Usage: pactwire conformance --url ws://HOST:PORT/ws [options]
       pactwire conformance --serve 'COMMAND' [options]

Asks a server, ours or another, whether it keeps the contract of docs/PROTOCOL.md: numbered cases,
each with a sentence of what is demanded. Every frame and every answer that comes is checked against
the schemas as well, whatever the case is about. The server should have nothing else to do; the
suite uses users and channels of its own and leaves their messages behind.

Which server:
  --url URL              where the WebSocket is
  --serve COMMAND        a command that starts a server with settings from the environment
                         (PACTWIRE_PORT, PACTWIRE_DATA_DIR, PACTWIRE_LIMITS_…), as
                         \`pactwire serve\` does. Each case gets a server as it wants it: this
                         way, least is skipped. With --url too, only such cases use it.

Who the users are (in development mode they need nothing):
  --token TOKEN          one token: cases that need several users are skipped
  --token-command CMD    a command that prints a token; {user} in it is the user id
  --jwt-secret TEXT      the shared secret of the server (HS256): tokens of every sort are made here
  --jwt-secret-file FILE the same from a file, where others cannot see it
  --issuer TEXT          the issuer, iss, of tokens that are made here
  --audience TEXT        the audience, aud, of tokens that are made here
  --api-key KEY          a key of the HTTP API (also PACTWIRE_CONFORMANCE_API_KEY)
  --channel PATTERN      a channel in which events that the server has of its own may be tried; \`*\`
                         in it is replaced by something unlike any other. Needed where only channels
                         without a \`*\` carry one. Can be given several times
  --control COMMAND      ends and starts the server: called with \`kill\`, \`stop\` or \`start\` as the
                         last word, and done when that is done

Which cases, and how:
  --only NAME            a group or a case; can be given several times
${indent}(${groupNames.slice(0, 7).join(', ')},
${indent}${groupNames.slice(7).join(', ')})
  --skip FILE            cases to leave out, as JSON: {"streams-07": "why"}
  --concurrency N        how many cases run side by side (default: 8)
  --patience MS          how long an answer may take (default: 10000)
  --seed N               what payloads are made of; the report has it, and with the same the same
                         payloads are made again
  --list                 shows the cases and ends; with --markdown, as docs/CONFORMANCE.md has them

Reports, beside the one on the terminal:
  --json FILE            everything, with the frames both ways of each case that failed
  --junit FILE           for build servers
  --quiet                only what failed, and the sum
  --help                 this text

What a case needs and is not given, it is skipped for, with the reason, and never counted as passed:
${Object.entries(needs)
  .map(([name, what]) => `  ${name.padEnd(12)} ${what}`)
  .join('\n')}

Exit status: 0 when no case failed, 1 when one did, 2 when the command was used wrongly. A run of
the whole suite in which nothing was skipped fails as well when some event, code or route of the
contract was not exercised by any case.

Example:
  pactwire conformance --url ws://127.0.0.1:8080/ws
  pactwire conformance --serve 'pactwire serve' --junit conformance.xml
`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = {
  url: text,
  serve: text,
  token: text,
  'token-command': text,
  'jwt-secret': text,
  'jwt-secret-file': text,
  issuer: text,
  audience: text,
  'api-key': text,
  channel: { type: 'string', multiple: true },
  control: text,
  only: { type: 'string', multiple: true },
  skip: text,
  concurrency: text,
  patience: text,
  seed: text,
  list: flag,
  markdown: flag,
  json: text,
  junit: text,
  quiet: flag,
  help: flag,
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** Used wrongly: one line that says how to do better. */
class Misuse extends Error {
  override readonly name = 'Misuse'
}

export const conformance: Command = {
  name: 'conformance',
  summary: 'ask a server, case by case, whether it keeps the contract',
  help,
  async run(args, terminal) {
    try {
      return await obey(args, terminal)
    } catch (error) {
      if (!(error instanceof Misuse) && !isArgumentError(error)) throw error
      terminal.err(`pactwire conformance: ${error.message.split('\n')[0]}\n`)
      return 2
    }
  },
}

async function obey(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
  if (values.help === true) {
    terminal.out(help)
    return 0
  }
  const cases = chosen(values.only)
  if (values.list === true) {
    terminal.out(values.markdown === true ? listMarkdown(suite) : listText(suite, new Set(cases)))
    return 0
  }
  if (values.url === undefined && values.serve === undefined)
    throw new Misuse('--url is required, or --serve: pactwire conformance --url ws://127.0.0.1:8080/ws')
  const report = await run(values, cases, terminal)
  await write(values, report, terminal)
  return report.ok ? 0 : 1
}

async function run(values: Values, cases: readonly Case[], terminal: Terminal): Promise<ConformanceReport> {
  const target = await targetOf(values)
  const shown = new TextReport(
    suite,
    cases.map(({ id }) => id),
    terminal.out,
  )
  const quiet = values.quiet === true
  // Servers that were started for the cases are ended on the way out.
  const leave = (): void => process.exit(130)
  process.once('SIGINT', leave).once('SIGTERM', leave)
  const report = await runConformance({
    target,
    serve: values.serve === undefined ? undefined : serveCommand(values.serve),
    only: values.only,
    skip: await skipsOf(values.skip),
    concurrency: numberOf('--concurrency', values.concurrency, 64),
    patienceMs: numberOf('--patience', values.patience, 600_000),
    seed: seedOf(values.seed),
    onResult: (result, done, of) => {
      if (!quiet || result.verdict.kind === 'failed') (quiet ? single(result.case.id, terminal) : shown).take(result)
      if (process.stderr.isTTY === true) terminal.err(`\r${done}/${of} ${done === of ? '\n' : ''}`)
    },
  })
  process.off('SIGINT', leave).off('SIGTERM', leave)
  terminal.out(summaryText(report))
  return report
}

/** What failed is told at once, whatever its place. */
function single(id: string, terminal: Terminal): TextReport {
  return new TextReport(suite, [id], terminal.out)
}

async function write({ json, junit, url }: Values, report: ConformanceReport, terminal: Terminal): Promise<void> {
  const about = { suite: `pactwire ${packageVersion}`, ...(url === undefined ? {} : { url }) }
  if (json !== undefined) await writeFile(json, reportJson(report, about))
  if (junit !== undefined) await writeFile(junit, reportJunit(report, suite))
  for (const file of [json, junit]) if (file !== undefined) terminal.out(`written: ${file}\n`)
}

async function targetOf(values: Values): Promise<Target | undefined> {
  const { url, control } = values
  const users = await usersOf(values)
  if (url === undefined) return undefined
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol))
    throw new Misuse(`--url must be a WebSocket address, like ws://127.0.0.1:8080/ws`)
  return {
    url,
    users,
    apiKey: values['api-key'] ?? process.env['PACTWIRE_CONFORMANCE_API_KEY'],
    eventChannels: values.channel?.map(channelPattern),
    control: control === undefined ? undefined : controlCommand(control, url),
  }
}

async function usersOf(values: Values): Promise<Users> {
  const { token, 'token-command': command, 'jwt-secret': given, 'jwt-secret-file': file, issuer, audience } = values
  if ([token, command, given, file].filter((way) => way !== undefined).length > 1)
    throw new Misuse('--token, --token-command, --jwt-secret and --jwt-secret-file exclude one another')
  if (token !== undefined) return { kind: 'one', token }
  if (command !== undefined) return { kind: 'tokens', tokenOf: tokenCommand(command) }
  const secret = given ?? (file === undefined ? undefined : (await read('--jwt-secret-file', file)).trim())
  return secret === undefined ? { kind: 'development' } : { kind: 'secret', secret, issuer, audience }
}

async function skipsOf(file: string | undefined): Promise<Record<string, string> | undefined> {
  if (file === undefined) return undefined
  const content = await read('--skip', file)
  try {
    return readSkips(content, suite)
  } catch (error) {
    throw new Misuse(`--skip ${file}: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

function chosen(only: readonly string[] | undefined): Case[] {
  try {
    return choose(suite, only)
  } catch (error) {
    throw new Misuse(`--only: ${error instanceof Error ? error.message : 'no such case'}`)
  }
}

function numberOf(name: string, given: string | undefined, most: number): number | undefined {
  if (given === undefined) return undefined
  const number = Number(given)
  if (!Number.isInteger(number) || number < 1 || number > most) throw new Misuse(`${name} must be 1 to ${most}`)
  return number
}

function seedOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  if (!/^\d{1,10}$/.test(given) || Number(given) >= mostSeed) throw new Misuse(`--seed must be 0 to ${mostSeed - 1}`)
  return Number(given)
}

function channelPattern(given: string): string {
  if (!/^[A-Za-z0-9_.:+*-][A-Za-z0-9_.:@+*-]{0,99}$/.test(given))
    throw new Misuse(`--channel must be a channel id in which \`*\` stands for anything, like orders:*`)
  return given
}

async function read(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Misuse(`${option} ${file}: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
