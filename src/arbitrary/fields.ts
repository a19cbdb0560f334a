/** Objects: which fields there are, and what stands in them. */
import type { JsonValue } from '../codegen/model.ts'
import { type Goal, type Making, saying } from './goal.ts'
import { isValid } from './judge.ts'
import { nodesOfProperty, rangeOf, type SchemaNode } from './model.ts'
import { writeMatching } from './write.ts'

/** Names of fields that programs stumble over, where any name may stand. */
const notable = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  '',
  'length',
  '0',
  'a',
  'type',
  'ü',
  '🎈',
]

export function makeFields(goal: Goal, making: Making, depth: number): { [name: string]: JsonValue } | undefined {
  const { chance } = making
  const fields = new Fields(goal)
  const names = chooseNames(fields, making, depth)
  if (names === undefined) return undefined
  const made = new Map<string, JsonValue>()
  // Whatever comes first gets the most room, so that should not always be the same.
  for (const name of chance.shuffled([...names])) {
    const value = making.make(fields.partsOf(name), depth + 1)
    if (value !== undefined) made.set(name, value)
    else if (fields.needed.has(name)) return undefined
  }
  const order = [...fields.declared, ...names].filter((name) => made.has(name))
  // As entries, so that `__proto__` becomes a field like any other.
  return Object.fromEntries([...new Set(order)].map((name) => [name, made.get(name) ?? null]))
}

/** What the nodes together say about names. */
export class Fields {
  readonly declared: ReadonlySet<string>
  readonly needed: ReadonlySet<string>
  readonly #goal: Goal

  constructor(goal: Goal) {
    this.#goal = goal
    this.declared = new Set(goal.nodes.flatMap(({ properties }) => [...properties.keys()]))
    this.needed = new Set([...goal.nodes.flatMap(({ required }) => required), ...goal.present])
  }

  get nodes(): readonly SchemaNode[] {
    return this.#goal.nodes
  }

  partsOf(name: string): SchemaNode[] {
    const parts = this.nodes.flatMap((node) => nodesOfProperty(node, name))
    return parts.length > 0 ? parts : this.nodes.flatMap((node) => node.unevaluatedProperties ?? [])
  }

  allows(name: string): boolean {
    if (this.#goal.absent.has(name) && !this.needed.has(name)) return false
    if (this.partsOf(name).some((part) => part.isFalse === true)) return false
    return this.nodes.every(({ propertyNames }) => propertyNames === undefined || isValid(propertyNames, name))
  }
}

function chooseNames(fields: Fields, making: Making, depth: number): Set<string> | undefined {
  const { chance } = making
  const isLean = making.isLean(depth)
  const [fewest, highest] = rangeOf(fields.nodes, 'minProperties', 'maxProperties')
  const least = Math.max(0, fewest)
  const names = new Set(fields.needed)
  const often = isLean ? 0 : (chance.pick([0, 0.3, 0.6, 0.9, 1]) ?? 0)
  const optional = chance.shuffled([...fields.declared].filter((name) => !names.has(name) && fields.allows(name)))
  for (const name of optional) if (names.size < highest && chance.heads(often)) names.add(name)
  for (let more = isLean ? 0 : extrasOf(fields, making); more > 0 && names.size < highest; more--) {
    const name = extraName(fields, making, depth)
    if (name !== undefined) names.add(name)
  }
  complete(names, fields)
  for (const name of optional) if (names.size < least) names.add(name)
  for (let tries = 0; names.size < least && tries < 40 + 4 * least; tries++) {
    const name = extraName(fields, making, depth)
    if (name !== undefined) names.add(name)
  }
  complete(names, fields)
  return names.size < least || names.size > highest || ![...names].every((name) => fields.allows(name))
    ? undefined
    : names
}

/** With a field come those that it depends on. */
function complete(names: Set<string>, { nodes }: Fields): void {
  for (const name of names)
    for (const node of nodes) for (const other of node.dependentRequired.get(name) ?? []) names.add(other)
}

/** Objects without named fields are maps, and an empty map shows little. */
function extrasOf({ declared, nodes }: Fields, { chance }: Making): number {
  const hasPatterns = nodes.some(({ patternProperties }) => patternProperties.length > 0)
  return declared.size === 0 || hasPatterns ? chance.few(4) : chance.heads(0.15) ? 1 + chance.few(2) : 0
}

/** A name that is allowed and not declared. */
export function extraName(fields: Fields, making: Making, depth: number): string | undefined {
  const { chance } = making
  const rules = fields.nodes.flatMap(({ propertyNames }) => propertyNames ?? [])
  const patterns = fields.nodes.flatMap(({ patternProperties }) => patternProperties.map(({ pattern }) => pattern.tree))
  for (let tries = 0; tries < 8; tries++) {
    const tree = chance.pick(patterns)
    const name =
      tree !== undefined && chance.heads(0.7)
        ? writeMatching(tree, 1 + chance.few(8), chance, (length) => 'x'.repeat(length))
        : chance.heads()
          ? chance.pick(notable)
          : making.make([...rules, saying({ type: ['string'] })], depth + 1)
    if (typeof name === 'string' && !fields.declared.has(name) && fields.allows(name)) return name
  }
  return undefined
}
