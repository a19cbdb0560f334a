/** The report as JUnit XML, which build servers show. */
import type { Group } from '../case.ts'
import type { CaseResult, ConformanceReport } from '../run.ts'
import { caseText } from './text.ts'

export function reportJunit({ results, failed, skipped, ms }: ConformanceReport, groups: readonly Group[]): string {
  const suites = groups.flatMap((group) => {
    const ids = new Set(group.cases.map(({ id }) => id))
    const own = results.filter((result) => ids.has(result.case.id))
    return own.length === 0 ? [] : [suiteXml(group.name, own)]
  })
  const counts = `tests="${results.length}" failures="${failed}" skipped="${skipped}" time="${seconds(ms)}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pactwire conformance" ${counts}>\n${suites.join('')}</testsuites>\n`
}

function suiteXml(name: string, results: readonly CaseResult[]): string {
  const count = (kind: string): number => results.filter(({ verdict }) => verdict.kind === kind).length
  const time = seconds(results.reduce((sum, { ms }) => sum + ms, 0))
  const head = `<testsuite name="${name}" tests="${results.length}" failures="${count('failed')}" skipped="${count('skipped')}" time="${time}">`
  return `  ${head}\n${results.map((result) => caseXml(name, result)).join('')}  </testsuite>\n`
}

function caseXml(group: string, result: CaseResult): string {
  const { verdict, ms } = result
  const { id, sentence } = result.case
  const head = `<testcase classname="${group}" name="${xmlText(`${id} ${sentence}`)}" time="${seconds(ms)}"`
  switch (verdict.kind) {
    case 'passed':
      return `    ${head}/>\n`
    case 'skipped':
      return `    ${head}><skipped message="${xmlText(verdict.reason)}"/></testcase>\n`
    case 'failed': {
      const message = `expected ${verdict.expected}; ${verdict.came}`
      return `    ${head}><failure message="${xmlText(message)}">${xmlText(caseText(result))}</failure></testcase>\n`
    }
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
function xmlText(text: string): string {
  return Buffer.from(text)
    .toString()
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
}
