/** `pactwire check`: whether those who know an older set of schemas can live with this one. */
import { parseArgs } from 'node:util'
import { GeneratorError } from '../codegen/model.ts'
import { EventsError } from '../events/error.ts'
import { compareSets } from '../evolution/compare.ts'
import { isFolder, readFolderSet, readGitSet } from '../evolution/read.ts'
import { reportJson, reportText } from '../evolution/report.ts'
import type { Command } from './command.ts'

const usual = 'generated/schema'

const help = `Usage: pactwire check --against <folder or git ref> [options]
       pactwire check --events DIR [--data-dir DIR] [--json]

Compares two sets of generated schemas and tells of each change whether it breaks those who know the
older one. A new required field breaks requests; a removed field or a new enum member breaks replies
and pushes; what is sent both ways is judged both ways.

  --against PLACE   the older set: a folder if there is one of this name, otherwise a git ref
                    (v1.2.0, origin/main), or a ref and the folder of that time (v1.2.0:old/schema)
  --schema DIR      the newer set (default: ${usual})
  --assume WAY      which way schemas go that no event, route or configuration uses: input, output
                    or both (default: both, the strictest)
  --events DIR      instead: the events of an application, compared with those that are recorded
                    beside what is stored, as a server does when it starts
  --data-dir DIR    where they are recorded (default: PACTWIRE_DATA_DIR, or ./data)
  --json            the changes as JSON
  --help            this text

Exit status: 0 when nothing breaks, 1 when something does, 2 when the sets cannot be read.

Examples:
  pactwire check --against origin/main
  pactwire check --events ./events --data-dir /var/lib/pactwire
`

const options = {
  against: { type: 'string' },
  schema: { type: 'string', default: usual },
  assume: { type: 'string', default: 'both' },
  events: { type: 'string' },
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const assumptions = ['input', 'output', 'both'] as const

/** Used wrongly: one line that says how to do better. */
class Misuse extends Error {
  override readonly name = 'Misuse'
}

export const check: Command = {
  name: 'check',
  summary: 'tell which changes of the schemas break older clients',
  help,
  async run(args, { out, err }) {
    try {
      const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
      if (values.help === true) {
        out(help)
        return 0
      }
      const { against, schema, events } = values
      if (values['data-dir'] !== undefined && events === undefined)
        throw new Misuse('--data-dir goes with --events: pactwire check --events ./events --data-dir ./data')
      if (events !== undefined) {
        if (against !== undefined) throw new Misuse('--events and --against exclude each other')
        if (events === '') throw new Misuse('--events needs the name of a folder')
        const { checkEvents } = await import('./check-events.ts')
        const data = values['data-dir'] ?? process.env['PACTWIRE_DATA_DIR'] ?? './data'
        const { text, breaks } = await checkEvents(events, data, values.json === true)
        out(text)
        return breaks ? 1 : 0
      }
      if (against === undefined || against === '')
        throw new Misuse('--against is required: pactwire check --against origin/main')
      const assume = assumptions.find((way) => way === values.assume)
      if (assume === undefined) throw new Misuse(`--assume must be one of ${assumptions.join(', ')}`)
      const after = await readFolderSet(schema)
      const before = (await isFolder(against)) ? await readFolderSet(against) : await readGitSet(against, schema)
      const changes = compareSets(before, after, { assume })
      const compared = { before: before.source, after: after.source }
      out(values.json === true ? reportJson(changes, compared) : reportText(changes, compared))
      return changes.some(({ verdict }) => verdict === 'breaking') ? 1 : 0
    } catch (error) {
      if (!isExpected(error)) throw error
      err(`pactwire check: ${error.message.split('\n')[0] ?? ''}\n`)
      return 2
    }
  },
}

/** What the person did, or gave; everything else is a mistake of ours, and its stack is wanted. */
function isExpected(error: unknown): error is Error {
  if (error instanceof GeneratorError || error instanceof EventsError || error instanceof Misuse) return true
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
