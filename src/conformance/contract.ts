/** What cases need of the contract beside the generated tables: what routes answer with, and the example of each event. */
import { readFileSync } from 'node:fs'
import { type Operations, operations, type RouteAnswers, type Routes, routes } from '../../generated/operations.ts'
import type { Documents } from '../../generated/validators.js'

export type RouteName = keyof Routes
export const routeNames = Object.keys(routes) as RouteName[]
/** Those that need a key. */
export const apiRouteNames = routeNames.filter((name) => routes[name].access === 'api_key')
export const requestNames = Object.keys(operations) as (keyof Operations)[]

/** What a route answers when all is well. That it is so is checked by the schemas. */
export type Answer<R extends RouteName> = RouteAnswers[R]

/** The `Content-Type` and the schema of the body of an answer; null where there is none. */
export function answerOf(name: RouteName): { readonly type: string | null; readonly schema: keyof Documents | null } {
  return routes[name].answer
}

/** Where the generated schemas stand, beside the sources and beside what is compiled. */
const schemaFolder = new URL('../../generated/schema/', import.meta.url)

/** What a request can look like when it is well-formed: the first example of its schema. */
export function exampleOf(request: keyof Operations): unknown {
  const schema = JSON.parse(readFileSync(new URL(`${request}.json`, schemaFolder), 'utf8')) as {
    readonly examples: readonly { readonly data?: unknown }[]
  }
  return schema.examples[0]?.data
}
