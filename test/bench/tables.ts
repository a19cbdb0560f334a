/** Results as tables in Markdown, which read as well on a terminal. */
import { type MeasureName, titled, written } from '../../src/bench/figures.ts'
import { peers } from './peers/peers.ts'
import type { Results } from './results.ts'
import type { Scenario } from './scenarios.ts'
import { type Row, reasonsAgainst, type Spread, spread } from './summary.ts'
import { judge, type Lookup } from './targets.ts'

/** With every column as wide as its widest cell; all but the first to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column] ?? '')].map(width)),
  )
  const line = (cells: readonly string[]): string => {
    const padded = widths.map((size, column) => {
      const cell = cells[column] ?? ''
      const space = ' '.repeat(size - width(cell))
      return column === 0 ? cell + space : space + cell
    })
    return `| ${padded.join(' | ')} |`
  }
  const rule = widths.map((size, column) => (column === 0 ? '-'.repeat(size) : `${'-'.repeat(size - 1)}:`))
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

function width(cell: string): number {
  return [...cell].length
}

export function lookupIn({ rows, noise }: Results): Lookup {
  return (scenario, peer, measure) => {
    const row = rows.find((each) => each.scenario === scenario && each.peer === peer)
    return row === undefined ? undefined : spread(row, measure, noise)?.median
  }
}

export function titleOf(peer: string): string {
  return peers.find(({ name }) => name === peer)?.title ?? peer
}

/** The medians of one scenario, with the least and the most in brackets where there were several runs. */
export function scenarioTable({ name, columns }: Scenario, { rows, noise }: Results): string {
  const own = rows.filter(({ scenario }) => scenario === name)
  const used = columns.filter((column) => own.some((row) => spread(row, column, noise) !== undefined))
  const lines = own.map((row) => [titleOf(row.peer), ...used.map((column) => cell(column, spread(row, column, noise)))])
  return table(['', ...used.map(titled)], lines)
}

function cell(measure: MeasureName, found: Spread | undefined): string {
  if (found === undefined) return '–'
  const { median, least, most, runs } = found
  const middle = written(measure, median)
  return runs < 2 ? middle : `${middle} (${written(measure, least)}–${written(measure, most)})`
}

/** What kept runs from being believed, by peer. */
export function complaints({ name }: Scenario, { rows, noise }: Results): string[] {
  return rows
    .filter(({ scenario }) => scenario === name)
    .flatMap((row: Row) => reasonsAgainst(row, noise).map((reason) => `${titleOf(row.peer)}: ${reason}`))
}

export function targetTable(scenarios: readonly Scenario[], all: Results): string {
  const look = lookupIn(all)
  const measured = new Set(all.rows.map(({ scenario }) => scenario))
  const names = [...new Set(all.rows.map(({ peer }) => peer))]
  const lines = scenarios
    .filter(({ name }) => measured.has(name))
    .flatMap(({ name, title, targets }) =>
      targets.map((target) => {
        const { sentence, found, state, floor } = judge(target, name, names, look)
        return [title, sentence, found, state === 'missed' ? '**missed**' : state, floor]
      }),
    )
  return lines.length === 0 ? '' : table(['scenario', 'target', 'found', '', 'the floor'], lines)
}
