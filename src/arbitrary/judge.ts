/**
 * Says of a value everything that is wrong with it. The makers only propose; nothing leaves this folder that the judge
 * has not seen, so that a weak proposal costs time and never correctness.
 */
import { formats } from '../codegen/formats.ts'
import type { JsonValue } from '../codegen/model.ts'
import { codePoints, deepEqual, twins } from '../codegen/validators/prelude.js'
import { isObject, pointerSegment } from '../codegen/walk.ts'
import { nodeOfItem, nodesOfProperty, type SchemaNode, type TypeName, typeOf } from './model.ts'

export interface Finding {
  /** Where in the value, as a JSON Pointer; of a field that is missing or too much: where the object is. */
  readonly path: string
  readonly keyword: string
  /** The keyword's own place: `content.json#/properties/text/maxLength`. */
  readonly schemaPath: string
  /** The name of the field that is missing, or that must not be there. */
  readonly field?: string
  /** Why each branch of an `anyOf` or `oneOf` refuses. */
  readonly branches: readonly (readonly Finding[])[]
}

/** What has been looked at, for `unevaluatedProperties` and `unevaluatedItems`. */
interface Marks {
  readonly names: Set<string>
  readonly items: Set<number>
}

type Report = (keyword: string, detail?: Pick<Finding, 'field'> & { readonly branches?: Finding[][] }) => void

export function judge(node: SchemaNode, value: JsonValue): Finding[] {
  const findings: Finding[] = []
  judgeAt(node, value, '', findings, undefined)
  return findings
}

export function isValid(node: SchemaNode, value: JsonValue): boolean {
  return judge(node, value).length === 0
}

function judgeAt(
  node: SchemaNode,
  value: JsonValue,
  path: string,
  findings: Finding[],
  outer: Marks | undefined,
): void {
  const report: Report = (keyword, detail) => {
    findings.push({ path, keyword, schemaPath: `${node.place}/${keyword}`, branches: [], ...detail })
  }
  if (node.isFalse === true) report('false schema')
  const needsMarks = node.unevaluatedItems !== undefined || node.unevaluatedProperties !== undefined
  const marks = needsMarks ? { names: new Set<string>(), items: new Set<number>() } : outer
  if (node.type !== undefined && !node.type.some((type) => isOfType(value, type))) report('type')
  if (node.const !== undefined && !deepEqual(node.const.value, value)) report('const')
  if (node.enum !== undefined && !node.enum.some((one) => deepEqual(one, value))) report('enum')
  judgeInPlace(node, value, path, findings, marks, report)
  if (typeof value === 'number') judgeNumber(node, value, report)
  else if (typeof value === 'string') judgeText(node, value, report)
  else if (Array.isArray(value)) judgeList(node, value, path, findings, marks, report)
  else if (isObject(value)) judgeFields(node, value, path, findings, marks, report)
  if (outer !== undefined && marks !== undefined && marks !== outer) merge(marks, outer)
}

export function isOfType(value: JsonValue, type: TypeName): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeOf(value) === type
}

function judgeInPlace(
  node: SchemaNode,
  value: JsonValue,
  path: string,
  findings: Finding[],
  marks: Marks | undefined,
  report: Report,
): void {
  /** What a part looks at counts only when it accepts the value. */
  const ask = (part: SchemaNode): Finding[] => {
    const own: Marks | undefined = marks && { names: new Set(), items: new Set() }
    const found: Finding[] = []
    judgeAt(part, value, path, found, own)
    if (found.length === 0 && own !== undefined && marks !== undefined) merge(own, marks)
    return found
  }
  if (node.ref !== undefined) findings.push(...ask(node.ref))
  for (const part of node.allOf) findings.push(...ask(part))
  if (node.anyOf.length > 0) {
    const branches = node.anyOf.map(ask)
    if (branches.every((branch) => branch.length > 0)) report('anyOf', { branches })
  }
  if (node.oneOf.length > 0) {
    const branches = node.oneOf.map(ask)
    const accepting = branches.filter((branch) => branch.length === 0).length
    if (accepting !== 1) report('oneOf', accepting === 0 ? { branches } : {})
  }
  if (node.not !== undefined && isValid(node.not, value)) report('not')
  if (node.if !== undefined) {
    const consequence = ask(node.if).length === 0 ? node.then : node.else
    if (consequence !== undefined) findings.push(...ask(consequence))
  }
  if (!isObject(value)) return
  for (const [name, part] of node.dependentSchemas) if (Object.hasOwn(value, name)) findings.push(...ask(part))
}

