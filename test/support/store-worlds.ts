/** Stores to be tested, each with a clock that stands still and a folder that is thrown away. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock } from '../../src/clock/manual.ts'
import { type LmdbStoreOptions, openLmdbStore } from '../../src/store/lmdb.ts'
import { MemoryStore } from '../../src/store/memory.ts'
import type { SentWindow } from '../../src/store/sent.ts'
import type { Append, Body, Durability, Entry, Store } from '../../src/store/store.ts'

export const smallWindow: SentWindow = { ageMs: 1000, entries: 5, senders: 100 }

/** For stores whose clock stands still: nobody would wake who waits for company. */
export const hurried = { gatherMs: 0 } as const

let epochs = 0
export const newEpoch = (): string => `epoch${++epochs}`

export interface StoreWorld {
  readonly clock: ManualClock
  readonly store: Store
  /** What the follower was shown, in order. */
  readonly shown: readonly Entry[]
  /** The process ends in order and another begins; only where something is kept. */
  readonly reopen?: () => Promise<void>
  dispose(): Promise<void>
}

export async function memoryWorld(): Promise<StoreWorld> {
  const clock = new ManualClock()
  const store = new MemoryStore({ clock, newEpoch, window: smallWindow, maxStreams: 10_000 })
  const shown: Entry[] = []
  store.follow((entries) => shown.push(...entries))
  return { clock, store, shown, dispose: () => store.close() }
}

export class LmdbWorld implements StoreWorld {
  readonly clock = new ManualClock()
  readonly shown: Entry[] = []
  readonly lines: string[] = []
  readonly dir: string
  readonly #options: Partial<LmdbStoreOptions>
  #store: Store | undefined

  private constructor(dir: string, options: Partial<LmdbStoreOptions>) {
    this.dir = dir
    this.#options = options
  }

  static async open(options: Partial<LmdbStoreOptions> = {}): Promise<LmdbWorld> {
    const world = new LmdbWorld(options.dir ?? (await newFolder()), options)
    await world.start()
    return world
  }

  get store(): Store {
    if (this.#store === undefined) throw new Error('the store is closed')
    return this.#store
  }

  async start(options: Partial<LmdbStoreOptions> = {}): Promise<void> {
    this.#store = await openLmdbStore({
      dir: this.dir,
      clock: this.clock,
      newEpoch,
      window: smallWindow,
      log: (line) => this.lines.push(line),
      ...this.#options,
      ...options,
      limits: { ...hurried, ...this.#options.limits, ...options.limits },
    })
    this.#store.follow((entries) => this.shown.push(...entries))
  }

  async stop(): Promise<void> {
    await this.#store?.close()
    this.#store = undefined
  }

  readonly reopen = async (): Promise<void> => {
    await this.stop()
    await this.start()
  }

  async dispose(): Promise<void> {
    await this.stop()
    await rm(this.dir, { recursive: true, force: true })
  }
}

export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'pactwire-store-'))
}

export function bodyOf(content: string, more: Partial<Body> = {}): Body {
  return { from: 'alice', to: undefined, content, time: 1_700_000_000_000, clientMessageId: undefined, ...more }
}

export interface Said {
  readonly id?: string
  readonly scope?: string
  readonly durability?: Durability
  readonly body?: Partial<Body>
}

/** An append as most tests need it. */
export function said(
  streams: string | readonly [string, ...string[]],
  content: string,
  { id, scope = 'alice', durability = 'commit', body = {} }: Said = {},
): Append {
  return {
    streams: typeof streams === 'string' ? [streams] : streams,
    body: bodyOf(content, { clientMessageId: id, ...body }),
    idempotencyScope: id === undefined ? undefined : scope,
    durability,
  }
}

export const everything = { kind: 'after', offset: 0, limit: 1000, maxBytes: 100_000_000 } as const

export async function contentsOf(store: Store, stream: string): Promise<string[]> {
  const { entries } = await store.read(stream, everything)
  return entries.map(({ content }) => content)
}
