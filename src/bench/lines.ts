/** What came of a plan, as lines for a terminal. */
import { type MeasureName, measures, type Outcome, written } from './figures.ts'

export function outcomeLines(
  { figures, notes, problems, disturbances }: Outcome,
  first: readonly MeasureName[],
): string[] {
  const all = Object.keys(measures).filter((name): name is MeasureName => name in figures)
  const ordered = [...first.filter((name) => all.includes(name)), ...all.filter((name) => !first.includes(name))]
  const rows = ordered.map((name) => [
    measures[name].title,
    written(name, figures[name] ?? Number.NaN),
    measures[name].unit,
  ])
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)))
  return [
    ...rows.map(
      ([title = '', value = '', unit = '']) =>
        `${title.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)} ${unit}`,
    ),
    ...notes.map((note) => `(${note})`),
    ...[...problems, ...disturbances].map((reason) => `not to be believed: ${reason}`),
  ]
}