function judgeNumber({ limits }: SchemaNode, value: number, report: Report): void {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits
  if (minimum !== undefined && value < minimum) report('minimum')
  if (maximum !== undefined && value > maximum) report('maximum')
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) report('exclusiveMinimum')
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) report('exclusiveMaximum')
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) report('multipleOf')
}

function judgeText({ limits, pattern, format }: SchemaNode, value: string, report: Report): void {
  const { minLength, maxLength } = limits
  if (minLength !== undefined || maxLength !== undefined) {
    const length = codePoints(value)
    if (minLength !== undefined && length < minLength) report('minLength')
    if (maxLength !== undefined && length > maxLength) report('maxLength')
  }
  if (pattern !== undefined && !pattern.test(value)) report('pattern')
  if (format !== undefined && formats[format]?.test(value) === false) report('format')
}

function judgeList(
  node: SchemaNode,
  list: readonly JsonValue[],
  path: string,
  findings: Finding[],
  marks: Marks | undefined,
  report: Report,
): void {
  const { limits, prefixItems, contains, unevaluatedItems } = node
  if (list.length < (limits.minItems ?? 0)) report('minItems')
  if (list.length > (limits.maxItems ?? list.length)) report('maxItems')
  if (node.uniqueItems === true && twins([...list]) !== undefined) report('uniqueItems')
  // Behind a list of items, `false` is about how many there are.
  const isClosed = node.items?.isFalse === true && prefixItems.length > 0
  if (isClosed && list.length > prefixItems.length) report('items')
  for (const [at, item] of list.entries()) {
    const part = nodeOfItem(node, at)
    if (part === undefined) continue
    marks?.items.add(at)
    if (part !== node.items || !isClosed) judgeAt(part, item, `${path}/${at}`, findings, undefined)
  }
  if (contains !== undefined) {
    const found = [...list.keys()].filter((at) => isValid(contains, list[at] ?? null))
    for (const at of found) marks?.items.add(at)
    if (found.length < (limits.minContains ?? 1) || found.length > (limits.maxContains ?? found.length))
      report('contains')
  }
  if (unevaluatedItems === undefined || marks === undefined) return
  const left = [...list.keys()].filter((at) => !marks.items.has(at))
  if (left.length > 0 && unevaluatedItems.isFalse === true) report('unevaluatedItems')
  for (const at of left) {
    marks.items.add(at)
    if (unevaluatedItems.isFalse !== true)
      judgeAt(unevaluatedItems, list[at] ?? null, `${path}/${at}`, findings, undefined)
  }
}

function judgeFields(
  node: SchemaNode,
  value: { readonly [name: string]: JsonValue },
  path: string,
  findings: Finding[],
  marks: Marks | undefined,
  report: Report,
): void {
  const { limits, propertyNames, unevaluatedProperties } = node
  const names = Object.keys(value)
  const has = (name: string) => Object.hasOwn(value, name)
  if (names.length < (limits.minProperties ?? 0)) report('minProperties')
  if (names.length > (limits.maxProperties ?? names.length)) report('maxProperties')
  for (const name of node.required) if (!has(name)) report('required', { field: name })
  for (const [name, needed] of node.dependentRequired)
    if (has(name)) for (const one of needed) if (!has(one)) report('dependentRequired', { field: one })
  for (const name of names) {
    if (propertyNames !== undefined && !isValid(propertyNames, name)) report('propertyNames', { field: name })
    const parts = nodesOfProperty(node, name)
    if (parts.length > 0) marks?.names.add(name)
    for (const part of parts) {
      if (part.isFalse === true && part === node.additionalProperties) report('additionalProperties', { field: name })
      else judgeAt(part, value[name] ?? null, `${path}/${pointerSegment(name)}`, findings, undefined)
    }
  }
  if (unevaluatedProperties === undefined || marks === undefined) return
  for (const name of names.filter((one) => !marks.names.has(one))) {
    marks.names.add(name)
    if (unevaluatedProperties.isFalse === true) report('unevaluatedProperties', { field: name })
    else judgeAt(unevaluatedProperties, value[name] ?? null, `${path}/${pointerSegment(name)}`, findings, undefined)
  }
}

function merge(from: Marks, into: Marks): void {
  for (const name of from.names) into.names.add(name)
  for (const item of from.items) into.items.add(item)
}
