/** What is wrong with the configuration: one line for each problem, complete in itself, without any secret. */
import { cut, escapeControls } from '../log/escape.ts'

const mostProblems = 20
const longestLine = 600

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const shown = problems.slice(0, mostProblems).map((problem) => escapeControls(cut(problem, longestLine)))
    const more = problems.length - shown.length
    const lines = more > 0 ? [...shown, `… and ${more} more`] : shown
    super(lines.join('\n'))
    this.problems = lines
  }
}
