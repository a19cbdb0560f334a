/** The cases themselves, for people and as the table in docs/CONFORMANCE.md. */
import { type Case, type Group, needs } from '../case.ts'

export function listText(groups: readonly Group[], chosen: ReadonlySet<Case>): string {
  return groups
    .map(({ name, about, cases }) => ({ name, about, cases: cases.filter((one) => chosen.has(one)) }))
    .filter(({ cases }) => cases.length > 0)
    .map(({ name, about, cases }) => `${name}: ${about}\n${cases.map(line).join('')}`)
    .join('\n')
}

function line({ id, sentence, needs: wanted = [] }: Case): string {
  return `  ${id}  ${sentence}${wanted.length === 0 ? '' : ` [${wanted.join(', ')}]`}\n`
}

/** What stands between the marks in docs/CONFORMANCE.md. */
export function listMarkdown(groups: readonly Group[]): string {
  return ['### What a case can need', '', needsMarkdown(), ...groups.map(groupMarkdown)].join('\n')
}

function groupMarkdown({ name, about, cases }: Group): string {
  const rows = cases.map(
    ({ id, sentence, reference, needs: wanted = [] }) =>
      `| ${id} | ${sentence.replaceAll('|', '\\|')} | ${wanted.join(', ')} | [${reference}](PROTOCOL.md#${reference}) |`,
  )
  return [
    `### ${name}: ${about}`,
    '',
    '| Case | What the contract demands | Needs | Where it says so |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function needsMarkdown(): string {
  const rows = Object.entries(needs).map(([name, what]) => `| ${name} | ${what.replaceAll('|', '\\|')} |`)
  return ['| Need | What it is |', '| --- | --- |', ...rows, ''].join('\n')
}
