/** The public surface of the comparison: read two sets, compare them, tell what has changed. */
export type { Change, Direction, Verdict } from './change.ts'
export { type Assumption, type CompareOptions, compareSets } from './compare.ts'
export type { SchemaFile } from './document.ts'
export type { GeneratedSet } from './library.ts'
export { readFolderSet, readGitSet } from './read.ts'
export { type Compared, reportJson, reportText } from './report.ts'
