/** Plain JSON Schema, one file a document: for clients in any language, and what everything else is made from. */
import { withAnswer } from './embedded.ts'
import type { JsonSchema, OutputFile, SchemaSet } from './model.ts'
import { atPointer, isObject, mapSchema } from './walk.ts'

export const dialect = 'https://json-schema.org/draft/2020-12/schema'

export function emitJsonSchemas(set: SchemaSet): OutputFile[] {
  return set.documents.map(({ name, source, schema }) => ({
    path: `schema/${name}.json`,
    content: toJson({
      $schema: dialect,
      $id: `${name}.json`,
      $comment: `Generated from ${set.source}/${source} by \`${set.command}\`. Do not edit.`,
      ...withAddresses(answerWithAddresses(schema)),
    }),
  }))
}

/** A `$ref` is an address, in which only some signs may stand as they are: `#/$defs/gr%C3%B6%C3%9Fe`. */
export function withAddresses(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, (sub) => (typeof sub['$ref'] === 'string' ? { ...sub, $ref: encoded(sub['$ref']) } : sub))
}

function answerWithAddresses(schema: JsonSchema): JsonSchema {
  const answer = atPointer(schema, '/x-pactwire/success/schema')
  return isObject(answer) ? withAnswer(schema, withAddresses(answer)) : schema
}

function encoded(ref: string): string {
  return ref.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?#]/gu, encodeURIComponent)
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
