/** The values that have a name: short ones in a table, objects under a heading of their own. */
import type { JsonValue } from '../model.ts'
import { descriptionOf } from '../prose.ts'
import type { Book, ValueEntry } from './book.ts'
import { fieldsOf, fieldTable } from './fields.ts'
import { jsonText } from './json-text.ts'
import { anchor, code, fence, paragraphs, table } from './markdown.ts'
import { typeWords, variantsOf } from './words.ts'

export function valuesSection(book: Book, heading: string): string {
  return valueList(
    book.values.filter(({ section }) => section === 'values'),
    book,
    heading,
  )
}

export function valueList(entries: readonly ValueEntry[], book: Book, heading: string): string {
  const large = entries.filter((entry) => isLarge(entry, book))
  const small = entries.filter((entry) => !large.includes(entry))
  const rows = small.map((entry) => [
    `${anchor(`value-${entry.id}`)}${code(entry.id)}`,
    typeWords(entry.schema, entry.owner, book),
    descriptionOf(entry.schema),
    examplesOf(entry)
      .map((example) => code(JSON.stringify(example)))
      .join(', '),
  ])
  return paragraphs(
    small.length === 0 ? undefined : table(['Value', 'Type', 'Description', 'Example'], rows),
    ...large.map((entry) => largeText(entry, book, heading)),
  )
}

function isLarge({ schema, owner }: ValueEntry, book: Book): boolean {
  return fieldsOf(schema, owner, book).fields.length > 0 || variantsOf(schema).length > 0
}

function largeText(entry: ValueEntry, book: Book, heading: string): string {
  const { id, section, schema, owner } = entry
  const union = variantsOf(schema).length > 0
  return paragraphs(
    anchor(`value-${id}`),
    `${heading} ${id}`,
    descriptionOf(schema),
    union ? `Either ${typeWords(schema, owner, book)}.` : undefined,
    fieldTable('Field', schema, owner, book, section === 'settings' ? 'filled' : 'stated'),
    ...examplesOf(entry).map((example) => fence('json', jsonText(example))),
  )
}

function examplesOf({ schema }: ValueEntry): JsonValue[] {
  return Array.isArray(schema['examples']) ? schema['examples'] : []
}
