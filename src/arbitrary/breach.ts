/**
 * Breaks one keyword in one place. Most are broken by making a new value that satisfies everything else and the opposite
 * of the keyword; what is about fields is broken by changing the value that stands there.
 */
import type { JsonValue } from '../codegen/model.ts'
import { isObject } from '../codegen/walk.ts'
import type { Chance } from './chance.ts'
import { extraName, Fields } from './fields.ts'
import { type Making, saying } from './goal.ts'
import { isValid } from './judge.ts'
import { type LimitKeyword, openNode, type SchemaNode, type TypeName, typeOf } from './model.ts'
import type { Option } from './places.ts'

const allTypes: readonly TypeName[] = ['null', 'boolean', 'number', 'string', 'array', 'object']

/** A value for the place of the option that probably violates its keyword and nothing else. */
export function breach(option: Option, making: Making): JsonValue | undefined {
  const { value } = option
  if (Array.isArray(value)) return breachOfList(option, value, making) ?? remake(option, making)
  if (isObject(value)) return breachOfFields(option, value, making) ?? remake(option, making)
  const { chance } = making
  const nearby = typeof value === 'string' && chance.heads() ? slip(value, chance) : undefined
  const isText = ['const', 'enum', 'format', 'not', 'pattern'].includes(option.keyword)
  if (isText && nearby !== undefined && !isValid(keywordAlone(option), nearby)) return nearby
  return remake(option, making)
}

/** The opposite of the keyword, and all that stands beside it. */
function remake(option: Option, making: Making): JsonValue | undefined {
  const { depth } = option
  const opposites = opposite(option, making.chance)
  if (opposites === undefined) return undefined
  return making.make([...besidesOf(option), ...opposites], depth)
}

/** What holds for the place when the keyword does not. */
function besidesOf({ applied: { node: broken }, keyword, beside }: Option): SchemaNode[] {
  // Whoever is to fit no branch must not be held to the one that the value fitted before.
  const choice = `${broken.place}/${keyword}`
  const free = beside.filter(({ choices }) => !choices.includes(choice))
  return free.map(({ node }) => (node === broken ? dropped(node, keyword) : flat(node)))
}

/** Without what stands in the same place by its own right: the nodes of a place are all listed. */
function flat(node: SchemaNode): SchemaNode {
  if (
    node.ref === undefined &&
    node.allOf.length + node.anyOf.length + node.oneOf.length === 0 &&
    node.if === undefined
  )
    return node
  const { ref: _ref, if: _if, then: _then, else: _else, ...own } = node
  return { ...own, allOf: [], anyOf: [], oneOf: [] }
}

function dropped(node: SchemaNode, keyword: string): SchemaNode {
  const own = flat(node)
  const { [keyword as LimitKeyword]: _limit, ...limits } = own.limits
  const { [keyword as 'type']: _word, ...rest } = own
  return { ...openNode(node.place), ...rest, limits }
}

function keywordAlone({ applied: { node }, keyword }: Option): SchemaNode {
  return saying({ [keyword]: node[keyword as 'pattern'] })
}

