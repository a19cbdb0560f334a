/** The HTTP side of the main port: the API behind its keys, and what is open to everyone. */
import { routes } from '../../generated/operations.ts'
import { violation } from '../../generated/validators.js'
import type { HttpHandler } from '../transport/transport.ts'
import { empty, json } from './answer.ts'
import { type ApiPorts, createApi } from './api.ts'
import { createApiKeyCheck } from './api-keys.ts'
import { readArguments } from './arguments.ts'
import { type Answerer, createDispatch, notFound } from './dispatch.ts'
import { createOpenHandlers, type OperationsOptions, operational } from './operations.ts'
import { type ApiRoute, isApiRoute, type OpenHandlers, type OpenRoute, type RouteName, routeNames } from './routes.ts'

export interface HttpOptions extends ApiPorts, OperationsOptions {
  /** Without any, the API is closed. */
  readonly apiKeys: readonly string[]
  /** `/metrics`, `/livez` and `/readyz` are on a handler of their own, and not on this one. */
  readonly metricsApart: boolean
}

export function createHttpHandler(options: HttpOptions): HttpHandler {
  const { apiKeys: keys, clock, log } = options
  const api = createApi(options)
  const refused = createApiKeyCheck({ keys, clock, log })
  const open = createOpenHandlers(options)

  const apiAnswerer = (name: ApiRoute): Answerer => {
    // The handlers are typed by the name of the route; here the name is only known at run time.
    const handler = api[name] as (request: unknown) => Promise<unknown>
    const { status } = routes[name]
    return async (params, request) => {
      const refusal = refused(request)
      if (refusal !== undefined) return refusal
      const answer = await handler(await readArguments(name, params, request))
      return answer === undefined ? empty(status) : json(status, answer)
    }
  }

  const answerers = new Map<RouteName, Answerer>()
  for (const name of routeNames) {
    if (isApiRoute(name)) answerers.set(name, apiAnswerer(name))
    else if (!(options.metricsApart && operational.has(name))) answerers.set(name, openAnswerer(name, open))
  }
  return createDispatch({ answerers, log, meter: options.httpMeter })
}

/** `/metrics`, `/livez` and `/readyz` alone: for a port that only the operator reaches. */
export function createOperationsHandler(options: OperationsOptions): HttpHandler {
  const open = createOpenHandlers(options)
  const answerers = new Map([...operational].map((name) => [name, openAnswerer(name, open)]))
  return createDispatch({ answerers, log: options.log, meter: options.httpMeter })
}

/** Open routes take nothing but their path, and where that does not fit, nothing stands. */
function openAnswerer(name: OpenRoute, handlers: OpenHandlers): Answerer {
  const handler = handlers[name] as (request: unknown, http: unknown) => ReturnType<OpenHandlers[OpenRoute]>
  return async (params, request) => {
    const given = Object.keys(params).length === 0 ? {} : { params }
    return violation(name, given) === undefined ? handler(given, request) : notFound('unknown')
  }
}
