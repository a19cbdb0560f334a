/** Events of an application in the store on disk: over restarts, in exports, and beside what was stored before there were any. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeCommand } from '../../src/cli/store.ts'
import type { JsonSchema } from '../../src/codegen/model.ts'
import { type Recorded, type RecordedSchemas, recordIn } from '../../src/events/record.ts'
import { folderAt, readDescription, writeDescription } from '../../src/store/lmdb/folder.ts'
import type { Entry } from '../../src/store/store.ts'
import { everything, LmdbWorld, newFolder, said } from '../support/store-worlds.ts'

const mark = { name: 'order_updated', version: 2 }
const payload = JSON.stringify({ order_id: 'o-42', note: 'grüße \ud83c und "mehr"\n' })

describe('events in the store on disk', () => {
  let folder: string
  let dir: string

  beforeEach(async () => {
    folder = await newFolder()
    dir = join(folder, 'data')
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const within = async <T>(at: string, look: (world: LmdbWorld) => Promise<T>): Promise<T> => {
    const world = await LmdbWorld.open({ dir: at })
    try {
      return await look(world)
    } finally {
      await world.stop()
    }
  }

  const entriesOf = (at: string): Promise<readonly Entry[]> =>
    within(at, async ({ store }) => (await store.read('orders:42', everything)).entries)

  const fill = (): Promise<void> =>
    within(dir, async ({ store }) => {
      await store.append(said('orders:42', 'words'))
      await store.append(said('orders:42', payload, { id: 'c-1', body: { event: mark } }))
      await store.append(said('orders:42', '{}', { durability: 'fsync', body: { event: { name: 'e', version: 1 } } }))
    })

  const run = async (args: readonly string[], input = '') => {
    let out = ''
    let err = ''
    const command = storeCommand({
      env: {},
      now: () => 0,
      input: Readable.from([input], { objectMode: false }),
      drained: async () => undefined,
      watched: false,
    })
    const status = await command.run(args, {
      out: (text) => {
        out += text
      },
      err: (text) => {
        err += text
      },
    })
    return { status, out, err }
  }

  test('are as they were after a restart, and are known when they come again', async () => {
    await fill()
    expect((await entriesOf(dir)).map(({ event, content }) => [event, content])).toEqual([
      [undefined, 'words'],
      [mark, payload],
      [{ name: 'e', version: 1 }, '{}'],
    ])
    const again = await within(dir, ({ store }) =>
      store.append(said('orders:42', payload, { id: 'c-1', body: { event: mark } })),
    )
    expect(again).toMatchObject({ offset: 2, duplicate: true })
    expect((await run(['verify', '--data-dir', dir])).out).toContain('everything is whole')
  })

  test('go over with an export', async () => {
    await fill()
    const exported = await run(['export', '--data-dir', dir])
    expect(exported.status).toBe(0)
    const there = join(folder, 'there')
    expect((await run(['import', '--data-dir', there, '--keep-epochs'], exported.out)).err).toBe('')
    expect(await entriesOf(there)).toEqual(await entriesOf(dir))
  })

  test('are refused by an import when they are none', async () => {
    await fill()
    const { out } = await run(['export', '--data-dir', dir])
    const lines = out.split('\n')
    const at = lines.findIndex((line) => line.includes('"order_updated"'))
    const wrong: readonly [string, string][] = [
      ['"name":"order_updated"', '"name":"Order"'],
      ['"version":2', '"version":0'],
      ['"version":2', '"version":"2"'],
      ['"content":"{', '"content":"'],
      ['"event":{"name":"order_updated","version":2}', '"event":7'],
    ]
    for (const [from, to] of wrong) {
      const input = lines.map((line, index) => (index === at ? line.replace(from, to) : line)).join('\n')
      expect(input).not.toBe(out)
      const there = join(folder, `there${to.replace(/\W/g, '')}${from.length}`)
      const { status, err } = await run(['import', '--data-dir', there], input)
      expect([status, err]).toEqual([
        1,
        `pactwire store: the standard input: line ${at + 1} is not a message that could follow\n`,
      ])
    }
  })

  test('an export of the format before is taken in', async () => {
    await within(dir, ({ store }) => store.append(said('orders:42', 'words')))
    const { out } = await run(['export', '--data-dir', dir])
    const there = join(folder, 'there')
    // It knew of no schemas, and did not count them.
    const older = out.replace('"pactwire_store":3', '"pactwire_store":2').replace('"event_schema":0,', '')
    expect(older).not.toContain('event_schema')
    expect((await run(['import', '--data-dir', there], older)).status).toBe(0)
    expect((await entriesOf(there)).map(({ content }) => content)).toEqual(['words'])
  })

  describe('and what is recorded of them', () => {
    const there = (): string => join(folder, 'there')
    const order = (properties: object, required: readonly string[] = ['order_id']): RecordedSchemas => ({
      order_updated: { type: 'object', properties, required: [...required], additionalProperties: false } as JsonSchema,
      sku: { type: 'string' },
    })
    const first = order({ order_id: { type: 'string' } })
    const more = order({ order_id: { type: 'string' }, note: { type: 'string' } })
    const other = order({ order_id: { type: 'integer' } })
    const recorded = (versions: Readonly<Record<number, RecordedSchemas>>): Recorded =>
      new Map([['order_updated', new Map(Object.entries(versions).map(([version, one]) => [Number(version), one]))]])
    const recordedAt = (at: string): Promise<Recorded> => recordIn(at).read()

    test('go over together, and on from there', async () => {
      await fill()
      await recordIn(dir).write(recorded({ 1: first, 2: other }))
      const { out } = await run(['export', '--data-dir', dir])
      expect(await run(['import', '--data-dir', there(), '--keep-epochs'], out)).toMatchObject({ status: 0, err: '' })
      expect(await recordedAt(there())).toEqual(await recordedAt(dir))
      expect(await entriesOf(there())).toEqual(await entriesOf(dir))
      expect((await run(['export', '--data-dir', there()])).out).toBe(out)
    })

    test('are put together with what is recorded there; of two that are compatible the later stays', async () => {
      await fill()
      const cases = [
        { from: recorded({ 2: other }), into: recorded({ 1: first }), becomes: recorded({ 1: first, 2: other }) },
        { from: recorded({ 1: more }), into: recorded({ 1: first }), becomes: recorded({ 1: more }) },
        { from: recorded({ 1: first }), into: recorded({ 1: more }), becomes: recorded({ 1: more }) },
        { from: new Map(), into: recorded({ 1: more }), becomes: recorded({ 1: more }) },
      ]
      for (const [at, { from, into, becomes }] of cases.entries()) {
        await recordIn(dir).write(from)
        const { out } = await run(['export', '--data-dir', dir])
        await recordIn(join(folder, `${at}`)).write(into)
        expect(await run(['import', '--data-dir', join(folder, `${at}`)], out)).toMatchObject({ status: 0 })
        expect(await recordedAt(join(folder, `${at}`))).toEqual(becomes)
      }
    })

    test('are refused where another schema is recorded for a version: then nothing is taken in', async () => {
      await fill()
      await recordIn(dir).write(
        new Map([...recorded({ 1: first, 2: other }), ['a_new_one', new Map([[1, { a_new_one: {} }]])]]),
      )
      const { out } = await run(['export', '--data-dir', dir])
      await recordIn(there()).write(recorded({ 2: first }))
      const before = readFileSync(join(there(), 'events.json'), 'utf8')
      const { status, err } = await run(['import', '--data-dir', there()], out)
      expect(status).toBe(1)
      expect(err).toMatch(
        /^pactwire store: the standard input: order_updated: version 2 is not what is recorded as version 2 in \S+there\/events\.json \(order_id: .*\); import it into another folder: nothing was imported\n$/,
      )
      expect(readFileSync(join(there(), 'events.json'), 'utf8')).toBe(before)
      expect(await entriesOf(there())).toEqual([])
    })

    test('must stand before the messages, and be what a record can be', async () => {
      await fill()
      await recordIn(dir).write(recorded({ 1: first }))
      const lines = (await run(['export', '--data-dir', dir])).out.split('\n')
      const line = lines[1] ?? ''
      expect(line).toContain('"event_schema"')
      const wrong: readonly (readonly [readonly string[], string])[] = [
        [[lines[0] ?? '', ...lines.slice(2, 4), line, ...lines.slice(4)], 'line 4 has a schema behind the messages'],
        [
          [lines[0] ?? '', line.replace('"version":1', '"version":0'), ...lines.slice(2)],
          'line 2 is not the schema of an event',
        ],
        [
          [lines[0] ?? '', line.replace('"order_updated":{', '"nothing":{'), ...lines.slice(2)],
          'line 2 is not the schema of an event',
        ],
        [[lines[0] ?? '', ...lines.slice(2)], 'says that 1 lines are of the kind event_schema, and 0 came'],
      ]
      for (const [at, [input, problem]] of wrong.entries()) {
        const { status, err } = await run(['import', '--data-dir', join(folder, `${at}`)], input.join('\n'))
        expect([status, err]).toEqual([1, expect.stringContaining(problem)])
      }
    })

    test('are looked at by verify, and can be left out by an export that saves what is left', async () => {
      await fill()
      writeFileSync(join(dir, 'events.json'), '{')
      const problem = `${join(dir, 'events.json')}: is damaged; restore it from a backup`
      expect(await run(['verify', '--data-dir', dir])).toMatchObject({
        status: 1,
        out: expect.stringContaining(problem),
      })
      expect(await run(['export', '--data-dir', dir])).toMatchObject({
        status: 1,
        err: expect.stringContaining(problem),
      })
      const saved = await run(['export', '--salvage', '--data-dir', dir])
      expect(saved).toMatchObject({ status: 1, err: expect.stringContaining(`left out: ${problem}`) })
      expect((await run(['import', '--data-dir', there()], saved.out)).status).toBe(0)
      expect((await entriesOf(there())).map(({ content }) => content)).toEqual(['words', payload, '{}'])
    })
  })

  test('a folder of the format before is read, and is of this one from then on', async () => {
    await within(dir, ({ store }) => store.append(said('orders:42', 'words')))
    const description = await readDescription(folderAt(dir))
    if (description === undefined) throw new Error('there is no description')
    await writeDescription(folderAt(dir), { ...description, format: 1 })
    expect((await run(['stats', '--data-dir', dir])).out).toContain('1, left in order')
    expect((await entriesOf(dir)).map(({ content, event }) => [content, event])).toEqual([['words', undefined]])
    expect(JSON.parse(readFileSync(join(dir, 'store.json'), 'utf8'))).toMatchObject({ format: 2 })
  })
})
