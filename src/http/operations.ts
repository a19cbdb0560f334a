/** What is open to everyone: health, metrics, the contract itself, and the page. */
import type { Logger } from '../log/log.ts'
import type { HttpMeter } from '../metrics/http-meter.ts'
import type { Store } from '../store/store.ts'
import type { HttpAnswer } from '../transport/transport.ts'
import { json, text } from './answer.ts'
import { notFound } from './dispatch.ts'
import { type Documents, serve } from './documents.ts'
import { type Page, servePage, servePageFile } from './page.ts'
import { problem } from './problem.ts'
import type { OpenHandlers, OpenRoute } from './routes.ts'

export interface MetricsText {
  readonly contentType: string
  text(): Promise<string>
}

export interface OperationsOptions {
  readonly store: Store
  readonly log: Logger
  readonly draining: () => boolean
  readonly metrics: MetricsText
  readonly httpMeter: HttpMeter
  readonly documents: Documents
  readonly page: Page
}

/** What goes to the operator’s own port when there is one. */
export const operational: ReadonlySet<OpenRoute> = new Set(['get_livez', 'get_readyz', 'get_metrics'])

export function createOpenHandlers(options: OperationsOptions): OpenHandlers {
  const { documents, metrics, page } = options
  return {
    get_livez: () => json(200, { status: 'ok' }),
    get_readyz: createReadiness(options),
    get_metrics: async () => text(metrics.contentType, await metrics.text()),
    get_asyncapi: (_, http) => serve(documents.asyncapi, http),
    get_openapi: (_, http) => serve(documents.openapi, http),
    get_schema: ({ params: { file } }, http) => {
      const schema = documents.schemas.get(file)
      return schema === undefined ? notFound('unknown') : serve(schema, http)
    },
    get_page: (_, http) => servePage(page, http),
    get_page_file: ({ params: { file } }, http) => servePageFile(page, file, http),
  }
}

/** Why the store is not well is said to the operator only, and once: anyone may ask, and some ask every second. */
function createReadiness({ store, draining, log }: OperationsOptions): () => HttpAnswer {
  let told: string | undefined
  return () => {
    const health = store.health()
    const reason = health.ok ? undefined : health.reason
    if (reason !== told) {
      if (reason === undefined) log.info({}, 'the store is well again')
      else log.error({ reason }, 'the store is not well: /readyz fails')
      told = reason
    }
    if (draining()) return problem('unavailable', 'The server is shutting down.', { retryAfterMs: 5000 })
    if (reason !== undefined) {
      return problem('unavailable', 'The store cannot take anything now; the log of the server says why.', {
        retryAfterMs: 5000,
      })
    }
    return json(200, { status: 'ok' })
  }
}
