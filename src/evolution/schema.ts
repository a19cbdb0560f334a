/** A schema as it may stand anywhere inside another: an object, or true for anything and false for nothing. */
import type { JsonSchema, JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import { ownValue } from './json.ts'

export type Schema = JsonSchema | boolean

/** A keyword that is missing, and anything that is no schema, says nothing. */
export function asSchema(value: JsonValue | undefined): Schema {
  return typeof value === 'boolean' ? value : isObject(value) ? value : true
}

export function schemaAt(schema: JsonSchema, keyword: string): Schema {
  return asSchema(schema[keyword])
}

export function schemasAt(schema: JsonSchema, keyword: string): Schema[] {
  const value = schema[keyword]
  return Array.isArray(value) ? value.map(asSchema) : []
}

/** The keys of a keyword that holds a map, like `properties`. */
export function keysAt(schema: JsonSchema, keyword: string): string[] {
  const value = schema[keyword]
  return isObject(value) ? Object.keys(value) : []
}

export function entryAt(schema: JsonSchema, keyword: string, key: string): Schema | undefined {
  const value = ownValue(schema[keyword], key)
  return value === undefined ? undefined : asSchema(value)
}

export function isAnything(value: JsonValue): boolean {
  return value === true || (isObject(value) && Object.keys(value).length === 0)
}
