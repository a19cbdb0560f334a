/** Disks change bits and lose the ends of files. Then the store says so, or shows less; it never shows what was not said. */
import { cpSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StoreError } from '../../src/store/error.ts'
import { type Store, StoreUnavailable } from '../../src/store/store.ts'
import { Ledger } from '../support/store-model.ts'
import { everything, LmdbWorld, newFolder, said } from '../support/store-worlds.ts'

const streams = [
  'room:1',
  'room:2',
  'big',
  'short',
  '@alice',
  '@bob',
  ...Array.from({ length: 30 }, (_, at) => `small:${at}`),
]
const runs = 150 * Number(process.env['REPEAT'] ?? 1)

async function fill(store: Store): Promise<void> {
  store.setRetention((stream) => ({ entries: stream === 'short' ? 10 : 10_000, ageMs: 0 }))
  for (let at = 0; at < 400; at++) {
    await store.append(said('room:1', `message ${at} ${'x'.repeat(at % 200)}`, { id: `id-${at}` }))
    if (at % 2 === 0) await store.append(said('room:2', `other ${at}`, { durability: 'fsync' }))
    if (at % 3 === 0)
      await store.append(
        said(['@alice', '@bob'], `direct ${at}`, { id: `d-${at}`, body: { to: 'alice', from: 'bob' } }),
      )
    if (at % 20 === 0) await store.append(said('big', 'y'.repeat(5000 + at * 20)))
    await store.append(said('short', `short ${at}`))
    await store.append(said(`small:${at % 30}`, `small ${at}`))
    if (at % 10 === 0) await store.addMember('room:1', `user${at}`)
    if (at % 10 === 0) await store.markSeen(`user${at}`, at)
  }
}

describe.each(['stopped in order', 'killed'] as const)('a store that was %s, and then damaged', (ending) => {
  const ledger = new Ledger()
  const members = new Set<string>()
  let template = ''
  let original: LmdbWorld

  beforeAll(async () => {
    original = await LmdbWorld.open()
    await fill(original.store)
    for (const stream of streams) ledger.check(stream, await original.store.read(stream, everything))
    for (const user of await original.store.members('room:1', { after: undefined, limit: 1000 })) members.add(user)
    if (ending === 'stopped in order') await original.stop()
    template = await newFolder()
    cpSync(original.dir, template, { recursive: true, filter: (path) => !path.endsWith('-lock') })
  })

  afterAll(async () => {
    await original.dispose()
    rmSync(template, { recursive: true, force: true })
  })

  /** What a user of the store can find out; throws when it contradicts what was there. */
  const look = async (dir: string): Promise<'refused' | 'less' | 'same'> => {
    const world = await LmdbWorld.open({ dir }).catch((error: unknown) => {
      // One line, which begins with the file or the folder.
      expect(error).toBeInstanceOf(StoreError)
      expect(String(error)).toMatch(/^StoreError: \/[^\n]+: [^\n]+$/)
      return undefined
    })
    if (world === undefined) return 'refused'
    try {
      let result: 'less' | 'same' = world.lines.length > 0 ? 'less' : 'same'
      for (const stream of streams) {
        const page = await world.store.read(stream, everything)
        ledger.check(stream, page)
        if (page.first > 1 && stream !== 'short') result = 'less'
      }
      for (const user of await world.store.members('room:1', { after: undefined, limit: 1000 }))
        expect(members).toContain(user)
      await world.store.append(said('room:1', 'goes on'))
      return result
    } catch (error) {
      if (error instanceof StoreUnavailable) return 'less'
      throw error
    } finally {
      await world.stop()
    }
  }

  const damaged = async (change: (dir: string) => void): Promise<'refused' | 'less' | 'same'> => {
    const dir = await newFolder()
    try {
      cpSync(template, dir, { recursive: true })
      change(dir)
      return await look(dir)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  }

  test('is as it was when nothing is damaged', async () => {
    expect(await damaged(() => undefined)).toBe('same')
  })

  const files = [
    'messages.mdb',
    'messages.mdb',
    'messages.mdb',
    'messages.mdb',
    'messages.synced',
    'store.json',
    'owner.mdb',
  ] as const

  test('never shows anything else after a bit has changed', { timeout: 120_000 }, async () => {
    const results = { refused: 0, less: 0, same: 0 }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(7), async (file, place, bit) => {
        results[
          await damaged((dir) => {
            const bytes = readFileSync(join(dir, file))
            const at = place % bytes.length
            bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
            writeFileSync(join(dir, file), bytes)
          })
        ]++
      }),
      { numRuns: runs },
    )
    // Otherwise nothing of all this was noticed.
    expect(results.refused).toBeGreaterThan(runs / 5)
  })

  test('never shows anything else after the end of a file is gone', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), async (file, place) => {
        await damaged((dir) => truncateSync(join(dir, file), place % statSync(join(dir, file)).size))
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })

  test('never shows anything else after a sector has been zeroed, or another has taken its place', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.option(fc.nat(), { nil: undefined }), async (place, source) => {
        await damaged((dir) => {
          const bytes = readFileSync(join(dir, 'messages.mdb'))
          const sectors = Math.floor(bytes.length / 512)
          const at = (place % sectors) * 512
          if (source === undefined) bytes.fill(0, at, at + 512)
          else
            bytes.copy(
              Buffer.from(bytes.buffer, bytes.byteOffset + at, 512),
              0,
              (source % sectors) * 512,
              (source % sectors) * 512 + 512,
            )
          writeFileSync(join(dir, 'messages.mdb'), bytes)
        })
      }),
      { numRuns: Math.ceil(runs / 3) },
    )
  })
})
