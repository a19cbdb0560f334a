import { describe, expect, it } from 'vitest'
import type { JsonSchema, JsonValue } from '../../src/codegen/model.ts'
import { compareSets } from '../../src/evolution/compare.ts'
import { type Schemas, setOf } from '../support/evolution.ts'
import { closed, open, text, whole } from '../support/evolution-table.ts'

function frame(kind: string, event: string, data: JsonSchema, annotation: JsonSchema = {}): JsonSchema {
  const properties = { type: { const: event }, data }
  return {
    ...(kind === 'request' ? closed : open)(properties, ['type', 'data']),
    'x-pactwire': { kind, event, ...annotation },
  }
}

const request = (data: JsonSchema, annotation: JsonSchema = {}) =>
  frame('request', 'ask', data, { reply: 'ask_ack', errors: ['busy'], session: 'open', ...annotation })
const reply = (data: JsonSchema) => frame('reply', 'ask_ack', data)
const push = (data: JsonSchema) => frame('push', 'told', data)
const route = (annotation: JsonSchema = {}, sent: JsonSchema = closed({})): JsonSchema => ({
  ...sent,
  'x-pactwire': {
    kind: 'route',
    method: 'GET',
    path: '/things',
    access: 'open',
    errors: [],
    success: { status: 200, description: 'd', schema: { $ref: 'thing.json' } },
    ...annotation,
  },
})
const settings = (schema: JsonSchema): JsonSchema => ({ ...schema, 'x-pactwire': { kind: 'settings', env: 'APP' } })
const code = (retryable: boolean, status = 400): JsonSchema => ({ meaning: 'm', action: 'a', retryable, status })
const codes = (table: JsonSchema): JsonSchema => ({
  ...text,
  enum: Object.keys(table),
  'x-pactwire': { kind: 'error_codes', codes: table },
})
const close = (number: number, policy: string, name = `n${number}`): JsonSchema => ({
  code: number,
  name,
  meaning: 'm',
  action: 'a',
  policy,
})
const ranges = (...list: [from: number, to: number, policy: string][]): JsonSchema => ({
  type: 'integer',
  enum: [],
  'x-pactwire': { kind: 'close_codes', codes: [], ranges: list.map(([from, to, policy]) => ({ from, to, policy })) },
})

const closes = (...list: JsonSchema[]): JsonSchema => ({
  ...whole,
  enum: list.map((entry) => entry['code'] ?? null),
  'x-pactwire': { kind: 'close_codes', codes: list },
})

function compared(before: Schemas, after: Schemas): string[] {
  return compareSets(setOf(before), setOf(after)).map(
    ({ verdict, direction, document, path, kind }) =>
      `${verdict} ${document}${path === '' ? '' : ` ${path}`}: ${kind} (${direction})`,
  )
}

const thing = open({ id: text })

