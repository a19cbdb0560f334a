/** Lists: as long as they may be, as short, and in between. */
import type { JsonValue } from '../codegen/model.ts'
import { deepEqual } from '../codegen/validators/prelude.js'
import type { Goal, Making } from './goal.ts'
import { nodeOfItem, rangeOf, type SchemaNode } from './model.ts'

/** Lists are filled to their upper bound only when it is no higher than this. */
const longAtMost = 12

export function makeList({ nodes }: Goal, making: Making, depth: number): JsonValue[] | undefined {
  const { chance } = making
  const isLean = making.isLean(depth)
  const [shortest, longest] = rangeOf(nodes, 'minItems', 'maxItems')
  const wanted = nodes.filter((node) => node.contains !== undefined)
  const needed = Math.max(0, ...wanted.map(({ limits }) => limits.minContains ?? 1))
  const least = Math.max(0, shortest, needed)
  const most = Math.min(longest, ...nodes.map(closedAt), unevaluatedAt(nodes))
  if (least > most) return undefined
  const length = lengthFrom(least, most, isLean, making)
  const isUnique = nodes.some((node) => node.uniqueItems === true)
  const special = wanted.map(
    (node) => new Set(chance.shuffled([...Array(length).keys()]).slice(0, countOf(node, making))),
  )
  const list: JsonValue[] = []
  for (let at = 0; at < length; at++) {
    const parts = nodes.map((node) => nodeOfItem(node, at) ?? node.unevaluatedItems).filter((one) => one !== undefined)
    for (const [which, node] of wanted.entries())
      if (node.contains !== undefined && special[which]?.has(at) === true) parts.push(node.contains)
    const item = distinctFrom(isUnique ? list : [], () => making.make(parts, depth + 1))
    if (item === undefined) return list.length >= least && list.length >= needed ? list : undefined
    list.push(item)
  }
  return list
}

function lengthFrom(least: number, most: number, isLean: boolean, { chance }: Making): number {
  if (isLean || least >= most || chance.heads(0.15)) return least
  if (most <= longAtMost && chance.heads(0.2)) return most
  return Math.min(most, least + chance.few(5))
}

function countOf({ limits }: SchemaNode, { chance }: Making): number {
  const least = limits.minContains ?? 1
  return Math.min(limits.maxContains ?? Number.POSITIVE_INFINITY, least + (chance.heads(0.3) ? 1 : 0))
}

/** Where nothing may stand any more. */
function closedAt({ prefixItems, items }: SchemaNode): number {
  const at = prefixItems.findIndex((one) => one.isFalse === true)
  if (at !== -1) return at
  return items?.isFalse === true ? prefixItems.length : Number.POSITIVE_INFINITY
}

function unevaluatedAt(nodes: readonly SchemaNode[]): number {
  const isClosed = nodes.some((node) => node.unevaluatedItems?.isFalse === true)
  const isCovered = nodes.some((node) => node.items !== undefined || node.contains !== undefined)
  return isClosed && !isCovered ? Math.max(...nodes.map((node) => node.prefixItems.length)) : Number.POSITIVE_INFINITY
}

function distinctFrom(list: readonly JsonValue[], make: () => JsonValue | undefined): JsonValue | undefined {
  for (let tries = 0; tries < 8; tries++) {
    const item = make()
    if (item === undefined || !list.some((one) => deepEqual(one, item))) return item
  }
  return undefined
}
