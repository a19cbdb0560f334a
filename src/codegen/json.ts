/** Plain JSON Schema, one file a document: for clients in any language, and what everything else is made from. */
import type { OutputFile, SchemaSet } from './model.ts'

export const dialect = 'https://json-schema.org/draft/2020-12/schema'

export function emitJsonSchemas(set: SchemaSet): OutputFile[] {
  return set.documents.map(({ name, source, schema }) => ({
    path: `schema/${name}.json`,
    content: toJson({
      $schema: dialect,
      $id: `${name}.json`,
      $comment: `Generated from ${set.source}/${source} by \`${set.command}\`. Do not edit.`,
      ...schema,
    }),
  }))
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