describe('what a schema is for', () => {
  it.each<[string, Schemas, Schemas, string[]]>([
    [
      'a request is what is sent to us',
      { ask: request(closed({})) },
      { ask: request(closed({ a: text }, ['a'])) },
      ['breaking ask data.a: property-required-added (input)'],
    ],
    [
      'a reply and a push are what we send',
      { ask_ack: reply(open({ a: text })), told: push(open({ b: { enum: ['x'] } })) },
      { ask_ack: reply(open({})), told: push(open({ b: { enum: ['x', 'y'] } })) },
      ['breaking ask_ack data.a: property-removed (output)', 'breaking told data.b: enum-value-added (output)'],
    ],
    [
      'of a route, the call is sent to us and the answer by us',
      { things: route(), thing },
      { things: route({}, closed({ query: closed({ q: text }) })), thing: open({ id: text, name: text }) },
      ['compatible thing name: property-added (output)', 'compatible things query: property-added (input)'],
    ],
    [
      'a value goes the way of its users',
      { ask: request(closed({ v: { $ref: 'v.json' } })), v: { ...text, maxLength: 5 } },
      { ask: request(closed({ v: { $ref: 'v.json' } })), v: { ...text, maxLength: 9 } },
      ['compatible v: max-length-raised (input)'],
    ],
    [
      'a value that is used both ways breaks when it breaks either way',
      {
        ask: request(closed({ v: { $ref: 'v.json' } })),
        told: push(open({ v: { $ref: 'v.json' } })),
        v: { ...text, maxLength: 5 },
      },
      {
        ask: request(closed({ v: { $ref: 'v.json' } })),
        told: push(open({ v: { $ref: 'v.json' } })),
        v: { ...text, maxLength: 9 },
      },
      ['breaking v: max-length-raised (output)'],
    ],
    [
      'a value that nobody uses is judged both ways',
      { v: { ...text, maxLength: 5 }, w: text },
      { v: { ...text, maxLength: 9 }, w: whole },
      ['breaking v: max-length-raised (output)', 'breaking w: type-changed (both)'],
    ],
    [
      'the body of the errors of an HTTP API is what we send',
      { things: route(), thing, problem: open({ code: text }) },
      { things: route(), thing, problem: open({ code: text, title: text }, ['title']) },
      ['compatible problem title: property-added (output)'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(compared(before, after)).toEqual(expected)
  })

  it('names the events and routes that a shared schema concerns', () => {
    const uses = (v: JsonSchema): Schemas => ({
      ask: request(closed({ w: { $ref: 'w.json' } })),
      told: push(open({})),
      v,
      w: open({ v: { $ref: 'v.json' } }),
    })
    const [change] = compareSets(setOf(uses(text)), setOf(uses(whole)))
    expect(change).toMatchObject({ document: 'v', affects: ['ask'] })
  })
})

describe('what comes and goes', () => {
  it.each<[string, Schemas, Schemas, string[]]>([
    ['a request is new', {}, { ask: request(closed({})) }, ['compatible ask: event-added (input)']],
    ['a request is gone', { ask: request(closed({})) }, {}, ['breaking ask: event-removed (input)']],
    ['a push is gone', { told: push(open({})) }, {}, ['breaking told: event-removed (output)']],
    ['a route is gone', { things: route(), thing }, {}, ['breaking things: route-removed (input)']],
    ['a route is new', {}, { things: route(), thing }, ['compatible things: route-added (input)']],
    ['a schema that nobody used is gone', { v: text }, {}, ['breaking v: document-removed (both)']],
    [
      'an event has become another kind',
      { told: push(open({})) },
      { told: frame('request', 'told', open({}), { reply: 'x' }) },
      ['breaking told: role-changed (both)'],
    ],
    ['the file of an event has another name', { told: push(open({})) }, { news: push(open({})) }, []],
    ['the file of a route has another name', { things: route(), thing }, { list: route(), thing }, []],
  ])('%s', (_, before, after, expected) => {
    expect(compared({ anchor: text, ...before }, { anchor: text, ...after })).toEqual(expected)
  })
})

describe('what the annotation promises', () => {
  const ask = (annotation: JsonSchema): Schemas => ({ ask: request(closed({}), annotation) })
  const things = (annotation: JsonSchema): Schemas => ({ things: route(annotation), thing })
  const success = (rest: JsonSchema): JsonSchema => ({ success: { status: 200, description: 'd', ...rest } })
  const envelope = (annotation: JsonSchema): Schemas => ({
    envelope: {
      ...open({}),
      'x-pactwire': {
        kind: 'protocol',
        name: 'p',
        version: '1',
        title: 't',
        description: 'd',
        path: '/ws',
        subprotocol: 'p.v1',
        everyRequest: [],
        ...annotation,
      },
    },
  })
  it.each<[string, Schemas, Schemas, string[]]>([
    ['another reply', ask({}), ask({ reply: 'other' }), ['breaking ask: reply-changed (output)']],
    ['another state of the session', ask({}), ask({ session: 'opening' }), ['breaking ask: session-changed (input)']],
    ['a further error', ask({}), ask({ errors: ['busy', 'late'] }), ['compatible ask: error-added (output)']],
    ['an error less', ask({}), ask({ errors: [] }), ['compatible ask: error-removed (output)']],
    ['another method', things({}), things({ method: 'POST' }), ['breaking things: route-method-changed (input)']],
    ['another path', things({}), things({ path: '/all' }), ['breaking things: route-path-changed (input)']],
    ['a key is needed', things({}), things({ access: 'api_key' }), ['breaking things: route-access-changed (input)']],
    [
      'no key is needed',
      things({ access: 'api_key' }),
      things({}),
      ['compatible things: route-access-changed (input)'],
    ],
    [
      'another status',
      things({}),
      things(success({ status: 201, schema: { $ref: 'thing.json' } })),
      ['breaking things success: route-status-changed (output)'],
    ],
    ['no body', things({}), things(success({})), ['breaking things success: route-body-changed (output)']],
    ['a body', things(success({})), things({}), ['compatible things success: route-body-changed (output)']],
    [
      'a body of another type',
      things(success({ type: 'text/plain' })),
      things(success({ type: 'text/csv' })),
      ['breaking things success: route-body-changed (output)'],
    ],
    ['a body that is described in place', things({}), things(success({ schema: thing })), []],
    ['another description of success', things({}), things(success({ description: 'better', schema: thing })), []],
    [
      'a body that is no longer described',
      things({}),
      things(success({ type: 'application/json' })),
      ['breaking things success: route-body-undescribed (output)'],
    ],
    [
      'a body that is described now',
      things(success({ type: 'application/json' })),
      things({}),
      ['compatible things success: route-body-described (output)'],
    ],
    [
      'another prefix of the environment',
      { config: { ...open({}), 'x-pactwire': { kind: 'settings', env: 'A' } } },
      { config: { ...open({}), 'x-pactwire': { kind: 'settings', env: 'B' } } },
      ['breaking config: settings-env-changed (input)'],
    ],
    [
      'an annotation of a kind that is not known yet',
      { v: { ...text, 'x-pactwire': { kind: 'wish' } } },
      { v: { ...whole, 'x-pactwire': { kind: 'wish', more: true } } },
      ['breaking v: type-changed (both)'],
    ],
    [
      'another path of the socket',
      envelope({}),
      envelope({ path: '/socket' }),
      ['breaking envelope: protocol-path-changed (both)'],
    ],
    [
      'another subprotocol',
      envelope({}),
      envelope({ subprotocol: 'p.v2' }),
      ['breaking envelope: protocol-subprotocol-changed (both)'],
    ],
    [
      'another version',
      envelope({}),
      envelope({ version: '2' }),
      ['compatible envelope: protocol-version-changed (none)'],
    ],
    [
      'an error of every request',
      envelope({}),
      envelope({ everyRequest: ['busy'] }),
      ['compatible envelope: error-added (output)'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(compared(before, after)).toEqual(expected)
  })
})

describe('codes', () => {
  const used = (table: JsonSchema): Schemas => ({
    told: push(open({ code: { $ref: 'code.json' } })),
    code: codes(table),
  })
  const sent = (table: JsonSchema): Schemas => ({
    ask: request(closed({ code: { $ref: 'code.json' } })),
    code: codes(table),
  })
  it.each<[string, Schemas, Schemas, string[]]>([
    [
      'a further error code',
      used({ a: code(false) }),
      used({ a: code(false), b: code(true) }),
      ['compatible code b: code-added (output)'],
    ],
    [
      'an error code less',
      used({ a: code(false), b: code(true) }),
      used({ a: code(false) }),
      ['compatible code b: code-removed (output)'],
    ],
    [
      'a retry helps no more',
      used({ a: code(true) }),
      used({ a: code(false) }),
      ['breaking code a: code-retryable-changed (output)'],
    ],
    [
      'another status, where there are no routes',
      used({ a: code(true) }),
      used({ a: code(true, 500) }),
      ['compatible code a: code-status-changed (output)'],
    ],
    [
      'another status, where there are routes',
      { ...used({ a: code(true) }), things: route(), thing },
      { ...used({ a: code(true, 500) }), things: route(), thing },
      ['breaking code a: code-status-changed (output)'],
    ],
    [
      'a code that may no longer be sent to us',
      sent({ a: code(true), b: code(true) }),
      sent({ a: code(true) }),
      ['breaking code: enum-value-removed (input)', 'compatible code b: code-removed (output)'],
    ],
    [
      'a further close code',
      { c: closes(close(4000, 'stop')) },
      { c: closes(close(4000, 'stop'), close(4500, 'resume')) },
      ['compatible c 4500: code-added (output)'],
    ],
    [
      'another policy',
      { c: closes(close(4000, 'stop')) },
      { c: closes(close(4000, 'resume')) },
      ['breaking c 4000: code-policy-changed (output)'],
    ],
    [
      'another name',
      { c: closes(close(4000, 'stop')) },
      { c: closes(close(4000, 'stop', 'm')) },
      ['compatible c 4000: code-name-changed (output)'],
    ],
    [
      'another policy of a part of a range',
      { c: ranges([4000, 4499, 'stop'], [4500, 4999, 'resume']) },
      { c: ranges([4000, 4399, 'stop'], [4400, 4999, 'resume']) },
      ['breaking c 4400–4499: close-range-changed (output)'],
    ],
    [
      'a range that is gone',
      { c: ranges([4000, 4499, 'stop'], [4500, 4999, 'resume']) },
      { c: ranges([4500, 4999, 'resume']) },
      ['breaking c 4000–4499: close-range-changed (output)'],
    ],
    [
      'a further range',
      { c: ranges() },
      { c: ranges([3000, 3999, 'stop']) },
      ['compatible c 3000–3999: close-range-added (output)'],
    ],
    [
      'a range in two parts',
      { c: ranges([4000, 4499, 'stop']) },
      { c: ranges([4000, 4099, 'stop'], [4100, 4499, 'stop']) },
      [],
    ],
    [
      'a code is no text any more',
      used({ a: code(true) }),
      {
        ...used({ a: code(true) }),
        code: { ...codes({ a: code(true) }), type: ['string', 'null'], enum: ['a', null] },
      },
      ['breaking code: type-widened (output)'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(compared(before, after)).toEqual(expected)
  })
})

describe('settings', () => {
  const port = (rest: JsonSchema): JsonSchema => ({ ...whole, ...rest })
  const config = (properties: JsonSchema, required: JsonValue[] = []): Schemas => ({
    config: settings(closed(properties, required)),
  })
  it.each<[string, Schemas, Schemas, string[]]>([
    [
      'a new one',
      config({}),
      config({ port: whole }, ['port']),
      ['breaking config port: property-required-added (input)'],
    ],
    [
      'a new one with a default',
      config({}),
      config({ port: port({ default: 1 }) }, ['port']),
      ['compatible config port: property-added (input)'],
    ],
    [
      'one whose default comes with a reference',
      { ...config({}), port: port({ default: 1 }) },
      { ...config({ port: { $ref: 'port.json' } }, ['port']), port: port({ default: 1 }) },
      ['compatible config port: property-added (input)'],
    ],
    [
      'another default',
      config({ port: port({ default: 1 }) }),
      config({ port: port({ default: 2 }) }),
      ['compatible config port: default-changed (input)'],
    ],
    [
      'no default any more',
      config({ port: port({ default: 1 }) }, ['port']),
      config({ port: whole }, ['port']),
      ['breaking config port: property-now-required (input)', 'compatible config port: default-changed (input)'],
    ],
    [
      'a narrower range',
      config({ port: whole }),
      config({ port: port({ minimum: 1 }) }),
      ['breaking config port: minimum-added (input)'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(compared(before, after)).toEqual(expected)
  })

  it('does not fill in defaults of requests, which no server does', () => {
    const before = { ask: request(closed({})) }
    const after = { ask: request(closed({ a: { ...text, default: 'x' } }, ['a'])) }
    expect(compared(before, after)).toEqual(['breaking ask data.a: property-required-added (input)'])
  })
})
