/** The rules of the comparison as rows: two schemas, and what their difference comes to each way. */
import { describe, expect, it } from 'vitest'
import type { JsonSchema, JsonValue } from '../../src/codegen/model.ts'
import { compareSets } from '../../src/evolution/compare.ts'
import { setOf } from './evolution.ts'

export interface Row {
  readonly rule: string
  readonly before: JsonSchema
  readonly after: JsonSchema
  /** `breaking type-changed at a.b; compatible …`, empty for no change at all. */
  readonly input: string
  readonly output: string
}

export function row(rule: string, before: JsonSchema, after: JsonSchema, input: string, output: string): Row[] {
  return [{ rule, before, after, input, output }]
}

/** Two ways to say one thing. */
export function alike(rule: string, before: JsonSchema, after: JsonSchema): Row[] {
  return [...row(rule, before, after, '', ''), ...row(`${rule}, the other way round`, after, before, '', '')]
}

/** Breaks in either direction. */
export function breaks(rule: string, before: JsonSchema, after: JsonSchema, kind: string): Row[] {
  return row(rule, before, after, `breaking ${kind}`, `breaking ${kind}`)
}

/** The second admits less: what this means turns around with the direction, and so does the way back. */
export function narrows(rule: string, before: JsonSchema, after: JsonSchema, less: string, more: string): Row[] {
  return [
    ...row(rule, before, after, `breaking ${less}`, `compatible ${less}`),
    ...row(`${rule}, the other way round`, after, before, `compatible ${more}`, `breaking ${more}`),
  ]
}

export function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    it.each(rows.map((one) => [one.rule, one] as const))('%s', (_, { before, after, input, output }) => {
      const found = { input: changesOf(before, after, 'input'), output: changesOf(before, after, 'output') }
      expect(found).toEqual({ input, output })
    })
  })
}

function changesOf(before: JsonSchema, after: JsonSchema, assume: 'input' | 'output'): string {
  const changes = compareSets(setOf({ thing: before }), setOf({ thing: after }), { assume })
  return changes.map(({ verdict, kind, path }) => `${verdict} ${kind}${path === '' ? '' : ` at ${path}`}`).join('; ')
}

export const text: JsonSchema = { type: 'string' }
export const whole: JsonSchema = { type: 'integer' }
export const nothing: JsonSchema = { type: 'null' }

export function open(properties: JsonSchema, required: JsonValue[] = [], rest: JsonSchema = {}): JsonSchema {
  return { type: 'object', properties, required, ...rest }
}

export function closed(properties: JsonSchema, required: JsonValue[] = [], rest: JsonSchema = {}): JsonSchema {
  return open(properties, required, { additionalProperties: false, ...rest })
}

export function map(values: JsonValue, rest: JsonSchema = {}): JsonSchema {
  return { type: 'object', additionalProperties: values, ...rest }
}

export function list(items: JsonValue, rest: JsonSchema = {}): JsonSchema {
  return { type: 'array', items, ...rest }
}

/** `if`, `then`: an object literal with a `then` looks like a promise to some. */
export function when(condition: JsonValue, consequence: JsonValue): JsonSchema {
  return Object.fromEntries([
    ['if', condition],
    ['then', consequence],
  ])
}
