/** `pactwire store`: what is in the folder of a server that does not run, whether it is whole, and how it gets elsewhere. */
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { isChannelPattern, matchesPattern } from '../auth/pattern.ts'
import { EventsError } from '../events/error.ts'
import { arrived, type MovedEvent, movedFrom } from '../events/moving.ts'
import { type Recorded, recordIn } from '../events/record.ts'
import { fileProblem, StoreError } from '../store/error.ts'
import { exportLines } from '../store/lmdb/exporting.ts'
import { importLines } from '../store/lmdb/importing.ts'
import { type Statistics, statistics } from '../store/lmdb/statistics.ts'
import { verify } from '../store/lmdb/verifying.ts'
import { type Progress, type View, viewStore } from '../store/lmdb/viewing.ts'
import { defaultLimits } from '../store/lmdb.ts'
import type { Command, Terminal } from './command.ts'

export interface StoreCommandWorld {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => number
  readonly input: Readable
  /** Resolves when what was written has been taken, so that an export never waits in memory. */
  readonly drained: () => Promise<void>
  /** Somebody looks on. */
  readonly watched: boolean
}

const help = `Usage: pactwire store stats  [options]
       pactwire store verify [options]
       pactwire store export [options] > FILE
       pactwire store import [FILE] [options]

Works on the folder of a server that is not running.

stats    tells what is in it, and what takes the most room
verify   looks through every page, every checksum, and whether all parts agree
export   writes everything as lines of JSON, the recorded schemas of events of your own among it
import   takes in what export has written, from FILE or from the standard input; makes the folder
         if there is none, and never changes a stream that is there already, nor what is recorded
         of an event: where the two say something else of one version, nothing is imported

  --data-dir DIR      the folder (default: PACTWIRE_DATA_DIR, or ./data)
  --channel PATTERN   only channels, and inboxes (@user), that match; * stands for any characters
  --json              stats, verify: the result as JSON
  --salvage           export: leaves out what is damaged, instead of ending there
  --skip-existing     import: passes over streams that are there already, instead of ending there
  --keep-epochs       import: clients resume where they were. Only when the exported folder is never
                      used again; otherwise every stream begins a new epoch, and clients reload
  --help              this text

Exit status: 0 done, and whole; 1 something is damaged or failed; 2 used wrongly.

Examples:
  pactwire store stats --data-dir /var/lib/pactwire
  pactwire store export --channel 'room:*' > rooms.jsonl
  pactwire store import rooms.jsonl --data-dir ./copy
`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = {
  'data-dir': text,
  channel: text,
  json: flag,
  salvage: flag,
  'skip-existing': flag,
  'keep-epochs': flag,
  help: flag,
} as const

/** Which options go with which action; the others mean nothing there, and are refused. */
const actions = {
  stats: ['data-dir', 'channel', 'json'],
  verify: ['data-dir', 'json'],
  export: ['data-dir', 'channel', 'salvage'],
  import: ['data-dir', 'channel', 'skip-existing', 'keep-epochs'],
} as const satisfies Record<string, readonly (keyof typeof options)[]>

type Action = keyof typeof actions

/** Used wrongly: one line that says how to do better. */
class Misuse extends Error {
  override readonly name = 'Misuse'
}

interface Order {
  readonly action: Action
  readonly dir: string
  readonly file: string | undefined
  readonly includes: (stream: string) => boolean
  readonly flags: ReadonlySet<string>
}

export function storeCommand(world: StoreCommandWorld): Command {
  return {
    name: 'store',
    summary: 'look at, check, export or import the folder of a server',
    help,
    async run(args, terminal) {
      try {
        const order = read(args, world)
        if (order === 'help') {
          terminal.out(help)
          return 0
        }
        return await perform(order, world, terminal)
      } catch (error) {
        const failed = error instanceof StoreError || error instanceof EventsError
        if (!failed && !isMisuse(error)) throw error
        terminal.err(`pactwire store: ${error.message.split('\n')[0] ?? ''}\n`)
        return failed ? 1 : 2
      }
    },
  }
}

