/**
 * How long things took, in a fixed amount of memory: durations fall into buckets whose width is at most 1/64 of their
 * value, so that a percentile is off by no more than 1.6 %.
 */

/** Buckets of each power of two. */
const fineness = 64
const fineBits = 6
/** 2^40 µs are twelve days. */
const powers = 40

export class Histogram {
  readonly #counts = new Float64Array(fineness * (powers - fineBits + 1))
  #count = 0
  #max = 0

  get count(): number {
    return this.#count
  }

  /** In microseconds; what is negative counts as nothing. */
  record(micros: number): void {
    const value = micros > 0 ? Math.floor(micros) : 0
    const bucket = bucketOf(value)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#count++
    if (value > this.#max) this.#max = value
  }

  /** In milliseconds; `share` 0.99 is the 99th percentile. NaN when nothing was recorded. */
  percentile(share: number): number {
    if (this.#count === 0) return Number.NaN
    const wanted = Math.max(1, Math.ceil(share * this.#count))
    let seen = 0
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count
      if (seen >= wanted) return Math.min(topOf(bucket), this.#max) / 1000
    }
    return this.#max / 1000
  }

  get maxMs(): number {
    return this.#count === 0 ? Number.NaN : this.#max / 1000
  }
}

/** Below 64 each value has a bucket of its own; above, a power of two has 64. */
function bucketOf(value: number): number {
  if (value < fineness) return value
  const power = Math.min(powers - 1, Math.floor(Math.log2(value)))
  const fine = Math.min(fineness - 1, Math.floor(value / 2 ** (power - fineBits)) - fineness)
  return fineness * (power - fineBits + 1) + fine
}

/** The largest value of a bucket. */
function topOf(bucket: number): number {
  if (bucket < fineness) return bucket
  const power = Math.floor(bucket / fineness) + fineBits - 1
  const width = 2 ** (power - fineBits)
  return (fineness + (bucket % fineness) + 1) * width - 1
}
