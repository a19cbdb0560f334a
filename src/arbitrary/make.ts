/** Makes values: proposes what a goal wants, asks the judge, and tries again. */
import type { JsonValue } from '../codegen/model.ts'
import type { Chance } from './chance.ts'
import { makeFields } from './fields.ts'
import { type Goal, type Heights, type Making, settle } from './goal.ts'
import { isValid } from './judge.ts'
import { makeList } from './lists.ts'
import type { SchemaNode, TypeName } from './model.ts'
import { makeNumber } from './numbers.ts'
import { makeText } from './text.ts'

export interface Bounds {
  /** How deep values nest where the schema does not ask for more. */
  readonly maxDepth: number
  /** After how many parts (fields, items) only what is needed is added. */
  readonly maxParts: number
}

/** How often one part is tried anew, and how many tries there are for a whole value. */
const triesOfPart = 16
const triesOfWhole = 4000

const scalars: readonly TypeName[] = ['null', 'boolean', 'integer', 'number', 'string']
const types: readonly TypeName[] = [...scalars, 'array', 'object']

export class Maker implements Making {
  readonly chance: Chance
  /** The part that most recently could not be made, for a complaint. */
  failed: SchemaNode | undefined
  readonly #bounds: Bounds
  readonly #heights: Heights
  #parts: number
  #tries = triesOfWhole

  constructor(chance: Chance, bounds: Bounds, heights: Heights) {
    this.chance = chance
    this.#bounds = bounds
    this.#heights = heights
    this.#parts = bounds.maxParts
  }

  isLean(depth: number): boolean {
    return this.#parts <= 0 || depth >= this.#bounds.maxDepth
  }

  make(nodes: readonly SchemaNode[], depth: number): JsonValue | undefined {
    this.#parts--
    for (let tries = 0; tries < triesOfPart && this.#tries > 0; tries++) {
      this.#tries--
      const goal = settle(nodes, this.chance, this.isLean(depth) ? this.#heights : undefined)
      const value = this.#propose(goal, depth)
      if (value !== undefined && nodes.every((node) => isValid(node, value))) return value
    }
    // The innermost is the first to give up, and says the most.
    this.failed ??= nodes[0]
    return undefined
  }

  #propose(goal: Goal, depth: number): JsonValue | undefined {
    const { nodes } = goal
    if (nodes.some((node) => node.isFalse === true)) return undefined
    const constant = nodes.find((node) => node.const !== undefined)?.const
    if (constant !== undefined) return structuredClone(constant.value)
    const choices = nodes.find((node) => node.enum !== undefined)?.enum
    if (choices !== undefined) {
      const fitting = choices.filter((one) => nodes.every((node) => isValid(node, one)))
      return structuredClone(this.chance.pick(fitting))
    }
    switch (this.#type(nodes, depth)) {
      case 'null':
        return null
      case 'boolean':
        return this.chance.heads()
      case 'integer':
        return makeNumber(nodes, true, this.chance)
      case 'number':
        return makeNumber(nodes, false, this.chance)
      case 'string':
        return makeText(nodes, this.isLean(depth), this.chance)
      case 'array':
        return makeList(goal, this, depth)
      case 'object':
        return makeFields(goal, this, depth)
      case undefined:
        return undefined
    }
  }

  #type(nodes: readonly SchemaNode[], depth: number): TypeName | undefined {
    const allowed = types.filter((type) =>
      nodes.every((node) => node.type === undefined || node.type.includes(type) || isWhole(type, node.type)),
    )
    const isSaid = nodes.some((node) => node.type !== undefined)
    const meant =
      isSaid || this.chance.heads(0.2) ? [] : allowed.filter((type) => nodes.some((node) => speaksOf(node, type)))
    const wanted = meant.length > 0 ? meant : allowed
    const flat = this.isLean(depth) ? wanted.filter((type) => scalars.includes(type)) : []
    return this.chance.pick(flat.length > 0 ? flat : wanted)
  }
}

function isWhole(type: TypeName, allowed: readonly TypeName[]): boolean {
  return type === 'integer' && allowed.includes('number')
}

/** A schema without a type that has `minLength` is about texts, whatever else it lets pass. */
function speaksOf(node: SchemaNode, type: TypeName): boolean {
  const { limits } = node
  const has = (pattern: RegExp) => Object.keys(limits).some((key) => pattern.test(key))
  switch (type) {
    case 'string':
      return has(/Length$/) || node.pattern !== undefined || node.format !== undefined
    case 'integer':
    case 'number':
      return has(/imum$|^multipleOf$/i)
    case 'array':
      return has(/Items$/) || (node.items ?? node.contains ?? node.uniqueItems ?? node.prefixItems[0]) !== undefined
    case 'object':
      return (
        has(/Properties$/) ||
        node.required.length + node.properties.size + node.patternProperties.length + node.dependentRequired.size > 0 ||
        (node.additionalProperties ?? node.propertyNames ?? node.unevaluatedProperties) !== undefined
      )
    default:
      return false
  }
}
