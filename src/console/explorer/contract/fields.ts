/** The fields of an event in a list, as a reference shows them: `data.since.offset`, its type, whether it must be there. */
import { describedBy, hintOf, shapeOf } from '../form/schema-shape.ts'
import { type Path, readable } from '../json/value.ts'
import type { Located, SchemaFiles } from '../validate/schema.ts'
import { literal } from '../validate/words.ts'

export interface FieldRow {
  readonly name: string
  readonly hint: string
  readonly required: boolean
  readonly description: string
  readonly options: readonly string[]
}

/** Schemas may refer to themselves. */
const deepest = 6

export function fieldRows(files: SchemaFiles, from: Located): FieldRow[] {
  const shape = shapeOf(files, from)
  if (shape.kind !== 'object') return []
  return shape.properties.flatMap((property) => rowsOf(files, property.located, [property.name], property.required))
}

function rowsOf(files: SchemaFiles, located: Located, path: Path, required: boolean): FieldRow[] {
  const shape = shapeOf(files, located)
  const row: FieldRow = {
    name: readable(path).replaceAll('["[]"]', '[]'),
    hint: hintOf(files, located),
    required,
    description: describedBy(files, located),
    options: shape.kind === 'options' ? shape.values.map(literal) : [],
  }
  if (path.length >= deepest) return [row]
  switch (shape.kind) {
    case 'object':
      return [row, ...shape.properties.flatMap((one) => rowsOf(files, one.located, [...path, one.name], one.required))]
    case 'list':
      return [row, ...inside(files, shape.item, [...path, '[]'])]
    case 'choice':
      return [row, ...shape.branches.flatMap(({ located: branch }) => inside(files, branch, path))]
    default:
      return [row]
  }
}

/** The fields of an item or a branch, without a row for itself. */
function inside(files: SchemaFiles, located: Located, path: Path): FieldRow[] {
  return rowsOf(files, located, path, true).slice(1)
}
