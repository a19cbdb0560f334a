/**
 * `oneOf` or `anyOf` over objects that a constant field tells apart, as: look at that field, then be held to the one branch
 * that has it. It accepts exactly the same values, faster, and what is wrong is said of the branch that was meant,
 * instead of of all of them.
 */
import type { JsonSchema, JsonValue, SchemaDocument, SchemaSet } from './model.ts'
import { followed } from './refs.ts'
import { eachSchema, isObject, mapSchema } from './walk.ts'

interface Branch {
  readonly schema: JsonValue
  /** What `schema` is when its reference is followed, and the document that it stands in. */
  readonly target: JsonSchema
  readonly owner: SchemaDocument
}

export function dispatchChoices(document: SchemaDocument, set: SchemaSet): JsonSchema {
  // What stands elsewhere must stay where somebody points at it.
  if (pointedInto(set).has(document.name)) return document.schema
  return mapSchema(document.schema, (schema) =>
    dispatch(dispatch(schema, 'oneOf', document, set), 'anyOf', document, set),
  )
}

const found = new WeakMap<SchemaSet, ReadonlySet<string>>()

/** The documents of a set whose choices something points into: asked for each document, and looked for once. */
function pointedInto(set: SchemaSet): ReadonlySet<string> {
  const known = found.get(set)
  if (known !== undefined) return known
  const names = new Set<string>()
  for (const document of set.documents) {
    eachSchema(document.schema, ({ $ref: ref }) => {
      if (typeof ref !== 'string' || !/\/(oneOf|anyOf|allOf)\//.test(ref)) return
      const file = ref.split('#')[0]
      names.add(file === undefined || file === '' ? document.name : file.replace(/\.json$/, ''))
    })
  }
  found.set(set, names)
  return names
}

function dispatch(
  schema: JsonSchema,
  keyword: 'oneOf' | 'anyOf',
  document: SchemaDocument,
  set: SchemaSet,
): JsonSchema {
  const { [keyword]: choices, ...rest } = schema
  if (!Array.isArray(choices) || choices.length < 2 || typeof schema['x-error'] === 'string') return schema
  const nulls = choices.filter((choice) => isObject(choice) && choice['type'] === 'null')
  const branches = choices.filter((choice) => !nulls.includes(choice)).map((choice) => branchOf(choice, document, set))
  if (nulls.length > 1 || branches.length < 2) return schema
  const known = branches.filter((branch) => branch !== undefined)
  const tag = known.length === branches.length ? tagOf(known, set) : undefined
  if (tag === undefined) return schema
  const isTagged: JsonSchema = {
    type: 'object',
    required: [tag.name],
    properties: { [tag.name]: { enum: tag.values.flat() } },
  }
  const decided = [
    ...(nulls.length === 0 ? [isTagged] : [{ type: ['object', 'null'] }, ifThen({ type: 'object' }, isTagged)]),
    ...known.map(({ schema: branch }, at) =>
      ifThen({ type: 'object', properties: { [tag.name]: { enum: tag.values[at] ?? [] } } }, branch),
    ),
  ]
  return { ...rest, allOf: [...(Array.isArray(rest['allOf']) ? rest['allOf'] : []), ...decided] }
}

function ifThen(condition: JsonSchema, consequence: JsonValue): JsonSchema {
  // Written as entries, because an object that has a `then` looks like a promise to JavaScript and to its linters.
  return Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ])
}

function branchOf(choice: JsonValue, document: SchemaDocument, set: SchemaSet): Branch | undefined {
  if (!isObject(choice)) return undefined
  const { schema, owner } = followed(choice, document, set)
  return schema['type'] === 'object' ? { schema: choice, target: schema, owner } : undefined
}

/** The first field that every branch requires to be a constant of its own. */
function tagOf(branches: readonly Branch[], set: SchemaSet): { name: string; values: JsonValue[][] } | undefined {
  const [first] = branches
  const properties = first?.target['properties']
  for (const name of isObject(properties) ? Object.keys(properties) : []) {
    const values = branches.map((branch) => constantsOf(branch, name, set))
    const all = values.flat()
    if (values.every((some) => some.length > 0) && new Set(all).size === all.length) return { name, values }
  }
  return undefined
}

/** Only what is one value wherever it is compared: a text, a number, true or false. */
function constantsOf({ target, owner }: Branch, name: string, set: SchemaSet): JsonValue[] {
  const { properties, required } = target
  const property = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined
  if (!isObject(property) || !Array.isArray(required) || !required.includes(name)) return []
  const { schema } = followed(property, owner, set)
  const values = 'const' in schema ? [schema['const'] ?? null] : Array.isArray(schema['enum']) ? schema['enum'] : []
  return values.every((value) => ['string', 'number', 'boolean'].includes(typeof value)) ? values : []
}
