import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { ManualClock } from '../../src/clock/manual.ts'
import { openLmdbStore } from '../../src/store/lmdb.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import type { Durability, Store } from '../../src/store/store.ts'
import { PowerDisk } from '../support/power-disk.ts'
import { Ledger } from '../support/store-model.ts'
import { everything, hurried, newEpoch, newFolder, said, smallWindow } from '../support/store-worlds.ts'

/** Streams by the durability that they have for ever, but for the last, which has any. */
const streams = ['commit0', 'commit1', 'fsync0', 'none0', 'mixed0'] as const
const keepOf = (stream: string): number => (stream === 'commit1' ? 7 : 1000)

type Step =
  | {
      readonly do: 'append'
      readonly stream: number
      readonly durability: Durability
      readonly id: number | undefined
      readonly size: number
      readonly also: boolean
    }
  | { readonly do: 'burst'; readonly stream: number; readonly count: number; readonly turn: number }
  | { readonly do: 'wait' }
  | { readonly do: 'read' }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'reopen' }
  | { readonly do: 'die' }
  | { readonly do: 'power'; readonly sectors: readonly boolean[] }

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      stream: fc.nat(streams.length - 1),
      durability: fc.constantFrom('none', 'commit', 'fsync'),
      id: fc.option(fc.nat(5), { nil: undefined }),
      size: fc.constantFrom(0, 10, 3000, 9000),
      also: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('burst' as const),
      stream: fc.nat(streams.length - 1),
      count: fc.nat(60),
      turn: fc.nat(60),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'wait' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'read' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.constantFrom(10, 200, 2000, 100_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'die' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('power' as const),
      sectors: fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }),
    }),
  },
)

function durabilityOf(stream: string, wanted: Durability): Durability {
  const fixed = /^[a-z]+/.exec(stream)?.[0]
  return fixed === 'commit' || fixed === 'fsync' || fixed === 'none' ? fixed : wanted
}

/** One store after another over the same data, and what all of them together may never do. */
class Trial {
  readonly ledger = new Ledger()
  readonly clock = new ManualClock()
  readonly folders: string[] = []
  disk: PowerDisk | undefined
  store: Store
  #pending: Promise<unknown>[] = []
  #contents = 0
  #boot = 1

  private constructor(store: Store) {
    this.store = store
    this.#adopt(store)
  }

  static inMemory(): Trial {
    return new Trial(new MemoryStore({ clock: new ManualClock(), newEpoch, window: smallWindow, maxStreams: 1000 }))
  }

  static async onDisk(): Promise<Trial> {
    const trial = Trial.inMemory()
    await trial.#open(await newFolder())
    return trial
  }

