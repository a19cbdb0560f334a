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

/** Whether a default only says what leaving out means, or is filled in before anything is checked, as in settings. */
export type Defaults = 'stated' | 'filled'

/** Deeper than this, a link to the value says more than a row. */
const deepest = 4

export function fieldsOf(schema: JsonSchema, owner: SchemaDocument, book: Book, defaults: Defaults = 'stated'): Found {
  const found: Found = { fields: [], rules: [] }
  collect(followed(schema, owner, book.set), { found, book, defaults, prefix: '', trail: [], part: 'whole' })
  return found
}

/** A table, with the rules below it; nothing at all where there are no fields. */
export function fieldTable(
  head: string,
  schema: JsonSchema,
  owner: SchemaDocument,
  book: Book,
  defaults?: Defaults,
): string {
  const { fields, rules } = fieldsOf(schema, owner, book, defaults)
  if (fields.length === 0) return ''
  const rows = fields.map(({ name, type, required, description }) => [code(name), type, required, description])
  return paragraphs(table([head, 'Type', 'Required', 'Description'], rows), ruleLines(rules))
}

/** Rules are worded to follow the name of an object: `must have …`. */
export function ruleLines(rules: readonly string[]): string {
  return rules.map((rule) => `**Rule**: ${rule}.`).join('\n\n')
}

interface Walk {
  readonly found: Found
  readonly book: Book
  readonly defaults: Defaults
  readonly prefix: string
  /** The properties that the walk came through: a schema can contain itself. */
  readonly trail: readonly JsonSchema[]
  /** Whether these are the fields of the object, or those of one shape among several. */
  readonly part: 'whole' | 'variant'
}

function collect({ schema, owner }: Target, walk: Walk): void {
  const { found, book, prefix, trail } = walk
  // Words beside a `$ref` make another schema of it, but the properties stay the same object.
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  if (trail.includes(properties) || trail.length > deepest) return
  const here: Walk = { ...walk, trail: [...trail, properties] }
  const words = schema['x-error']
  // Of a value that is no object, these words only repeat what its type says.
  if (typeof words === 'string' && 'properties' in schema) found.rules.push(words)

  for (const [key, value] of Object.entries(properties)) {
    if (!isObject(value)) continue
    const name = prefix === '' ? key : `${prefix}.${key}`
    const end = followed(value, owner, book.set)
    const secret = end.schema['x-secret'] === true ? '**Secret.** ' : ''
    found.fields.push({
      name,
      type: typeWords(value, owner, book),
      required: requirement(key, end.schema, schema, walk),
      description: `${secret}${descriptionOf(end.schema)}`,
    })
    collectInside(end, { ...here, prefix: name, part: 'whole' })
  }
  for (const part of Array.isArray(schema['allOf']) ? schema['allOf'].filter(isObject) : []) {
    collect(followed(part, owner, book.set), here)
  }
  // A variant with a name stands among the values; one without has no other place than this.
  for (const variant of variantsOf(schema)) {
    if (variant['$ref'] === undefined) collect({ owner, pointer: '', schema: variant }, { ...here, part: 'variant' })
  }
}

function requirement(key: string, field: JsonSchema, object: JsonSchema, { part, defaults }: Walk): Field['required'] {
  if (part === 'variant') return 'depends'
  const listed = Array.isArray(object['required']) && object['required'].includes(key)
  return listed && !(defaults === 'filled' && field['default'] !== undefined) ? 'yes' : 'no'
}

function collectInside({ schema, owner }: Target, walk: Walk): void {
  const { items, additionalProperties } = schema
  const inner = (value: JsonSchema, suffix: string) =>
    collect(followed(value, owner, walk.book.set), { ...walk, prefix: `${walk.prefix}${suffix}` })
  if (isObject(items)) inner(items, '[]')
  else if (isObject(additionalProperties) && !('properties' in schema)) inner(additionalProperties, '.*')
  else inner(schema, '')
}
