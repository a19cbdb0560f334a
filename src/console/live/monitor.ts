/** Asks the server for its metrics once a second, and says honestly when there is no answer. */
import { type Exposition, parseExposition, valuesBy } from './exposition.ts'
import { type Reading, startOf } from './figures.ts'
import { History } from './history.ts'

export type Link =
  | { readonly state: 'starting' }
  | { readonly state: 'live' }
  | { readonly state: 'away'; readonly since: number; readonly why: string }
  /** The server has metrics, and not on this port. */
  | { readonly state: 'apart' }

export interface ServerFacts {
  readonly version: string
  readonly node: string
  /** In seconds since 1970. */
  readonly started: number | undefined
}

export interface Answer {
  readonly status: number
  readonly text: string
}

export interface MonitorSurroundings {
  /** Rejects when there is no answer. */
  ask(signal: AbortSignal): Promise<Answer>
  /** In seconds since 1970, never backwards. */
  now(): number
  after(milliseconds: number, run: () => void): () => void
}

const everyMs = 1000
const patienceMs = 5000
/** How often to look whether metrics that stand elsewhere have come here. */
const apartMs = 10_000
const largestText = 4_000_000

export class Monitor {
  readonly history = new History()
  #link: Link = { state: 'starting' }
  #facts: ServerFacts | undefined
  readonly #surroundings: MonitorSurroundings
  readonly #listeners = new Set<() => void>()
  #cancel: (() => void) | undefined
  #asking: { readonly abort: AbortController; readonly since: number } | undefined

  constructor(surroundings: MonitorSurroundings) {
    this.#surroundings = surroundings
  }

  get link(): Link {
    return this.#link
  }

  get facts(): ServerFacts | undefined {
    return this.#facts
  }

  get now(): number {
    return this.#surroundings.now()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  start(): void {
    if (this.#cancel !== undefined) return
    // Whatever is known is of another time, so the line begins anew.
    this.history.miss(this.now)
    this.#tick()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#asking?.abort.abort()
    this.#asking = undefined
  }

  #tick(): void {
    this.#cancel = this.#surroundings.after(this.#link.state === 'apart' ? apartMs : everyMs, () => this.#tick())
    const asking = this.#asking
    if (asking === undefined) void this.#ask()
    // A slow answer is waited for, and what it will say is not known yet.
    else if (this.now - asking.since < patienceMs / 1000) this.#miss('the server is slow to answer')
    else asking.abort.abort()
  }

  async #ask(): Promise<void> {
    const asking = { abort: new AbortController(), since: this.now }
    this.#asking = asking
    let answer: Answer | undefined
    try {
      answer = await this.#surroundings.ask(asking.abort.signal)
    } catch {
      // Why is in the console of the browser, and of no use to who looks at charts.
    }
    if (this.#asking !== asking) return
    this.#asking = undefined
    this.#take(answer)
  }

  #take(answer: Answer | undefined): void {
    if (answer?.status === 404) {
      this.#tell({ state: 'apart' })
      return
    }
    const exposition = answer === undefined ? undefined : expositionOf(answer)
    if (exposition === undefined) {
      this.#miss(answer === undefined ? 'the server does not answer' : `the server answers ${answer.status}`)
      return
    }
    const reading = { time: this.now, exposition }
    this.history.add(reading)
    this.#facts = factsOf(reading)
    this.#tell({ state: 'live' })
  }

  #miss(why: string): void {
    const time = this.now
    this.history.miss(time)
    this.#tell({ state: 'away', since: this.#link.state === 'away' ? this.#link.since : time, why })
  }

  #tell(link: Link): void {
    this.#link = link
    for (const listener of this.#listeners) listener()
  }
}

function expositionOf({ status, text }: Answer): Exposition | undefined {
  if (status !== 200 || text.length > largestText) return undefined
  const exposition = parseExposition(text)
  // Whatever else stands at this address, it is no Pactwire.
  return exposition.has('pactwire_connections') ? exposition : undefined
}

function factsOf(reading: Reading): ServerFacts {
  const { exposition } = reading
  return { ...buildOf(exposition), started: startOf(reading) }
}

function buildOf(exposition: Exposition): Pick<ServerFacts, 'version' | 'node'> {
  const name = 'pactwire_build_info'
  const [version = ''] = valuesBy(exposition, name, 'version').keys()
  const [node = ''] = valuesBy(exposition, name, 'node').keys()
  return { version, node }
}
