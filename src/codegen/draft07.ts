/**
 * What AsyncAPI understands of a schema by itself is JSON Schema draft-07 with additions. A schema of 2020-12 says nearly
 * everything in the same words; these are the exceptions. It sees one subschema at a time, from the leaves up.
 */
import type { JsonSchema, JsonValue } from './model.ts'
import { isObject } from './walk.ts'

export function toDraft07(schema: JsonSchema): JsonSchema {
  return dependenciesInOne(tupleAsItems(referenceApart(schema)))
}

/** Whatever stands beside a `$ref` is ignored there, so that the reference has to stand alone. */
function referenceApart(schema: JsonSchema): JsonSchema {
  const { $ref, ...beside } = schema
  if ($ref === undefined || Object.keys(beside).length === 0) return schema
  const others = Array.isArray(beside['allOf']) ? beside['allOf'] : []
  return { ...beside, allOf: [{ $ref }, ...others] }
}

function tupleAsItems(schema: JsonSchema): JsonSchema {
  const { prefixItems, items, ...rest } = schema
  if (prefixItems === undefined) return schema
  return { ...rest, items: prefixItems, ...(items === undefined ? {} : { additionalItems: items }) }
}

function dependenciesInOne(schema: JsonSchema): JsonSchema {
  const { dependentRequired, dependentSchemas, ...rest } = schema
  if (dependentRequired === undefined && dependentSchemas === undefined) return schema
  const dependencies: Record<string, JsonValue> = { ...(isObject(dependentSchemas) ? dependentSchemas : {}) }
  for (const [key, required] of Object.entries(isObject(dependentRequired) ? dependentRequired : {})) {
    const schemaToo = dependencies[key]
    dependencies[key] = schemaToo === undefined ? required : { allOf: [schemaToo, { required }] }
  }
  return { ...rest, dependencies }
}
