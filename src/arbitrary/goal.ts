/** What one value has to satisfy all at once, after every choice that the schema leaves has been made. */
import type { JsonValue } from '../codegen/model.ts'
import type { Chance } from './chance.ts'
import { besideOf, openNode, type SchemaNode } from './model.ts'

export interface Goal {
  readonly nodes: readonly SchemaNode[]
  /** Fields that a chosen condition hangs on. */
  readonly present: ReadonlySet<string>
  readonly absent: ReadonlySet<string>
}

/** What the makers of lists, objects and texts need of the one that calls them. */
export interface Making {
  readonly chance: Chance
  /** Whether only what is needed should still be made. */
  isLean(depth: number): boolean
  /** A value that all of the nodes accept, or undefined when none was found. */
  make(nodes: readonly SchemaNode[], depth: number): JsonValue | undefined
}

/** How deep the smallest value of a node is: what recursion must steer to when it is time to end. */
export class Heights {
  readonly #known = new Map<SchemaNode, number>()

  constructor(nodes: Iterable<SchemaNode>) {
    for (const node of nodes) this.#known.set(node, Number.POSITIVE_INFINITY)
    for (let changed = true; changed; ) {
      changed = false
      for (const [node, before] of this.#known) {
        const now = this.#look(node)
        if (now < before) {
          this.#known.set(node, now)
          changed = true
        }
      }
    }
  }

  of(node: SchemaNode): number {
    return this.#known.get(node) ?? this.#look(node)
  }

  #look(node: SchemaNode): number {
    if (node.isFalse === true) return Number.POSITIVE_INFINITY
    const of = (one: SchemaNode) => this.of(one)
    const beside = besideOf(node).map(of)
    for (const branches of [node.anyOf, node.oneOf]) if (branches.length > 0) beside.push(Math.min(...branches.map(of)))
    return Math.max(0, ...beside, this.#inside(node))
  }

  #inside(node: SchemaNode): number {
    if (node.const !== undefined || node.enum !== undefined) return 0
    const types = node.type ?? ['null']
    const fields = node.required.map((name) => node.properties.get(name)).filter((one) => one !== undefined)
    const items = (node.limits.minItems ?? 0) > 0 ? [node.prefixItems[0] ?? node.items, node.contains] : [node.contains]
    const below = (nodes: readonly (SchemaNode | undefined)[]) =>
      1 + Math.max(0, ...nodes.map((one) => (one === undefined ? 0 : this.of(one))))
    return Math.min(...types.map((type) => (type === 'object' ? below(fields) : type === 'array' ? below(items) : 0)))
  }
}

/** All nodes that can be reached, whether in place or deeper in the value. */
export function reachable(root: SchemaNode): Set<SchemaNode> {
  const found = new Set<SchemaNode>([root])
  for (const node of found) {
    const { not, if: condition, then: consequence, else: otherwise, items, contains, propertyNames } = node
    const singles = [not, condition, consequence, otherwise, items, contains, propertyNames]
    const more = [node.additionalProperties, node.unevaluatedItems, node.unevaluatedProperties]
    for (const one of [...singles, ...more]) if (one !== undefined) found.add(one)
    for (const one of [...besideOf(node), ...node.anyOf, ...node.oneOf, ...node.prefixItems]) found.add(one)
    for (const one of [...node.properties.values(), ...node.dependentSchemas.values()]) found.add(one)
    for (const { node: one } of node.patternProperties) found.add(one)
  }
  return found
}

/** Follows what holds anyway, and of what may be chosen takes one; the lowest when it is time to end. */
export function settle(nodes: readonly SchemaNode[], chance: Chance, heights: Heights | undefined): Goal {
  const all = new Set<SchemaNode>()
  const present = new Set<string>()
  const absent = new Set<string>()
  const one = (branches: readonly SchemaNode[]): SchemaNode | undefined => {
    if (heights === undefined) return chance.pick(branches)
    const least = Math.min(...branches.map((branch) => heights.of(branch)))
    return chance.pick(branches.filter((branch) => heights.of(branch) === least))
  }
  const take = (node: SchemaNode | undefined): void => {
    if (node === undefined || all.has(node)) return
    all.add(node)
    for (const beside of besideOf(node)) take(beside)
    take(one(node.anyOf))
    take(one(node.oneOf))
    if (node.if !== undefined) {
      if (chance.heads()) {
        take(node.if)
        take(node.then)
      } else take(node.else)
    }
    for (const [name, part] of node.dependentSchemas) {
      if (heights === undefined && chance.heads()) {
        present.add(name)
        take(part)
      } else absent.add(name)
    }
  }
  for (const node of nodes) take(node)
  return { nodes: [...all], present, absent }
}

/** A node that only says this. */
export function saying(words: Partial<SchemaNode>): SchemaNode {
  return { ...openNode('(made up)#'), ...words }
}
