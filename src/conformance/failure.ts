/** Why a case did not pass. */

/** The server did not do what the contract demands. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly expected: string
  readonly came: string

  constructor(expected: string, came: string) {
    super(`expected ${expected}; ${came}`)
    this.expected = expected
    this.came = came
  }
}

/** The case cannot be tried here. That is no fault of the server, and no success either. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable'
}

export function fail(expected: string, came: string): never {
  throw new Failure(expected, came)
}

export function check(condition: boolean, expected: string, came: string | (() => string)): asserts condition {
  if (!condition) fail(expected, typeof came === 'string' ? came : came())
}

export function same(actual: unknown, wanted: unknown, what: string): void {
  if (canonical(actual) !== canonical(wanted)) fail(`${what} to be ${show(wanted)}`, `it is ${show(actual)}`)
}

/** Whether everything that is wanted is there; what is there beside it is nobody’s business: clients ignore fields. */
export function has(actual: unknown, wanted: object, what: string): void {
  for (const [name, value] of Object.entries(wanted)) {
    const found = typeof actual === 'object' && actual !== null ? (actual as Record<string, unknown>)[name] : undefined
    same(found, value, `${what}.${name}`)
  }
}

/** The same text for the same value, whatever the order of its fields. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_name, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? 'undefined'
  )
}

const longestShown = 600

export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing'
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}… (${text.length} characters)`
}
