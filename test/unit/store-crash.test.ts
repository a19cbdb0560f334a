/** A process that stores is killed, again and again. `REPEAT=20` kills it oftener. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../src/clock/system.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import type { Append, Appended, Entry, Store } from '../../src/store/store.ts'
import { Ledger } from '../support/store-model.ts'
import { newEpoch, newFolder } from '../support/store-worlds.ts'

type Fact = { readonly shown?: Entry; readonly stored?: { readonly order: Append; readonly answer: Appended } }

const root = join(import.meta.dirname, '../..')
const repeat = Number(process.env['REPEAT'] ?? 3)

describe('a process that is killed while it stores', () => {
  const folders: string[] = []
  let child: ChildProcess | undefined

  afterEach(async () => {
    child?.kill('SIGKILL')
    await Promise.all(folders.splice(0).map((dir) => rm(dir, { recursive: true, force: true })))
  })

  const launch = (
    dir: string,
    round: number,
    enough: number,
  ): { readonly running: ChildProcess; readonly said: (word: string) => Promise<void> } => {
    const args = [
      '--import',
      'tsx',
      'test/support/store-child.ts',
      dir,
      String(round),
      join(dir, 'facts'),
      String(enough),
    ]
    const running = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    child = running
    const said = async (word: string): Promise<void> => {
      if (running.stdout === null) throw new Error('no output')
      for await (const line of createInterface({ input: running.stdout })) if (line === word) return
      throw new Error(`ended without saying ${word}`)
    }
    return { running, said }
  }

  const open = (dir: string): Promise<Store> =>
    openLmdbStore({ dir, clock: systemClock, newEpoch, window: { ageMs: 300_000, entries: 1000, senders: 1000 } }).then(
      (store) => {
        store.setRetention((stream) => ({ entries: stream === 'short' ? 50 : 100_000, ageMs: 0 }))
        return store
      },
    )

  /** What it said until it was killed, some time after so many acknowledgements. */
  const runUntil = async (dir: string, round: number, acknowledgements: number): Promise<Fact[]> => {
    const { running, said } = launch(dir, round, acknowledgements)
    const ended = once(running, 'exit')
    await said('enough')
    running.kill('SIGKILL')
    await ended
    // The last line may have been cut.
    return readFileSync(join(dir, 'facts'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Fact)
  }

  test('loses nothing that it acknowledged, and takes nothing back that it showed', {
    timeout: 30_000 + repeat * 10_000,
  }, async () => {
    const dir = await newFolder()
    folders.push(dir)
    const ledger = new Ledger()
    const stored: { readonly order: Append; readonly answer: Appended }[] = []
    const epochs = new Map<string, string>()
    for (let round = 0; round < repeat; round++) {
      const lines = await runUntil(dir, round, 50 + ((round * 379) % 2500))
      for (const { shown } of lines) if (shown !== undefined) ledger.saw(shown)
      for (const line of lines) {
        if (line.stored === undefined) continue
        const { order, answer } = line.stored
        if (answer.duplicate) throw new Error('nothing was said twice')
        if (order.durability !== 'none') stored.push(line.stored)
        for (const stream of order.streams) {
          if (order.durability === 'none') continue
          ledger.acknowledged({
            stream,
            messageId: answer.messageId,
            content: order.body.content,
            durability: order.durability,
          })
        }
      }
      const store = await open(dir)
      try {
        for (const { stream, epoch } of await store.streams({ after: undefined, prefix: undefined, limit: 1000 })) {
          const page = await store.read(stream, { kind: 'after', offset: 0, limit: 1_000_000, maxBytes: 1e9 })
          ledger.check(stream, page)
          // Of the short one, what was stored and not acknowledged may have pushed out what was.
          if (stream !== 'short') ledger.keptAll(stream, page, ['commit', 'fsync'], 1_000_000)
          // The machine has not gone down, so that everything can be vouched for.
          if (!stream.startsWith('none')) expect(epoch).toBe(epochs.get(stream) ?? epoch)
          epochs.set(stream, epoch)
        }
        // What was acknowledged last is known when it comes again.
        for (const { order, answer } of stored.slice(-100))
          expect(await store.append(order)).toEqual({ ...answer, duplicate: true })
      } finally {
        await store.close()
      }
    }
    expect(epochs.size).toBeGreaterThan(10)
  })

  test('lets go of the folder at once, and not before', { timeout: 60_000 }, async () => {
    const dir = await newFolder()
    folders.push(dir)
    const { running: first, said } = launch(dir, 0, 1)
    await said('ready')
    await expect(open(dir)).rejects.toThrow(`is in use by process ${first.pid}; stop that server first`)
    const ended = once(first, 'exit')
    first.kill('SIGKILL')
    await ended
    const store = await open(dir)
    await store.close()
  })
})
