/** The routes as types: who may call them, what each takes and what it answers. A route that is missing does not compile. */
import { type RouteAnswers, type Routes, routes } from '../../generated/operations.ts'
import type { HttpAnswer, HttpRequest } from '../transport/transport.ts'

export type RouteName = keyof Routes
export type ApiRoute = { [R in RouteName]: (typeof routes)[R]['access'] extends 'api_key' ? R : never }[RouteName]
export type OpenRoute = Exclude<RouteName, ApiRoute>

export type ApiHandler<R extends ApiRoute> = (request: Routes[R]) => Promise<RouteAnswers[R]>
export type ApiHandlers = { readonly [R in ApiRoute]: ApiHandler<R> }
/** The handlers of some routes: one part of the API. */
export type ApiPart<R extends ApiRoute> = Pick<ApiHandlers, R>

export type OpenHandler<R extends OpenRoute> = (
  request: Routes[R],
  http: HttpRequest,
) => HttpAnswer | Promise<HttpAnswer>
export type OpenHandlers = { readonly [R in OpenRoute]: OpenHandler<R> }

/** The second question is for routes that take nothing at all: any name is a key of those. */
export type WithHeaders = {
  [R in RouteName]: 'headers' extends keyof Routes[R] ? (string extends keyof Routes[R] ? never : R) : never
}[RouteName]
type HeadersOf<R extends WithHeaders> = NonNullable<Routes[R]['headers']>

/** Which headers a route reads. All others that a request carries are nobody’s business. */
export const headersOf: { readonly [R in WithHeaders]: { readonly [H in keyof HeadersOf<R>]-?: true } } = {
  post_channel_event: { 'idempotency-key': true },
  post_channel_message: { 'idempotency-key': true },
  post_user_message: { 'idempotency-key': true },
}

export const routeNames = Object.keys(routes) as RouteName[]

export function isApiRoute(name: RouteName): name is ApiRoute {
  return routes[name].access === 'api_key'
}
