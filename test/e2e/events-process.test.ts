/** Events of an application as an operator has them: what stops a start, what a reload does, what a changed schema may do. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelEvent } from '../../generated/types.ts'
import { EventsFolder, orderUpdated, removeEventsFolders, shop } from '../support/events.ts'
import { ServerProcess } from '../support/process.ts'
import { RawClient } from '../support/raw-client.ts'
import { newFolder } from '../support/store-worlds.ts'

const started = new Set<ServerProcess>()
let data: string

beforeEach(async () => {
  data = await newFolder()
})

afterEach(async () => {
  for (const server of started) await server.end('SIGKILL')
  started.clear()
  rmSync(data, { recursive: true, force: true })
})

afterAll(removeEventsFolders)

async function serve(dir: string, args: readonly string[] = []) {
  const server = await ServerProcess.serve(['--data-dir', data, '--events', dir, ...args])
  started.add(server)
  return Object.assign(server, { url: `ws://127.0.0.1:${server.port}/ws` })
}

/** What a start that fails says, and nothing else. */
async function refusal(dir: string): Promise<string> {
  const server = new ServerProcess(['serve', '--port', '0', '--data-dir', data, '--events', dir])
  started.add(server)
  const { code } = await server.exited
  expect(code).toBe(1)
  return server.stderr
}

async function check(dir: string): Promise<{ readonly code: number | null; readonly out: string }> {
  const command = new ServerProcess(['check', '--events', dir, '--data-dir', data])
  started.add(command)
  const { code } = await command.exited
  return { code, out: command.stdout + command.stderr }
}

const orders = { channel_id: 'orders:42' }
const paid = { order_id: 'o-42', status: 'paid' }

async function joined(url: string, user: string): Promise<RawClient> {
  const client = await RawClient.as(url, user)
  await client.request('join_channel', orders)
  return client
}

test('a broken schema stops the start, with file and place', async () => {
  const { dir } = await EventsFolder.with({
    ...shop,
    'order_updated.json': { ...orderUpdated, requried: ['status'] },
  })
  expect(await refusal(dir)).toBe(
    `pactwire serve: ${dir}/order_updated.json: \`requried\` is not a keyword of JSON Schema; did you mean \`required\`?\n`,
  )
})

test('what is recorded goes over with an export, so that a changed schema is refused at the new place too', async () => {
  const folder = await EventsFolder.with()
  const server = await serve(folder.dir)
  const alice = await joined(server.url, 'alice')
  await alice.request('publish', { ...orders, event: 'order_updated', payload: paid })
  await server.end()

  const run = async (...args: readonly string[]): Promise<string> => {
    const command = new ServerProcess(['store', ...args])
    started.add(command)
    expect([(await command.exited).code, command.stderr]).toEqual([0, ''])
    return command.stdout
  }
  const there = await newFolder()
  try {
    const file = join(there, 'export.jsonl')
    writeFileSync(file, await run('export', '--data-dir', data))
    rmSync(data, { recursive: true, force: true })
    data = join(there, 'data')
    expect(await run('import', file, '--data-dir', data)).toBe(
      '1 message in 2 streams, 0 receipts, 0 members imported\n',
    )

    await folder.write({
      'order_updated.json': { ...orderUpdated, required: ['order_id', 'status', 'lines'], examples: [] },
    })
    expect(await refusal(folder.dir)).toContain('order_updated: is not what was recorded as version 1 in')
    await folder.write(shop)
    const again = await serve(folder.dir)
    const bob = await joined(again.url, 'bob')
    const { messages } = await bob.request('history', orders)
    expect(messages).toMatchObject([{ event: 'order_updated', version: 1, payload: paid }])
  } finally {
    rmSync(there, { recursive: true, force: true })
  }
})