/** What has to hold for the keyword not to; undefined when that cannot be said. */
function opposite({ applied: { node }, keyword }: Option, chance: Chance): SchemaNode[] | undefined {
  const { limits } = node
  const limited = (type: TypeName, words: Partial<Record<LimitKeyword, number>>) => [
    saying({ type: [type], limits: words }),
  ]
  const below = (type: TypeName, limit: number | undefined, most: LimitKeyword) =>
    limit === undefined || limit === 0 ? undefined : limited(type, { [most]: limit - 1 })
  const above = (type: TypeName, limit: number | undefined, least: LimitKeyword) =>
    limit === undefined ? undefined : limited(type, { [least]: limit + 1 })
  const beyond = (words: Partial<Record<LimitKeyword, number | undefined>>) =>
    limited('number', Object.fromEntries(Object.entries(words).filter(([, limit]) => limit !== undefined)))
  switch (keyword) {
    case 'minimum':
      return beyond({ exclusiveMaximum: limits.minimum })
    case 'maximum':
      return beyond({ exclusiveMinimum: limits.maximum })
    case 'exclusiveMinimum':
      return beyond({ maximum: limits.exclusiveMinimum })
    case 'exclusiveMaximum':
      return beyond({ minimum: limits.exclusiveMaximum })
    case 'minLength':
      return below('string', limits.minLength, 'maxLength')
    case 'maxLength':
      return above('string', limits.maxLength, 'minLength')
    case 'minItems':
      return below('array', limits.minItems, 'maxItems')
    case 'maxItems':
      return above('array', limits.maxItems, 'minItems')
    case 'minProperties':
      return below('object', limits.minProperties, 'maxProperties')
    case 'maxProperties':
      return above('object', limits.maxProperties, 'minProperties')
    case 'type':
      return [saying({ type: otherTypes(node.type ?? []) })]
    case 'not':
      return node.not === undefined ? undefined : [node.not]
    case 'oneOf':
      if (chance.heads() && node.oneOf.length > 1) return chance.shuffled(node.oneOf).slice(0, 2)
      return [saying({ not: saying({ oneOf: node.oneOf }) })]
    case 'anyOf':
      return [saying({ not: saying({ anyOf: node.anyOf }) })]
    case 'contains':
      return oppositeOfContains(node, chance)
    case 'multipleOf':
      return [saying({ type: ['number'], not: saying({ limits: { multipleOf: limits.multipleOf ?? 1 } }) })]
    case 'const':
    case 'enum':
    case 'pattern':
    case 'format':
      return [saying({ type: typesNear(node, keyword), not: saying({ [keyword]: node[keyword] }) })]
    default:
      return undefined
  }
}

function otherTypes(allowed: readonly TypeName[]): TypeName[] {
  const isNumber = allowed.includes('number') || allowed.includes('integer')
  const others = allTypes.filter((type) => !allowed.includes(type) && !(type === 'number' && isNumber))
  // An integer is a number: what is none is a fraction.
  return allowed.includes('integer') && !allowed.includes('number') ? [...others, 'number'] : others
}

/** A wrong constant is most telling when it is of the right kind. */
function typesNear(node: SchemaNode, keyword: string): TypeName[] {
  if (keyword === 'pattern' || keyword === 'format') return ['string']
  const values = node.const === undefined ? (node.enum ?? []) : [node.const.value]
  const near = [...new Set(values.map(typeOf))]
  return near.some((type) => type !== 'null' && type !== 'boolean') ? near : [...allTypes]
}

function oppositeOfContains(node: SchemaNode, chance: Chance): SchemaNode[] | undefined {
  const { contains, limits } = node
  if (contains === undefined) return undefined
  const least = limits.minContains ?? 1
  const fewer = saying({ type: ['array'], items: saying({ not: contains }) })
  if (limits.maxContains === undefined || (least > 0 && chance.heads()))
    return least === 0
      ? undefined
      : least === 1
        ? [fewer]
        : [saying({ type: ['array'], contains, limits: { minContains: 0, maxContains: least - 1 } })]
  return [saying({ type: ['array'], contains, limits: { minContains: limits.maxContains + 1 } })]
}

/** A text that is nearly the same. */
function slip(text: string, chance: Chance): string {
  const signs = [...text]
  const at = chance.integer(0, signs.length)
  const sign = chance.pick(['!', ' ', '\n', '@', '/', 'A', 'a', '0', '-', '\u0301', '🎈', '']) ?? '!'
  switch (chance.integer(0, 3)) {
    case 0:
      return signs.toSpliced(at, 0, sign).join('')
    case 1:
      return signs.toSpliced(at, 1, sign).join('')
    case 2:
      return signs.toSpliced(at, 1).join('')
    default:
      return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
  }
}

