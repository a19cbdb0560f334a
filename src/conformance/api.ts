/** Talks to the HTTP side of the server; every answer is checked against the contract, whatever the case is about. */
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type Routes, routes } from '../../generated/operations.ts'
import type { ErrorCode, Problem } from '../../generated/types.ts'
import { violation } from '../../generated/validators.js'
import { type Answer, answerOf, type RouteName } from './contract.ts'
import type { Coverage } from './coverage.ts'
import { check, fail, show } from './failure.ts'
import type { Ledger } from './rules/ledger.ts'
import { pageProblems } from './rules/positions.ts'
import { problemProblems } from './rules/refusals.ts'
import type { Transcript } from './transcript.ts'

export interface HttpAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  /** Undefined when it is not JSON. */
  readonly json: unknown
}

export interface HttpCall {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface ApiSurroundings {
  readonly http: URL
  readonly apiKey: string | undefined
  readonly coverage: Coverage
  readonly ledger: Ledger
  readonly transcript: Transcript
  readonly patienceMs: number
  readonly wrong: (problem: string) => void
}

interface Parts {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export class Api {
  readonly #around: ApiSurroundings

  constructor(around: ApiSurroundings) {
    this.#around = around
  }

  /** Asks a route as its schema says, and takes what it answers when all is well. */
  async ask<R extends RouteName>(name: R, ...[parts]: AskParts<R>): Promise<Answer<R>> {
    const answer = await this.send(name, parts ?? {})
    const { status } = routes[name]
    check(answer.status === status, `${name} to answer ${status}`, () => `it answered ${answer.status} ${answer.text}`)
    return (
      answerOf(name).schema !== null ? answer.json : status === 204 ? undefined : (answer.json ?? answer.text)
    ) as Answer<R>
  }

  /** The same where a refusal is expected; gives the problem. */
  async refusal(name: RouteName, code: ErrorCode, parts: Parts = {}): Promise<Problem> {
    const answer = await this.send(name, parts)
    return problemOf(answer, code, name)
  }

  /** Asks a route for whatever comes; `parts` need not be what its schema says. */
  async send(name: RouteName, { params = {}, query = {}, headers = {}, body }: Parts): Promise<HttpAnswer> {
    const { method, path: pattern, access } = routes[name]
    const path = pattern.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
    const search = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    const { apiKey } = this.#around
    const answer = await this.call({
      method,
      path: search.length === 0 ? path : `${path}?${search.join('&')}`,
      headers: {
        ...(access === 'api_key' && apiKey !== undefined ? { authorization: `Bearer ${apiKey}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (answer.status === routes[name].status) this.#succeeded(name, query, answer)
    return answer
  }

  /** Any request at all. */
  async call(call: HttpCall): Promise<HttpAnswer> {
    const { transcript, patienceMs, http } = this.#around
    transcript.add('http', 'out', `${call.method} ${call.path}${call.body === undefined ? '' : ` ${call.body}`}`)
    const answer = await exchange(new URL(http), call, patienceMs)
    transcript.add('http', 'in', `${answer.status} ${answer.text}`)
    if (answer.status >= 400) this.#refused(call, answer)
    return answer
  }

  #succeeded(name: RouteName, query: object, { json, text, headers }: HttpAnswer): void {
    const { coverage, ledger, wrong } = this.#around
    coverage.note('route', name)
    const { type, schema } = answerOf(name)
    const given = headers.get('content-type') ?? 'none'
    if (type !== null && type !== '*/*' && !given.startsWith(type))
      wrong(`${name} answered with the type ${given}, which is ${type}`)
    if (schema === null) return
    const problem = violation(schema, json)
    if (problem !== undefined) {
      wrong(
        `the body of ${name} is not as the schema ${schema} says: ${problem.path} ${problem.message}: ${show(text)}`,
      )
      return
    }
    if (name === 'get_channel_messages') {
      const page = json as Answer<'get_channel_messages'>
      for (const found of pageProblems(page, query)) wrong(found)
      for (const message of page.messages) for (const found of ledger.message(message)) wrong(found)
    }
    if (schema === 'sent_message')
      for (const found of ledger.receipt(json as Answer<'post_channel_message'>)) wrong(found)
  }

  #refused({ path }: HttpCall, { status, headers, json, text }: HttpAnswer): void {
    const { coverage, wrong } = this.#around
    const type = headers.get('content-type') ?? 'no type'
    if (!type.startsWith('application/problem+json')) {
      if (path.startsWith('/api/'))
        wrong(`${path} answered ${status} with ${type}: errors are application/problem+json`)
      return
    }
    const found = violation('problem', json)
    if (found !== undefined) {
      wrong(`${path}: the problem is not as its schema says: ${found.path} ${found.message}: ${show(text)}`)
      return
    }
    coverage.note('error', (json as Problem).code)
    for (const problem of problemProblems(json as Problem, status, headers)) wrong(`${path}: ${problem}`)
  }
}

/** What may be left out of a call is what the schema of the route does not require. */
type AskParts<R extends RouteName> = string extends keyof Routes[R]
  ? [parts?: undefined]
  : Record<never, never> extends Routes[R]
    ? [parts?: Routes[R]]
    : [parts: Routes[R]]

export function problemOf(answer: HttpAnswer, code: ErrorCode, what: string): Problem {
  const problem = answer.json as Problem | undefined
  check(
    problem?.code === code,
    `${what} to be refused with ${code}`,
    () => `${answer.status} ${answer.text || 'nothing'} came`,
  )
  return problem
}

const largestBody = 64 * 1024 * 1024

function exchange(url: URL, { method, path, headers = {}, body }: HttpCall, patienceMs: number): Promise<HttpAnswer> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        path,
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        agent: false,
        timeout: patienceMs,
      },
      (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > largestBody) response.destroy(new Error('the answer is too large'))
          chunks.push(chunk)
        })
        response.once('error', reject)
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          const found = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const)
          resolve({ status: response.statusCode ?? 0, headers: new Map(found), text, json: parse(text) })
        })
      },
    )
    asked.once('timeout', () => asked.destroy(new Error(`${method} ${path} was not answered in ${patienceMs} ms`)))
    asked.once('error', reject)
    asked.end(body)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** For what must not be reachable at all. */
export async function unreachable(attempt: () => Promise<unknown>, what: string): Promise<void> {
  const reached = await attempt().then(
    () => true,
    () => false,
  )
  if (reached) fail(`${what} to fail`, 'it did not')
}
