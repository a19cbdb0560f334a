/** Puts the HTTP side together: what is on the main port, what is on the operator’s, and the metrics that both show. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Config } from '../../generated/types.ts'
import type { Clock } from '../clock/clock.ts'
import type { Hub } from '../hub/hub.ts'
import type { Logger } from '../log/log.ts'
import { HttpMeter } from '../metrics/http-meter.ts'
import type { Meter } from '../metrics/meter.ts'
import { createMetrics } from '../metrics/prometheus.ts'
import type { Store } from '../store/store.ts'
import type { HttpHandler, Listening } from '../transport/transport.ts'
import { type DocumentFiles, readDocuments, withFiles } from './documents.ts'
import { type Listener, openListener } from './listener.ts'
import { type Page, readPage } from './page.ts'
import { createHttpHandler, createOperationsHandler } from './router.ts'

export interface HttpSideOptions {
  readonly config: Pick<Config, 'host' | 'api_keys' | 'metrics_port'>
  /** Whether the page is served, if it has been built. */
  readonly pageIsOn: boolean
  readonly hub: Hub
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  /** What stands in the place of the documents of the contract, where the server has events of its own. */
  readonly files?: () => DocumentFiles
  /** The gateway, as far as it is asked here. */
  readonly gateway: {
    readonly size: number
    readonly draining: boolean
    readonly opening?: number
    readonly backlogBytes?: number
  }
}

export interface HttpSide {
  readonly main: HttpHandler
  readonly page: Page['state']
  /** Opens the operator’s port, when there is one. */
  listen(): Promise<Listening | undefined>
  close(): void
}

/** The same place beside the sources and beside what is compiled from them. */
const generated = new URL('../../generated/', import.meta.url)
/** Beside what is compiled; and from the sources, what was built last. */
const pages = [new URL('../../console/', import.meta.url), new URL('../../dist/console/', import.meta.url)]

export async function createHttpSide({
  config,
  pageIsOn,
  gateway,
  files,
  ...ports
}: HttpSideOptions): Promise<HttpSide> {
  const { hub, meter } = ports
  const { host, metrics_port: port } = config
  const httpMeter = new HttpMeter()
  const [version, documents, page] = await Promise.all([
    readVersion(),
    readDocuments(generated),
    pageIsOn ? readPage(pages) : ({ state: 'off' } as const),
  ])
  const metrics = createMetrics({
    meter,
    httpMeter,
    version,
    clock: ports.clock,
    levels: {
      connections: () => gateway.size,
      users: () => hub.users,
      channels: () => hub.channels.size,
      openingConnections: () => gateway.opening,
      backlogBytes: () => gateway.backlogBytes,
    },
  })
  const options = {
    ...ports,
    version,
    documents: files === undefined ? documents : withFiles(documents, files),
    page,
    metrics,
    httpMeter,
    apiKeys: config.api_keys,
    metricsApart: port !== undefined,
    connections: () => gateway.size,
    draining: () => gateway.draining,
  }
  let listener: Listener | undefined
  return {
    main: createHttpHandler(options),
    page: page.state,
    listen: async () => {
      if (port === undefined) return undefined
      listener = await openListener({ host, port, handler: createOperationsHandler(options) })
      return { address: listener.address, port: listener.port }
    },
    close: () => {
      listener?.close()
      metrics.close()
    },
  }
}

/** By the name of the package, because the compiled file stands one folder deeper than the source. */
async function readVersion(): Promise<string> {
  const file = createRequire(import.meta.url).resolve('pactwire/package.json')
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string }
  return version
}
