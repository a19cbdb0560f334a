/**
 * What is counted while the server works: plain numbers, because these stand on the hot path. Prometheus and `/stats`
 * read them when they are asked. Labels come from the contract alone, never from users or channels.
 */
export class Meter {
  connections = 0
  connectionsTotal = 0
  refusedUpgrades = 0
  messages = 0
  deliveries = 0
  duplicates = 0
  bytesIn = 0
  bytesOut = 0
  readonly framesIn = new Counts()
  readonly framesOut = new Counts()
  readonly errors = new Counts()
  readonly closes = new Counts()
  /** How long a message takes from the request to the fan-out, in buckets of milliseconds. */
  readonly fanOut = new Histogram([0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000])

  /** A frame went out to so many at once. */
  published(type: string, text: string | Uint8Array, receivers: number): void {
    this.framesOut.add(type, receivers)
    this.bytesOut += Buffer.byteLength(text) * receivers
  }
}

/** One count for each name. Looked up once for each step: a map of plain numbers would be written as well. */
export class Counts {
  readonly #cells = new Map<string, { count: number }>()

  add(name: string, by = 1): void {
    const cell = this.#cells.get(name)
    if (cell === undefined) this.#cells.set(name, { count: by })
    else cell.count += by
  }

  of(name: string): number {
    return this.#cells.get(name)?.count ?? 0
  }

  *[Symbol.iterator](): Iterator<readonly [name: string, count: number]> {
    for (const [name, { count }] of this.#cells) yield [name, count]
  }
}

export class Histogram {
  readonly bounds: readonly number[]
  readonly counts: number[]
  sum = 0

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = new Array<number>(bounds.length + 1).fill(0)
  }

  observe(value: number): void {
    const at = this.bounds.findIndex((bound) => value <= bound)
    const index = at === -1 ? this.bounds.length : at
    this.counts[index] = (this.counts[index] ?? 0) + 1
    this.sum += value
  }
}
