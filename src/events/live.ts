/**
 * The events that a server has now. They are read from their folder at the start and again when the operator asks; then
 * either everything that was read takes the place of what was, at once, or nothing does.
 */
import type { Catalogue, Events } from './catalogue.ts'
import { contract } from './contract.ts'
import { documentsWith, type EventFiles } from './documents.ts'
import { EventsError } from './error.ts'
import { judge, schemasOf } from './guard.ts'
import { type LoadedEvents, loadEvents } from './loading.ts'
import { type ChannelRule, checkPolicies } from './policies.ts'
import { type EventRecord, noRecord } from './record.ts'

export interface LiveEventsOptions {
  readonly dir: string
  readonly maxEvents: number
  readonly policies: readonly ChannelRule[]
  /** Told what is slow, of the events that are taken. */
  readonly warn?: (line: string) => void
}

/** What a reload has changed, as names of events. */
export interface EventsChanged {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

interface Reading extends LoadedEvents {
  readonly files: EventFiles
}

export class LiveEvents implements Events {
  readonly #options: LiveEventsOptions
  #now: Reading
  #record: EventRecord = noRecord
  /** Reloads come one after another. */
  #last: Promise<unknown> = Promise.resolve()
  #ended = false
  #writing: Promise<unknown> = Promise.resolve()

  private constructor(options: LiveEventsOptions, now: Reading) {
    this.#options = options
    this.#now = now
  }

  /** Rejects with an EventsError of one line. Nobody is to be let in before `guard` has resolved. */
  static async open(options: LiveEventsOptions): Promise<LiveEvents> {
    const now = await read(options)
    for (const line of now.warnings) options.warn?.(line)
    return new LiveEvents(options, now)
  }

  get current(): Catalogue {
    return this.#now.catalogue
  }

  /** The documents of the server, by their path. */
  get files(): EventFiles {
    return this.#now.files
  }

  /** From here on the events are held to what is recorded. Rejects with an EventsError. */
  async guard(record: EventRecord): Promise<void> {
    this.#record = record
    await this.#settle(this.#now)
  }

  /** Rejects with an EventsError; then everything is as it was. */
  reload(): Promise<EventsChanged> {
    const reloading = this.#last.then(() => this.#reload())
    this.#last = reloading.catch(() => undefined)
    return reloading
  }

  /** Nothing is recorded after this: the folder is about to be somebody else’s. What is being written is waited for. */
  async end(): Promise<void> {
    this.#ended = true
    await this.#writing.catch(() => undefined)
  }

  async #reload(): Promise<EventsChanged> {
    const after = await read(this.#options, true)
    await this.#settle(after)
    const before = this.#now
    this.#now = after
    for (const line of after.warnings) this.#options.warn?.(line)
    return difference(before, after)
  }

  /** Recorded before anything is stored in a new version. */
  async #settle({ set, events }: Reading): Promise<void> {
    const recorded = await this.#record.read()
    const { refusals, next } = judge(recorded, set, events, this.#record.place)
    const [first, ...others] = refusals
    if (first !== undefined) {
      const more = others.length === 0 ? '' : ` (and ${others.length} more: see pactwire check --events)`
      throw new EventsError(`${this.#options.dir}: ${first}${more}`)
    }
    if (this.#ended) throw new EventsError(`${this.#options.dir}: the server is stopping`)
    if (next === undefined) return
    this.#writing = this.#record.write(next)
    await this.#writing
  }
}

async function read({ dir, maxEvents, policies }: LiveEventsOptions, fresh = false): Promise<Reading> {
  const own = await contract()
  const loaded = await loadEvents({ dir, maxEvents, beside: own, fresh })
  checkPolicies(policies, loaded.catalogue, dir)
  return { ...loaded, files: documentsWith(own, loaded.set, loaded.events, policies) }
}

function difference(before: LoadedEvents, after: LoadedEvents): EventsChanged {
  const [old, now] = [textsOf(before), textsOf(after)]
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    changed: [...now].filter(([name, text]) => old.has(name) && old.get(name) !== text).map(([name]) => name),
    removed: [...old.keys()].filter((name) => !now.has(name)),
  }
}

/** Of each event all that it consists of. */
function textsOf({ set, events }: LoadedEvents): Map<string, string> {
  return new Map(events.map((event) => [event.name, JSON.stringify(schemasOf(event, set))]))
}
