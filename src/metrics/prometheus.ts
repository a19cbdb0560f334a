/**
 * What the server counts, as Prometheus reads it. Nothing is done until it is asked for. Labels have values of the
 * contract only (types, codes, routes), so that there is a bound to how many series there are and no user is named.
 */
import { readdir } from 'node:fs/promises'
import { Counter, Gauge, Registry } from 'prom-client'
import { closeCodes, errorCodes, operations, pushes } from '../../generated/operations.ts'
import type { Clock } from '../clock/clock.ts'
import { EventLoopDelay } from './event-loop.ts'
import type { HttpMeter } from './http-meter.ts'
import { MeasuredHistogram } from './measured-histogram.ts'
import type { Counts, Meter } from './meter.ts'

/** What is counted elsewhere and asked for. */
export interface Levels {
  readonly connections: () => number
  readonly users: () => number
  readonly channels: () => number
  /** Connections that have not connected yet; undefined where nobody knows, and then it is not shown. */
  readonly openingConnections: () => number | undefined
  /** What waits to be sent, over all connections; undefined where nobody knows. */
  readonly backlogBytes: () => number | undefined
}

export interface MetricsOptions {
  readonly meter: Meter
  readonly httpMeter: HttpMeter
  readonly levels: Levels
  readonly version: string
  readonly clock: Clock
}

export interface Metrics {
  readonly contentType: string
  text(): Promise<string>
  close(): void
}

export function createMetrics({ meter, httpMeter, levels, version, clock }: MetricsOptions): Metrics {
  const registry = new Registry()
  const { gauge, total, totals } = kinds(registry)

  gauge('connections', 'Open connections.', levels.connections)
  gauge('opening_connections', 'Connections on which connect has not succeeded yet.', levels.openingConnections)
  gauge('users', 'Users with at least one connection.', levels.users)
  gauge('channels', 'Channels in use.', levels.channels)
  gauge('backlog_bytes', 'Bytes that wait to be sent, over all connections.', levels.backlogBytes)

  total('connections_total', 'Connections that were opened.', () => meter.connectionsTotal)
  total('refused_upgrades_total', 'Connections that were not let in.', () => meter.refusedUpgrades)
  total('messages_total', 'Messages that were stored.', () => meter.messages)
  total('deliveries_total', 'Messages that were handed out, counted per receiving connection.', () => meter.deliveries)
  total('duplicates_total', 'Messages that had been stored before and were acknowledged again.', () => meter.duplicates)
  total('received_bytes_total', 'Size of the frames that came, before framing and compression.', () => meter.bytesIn)
  total('sent_bytes_total', 'Size of the frames that went, before framing and compression.', () => meter.bytesOut)

  totals({
    name: 'frames_received_total',
    help: 'Frames that came, by type; refused is what was no valid request.',
    label: 'type',
    values: [...Object.keys(operations), 'refused'],
    counts: meter.framesIn,
  })
  totals({
    name: 'frames_sent_total',
    help: 'Frames that went, by type, counted per receiving connection.',
    label: 'type',
    values: [...Object.values(operations).map(({ reply }) => reply), ...pushes],
    counts: meter.framesOut,
  })
  totals({
    name: 'errors_total',
    help: 'Requests on connections that were answered with an error, by its code.',
    label: 'code',
    values: Object.keys(errorCodes),
    counts: meter.errors,
  })
  totals({
    name: 'closes_total',
    help: 'Connections that the server closed, by close code.',
    label: 'code',
    values: Object.values(closeCodes).map(({ code }) => String(code)),
    counts: meter.closes,
  })
  httpRequests(registry, httpMeter)

  new MeasuredHistogram({
    name: 'pactwire_fan_out_seconds',
    help: 'How long a message takes from the request until it is stored and handed out.',
    source: meter.fanOut,
    per: 1000,
    registry,
  })

  const delay = new EventLoopDelay(clock)
  new MeasuredHistogram({
    name: 'pactwire_event_loop_delay_seconds',
    help: 'How late timers were, looked at every 20 ms.',
    source: delay.histogram,
    per: 1000,
    registry,
  })
  ownProcess(registry)
  new Gauge({
    name: 'pactwire_build_info',
    help: 'Always 1; the labels say what is running.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1)

  return { contentType: registry.contentType, text: () => registry.metrics(), close: () => delay.close() }
}

function kinds(registry: Registry) {
  const registers = [registry]
  return {
    gauge(name: string, help: string, read: () => number | undefined): void {
      new Gauge({
        name: `pactwire_${name}`,
        help,
        registers,
        collect() {
          const value = read()
          if (value === undefined) this.remove()
          else this.set(value)
        },
      })
    },
    /** The meter holds the truth; the counter of the library is only its mouth. */
    total(name: string, help: string, read: () => number): void {
      new Counter({
        name: `pactwire_${name}`,
        help,
        registers,
        collect() {
          this.reset()
          this.inc(read())
        },
      })
    },
    /** Values of the label that are known beforehand are shown from the start, so that the first step from 0 is seen. */
    totals({ name, help, label, values, counts }: LabelledCounts): void {
      new Counter({
        name: `pactwire_${name}`,
        help,
        labelNames: [label],
        registers,
        collect() {
          this.reset()
          for (const value of values) this.inc({ [label]: value }, 0)
          for (const [value, times] of counts) this.inc({ [label]: value }, times)
        },
      })
    },
  }
}

interface LabelledCounts {
  readonly name: string
  readonly help: string
  readonly label: string
  readonly values: readonly string[]
  readonly counts: Counts
}

function httpRequests(registry: Registry, httpMeter: HttpMeter): void {
  new Counter({
    name: 'pactwire_http_requests_total',
    help: 'Requests of the HTTP API and of the operational endpoints, by route and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { route, status, requests } of httpMeter.counts()) this.inc({ route, status }, requests)
    },
  })
}

function ownProcess(registry: Registry): void {
  const { gauge, total } = kinds(registry)
  gauge('process_resident_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss())
  gauge('process_start_time_seconds', 'When the process started, in seconds since 1970.', () => started)
  total('process_cpu_seconds_total', 'Processor time that the process has used.', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
  if (process.platform !== 'linux') return
  new Gauge({
    name: 'pactwire_process_open_fds',
    help: 'Open file descriptors of the process.',
    registers: [registry],
    async collect() {
      // One of them is the folder itself, while it is being read.
      this.set((await readdir('/proc/self/fd')).length - 1)
    },
  })
}

const started = Math.round(Date.now() / 1000 - process.uptime())
