/** A schema as the rest of this folder sees it: every keyword read, checked and typed, every reference followed. */
import type { JsonValue } from '../codegen/model.ts'
import type { Regex } from '../codegen/regex.ts'

export type TypeName = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string'

/** The keywords whose value is a number. */
export const limitKeywords = [
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxContains',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minContains',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
] as const
export type LimitKeyword = (typeof limitKeywords)[number]

export const inPlaceKeywords = ['not', 'if', 'then', 'else'] as const
export const childKeywords = [
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const
export type SingleKeyword = (typeof inPlaceKeywords)[number] | (typeof childKeywords)[number]

export interface Pattern {
  readonly source: string
  readonly test: (text: string) => boolean
  readonly tree: Regex
}

export interface SchemaNode extends Readonly<Partial<Record<SingleKeyword, SchemaNode>>> {
  /** The document and the JSON Pointer in it: `content.json#/properties/text`. */
  readonly place: string
  /** The schema is `false`: nothing is valid here. */
  readonly isFalse?: boolean
  readonly type?: readonly TypeName[]
  readonly const?: { readonly value: JsonValue }
  readonly enum?: readonly JsonValue[]
  readonly limits: Readonly<Partial<Record<LimitKeyword, number>>>
  readonly pattern?: Pattern
  readonly format?: string
  readonly uniqueItems?: boolean
  readonly required: readonly string[]
  readonly dependentRequired: ReadonlyMap<string, readonly string[]>
  readonly ref?: SchemaNode
  readonly allOf: readonly SchemaNode[]
  readonly anyOf: readonly SchemaNode[]
  readonly oneOf: readonly SchemaNode[]
  readonly prefixItems: readonly SchemaNode[]
  readonly properties: ReadonlyMap<string, SchemaNode>
  readonly patternProperties: readonly { readonly pattern: Pattern; readonly node: SchemaNode }[]
  readonly dependentSchemas: ReadonlyMap<string, SchemaNode>
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>()

/** What the schema `true` says. */
export function openNode(place: string): SchemaNode {
  return {
    place,
    limits: {},
    required: [],
    dependentRequired: nothing,
    allOf: [],
    anyOf: [],
    oneOf: [],
    prefixItems: [],
    properties: nothing,
    patternProperties: [],
    dependentSchemas: nothing,
  }
}

export function typeOf(value: JsonValue): Exclude<TypeName, 'integer'> {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object'
}

/** The smallest value and the largest that all of the nodes allow for something that is counted or measured. */
export function rangeOf(nodes: readonly SchemaNode[], least: LimitKeyword, most: LimitKeyword): [number, number] {
  const all = (keyword: LimitKeyword) => nodes.flatMap(({ limits }) => limits[keyword] ?? [])
  return [Math.max(Number.NEGATIVE_INFINITY, ...all(least)), Math.min(Number.POSITIVE_INFINITY, ...all(most))]
}

/** What is asked of the property of this name by a node itself, and whether a word of it is about that name. */
export function nodesOfProperty(node: SchemaNode, name: string): SchemaNode[] {
  const named = node.properties.get(name)
  const found = node.patternProperties.filter(({ pattern }) => pattern.test(name)).map(({ node: own }) => own)
  if (named !== undefined) found.unshift(named)
  if (found.length === 0 && node.additionalProperties !== undefined) found.push(node.additionalProperties)
  return found
}

export function nodeOfItem(node: SchemaNode, at: number): SchemaNode | undefined {
  return at < node.prefixItems.length ? node.prefixItems[at] : node.items
}

/** The nodes that speak of the same value as this one, whatever that value is. */
export function besideOf(node: SchemaNode): SchemaNode[] {
  return node.ref === undefined ? [...node.allOf] : [node.ref, ...node.allOf]
}

/** What is wrong with a schema, or with what was asked of it, and where. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError'
  readonly place: string
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`)
    this.place = place
  }
}
