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
  readonly framesIn = new Map<string, number>()
  readonly framesOut = new Map<string, number>()
  readonly errors = new Map<string, number>()
  readonly closes = new Map<string, number>()
  /** How long a message takes from the request to the fan-out, in buckets of milliseconds. */
  readonly fanOut = new Histogram([0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1000])

  /** A frame went out to so many at once. */
  published(type: string, text: string, receivers: number): void {
    count(this.framesOut, type, receivers)
    this.bytesOut += Buffer.byteLength(text) * receivers
  }
}

export function count(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
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
