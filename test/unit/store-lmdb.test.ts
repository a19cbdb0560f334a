/** What the store on disk does besides what every store does: its bounds, its files, and how it cleans up. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { contents } from '../../src/store/lmdb/contents.ts'
import { headKey } from '../../src/store/lmdb/keys.ts'
import { PageFile } from '../../src/store/lmdb/pages.ts'
import type { LmdbStoreOptions } from '../../src/store/lmdb.ts'
import { StoreUnavailable } from '../../src/store/store.ts'
import { seededRandom } from '../support/random.ts'
import { Ledger } from '../support/store-model.ts'
import { contentsOf, everything, LmdbWorld, said } from '../support/store-worlds.ts'

describe('the store on disk', () => {
  let world: LmdbWorld

  const open = async (options: Partial<LmdbStoreOptions> = {}): Promise<LmdbWorld> => {
    world = await LmdbWorld.open(options)
    return world
  }

  afterEach(() => world.dispose())

  const transactions = (): number => {
    const file = new PageFile(join(world.dir, 'messages.mdb'))
    try {
      return file.newest().transaction
    } finally {
      file.close()
    }
  }

  /** How many there are of each kind, in the file. */
  const counts = (): Record<string, number> => {
    const file = new PageFile(join(world.dir, 'messages.mdb'))
    const found: Record<string, number> = {}
    const complaints: string[] = []
    try {
      for (const page of contents(file, file.newest(), (line) => complaints.push(line))) {
        for (const { subject } of page) found[subject.kind] = (found[subject.kind] ?? 0) + 1
      }
    } finally {
      file.close()
    }
    expect(complaints).toEqual([])
    return found
  }

  /** One byte of the head of a stream is another, and all else is as LMDB wants it. */
  const spoilHead = (stream: string): void => {
    const path = join(world.dir, 'messages.mdb')
    const bytes = readFileSync(path)
    for (let at = bytes.indexOf(headKey(stream)); at !== -1; at = bytes.indexOf(headKey(stream), at + 1)) {
      const value = bytes.indexOf('{"epoch"', at)
      if (value !== -1 && value < at + 20) bytes[value + 1] = 0x21
    }
    writeFileSync(path, bytes)
  }

  /** Time passes until this is so. */
  const until = async (condition: () => boolean): Promise<void> => {
    await vi.waitFor(
      () => {
        for (let step = 0; step < 30; step++) world.clock.advance(50)
        world.clock.advance(60_000)
        expect(condition()).toBe(true)
      },
      { timeout: 10_000, interval: 1 },
    )
    // The file may be ahead of what the store has been told.
    await world.store.markSeen('nobody', 1)
  }

  describe('writing', () => {
    test('puts what comes together into one transaction, and shows it in one call', async () => {
      const { store } = await open()
      const before = transactions()
      const calls = vi.fn()
      await world.stop()
      await world.start()
      const unfollowed = world.store
      await unfollowed.append(said('s', 'x'))
      const between = transactions()
      let batches = 0
      const { length } = world.shown
      await Promise.all(
        Array.from({ length: 400 }, (_, at) =>
          world.store.append(said(`s${at % 50}`, 'x', { id: `id${at}` })).then(() => {
            if (world.shown.length !== length + 400) batches++
          }),
        ),
      )
      expect(transactions()).toBe(between + 1)
      // Whoever is acknowledged first has seen all of them.
      expect(batches).toBe(0)
      expect(before).toBeLessThan(between)
      expect(calls).not.toHaveBeenCalled()
      expect(store).not.toBe(world.store)
    })

    test('shows a small message that came alone in the same turn of the loop', async () => {
      await open()
      await world.store.append(said('s', 'first'))
      void world.store.append(said('s', 'second'))
      expect(world.shown).toHaveLength(1)
      await new Promise((resolve) => setImmediate(resolve))
      expect(world.shown.map(({ content }) => content)).toEqual(['first', 'second'])
    })

    test('is followed by a sync after so many transactions, however little time has passed', async () => {
      let syncs = 0
      const disk = {
        datasync: async (_: unknown, which: 'messages' | 'synced') => void (which === 'synced' && syncs++),
      }
      await open({ disk, limits: { maxUnsyncedTransactions: 3 } })
      const before = syncs
      for (let at = 0; at < 2; at++) await world.store.append(said('s', 'x'))
      expect(syncs).toBe(before)
      await world.store.append(said('s', 'x'))
      await vi.waitFor(() => expect(syncs).toBe(before + 1))
      for (let at = 0; at < 2; at++) await world.store.append(said('s', 'x'))
      expect(syncs).toBe(before + 1)
      await world.store.append(said('s', 'x'))
      await vi.waitFor(() => expect(syncs).toBe(before + 2))
    })

    test('refuses what it has no room for, and stores the rest', async () => {
      const { store } = await open({ limits: { maxPending: 100 } })
      const settled = await Promise.allSettled(
        Array.from({ length: 150 }, (_, at) => store.append(said('s', `m${at}`))),
      )
      const refused = settled.filter((result) => result.status === 'rejected')
      expect(refused).toHaveLength(50)
      for (const { reason } of refused) {
        expect(reason).toBeInstanceOf(StoreUnavailable)
        expect(reason.retryAfterMs).toBeGreaterThan(0)
      }
      expect(await contentsOf(store, 's')).toEqual(Array.from({ length: 100 }, (_, at) => `m${at}`))
      expect(store.health()).toEqual({ ok: true })
    })

    test('refuses while others are on their way, and those keep their places', async () => {
      const { store } = await open({ limits: { maxPending: 10 } })
      await store.append(said('s', 'm1'))
      const coming = Array.from({ length: 10 }, (_, at) => store.append(said('s', `m${at + 2}`)))
      // One turn later they have been handed to the disk, which has not answered yet.
      await new Promise((resolve) => setImmediate(resolve))
      await expect(store.append(said('s', 'refused'))).rejects.toThrow(StoreUnavailable)
      await expect(store.append(said('s', 'refused', { durability: 'fsync' }))).rejects.toThrow(StoreUnavailable)
      expect((await Promise.all(coming)).map(({ offset }) => offset)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      expect(await store.append(said('s', 'm12'))).toMatchObject({ offset: 12 })
      const contents = Array.from({ length: 12 }, (_, at) => `m${at + 1}`)
      expect(await contentsOf(store, 's')).toEqual(contents)
      expect(world.shown.map(({ content }) => content)).toEqual(contents)
    })

    test('refuses by bytes as well', async () => {
      const { store } = await open({ limits: { maxPendingBytes: 1_000_000 } })
      const settled = await Promise.allSettled(
        Array.from({ length: 20 }, () => store.append(said('s', 'x'.repeat(100_000)))),
      )
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(9)
      expect(await contentsOf(store, 's')).toHaveLength(9)
    })

    test('goes on when a follower fails', async () => {
      await open()
      await world.stop()
      await world.start()
      const { store } = world
      await store.close()
      const other = await LmdbWorld.open()
      await world.dispose()
      world = other
      world.shown.push = () => {
        throw new Error('a mistake of the follower')
      }
      expect(await world.store.append(said('s', 'x'))).toMatchObject({ offset: 1 })
      expect(world.lines.join()).toContain('a mistake of the follower')
      expect(await contentsOf(world.store, 's')).toEqual(['x'])
    })

    test('refuses names that have no place in a key', async () => {
      const { store } = await open()
      await expect(store.append(said('a\u0001b', 'x'))).rejects.toThrow(RangeError)
      await expect(store.append(said('x'.repeat(300), 'x'))).rejects.toThrow(RangeError)
      await expect(store.append(said('s', 'x', { id: 'y'.repeat(300) }))).rejects.toThrow(RangeError)
      await expect(store.append(said('s', 'x', { body: { from: 'z'.repeat(300) } }))).rejects.toThrow(RangeError)
      expect(await store.append(said('s', 'x'))).toMatchObject({ offset: 1 })
    })

    test('has room in its keys for the longest names of each alphabet', async () => {
      const { store } = await open()
      const orders = ['x', 'ы', '世'].map((letter) =>
        said(letter.repeat(200), 'x', { scope: letter.repeat(200), id: letter.repeat(256) }),
      )
      orders.push(said('s', 'x', { id: '🎉'.repeat(128) }))
      for (const order of orders) {
        const [stream] = order.streams
        expect(await store.append(order)).toMatchObject({ offset: 1, duplicate: false })
        expect(await store.append(order)).toMatchObject({ offset: 1, duplicate: true })
        expect(await contentsOf(store, stream)).toEqual(['x'])
        expect(await store.addMember(stream, stream)).toBe(true)
        expect(await store.memberships(stream)).toEqual([stream])
      }
      expect((await store.streams({ after: undefined, prefix: undefined, limit: 10 })).length).toBe(4)
      expect(counts()).toMatchObject({ head: 4, entry: 4, receipt: 4 })
    })

    test('takes ids that are no text for what they are', async () => {
      const { store } = await open()
      const ids = ['\ud800', '\ud801', '\ufffd', '\udc00\ud800', 'a\u0000b', 'a\u0000']
      for (const [at, id] of ids.entries())
        expect(await store.append(said('s', 'x', { id }))).toMatchObject({ offset: at + 1, duplicate: false })
      for (const [at, id] of ids.entries())
        expect(await store.append(said('s', 'x', { id }))).toMatchObject({ offset: at + 1, duplicate: true })
    })

    test('keeps a message and its receipt, or neither', async () => {
      const { store } = await open()
      await Promise.all(Array.from({ length: 50 }, (_, at) => store.append(said(['@a', '@b'], 'x', { id: `id${at}` }))))
      expect(counts()).toMatchObject({ entry: 100, receipt: 50, head: 2 })
    })
  })

  describe('after a restart', () => {
    test('everything is as it was', async () => {
      await open()
      const first = await world.store.append(said('s', 'one', { id: 'a' }))
      const joined = await world.store.head('joined')
      await world.store.addMember('s', 'bob')
      await world.store.markSeen('bob', 4)
      await world.reopen()
      const { store } = world
      expect(await store.append(said('s', 'one', { id: 'a' }))).toEqual({ ...first, duplicate: true })
      expect(await store.append(said('s', 'two'))).toMatchObject({ epoch: first.epoch, offset: 2 })
      expect(await store.head('joined')).toEqual(joined)
      expect([await store.isMember('s', 'bob'), await store.memberships('bob'), await store.seen('bob')]).toEqual([
        true,
        ['s'],
        4,
      ])
      expect(
        (await store.streams({ after: undefined, prefix: undefined, limit: 10 })).map(({ stream }) => stream),
      ).toEqual(['joined', 's'])
    })

    test('a stream that was not stored begins a new epoch, every time', async () => {
      await open()
      const epochs = new Set<string>()
      for (let round = 0; round < 4; round++) {
        const { epoch, offset } = await world.store.append(said('s', 'x', { durability: 'none' }))
        expect(offset).toBe(1)
        expect(await world.store.head('s')).toEqual({ epoch, offset: 1 })
        epochs.add(epoch)
        await world.reopen()
      }
      expect(epochs.size).toBe(4)
    })

    test('offsets are not given again although every message is past its time', async () => {
      await open()
      const retention = () => ({ entries: 100, ageMs: 1000 })
      world.store.setRetention(retention)
      for (let at = 0; at < 20; at++) await world.store.append(said('s', 'x', { body: { time: world.clock.now() } }))
      await until(() => (counts()['entry'] ?? 0) === 0)
      await world.reopen()
      world.store.setRetention(retention)
      expect(await world.store.read('s', everything)).toMatchObject({ head: { offset: 20 }, first: 21, entries: [] })
      expect(await world.store.append(said('s', 'x'))).toMatchObject({ offset: 21 })
    })

    test('offsets are not given again although nothing was ever kept', async () => {
      await open()
      world.store.setRetention(() => ({ entries: 0, ageMs: 0 }))
      const first = await world.store.append(said('s', 'x'))
      for (let at = 0; at < 5; at++) await world.store.append(said('s', 'x'))
      await world.reopen()
      expect(await world.store.append(said('s', 'x'))).toMatchObject({ epoch: first.epoch, offset: 7 })
      expect(await contentsOf(world.store, 's')).toEqual(['x'])
    })
  })

  describe('memory', () => {
    test('has so many streams at most, and the others are read again', async () => {
      const { store } = await open({ limits: { maxStreams: 5, maxFleetingStreams: 5 } })
      const epochs: string[] = []
      for (let at = 0; at < 50; at++) epochs.push((await store.append(said(`s${at}`, 'one'))).epoch)
      for (let at = 0; at < 50; at++) {
        expect(await store.append(said(`s${at}`, 'two'))).toMatchObject({ epoch: epochs[at], offset: 2 })
        expect(await contentsOf(store, `s${at}`)).toEqual(['one', 'two'])
      }
    })

    test('keeps what is on its way, whatever the limit', async () => {
      const { store } = await open({ limits: { maxStreams: 2, maxFleetingStreams: 2 } })
      const answers = await Promise.all(
        Array.from({ length: 300 }, (_, at) => store.append(said(`s${at % 100}`, `m${at}`))),
      )
      for (const [at, { offset }] of answers.entries()) expect(offset).toBe(Math.floor(at / 100) + 1)
      for (let at = 0; at < 100; at++)
        expect(await contentsOf(store, `s${at}`)).toEqual([`m${at}`, `m${at + 100}`, `m${at + 200}`])
    })
  })

  describe('reading', () => {
    test('is done a bounded number of messages in a turn, so that others have theirs', async () => {
      const { store } = await open({ limits: { maxReadsPerTurn: 100 } })
      await Promise.all(Array.from({ length: 1000 }, (_, at) => store.append(said('s', `m${at}`))))
      let turns = 0
      let done = false
      const count = (): void => {
        turns++
        if (!done) setImmediate(count)
      }
      setImmediate(count)
      const pages = await Promise.all(
        Array.from({ length: 10 }, (_, at) => store.read('s', { ...everything, offset: at })),
      )
      done = true
      expect(pages.map(({ entries }) => entries.length)).toEqual(Array.from({ length: 10 }, (_, at) => 1000 - at))
      expect(turns).toBeGreaterThanOrEqual(99)
    })

    test('counts long messages as several, so that a turn stays short', async () => {
      const { store } = await open({ limits: { maxReadsPerTurn: 100 } })
      await Promise.all(Array.from({ length: 50 }, () => store.append(said('s', 'x'.repeat(60_000)))))
      let turns = 0
      let done = false
      const count = (): void => {
        turns++
        if (!done) setImmediate(count)
      }
      setImmediate(count)
      const [forwards, backwards] = await Promise.all([
        store.read('s', everything),
        store.read('s', { ...everything, kind: 'before', offset: 100 }),
      ])
      done = true
      expect([forwards.entries.length, backwards.entries.length]).toEqual([50, 50])
      expect(turns).toBeGreaterThanOrEqual(20)
    })

    test('passes over what is missing at once, however much it is', async () => {
      await open()
      const { store } = world
      for (let at = 0; at < 3; at++) await store.append(said('s', `m${at}`))
      for (let at = 0; at < 500; at++) await store.append(said('s', 'unstored', { durability: 'none' }))
      await store.append(said('s', 'last'))
      await world.stop()
      spoilHead('s')
      // As a large one is opened, of which only a part is looked at.
      await world.start({ limits: { checkBytes: 0 } })
      const page = await world.store.read('s', everything)
      expect(page).toMatchObject({ first: 504, head: { offset: 504 } })
      expect(page.entries.map(({ content }) => content)).toEqual(['last'])
      expect(world.lines.filter((line) => line.includes('damaged'))).toHaveLength(2)
    })

    test('ends with a word when the store is closed meanwhile, and so does a listing', async () => {
      const { store } = await open({ limits: { maxReadsPerTurn: 10 } })
      await Promise.all(Array.from({ length: 300 }, (_, at) => store.append(said(`s${at}`, `m${at}`))))
      await Promise.all(Array.from({ length: 300 }, (_, at) => store.append(said('s', `m${at}`))))
      const reading = store.read('s', everything)
      const listing = store.streams({ after: undefined, prefix: undefined, limit: 1000 })
      const settled = Promise.allSettled([reading, listing])
      await store.close()
      for (const result of await settled)
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) })
    })

    test('gives the same answer to all who ask for the same', async () => {
      const { store } = await open()
      await store.append(said('s', 'x'))
      const [one, two, other] = await Promise.all([
        store.read('s', everything),
        store.read('s', everything),
        store.read('s', { ...everything, limit: 5 }),
      ])
      expect(one).toBe(two)
      expect(one).not.toBe(other)
    })

    test('refuses when too many different reads wait', async () => {
      const { store } = await open({ limits: { maxWaitingReads: 3 } })
      const settled = await Promise.allSettled(
        Array.from({ length: 5 }, (_, at) => store.read('s', { ...everything, offset: at })),
      )
      expect(settled.map(({ status }) => status)).toEqual([
        'fulfilled',
        'fulfilled',
        'fulfilled',
        'rejected',
        'rejected',
      ])
    })

    test('has no hole while what is read is being trimmed', async () => {
      const { store } = await open({ limits: { maxReadsPerTurn: 50 } })
      let entries = 10_000
      store.setRetention(() => ({ entries, ageMs: 0 }))
      await Promise.all(Array.from({ length: 2000 }, (_, at) => store.append(said('s', `m${at}`))))
      const reads = [0, 100, 1500].map((offset) => store.read('s', { ...everything, offset, limit: 2000 }))
      const backwards = store.read('s', { kind: 'before', offset: 5000, limit: 2000, maxBytes: 1e9 })
      await new Promise((resolve) => setImmediate(resolve))
      entries = 300
      const writes = Array.from({ length: 300 }, () => store.append(said('s', 'more')))
      const pages = await Promise.all([...reads, backwards])
      await Promise.all(writes)
      for (const page of pages) {
        const offsets = page.entries.map(({ offset }) => offset)
        expect(offsets).toEqual(offsets.map((_, at) => (offsets[0] ?? 0) + at))
      }
      const last = await store.read('s', everything)
      expect(last.first).toBe(2001)
      expect(last.entries).toHaveLength(300)
    })
  })

  describe('cleaning up', () => {
    test('messages past their time leave the file while others come', async () => {
      const { store } = await open()
      store.setRetention(() => ({ entries: 100, ageMs: 0 }))
      for (let round = 0; round < 40; round++)
        await Promise.all(Array.from({ length: 100 }, (_, at) => store.append(said('s', `m${round * 100 + at}`))))
      await vi.waitFor(() => expect(counts()['entry']).toBeLessThan(700))
      expect(await contentsOf(store, 's')).toEqual(Array.from({ length: 100 }, (_, at) => `m${3900 + at}`))
    })

    test('messages that are too old leave the file although nobody writes', async () => {
      const { store } = await open()
      store.setRetention((stream) => ({ entries: 1000, ageMs: stream === 'kept' ? 0 : 5000 }))
      for (let at = 0; at < 700; at++)
        await store.append(said(`s${at % 3}`, 'x', { body: { time: world.clock.now() } }))
      await store.append(said('kept', 'x', { body: { time: 0 } }))
      await until(() => counts()['entry'] === 1)
      expect(await contentsOf(store, 'kept')).toEqual(['x'])
      expect(await store.append(said('s1', 'x'))).toMatchObject({ offset: 234 })
    })

    test('receipts are forgotten when they are both old and not among the last of their sender', async () => {
      const { store } = await open()
      for (let at = 0; at < 30; at++) await store.append(said('s', 'x', { id: `old${at}` }))
      await store.append(said('s', 'x', { id: 'seldom', scope: 'bob' }))
      expect(counts()['receipt']).toBe(31)
      await until(() => counts()['receipt'] === 6)
      for (let at = 25; at < 30; at++)
        expect(await store.append(said('s', 'x', { id: `old${at}` }))).toMatchObject({
          duplicate: true,
          offset: at + 1,
        })
      expect(await store.append(said('s', 'x', { id: 'seldom', scope: 'bob' }))).toMatchObject({ duplicate: true })
      expect(await store.append(said('s', 'x', { id: 'old3' }))).toMatchObject({ duplicate: false })
    })

    test('young receipts are kept, however many; a restart makes nothing older', async () => {
      await open({ window: { ageMs: 10_000_000, entries: 5, senders: 10 } })
      for (let at = 0; at < 30; at++) await world.store.append(said('s', 'x', { id: `id${at}` }))
      for (let round = 0; round < 3; round++) {
        for (let minute = 0; minute < 10; minute++) world.clock.advance(60_000)
        world.clock.jump(100_000_000_000)
        await world.reopen()
      }
      expect(counts()['receipt']).toBe(30)
    })

    test('of too many senders who have long been silent, the longest silent are forgotten', async () => {
      const { store } = await open({ window: { ageMs: 1000, entries: 5, senders: 10 } })
      for (let sender = 0; sender < 40; sender++) {
        await store.append(said('s', 'x', { id: 'one', scope: `user${String(sender).padStart(2, '0')}` }))
        world.clock.advance(1000 * 60 * 60)
      }
      await until(() => (counts()['receipt'] ?? 0) < 20)
      expect(await store.append(said('s', 'x', { id: 'one', scope: 'user39' }))).toMatchObject({ duplicate: true })
      expect(await store.append(said('s', 'x', { id: 'one', scope: 'user00' }))).toMatchObject({ duplicate: false })
    })

    test('a clock that jumps leaves no hole, and takes no place back', async () => {
      await open()
      const retention = () => ({ entries: 1000, ageMs: 60_000 })
      world.store.setRetention(retention)
      const random = seededRandom(7)
      const ledger = new Ledger()
      const epochs = new Set<string>()
      for (let step = 0; step < 300; step++) {
        if (random() < 0.1) world.clock.jump(Math.floor((random() - 0.5) * 400_000_000))
        if (random() < 0.1) world.clock.advance(61_000)
        if (random() < 0.02) {
          await world.reopen()
          world.store.setRetention(retention)
        }
        await world.store.append(said('s', `m${step}`, { body: { time: world.clock.now() }, id: `id${step}` }))
        const page = await world.store.read('s', everything)
        ledger.check('s', page)
        expect(page.head.offset).toBe(step + 1)
        epochs.add(page.head.epoch)
        // Whatever the clock says, what was said just now is known.
        expect(await world.store.append(said('s', 'again', { id: `id${step}` }))).toMatchObject({ duplicate: true })
      }
      expect(epochs.size).toBe(1)
      expect(counts()['entry']).toBeLessThan(300)
    })

    test('streams in which nothing was said are forgotten after a day, when they are not in use', async () => {
      await open()
      await world.store.append(said('s', 'x'))
      await Promise.all(Array.from({ length: 20 }, (_, at) => world.store.head(`empty${at}`)))
      await vi.waitFor(() => expect(counts()['head']).toBe(21))
      await world.reopen()
      const { epoch } = await world.store.head('empty3')
      world.clock.advance(90_000_000)
      await until(() => counts()['head'] === 2)
      expect((await world.store.head('empty3')).epoch).toBe(epoch)
    })
  })
})
