/** What `npm run bench -- …` understands. */
import { parseArgs } from 'node:util'
import { peers } from './peers/peers.ts'
import { type State, scenarios } from './scenarios.ts'
import type { Noise } from './summary.ts'

export interface Options {
  readonly only: readonly string[]
  readonly peers: readonly string[]
  readonly repetitions: number
  readonly quick: boolean
  readonly state: State
  readonly noise: Noise
  readonly write: boolean
  readonly json: string | undefined
  readonly from: string | undefined
}

export class Misuse extends Error {
  override readonly name = 'Misuse'
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

export function readOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: text,
      peers: text,
      repeat: text,
      quick: flag,
      cold: flag,
      noisy: flag,
      write: flag,
      json: text,
      from: text,
      help: flag,
    },
    strict: true,
  })
  if (values.help === true) return 'help'
  const quick = values.quick === true
  const repetitions = Number(values.repeat ?? (quick ? 1 : 5))
  if (!Number.isInteger(repetitions) || repetitions < 1) throw new Misuse('--repeat must be a number from 1')
  return {
    only: names('--only', values.only, scenarios),
    peers: names('--peers', values.peers, peers),
    repetitions,
    quick,
    state: quick || values.cold === true ? 'cold' : 'warm',
    noise: values.noisy === true ? 'counted' : 'left out',
    write: values.write === true,
    json: values.json,
    from: values.from,
  }
}

function names(option: string, given: string | undefined, known: readonly { readonly name: string }[]): string[] {
  const all = known.map(({ name }) => name)
  if (given === undefined) return all
  const wanted = given.split(',').filter((name) => name !== '')
  for (const name of wanted) {
    if (!all.includes(name))
      throw new Misuse(`${option}: there is no ${JSON.stringify(name)}; there are ${all.join(', ')}`)
  }
  return all.filter((name) => wanted.includes(name))
}

export function helpText(): string {
  const list = (entries: readonly { readonly name: string; readonly title: string }[]): string => {
    const width = Math.max(...entries.map(({ name }) => name.length))
    return entries.map(({ name, title }) => `  ${name.padEnd(width)}  ${title.replaceAll('`', '')}`).join('\n')
  }
  return `Usage: npm run bench -- [options]

Measures Pactwire and its peers on the same work, each server in a process of its own. Where taskset
is there, servers are pinned to core 0 and the load generator to core 1. Leave the machine alone
meanwhile: a run in which others took more than a tenth of a core, or the generator sent late, is
done again, three times at most, and is not counted then.

  --only NAMES    only these scenarios, separated by commas
  --peers NAMES   only these servers
  --repeat N      how often each is run, in turn (default: 5; 1 with --quick)
  --quick         little of everything, to see that it works
  --cold          measures servers that have just started, and have not been talked to before
  --noisy         counts runs that were disturbed as well, and says so
  --json FILE     where the results go (default: .cache/bench/results.json)
  --write         writes the tables of docs/PERFORMANCE.md and the charts beside it
  --from FILE     measures nothing, and takes the results from a file
  --help          this text

Scenarios:
${list(scenarios)}

Servers:
${list(peers)}

Exit status: 0 when everything could be measured, 1 when something could not, 2 when used wrongly.

Examples:
  npm run bench -- --quick --only fanout --peers pactwire,floor
  npm run bench -- --write
`
}