describe('SIGHUP', () => {
  test('that comes while the server still starts does not end it: the events are read again when it listens', async () => {
    const go = join(data, 'go')
    // A module that is read until it is told to go on.
    const slow = `
      import { existsSync, writeFileSync } from 'node:fs'
      process.stderr.write('reading\\n')
      while (!existsSync(${JSON.stringify(go)})) await new Promise((resolve) => setTimeout(resolve, 10))
      export const Slow = { $id: 'slow', type: 'object', 'x-pactwire': { kind: 'event' } }
    `
    const { dir } = await EventsFolder.with({ ...shop, 'slow.js': slow, 'package.json': { type: 'module' } })
    const server = new ServerProcess(['serve', '--port', '0', '--data-dir', data, '--events', dir])
    started.add(server)
    await server.until(() => (server.stderr.includes('reading') ? true : undefined))
    server.child.kill('SIGHUP')
    writeFileSync(go, '')
    await server.until(() => (server.stdout.includes('"msg":"listening"') ? true : undefined))
    await server.until(() => (server.stdout.includes('the events were read again') ? true : undefined))
    expect(await server.end()).toEqual({ code: 0, signal: null })
  })

  test('takes over what has changed, all or nothing, and no connection notices', async () => {
    const folder = await EventsFolder.with()
    const server = await serve(folder.dir)
    const alice = await joined(server.url, 'alice')
    const lineOf = (text: string, count: number) =>
      server.until(() => {
        const lines = server.stdout.split('\n').filter((line) => line.includes(text))
        return lines.length >= count ? lines.at(-1) : undefined
      })

    // Another event, and one that takes more.
    await folder.write({
      'order_closed.json': { type: 'object', 'x-pactwire': { kind: 'event' } },
      'cursor_moved.json': { type: 'object', 'x-pactwire': { kind: 'event', version: 4 } },
    })
    server.child.kill('SIGHUP')
    expect(JSON.parse(await lineOf('the events were read again', 1))).toMatchObject({
      added: 'order_closed',
      changed: 'cursor_moved',
      removed: '',
    })
    await alice.request('publish', { ...orders, event: 'order_closed', payload: {} })
    await alice.request('publish', { ...orders, event: 'cursor_moved', payload: { anything: true } })

    // One is well and one is broken: neither is taken over.
    await folder.write({
      'order_opened.json': { type: 'object', 'x-pactwire': { kind: 'event' } },
      'order_updated.json': { ...orderUpdated, properties: 7 },
    })
    server.child.kill('SIGHUP')
    expect(await lineOf('could not be read again', 1)).toContain(`${folder.dir}/order_updated.json: `)
    expect(await alice.refusal('publish', { ...orders, event: 'order_opened', payload: {} })).toBe('unknown_event')
    await alice.request('publish', { ...orders, event: 'order_updated', payload: paid })

    // A change that breaks, without a version.
    await folder.write({
      'order_updated.json': { ...orderUpdated, required: ['order_id', 'status', 'lines'], examples: [] },
    })
    server.child.kill('SIGHUP')
    expect(await lineOf('could not be read again', 2)).toContain('raise its version to 2')
    await alice.request('publish', { ...orders, event: 'order_updated', payload: paid })

    expect(alice.all('new_event').map(({ data }) => [data.event, data.version])).toEqual([
      ['order_closed', 1],
      ['cursor_moved', 4],
      ['order_updated', 1],
      ['order_updated', 1],
    ])
    expect(server.child.exitCode).toBeNull()
    expect((await server.end()).code).toBe(0)
  })
})

describe('a changed event', () => {
  test('of the same version must not break what was stored; a new version may, and both are read', async () => {
    const folder = await EventsFolder.with()
    let server = await serve(folder.dir)
    let alice = await joined(server.url, 'alice')
    await alice.request('publish', { ...orders, event: 'order_updated', payload: paid })
    await server.end()

    const changed = {
      ...orderUpdated,
      properties: { ...orderUpdated.properties, total: { type: 'integer' } },
      required: ['order_id', 'status', 'total'],
      examples: [],
    }
    await folder.write({ 'order_updated.json': changed })
    const said = await refusal(folder.dir)
    expect(said).toBe(
      `pactwire serve: ${folder.dir}: order_updated: is not what was recorded as version 1 in ${data}/events.json (total: is new and required [property-required-added]); raise its version to 2, or take the change back\n`,
    )
    const checked = await check(folder.dir)
    expect(checked.code).toBe(1)
    expect(checked.out).toContain('raise its version to 2, or take the change back')

    await folder.write({ 'order_updated.json': { ...changed, 'x-pactwire': { kind: 'event', version: 2 } } })
    expect(await check(folder.dir)).toMatchObject({ code: 0, out: expect.stringContaining('raised from 1') })
    server = await serve(folder.dir)
    alice = await joined(server.url, 'alice')
    expect(await alice.refusal('publish', { ...orders, event: 'order_updated', payload: paid })).toBe('invalid_data')
    await alice.request('publish', { ...orders, event: 'order_updated', payload: { ...paid, total: 7 } })
    const { messages } = await alice.request('history', { ...orders, after: 0 })
    expect((messages as ChannelEvent[]).map(({ version, payload }) => [version, payload])).toEqual([
      [1, paid],
      [2, { ...paid, total: 7 }],
    ])
    await server.end()

    await folder.write({ 'order_updated.json': orderUpdated })
    expect(await refusal(folder.dir)).toContain('is of version 1, but version 2 is recorded')
  })
})