  async #open(dir: string): Promise<void> {
    this.folders.push(dir)
    this.disk = new PowerDisk(dir)
    const store = await openLmdbStore({
      dir,
      clock: this.clock,
      newEpoch,
      window: smallWindow,
      disk: this.disk,
      boot: `boot-${this.#boot}`,
      // So few that a burst is more than it takes, also while others are on their way.
      limits: { ...hurried, maxPending: 30 },
    })
    this.#adopt(store)
  }

  #adopt(store: Store): void {
    this.store = store
    store.setRetention((stream) => ({ entries: keepOf(stream), ageMs: 0 }))
    store.follow((entries) => {
      // Who is shown something by a store that has died since is nobody.
      if (this.store === store) for (const entry of entries) this.ledger.saw(entry)
    })
  }

  append(stream: string, wanted: Durability, id: number | undefined, size: number, twice: boolean): void {
    const durability = durabilityOf(stream, wanted)
    const also = !twice ? undefined : durability === 'none' ? 'mixed0' : 'commit0'
    const { store } = this
    const content = `${this.#contents++} ${'x'.repeat(size)}`
    const name = id === undefined ? undefined : `id${id}`
    // Every third is an event; the store does not look into its payload.
    const event = this.#contents % 3 === 0 ? { name: 'order_updated', version: this.#contents } : undefined
    const order = said(also === undefined || also === stream ? stream : [stream, also], content, {
      durability,
      body: { event },
      ...(name === undefined ? {} : { id: name }),
    })
    const answer = store.append(order).then((appended) => {
      if (this.store !== store) return
      if (name !== undefined) this.ledger.answered(`${stream} ${name}`, appended)
      if (appended.duplicate) return
      for (const each of order.streams)
        this.ledger.acknowledged({ stream: each, messageId: appended.messageId, content, durability })
    })
    // Those of a store that has died get no answer.
    this.#pending.push(answer.catch(() => undefined))
  }

  async wait(): Promise<void> {
    await Promise.all(this.#pending.splice(0))
  }

  /** What has been said is on its way then, and not there yet. */
  turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  async check(survived: readonly Durability[]): Promise<void> {
    for (const stream of streams) {
      const page = await this.store.read(stream, everything)
      this.ledger.check(stream, page)
      // Messages that are not stored cut off what was before them.
      if (!stream.startsWith('mixed') && !stream.startsWith('none'))
        this.ledger.keptAll(stream, page, survived, keepOf(stream))
    }
  }

  async reopen(): Promise<void> {
    await this.wait()
    await this.store.close()
    await this.#open(this.folders.at(-1) ?? '')
  }

  /** The process ends at once; the system has all that it was given. */
  async die(): Promise<void> {
    await this.wait()
    const old = this.store
    const from = this.folders.at(-1) ?? ''
    const to = await newFolder()
    mkdirSync(to, { recursive: true })
    for (const file of readdirSync(from)) if (!/lock$|^owner/.test(file)) copyFileSync(join(from, file), join(to, file))
    await this.#open(to)
    await old.close()
  }

  async losePower(sectors: readonly boolean[]): Promise<void> {
    const old = this.store
    const { disk } = this
    if (disk === undefined) return
    let sector = 0
    const to = await newFolder()
    await disk.losePower(to, () => sectors[sector++ % sectors.length] === true)
    this.#boot++
    this.ledger.forget(({ durability }) => durability !== 'fsync')
    await this.#open(to)
    await old.close()
    await this.wait()
  }

  async end(): Promise<void> {
    await this.wait()
    await this.store.close()
    await Promise.all(this.folders.map((dir) => rm(dir, { recursive: true, force: true })))
  }
}

async function run(trial: Trial, script: readonly Step[]): Promise<void> {
  try {
    for (const step of script) {
      switch (step.do) {
        case 'append':
          trial.append(streams[step.stream] ?? 'commit0', step.durability, step.id, step.size, step.also)
          break
        case 'burst':
          for (let at = 0; at < step.count; at++) {
            trial.append(streams[step.stream] ?? 'commit0', 'commit', undefined, 20, false)
            if (at === step.turn) await trial.turn()
          }
          break
        case 'wait':
          await trial.wait()
          break
        case 'read':
          await trial.check(['commit', 'fsync'])
          break
        case 'time':
          trial.clock.advance(step.ms)
          break
        default:
          if (trial.disk !== undefined) await restart(trial, step)
      }
    }
    await trial.wait()
    await trial.check(['commit', 'fsync'])
  } finally {
    await trial.end()
  }
}

async function restart(trial: Trial, step: Extract<Step, { do: 'reopen' | 'die' | 'power' }>): Promise<void> {
  if (step.do === 'reopen') await trial.reopen()
  else if (step.do === 'die') await trial.die()
  else await trial.losePower(step.sectors)
  await trial.check(['commit', 'fsync'])
}

const runs = Number(process.env['REPEAT'] ?? 1) * 40

describe('whatever is said, stopped, killed and cut off, nothing that was shown is ever contradicted', () => {
  test('by the store in memory', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 60 }), (script) => run(Trial.inMemory(), script)),
      { numRuns: runs },
    )
  })

  test('by the store on disk', { timeout: 60_000 + runs * 1000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 60 }), async (script) => run(await Trial.onDisk(), script)),
      { numRuns: runs },
    )
  })
})
