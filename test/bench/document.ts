/**
 * docs/PERFORMANCE.md: prose by people, tables by the bench. What stands between `<!-- bench:NAME -->` and
 * `<!-- /bench:NAME -->` is written here; what a run has not measured stays as it was.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measures, titled, written } from '../../src/bench/figures.ts'
import { root } from './peers/peers.ts'
import { type Results, writeResults } from './results.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { spread } from './summary.ts'
import { type Bar, barChart } from './svg.ts'
import { complaints, scenarioTable, targetTable, titleOf } from './tables.ts'

const place = { page: 'docs/PERFORMANCE.md', folder: 'docs/performance', results: 'results.json' } as const

/** Puts texts between their marks; a mark that is not there is a mistake, because nobody would see what is missing. */
export function replaceMarked(page: string, texts: ReadonlyMap<string, string>): string {
  let replaced = page
  for (const [name, text] of texts) {
    const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`]
    const from = replaced.indexOf(open)
    const to = replaced.indexOf(close)
    if (from === -1 || to < from)
      throw new Error(`${place.page} has no place for ${name}: put ${open} and ${close} there`)
    replaced = `${replaced.slice(0, from + open.length)}\n\n${text.trim()}\n\n${replaced.slice(to)}`
  }
  return replaced
}

/** Undefined when nothing of it can be believed. */
export function chartOf({ name, title, chart }: Scenario, { rows, noise }: Results): string | undefined {
  if (chart === undefined) return undefined
  const bars = rows
    .filter(({ scenario }) => scenario === name)
    .flatMap((row): Bar[] => {
      const found = spread(row, chart, noise)
      if (found === undefined) return []
      const { median, least, most } = found
      const text = `${written(chart, median)} ${measures[chart].unit}`
      const label = titleOf(row.peer).replaceAll('`', '')
      return [{ label, value: median, text, least, most, own: row.peer === 'pactwire' }]
    })
  const better = measures[chart].better === 'less' ? 'shorter is better' : 'longer is better'
  return bars.length === 0 ? undefined : barChart({ title, subtitle: `${titled(chart)}; ${better}`, bars })
}

export function sectionOf(scenario: Scenario, all: Results): string {
  const { name, title, about } = scenario
  const picture = chartOf(scenario, all) === undefined ? [] : [`![${title}](performance/${name}.svg)`]
  const doubts = complaints(scenario, all).map((line) => `- Left out: ${line}.`)
  const parts = [`### ${title}`, about, scenarioTable(scenario, all), ...picture, doubts.join('\n')]
  return parts.filter((part) => part !== '').join('\n\n')
}

export function originOf({
  time,
  commit,
  changed,
  machine,
  versions,
  repetitions,
  quick,
  state,
  noise,
  skipped,
}: Results): string {
  const { cpu, cores, memory_gb, system, node, pinned, load } = machine
  const what = Object.entries(versions).map(([name, version]) => `${titleOf(name)} ${version}`)
  const where = pinned ? 'server and generator each on a core of their own' : 'nothing pinned to a core'
  return [
    `Measured ${time.slice(0, 10)} at commit \`${commit}\`${changed ? ', with changes that were not committed' : ''}: ${cpu}, ${cores} cores, ${memory_gb} GB, ${system}, Node ${node}; ${where}; load ${load} before. ${what.join('; ')}.`,
    `Medians of ${repetitions} ${repetitions === 1 ? 'run' : 'interleaved runs'}, in brackets the least and the most.${state === 'cold' ? ' **Servers that had just started.**' : ''}${quick ? ' **A quick run: it shows that the bench works, and nothing else.**' : ''}${noise === 'counted' ? ' **The machine had other things to do, and those runs are counted.**' : ''}`,
    ...skipped.map((line) => `- Not measured: ${line}.`),
  ].join('\n\n')
}

export function writeDocument(all: Results): string[] {
  const measured = scenarios.filter(({ name }) => all.rows.some(({ scenario }) => scenario === name))
  const targets = targetTable(scenarios, all)
  const texts = new Map([
    ['origin', originOf(all)],
    ...(targets === '' ? [] : ([['targets', targets]] as const)),
    ...measured.map((scenario) => [scenario.name, sectionOf(scenario, all)] as const),
  ])
  const page = join(root, place.page)
  const folder = join(root, place.folder)
  const text = replaceMarked(readFileSync(page, 'utf8'), texts)
  mkdirSync(folder, { recursive: true })
  writeFileSync(page, text)
  writeResults(join(folder, place.results), all)
  const charts = measured.flatMap((scenario) => {
    const chart = chartOf(scenario, all)
    if (chart === undefined) return []
    writeFileSync(join(folder, `${scenario.name}.svg`), chart)
    return [`${place.folder}/${scenario.name}.svg`]
  })
  return [place.page, `${place.folder}/${place.results}`, ...charts]
}
