/** A disk that is full: nothing that is refused is stored, the process lives, and it goes on when there is room again. */
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StoreUnavailable } from '../../src/store/store.ts'
import { Ledger } from '../support/store-model.ts'
import { everything, LmdbWorld, said } from '../support/store-worlds.ts'

/** No file of this process may become larger: to LMDB that looks as a full disk does. */
function limitFileSize(bytes: number | 'unlimited'): boolean {
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!limitFileSize('unlimited'))('a full disk', () => {
  let world: LmdbWorld

  beforeEach(async () => {
    // LMDB reports on the error output as well.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    world = await LmdbWorld.open()
  })

  afterEach(async () => {
    limitFileSize('unlimited')
    await world.dispose()
  })

  const fill = (): void => {
    limitFileSize(statSync(join(world.dir, 'messages.mdb')).size)
  }

  /** Transactions with little in them are made by the event loop, all others by a thread: they fail in ways of their own. */
  const sizes = [
    ['small', 1000],
    ['large', 10_000],
  ] as const

  /** Until something is refused. */
  const sayUntilRefused = async (size: number): Promise<{ readonly stored: string[]; readonly error: unknown }> => {
    const stored: string[] = []
    for (let at = 0; at < 1000; at++) {
      const content = `${at} ${'x'.repeat(size)}`
      try {
        await world.store.append(said('s', content, { id: `id${at}` }))
        stored.push(content)
      } catch (error) {
        return { stored, error }
      }
    }
    throw new Error('nothing was refused')
  }

  test.each(sizes)('is said to the sender and to whoever asks, and nothing is shown: %s messages', async (_, size) => {
    await world.store.append(said('s', 'before'))
    fill()
    const { stored, error } = await sayUntilRefused(size)
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect(String(error)).toMatch(/messages\.mdb: could not be written to/)
    expect(world.store.health()).toMatchObject({ ok: false })
    expect(world.shown).toHaveLength(stored.length + 1)
    const page = await world.store.read('s', everything)
    expect(page.entries.map(({ content }) => content)).toEqual(['before', ...stored])
    expect(page.head.offset).toBe(stored.length + 1)
    expect(world.lines).toHaveLength(1)
    // Nobody tries again before a while has passed.
    const syncs = performance.now()
    await expect(world.store.append(said('s', 'x'))).rejects.toMatchObject({ retryAfterMs: 1000 })
    expect(performance.now() - syncs).toBeLessThan(1000)
  })

  test.each(sizes)(
    'is over by itself when there is room, and every place has one message: %s ones',
    async (_, size) => {
      const ledger = new Ledger()
      fill()
      const { error } = await sayUntilRefused(size)
      expect(error).toBeInstanceOf(StoreUnavailable)
      world.clock.advance(1000)
      expect(world.store.health()).toMatchObject({ ok: false })
      limitFileSize('unlimited')
      await vi.waitFor(() => {
        world.clock.advance(1000)
        expect(world.store.health()).toEqual({ ok: true })
      })
      expect(world.lines.at(-1)).toMatch(/can be written to again$/)
      await world.store.append(said('s', 'after', { id: 'id999' }))
      for (const entry of world.shown) ledger.saw(entry)
      ledger.check('s', await world.store.read('s', everything))
      await world.reopen()
      ledger.check('s', await world.store.read('s', everything))
      expect((await world.store.read('s', everything)).entries.at(-1)?.content).toBe('after')
    },
  )

  test('makes those who wait fail together, and what they said can be said again', async () => {
    fill()
    const settled = await Promise.allSettled(
      Array.from({ length: 2000 }, (_, at) =>
        world.store.append(said(`s${at % 10}`, 'x'.repeat(2000), { id: `id${at}` })),
      ),
    )
    expect(settled.some(({ status }) => status === 'rejected')).toBe(true)
    limitFileSize('unlimited')
    await vi.waitFor(() => {
      world.clock.advance(1000)
      expect(world.store.health()).toEqual({ ok: true })
    })
    const again = await Promise.all(
      settled.map((_, at) => world.store.append(said(`s${at % 10}`, 'x'.repeat(2000), { id: `id${at}` }))),
    )
    for (const [at, first] of settled.entries()) {
      if (first.status === 'fulfilled') expect(again[at]).toEqual({ ...first.value, duplicate: true })
      else expect(again[at]?.duplicate).toBe(false)
    }
    const ledger = new Ledger()
    for (const entry of world.shown) ledger.saw(entry)
    for (let stream = 0; stream < 10; stream++)
      ledger.check(`s${stream}`, await world.store.read(`s${stream}`, everything))
  })
})
