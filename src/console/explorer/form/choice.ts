/** Which form of several a value has: the one that it fits, else the one with the fewest mistakes. */
import type { JsonValue } from '../json/value.ts'
import type { SchemaFiles } from '../validate/schema.ts'
import { validate } from '../validate/validate.ts'
import type { Branch } from './schema-shape.ts'

export function branchFor(files: SchemaFiles, branches: readonly Branch[], value: JsonValue | undefined): number {
  if (value === undefined) return 0
  const counts = branches.map(({ located }) => validate(files, located, value).length)
  return Math.max(0, counts.indexOf(Math.min(...counts)))
}
