/** Events of an application in the store on disk: over restarts, in exports, and beside what was stored before there were any. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeCommand } from '../../src/cli/store.ts'
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
    const older = out.replace('"pactwire_store":2', '"pactwire_store":1')
    expect(older).not.toBe(out)
    expect((await run(['import', '--data-dir', there], older)).status).toBe(0)
    expect((await entriesOf(there)).map(({ content }) => content)).toEqual(['words'])
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
