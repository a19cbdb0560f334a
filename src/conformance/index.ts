/** `pactwire/conformance`: the suite as a library, for tests of a server. */
export { type Case, type Group, type Need, needs } from './case.ts'
export { controlCommand, serveCommand, tokenCommand } from './commands.ts'
export { reportJson } from './report/json.ts'
export { reportJunit } from './report/junit.ts'
export { caseText, summaryText, TextReport } from './report/text.ts'
export {
  type CaseResult,
  type ConformanceOptions,
  type ConformanceReport,
  runConformance,
  type Verdict,
} from './run.ts'
export { readSkips } from './skips.ts'
export { suite } from './suite.ts'
export type { Control, Faults, Order, Serve, Served, Settings, Target, Users } from './target.ts'
