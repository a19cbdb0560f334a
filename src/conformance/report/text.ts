/** The report for people: case by case as they are done, in the order of the suite, and the sum at the end. */
import type { Group } from '../case.ts'
import type { CaseResult, ConformanceReport } from '../run.ts'
import type { Line } from '../transcript.ts'

const marks = { passed: '✓', failed: '✗', skipped: '–' } as const
const mostLinesShown = 60

/** Results come in any order; they are printed in that of the suite, each as soon as all before it are there. */
export class TextReport {
  readonly #print: (text: string) => void
  readonly #ids: readonly string[]
  readonly #groupOf: ReadonlyMap<string, Group>
  readonly #waiting = new Map<string, CaseResult>()
  #next = 0
  #group: Group | undefined

  constructor(groups: readonly Group[], ids: readonly string[], print: (text: string) => void) {
    this.#print = print
    this.#ids = ids
    this.#groupOf = new Map(groups.flatMap((group) => group.cases.map(({ id }) => [id, group] as const)))
  }

  take(result: CaseResult): void {
    this.#waiting.set(result.case.id, result)
    for (let id = this.#ids[this.#next]; id !== undefined; id = this.#ids[++this.#next]) {
      const ready = this.#waiting.get(id)
      if (ready === undefined) return
      this.#waiting.delete(id)
      const group = this.#groupOf.get(id)
      if (group !== this.#group && group !== undefined) this.#print(`\n${group.name}: ${group.about}\n`)
      this.#group = group
      this.#print(caseText(ready))
    }
  }
}

export function caseText({ case: { id, sentence, reference }, verdict, ms, notes = [] }: CaseResult): string {
  const noted = notes.map((note) => `      ${note}\n`).join('')
  const head = `  ${marks[verdict.kind]} ${id}  ${sentence} (${ms} ms)\n${noted}`
  if (verdict.kind === 'passed') return head
  if (verdict.kind === 'skipped') return `${head}      skipped: ${verdict.reason}\n`
  const { expected, came, transcript } = verdict
  return [
    head,
    `      expected  ${expected}\n`,
    `      but       ${came}\n`,
    `      see       docs/PROTOCOL.md#${reference}\n`,
    ...(transcript.length === 0 ? [] : ['      frames\n', ...transcriptText(transcript)]),
  ].join('')
}

/** The end of it, where what failed stands; the whole is in the JSON report. */
function transcriptText(lines: readonly Line[]): string[] {
  const shown = lines.slice(-mostLinesShown)
  const left = lines.length - shown.length
  const width = Math.max(...shown.map(({ who }) => who.length))
  const arrows = { out: '→', in: '←', note: ' ' } as const
  return [
    ...(left === 0 ? [] : [`        (${left} lines before; --json has them)\n`]),
    ...shown.map(
      ({ ms, who, direction, text }) =>
        `        ${String(ms).padStart(6)} ms  ${who.padEnd(width)} ${arrows[direction]} ${text}\n`,
    ),
  ]
}

export function summaryText(report: ConformanceReport): string {
  const { results, passed, failed, skipped, ms, uncovered, coverage, whole } = report
  const exercised = Object.entries(coverage).map(([kind, { seen, of }]) => `${kind} ${seen}/${of}`)
  const lines = [
    `\n${results.length} cases in ${(ms / 1000).toFixed(1)} s: ${passed} passed, ${failed} failed, ${skipped} skipped`,
    `exercised: ${exercised.join(', ')}`,
  ]
  if (whole && uncovered.length > 0) {
    lines.push(
      skipped > 0
        ? `not exercised, with ${skipped} cases skipped: ${uncovered.join(', ')}`
        : `THE SUITE IS NOT WHOLE: no case exercised ${uncovered.join(', ')}`,
    )
  }
  return `${lines.join('\n')}\n`
}
