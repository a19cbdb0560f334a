/** What every `error` and every problem of the HTTP API has to be, whatever it is about. */
import { errorCodes, operations, protocol } from '../../../generated/operations.ts'
import type { ErrorFrame, Problem } from '../../../generated/types.ts'
import type { Asked } from './answers.ts'

export function* errorProblems({ data }: ErrorFrame, to: Asked | undefined): Iterable<string> {
  const { code, retryable, retry_after_ms: wait, details } = data
  yield* codeProblems('error', code, retryable, wait)
  if (code === 'invalid_data' && (details ?? []).length === 0) yield 'invalid_data has no details: they name the place'
  if (to?.type === undefined || !Object.hasOwn(operations, to.type)) return
  const own: readonly string[] = operations[to.type as keyof typeof operations].errors
  const usual: readonly string[] = protocol.everyRequest
  if (!own.includes(code) && !usual.includes(code)) yield `${to.type} was answered with ${code}, which it never is`
}

export function* problemProblems(
  problem: Problem,
  status: number,
  headers: ReadonlyMap<string, string>,
): Iterable<string> {
  const { code, retryable, retry_after_ms: wait, type } = problem
  yield* codeProblems('problem', code, retryable, wait)
  if (problem.status !== status) yield `the body says ${problem.status} and the answer ${status}`
  if (type !== `urn:pactwire:error:${code}`) yield `type is ${type}`
  if (wait !== undefined && !/^\d+$/.test(headers.get('retry-after') ?? ''))
    yield 'retry_after_ms is there, and the header Retry-After is not'
  if (code === 'invalid_data' && (problem.errors ?? []).length === 0)
    yield 'invalid_data has no errors: they name the place'
}

function* codeProblems(
  what: string,
  code: keyof typeof errorCodes,
  retryable: boolean,
  wait: number | undefined,
): Iterable<string> {
  const expected = errorCodes[code].retryable
  if (retryable !== expected) yield `${what} ${code} has retryable: ${retryable}, which is ${expected} for this code`
  if (code === 'rate_limited' && wait === undefined) yield `${what} rate_limited has no retry_after_ms`
}
