/** The first lines of every generated source file: where it comes from and how to make it again. */
import type { SchemaSet } from './model.ts'

export function sourceHeader(set: SchemaSet): string {
  return `// Generated from ${set.source}/ by \`${set.command}\`. Do not edit: change the schema and generate again.\n`
}
