import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { storeCommand } from '../../src/cli/store.ts'
import type { Page, Store } from '../../src/store/store.ts'
import { contentsOf, everything, LmdbWorld, newFolder, said } from '../support/store-worlds.ts'

interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

describe('pactwire store', () => {
  let folder: string
  let dir: string

  beforeEach(async () => {
    folder = await newFolder()
    dir = join(folder, 'data')
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const run = async (
    args: readonly string[],
    { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
  ): Promise<Outcome> => {
    let out = ''
    let err = ''
    const command = storeCommand({
      env,
      now: () => 1_700_000_000_000,
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

  const fill = async (more: (store: Store) => Promise<void> = async () => undefined): Promise<Map<string, Page>> => {
    const world = await LmdbWorld.open({ dir })
    const { store } = world
    for (let at = 0; at < 120; at++) await store.append(said('room:1', `message ${at} 🎉`, { id: `id${at}` }))
    for (let at = 0; at < 20; at++) await store.append(said('room:2', `other ${at}`, { durability: 'fsync' }))
    await store.append(said(['@alice', '@bob'], 'half \ud83c', { body: { to: 'alice', from: 'bob' } }))
    await store.append(said('big', 'y'.repeat(20_000)))
    await store.head('empty')
    await store.addMember('room:1', 'alice')
    await store.addMember('hall', 'alice')
    await store.markSeen('alice', 1)
    await more(store)
    const pages = new Map<string, Page>()
    for (const stream of ['room:1', 'room:2', '@alice', '@bob', 'big', 'empty'])
      pages.set(stream, await store.read(stream, everything))
    await world.stop()
    return pages
  }

  const look = async <T>(at: string, what: (store: Store) => Promise<T>): Promise<T> => {
    const world = await LmdbWorld.open({ dir: at })
    try {
      return await what(world.store)
    } finally {
      await world.stop()
    }
  }

  const spoil = (text: string): void => {
    const path = join(dir, 'messages.mdb')
    const bytes = readFileSync(path)
    for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text)) bytes[at] = 0x21
    writeFileSync(path, bytes)
  }

  describe('is used wrongly', () => {
    test.each([
      [[], 'say what to do: stats, verify, export or import; see pactwire store --help'],
      [['look'], 'there is no "look": it is stats, verify, export or import'],
      [['stats', 'x'], '"x" is one word too many'],
      [['import', 'a', 'b'], '"b" is one word too many'],
      [['verify', '--channel', 'a'], '--channel does not go with verify'],
      [['export', '--json'], '--json does not go with export'],
      [['stats', '--channel', 'a b'], '--channel must be a channel id, in which * stands for any characters'],
      [['stats', '--data-dir', ''], '--data-dir must name a folder'],
    ] as const)('%j', async (args, message) => {
      expect(await run(args)).toEqual({ status: 2, out: '', err: `pactwire store: ${message}\n` })
    })

    test('with an unknown option', async () => {
      expect(await run(['stats', '--verbose'])).toMatchObject({
        status: 2,
        err: expect.stringMatching(/^pactwire store: .*--verbose.*\n$/),
      })
    })
  })

  test('tells how it is used', async () => {
    const { status, out } = await run(['--help'])
    expect(status).toBe(0)
    expect(out).toMatch(/^Usage: pactwire store stats/)
  })

  test('tells when there is no store', async () => {
    expect(await run(['stats', '--data-dir', dir])).toEqual({
      status: 1,
      out: '',
      err: `pactwire store: ${dir}: does not exist; name the folder of a store with --data-dir\n`,
    })
    mkdirSync(dir)
    expect(await run(['verify', '--data-dir', dir])).toEqual({
      status: 1,
      out: '',
      err: `pactwire store: ${dir}: holds no store; name the folder of a store with --data-dir\n`,
    })
  })

  test('tells how far it is, in one line that it clears away', async () => {
    await fill()
    let time = 0
    const shown: string[] = []
    const command = storeCommand({
      env: {},
      // Each look at the clock takes long.
      now: () => (time += 300),
      input: Readable.from([]),
      drained: async () => undefined,
      watched: true,
    })
    const terminal = { out: () => undefined, err: (text: string) => void shown.push(text) }
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 500))
    try {
      expect(await command.run(['verify', '--data-dir', dir], terminal)).toBe(0)
    } finally {
      vi.restoreAllMocks()
    }
    expect(shown.length).toBeGreaterThan(1)
    for (const text of shown.slice(0, -1)) expect(text).toMatch(/^\r\d+ % *\r$/)
    expect(shown.at(-1)).toMatch(/^\r *\r$/)
  })

  test('tells when a server runs on the folder', async () => {
    const world = await LmdbWorld.open({ dir })
    for (const action of ['stats', 'verify', 'export', 'import']) {
      expect(await run([action, '--data-dir', dir])).toEqual({
        status: 1,
        out: '',
        err: `pactwire store: ${dir}: is in use by this process; stop that server first, or name another folder with --data-dir\n`,
      })
    }
    await world.stop()
  })

  test('takes the folder from the environment', async () => {
    await fill()
    expect((await run(['stats'], { env: { PACTWIRE_DATA_DIR: dir } })).status).toBe(0)
  })

  describe('stats', () => {
    test('tells what is there, for people', async () => {
      await fill()
      const { status, out, err } = await run(['stats', '--data-dir', dir])
      expect({ status, err }).toEqual({ status: 0, err: '' })
      expect(out).toContain('messages  143, ')
      expect(out).toContain('streams   4 and 2 inboxes')
      expect(out).toMatch(/the largest\n {2}big {2}1 message, 19\.\d KiB\n {2}room:1 {2}120 messages/)
    })

    test('tells it for programs, of some channels', async () => {
      await fill()
      const { out } = await run(['stats', '--json', '--channel', 'room:*', '--data-dir', dir])
      expect(JSON.parse(out)).toMatchObject({
        messages: 140,
        streams: 2,
        inboxes: 0,
        receipts: 120,
        members: 1,
        state: 'left in order',
      })
    })
  })

  describe('verify', () => {
    test('is content with a store that is whole', async () => {
      await fill()
      expect(await run(['verify', '--data-dir', dir])).toEqual({
        status: 0,
        out: '143 messages in 6 streams, 120 receipts, 2 members: everything is whole\n',
        err: '',
      })
    })

    test('finds what is not', async () => {
      await fill()
      spoil('message 77')
      const { status, out } = await run(['verify', '--data-dir', dir])
      expect(status).toBe(1)
      expect(out).toContain('messages.mdb: message 78 of the stream room:1 has a wrong checksum\n')
      expect(out).toMatch(/2 problems\n$/)
      const { problems, lines } = JSON.parse((await run(['verify', '--json', '--data-dir', dir])).out)
      expect([problems, lines.length]).toEqual([2, 2])
    })

    test('is content with what was cut off by messages that were not stored, and so is an import', async () => {
      await fill(async (store) => {
        for (let at = 0; at < 3; at++) await store.append(said('mixed', `before ${at}`))
        await store.append(said('mixed', 'unstored', { durability: 'none' }))
        for (let at = 0; at < 3; at++) await store.append(said('mixed', `after ${at}`))
      })
      expect((await run(['verify', '--data-dir', dir])).out).toContain('everything is whole')
      const { out } = await run(['export', '--data-dir', dir])
      const copy = join(folder, 'copy')
      expect(await run(['import', '--keep-epochs', '--data-dir', copy], { input: out })).toMatchObject({ status: 0 })
      await look(copy, async (store) => {
        expect(await store.read('mixed', everything)).toMatchObject({ first: 5, head: { offset: 7 } })
        expect(await contentsOf(store, 'mixed')).toEqual(['after 0', 'after 1', 'after 2'])
      })
    })

    test('changes nothing', async () => {
      await fill()
      const before = ['messages.mdb', 'messages.synced', 'store.json'].map(
        (file) => [file, readFileSync(join(dir, file))] as const,
      )
      await run(['verify', '--data-dir', dir])
      await run(['export', '--data-dir', dir])
      await run(['stats', '--data-dir', dir])
      for (const [file, bytes] of before) expect(readFileSync(join(dir, file)).equals(bytes)).toBe(true)
    })
  })

  describe('export and import', () => {
    const copy = (): string => join(folder, 'copy')

    test('bring everything over, into new epochs', async () => {
      const pages = await fill()
      const { out, status } = await run(['export', '--data-dir', dir])
      expect(status).toBe(0)
      expect(await run(['import', '--data-dir', copy()], { input: out })).toEqual({
        status: 0,
        out: '143 messages in 6 streams, 120 receipts, 2 members imported\n',
        err: '',
      })
      await look(copy(), async (store) => {
        for (const [stream, page] of pages) {
          const now = await store.read(stream, everything)
          expect(now.head.offset).toBe(page.head.offset)
          expect(now.head.epoch).not.toBe(page.head.epoch)
          expect(now.entries.map((entry) => ({ ...entry, epoch: '' }))).toEqual(
            page.entries.map((entry) => ({ ...entry, epoch: '' })),
          )
        }
        expect(await store.memberships('alice')).toEqual(['hall', 'room:1'])
        expect(await store.seen('alice')).toBe(1)
        expect(await store.append(said('room:1', 'again', { id: 'id118' }))).toMatchObject({
          duplicate: true,
          offset: 119,
          epoch: pages.get('room:1')?.head.epoch,
        })
        expect(await store.append(said('room:1', 'next'))).toMatchObject({ offset: 121 })
      })
    })

    test('bring the receipts over: who sends again first of all is answered as before', async () => {
      await fill()
      const { out } = await run(['export', '--data-dir', dir])
      await run(['import', '--data-dir', copy()], { input: out })
      await look(copy(), async (store) => {
        expect(await store.append(said('room:1', 'again', { id: 'id118' }))).toMatchObject({
          duplicate: true,
          offset: 119,
        })
        expect(await contentsOf(store, 'room:1')).toHaveLength(120)
      })
    })

    test('can keep the epochs', async () => {
      const pages = await fill()
      const { out } = await run(['export', '--data-dir', dir])
      await run(['import', '--keep-epochs', '--data-dir', copy()], { input: out })
      await look(copy(), async (store) => {
        for (const [stream, page] of pages) expect(await store.read(stream, everything)).toEqual(page)
      })
    })

    test('twice give the same', async () => {
      await fill()
      const first = await run(['export', '--data-dir', dir])
      await run(['import', '--keep-epochs', '--data-dir', copy()], { input: first.out })
      expect((await run(['export', '--data-dir', copy()])).out).toBe(first.out)
    })

    test('go through a file', async () => {
      await fill()
      const file = join(folder, 'export.jsonl')
      writeFileSync(file, (await run(['export', '--data-dir', dir])).out)
      expect((await run(['import', file, '--data-dir', copy()])).status).toBe(0)
      expect(await run(['import', join(folder, 'none'), '--data-dir', join(folder, 'other')])).toMatchObject({
        status: 1,
        err: expect.stringMatching(/\/none: does not exist; name a file that pactwire store export has written\n$/),
      })
    })

    test('can be of some channels', async () => {
      await fill()
      const { out } = await run(['export', '--channel', 'room:2', '--data-dir', dir])
      const lines = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(lines.at(-1)).toEqual({
        end: { event_schema: 0, message: 20, receipt: 0, stream: 1, member: 0, seen: 0, damaged: 0 },
      })
      const whole = await run(['export', '--data-dir', dir])
      expect((await run(['import', '--channel', '@*', '--data-dir', copy()], { input: whole.out })).out).toBe(
        '2 messages in 2 streams, 0 receipts, 0 members imported\n',
      )
    })

    test('never touch a stream that is there already', async () => {
      await fill()
      const { out } = await run(['export', '--data-dir', dir])
      const world = await LmdbWorld.open({ dir: copy() })
      await world.store.append(said('room:1', 'mine'))
      await world.stop()
      const refused = await run(['import', '--data-dir', copy()], { input: out })
      expect(refused.status).toBe(1)
      expect(refused.err).toMatch(
        /line \d+ belongs to the stream room:1, which is in .*copy already; name an empty folder, or pass over what is there with --skip-existing\n$/,
      )
      const passed = await run(['import', '--skip-existing', '--data-dir', copy()], { input: out })
      expect(passed.status).toBe(0)
      expect(passed.out).toMatch(/passed over, as already there\n$/)
      await look(copy(), async (store) => {
        expect(await contentsOf(store, 'room:1')).toEqual(['mine'])
        expect(await contentsOf(store, 'room:2')).toHaveLength(20)
        expect(await contentsOf(store, '@alice')).toHaveLength(1)
      })
      expect((await run(['verify', '--data-dir', copy()])).status).toBe(0)
    })

    test('say which line is wrong', async () => {
      await fill()
      const lines = (await run(['export', '--data-dir', dir])).out.trimEnd().split('\n')
      const error = async (input: readonly string[]): Promise<string> => {
        rmSync(copy(), { recursive: true, force: true })
        const { status, err } = await run(['import', '--data-dir', copy()], { input: input.join('\n') })
        expect(status).toBe(1)
        return err.replace('pactwire store: the standard input: ', '').trimEnd()
      }
      expect(await error(lines.slice(0, -1))).toBe(
        `ends early, after line ${lines.length - 1}: the export was interrupted, and what comes after is missing`,
      )
      expect(await error([...lines.slice(0, 9), (lines[9] ?? '').slice(0, 30)])).toBe(
        'ends early, within line 10: the export was interrupted, and what comes after is missing',
      )
      expect(await error(lines.slice(1))).toBe('line 1 is not the first line of an export')
      expect(await error(['{"pactwire_store":9}', ...lines.slice(1)])).toBe(
        'line 1 says that the export has format 9; this version reads format 3',
      )
      expect(await error([...lines.slice(0, 5), 'nonsense', ...lines.slice(5)])).toBe(
        'line 6 is not a line of an export',
      )
      expect(await error([...lines.slice(0, 5), ...lines.slice(6)])).toMatch(
        /^line \d+ says that 143 lines are of the kind message, and 142 came$/,
      )
      const twice = lines.findIndex((line) => line.includes('message 7 ')) + 1
      expect(await error([...lines.slice(0, twice), lines[twice - 1] ?? '', ...lines.slice(twice)])).toBe(
        `line ${twice + 1} is not a message that could follow`,
      )
      expect(await error([...lines, lines[1] ?? ''])).toBe(
        `line ${lines.length + 1} comes after the last line of an export`,
      )
      expect(await error([''])).toMatch(/^ends early/)
      const first = lines[0] ?? ''
      const at = (offset: number, time = 1) =>
        JSON.stringify({ message: { stream: 's', offset, message_id: `x-${offset}`, time, content: 'x' } })
      // A time that no answer could tell would make the whole stream unreadable.
      for (const time of [8.65e15, 253_402_300_800_000, -1])
        expect(await error([first, at(1, time)])).toBe('line 2 is not a message that could follow')
      expect(await error([first, at(1), at(5), at(5)])).toBe('line 4 is not a message that could follow')
      const strange = [null, 5, 'x', {}, { stream: 5 }, { stream: 's', offset: 1.5 }, { stream: 'a\u0001', offset: 1 }]
      for (const value of strange) {
        for (const kind of ['message', 'receipt', 'stream', 'member', 'seen', 'end', 'event_schema', 'other'])
          expect(await error([first, JSON.stringify({ [kind]: value })])).toMatch(/^line 2 /)
      }
    })

    test.each([
      ['what describes it is missing', () => rmSync(join(dir, 'store.json'))],
      ['what describes it is damaged', () => writeFileSync(join(dir, 'store.json'), '{')],
      [
        'nobody knows where it begins',
        () => {
          const bytes = readFileSync(join(dir, 'messages.mdb'))
          writeFileSync(join(dir, 'messages.mdb'), bytes.fill(0, 0, 8192))
        },
      ],
    ])('save a store although %s', async (_, damage) => {
      await fill()
      const { out } = await run(['export', '--data-dir', dir])
      damage()
      expect(await run(['export', '--data-dir', dir])).toMatchObject({ status: 1, out: '' })
      expect(await run(['export', '--salvage', '--data-dir', dir])).toEqual({ status: 0, out, err: '' })
    })

    test('clear away what an interrupted import has left', async () => {
      await fill()
      const { out } = await run(['export', '--data-dir', dir])
      const lines = out.trimEnd().split('\n')
      const begin = lines.findIndex((line) => line.includes('"message 0 '))
      // Far more than one transaction, and never an end.
      const message = JSON.parse(lines[begin] ?? '')
      const many = Array.from({ length: 5000 }, (_, at) =>
        JSON.stringify({ message: { ...message.message, offset: at + 1, content: `old ${at}` } }),
      )
      const cut = await run(['import', '--data-dir', copy()], { input: [lines[0], ...many].join('\n') })
      expect(cut).toMatchObject({ status: 1, err: expect.stringContaining('ends early, after line 5001') })
      expect((await run(['stats', '--json', '--data-dir', copy()])).out).toMatch(/"messages": [1-9]/)
      expect((await run(['import', '--data-dir', copy()], { input: out })).status).toBe(0)
      await look(copy(), async (store) => {
        const contents = await contentsOf(store, 'room:1')
        expect(contents).toHaveLength(120)
        expect(contents.every((content) => content.startsWith('message '))).toBe(true)
      })
      expect((await run(['verify', '--data-dir', copy()])).out).toContain('everything is whole')
    })

    test('save what is left of a damaged store', async () => {
      await fill()
      spoil('message 77')
      const refused = await run(['export', '--data-dir', dir])
      expect(refused.status).toBe(1)
      expect(refused.err).toContain(
        'message 78 of the stream room:1 has a wrong checksum; restore the folder from a backup, or save what is left with --salvage\n',
      )
      const saved = await run(['export', '--salvage', '--data-dir', dir])
      expect(saved.status).toBe(1)
      expect(saved.err).toContain('left out: ')
      expect((await run(['import', '--data-dir', copy()], { input: saved.out })).status).toBe(0)
      await look(copy(), async (store) => {
        const contents = await contentsOf(store, 'room:1')
        expect(contents).toHaveLength(119)
        expect(contents[76]).toBe('message 76 🎉')
        expect(contents[77]).toBe('message 78 🎉')
        expect(await store.append(said('room:1', 'next'))).toMatchObject({ offset: 120 })
      })
      expect(
        (await run(['import', '--keep-epochs', '--data-dir', join(folder, 'other')], { input: saved.out })).err,
      ).toContain('with a hole it cannot go on in its epoch')
    })
  })

  test('works on a store that was left without warning', async () => {
    const world = await LmdbWorld.open({ dir })
    await world.store.append(said('s', 'x'))
    const files = ['messages.mdb', 'messages.synced', 'store.json'].map(
      (file) => [file, readFileSync(join(dir, file))] as const,
    )
    await world.stop()
    for (const [file, bytes] of files) writeFileSync(join(dir, file), bytes)
    expect((await run(['stats', '--json', '--data-dir', dir])).out).toContain('left without warning')
    expect((await run(['verify', '--data-dir', dir])).out).toContain('everything is whole')
  })
})
