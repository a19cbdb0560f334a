/** The fields of an object as rows: `since.offset`, `users[].user_id`. */
import type { JsonSchema, SchemaDocument } from '../model.ts'
import { descriptionOf } from '../prose.ts'
import { followed, type Target } from '../refs.ts'
import { isObject } from '../walk.ts'
import type { Book } from './book.ts'
import { code, paragraphs, table } from './markdown.ts'
import { typeWords, variantsOf } from './words.ts'

export interface Field {
  readonly name: string
  readonly type: string
  /** `depends`: the field belongs to one of several shapes that the object can have. */
  readonly required: 'yes' | 'no' | 'depends'
  readonly description: string
}

interface Found {
  readonly fields: Field[]
  /** What the schema says in its own words about fields that belong together. */
  readonly rules: string[]
}

/** Deeper than this, a link to the value says more than a row. */
const deepest = 4

export function fieldsOf(schema: JsonSchema, owner: SchemaDocument, book: Book): Found {
  const found: Found = { fields: [], rules: [] }
  collect(followed(schema, owner, book.set), '', [], found, book, false)
  return found
}

/** A table, with the rules below it; nothing at all where there are no fields. */
export function fieldTable(head: string, schema: JsonSchema, owner: SchemaDocument, book: Book): string {
  const { fields, rules } = fieldsOf(schema, owner, book)
  if (fields.length === 0) return ''
  const rows = fields.map(({ name, type, required, description }) => [code(name), type, required, description])
  return paragraphs(
    table([head, 'Type', 'Required', 'Description'], rows),
    rules.map((rule) => `Together: ${rule}.`).join('\n'),
  )
}

function collect(
  target: Target,
  prefix: string,
  trail: readonly JsonSchema[],
  found: Found,
  book: Book,
  optional: boolean,
): void {
  const { schema, owner } = target
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  // Words beside a `$ref` make another object of the same schema, but its properties stay the same object.
  const mark = properties
  if (trail.includes(mark) || trail.length > deepest) return
  const here = [...trail, mark]
  const words = schema['x-error']
  if (typeof words === 'string') found.rules.push(words)
  const required = Array.isArray(schema['required']) ? schema['required'] : []

  for (const [key, value] of Object.entries(properties)) {
    if (!isObject(value)) continue
    const name = prefix === '' ? key : `${prefix}.${key}`
    const end = followed(value, owner, book.set)
    found.fields.push({
      name,
      type: typeWords(value, owner, book),
      required: optional ? 'depends' : required.includes(key) ? 'yes' : 'no',
      description: descriptionOf(end.schema),
    })
    collectInside(end, name, here, found, book)
  }
  for (const part of Array.isArray(schema['allOf']) ? schema['allOf'].filter(isObject) : []) {
    collect(followed(part, owner, book.set), prefix, here, found, book, optional)
  }
  // A variant with a name stands among the values; one without has no other place than this.
  for (const variant of variantsOf(schema)) {
    if (variant['$ref'] === undefined) collect({ owner, pointer: '', schema: variant }, prefix, here, found, book, true)
  }
}

function collectInside(
  { schema, owner }: Target,
  name: string,
  trail: readonly JsonSchema[],
  found: Found,
  book: Book,
): void {
  const inner = (value: JsonSchema, suffix: string) =>
    collect(followed(value, owner, book.set), `${name}${suffix}`, trail, found, book, false)
  if (isObject(schema['items'])) inner(schema['items'], '[]')
  else if (isObject(schema['additionalProperties']) && !('properties' in schema))
    inner(schema['additionalProperties'], '.*')
  else inner(schema, '')
}
