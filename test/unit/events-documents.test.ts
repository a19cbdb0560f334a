/** The documents of a server that has events of its own. */
import { Parser } from '@asyncapi/parser'
import { validate } from '@readme/openapi-parser'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defaultPolicy } from '../../src/auth/policy.ts'
import { ajvFor } from '../../src/codegen/ajv.ts'
import { emitAsyncApi } from '../../src/codegen/asyncapi.ts'
import type { SchemaDocument, SchemaSet } from '../../src/codegen/model.ts'
import { emitOpenApi } from '../../src/codegen/openapi.ts'
import { contract } from '../../src/events/contract.ts'
import { LiveEvents } from '../../src/events/live.ts'
import { EventsFolder, removeEventsFolders } from '../support/events.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

afterEach(stopTestServers)
afterAll(removeEventsFolders)

let folder: EventsFolder
let files: ReadonlyMap<string, string>

beforeAll(async () => {
  folder = await EventsFolder.with()
  const policies = [
    { ...defaultPolicy, pattern: 'orders:*', events: ['order_updated'], publish: 'server' as const },
    { ...defaultPolicy, pattern: 'quiet:*', events: [], send: 'members' as const },
    defaultPolicy,
    { ...defaultPolicy, pattern: 'behind:*' },
  ]
  files = (await LiveEvents.open({ dir: folder.dir, maxEvents: 100, policies })).files
})

const json = (path: string) => JSON.parse(files.get(path) ?? 'null')

describe('the contract as the server reads it', () => {
  test('makes the same documents as when it was generated', async () => {
    const set: SchemaSet = await contract()
    for (const [emit, path] of [
      [emitAsyncApi, '../../generated/asyncapi.json'],
      [emitOpenApi, '../../generated/openapi.json'],
    ] as const) {
      const { default: generated } = await import(path, { with: { type: 'json' } })
      const [file] = emit(set)
      expect(JSON.parse(file?.content ?? '')).toEqual(generated)
    }
  })
})

describe('with events', () => {
  test('asyncapi.json is one still, names them, and says what each carries', async () => {
    const { document, diagnostics } = await new Parser().parse(files.get('asyncapi.json') ?? '')
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([])
    expect(document).toBeDefined()
    const asyncapi = json('asyncapi.json')
    expect(asyncapi['x-events']).toEqual({
      cursor_moved: {
        version: 3,
        description: 'Somebody points at something.',
        payload: { $ref: '#/components/schemas/CursorMoved' },
        schema: '/schema/cursor_moved.json',
      },
      order_updated: {
        version: 1,
        description: 'An order has changed.',
        payload: { $ref: '#/components/schemas/OrderUpdated' },
        schema: '/schema/order_updated.json',
        examples: [{ order_id: 'o-42', status: 'shipped', lines: [{ sku: 'AB-1', quantity: 2 }] }],
      },
    })
    // The patterns in their order, up to the one that fits whatever comes.
    const channels = [
      { pattern: 'orders:*', events: ['order_updated'], publish: 'server' },
      { pattern: 'quiet:*', events: [], publish: 'members' },
      { pattern: '*', events: ['*'], publish: 'anyone' },
    ]
    expect(asyncapi['x-channels']).toEqual(channels)
    expect(json('openapi.json')['x-channels']).toEqual(channels)
    const { schemas } = asyncapi.components
    expect(schemas.OrderUpdated.properties.lines.items).toEqual({ $ref: '#/components/schemas/OrderLine' })
    expect(schemas.OrderLine.properties.sku).toEqual({ $ref: '#/components/schemas/Sku' })
  })

  test('openapi.json is one still', async () => {
    const openapi = json('openapi.json')
    expect(await validate(structuredClone(openapi))).toMatchObject({ valid: true })
    expect(openapi.components.schemas).toHaveProperty('OrderUpdated')
  })

  test('the schema of `publish` takes what the server takes, and nothing else', async () => {
    const own = await contract()
    const changed = [...files].filter(([path]) => path.startsWith('schema/'))
    const names = changed.map(([path]) => path.slice('schema/'.length, -'.json'.length))
    expect([...names].sort()).toEqual([
      'channel_event',
      'cursor_moved',
      'order_line',
      'order_updated',
      'post_channel_event',
      'publish',
      'sku',
    ])
    const set: SchemaSet = {
      ...own,
      documents: [
        ...own.documents.filter(({ name }) => !names.includes(name)),
        ...changed.map(([, text], at): SchemaDocument => {
          const { $schema: _schema, $id: _id, ...schema } = JSON.parse(text)
          return { name: names[at] ?? '', typeName: '', source: '', schema, role: { kind: 'value' } }
        }),
      ],
    }
    const ajv = ajvFor(set, 'values')
    const takes = (name: string, value: unknown) => ajv.getSchema(`${name}.json`)?.(value) === true
    const publish = (event: string, payload: unknown) =>
      takes('publish', { type: 'publish', data: { channel_id: 'orders:42', event, payload } })
    const paid = { order_id: 'o', status: 'paid' }
    expect(publish('order_updated', paid)).toBe(true)
    expect(publish('order_updated', { x: 1, y: 1 })).toBe(false)
    expect(publish('cursor_moved', { x: 1, y: 1 })).toBe(true)
    expect(publish('other', paid)).toBe(false)
    const pushed = (event: string, version: number, payload: unknown) =>
      takes('channel_event', {
        channel_id: 'c',
        epoch: 'e',
        offset: 1,
        message_id: 'e-1',
        event,
        version,
        payload,
        timestamp: '2026-01-31T09:30:00.000Z',
      })
    expect(pushed('order_updated', 1, paid)).toBe(true)
    expect(pushed('order_updated', 1, {})).toBe(false)
    // Of another version, or gone.
    expect(pushed('order_updated', 2, {})).toBe(true)
    expect(pushed('gone', 1, {})).toBe(true)
  })

  test('nothing in them tells where the folder is', () => {
    for (const text of files.values()) expect(text).not.toContain(folder.dir.split('/').at(-1))
  })

  test('a server shows them, and others after a reload', async () => {
    const own = await EventsFolder.with()
    const server = await startTestServer({ events: own.dir })
    const get = async (path: string) => {
      const answer = await fetch(`${server.http}${path}`)
      return {
        status: answer.status,
        etag: answer.headers.get('etag'),
        body: (answer.ok ? await answer.json() : {}) as Record<string, object>,
      }
    }
    const before = await get('/asyncapi.json')
    expect(Object.keys(before.body['x-events'] ?? {})).toEqual(['cursor_moved', 'order_updated'])
    expect((await get('/schema/order_updated.json')).body).toMatchObject({ $id: 'order_updated.json' })
    expect((await get('/schema/sku.json')).status).toBe(200)
    expect((await get('/schema/send_message.json')).status).toBe(200)
    expect((await get('/schema/order_closed.json')).status).toBe(404)

    await own.write({ 'order_closed.json': { type: 'object', 'x-pactwire': { kind: 'event' } } })
    await own.remove('cursor_moved.json')
    await server.reloadEvents()
    const after = await get('/asyncapi.json')
    expect(Object.keys(after.body['x-events'] ?? {})).toEqual(['order_closed', 'order_updated'])
    expect(after.etag).not.toBe(before.etag)
    expect((await get('/schema/order_closed.json')).status).toBe(200)
    expect((await get('/schema/cursor_moved.json')).status).toBe(404)
  })

  test('a server without events shows what was generated', async () => {
    const server = await startTestServer()
    const answer = await fetch(`${server.http}/asyncapi.json`)
    expect(await answer.json()).not.toHaveProperty('x-events')
  })
})