function read(args: readonly string[], { env }: StoreCommandWorld): Order | 'help' {
  const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
  if (values.help === true) return 'help'
  const [name, file, ...rest] = positionals
  if (name === undefined) throw new Misuse('say what to do: stats, verify, export or import; see pactwire store --help')
  if (!isAction(name))
    throw new Misuse(`there is no ${JSON.stringify(name.slice(0, 64))}: it is stats, verify, export or import`)
  if (rest.length > 0 || (file !== undefined && name !== 'import'))
    throw new Misuse(`${JSON.stringify((name === 'import' ? rest[0] : file)?.slice(0, 64))} is one word too many`)
  const allowed: readonly string[] = actions[name]
  for (const option of Object.keys(values)) {
    if (!allowed.includes(option)) throw new Misuse(`--${option} does not go with ${name}`)
  }
  const { channel } = values
  if (channel !== undefined && !isChannelPattern(channel))
    throw new Misuse('--channel must be a channel id, in which * stands for any characters')
  const dir = values['data-dir'] ?? env['PACTWIRE_DATA_DIR'] ?? './data'
  if (dir === '') throw new Misuse('--data-dir must name a folder')
  return {
    action: name,
    dir,
    file,
    includes: (stream: string) => channel === undefined || matchesPattern(channel, stream),
    flags: new Set(Object.keys(values)),
  }
}

function isAction(name: string): name is Action {
  return Object.hasOwn(actions, name)
}

function perform(order: Order, world: StoreCommandWorld, terminal: Terminal): Promise<number> {
  switch (order.action) {
    case 'stats':
      return stats(order, world, terminal)
    case 'verify':
      return check(order, world, terminal)
    case 'export':
      return write(order, world, terminal)
    case 'import':
      return take(order, world, terminal)
  }
}

async function stats({ dir, includes, flags }: Order, world: StoreCommandWorld, terminal: Terminal): Promise<number> {
  let damaged = 0
  const found = await viewing(dir, world, terminal, (view, progress) =>
    statistics(view, includes, () => damaged++, progress),
  )
  terminal.out(flags.has('json') ? `${JSON.stringify(found, null, 2)}\n` : describe(found))
  if (damaged === 0) return 0
  terminal.err('pactwire store: some of it is damaged, and not counted: see pactwire store verify\n')
  return 1
}

async function check({ dir, flags }: Order, world: StoreCommandWorld, terminal: Terminal): Promise<number> {
  const lines: string[] = []
  const asJson = flags.has('json')
  const tell = (line: string): void => {
    if (asJson) lines.push(line)
    else terminal.out(`${line}\n`)
  }
  const { note, ...verdict } = await viewing(dir, world, terminal, async (view, progress) => {
    const found = await verify(view, tell, progress)
    let { problems } = found
    await recordedIn(dir, (line) => {
      problems++
      tell(line)
    })
    return { note: view.note, ...found, problems }
  })
  const { streams, messages, receipts, members, problems } = verdict
  if (asJson) terminal.out(`${JSON.stringify({ ...verdict, note: note ?? null, lines }, null, 2)}\n`)
  else {
    if (note !== undefined) terminal.out(`${dir}: ${note}\n`)
    const all = `${count(messages, 'message')} in ${count(streams, 'stream')}, ${count(receipts, 'receipt')}, ${count(members, 'member')}`
    terminal.out(`${all}: ${problems === 0 ? 'everything is whole' : count(problems, 'problem')}\n`)
  }
  return problems === 0 ? 0 : 1
}

/** What is recorded of events. Rejects when it cannot be read, unless there is somebody to be told. */
async function recordedIn(dir: string, complain: ((line: string) => void) | undefined): Promise<Recorded> {
  try {
    return await recordIn(dir).read()
  } catch (error) {
    if (complain === undefined || !(error instanceof EventsError)) throw error
    complain(error.message)
    return new Map()
  }
}

/** So much is written before anybody is waited for. */
const pieceLength = 64 * 1024

async function write({ dir, includes, flags }: Order, world: StoreCommandWorld, terminal: Terminal): Promise<number> {
  const salvage = flags.has('salvage')
  const { now, drained } = world
  const look = async (view: View, progress: Progress): Promise<number> => {
    let piece = ''
    let damaged = 0
    const complain = (line: string): void => {
      damaged++
      terminal.err(`pactwire store: left out: ${line}\n`)
    }
    const events = movedFrom(await recordedIn(dir, salvage ? complain : undefined))
    for await (const line of exportLines(view, { events, includes, salvage, complain, progress, now })) {
      piece += `${JSON.stringify(line)}\n`
      if (piece.length < pieceLength) continue
      terminal.out(piece)
      piece = ''
      await drained()
    }
    terminal.out(piece)
    await drained()
    return damaged === 0 ? 0 : 1
  }
  return viewing(dir, world, terminal, look, salvage)
}

