/** Which words of the schema speak of which places of a value: what could be violated, and where. */
import type { JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import { isValid } from './judge.ts'
import {
  besideOf,
  type LimitKeyword,
  nodeOfItem,
  nodesOfProperty,
  type SchemaNode,
  type TypeName,
  typeOf,
} from './model.ts'
import type { Segments } from './within.ts'

/** A node that holds for a place. `choices` are the schema paths of the `anyOf` and `oneOf` that it is a branch of. */
export interface Applied {
  readonly node: SchemaNode
  readonly choices: readonly string[]
}

/** Something that can be violated: this keyword of this node, in this place of the value. */
export interface Option {
  readonly segments: Segments
  readonly value: JsonValue
  readonly applied: Applied
  readonly keyword: string
  /** Of all nodes that hold for the place. */
  readonly beside: readonly Applied[]
  readonly depth: number
}

export function optionsOf(root: SchemaNode, value: JsonValue): Option[] {
  const options: Option[] = []
  visit([{ node: root, choices: [] }], value, [], options)
  return options
}

function visit(given: readonly Applied[], value: JsonValue, segments: Segments, into: Option[]): void {
  const all = applying(given, value)
  for (const applied of all) {
    for (const keyword of keywordsFor(applied.node, value))
      into.push({ segments, value, applied, keyword, beside: all, depth: segments.length })
  }
  const below = (segment: string | number, item: JsonValue, nodesOf: (node: SchemaNode) => SchemaNode[]) => {
    const inner = all.flatMap(({ node, choices }) => nodesOf(node).map((one) => ({ node: one, choices })))
    if (inner.length > 0) visit(inner, item, [...segments, segment], into)
  }
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) {
      below(at, item, (node) => [nodeOfItem(node, at) ?? node.unevaluatedItems].filter((one) => one !== undefined))
    }
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const isNamed = all.some(({ node }) => nodesOfProperty(node, name).length > 0)
      below(name, item, (node) =>
        isNamed ? nodesOfProperty(node, name) : [node.unevaluatedProperties].filter((one) => one !== undefined),
      )
    }
  }
}

/** With everything that the value makes hold in the same place: references, branches that accept it, consequences. */
function applying(given: readonly Applied[], value: JsonValue): Applied[] {
  const all: Applied[] = []
  const seen = new Set<SchemaNode>()
  const take = (node: SchemaNode | undefined, choices: readonly string[]): void => {
    if (node === undefined || seen.has(node)) return
    seen.add(node)
    all.push({ node, choices })
    for (const one of besideOf(node)) take(one, choices)
    for (const keyword of ['anyOf', 'oneOf'] as const)
      for (const branch of node[keyword])
        if (isValid(branch, value)) take(branch, [...choices, `${node.place}/${keyword}`])
    if (node.if !== undefined) take(isValid(node.if, value) ? node.then : node.else, choices)
    if (isObject(value))
      for (const [name, part] of node.dependentSchemas) if (Object.hasOwn(value, name)) take(part, choices)
  }
  for (const { node, choices } of given) take(node, choices)
  return all
}

const limitsOf: Readonly<Partial<Record<TypeName, readonly LimitKeyword[]>>> = {
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength'],
  array: ['minItems', 'maxItems'],
  object: ['minProperties', 'maxProperties'],
}

/** The keywords of a node that have something to say about such a value and could refuse it, or one in its place. */
function keywordsFor(node: SchemaNode, value: JsonValue): string[] {
  const type = typeOf(value)
  const found: string[] = (limitsOf[type] ?? []).filter((keyword) => node.limits[keyword] !== undefined)
  const add = (keyword: string, isThere: boolean) => {
    if (isThere) found.push(keyword)
  }
  add('type', node.type !== undefined)
  add('const', node.const !== undefined)
  add('enum', node.enum !== undefined)
  add('not', node.not !== undefined)
  add('anyOf', node.anyOf.length > 0)
  add('oneOf', node.oneOf.length > 0)
  add('pattern', type === 'string' && node.pattern !== undefined)
  add('format', type === 'string' && node.format !== undefined)
  if (type === 'array') {
    add('uniqueItems', node.uniqueItems === true)
    add('contains', node.contains !== undefined)
    add('items', node.items?.isFalse === true && node.prefixItems.length > 0)
    add('unevaluatedItems', node.unevaluatedItems?.isFalse === true)
    add(
      'false schema',
      node.prefixItems.some((one) => one.isFalse) || (node.prefixItems.length === 0 && node.items?.isFalse === true),
    )
  }
  if (type === 'object') {
    add('required', node.required.length > 0)
    add('dependentRequired', node.dependentRequired.size > 0)
    add('propertyNames', node.propertyNames !== undefined)
    add('additionalProperties', node.additionalProperties?.isFalse === true)
    add('unevaluatedProperties', node.unevaluatedProperties?.isFalse === true)
    add(
      'false schema',
      [...node.properties.values(), ...node.patternProperties.map((one) => one.node)].some((one) => one.isFalse),
    )
  }
  return found
}
