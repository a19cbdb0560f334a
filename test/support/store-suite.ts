/** What every store has to do, whatever it keeps things in. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Range, Store } from '../../src/store/store.ts'
import { bodyOf, contentsOf, everything, type StoreWorld, said } from './store-worlds.ts'

export function storeSuite(name: string, open: () => Promise<StoreWorld>): void {
  describe(name, () => {
    let world: StoreWorld
    let store: Store

    beforeEach(async () => {
      world = await open()
      store = world.store
    })

    afterEach(() => world.dispose())

    const say = async (stream: string, count: number, first = 1): Promise<void> => {
      await Promise.all(Array.from({ length: count }, (_, at) => store.append(said(stream, `m${first + at}`))))
    }

    const offsets = async (stream: string, range: Range): Promise<number[]> => {
      const { entries } = await store.read(stream, range)
      return entries.map(({ offset }) => offset)
    }

    describe('offsets', () => {
      test('begin at one, and go up by one in each stream', async () => {
        const [a, b, c] = await Promise.all([
          store.append(said('a', 'x')),
          store.append(said('b', 'y')),
          store.append(said('a', 'z')),
        ])
        expect([a.offset, b.offset, c.offset]).toEqual([1, 1, 2])
        expect(a.epoch).toBe(c.epoch)
        expect(a.epoch).not.toBe(b.epoch)
        expect(a.duplicate).toBe(false)
        expect(await store.head('a')).toEqual({ epoch: a.epoch, offset: 2 })
      })

      test('a stream that is asked for begins an epoch and keeps it', async () => {
        const head = await store.head('new')
        expect(head.offset).toBe(0)
        expect(await store.head('new')).toEqual(head)
        expect(await store.append(said('new', 'x'))).toMatchObject({ epoch: head.epoch, offset: 1 })
      })

      test('many at once leave no gap, and each is stored once', async () => {
        const answers = await Promise.all(
          Array.from({ length: 2000 }, (_, at) => store.append(said(`s${at % 7}`, `m${at}`))),
        )
        for (let stream = 0; stream < 7; stream++) {
          const own = answers.filter((_, at) => at % 7 === stream)
          expect(own.map(({ offset }) => offset)).toEqual(own.map((_, at) => at + 1))
          expect(await contentsOf(store, `s${stream}`)).toEqual(own.map((_, at) => `m${at * 7 + stream}`))
        }
      })

      test('a message in two streams has a place in each and one id', async () => {
        await store.append(said('@bob', 'before'))
        const answer = await store.append(said(['@alice', '@bob'], 'hello', { body: { to: 'alice', from: 'bob' } }))
        expect(answer.offset).toBe(1)
        const [[there], [, here]] = (await Promise.all([
          store.read('@alice', everything),
          store.read('@bob', everything),
        ]).then((pages) => pages.map(({ entries }) => entries))) as [
          readonly { messageId: string; offset: number }[],
          readonly { messageId: string; offset: number }[],
        ]
        expect(there?.messageId).toBe(answer.messageId)
        expect(here).toMatchObject({ messageId: answer.messageId, offset: 2 })
      })
    })

    describe('what is read', () => {
      const contents = [
        ['plain', 'hello'],
        ['empty', ''],
        ['Latin', 'grüße, façade'],
        ['other scripts', 'Привет мир, 你好世界'],
        ['beyond the basic plane', '🎉👨‍👩‍👧'],
        ['half of a pair', 'a\ud800b'],
        ['control characters', 'a\u0000b\nc\u0007'],
        ['long', 'x'.repeat(300_000)],
        ['long and not ASCII', 'ы'.repeat(100_000)],
      ] as const
      test.each(contents)('is what was said: %s', async (_, content) => {
        const body = bodyOf(content, { from: 'ålice', to: 'bob', clientMessageId: 'ï-1', time: 1_700_000_000_123 })
        const answer = await store.append({ streams: ['s'], body, idempotencyScope: undefined, durability: 'commit' })
        const page = await store.read('s', everything)
        expect(page.entries).toEqual([
          { ...body, stream: 's', epoch: answer.epoch, offset: 1, messageId: answer.messageId },
        ])
        expect(world.shown).toEqual(page.entries)
      })

      test.each([
        ['plain', '{"order_id":"o-42"}'],
        ['not ASCII', '{"name":"grüße 你好 🎉"}'],
        ['with breaks and blanks in it', '{"a b":"\\n 7\\u2028"}'],
        ['long', `{"text":"${'x'.repeat(300_000)}"}`],
      ])('is which event it was, and its payload: %s', async (_, content) => {
        const event = { name: 'order_updated', version: 12 }
        const body = bodyOf(content, { event, clientMessageId: 'ï-1' })
        await store.append(said('s', 'before'))
        await store.append({ streams: ['s'], body, idempotencyScope: undefined, durability: 'commit' })
        await store.append(said('s', 'after'))
        const { entries } = await store.read('s', everything)
        expect(entries.map((entry) => [entry.offset, entry.event, entry.content])).toEqual([
          [1, undefined, 'before'],
          [2, event, content],
          [3, undefined, 'after'],
        ])
        expect(world.shown).toEqual(entries)
      })

      test('leaves out what was not given', async () => {
        await store.append({
          streams: ['s'],
          body: bodyOf('x', { from: undefined }),
          idempotencyScope: undefined,
          durability: 'commit',
        })
        expect((await store.read('s', everything)).entries[0]).toMatchObject({
          from: undefined,
          to: undefined,
          clientMessageId: undefined,
          content: 'x',
        })
      })

      test('after an offset: the next ones, up to a limit', async () => {
        await say('s', 10)
        const range = { kind: 'after', limit: 3, maxBytes: 1e9 } as const
        expect(await offsets('s', { ...range, offset: 0 })).toEqual([1, 2, 3])
        expect(await store.read('s', { ...range, offset: 6 })).toMatchObject({
          more: true,
          first: 1,
          head: { offset: 10 },
        })
        expect(await offsets('s', { ...range, offset: 7 })).toEqual([8, 9, 10])
        expect((await store.read('s', { ...range, offset: 7 })).more).toBe(false)
        expect(await offsets('s', { ...range, offset: 10 })).toEqual([])
        expect(await offsets('s', { ...range, offset: 99 })).toEqual([])
      })

      test('before an offset: the last ones, oldest first', async () => {
        await say('s', 10)
        const range = { kind: 'before', limit: 3, maxBytes: 1e9 } as const
        expect(await offsets('s', { ...range, offset: Number.MAX_SAFE_INTEGER })).toEqual([8, 9, 10])
        expect(await offsets('s', { ...range, offset: 8 })).toEqual([5, 6, 7])
        expect((await store.read('s', { ...range, offset: 8 })).more).toBe(true)
        expect(await store.read('s', { ...range, offset: 3 })).toMatchObject({
          more: false,
          entries: [{ offset: 1 }, { offset: 2 }],
        })
        expect(await offsets('s', { ...range, offset: 1 })).toEqual([])
      })

      test('is bounded in bytes, but never nothing', async () => {
        await Promise.all(Array.from({ length: 5 }, () => store.append(said('s', 'x'.repeat(1000)))))
        const range = { limit: 100, maxBytes: 3000 } as const
        expect(await offsets('s', { ...range, kind: 'after', offset: 0 })).toEqual([1, 2])
        expect(await offsets('s', { ...range, kind: 'before', offset: 6 })).toEqual([4, 5])
        expect(await offsets('s', { kind: 'after', offset: 0, limit: 100, maxBytes: 1 })).toEqual([1])
      })

      test('has everything that the follower has been shown', async () => {
        const pages: Promise<boolean>[] = []
        const answers = Array.from({ length: 300 }, (_, at) =>
          store.append(said('s', `m${at}`)).then(() => {
            const seen = world.shown.length
            pages.push(
              store
                .read('s', everything)
                .then(({ entries, head }) => entries.length >= seen && head.offset === entries.length),
            )
          }),
        )
        await Promise.all(answers)
        expect(new Set(await Promise.all(pages))).toEqual(new Set([true]))
      })

      test('is the same for all who ask at once', async () => {
        await say('s', 50)
        const pages = await Promise.all(Array.from({ length: 100 }, () => store.read('s', everything)))
        for (const page of pages) expect(page.entries).toHaveLength(50)
      })
    })

    describe('the feed', () => {
      test('shows every message once, in order, before it is acknowledged', async () => {
        const late: number[] = []
        await Promise.all(
          Array.from({ length: 500 }, (_, at) =>
            store.append(said(`s${at % 3}`, `m${at}`)).then(({ epoch, offset }) => {
              if (!world.shown.some((entry) => entry.epoch === epoch && entry.offset === offset)) late.push(at)
            }),
          ),
        )
        expect(late).toEqual([])
        expect(world.shown).toHaveLength(500)
        for (const stream of ['s0', 's1', 's2']) {
          const seen = world.shown.filter((entry) => entry.stream === stream).map(({ offset }) => offset)
          expect(seen).toEqual(seen.map((_, at) => at + 1))
        }
      })

      test('has one follower, and none after that one stops', async () => {
        expect(() => store.follow(() => undefined)).toThrow('followed already')
      })

      test('shows direct messages to both sides', async () => {
        await store.append(said(['@a', '@b'], 'x'))
        expect(world.shown.map(({ stream }) => stream)).toEqual(['@a', '@b'])
      })
    })

    describe('the same message again', () => {
      test('is stored once, and answered as the first time', async () => {
        const first = await store.append(said('s', 'x', { id: 'one' }))
        await say('s', 3)
        const again = await store.append(said('s', 'x', { id: 'one', body: { time: 1_800_000_000_000 } }))
        expect(again).toEqual({ ...first, duplicate: true })
        expect(await contentsOf(store, 's')).toHaveLength(4)
        expect(world.shown).toHaveLength(4)
      })

      test('is stored once when it comes while the first is on its way', async () => {
        const answers = await Promise.all(Array.from({ length: 10 }, () => store.append(said('s', 'x', { id: 'one' }))))
        expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
        expect(new Set(answers.map(({ messageId, epoch, offset }) => `${messageId} ${epoch} ${offset}`)).size).toBe(1)
        expect(await contentsOf(store, 's')).toEqual(['x'])
      })

      test('is another one for another sender, in another stream, or without a sender', async () => {
        await store.append(said('s', 'x', { id: 'one' }))
        expect(await store.append(said('s', 'x', { id: 'one', scope: 'bob' }))).toMatchObject({
          offset: 2,
          duplicate: false,
        })
        expect(await store.append(said('t', 'x', { id: 'one' }))).toMatchObject({ offset: 1, duplicate: false })
        const nobody = { ...said('s', 'x', { id: 'one' }), idempotencyScope: undefined }
        expect(await store.append(nobody)).toMatchObject({ offset: 3, duplicate: false })
        expect(await store.append(nobody)).toMatchObject({ offset: 4, duplicate: false })
        expect(await store.append(said('s', 'x', { id: 'one', scope: '' }))).toMatchObject({
          offset: 5,
          duplicate: false,
        })
      })

      test('is known by its first stream', async () => {
        const first = await store.append(said(['@b', '@a'], 'x', { id: 'one' }))
        expect(await store.append(said(['@b', '@a'], 'x', { id: 'one' }))).toEqual({ ...first, duplicate: true })
        expect(await store.append(said('@a', 'x', { id: 'one' }))).toMatchObject({ duplicate: false })
      })

      test('is known for as long as the window says, and among the last so many however old', async () => {
        for (let at = 0; at < 8; at++) await store.append(said('s', 'x', { id: `i${at}` }))
        world.clock.advance(999)
        for (let at = 0; at < 8; at++)
          expect(await store.append(said('s', 'x', { id: `i${at}` }))).toMatchObject({
            offset: at + 1,
            duplicate: true,
          })
        world.clock.advance(100_000)
        for (let at = 4; at < 8; at++)
          expect(await store.append(said('s', 'x', { id: `i${at}` }))).toMatchObject({
            offset: at + 1,
            duplicate: true,
          })
      })

      test('is known in a stream that is not stored', async () => {
        const first = await store.append(said('s', 'x', { id: 'one', durability: 'none' }))
        expect(await store.append(said('s', 'x', { id: 'one', durability: 'none' }))).toEqual({
          ...first,
          duplicate: true,
        })
      })
    })

    describe('without storing', () => {
      test('offsets count, everybody is told, and nothing is kept', async () => {
        for (let at = 1; at <= 3; at++)
          expect(await store.append(said('s', `m${at}`, { durability: 'none' }))).toMatchObject({ offset: at })
        expect(world.shown.map(({ offset }) => offset)).toEqual([1, 2, 3])
        expect(await store.read('s', everything)).toMatchObject({
          entries: [],
          first: 4,
          more: false,
          head: { offset: 3 },
        })
      })

      test('what was kept before is cut off, so that there is no hole', async () => {
        await say('s', 3)
        await store.append(said('s', 'm4', { durability: 'none' }))
        expect(await store.read('s', everything)).toMatchObject({ entries: [], first: 5 })
        await say('s', 2, 5)
        expect(await offsets('s', everything)).toEqual([5, 6])
      })

      test('the order is kept where stored and unstored messages meet', async () => {
        const kinds = ['commit', 'none', 'fsync', 'none', 'none', 'commit'] as const
        const answers = await Promise.all(
          kinds.map((durability, at) => store.append(said('s', `m${at}`, { durability }))),
        )
        expect(answers.map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5, 6])
        expect(world.shown.map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5, 6])
        expect(await offsets('s', everything)).toEqual([6])
      })
    })

    describe('retention', () => {
      test('keeps so many of the newest', async () => {
        store.setRetention(() => ({ entries: 10, ageMs: 0 }))
        for (let round = 0; round < 30; round++) await say('s', 10, round * 10)
        const page = await store.read('s', everything)
        expect(page.entries.map(({ offset }) => offset)).toEqual([291, 292, 293, 294, 295, 296, 297, 298, 299, 300])
        expect(page.first).toBe(291)
        expect(
          (await store.read('s', { kind: 'before', offset: 1000, limit: 100, maxBytes: 1e9 })).entries,
        ).toHaveLength(10)
      })

      test('keeps what is young', async () => {
        store.setRetention(() => ({ entries: 1000, ageMs: 1000 }))
        for (let at = 1; at <= 5; at++) {
          await store.append(said('s', `m${at}`, { body: { time: world.clock.now() } }))
          world.clock.advance(300)
        }
        expect(await offsets('s', everything)).toEqual([3, 4, 5])
        world.clock.advance(10_000)
        expect(await store.read('s', everything)).toMatchObject({ entries: [], first: 6, head: { offset: 5 } })
        expect(await store.append(said('s', 'x', { body: { time: world.clock.now() } }))).toMatchObject({ offset: 6 })
        expect(await offsets('s', everything)).toEqual([6])
      })

      test('can keep nothing at all; offsets count nevertheless', async () => {
        store.setRetention(() => ({ entries: 0, ageMs: 0 }))
        await say('s', 3)
        expect(await store.read('s', everything)).toMatchObject({ entries: [], first: 4, head: { offset: 3 } })
      })

      test('is asked for each stream', async () => {
        store.setRetention((stream) => ({ entries: stream === 'short' ? 2 : 100, ageMs: 0 }))
        await say('short', 10)
        await say('long', 10)
        expect(await offsets('short', everything)).toEqual([9, 10])
        expect(await offsets('long', everything)).toHaveLength(10)
      })
    })

    describe('streams', () => {
      test('are listed by name, from a name on, with a prefix, and without inboxes', async () => {
        for (const stream of ['b', 'room:2', 'a', '@alice', 'room:10', 'room:1', 'z']) await say(stream, 1)
        const list = async (options: { after?: string; prefix?: string; limit?: number }) => {
          const found = await store.streams({
            after: options.after,
            prefix: options.prefix,
            limit: options.limit ?? 100,
          })
          return found.map(({ stream }) => stream)
        }
        expect(await list({})).toEqual(['a', 'b', 'room:1', 'room:10', 'room:2', 'z'])
        expect(await list({ limit: 2 })).toEqual(['a', 'b'])
        expect(await list({ after: 'b', limit: 2 })).toEqual(['room:1', 'room:10'])
        expect(await list({ prefix: 'room:' })).toEqual(['room:1', 'room:10', 'room:2'])
        expect(await list({ prefix: 'room:', after: 'room:1' })).toEqual(['room:10', 'room:2'])
        expect(await list({ prefix: 'room:', after: 'a' })).toEqual(['room:1', 'room:10', 'room:2'])
        expect(await list({ prefix: 'nothing' })).toEqual([])
      })

      test('are listed page by page, all of them, with their heads', async () => {
        const names = Array.from({ length: 130 }, (_, at) => `room:${String(at).padStart(3, '0')}`)
        await Promise.all(names.map((name, at) => say(name, 1 + (at % 3))))
        await store.append(said('unstored', 'x', { durability: 'none' }))
        const found: string[] = []
        for (let after: string | undefined; ; after = found.at(-1)) {
          const page = await store.streams({ after, prefix: undefined, limit: 17 })
          for (const { stream, offset, epoch } of page) expect(await store.head(stream)).toEqual({ epoch, offset })
          found.push(...page.map(({ stream }) => stream))
          if (page.length < 17) break
        }
        expect(found).toEqual([...names, 'unstored'].sort())
      })
    })

    describe('members', () => {
      test('are added and removed, and both ways agree', async () => {
        expect(await store.addMember('room', 'bob')).toBe(true)
        expect(await store.addMember('room', 'bob')).toBe(false)
        expect(await store.addMember('room', 'alice')).toBe(true)
        expect(await store.addMember('hall', 'bob')).toBe(true)
        expect(await store.members('room', { after: undefined, limit: 10 })).toEqual(['alice', 'bob'])
        expect(await store.members('room', { after: 'alice', limit: 10 })).toEqual(['bob'])
        expect(await store.members('room', { after: undefined, limit: 1 })).toEqual(['alice'])
        expect(await store.memberships('bob')).toEqual(['hall', 'room'])
        expect(await store.isMember('room', 'bob')).toBe(true)
        expect(await store.removeMember('room', 'bob')).toBe(true)
        expect(await store.removeMember('room', 'bob')).toBe(false)
        expect(await store.isMember('room', 'bob')).toBe(false)
        expect(await store.members('room', { after: undefined, limit: 10 })).toEqual(['alice'])
        expect(await store.memberships('bob')).toEqual(['hall'])
        expect(await store.memberships('nobody')).toEqual([])
      })

      test('the last of several changes at once holds', async () => {
        const changes = [
          store.addMember('room', 'bob'),
          store.removeMember('room', 'bob'),
          store.addMember('room', 'bob'),
          store.addMember('room', 'bob'),
        ]
        expect(await Promise.all(changes)).toEqual([true, true, true, false])
        expect(await store.isMember('room', 'bob')).toBe(true)
        expect(await store.memberships('bob')).toEqual(['room'])
      })

      test('of one channel are not those of another with a longer name', async () => {
        await store.addMember('room', 'bob')
        await store.addMember('room:1', 'eve')
        expect(await store.members('room', { after: undefined, limit: 10 })).toEqual(['bob'])
        expect(await store.memberships('bo')).toEqual([])
      })
    })

    test('how far an inbox has been seen is kept for each user', async () => {
      expect(await store.seen('alice')).toBe(0)
      await store.markSeen('alice', 7)
      await Promise.all([store.markSeen('alice', 9), store.markSeen('bob', 3)])
      expect([await store.seen('alice'), await store.seen('bob')]).toEqual([9, 3])
    })

    test('is well', () => {
      expect(store.health()).toEqual({ ok: true })
    })
  })
}
