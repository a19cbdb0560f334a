/** From a folder of schemas to events: what stops a start, and what a reload takes over. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { defaultPolicy } from '../../src/auth/policy.ts'
import { LiveEvents } from '../../src/events/live.ts'
import { noRecord, recordIn } from '../../src/events/record.ts'
import { EventsFolder, type FilesOfFolder, orderUpdated, removeEventsFolders, shop } from '../support/events.ts'
import { startTestServer, stopTestServers } from '../support/test-server.ts'

afterAll(removeEventsFolders)
afterAll(stopTestServers)

const open = (dir: string, policies: readonly { events: string[] }[] = [], maxEvents = 1000) =>
  LiveEvents.open({ dir, maxEvents, policies: policies.map((policy) => ({ ...defaultPolicy, ...policy })) })

describe('a folder', () => {
  test('of JSON Schemas that refer to one another is a catalogue', async () => {
    const { dir } = await EventsFolder.with()
    const { current } = await open(dir)
    expect(current.names()).toEqual(['cursor_moved', 'order_updated'])
    expect(current.find('cursor_moved')?.mark).toEqual({ name: 'cursor_moved', version: 3 })
    expect(current.find('sku')).toBeUndefined()
    const judge = current.find('order_updated')
    expect(judge?.mistakeIn({ order_id: 'o', status: 'paid' })).toBeUndefined()
    expect(judge?.mistakeIn({ order_id: 'o', status: 'paid', lines: [{ sku: 'x', quantity: 1 }] })).toEqual({
      path: 'lines[0].sku',
      message: 'must be two letters, a dash and a number',
    })
  })

  test('of TypeBox modules is the same, with `event` to declare one', async () => {
    const { dir } = await EventsFolder.with({
      'events.ts': `
        import { Type } from ${JSON.stringify(join(process.cwd(), 'node_modules/@sinclair/typebox/build/esm/index.mjs'))}
        import { event } from ${JSON.stringify(join(process.cwd(), 'src/codegen/index.ts'))}
        export const Sku = Type.String({ $id: 'sku', minLength: 3 })
        export const StockChanged = event({
          name: 'stock_changed',
          version: 2,
          description: 'There is more of it, or less.',
          payload: Type.Object({ sku: Sku, left: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
          example: { sku: 'AB-1', left: 3 },
        })
      `,
    })
    const { current, files } = await open(dir)
    expect(current.find('stock_changed')?.mark.version).toBe(2)
    expect(current.find('stock_changed')?.mistakeIn({ sku: 'A', left: 0 })).toEqual({
      path: 'sku',
      message: 'must be at least 3 characters',
    })
    expect(JSON.parse(files.get('schema/stock_changed.json') ?? '')).toMatchObject({
      description: 'There is more of it, or less.',
      properties: { sku: { $ref: 'sku.json' } },
    })
  })

  test('does not change a payload that it looks at: defaults are for documents', async () => {
    const { dir } = await EventsFolder.with({
      'noted.json': {
        type: 'object',
        properties: { n: { type: 'integer', default: 1 } },
        'x-pactwire': { kind: 'event' },
      },
    })
    const payload = {}
    expect((await open(dir)).current.find('noted')?.mistakeIn(payload)).toBeUndefined()
    expect(payload).toEqual({})
  })

  test.each<[string, FilesOfFolder, string]>([
    [
      'a misspelt keyword',
      { 'order_updated.json': { ...orderUpdated, requried: ['status'] } },
      'order_updated.json: `requried` is not a keyword of JSON Schema; did you mean `required`?',
    ],
    ['what is not JSON', { 'broken.json': '{"type": "object",\n "oops" }' }, 'broken.json:2:9: not JSON: '],
    [
      'a reference to nowhere',
      { 'order_updated.json': { ...orderUpdated, properties: { lines: { $ref: 'order_lines.json' } }, required: [] } },
      'order_updated.json at #/properties/lines: ',
    ],
    [
      'an example that its own schema refuses',
      { 'order_updated.json': { ...orderUpdated, examples: [{ order_id: 7 }] } },
      'order_updated.json: its example is refused by the schema itself: ',
    ],
    [
      'a pattern that is none, where it stands and not where it is referred to',
      { 'sku.json': { type: 'string', pattern: '[' } },
      'sku.json: Invalid regular expression: ',
    ],
    [
      'a name that the protocol has',
      { 'new_message.json': { type: 'object', 'x-pactwire': { kind: 'event' } } },
      'new_message.json: the name `new_message` is taken by the protocol itself; call it something else',
    ],
    [
      'a name whose type the protocol has',
      { 'userId.json': { type: 'string' } },
      'userId.json: the name `userId` is taken by the protocol itself; call it something else',
    ],
    [
      'a name that is none for an event',
      { 'OrderPaid.json': { type: 'object', 'x-pactwire': { kind: 'event' } } },
      'OrderPaid.json: `OrderPaid` cannot be the name of an event: 1 to 64 small letters, digits and _, a letter first; call it `order_paid`',
    ],
    [
      'a payload that is no object',
      { 'order_updated.json': { type: 'string', 'x-pactwire': { kind: 'event' } } },
      'order_updated.json: the payload of an event must be an object',
    ],
    [
      'a version that is none',
      { 'order_updated.json': { ...orderUpdated, 'x-pactwire': { kind: 'event', version: 0 } } },
      'order_updated.json: `x-pactwire.version` must be an integer from 1',
    ],
    [
      'a misspelt annotation',
      { 'order_updated.json': { ...orderUpdated, 'x-pactwire': { kind: 'event', verison: 2 } } },
      'order_updated.json: `x-pactwire.verison` is not known here; did you mean `version`?',
    ],
    [
      'a schema of another kind',
      { 'config2.json': { type: 'object', 'x-pactwire': { kind: 'settings', env: 'X' } } },
      'config2.json: `x-pactwire.kind` is `settings`; a folder of events holds events, and values that they refer to',
    ],
  ])('is refused for %s', async (_, files, problem) => {
    const { dir } = await EventsFolder.with({ ...shop, ...files })
    const refusal = await open(dir).then(
      () => 'none',
      (error: Error) => `${error.name} ${error.message}`,
    )
    expect(refusal).toContain(`EventsError ${dir}/${problem}`)
    expect(refusal).not.toContain('\n')
  })

  test('is refused without events, with too many, and when it is not there', async () => {
    const none = await EventsFolder.with({ 'sku.json': { type: 'string' } })
    await expect(open(none.dir)).rejects.toThrow('there is no event among the schemas; mark those that are with')
    const { dir } = await EventsFolder.with()
    await expect(open(dir, [], 1)).rejects.toThrow(`${dir}: has 2 events; \`limits.max_events\` allows 1`)
    await expect(open('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all: cannot be read as a folder of schemas')
  })

  test('is held against the policies of channels', async () => {
    const { dir } = await EventsFolder.with()
    await expect(open(dir, [{ events: ['*'] }, { events: ['*', 'order_updatd'] }])).rejects.toThrow(
      `channels[1].events[1]: \`order_updatd\` is not among the events of ${dir}; did you mean \`order_updated\`?`,
    )
  })

  test('that is refused stops the server before it opens anything', async () => {
    const { dir } = await EventsFolder.with({ 'broken.json': '{' })
    await expect(startTestServer({ events: dir, store: 'disk', data_dir: join(dir, 'data') })).rejects.toThrow(
      `${dir}/broken.json:1:2: not JSON`,
    )
    expect(() => readFileSync(join(dir, 'data', 'store.json'))).toThrow('ENOENT')
  })
})

describe('a pattern', () => {
  const text = (more: object) => ({
    ...shop,
    'said.json': {
      type: 'object',
      properties: { text: { type: 'string', ...more } },
      required: ['text'],
      'x-pactwire': { kind: 'event' },
    },
  })

  test('that takes ever longer for a few characters more stops the start, with file and place', async () => {
    const { dir } = await EventsFolder.with(text({ pattern: '^(?:https?://)?(a+)+$' }))
    await expect(open(dir)).rejects.toThrow(
      /^\S+\/said\.json at #\/properties\/text: the pattern `\^\(\?:https\?:\/\/\)\?\(a\+\)\+\$` takes \d+ ms for a text of \d\d characters \("\S+"\), and far longer for each further one; write it so that .*$/,
    )
    const named = await EventsFolder.with({
      ...shop,
      'tags.json': { type: 'object', patternProperties: { '^(a+)+$': {} }, 'x-pactwire': { kind: 'event' } },
    })
    await expect(open(named.dir)).rejects.toThrow(`${named.dir}/tags.json: the pattern`)
  })

  test('is well where the text beside it is bounded, because that is looked at first', async () => {
    const { dir } = await EventsFolder.with(text({ pattern: '^(a+)+$', maxLength: 12 }))
    const { current } = await open(dir)
    const began = performance.now()
    expect(current.find('said')?.mistakeIn({ text: `${'a'.repeat(5000)}!` })).toMatchObject({ path: 'text' })
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('that is slow for long texts only is told of, at the start and after a reload', async () => {
    const folder = await EventsFolder.with(text({ pattern: '\\s+$' }))
    const server = await startTestServer({ events: folder.dir })
    const warnings = () =>
      server.log.entries.filter((line) => JSON.stringify(line).includes('said.json at #/properties/text'))
    expect(warnings()).toHaveLength(1)
    await server.reloadEvents()
    expect(warnings()).toHaveLength(2)
    await folder.write(text({ pattern: '\\s+$', maxLength: 200 }))
    await server.reloadEvents()
    expect(warnings()).toHaveLength(2)
    await folder.write(text({ pattern: '^(a|a)+$' }))
    await expect(server.reloadEvents()).rejects.toThrow('far longer for each further one')
  })
})

describe('a reload', () => {
  test('says what has changed, also in what an event refers to', async () => {
    const folder = await EventsFolder.with()
    const events = await open(folder.dir)
    await events.guard(noRecord)
    const before = events.current
    await folder.write({
      'sku.json': { type: 'string' },
      'closed.json': { type: 'object', 'x-pactwire': { kind: 'event' } },
    })
    await folder.remove('cursor_moved.json')
    expect(await events.reload()).toEqual({ added: ['closed'], changed: ['order_updated'], removed: ['cursor_moved'] })
    expect(events.current).not.toBe(before)
    expect(before.find('cursor_moved')).toBeDefined()
    expect(events.current.find('cursor_moved')).toBeUndefined()
  })

  test('changes nothing when anything is wrong: neither catalogue nor documents nor what is recorded', async () => {
    const folder = await EventsFolder.with()
    const data = join(folder.dir, '.data')
    const events = await open(folder.dir)
    await events.guard(recordIn(data))
    const { current, files } = events
    const recorded = readFileSync(join(data, 'events.json'), 'utf8')
    await folder.write({
      'closed.json': { type: 'object', 'x-pactwire': { kind: 'event' } },
      'order_updated.json': { ...orderUpdated, required: ['order_id', 'status', 'lines'], examples: [] },
    })
    await expect(events.reload()).rejects.toThrow('raise its version to 2')
    expect(events.current).toBe(current)
    expect(events.files).toBe(files)
    expect(readFileSync(join(data, 'events.json'), 'utf8')).toBe(recorded)
    // And it is not lost for the next time.
    await folder.write({ 'order_updated.json': orderUpdated })
    expect((await events.reload()).added).toEqual(['closed'])
  })

  test.each([
    ['js', 'js'],
    ['ts', 'ts'],
    ['mjs', 'ts'],
  ])('reads modules anew, and what they import: .%s and .%s', async (outer, inner) => {
    const moduleOf = (field: string) => ({
      [`fields.${inner}`]: `export const fields = { ${field}: { type: 'string' } }`,
      [`noted.${outer}`]: `
        import { fields } from './fields.${inner}'
        export const Noted = { $id: 'noted', type: 'object', properties: fields, additionalProperties: false, 'x-pactwire': { kind: 'event' } }
      `,
    })
    const folder = await EventsFolder.with({ ...moduleOf('before'), 'package.json': '{"type":"module"}' })
    const events = await open(folder.dir)
    await events.guard(noRecord)
    for (const field of ['after', 'later']) {
      await folder.write(moduleOf(field))
      expect((await events.reload()).changed).toEqual(['noted'])
      expect(events.current.find('noted')?.mistakeIn({ [field]: 'x' })).toBeUndefined()
      expect(events.current.find('noted')?.mistakeIn({ before: 'x' })).toBeDefined()
    }
  })

  test('follows the one before it, however many are asked for at once', async () => {
    const folder = await EventsFolder.with()
    const events = await open(folder.dir)
    await events.guard(noRecord)
    await folder.write({ 'closed.json': { type: 'object', 'x-pactwire': { kind: 'event' } } })
    const [first, second] = await Promise.all([events.reload(), events.reload()])
    expect([first.added, second.added]).toEqual([['closed'], []])
  })

  test('records nothing when the server has ended, and the end waits for what is being recorded', async () => {
    const folder = await EventsFolder.with()
    const events = await open(folder.dir)
    const written: number[] = []
    let write = (): void => undefined
    await events.guard({
      place: 'the record',
      read: async () => new Map(),
      write: async (recorded) => {
        written.push(recorded.size)
        if (written.length > 1) await new Promise<void>((resolve) => (write = resolve))
      },
    })
    const reload = events.reload()
    await vi.waitFor(() => expect(written).toEqual([2, 2]))
    const late = events.reload()
    let over = false
    const end = events.end().then(() => (over = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(over).toBe(false)
    write()
    await reload
    await end
    await expect(late).rejects.toThrow(`${folder.dir}: the server is stopping`)
    expect(written).toEqual([2, 2])
  })

  test('that is asked for when the server has stopped leaves the folder of the store alone', async () => {
    const folder = await EventsFolder.with()
    const { dir } = await EventsFolder.with({})
    const server = await startTestServer({ events: folder.dir, store: 'disk', data_dir: dir })
    const before = readFileSync(join(dir, 'events.json'), 'utf8')
    await folder.write({ 'closed.json': { type: 'object', 'x-pactwire': { kind: 'event' } } })
    const stopping = server.stop('The test is over.')
    const reload = server.reloadEvents().catch((error: Error) => error.message)
    await stopping
    const after = readFileSync(join(dir, 'events.json'), 'utf8')
    await expect(server.reloadEvents()).rejects.toThrow('the server is stopping')
    await reload
    expect(readFileSync(join(dir, 'events.json'), 'utf8')).toBe(after)
    expect([before, after].every((text) => text.includes('order_updated'))).toBe(true)
  })
})