function breachOfList(option: Option, list: JsonValue[], making: Making): JsonValue | undefined {
  const { chance } = making
  const { keyword, depth } = option
  const { node } = option.applied
  const beside = option.beside.map((one) => one.node)
  switch (keyword) {
    case 'uniqueItems': {
      const item = chance.pick(list) ?? making.make(itemNodes(beside), depth + 1)
      if (item === undefined) return undefined
      const twice = list.length > 1 && chance.heads() ? list.toSpliced(chance.integer(0, list.length - 1), 1) : list
      return twice.includes(item) ? [...twice, structuredClone(item)] : [...twice, item, structuredClone(item)]
    }
    case 'items':
    case 'unevaluatedItems':
    case 'false schema': {
      const longer = [...list]
      const closed = node.prefixItems.findIndex((one) => one.isFalse)
      const wanted =
        keyword === 'false schema' ? Math.max(closed, 0) + 1 : Math.max(node.prefixItems.length, list.length) + 1
      while (longer.length < wanted) {
        const item = making.make(
          itemNodes(beside.map((one) => ({ ...one, prefixItems: one.prefixItems.slice(longer.length) }))),
          depth + 1,
        )
        if (item === undefined) return undefined
        longer.push(item)
      }
      return longer
    }
    default:
      return undefined
  }
}

/** What the next item has to be, as far as it may be there at all. */
function itemNodes(nodes: readonly SchemaNode[]): SchemaNode[] {
  return nodes
    .map(({ prefixItems, items }) => prefixItems[0] ?? items)
    .filter((one) => one !== undefined)
    .filter((one) => one.isFalse !== true)
}

type Fielded = { readonly [name: string]: JsonValue }

function breachOfFields(option: Option, value: Fielded, making: Making): JsonValue | undefined {
  const { chance } = making
  const { keyword, depth } = option
  const { node } = option.applied
  const adding = (name: string | undefined, parts: readonly SchemaNode[]) => {
    const item =
      name === undefined
        ? undefined
        : making.make(
            parts.filter((one) => one.isFalse !== true),
            depth + 1,
          )
    return name === undefined || item === undefined ? undefined : withField(value, name, item)
  }
  const fields = () => new Fields({ nodes: besidesOf(option), present: new Set(), absent: new Set() })
  switch (keyword) {
    case 'required': {
      const name = chance.pick(node.required)
      return name === undefined ? undefined : withoutField(value, name)
    }
    case 'dependentRequired': {
      const [name, needed] = chance.pick([...node.dependentRequired]) ?? []
      const missing = chance.pick(needed ?? [])
      if (name === undefined || missing === undefined) return undefined
      const trigger = Object.hasOwn(value, name) ? value : adding(name, fields().partsOf(name))
      return trigger === undefined ? undefined : withoutField(trigger as Fielded, missing)
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const open = fields()
      const near = chance.heads(0.3) ? slip(chance.pick(Object.keys(value)) ?? '', chance) : undefined
      const name = near ?? extraName(open, making, depth)
      return name === undefined || Object.hasOwn(value, name) ? undefined : adding(name, open.partsOf(name))
    }
    case 'propertyNames': {
      // Where only names of some patterns may stand, the wrong name is of one of them.
      const pattern = chance.pick(node.patternProperties)?.pattern
      const wrong = saying({ type: ['string'], not: node.propertyNames ?? saying({}), ...(pattern && { pattern }) })
      const name = making.make([wrong], depth + 1)
      return typeof name === 'string' ? adding(name, fields().partsOf(name)) : undefined
    }
    case 'false schema': {
      const name = chance.pick([...node.properties].filter(([, part]) => part.isFalse).map(([one]) => one))
      return adding(name ?? extraName(fields(), making, depth), [])
    }
    default:
      return undefined
  }
}

function withField(value: Fielded, name: string, item: JsonValue): JsonValue {
  return Object.fromEntries([...Object.entries(value), [name, item]])
}

function withoutField(value: Fielded, name: string): JsonValue {
  return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name))
}
