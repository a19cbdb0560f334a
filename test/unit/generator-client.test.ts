/** `client.ts`: types by the compiler, with consumers under test/support/projects, and what stands in the files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuseServerFrame } from '../../generated/validators.js'
import { generate as command } from '../../src/cli/generate.ts'
import { generate, generateEvents } from '../../src/codegen/generate.ts'
import { contract } from '../../src/events/contract.ts'
import { eventAt, messageAt } from '../support/fake-server.ts'
import { compileProject, importFrom, readTree, schemaFolder, temporaryFolder } from '../support/generated-project.ts'

interface EventValidators {
  readonly refuseEvents: (frame: unknown) => unknown
}

describe('a client for events', () => {
  let dir: string
  let remove: () => Promise<void>
  let files: Map<string, string>
  beforeAll(async () => {
    ;({ dir, remove } = await temporaryFolder())
    await generateEvents({ events: schemaFolder('realtime'), out: join(dir, 'generated'), beside: await contract() })
    await writeFile(join(dir, 'package.json'), '{ "type": "module" }\n')
    files = await readTree(join(dir, 'generated'))
  })
  afterAll(() => remove())

  it('knows twelve of them, with what stands in other files; a wrong name or field does not compile', async () => {
    const table = /export interface Events \{\n([^}]*)\}/.exec(files.get('client.ts') ?? '')?.[1] ?? ''
    expect(table.match(/^ {2}\w+: types\.\w+$/gm)).toHaveLength(12)
    expect(await compileProject(dir, 'realtime', 'client')).toBe('')
  })

  it('is made with types, validators and schemas, and nothing else', () => {
    const rest = [...files.keys()].filter((path) => !path.startsWith('schema/'))
    expect(rest).toEqual(['client.ts', 'types.ts', 'validators.d.ts', 'validators.js'])
    expect([...files.keys()].filter((path) => path.startsWith('schema/'))).toHaveLength(18)
    for (const [path, text] of files) expect(text.slice(0, 1024), path).toMatch(/Generated from .* by `.*`/)
  })

  it('does not bring the validators by itself', () => {
    expect(files.get('client.ts')).not.toContain('validators')
  })

  describe('has a validator that', () => {
    const good = { order_id: 'o-1', status: 'paid', lines: [{ sku: 'AB-1', quantity: 1 }] }
    const bad = { ...good, lines: [{ sku: 'AB-1', quantity: 1 }, { quantity: 1 }] }
    const of = (payload: Record<string, unknown>, fields: object = {}) => ({
      ...eventAt('orders:42', 6),
      version: 2,
      payload,
      ...fields,
    })
    const push = (data: unknown) => ({ type: 'new_event', data })
    const page = (...messages: unknown[]) => ({
      type: 'history_ack',
      data: { channel_id: 'orders:42', epoch: 'e1', offset: 6, has_more: false, messages },
    })
    let refuse: EventValidators['refuseEvents']
    beforeAll(async () => {
      ;({ refuseEvents: refuse } = await importFrom<EventValidators>(dir, 'generated/validators.js'))
    })

    it('finds a payload that is not as its schema says, alone and among messages', () => {
      // Frames as the protocol has them: what is looked at here is where the protocol puts it.
      for (const frame of [push(of(bad)), page(messageAt('orders:42', 5), of(good), of(bad))])
        expect(refuseServerFrame(frame)).toBeUndefined()
      expect(refuse(push(of(bad)))).toEqual({
        reason: 'invalid',
        event: 'new_event',
        violation: { path: 'data.payload.lines[1].sku', message: 'is required' },
      })
      expect(refuse(page(messageAt('orders:42', 5), of(good), of(bad)))).toMatchObject({
        event: 'history_ack',
        violation: { path: 'data.messages[2].payload.lines[1].sku' },
      })
      expect(refuse(push(of([] as never)))).toMatchObject({ violation: { path: 'data.payload' } })
    })

    it.each([
      ['a good one', push(of(good))],
      ['another version', push(of(bad, { version: 1 }))],
      ['an event that came later', push(of(bad, { event: 'invented_later' }))],
      ['a name that objects inherit', push(of(bad, { event: 'constructor' }))],
      ['messages', page(messageAt('orders:42', 5))],
      ['a frame without data', { type: 'heartbeat_ack' }],
      ['what is no frame', null],
      ['nothing among messages', page(null, 7)],
    ])('lets %s pass', (_what, frame) => {
      expect(refuse(frame)).toBeUndefined()
    })
  })
})

describe('a client for a contract of one’s own', () => {
  it('knows its requests and pushes, and is made only when asked for', async () => {
    const { dir, remove } = await temporaryFolder()
    try {
      const out = join(dir, 'generated')
      await writeFile(join(dir, 'package.json'), '{ "type": "module" }\n')
      await generate({ schema: schemaFolder('warehouse'), out })
      expect([...(await readTree(out)).keys()]).not.toContain('client.ts')
      const { changed } = await generate({ schema: schemaFolder('warehouse'), out, client: true })
      expect(changed).toEqual(['client.ts'])
      expect(await compileProject(dir, 'warehouse-client', 'client')).toBe('')
      // And no longer there when it is no longer asked for.
      const { removed } = await generate({ schema: schemaFolder('warehouse'), out })
      expect(removed).toEqual(['client.ts'])
    } finally {
      await remove()
    }
  })

  it('is refused where there is nothing to talk about', async () => {
    const { dir, remove } = await temporaryFolder()
    try {
      await mkdir(join(dir, 'schema'))
      await writeFile(join(dir, 'schema', 'size.json'), '{ "type": "integer" }')
      const making = generate({ schema: join(dir, 'schema'), out: join(dir, 'out'), client: true })
      await expect(making).rejects.toThrow('neither a request nor a push')
    } finally {
      await remove()
    }
  })
})

describe('pactwire generate --events', () => {
  let dir: string
  let remove: () => Promise<void>
  beforeAll(async () => {
    ;({ dir, remove } = await temporaryFolder())
  })
  afterAll(() => remove())

  async function called(...args: string[]): Promise<{ status: number; out: string; err: string }> {
    const told: Record<'out' | 'err', string[]> = { out: [], err: [] }
    const status = await command.run(args, {
      out: (text) => told.out.push(text),
      err: (text) => told.err.push(text),
    })
    return { status, out: told.out.join(''), err: told.err.join('') }
  }

  async function folder(name: string, schemas: Readonly<Record<string, object>>): Promise<string> {
    const path = join(dir, name)
    await mkdir(path)
    for (const [file, schema] of Object.entries(schemas)) await writeFile(join(path, file), JSON.stringify(schema))
    return path
  }

  const role = { 'x-pactwire': { kind: 'event' } }

  it('makes them, says so in the headers, and the second time changes nothing', async () => {
    const events = await folder('good', { 'ping_sent.json': { type: 'object', ...role } })
    const out = join(dir, 'out')
    expect(await called('--events', events, '--out', out)).toEqual({
      status: 0,
      out: `${out}: 5 written, 0 removed\n`,
      err: '',
    })
    expect(await readFile(join(out, 'client.ts'), 'utf8')).toContain(
      `\`pactwire generate --events ${events} --out ${out}\``,
    )
    expect((await called('--events', events, '--out', out)).out).toBe(`${out}: nothing has changed\n`)
  })

  it.each([
    ['a name of the protocol', { 'send_message.json': { type: 'object', ...role } }, 'is taken by the protocol itself'],
    ['no event at all', { 'size.json': { type: 'integer' } }, 'there is no event among the schemas'],
    [
      'what is no event',
      { 'ask.json': { properties: { type: { const: 'ask' } }, 'x-pactwire': { kind: 'push' } } },
      'a folder of events holds events',
    ],
  ])('refuses %s', async (what, schemas, complaint) => {
    const events = await folder(what.replaceAll(' ', '-'), schemas)
    const { status, err } = await called('--events', events, '--out', join(dir, 'never'))
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(complaint) })
  })

  it.each(['--schema=a', '--docs=a', '--client'])('does not take %s besides', async (other) => {
    const { status, err } = await called('--events', 'a', other)
    expect(status).toBe(2)
    expect(err).toContain('has no meaning with --events')
  })
})
