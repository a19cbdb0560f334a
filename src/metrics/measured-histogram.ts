/** A histogram of Prometheus that shows one of ours: it is filled on the hot path, and read only when it is asked for. */
import { Histogram as PrometheusHistogram, type Registry } from 'prom-client'
import type { Histogram } from './meter.ts'

export interface MeasuredHistogramOptions {
  readonly name: string
  readonly help: string
  readonly source: Histogram
  /** How many units of the source are one of the name: 1000 from milliseconds to seconds. */
  readonly per: number
  readonly registry: Registry
}

export class MeasuredHistogram extends PrometheusHistogram {
  readonly #options: MeasuredHistogramOptions

  constructor(options: MeasuredHistogramOptions) {
    const { name, help, source, per, registry } = options
    super({ name, help, buckets: source.bounds.map((bound) => bound / per), registers: [registry] })
    this.#options = options
  }

  /** What the library asks for, whatever it writes; its types do not say so. */
  async getForPromString() {
    const { name, help } = this.#options
    return { name, help, type: 'histogram', aggregator: 'sum', values: this.#values() }
  }

  #values() {
    const { name, source, per } = this.#options
    const bounds: (number | '+Inf')[] = [...source.bounds.map((bound) => bound / per), '+Inf']
    let total = 0
    const buckets = bounds.map((le, at) => {
      total += source.counts[at] ?? 0
      return { metricName: `${name}_bucket`, labels: { le }, sharedLabels: {}, value: total }
    })
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels: {}, sharedLabels: {}, value: source.sum / per },
      { metricName: `${name}_count`, labels: {}, sharedLabels: {}, value: total },
    ]
  }
}
