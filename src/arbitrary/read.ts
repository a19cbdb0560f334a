/**
 * A schema and what it refers to, read into nodes. What this folder cannot make values for is refused here, by its place:
 * a keyword that is passed over would let wrong values through in silence.
 */
import { formats } from '../codegen/formats.ts'
import type { JsonSchema, JsonValue } from '../codegen/model.ts'
import { suggestion } from '../codegen/nearest.ts'
import { readRegex } from '../codegen/regex.ts'
import { atPointer, isObject, pointerSegment } from '../codegen/walk.ts'
import {
  childKeywords,
  inPlaceKeywords,
  type LimitKeyword,
  limitKeywords,
  openNode,
  type Pattern,
  SchemaError,
  type SchemaNode,
  type TypeName,
} from './model.ts'

/** The schema of a document by what stands before the `#` of a `$ref`, or undefined when there is none. */
export type Resolve = (document: string) => unknown

const singles = [...inPlaceKeywords, ...childKeywords] as const
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const
const maps = ['properties', 'patternProperties', 'dependentSchemas'] as const
const typeNames: readonly TypeName[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']
const others = ['$ref', 'const', 'dependentRequired', 'enum', 'format', 'pattern', 'required', 'type', 'uniqueItems']
/** Words that say something to people and nothing about validity. */
const annotations = [
  '$comment',
  '$defs',
  '$schema',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  'default',
  'deprecated',
  'description',
  'examples',
  'readOnly',
  'title',
  'writeOnly',
]
const known = new Set<string>([...singles, ...lists, ...maps, ...limitKeywords, ...others, ...annotations, '$id'])
const older: Readonly<Record<string, string>> = {
  $anchor: 'refer by JSON Pointer',
  $dynamicAnchor: 'refer by JSON Pointer',
  $dynamicRef: 'refer by JSON Pointer',
  $recursiveRef: 'refer by JSON Pointer',
  additionalItems: 'say it in draft 2020-12: `items` beside `prefixItems`',
  definitions: 'say it in draft 2020-12: `$defs`',
  dependencies: 'say it in draft 2020-12: `dependentRequired` or `dependentSchemas`',
  nullable: 'say it in draft 2020-12: `"type": [..., "null"]`',
}

type Draft = { -readonly [K in keyof SchemaNode]: SchemaNode[K] }

interface Document {
  readonly name: string
  readonly schema: unknown
}

export function readSchema(schema: unknown, resolve: Resolve | undefined): SchemaNode {
  const id = isObject(schema) && typeof schema['$id'] === 'string' ? schema['$id'] : ''
  const reader = new Reader(resolve, { name: id, schema })
  const root = reader.node({ name: id, schema }, '', schema)
  reader.followAll()
  refuseCircles(reader.nodes)
  return root
}

class Reader {
  readonly #resolve: Resolve | undefined
  readonly #documents = new Map<string, Document>()
  readonly #nodes = new Map<string, Draft>()
  readonly #waiting: { node: Draft; ref: string; from: Document }[] = []

  constructor(resolve: Resolve | undefined, root: Document) {
    this.#resolve = resolve
    this.#documents.set(root.name, root)
  }

  get nodes(): SchemaNode[] {
    return [...this.#nodes.values()]
  }

  /** References are followed one after the other, so that a chain of them cannot exhaust the stack. */
  followAll(): void {
    for (let one = this.#waiting.pop(); one !== undefined; one = this.#waiting.pop()) {
      one.node.ref = this.#target(one.ref, one.from, one.node.place)
    }
  }

  node(document: Document, pointer: string, schema: unknown): SchemaNode {
    const place = `${document.name}#${pointer}`
    const before = this.#nodes.get(place)
    if (before !== undefined) return before
    const node: Draft = openNode(place)
    this.#nodes.set(place, node)
    if (schema === true) return node
    if (schema === false) {
      node.isFalse = true
      return node
    }
    if (!isObject(schema)) throw new SchemaError(place, 'is not a schema: it must be an object, true or false')
    checkNames(schema, place, pointer === '')
    readValues(schema, node)
    this.#readParts(document, pointer, schema, node)
    const ref = schema['$ref']
    if (typeof ref === 'string') this.#waiting.push({ node, ref, from: document })
    else if (ref !== undefined) throw new SchemaError(place, '`$ref` must be text')
    return node
  }

  #readParts(document: Document, pointer: string, schema: JsonSchema, node: Draft): void {
    const part = (path: string, value: unknown) => this.node(document, `${pointer}/${path}`, value)
    for (const key of singles) if (schema[key] !== undefined) node[key] = part(key, schema[key])
    for (const key of lists) {
      const list = schema[key]
      if (list === undefined) continue
      if (!Array.isArray(list) || list.length === 0)
        throw new SchemaError(node.place, `\`${key}\` must be a list with at least one schema`)
      node[key] = list.map((item, at) => part(`${key}/${at}`, item))
    }
    const entries = (key: (typeof maps)[number]) => {
      const map = schema[key] ?? {}
      if (!isObject(map)) throw new SchemaError(node.place, `\`${key}\` must be an object`)
      return Object.entries(map).map(([name, item]): [string, SchemaNode] => [
        name,
        part(`${key}/${pointerSegment(name)}`, item),
      ])
    }
    node.properties = new Map(entries('properties'))
    if (node.properties.has('__proto__'))
      throw new SchemaError(node.place, 'a property cannot be called `__proto__`: in JavaScript it is no field')
    node.dependentSchemas = new Map(entries('dependentSchemas'))
    node.patternProperties = entries('patternProperties').map(([source, own]) => ({
      pattern: patternOf(source, node.place),
      node: own,
    }))
  }

  #target(ref: string, from: Document, place: string): SchemaNode {
    const hash = ref.indexOf('#')
    const file = hash === -1 ? ref : ref.slice(0, hash)
    const document = file === '' ? from : this.#document(file, place)
    let pointer: string
    try {
      pointer = hash === -1 ? '' : decodeURIComponent(ref.slice(hash + 1))
    } catch {
      throw new SchemaError(place, `\`$ref\` to \`${ref}\`, which is no address`)
    }
    if (pointer !== '' && !pointer.startsWith('/'))
      throw new SchemaError(place, `\`$ref\` to \`${ref}\`: after the # belongs a JSON Pointer`)
    const schema = atPointer(document.schema as JsonValue, pointer)
    if (schema === undefined) throw new SchemaError(place, `\`$ref\` to \`${ref}\`, where no schema stands`)
    return this.node(document, pointer, schema)
  }

  #document(name: string, place: string): Document {
    const before = this.#documents.get(name)
    if (before !== undefined) return before
    const schema = this.#resolve?.(name)
    if (schema === undefined) {
      const advice =
        this.#resolve === undefined ? 'pass `resolve`, which gives documents by name' : '`resolve` has none'
      throw new SchemaError(place, `\`$ref\` to the document \`${name}\`, which is not known: ${advice}`)
    }
    const document = { name, schema }
    this.#documents.set(name, document)
    return document
  }
}

