/** What the API works with. */
import type { Clock } from '../../clock/clock.ts'
import type { Hub } from '../../hub/hub.ts'
import type { Logger } from '../../log/log.ts'
import type { Meter } from '../../metrics/meter.ts'
import type { Store } from '../../store/store.ts'

export interface ApiPorts {
  readonly hub: Hub
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  /** The version of the server. */
  readonly version: string
  /** Open connections. */
  readonly connections: () => number
  /** Whether the server is shutting down. */
  readonly draining: () => boolean
}
