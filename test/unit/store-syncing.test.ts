/** What a store holds back from a disk that hangs. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import type { Meta } from '../../src/store/lmdb/meta.ts'
import { Syncing, type SyncingOptions } from '../../src/store/lmdb/syncing.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import { PowerDisk } from '../support/power-disk.ts'
import { hurried, newEpoch, newFolder, said, smallWindow } from '../support/store-worlds.ts'

const pageSize = 4096

function hanging() {
  let lastPage = 10
  let release = (): void => undefined
  const options: Partial<SyncingOptions> = {
    clock: new ManualClock(),
    database: { useReadTransaction: () => ({ done: () => undefined }) } as unknown as SyncingOptions['database'],
    synced: { write: async () => undefined } as unknown as SyncingOptions['synced'],
    disk: { datasync: () => new Promise<void>((resolve) => (release = resolve)) },
    newestMeta: () => ({ lastPage, pageSize }) as Meta,
    intervalMs: 100,
    maxUnsynced: 1000,
    onDue: () => undefined,
    onSynced: vi.fn(),
    onFailure: vi.fn(),
  }
  const syncing = new Syncing(options as SyncingOptions)
  const commit = (pages: number): void => {
    lastPage += pages
    syncing.add(100, false)
  }
  return { syncing, commit, release: () => release() }
}

describe('what is not synced', () => {
  it('counts what the file has grown by while a sync hangs, which is more than what the messages have', () => {
    const { syncing, commit } = hanging()
    commit(6)
    expect(syncing.unsyncedBytes).toBe(100)
    syncing.begin()
    for (let at = 0; at < 100; at++) commit(6)
    expect(syncing.unsyncedBytes).toBe(101 * 6 * pageSize)
  })

  it('is what came behind a sync when that has ended', async () => {
    const { syncing, commit, release } = hanging()
    commit(6)
    syncing.begin()
    for (let at = 0; at < 100; at++) commit(6)
    release()
    await vi.waitFor(() => expect(syncing.running).toBe(false))
    expect(syncing.unsyncedBytes).toBe(100 * 100)
    syncing.begin()
    for (let at = 0; at < 20; at++) commit(0)
    expect(syncing.unsyncedBytes).toBe(100 * 6 * pageSize)
  })
})

it('keeps the file of a store from growing far beyond the bound, and goes on when the disk does', async () => {
  const dir = await newFolder()
  const disk = new PowerDisk(dir)
  const maxUnsyncedBytes = 1024 * 1024
  const limits = { ...hurried, maxUnsyncedBytes, maxUnsyncedTransactions: 1 }
  const store = await openLmdbStore({ dir, clock: new ManualClock(), newEpoch, window: smallWindow, disk, limits })
  store.follow(() => undefined)
  const file = join(dir, 'messages.mdb')
  await store.append(said('s', 'first'))
  await vi.waitFor(async () => expect(disk.waiting).toBe(0))
  const before = (await stat(file)).size
  disk.hold()
  let stored = 0
  const all = (async () => {
    // Each in a transaction of its own.
    for (let at = 0; at < 300; at++) {
      await store.append(said(`s${at % 7}`, 'x'))
      stored++
    }
  })()
  await vi.waitFor(() => expect(disk.waiting).toBe(1))
  // Nothing tells that it waits but that nothing more is stored, for longer than anything takes.
  let seen = -1
  await vi.waitFor(
    () => {
      const still = stored === seen
      seen = stored
      expect(still).toBe(true)
    },
    { interval: 250, timeout: 20_000 },
  )
  expect(stored).toBeLessThan(300)
  expect((await stat(file)).size - before).toBeLessThan(2 * maxUnsyncedBytes)
  disk.letGo()
  await all
  expect(stored).toBe(300)
  await store.close()
})