function checkNames(schema: JsonSchema, place: string, isRoot: boolean): void {
  for (const key of Object.keys(schema)) {
    if (key.startsWith('x-')) continue
    const advice = Object.hasOwn(older, key) ? older[key] : undefined
    if (advice !== undefined) throw new SchemaError(place, `\`${key}\` is not supported; ${advice}`)
    if (!known.has(key))
      throw new SchemaError(place, `\`${key.slice(0, 64)}\` is not a keyword of JSON Schema${suggestion(key, known)}`)
  }
  if ('$id' in schema && !isRoot)
    throw new SchemaError(place, '`$id` inside of a document is not supported; make it a document of its own')
}

function readValues(schema: JsonSchema, node: Draft): void {
  const { place } = node
  const { type, enum: choices, pattern, format, uniqueItems, required, dependentRequired } = schema
  if (type !== undefined) {
    node.type = [type].flat().map((name) => {
      const found = typeNames.find((one) => one === name)
      if (found === undefined) throw new SchemaError(place, `${JSON.stringify(name)} is not a type`)
      return found
    })
  }
  if (schema['const'] !== undefined) node.const = { value: schema['const'] }
  if (choices !== undefined) {
    if (!Array.isArray(choices) || choices.length === 0)
      throw new SchemaError(place, '`enum` must be a list with at least one value')
    node.enum = choices
  }
  const limits: Partial<Record<LimitKeyword, number>> = {}
  for (const key of limitKeywords) {
    const limit = schema[key]
    if (limit === undefined) continue
    const isCount = !/imum$|^multipleOf$/i.test(key)
    if (typeof limit !== 'number' || (isCount && !(Number.isInteger(limit) && limit >= 0)))
      throw new SchemaError(place, `\`${key}\` must be a ${isCount ? 'whole number, 0 or more' : 'number'}`)
    if (key === 'multipleOf' && limit <= 0) throw new SchemaError(place, '`multipleOf` must be more than 0')
    limits[key] = limit
  }
  node.limits = limits
  if (pattern !== undefined) node.pattern = patternOf(pattern, place)
  if (format !== undefined) {
    if (typeof format !== 'string' || !Object.hasOwn(formats, format)) {
      const meant = typeof format === 'string' ? suggestion(format, Object.keys(formats)) : ''
      const advice = meant === '' ? ` (${Object.keys(formats).join(', ')})` : meant
      throw new SchemaError(place, `${JSON.stringify(format)} is not a format that is supported${advice}`)
    }
    node.format = format
  }
  if (uniqueItems !== undefined) {
    if (typeof uniqueItems !== 'boolean') throw new SchemaError(place, '`uniqueItems` must be true or false')
    node.uniqueItems = uniqueItems
  }
  node.required = required === undefined ? [] : namesOf(required, 'required', place)
  if (dependentRequired === undefined) return
  if (!isObject(dependentRequired)) throw new SchemaError(place, '`dependentRequired` must be an object')
  node.dependentRequired = new Map(
    Object.entries(dependentRequired).map(([name, list]) => [name, namesOf(list, 'dependentRequired', place)]),
  )
}

function namesOf(list: JsonValue, keyword: string, place: string): string[] {
  const names = Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []
  if (!Array.isArray(list) || names.length < list.length) throw new SchemaError(place, `\`${keyword}\` must list names`)
  return names
}

function patternOf(source: JsonValue, place: string): Pattern {
  if (typeof source !== 'string') throw new SchemaError(place, '`pattern` must be text')
  try {
    const expression = new RegExp(source, 'u')
    return { source, test: (text) => expression.test(text), tree: readRegex(source) }
  } catch (error) {
    throw new SchemaError(place, `the pattern \`${source}\`: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A schema that leads to itself without going into the value asks a question that has no answer. */
function refuseCircles(nodes: readonly SchemaNode[]): void {
  const done = new Set<SchemaNode>()
  const under = new Set<SchemaNode>()
  const visit = (node: SchemaNode): void => {
    if (done.has(node)) return
    if (under.has(node)) throw new SchemaError(node.place, 'leads back to itself')
    under.add(node)
    const singles = [node.ref, node.not, node.if, node.then, node.else].filter((one) => one !== undefined)
    const all = [...singles, ...node.allOf, ...node.anyOf, ...node.oneOf, ...node.dependentSchemas.values()]
    for (const one of all) visit(one)
    under.delete(node)
    done.add(node)
  }
  for (const node of nodes) visit(node)
}
