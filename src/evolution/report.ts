/** The list of changes for a person at a terminal, and for a program. */
import type { Change } from './change.ts'

export interface Compared {
  /** How the person named the two: a folder or a git ref. */
  readonly before: string
  readonly after: string
}

export function reportText(changes: readonly Change[], { before, after }: Compared): string {
  const documents = [...new Set(changes.map(({ document }) => document))]
  const isBreaking = (document: string) =>
    changes.some((change) => change.document === document && change.verdict === 'breaking')
  const order = [...documents.filter(isBreaking), ...documents.filter((document) => !isBreaking(document))]
  const blocks = order.map((document) =>
    blockOf(
      changes.filter((change) => change.document === document),
      document,
    ),
  )
  const title = `${before} → ${after}`
  return [title, ...blocks, summaryOf(changes), ''].join('\n\n').replace(/\n\n$/, '\n')
}

function blockOf(changes: readonly Change[], document: string): string {
  const affected = [...new Set(changes.flatMap(({ affects }) => affects))].sort()
  const users = affected.length === 0 ? '' : `  (used by ${listOf(affected)})`
  return [`${document}${users}`, ...changes.map(lineOf)].join('\n')
}

function listOf(names: readonly string[]): string {
  const most = 4
  const rest = names.length - most
  return `${names.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

function lineOf({ verdict, direction, path, kind, message }: Change): string {
  const place = path === '' ? '' : `${path}: `
  return `  ${verdict.padEnd(10)}  ${place}${message}  [${kind}, ${direction}]`
}

export function summaryOf(changes: readonly Change[]): string {
  const breaking = changes.filter(({ verdict }) => verdict === 'breaking').length
  return `${breaking} breaking, ${changes.length - breaking} compatible`
}

export function reportJson(changes: readonly Change[], { before, after }: Compared): string {
  const breaking = changes.filter(({ verdict }) => verdict === 'breaking').length
  return `${JSON.stringify({ before, after, breaking, compatible: changes.length - breaking, changes }, null, 2)}\n`
}
