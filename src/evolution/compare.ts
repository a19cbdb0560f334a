/** Two generated sets to the list of what has changed between them: the one way into the comparison. Pure. */
import { type Change, type Direction, type PromiseChange, settle, type Verdict } from './change.ts'
import { type Comparison, createComparison } from './comparison.ts'
import type { SchemaDocument } from './document.ts'
import { type DocumentPair, nameOfPair, pairDocuments } from './documents.ts'
import { createLibrary, type GeneratedSet, type Library } from './library.ts'
import { comparePromises } from './promises.ts'
import type { Role } from './role.ts'
import type { Mode } from './view.ts'

export type Assumption = 'input' | 'output' | 'both'

export interface CompareOptions {
  /** Which way schemas go that no annotated schema uses. Not known means both, which is the strictest. */
  readonly assume?: Assumption
}

export function compareSets(
  before: GeneratedSet,
  after: GeneratedSet,
  { assume = 'both' }: CompareOptions = {},
): Change[] {
  const [old, now] = [createLibrary(before, 'b'), createLibrary(after, 'a')]
  const comparison = createComparison(old, now)
  const used = new Set([...usedByRoles(old), ...usedByRoles(now)])
  const routes = [...old.documents.values()].some(({ role }) => role.kind === 'route')
  const changes = pairDocuments(old.documents, now.documents).flatMap((pair) => {
    const document = nameOfPair(pair)
    const loose = !used.has(pair.before?.name ?? document) && !used.has(document)
    // The body of every error of the HTTP API, by its name: routes need not refer to it.
    const way = document === 'problem' && routes ? 'output' : assume
    return compareDocuments(pair, comparison, loose ? way : undefined, routes).map(
      (change): Change => ({ ...change, document, affects: [] }),
    )
  })
  return settle([...changes, ...comparison.findings()])
}

/** `assume` is undefined for what is compared as a part of what uses it. */
function compareDocuments(
  pair: DocumentPair,
  comparison: Comparison,
  assume: Assumption | undefined,
  routes: boolean,
): PromiseChange[] {
  const { before, after } = pair
  const name = nameOfPair(pair)
  if (before === undefined || after === undefined) return comeOrGone(before, after, assume !== undefined)
  const [old, now] = [before.role, after.role]
  if (old.kind !== now.kind && !(isShared(old) && isShared(now))) {
    return [found('breaking', 'both', 'role-changed', `was ${wordFor(old)}, is ${wordFor(now)}`)]
  }
  for (const mode of isNewVersion(old, now) ? [] : modesOf(now, assume))
    comparison.compare(name, '', before.schema, after.schema, mode)
  if (before.success !== undefined && after.success !== undefined) {
    comparison.compare(name, 'success', before.success, after.success, 'output')
  }
  return comparePromises(old, now, routes)
}

function comeOrGone(
  before: SchemaDocument | undefined,
  after: SchemaDocument | undefined,
  loose: boolean,
): PromiseChange[] {
  const role = (after ?? before)?.role ?? { kind: 'value' }
  // Whoever used the value is compared with what it uses instead.
  if (role.kind === 'value' && !loose) return []
  const word = 'event' in role ? 'event' : role.kind === 'route' ? 'route' : 'document'
  if (before === undefined) return [found('compatible', directionOf(role), `${word}-added`, `${wordFor(role)} is new`)]
  return [found('breaking', directionOf(role), `${word}-removed`, `${wordFor(role)} is gone`)]
}

function found(verdict: Verdict, direction: Direction, kind: string, message: string): PromiseChange {
  return { verdict, direction, path: '', kind, message }
}

/** The envelope only sums up what the frames say themselves. */
function modesOf(role: Role, assume: Assumption | undefined): Mode[] {
  switch (role.kind) {
    case 'request':
    case 'route':
      return ['input']
    case 'settings':
      return ['settings']
    case 'reply':
    case 'push':
    case 'error':
      return ['output']
    // Clients publish it and read it, and what is stored is read for as long as it is kept.
    case 'event':
      return ['input', 'output']
    case 'error_codes':
    case 'close_codes':
      return assume === undefined ? [] : ['output']
    case 'protocol':
      return []
    case 'value':
      return assume === undefined ? [] : assume === 'both' ? ['input', 'output'] : [assume]
  }
}

/** Whoever raises the version of an event says that it is another one: those who know the old one know it by its version. */
function isNewVersion(before: Role, after: Role): boolean {
  return before.kind === 'event' && after.kind === 'event' && after.version > before.version
}

/** Schemas that go the way of their users. */
function isShared({ kind }: Role): boolean {
  return kind === 'value' || kind === 'error_codes' || kind === 'close_codes'
}

function directionOf(role: Role): Direction {
  const modes = modesOf(role, 'both')
  if (modes.length === 2) return 'both'
  return modes.length === 0 ? 'none' : modes[0] === 'output' ? 'output' : 'input'
}

function wordFor(role: Role): string {
  if ('event' in role) return `the ${role.kind} \`${role.event}\``
  if (role.kind === 'route') return `the route \`${role.method} ${role.path}\``
  return {
    value: 'the schema',
    settings: 'the configuration',
    protocol: 'the envelope',
    error_codes: 'the list of error codes',
    close_codes: 'the list of close codes',
  }[role.kind]
}

/** What requests, replies, pushes, routes and settings lead to. */
function usedByRoles({ documents, references }: Library): Set<string> {
  const used = new Set<string>()
  const waiting = [...documents.values()]
    .filter(({ role }) => role.kind !== 'value' && role.kind !== 'protocol')
    .map(({ name }) => name)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const other of references.get(name) ?? []) {
      if (used.has(other)) continue
      used.add(other)
      waiting.push(other)
    }
  }
  return used
}
