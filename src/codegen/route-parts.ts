/** What a caller of a route sends, part by part: the schema of a route describes it as one object. */
import type { JsonSchema, JsonValue, RoleOf, SchemaDocument, SchemaSet } from './model.ts'
import { followed } from './refs.ts'
import { isObject } from './walk.ts'

export type RoutePlace = 'params' | 'query' | 'headers' | 'body'

export const routePlaces: readonly RoutePlace[] = ['params', 'query', 'headers', 'body']

export interface RoutePart {
  readonly place: RoutePlace
  readonly schema: JsonSchema
  /** The document that references inside of the schema start from. */
  readonly owner: SchemaDocument
  readonly required: boolean
  readonly example: { readonly [key: string]: JsonValue } | undefined
}

export function routeParts(route: SchemaDocument<RoleOf<'route'>>, set: SchemaSet): RoutePart[] {
  const properties = isObject(route.schema['properties']) ? route.schema['properties'] : {}
  const required = Array.isArray(route.schema['required']) ? route.schema['required'] : []
  const example = Array.isArray(route.schema['examples']) ? route.schema['examples'][0] : undefined
  return routePlaces.flatMap((place) => {
    const value = properties[place]
    if (!isObject(value)) return []
    const given = isObject(example) ? example[place] : undefined
    // The parameters are listed one by one, so that the object of them has to be at hand; a body may stay a reference.
    const { schema, owner } = place === 'body' ? { schema: value, owner: route } : followed(value, route, set)
    return [{ place, schema, owner, required: required.includes(place), example: isObject(given) ? given : undefined }]
  })
}
