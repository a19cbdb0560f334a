/**
 * The settings of a configuration, one by one: its key in the file, its name in the environment, its flag, its default.
 * All four are derived from the schema, so that a new setting is one line there and nothing anywhere else.
 */
import { sourceHeader } from './header.ts'
import {
  documentsOf,
  type JsonSchema,
  type JsonValue,
  type OutputFile,
  type SchemaDocument,
  type SchemaSet,
} from './model.ts'
import { followed } from './refs.ts'
import { isObject } from './walk.ts'

/** How the text of an environment variable or a flag becomes a value. */
export type SettingForm = 'text' | 'number' | 'switch' | 'list' | 'json'

export interface Setting {
  readonly key: string
  readonly env: string
  readonly flag: string
  readonly form: SettingForm
  readonly secret: boolean
  readonly description: string
  readonly default?: JsonValue
}

export function settingsOf(document: SchemaDocument, set: SchemaSet): Setting[] {
  const prefix = document.role.kind === 'settings' ? document.role.env : ''
  return leaves(document.schema, document, set).map(({ path, schema, owner }) => {
    const fallback = schema['default']
    return {
      key: path.join('.'),
      env: [prefix, ...path].join('_').toUpperCase(),
      flag: `--${path.join('-').replaceAll('_', '-')}`,
      form: formOf(schema, owner, set),
      secret: schema['x-secret'] === true,
      description: typeof schema['description'] === 'string' ? schema['description'] : '',
      ...(fallback === undefined ? {} : { default: fallback }),
    }
  })
}

interface Leaf {
  readonly path: readonly string[]
  readonly schema: JsonSchema
  /** The document that it stands in, which its own references are relative to. */
  readonly owner: SchemaDocument
}

function leaves(
  schema: JsonSchema,
  owner: SchemaDocument,
  set: SchemaSet,
  path: readonly string[] = [],
  around: readonly JsonSchema[] = [],
): Leaf[] {
  return propertiesOf(schema).flatMap(([key, value]) => {
    const target = followed(value, owner, set)
    const here = [...path, key]
    // A recursive schema has no end of leaves; its second round is one setting, as JSON.
    const isGroup = isObject(target.schema['properties']) && !around.includes(value)
    if (isGroup) return leaves(target.schema, target.owner, set, here, [...around, value])
    return [{ path: here, schema: target.schema, owner: target.owner }]
  })
}

function propertiesOf(schema: JsonSchema): [string, JsonSchema][] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  return Object.entries(properties).flatMap(([key, value]): [string, JsonSchema][] =>
    isObject(value) ? [[key, value]] : [],
  )
}

function formOf(schema: JsonSchema, owner: SchemaDocument, set: SchemaSet): SettingForm {
  const types = [schema['type']].flat().filter((type) => type !== 'null')
  if (types.length > 1) return 'json'
  switch (types[0]) {
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'switch'
    case 'array': {
      const items = schema['items']
      return isObject(items) && followed(items, owner, set).schema['type'] === 'string' ? 'list' : 'json'
    }
    case 'object':
      return 'json'
    default:
      return 'text'
  }
}

export function emitSettings(set: SchemaSet): OutputFile[] {
  const [document] = documentsOf(set, 'settings')
  if (document === undefined) return []
  const rows = settingsOf(document, set)
  const content = `${sourceHeader(set)}
/** How the text of an environment variable or a flag becomes a value. */
export type SettingForm = 'text' | 'number' | 'switch' | 'list' | 'json'

export interface Setting {
  readonly key: string
  readonly env: string
  readonly flag: string
  readonly form: SettingForm
  readonly secret: boolean
  readonly description: string
  readonly default?: unknown
}

export const settings: readonly Setting[] = ${JSON.stringify(rows, null, 2)}

/** The secrets that stand inside of lists, by the key of their list: \`jwt_keys\` → \`secret\`. */
export const nestedSecrets: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(nestedSecrets(document, set), null, 2)}

/** What an entry of a list is when it says nothing, by the key of its list. */
export const itemDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = ${JSON.stringify(itemDefaults(document, set), null, 2)}
`
  return [{ path: 'settings.ts', content }]
}

function itemProperties(document: SchemaDocument, set: SchemaSet): [string, [string, JsonSchema][]][] {
  return leaves(document.schema, document, set).flatMap(
    ({ path, schema, owner }): [string, [string, JsonSchema][]][] => {
      if (!isObject(schema['items'])) return []
      const item = followed(schema['items'], owner, set)
      const entries = propertiesOf(item.schema).map(([key, value]): [string, JsonSchema] => [
        key,
        followed(value, item.owner, set).schema,
      ])
      return entries.length === 0 ? [] : [[path.join('.'), entries]]
    },
  )
}

function nestedSecrets(document: SchemaDocument, set: SchemaSet): Record<string, string[]> {
  const found = itemProperties(document, set).map(([key, entries]): [string, string[]] => [
    key,
    entries.filter(([, schema]) => schema['x-secret'] === true).map(([name]) => name),
  ])
  return Object.fromEntries(found.filter(([, names]) => names.length > 0))
}

function itemDefaults(document: SchemaDocument, set: SchemaSet): Record<string, Record<string, JsonValue>> {
  return Object.fromEntries(
    itemProperties(document, set).map(([key, entries]) => [
      key,
      Object.fromEntries(
        entries.flatMap(([name, schema]): [string, JsonValue][] =>
          schema['default'] === undefined ? [] : [[name, schema['default']]],
        ),
      ),
    ]),
  )
}
