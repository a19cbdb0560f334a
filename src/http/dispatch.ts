/** From a request to the route that answers it. What is answered before any route is asked stands here. */
import type { Logger } from '../log/log.ts'
import type { HttpMeter } from '../metrics/http-meter.ts'
import type { HttpAnswer, HttpHandler, HttpRequest } from '../transport/transport.ts'
import { problemOf } from './failures.ts'
import { createPaths } from './paths.ts'
import { problem } from './problem.ts'
import type { RouteName } from './routes.ts'

/** Answers one route; what it throws becomes a problem. */
export type Answerer = (params: Readonly<Record<string, string>>, request: HttpRequest) => Promise<HttpAnswer>

export interface DispatchOptions {
  readonly answerers: ReadonlyMap<RouteName, Answerer>
  readonly log: Logger
  readonly meter: HttpMeter
}

export function createDispatch({ answerers, log, meter }: DispatchOptions): HttpHandler {
  const at = createPaths([...answerers.keys()])
  return async (request) => {
    const match = at(request.path)
    if (match.kind !== 'found') return finished(notFound(match.kind), undefined)
    const { methods, params } = match
    if (request.method === 'OPTIONS') return finished(optionsOf(methods), undefined)
    // The body of an answer to HEAD is left out by the transport, which tells its length.
    const name = methods.get(request.method === 'HEAD' ? 'GET' : request.method)
    const answerer = name === undefined ? undefined : answerers.get(name)
    if (name === undefined || answerer === undefined) return finished(notAllowed(methods), undefined)
    let answer: HttpAnswer
    try {
      answer = await answerer(params, request)
    } catch (error) {
      answer = problemOf(error, name, log)
    }
    return finished(answer, name)
  }

  function finished(answer: HttpAnswer, name: RouteName | undefined): HttpAnswer {
    meter.answered(name, answer.status)
    return { ...answer, headers: { ...answer.headers, 'x-content-type-options': 'nosniff' } }
  }
}

export function notFound(kind: 'unknown' | 'malformed'): HttpAnswer {
  return kind === 'malformed'
    ? problem('bad_frame', 'The percent-encoding of the path is not UTF-8.')
    : problem('not_found', 'Nothing stands at this path; see /openapi.json.')
}

function notAllowed(methods: ReadonlyMap<string, RouteName>): HttpAnswer {
  const allow = allowOf(methods)
  return problem('not_found', `This path takes ${allow}.`, { status: 405, headers: { allow } })
}

/** With a body, though a 204 would do: of a body the transport notices when nobody reads it. */
function optionsOf(methods: ReadonlyMap<string, RouteName>): HttpAnswer {
  const allow = allowOf(methods)
  return { status: 200, headers: { allow, 'content-type': 'text/plain; charset=utf-8' }, body: `${allow}\n` }
}

function allowOf(methods: ReadonlyMap<string, RouteName>): string {
  return [...methods.keys(), ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}
