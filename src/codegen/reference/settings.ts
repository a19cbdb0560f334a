/** The configuration: each setting with its key in the file, its name in the environment and its flag. */
import { documentsOf, type JsonSchema, type SchemaDocument } from '../model.ts'
import { descriptionOf } from '../prose.ts'
import { followed, type Target } from '../refs.ts'
import { type Setting, settingsOf } from '../settings.ts'
import { isObject } from '../walk.ts'
import { anchorOf, type Book } from './book.ts'
import { fieldTable } from './fields.ts'
import { jsonText } from './json-text.ts'
import { anchor, code, fence, paragraphs, table } from './markdown.ts'
import { valueList } from './values.ts'
import { literal, typeWords } from './words.ts'

export function settingsSection(book: Book, heading: string): string {
  return paragraphs(
    ...documentsOf(book.set, 'settings').map((document) => documentText(document, book)),
    valueList(
      book.values.filter(({ section }) => section === 'settings'),
      book,
      heading,
    ),
  )
}

function documentText(document: SchemaDocument, book: Book): string {
  const settings = settingsOf(document, book.set)
  const examples = Array.isArray(document.schema['examples']) ? document.schema['examples'] : []
  return paragraphs(
    anchor(anchorOf(document)),
    descriptionOf(document.schema),
    table(
      ['Key', 'Environment', 'Flag', 'Default', 'Value', 'Description'],
      settings.map((setting) => row(setting, document, book)),
    ),
    settings.some(({ form }) => form === 'list' || form === 'json')
      ? 'In the environment and in flags, the entries of a list are separated by commas; what the table calls *JSON* is written as JSON.'
      : undefined,
    settings.some(({ secret }) => secret)
      ? 'A **secret** is masked wherever it is shown and has no flag, because the arguments of a process can be seen by others. The variable that ends in `_FILE` names a file to read it from.'
      : undefined,
    ...settings.map((setting) => itemText(setting, document, book)),
    ...examples.map((example) => fence('json', jsonText(example))),
  )
}

function row(setting: Setting, document: SchemaDocument, book: Book): string[] {
  const { schema, owner } = schemaAt(setting, document, book)
  const { default: _shownApart, ...bare } = schema
  return [
    `${anchor(`setting-${setting.key}`)}${code(setting.key)}`,
    setting.secret ? `${code(setting.env)} or ${code(`${setting.env}_FILE`)}` : code(setting.env),
    setting.secret ? 'none' : code(setting.flag),
    setting.default === undefined ? 'none' : literal(setting.default),
    setting.form === 'json' ? `${typeWords(bare, owner, book)}, *JSON*` : typeWords(bare, owner, book),
    setting.secret ? `**Secret.** ${setting.description}` : setting.description,
  ]
}

/** The schema of a setting as it is written, with its reference if it is one, so that its name can be linked. */
function schemaAt({ key }: Setting, document: SchemaDocument, book: Book): Target {
  let here: Target = { owner: document, pointer: '', schema: document.schema }
  for (const segment of key.split('.')) {
    const { schema, owner } = followed(here.schema, here.owner, book.set)
    const next = isObject(schema['properties']) ? schema['properties'][segment] : undefined
    if (!isObject(next)) return here
    here = { owner, pointer: '', schema: next }
  }
  return here
}

/** The entries of a list, where their schema has no name and so no other place. */
function itemText(setting: Setting, document: SchemaDocument, book: Book): string | undefined {
  const { schema, owner } = schemaAt(setting, document, book)
  const items: JsonSchema | undefined = isObject(schema['items']) ? schema['items'] : undefined
  if (items === undefined || items['$ref'] !== undefined) return undefined
  return fieldTable(`Field of ${code(`${setting.key}[]`)}`, items, owner, book, 'filled')
}
