/** What is measured: each figure has one name, one unit, and a direction that is better. */

export interface Measure {
  readonly title: string
  readonly unit: string
  readonly digits: number
  readonly better: 'less' | 'more' | 'neither'
}

export const measures = {
  cpu_per_delivery: { title: 'CPU a delivery', unit: 'µs', digits: 2, better: 'less' },
  deliveries: { title: 'deliveries', unit: '/s', digits: 0, better: 'more' },
  messages: { title: 'messages', unit: '/s', digits: 0, better: 'more' },
  p50: { title: 'p50', unit: 'ms', digits: 2, better: 'less' },
  p99: { title: 'p99', unit: 'ms', digits: 2, better: 'less' },
  p999: { title: 'p99.9', unit: 'ms', digits: 2, better: 'less' },
  answer_p50: { title: 'answered p50', unit: 'ms', digits: 2, better: 'less' },
  answer_p99: { title: 'answered p99', unit: 'ms', digits: 2, better: 'less' },
  cpu_per_message: { title: 'CPU a message', unit: 'µs', digits: 1, better: 'less' },
  server_cpu: { title: 'server CPU', unit: '%', digits: 1, better: 'less' },
  server_main: { title: 'of it, event loop', unit: '%', digits: 1, better: 'neither' },
  resident: { title: 'resident', unit: 'MB', digits: 0, better: 'less' },
  per_connection: { title: 'memory a connection', unit: 'kB', digits: 1, better: 'less' },
  connect_all: { title: 'all connected', unit: 's', digits: 2, better: 'less' },
  connect_cpu: { title: 'CPU a connection', unit: 'µs', digits: 0, better: 'less' },
  recovered: { title: 'recovered', unit: '%', digits: 1, better: 'more' },
  storm: { title: 'all back', unit: 's', digits: 2, better: 'less' },
  quiet_p99: { title: 'live p99 before', unit: 'ms', digits: 2, better: 'less' },
  live_p99: { title: 'live p99 meanwhile', unit: 'ms', digits: 2, better: 'less' },
  pages: { title: 'pages read', unit: '/s', digits: 0, better: 'more' },
  cpu_per_page: { title: 'CPU a page', unit: 'µs', digits: 0, better: 'less' },
  page_p50: { title: 'a page p50', unit: 'ms', digits: 2, better: 'less' },
  page_p99: { title: 'a page p99', unit: 'ms', digits: 2, better: 'less' },
  generator_cpu: { title: 'generator CPU', unit: '%', digits: 0, better: 'neither' },
  generator_per_delivery: { title: 'generator CPU a delivery', unit: 'µs', digits: 2, better: 'neither' },
  late_p99: { title: 'sent late p99', unit: 'ms', digits: 2, better: 'neither' },
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
export type Figures = Partial<Record<MeasureName, number>>

/** What came of a plan. */
export interface Outcome {
  readonly figures: Figures
  /** How it was measured, where that is not obvious. */
  readonly notes: readonly string[]
  /** What went wrong: the figures are not those of the plan. None when all is well. */
  readonly problems: readonly string[]
  /** What was in the way on the machine: the figures are those of the plan, but no good ones. */
  readonly disturbances: readonly string[]
}

/** With as many digits as mean something: 4,213,442 is 4,213,442, and 0.2434 is 0.24. */
export function written(name: MeasureName, value: number): string {
  if (Number.isNaN(value)) return '–'
  const { digits } = measures[name]
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

export function titled(name: MeasureName): string {
  const { title, unit } = measures[name]
  return `${title}, ${unit}`
}
