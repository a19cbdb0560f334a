/** `pactwire generate`: a folder of schemas to types, validators and documents. */
import { parseArgs } from 'node:util'
import { generateEvents, generate as generateFiles } from '../codegen/generate.ts'
import { GeneratorError } from '../codegen/model.ts'
import type { Written } from '../codegen/write.ts'
import { contract } from '../events/contract.ts'
import type { Command, Terminal } from './command.ts'

const help = `Usage: pactwire generate [options]
       pactwire generate --events DIR --out DIR

Reads a folder of schemas, JSON Schema files (.json) or TypeBox modules (.ts, .js), and makes:

  schema/*.json    plain JSON Schema 2020-12, one file per schema
  types.ts         named TypeScript types, and unions of all requests, replies and pushes
  validators.js    validators that import nothing, with their declarations
  operations.ts    which request has which reply and errors; error and close codes; routes
  settings.ts      the settings of a configuration
  asyncapi.json    the frames as AsyncAPI 3.0
  openapi.json     the routes as OpenAPI 3.1
  PROTOCOL.md      the reference for people
  client.ts        with --client or --events: connect(), typed, on top of the client of pactwire

Files for which the schemas say nothing are not made. What a schema is for, it says in its
annotation x-pactwire; schemas without one are values that others refer to. Either all files are
written or none. Files of an earlier run that are no longer needed are removed, and nothing else.

  --schema DIR  where the schemas of a contract are (default: ./schema)
  --client      a client for that contract as well
  --events DIR  instead: the events of an application, as pactwire serve --events takes them;
                makes schema/, types.ts, validators.js and client.ts
  --out DIR     where the output goes (default: ./generated)
  --docs DIR    where PROTOCOL.md goes (default: with the rest)
  --help        this text

The output is the same for the same schemas, so it can be committed, and checked with:
  pactwire generate && git diff --exit-code generated

Examples:
  pactwire generate --schema ./protocol --out ./src/generated
  pactwire generate --events ./events --out ./src/realtime
`

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = {
  schema: text,
  client: flag,
  events: text,
  out: text,
  docs: text,
  help: { type: 'boolean', short: 'h' },
} as const

const folders = ['schema', 'events', 'out', 'docs'] as const

interface Values {
  readonly schema?: string
  readonly client?: boolean
  readonly events?: string
  readonly out?: string
  readonly docs?: string
  readonly help?: boolean
}

export const generate: Command = {
  name: 'generate',
  summary: 'make types, validators and documents from a folder of schemas',
  help,
  run,
}

async function run(args: readonly string[], { out, err }: Terminal): Promise<number> {
  let values: Values
  try {
    values = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
    for (const name of folders) if (values[name] === '') throw new TypeError(`--${name} needs the name of a folder`)
    for (const name of ['schema', 'client', 'docs'] as const) {
      if (values.events !== undefined && values[name] !== undefined)
        throw new TypeError(`--${name} has no meaning with --events`)
    }
  } catch (error) {
    err(`pactwire generate: ${misuse(error)}\n`)
    return 2
  }
  if (values.help === true) {
    out(help)
    return 0
  }
  const { out: target = './generated', docs } = values
  try {
    const { changed, removed } = await written(values, target)
    const where = docs === undefined ? target : `${target} and ${docs}`
    out(
      changed.length + removed.length === 0
        ? `${where}: nothing has changed\n`
        : `${where}: ${changed.length} written, ${removed.length} removed\n`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    err(`pactwire generate: ${error.message.replace(/\s*\n\s*/g, ' ')}\n`)
    return 1
  }
}

async function written(values: Values, out: string): Promise<Written> {
  const { schema = './schema', client = false, events, docs } = values
  const command = commandLine(values)
  if (events !== undefined) return generateEvents({ events, out, command, beside: await contract() })
  return generateFiles({ schema, out, client, command, ...(docs === undefined ? {} : { docs }) })
}

/** Node explains how to pass what looks like an option as a positional argument, which nobody wants to here. */
function misuse(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)
  return `${first.replace(/\.$/, '')}; see pactwire generate --help`
}

/** What makes the same output again, for the headers of the files. */
function commandLine(values: Values): string {
  const given = folders.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [`--${name} ${/^[\w./@:-]+$/.test(value) ? value : JSON.stringify(value)}`]
  })
  return ['pactwire generate', ...given, ...(values.client === true ? ['--client'] : [])].join(' ')
}