async function take(
  { dir, file, includes, flags }: Order,
  world: StoreCommandWorld,
  terminal: Terminal,
): Promise<number> {
  const standard = file === undefined || file === '-'
  const source = standard ? 'the standard input' : file
  // Before anything is made where it is to go.
  const input = standard ? world.input : await openInput(file)
  const teller = tellerOn(world, terminal)
  const { streams, messages, receipts, members, skipped } = await importLines({
    dir,
    source,
    lines: linesOf(input, source),
    includes,
    skipExisting: flags.has('skip-existing'),
    keepEpochs: flags.has('keep-epochs'),
    checkBytes: defaultLimits.checkBytes,
    log: (line) => terminal.err(`pactwire store: ${line}\n`),
    progress: (lines) => teller.tell(`${number(lines)} lines`),
    takeEvents: (events) => takeEvents(dir, source, events as readonly MovedEvent[]),
  }).finally(() => {
    teller.clear()
    if (!standard) input.destroy()
  })
  const passed = skipped === 0 ? '' : `; ${count(skipped, 'stream')} passed over, as already there`
  terminal.out(
    `${count(messages, 'message')} in ${count(streams, 'stream')}, ${count(receipts, 'receipt')}, ${count(members, 'member')} imported${passed}\n`,
  )
  return 0
}

/** Before any message is taken in: a server that starts there knows what they were stored in. */
async function takeEvents(dir: string, source: string, events: readonly MovedEvent[]): Promise<void> {
  const record = recordIn(dir)
  const next = arrived(await record.read(), events, { place: record.place, source })
  if (next !== undefined) await record.write(next)
}

async function openInput(path: string): Promise<Readable> {
  try {
    return (await open(path)).createReadStream()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new StoreError(`${path}: does not exist; name a file that pactwire store export has written`)
    throw fileProblem(path, error)
  }
}

/** Far more than any message takes. */
const longestLine = 64 * 1024 * 1024

async function* linesOf(input: Readable, source: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of input.setEncoding('utf8')) {
      const [end = '', ...more] = String(chunk).split('\n')
      rest += end
      if (rest.length > longestLine) throw new StoreError(`${source}: has a line that is too long`)
      for (const line of more) {
        yield rest
        rest = line
      }
    }
  } catch (error) {
    throw fileProblem(source, error)
  }
  if (rest !== '') yield rest
}

function describe(found: Statistics): string {
  const { dir, format, state, largest, oldest_message: oldest, newest_message: newest } = found
  const rows: [string, string][] = [
    ['format', `${format}, ${state}`],
    ['file', bytes(found.file_bytes)],
    ['streams', `${number(found.streams)} and ${count(found.inboxes, 'inbox', 'inboxes')}`],
    ['messages', `${number(found.messages)}, ${bytes(found.message_bytes)}`],
    ['receipts', number(found.receipts)],
    ['members', number(found.members)],
    ...(oldest === null || newest === null ? [] : ([['from, to', `${oldest}, ${newest}`]] as [string, string][])),
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
  const top = largest.map(
    ({ stream, messages, bytes: size }) => `  ${stream}  ${count(messages, 'message')}, ${bytes(size)}`,
  )
  return [dir, ...lines, ...(top.length === 0 ? [] : ['the largest', ...top]), ''].join('\n')
}

function count(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`
}

function number(amount: number): string {
  return amount.toLocaleString('en-US')
}

function bytes(amount: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = amount < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(amount) / 10))
  return `${power === 0 ? amount : (amount / 1024 ** power).toFixed(1)} ${units[power]}`
}

/** Nobody wants to hear of what takes a moment. */
const quietMs = 1000
const tellEveryMs = 200

/** Looks at the store, and tells how far it is. */
async function viewing<T>(
  dir: string,
  world: StoreCommandWorld,
  terminal: Terminal,
  look: (view: View, progress: Progress) => Promise<T>,
  salvage = false,
): Promise<T> {
  const teller = tellerOn(world, terminal)
  try {
    return await viewStore(dir, (view) => look(view, (share) => teller.tell(`${Math.floor(share * 100)} %`)), salvage)
  } finally {
    teller.clear()
  }
}

/** One line that is written over again and again. */
interface Teller {
  readonly tell: (what: string) => void
  readonly clear: () => void
}

function tellerOn({ watched, now }: StoreCommandWorld, terminal: Terminal): Teller {
  const begun = now()
  let told = begun
  const write = (what: string): void => terminal.err(`\r${what.padEnd(20)}\r`)
  return {
    tell: (what) => {
      if (!watched || now() - begun < quietMs || now() - told < tellEveryMs) return
      told = now()
      write(what)
    },
    clear: () => {
      if (told !== begun) write('')
    },
  }
}

function isMisuse(error: unknown): error is Error {
  if (error instanceof Misuse || error instanceof RangeError) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

export const store: Command = storeCommand({
  env: process.env,
  now: Date.now,
  input: process.stdin,
  drained: async () => {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
  },
  watched: process.stderr.isTTY === true,
})
