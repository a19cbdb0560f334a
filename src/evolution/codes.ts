/**
 * Lists of codes grow: a client that meets one it does not know does what `retryable`, or the policy, tells it. So these
 * are what may not change under a code.
 */
import type { PromiseChange, Verdict } from './change.ts'
import { shown } from './json.ts'
import type { CloseCode, CloseRange, ErrorCode } from './role.ts'

export function compareErrorCodes(
  before: readonly ErrorCode[],
  after: readonly ErrorCode[],
  routes: boolean,
): PromiseChange[] {
  return compareCodes(before, after, ({ code }) => code, [
    {
      kind: 'code-retryable-changed',
      what: 'whether a retry helps',
      of: ({ retryable }) => retryable,
      verdict: 'breaking',
    },
    // Without routes nobody sees a status.
    {
      kind: 'code-status-changed',
      what: 'the HTTP status',
      of: ({ status }) => status,
      verdict: routes ? 'breaking' : 'compatible',
    },
  ])
}

export function compareCloseCodes(before: readonly CloseCode[], after: readonly CloseCode[]): PromiseChange[] {
  return compareCodes(before, after, ({ code }) => code, [
    { kind: 'code-policy-changed', what: 'the policy', of: ({ policy }) => policy, verdict: 'breaking' },
    { kind: 'code-name-changed', what: 'the name', of: ({ name }) => name, verdict: 'compatible' },
  ])
}

/** What clients do about a code that they do not know. The ranges are compared code by code, however they are cut. */
export function compareCloseRanges(before: readonly CloseRange[], after: readonly CloseRange[]): PromiseChange[] {
  const cuts = [...new Set([...before, ...after].flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b)
  const policyAt = (code: number, ranges: readonly CloseRange[]) =>
    ranges.find(({ from, to }) => code >= from && code <= to)?.policy
  return cuts.flatMap((from, at): PromiseChange[] => {
    const [old, now] = [policyAt(from, before), policyAt(from, after)]
    if (old === now) return []
    const about = { direction: 'output', path: `${from}–${(cuts[at + 1] ?? from + 1) - 1}` } as const
    if (old === undefined)
      return [
        { ...about, verdict: 'compatible', kind: 'close-range-added', message: `have the policy ${shown(now ?? '')}` },
      ]
    const message = `the policy was ${shown(old)}, is ${now === undefined ? 'left open' : shown(now)}`
    return [{ ...about, verdict: 'breaking', kind: 'close-range-changed', message }]
  })
}

interface Aspect<T> {
  readonly kind: string
  readonly what: string
  readonly of: (entry: T) => string | number | boolean
  readonly verdict: Verdict
}

function compareCodes<T>(
  before: readonly T[],
  after: readonly T[],
  codeOf: (entry: T) => string,
  aspects: readonly Aspect<T>[],
): PromiseChange[] {
  const [old, now] = [before, after].map((list) => new Map(list.map((entry) => [codeOf(entry), entry])))
  const changes: PromiseChange[] = []
  const say = (verdict: Verdict, path: string, kind: string, message: string) =>
    changes.push({ verdict, direction: 'output', path, kind, message })
  for (const [code, entry] of old ?? []) {
    const other = now?.get(code)
    if (other === undefined) {
      say('compatible', code, 'code-removed', 'is no longer said')
      continue
    }
    for (const { kind, what, of, verdict } of aspects) {
      if (of(entry) !== of(other)) say(verdict, code, kind, `${what} was ${shown(of(entry))}, is ${shown(of(other))}`)
    }
  }
  for (const code of now?.keys() ?? []) if (old?.has(code) !== true) say('compatible', code, 'code-added', 'is new')
  return changes
}
