/** What holds under a condition, or must not hold: `not`, `if`, `dependent…`; and what stands beside the rest in `allOf`. */

import { areDisjoint } from './disjoint.ts'
import { same, textOf, textsIn } from './json.ts'
import { inTime, type Pair, type Rule, type Sink } from './pair.ts'
import { atProperty } from './path.ts'
import { entryAt, keysAt, type Schema, schemaAt, schemasAt } from './schema.ts'
import { propertyOf, requiredOf, type Side } from './view.ts'

const unproven = 'this cannot be proven compatible'

export const compareNegation: Rule = (pair, path, sink) => {
  const { sub, sup, judge } = pair
  if (sub.shape['not'] === undefined && sup.shape['not'] === undefined) return
  const forbidden: Side = { ...sup, schema: schemaAt(sup.shape, 'not') }
  const implied =
    sup.shape['not'] === undefined ||
    (sub.shape['not'] !== undefined &&
      judge.proves(forbidden, { ...sub, schema: schemaAt(sub.shape, 'not') }, 'exact')) ||
    areDisjoint(sub, forbidden)
  sayWhether(pair, path, sink, 'not', 'what must not be', implied)
}

/** One change for a keyword that is new, gone, or different. */
function sayWhether(pair: Pair, path: string, { found }: Sink, keyword: string, what: string, implied: boolean): void {
  const [old, now] = [pair.before.shape[keyword], pair.after.shape[keyword]]
  if (implied && same(old, now)) return
  const doubt = implied ? '' : `; ${unproven}`
  if (old === undefined)
    found({ kind: `${keyword}-added`, path, implied, message: `\`${keyword}\` is new and says ${what}${doubt}` })
  else if (now === undefined)
    found({ kind: `${keyword}-removed`, path, implied, message: `\`${keyword}\`, which said ${what}, is gone${doubt}` })
  else
    found({
      kind: `${keyword}-changed`,
      path,
      implied,
      message: `\`${keyword.replace(/^x-/, '')}\` has changed, which says ${what}${doubt}`,
    })
}

export const compareConditions: Rule = (pair, path, sink) => {
  const { sub, sup, judge, mode } = pair
  const [mine, theirs] = [sub.shape['if'], sup.shape['if']]
  if (mine === undefined && theirs === undefined) return
  if (mine !== undefined && theirs !== undefined && sameCondition(pair)) {
    for (const branch of ['then', 'else']) sink.inside(path, schemaAt(sub.shape, branch), schemaAt(sup.shape, branch))
    return
  }
  const follows = (keyword: string) => judge.proves(sub, { ...sup, schema: schemaAt(sup.shape, keyword) }, mode)
  const condition: Side = { ...sup, schema: schemaAt(sup.shape, 'if') }
  const implied =
    theirs === undefined ||
    (follows('then') && follows('else')) ||
    (judge.proves(sub, condition, 'exact') && follows('then')) ||
    (areDisjoint(sub, condition) && follows('else'))
  sayWhether(pair, path, sink, 'if', 'what holds under a condition', implied)
}

function sameCondition({ sub, sup, judge }: Pair): boolean {
  const [mine, theirs]: [Side, Side] = [
    { ...sub, schema: schemaAt(sub.shape, 'if') },
    { ...sup, schema: schemaAt(sup.shape, 'if') },
  ]
  return judge.proves(mine, theirs, 'exact') && judge.proves(theirs, mine, 'exact')
}

export const compareDependents: Rule = (pair, path, sink) => {
  const { sub, sup } = pair
  const keysOf = (keyword: string) => new Set([sub, sup].flatMap(({ shape }) => keysAt(shape, keyword)).sort())
  for (const name of keysOf('dependentRequired')) compareDependentRequired(pair, atProperty(path, name), sink, name)
  for (const name of keysOf('dependentSchemas')) compareDependentSchema(pair, path, sink, name)
}

function compareDependentRequired(pair: Pair, path: string, { found }: Sink, name: string): void {
  const { sub, sup } = pair
  const needs = (view: typeof sub) =>
    textsIn(Object.entries(view.shape['dependentRequired'] ?? {}).find(([key]) => key === name)?.[1])
  const given = new Set([...needs(sub), ...requiredOf(sub)])
  const implied = propertyOf(sub, name) === false || needs(sup).every((other) => given.has(other))
  const { before, after } = inTime(pair, needs(sub), needs(sup))
  const more = after.filter((other) => !before.includes(other))
  const fewer = before.filter((other) => !after.includes(other))
  const list = (names: readonly string[]) => names.map((other) => `\`${other}\``).join(', ')
  if (more.length > 0)
    found({ kind: 'dependent-required-added', path, implied, message: `now also requires ${list(more)}` })
  if (fewer.length > 0)
    found({ kind: 'dependent-required-removed', path, implied, message: `no longer requires ${list(fewer)}` })
}

function compareDependentSchema(pair: Pair, path: string, sink: Sink, name: string): void {
  const { sub, sup, judge, mode } = pair
  const [mine, theirs] = [entryAt(sub.shape, 'dependentSchemas', name), entryAt(sup.shape, 'dependentSchemas', name)]
  if (mine !== undefined && theirs !== undefined) {
    sink.inside(path, mine, theirs)
    return
  }
  const implied =
    theirs === undefined || propertyOf(sub, name) === false || judge.proves(sub, { ...sup, schema: theirs }, mode)
  const { before } = inTime(pair, mine, theirs)
  const [kind, words] = before === undefined ? ['added', 'now holds'] : ['removed', 'no longer holds']
  const message = `something more ${words} where \`${name}\` is present${implied ? '' : `; ${unproven}`}`
  sink.found({ kind: `dependent-schema-${kind}`, path, implied, message })
}

export const compareRest: Rule = (pair, path, { found }) => {
  const { sub, sup, mode, judge } = pair
  const [mine, theirs] = [schemasAt(sub.shape, 'allOf'), schemasAt(sup.shape, 'allOf')]
  const implied = theirs.every((schema) => judge.proves(sub, { ...sup, schema }, mode))
  const [a, b] = [mine, theirs].map((list) => list.map((schema: Schema) => textOf(schema)).sort())
  if (implied && same(a, b)) return
  const message = `what must hold besides has changed${implied ? '' : `; ${unproven}`}`
  found({ kind: 'all-of-changed', path, implied, message })
}

const known = new Set([
  ...['type', 'enum', 'x-open', 'default', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern'],
  ...['format', 'contentEncoding', 'contentMediaType', 'contentSchema', 'items', 'prefixItems', 'minItems', 'maxItems'],
  ...[
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
    'properties',
    'patternProperties',
    'additionalProperties',
  ],
  ...['required', 'minProperties', 'maxProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'],
])

/** `unevaluated…` where it could not be read as something simpler, and keywords that nobody here has heard of. */
export const compareUnknown: Rule = ({ sub, sup, before, after }, path, { found }) => {
  const keywords = new Set(
    [sub, sup, before].flatMap(({ shape }) => Object.keys(shape)).filter((key) => !known.has(key)),
  )
  for (const keyword of [...keywords].sort()) {
    if (same(before.shape[keyword], after.shape[keyword])) continue
    const implied = keyword.startsWith('x-') && sup.shape[keyword] === undefined
    const message = `\`${keyword.replace(/^x-/, '')}\` has changed, or what it depends on${implied ? '' : `; ${unproven}`}`
    found({ kind: 'keyword-changed', path, implied, message })
  }
}
