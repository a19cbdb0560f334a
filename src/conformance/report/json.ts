/** The report for programs. */
import type { ConformanceReport } from '../run.ts'

export function reportJson(report: ConformanceReport, about: Readonly<Record<string, string>>): string {
  const { results, ...rest } = report
  const cases = results.map(({ case: { id, sentence, reference }, verdict, ms, notes }) => {
    const { kind, ...why } = verdict
    return { id, sentence, reference, verdict: kind, ms, ...why, ...(notes === undefined ? {} : { notes }) }
  })
  return `${JSON.stringify({ ...about, ...rest, cases }, null, 2)}\n`
}
