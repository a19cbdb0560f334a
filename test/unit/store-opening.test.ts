/** What an operator is told when a folder cannot be used: one line, the file first, and what to do. */
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StoreError } from '../../src/store/error.ts'
import { folderAt, readDescription, writeDescription } from '../../src/store/lmdb/folder.ts'
import { contentsOf, LmdbWorld, newFolder, said } from '../support/store-worlds.ts'

describe('opening a store', () => {
  let dir: string
  const worlds: LmdbWorld[] = []

  beforeEach(async () => {
    dir = await newFolder()
  })

  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  const open = async (folder = dir): Promise<LmdbWorld> => {
    const world = await LmdbWorld.open({ dir: folder })
    worlds.push(world)
    return world
  }

  const close = async (): Promise<void> => {
    for (const world of worlds.splice(0)) await world.stop()
  }

  const complaint = async (folder = dir): Promise<string> => {
    const error: unknown = await open(folder).then(
      () => undefined,
      (problem: unknown) => problem,
    )
    expect(error).toBeInstanceOf(StoreError)
    const { message } = error as StoreError
    expect(message).not.toContain('\n')
    return message
  }

  test('makes the folder, and what is above it', async () => {
    const world = await open(join(dir, 'a/b'))
    await world.store.append(said('s', 'x'))
    expect(readFileSync(join(dir, 'a/b/store.json'), 'utf8')).toContain('"state": "open"')
  })

  test('a folder that is in use by this process', async () => {
    await open()
    expect(await complaint()).toBe(
      `${dir}: is in use by this process; stop that server first, or name another folder with --data-dir`,
    )
    await close()
    await open()
  })

  test('the same folder by another name', async () => {
    await open()
    expect(await complaint(join(dir, '..', dir.split('/').at(-1) ?? ''))).toContain('is in use')
  })

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be written to', async () => {
    chmodSync(dir, 0o500)
    expect(await complaint()).toBe(
      `${dir}: cannot be written to; give the server write permission, or name another folder with --data-dir`,
    )
  })

  test('a file where the folder should be', async () => {
    const file = join(dir, 'file')
    writeFileSync(file, '')
    expect(await complaint(file)).toMatch(/^\S+: .*(is not a folder|EEXIST)/)
  })

  test.skipIf(process.platform !== 'linux')('a place where no folder can be made', async () => {
    expect(await complaint('/proc/pactwire')).toBe('/proc/pactwire: does not exist, and cannot be made there')
  })

  test('a later format', async () => {
    await open()
    await close()
    writeFileSync(join(dir, 'store.json'), '{"format": 3, "something": "new"}')
    expect(await complaint()).toBe(
      `${dir}/store.json: has format 3, which a later version of Pactwire wrote; this one reads format 2: use the later version`,
    )
  })

  test('an earlier format', async () => {
    await open()
    await close()
    const description = await readDescription(folderAt(dir))
    if (description === undefined) throw new Error('there is no description')
    await writeDescription(folderAt(dir), { ...description, format: 0 })
    expect(await complaint()).toBe(
      `${dir}/store.json: has format 0, and this version reads format 2: export it with the version that wrote it, then import that here`,
    )
  })

  test('a description that is no description', async () => {
    await open()
    await close()
    writeFileSync(join(dir, 'store.json'), '{"format": 1')
    expect(await complaint()).toBe(`${dir}/store.json: is damaged; restore it from a backup of this folder`)
  })

  test('a database without its description', async () => {
    const world = await open()
    await world.store.append(said('s', 'x'))
    await close()
    rmSync(join(dir, 'store.json'))
    expect(await complaint()).toBe(
      `${dir}/store.json: is missing, but ${dir}/messages.mdb holds messages; restore it from a backup of this folder`,
    )
  })

  test('a description without its database', async () => {
    await open()
    await close()
    rmSync(join(dir, 'messages.mdb'))
    expect(await complaint()).toBe(
      `${dir}/messages.mdb: is missing, but ${dir}/store.json describes it; restore it from a backup, or delete ${dir}/store.json to start anew`,
    )
  })

  test('a database of somebody else', async () => {
    await open()
    await close()
    writeFileSync(join(dir, 'messages.mdb'), Buffer.alloc(100_000, 7))
    expect(await complaint()).toContain(`${dir}/messages.mdb: is damaged, or was not written by this version`)
  })

  test('a damaged message, with what is wrong and how to save the rest', async () => {
    const world = await open()
    await world.store.append(said('room:7', 'find me here'))
    await close()
    const path = join(dir, 'messages.mdb')
    const bytes = readFileSync(path)
    // Pages that are free now may have it as well.
    for (let at = bytes.indexOf('find me here'); at !== -1; at = bytes.indexOf('find me here')) bytes.write('X', at)
    writeFileSync(path, bytes)
    expect(await complaint()).toBe(
      `${path}: is damaged (message 1 of the stream room:7 has a wrong checksum); restore the folder from a backup, or save what is left: pactwire store export --salvage`,
    )
  })

  test('begins again where it was interrupted while it was being made', async () => {
    await open()
    const empty = readFileSync(join(dir, 'messages.mdb'))
    await close()
    rmSync(join(dir, 'store.json'))
    writeFileSync(join(dir, 'messages.mdb'), empty)
    const world = await open()
    expect(await world.store.append(said('s', 'x'))).toMatchObject({ offset: 1 })
  })

  test('another database in its place makes every stream begin a new epoch', async () => {
    const world = await open()
    const first = await world.store.append(said('s', 'one', { durability: 'fsync' }))
    await close()
    const old = readFileSync(join(dir, 'messages.mdb'))
    const again = await open()
    await again.store.append(said('s', 'two', { durability: 'fsync' }))
    await close()
    writeFileSync(join(dir, 'messages.mdb'), old)
    const restored = await open()
    expect(restored.lines.join()).toContain('is not the one that was left here')
    const next = await restored.store.append(said('s', 'three', { durability: 'fsync' }))
    expect(next).toMatchObject({ offset: 2 })
    expect(next.epoch).not.toBe(first.epoch)
    expect(await contentsOf(restored.store, 's')).toEqual(['one', 'three'])
  })

  test('is told when it has been closed', async () => {
    const { store } = await open()
    await close()
    expect(store.health()).toEqual({ ok: false, reason: 'the store is closed' })
    await expect(store.append(said('s', 'x'))).rejects.toThrow('the store is closed')
    await expect(store.head('s')).rejects.toThrow('the store is closed')
    await expect(store.close()).resolves.toBeUndefined()
  })

  test('files are for their owner only', async () => {
    await open()
    for (const file of ['messages.mdb', 'messages.synced', 'store.json', 'owner.mdb']) {
      expect(statSync(join(dir, file)).mode & 0o077).toBe(0)
    }
  })
})
